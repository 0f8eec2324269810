"""The pages that say what indicators, forms and rules mean."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from server.pages.site import Site, language_of
from server.work.pages import meaning


async def indicators(site: Site, request: Request) -> Response:
    """Every figure."""
    return await site.show(request, "indicators.html", meaning.indicators_page, language_of(request))


async def indicator(site: Site, request: Request) -> Response:
    """One figure."""
    code = str(request.path_params["code"])
    return await site.show(request, "indicator.html", meaning.indicator_page, code, language_of(request))


async def forms(site: Site, request: Request) -> Response:
    """Every form."""
    return await site.show(request, "forms.html", meaning.forms_page, language_of(request))


async def form(site: Site, request: Request) -> Response:
    """One form."""
    key = str(request.path_params["key"])
    return await site.show(request, "form.html", meaning.form_page, key, language_of(request))


async def rules(site: Site, request: Request) -> Response:
    """Every rule."""
    return await site.show(request, "rules.html", meaning.rules_page, language_of(request))


async def rule(site: Site, request: Request) -> Response:
    """One rule."""
    name = str(request.path_params["rule"])
    return await site.show(request, "rule.html", meaning.rule_page, name, language_of(request))
