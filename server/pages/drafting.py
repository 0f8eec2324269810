"""A draft read and checked; nothing of it is kept but, for a while, for those who may store it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from core.errors import ReadError
from core.telling.refusals import refusal
from server.pages.drafts import Drafts
from server.pages.showing import render, shown
from server.pages.site import HEADERS, Site, fields, language_of, visitor
from server.pages.words import OUTCOMES, WORDS
from server.tools.building import PATIENCE
from server.work import storing
from server.work.pages.report import change_shown, draft_page
from store.intake.parsing import File
from store.intake.web.taking import Taken
from store.values import base_name

_AT_ONCE_SECONDS = 1.0
"""How long the answer waits to be whole; then the page begins, and tells every second that it reads."""


class Drafting:
    """The pages of drafts."""

    def __init__(self, shared: sqlite3.Connection) -> None:
        self._drafts = Drafts(shared)

    async def begin(self, site: Site, request: Request) -> Response:
        """What to give."""
        return site.plain(request, "check.html", **_nothing(""))

    async def check(self, site: Site, request: Request) -> Response:
        """A file, a pasted text or an address, read and checked."""
        words, largest = WORDS[language_of(request)], site.settings.parse_file_mb * 1_000_000
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > largest + 1_000_000:
            return site.plain(request, "check.html", 413, **_nothing(words["too_large"]))
        given, address = await _given(request)
        if not given.data and not address:
            return site.plain(request, "check.html", 400, **_nothing(words["nothing"]))
        if len(given.data) > largest:
            return site.plain(request, "check.html", 413, **_nothing(words["too_large"]))
        reading = asyncio.ensure_future(self._read(site, request, given, address))
        try:
            await asyncio.wait({reading}, timeout=_AT_ONCE_SECONDS)
        except asyncio.CancelledError:
            reading.cancel()
            raise
        if reading.done():
            page, status = reading.result()
            return HTMLResponse(page, status, HEADERS)
        return StreamingResponse(_told(site, request, reading), media_type="text/html", headers=HEADERS)

    async def store(self, site: Site, request: Request) -> Response:
        """Store what was checked; where figures would answer otherwise, first show which."""
        sent, who = fields(request), visitor(request)
        draft = self._drafts.of(who.share, sent.get("draft", ""))
        language = language_of(request)
        if draft is None:
            return site.told(request, 410, WORDS[language]["draft_gone"])
        told = await _stored(site, draft, "sure" in sent)
        changes = [change_shown(one, language) for one in told["changes"]]
        outcome = OUTCOMES[language].get(str(told["outcome"]), "")
        if told["error"] is not None:
            return site.told(request, 422, refusal(told["error"]["code"], draft.name, language))
        return site.plain(
            request, "stored.html", outcome=outcome, report=told["report"], changes=changes, draft=sent["draft"]
        )

    async def _read(self, site: Site, request: Request, given: Taken, address: str) -> tuple[str, int]:
        """The page of what was read, and its status."""
        language, frame, who = language_of(request), site.frame(request), visitor(request)
        try:
            taken = await site.readers.take(address) if address else replace(given, name=given.name or "text.txt")
            read = site.readers.read_for if who.may_write else site.readers.read
            parsed = taken.parsed or await read(File(taken.name, taken.data))
        except ReadError as error:
            told = (
                WORDS[language]["not_had"]
                if error.kind == "address"
                else refusal(error.code, given.name or WORDS[language]["pasted"], language)
            )
            return render("check.html", frame, _nothing(told)), 422
        report = storing.with_origin(parsed.report, taken.origin)
        keep = self._drafts.keep(who.share, taken) if who.may_write else ""
        arguments = (report, parsed.document.text, language, keep)
        page: str = (await site.pool.run(shown, "check.html", frame, draft_page, arguments)).value
        return page, 200


async def _stored(site: Site, draft: Taken, sure: bool) -> Mapping[str, Any]:
    """What became of a draft."""
    known: Mapping[str, Any] | None = (await site.pool.run(storing.known, draft.data)).value
    if known is not None:
        return known
    try:
        # Another server may have checked it, which keeps what it read to itself.
        parsed = await site.readers.read_for(File(draft.name, draft.data))
    except ReadError as error:
        return storing.refused(error)
    told: Mapping[str, Any] = (await site.pool.run(storing.stored, draft, parsed, sure, PATIENCE)).value
    return told


async def _told(site: Site, request: Request, reading: asyncio.Future[tuple[str, int]]) -> AsyncIterator[str]:
    """A page that tells every second that it reads, until what was read follows; its styles hide the telling then."""
    words = WORDS[language_of(request)]
    head, _, tail = render("reading.html", site.frame(request), {}).partition("<!-- so far -->")
    yield head
    seconds = 0
    try:
        while not (await asyncio.wait({reading}, timeout=1))[0]:
            seconds += 1
            yield f"<p>{words['reading'].format(seconds=seconds)}</p>\n"
        page, _ = reading.result()
    except Exception:
        yield f'<p class="told" role="alert">{words["failed_to_read"]}</p>{tail}'
        raise
    finally:
        reading.cancel()
    _, _, main = page.partition('<main id="main">')
    yield f'</div><div class="read">{main}'


async def _given(request: Request) -> tuple[Taken, str]:
    """The file or text that was sent, or the address that is to be looked at."""
    async with request.form(max_files=1, max_fields=5, max_part_size=20_000_000) as form:
        file, text, address = form.get("file"), form.get("text"), form.get("address")
        data = await file.read() if isinstance(file, UploadFile) and file.filename else b""
        name = base_name(file.filename or "") if isinstance(file, UploadFile) and data else ""
    data = data or (text.strip().encode() if isinstance(text, str) else b"")
    return Taken(name, data, None), address.strip()[:2_000] if isinstance(address, str) and not data else ""


def _nothing(told: str) -> dict[str, Any]:
    return {"sheet": None, "told": told, "keep": "", "beside": False}
