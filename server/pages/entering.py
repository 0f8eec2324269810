"""Signing in, with a token or on the page of the issuer, and out."""

from __future__ import annotations

import hmac
import secrets

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.http.granting import BACK, Asked
from server.pages.signing import forget, keep, keep_as
from server.pages.site import Site, language_of
from server.pages.words import WORDS

_LONGEST_TOKEN = 8_000
_ASKED = "gongkai-asked"
"""The cookie of who was sent to the issuer, and for how long."""
_ASKED_SECONDS = 600


async def ask_for_token(site: Site, request: Request) -> Response:
    """The form; with the key that `gongkai web --edit` gave its browser, signed in at once."""
    key = request.query_params.get("key", "")
    if key and site.sessions.keys.used(key):
        cookie = await site.sessions.signed_in(key)
        if cookie is not None:
            return _into(request, cookie, "/")
    return site.sign_in(request, _inside(request.query_params.get("next", "/")))


async def enter(site: Site, request: Request) -> Response:
    """Sign in with a token of the settings, or of the issuer."""
    form = await request.form(max_files=0, max_fields=4, max_part_size=_LONGEST_TOKEN)
    token, following = str(form.get("token", "")).strip(), _inside(str(form.get("next", "/")))
    return await _entered(site, request, token or None, following)


async def ask_issuer(site: Site, request: Request) -> Response:
    """Send who wants to sign in to the issuer."""
    following = _inside(request.query_params.get("next", "/"))
    asked = Asked(secrets.token_urlsafe(32), secrets.token_urlsafe(48))
    page = None if site.issuer is None else await site.issuer.page(asked)
    if page is None:
        return site.sign_in(request, following, 502, WORDS[language_of(request)]["no_issuer"])
    response = RedirectResponse(page, 303)
    sealed = site.sessions.seal({"state": asked.state, "verifier": asked.verifier, "next": following}, "asked")
    keep_as(response, request, _ASKED, sealed, _ASKED_SECONDS, BACK)
    return response


async def come_back(site: Site, request: Request) -> Response:
    """Sign in who comes back from the issuer with what it granted to this very browser."""
    told, words = request.query_params, WORDS[language_of(request)]
    asked = site.sessions.opened(request.cookies.get(_ASKED, ""), "asked")
    state = told.get("state", "").encode()
    if site.issuer is None or asked is None or not hmac.compare_digest(state, str(asked["state"]).encode()):
        return site.sign_in(request, "/", 400, words["not_asked"])
    following = str(asked["next"])
    if not told.get("code") or not site.issuer.is_it(told.get("iss", "")):
        return _over(site.sign_in(request, following, 401, words["not_granted"]))
    token = await site.issuer.granted(told["code"], Asked(str(asked["state"]), str(asked["verifier"])))
    return _over(await _entered(site, request, token, following))


async def leave(site: Site, request: Request) -> Response:
    """Sign out."""
    response = RedirectResponse("/", 303)
    forget(response)
    return response


async def _entered(site: Site, request: Request, token: str | None, following: str) -> Response:
    cookie = None if token is None else await site.sessions.signed_in(token)
    if cookie is None:
        return site.sign_in(request, following, 401, WORDS[language_of(request)]["wrong_token"])
    return _into(request, cookie, following)


def _into(request: Request, cookie: str, address: str) -> Response:
    response = RedirectResponse(address, 303)
    keep(response, request, cookie)
    return response


def _over(response: Response) -> Response:
    """What was asked of the issuer is answered, and counts once."""
    response.delete_cookie(_ASKED, path=BACK, httponly=True, samesite="lax")
    return response


def _inside(address: str) -> str:
    """The address where it is one of this site, else the first page."""
    is_path = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if is_path and address.isprintable() else "/"
