"""The routes of the pages, and what each answers. Nothing here works on the event loop, and nothing is stored."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from core.errors import ReadError, UsageError
from core.telling.names import figure_name, render_number
from core.telling.refusals import refusal
from core.text.harmless import harmless_values
from core.types import Language
from server.pages.words import WORDS
from server.running.pool import Pool
from server.running.reading import Readers
from server.work import pages as work
from store.intake.parsing import File
from store.settings import Settings
from store.values import base_name

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
_MOST_EARLIER, _LONGEST_QUESTION = 6, 2_000
_FEWEST_BARS, _MOST_BARS, _WIDEST = 2, 20, 330
_SAFE_LINK = re.compile(r"https?://", re.IGNORECASE)

Guard = Callable[[Request], Awaitable[Response | None]]
Page = Callable[["Pages", Request], Awaitable[Response]]


class Pages:
    """The pages over what the pool reads; `guard` refuses requests, `readers` read drafts."""

    def __init__(self, pool: Pool, readers: Readers, settings: Settings, guard: Guard, *, protected: bool) -> None:
        self._pool, self._readers, self._guard, self._protected = pool, readers, guard, protected
        self._largest = settings.parse_file_mb * 1_000_000
        self._templates = Environment(
            loader=PackageLoader("server.pages"),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._style = files("server.pages").joinpath("style.css").read_text("utf-8")

    def routes(self) -> list[Route]:
        """Every page."""
        return [
            Route("/", self._guarded(Pages.ask)),
            Route("/ask", self._guarded(Pages.ask)),
            Route("/check", self._guarded(Pages.check), methods=["GET", "POST"]),
            Route("/reports/{number:int}", self._guarded(Pages.report)),
            Route("/places/{code}", self._guarded(Pages.place)),
            Route("/style.css", self._guarded(Pages.style)),
        ]

    async def ask(self, request: Request) -> Response:
        """One box; with a question its answer, what else it could mean, its figures."""
        question = request.query_params.get("q", "").strip()[:_LONGEST_QUESTION]
        earlier = [one[:_LONGEST_QUESTION] for one in request.query_params.getlist("earlier")][-_MOST_EARLIER:]
        language = _language(request)
        if not question:
            return self._page(request, "ask.html", question="", earlier=[], answer=None, bars=[])
        asked = "en" if language == "en" else None
        reply = await self._pool.run(work.answered, question, asked, earlier)
        answer = _shown(reply.value, language)
        return self._page(
            request,
            "ask.html",
            question=question,
            earlier=[*earlier, question][-_MOST_EARLIER:],
            answer=answer,
            bars=_bars(answer["rows"]),
            ask=partial(_asking, earlier=[*earlier, question][-_MOST_EARLIER:], language=language),
        )

    async def check(self, request: Request) -> Response:
        """A draft read and checked; nothing of it is kept."""
        if request.method == "GET":
            return self._page(request, "check.html", sheet=None, told="")
        words = WORDS[_language(request)]
        length = request.headers.get("content-length")
        if length is None or int(length) > self._largest + 1_000_000:
            return self._page(request, "check.html", 413, sheet=None, told=words["too_large"])
        async with request.form(max_files=1, max_fields=3, max_part_size=20_000_000) as form:
            file, text = form.get("file"), form.get("text")
            data = await file.read() if isinstance(file, UploadFile) and file.filename else b""
            name = base_name(file.filename or "") if isinstance(file, UploadFile) and data else ""
            data = data or (text.strip().encode() if isinstance(text, str) else b"")
        if not data:
            return self._page(request, "check.html", 400, sheet=None, told=words["nothing"])
        if len(data) > self._largest:
            return self._page(request, "check.html", 413, sheet=None, told=words["too_large"])
        try:
            parsed = await self._readers.read(File(name or "text.txt", data))
        except ReadError as error:
            told = refusal(error.code, name or words["pasted"], _language(request))
            return self._page(request, "check.html", 422, sheet=None, told=told)
        sheet = await asyncio.to_thread(work.sheet, parsed.report, parsed.document.text, _language(request))
        return self._page(request, "check.html", sheet=sheet, told="")

    async def report(self, request: Request) -> Response:
        """A stored report beside its source."""
        number = int(request.path_params["number"])
        reply = await self._pool.run(work.report_page, number, _language(request))
        sheet = dict(reply.value)
        if sheet["origin"] and not _SAFE_LINK.match(sheet["origin"]):
            sheet["origin"] = None
        return self._page(request, "report.html", sheet=sheet)

    async def place(self, request: Request) -> Response:
        """The bodies of a place by year."""
        reply = await self._pool.run(work.place_page, str(request.path_params["code"]), _language(request))
        return self._page(request, "place.html", place=reply.value)

    async def style(self, request: Request) -> Response:
        """How the pages look."""
        return Response(self._style, media_type="text/css", headers=_HEADERS | {"Cache-Control": "max-age=3600"})

    def _guarded(self, page: Page) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            refusal = await self._guard(request)
            if refusal is not None:
                return refusal
            if self._protected and not request.user.is_authenticated:
                return self._told(request, 401, WORDS[_language(request)]["sign_in"])
            try:
                return await page(self, request)
            except UsageError:
                return self._told(request, 404, WORDS[_language(request)]["not_there"])
            except HTTPException as error:
                return self._told(request, error.status_code, str(error.detail))

        return answer

    def _told(self, request: Request, status: int, told: str) -> Response:
        return self._page(request, "told.html", status, told=told)

    def _page(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        """A page; words of reports, files and questions lose what would act on whoever shows them."""
        language = _language(request)
        text = self._templates.get_template(template).render(
            words=WORDS[language],
            suffix="?lang=en" if language == "en" else "",
            other=_other(request, language),
            **harmless_values(values),
        )
        return HTMLResponse(text, status, _HEADERS)


def _language(request: Request) -> Language:
    return "en" if request.query_params.get("lang") == "en" else "zh"


def _other(request: Request, language: Language) -> str:
    """This page in the other language."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    fields = kept if language == "en" else [*kept, ("lang", "en")]
    return f"{request.url.path}?{urlencode(fields)}" if fields else request.url.path


def _asking(question: str, *, earlier: Sequence[str], language: Language) -> str:
    fields = [("q", question), *(("earlier", one) for one in earlier)]
    return "/ask?" + urlencode([*fields, *([("lang", "en")] if language == "en" else [])])


def _shown(answer: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """The answer with its figures in words."""
    rows = []
    for row in answer["rows"]:
        value = row["value"]
        rows.append(
            row
            | {
                "name": figure_name(row["indicator"], row["applicant"], language, None),
                "shown": "–" if value is None else f"{render_number(value)}{row['unit']}",
                "origin": row["origin"] if row["origin"] and _SAFE_LINK.match(row["origin"]) else None,
            }
        )
    return dict(answer) | {"rows": rows}


def _bars(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Figures of one kind as bars: over years of a body, or over bodies of a year."""
    told = [row for row in rows if isinstance(row["value"], int | float) and row["value"] >= 0]
    kinds = {(row["indicator"], row["applicant"], row["unit"]) for row in told}
    if len(kinds) != 1 or not _FEWEST_BARS <= len(told) <= _MOST_BARS or len(told) < len(rows):
        return []
    several = len({row["organization"] for row in told}) > 1
    most = max(row["value"] for row in told) or 1
    return [
        {
            "name": str(row["organization"])[:16] if several else str(row["year"]),
            "width": round(_WIDEST * row["value"] / most),
            "value": row["shown"],
        }
        for row in told
    ]
