"""Signing in with a token, and out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.pages.signing import forget, keep
from server.pages.site import Site, language_of
from server.pages.words import WORDS

_LONGEST_TOKEN = 8_000


async def ask_for_token(site: Site, request: Request) -> Response:
    """The form; with the key that `gongkai web --edit` gave its browser, signed in at once."""
    key = request.query_params.get("key", "")
    if key and site.sessions.keys.used(key):
        cookie = await site.sessions.signed_in(key)
        if cookie is not None:
            return _into(request, cookie, "/")
    return site.plain(request, "sign_in.html", next=_inside(request.query_params.get("next", "/")), told="")


async def enter(site: Site, request: Request) -> Response:
    """Sign in with a token of the settings, or of the issuer."""
    form = await request.form(max_files=0, max_fields=4, max_part_size=_LONGEST_TOKEN)
    token, following = str(form.get("token", "")).strip(), _inside(str(form.get("next", "/")))
    cookie = await site.sessions.signed_in(token) if token else None
    if cookie is None:
        told = WORDS[language_of(request)]["wrong_token"]
        return site.plain(request, "sign_in.html", 401, next=following, told=told)
    return _into(request, cookie, following)


async def leave(site: Site, request: Request) -> Response:
    """Sign out."""
    response = RedirectResponse("/", 303)
    forget(response)
    return response


def _into(request: Request, cookie: str, address: str) -> Response:
    response = RedirectResponse(address, 303)
    keep(response, request, cookie)
    return response


def _inside(address: str) -> str:
    """The address where it is one of this site, else the first page."""
    is_path = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if is_path and address.isprintable() else "/"
