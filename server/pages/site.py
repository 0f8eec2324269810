"""What every page shares: who may see it, how it is shown, what is told where it can't be."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote, urlencode

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from core.errors import UsageError
from core.text.harmless import harmless
from core.types import Language
from server.http.granting import GrantingIssuer
from server.pages.showing import Frame, render, shown
from server.pages.signing import Sessions, Visitor
from server.pages.words import WORDS
from server.running.pool import CLIENT, Pool
from server.running.reading import Readers
from store.settings import Settings

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: a browser would not say then that a form is of this very site.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_MOST_FIELDS, _LARGEST_FIELD = 40, 100_000

Guard = Callable[[Request], Awaitable[Response | None]]
Right = Literal["anyone", "read", "write"]
Page = Callable[["Site", Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Site:
    """The pages over what the pool reads; `guard` refuses requests, `readers` read drafts, `issuer` signs people in."""

    pool: Pool
    readers: Readers
    settings: Settings
    sessions: Sessions
    guard: Guard
    issuer: GrantingIssuer | None = None

    def page(self, path: str, page: Page, right: Right = "read") -> Route:
        """A page that is looked at."""
        return Route(path, self._guarded(page, right), methods=["GET"])

    def form(self, path: str, page: Page, right: Right = "write") -> Route:
        """What a form is sent to; a change needs the right to write, and the token that its page carried."""
        return Route(path, self._guarded(page, right), methods=["POST"])

    async def show(
        self,
        request: Request,
        template: str,
        work: Callable[..., dict[str, Any]],
        *arguments: object,
    ) -> Response:
        """A page of what is worked out of the archive. Raises UsageError."""
        reply = await self.pool.run(shown, template, self.frame(request), work, arguments)
        return HTMLResponse(reply.value, headers=HEADERS)

    def plain(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        """A page of what is at hand."""
        return HTMLResponse(render(template, self.frame(request), values), status, HEADERS)

    def told(self, request: Request, status: int, told: str) -> Response:
        """A page that says one thing."""
        return self.plain(request, "told.html", status, told=told)

    def sign_in(self, request: Request, following: str, status: int = 200, told: str = "") -> Response:
        """The page to sign in on, before that which follows."""
        return self.plain(request, "sign_in.html", status, next=following, told=told, by_issuer=self.issuer is not None)

    def frame(self, request: Request) -> Frame:
        """What stands around the page."""
        who, language = visitor(request), language_of(request)
        return Frame(
            language=language,
            other=_other(request, language),
            person=who.name,
            may_write=who.may_write,
            csrf=who.csrf,
            can_sign_in=self.sessions.keys.any,
        )

    def _guarded(self, page: Page, right: Right) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            refusal = await self.guard(request)
            if refusal is not None:
                return refusal
            words = WORDS[language_of(request)]
            who = await self.sessions.visitor(request)
            request.state.visitor = who or Visitor()
            if right != "anyone" and who is None:
                return self.sign_in(request, _next(request), 401, words["sign_in_first"])
            if right == "write" and not visitor(request).may_write:
                return self.told(request, 403, words["may_not_write"])
            CLIENT.set(visitor(request).share)
            try:
                if request.method == "POST" and right == "write" and not await self._is_meant(request):
                    return self.told(request, 403, words["not_meant"])
                return await page(self, request)
            except UsageError as error:
                return self.told(request, 404, harmless_reason(error, language_of(request)))
            except HTTPException as error:
                return self.told(request, error.status_code, str(error.detail))

        return answer

    async def _is_meant(self, request: Request) -> bool:
        """Whether a change was sent from a page of ours: a session's has the token of the page with it."""
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > _MOST_FIELDS * _LARGEST_FIELD:
            return False
        form = await request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_LARGEST_FIELD)
        request.state.form = form
        token = visitor(request).csrf
        return not token or hmac.compare_digest(str(form.get("csrf")).encode(), token.encode())


def saved_as(name: str) -> dict[str, str]:
    """The headers of a file that is saved under this name, never opened here."""
    called = quote(harmless(name).replace("\n", " "), safe="")
    return HEADERS | {"Content-Disposition": f"attachment; filename*=UTF-8''{called}"}


def visitor(request: Request) -> Visitor:
    """Who asks for the page."""
    who: Visitor = request.state.visitor
    return who


def fields(request: Request) -> Mapping[str, str]:
    """The fields of the form that was sent."""
    form: FormData = request.state.form
    return {name: value for name, value in form.multi_items() if isinstance(value, str)}


def language_of(request: Request) -> Language:
    """The language of the page."""
    return "en" if request.query_params.get("lang") == "en" else "zh"


def harmless_reason(error: UsageError, language: Language) -> str:
    """What is told where something is not there; the reasons themselves are for programs, in English."""
    return f"{WORDS[language]['not_there']} {error}" if language == "en" else WORDS[language]["not_there"]


def _next(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "") if request.method == "GET" else "/"


def _other(request: Request, language: Language) -> str:
    """This page in the other language."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    fields = kept if language == "en" else [*kept, ("lang", "en")]
    return f"{request.url.path}?{urlencode(fields)}" if fields else request.url.path
