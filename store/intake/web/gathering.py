"""Addresses to files: a page, an attachment, or a list of yearly reports with its further pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.errors import ReadError
from core.version import PARSER_VERSION
from store.intake.sources import Source
from store.intake.web.addresses import cleaned, file_name, refused
from store.intake.web.client import Fetched, Fetcher
from store.intake.web.pages import Link, Page
from store.records import Origin, Visit

_MOST_REPORTS = 5_000
_MOST_PAGES = 300
"""Of one list. A list that turns for ever (a calendar) brings nothing new long before."""
_MOST_EMPTY_PAGES = 3
_JUST_NOW = timedelta(days=1)
_GONE = "The page says that there is none at this address any more."
_REPORT_FILE = ("报告", "年报")


@dataclass(frozen=True, slots=True)
class Opened:
    """The file at an address, and what it leads to where it is a page."""

    file: Fetched
    page: Page | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to take: what it is called, which list named it; `opened` where it was opened already."""

    address: str
    title: str = ""
    year: int | None = None
    listing: str | None = None
    opened: Opened | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """What an address leads to. `notes` tell what of a list could not be followed; `is_listing`: it is a list."""

    wanted: tuple[Wanted, ...]
    is_listing: bool = False
    notes: tuple[str, ...] = ()


class Gatherer:
    """Finds and takes what addresses lead to.

    `look` tells what a page leads to and `reads` whether bytes are such a report, both in a process apart;
    `visit` is what is kept of an address. With `again` what was taken today is asked for once more, too.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        look: Callable[[bytes, str], Page | None],
        reads: Callable[[bytes, str], bool],
        visit: Callable[[str], Visit | None],
        *,
        again: bool = False,
    ) -> None:
        self._again = again
        self._fetcher, self._look, self._reads, self._visit = fetcher, look, reads, visit

    def survey(self, address: str) -> Survey:
        """What an address leads to: itself, or the reports of a list. Raises ReadError where it can't be had."""
        address = cleaned(address)
        opened = self._open(address)
        if opened.page is not None and opened.page.moved and not opened.page.reports:
            opened = self._open(opened.page.moved)
        first, page = opened.file, opened.page
        if page is None:
            return Survey((Wanted(address, opened=opened),))
        if page.is_gone and not page.reports:
            raise refused(_GONE)
        leads = bool(page.reports or page.further)
        if leads and not self._reads(first.data, first.name):
            return self._list(address, first, page)
        if not page.reports and not page.files and page.needs_scripts and not self._reads(first.data, first.name):
            raise refused("The page is drawn by scripts, which are not run: give the addresses of its reports.")
        return Survey((Wanted(address, opened=opened),))

    def take(self, wanted: Wanted) -> Iterator[Source]:
        """The files of one address: first those that hang on the page, then the page. What fails is told by `load`."""
        address = wanted.address
        seen = self._visit(address)
        if seen is not None and wanted.opened is None and self._is_done(seen):
            yield Source(address, _nothing, held=seen.report)
            return
        try:
            opened = wanted.opened or self._open(address, _headers(seen))
            if opened.page is not None and opened.page.moved:
                opened = self._open(opened.page.moved)
        except ReadError as error:
            yield _failed(address, error)
            return
        fetched, page = opened.file, opened.page
        if page is not None and page.is_gone:
            yield _failed(address, refused(_GONE))
            return
        files = _of_report(page) if page else ()
        yield from self._files(files, wanted)
        # A page that only carries its files is no report.
        if not files or self._reads(fetched.data, fetched.name):
            yield _source(fetched, wanted, seen)

    def is_gone(self, address: str) -> bool:
        """Whether the site has nothing at an address any more."""
        try:
            page = self._open(address).page
        except ReadError as error:
            return error.kind == "gone"
        return page is not None and page.is_gone

    def _open(self, address: str, known: dict[str, str] | None = None) -> Opened:
        """What stands at an address; `known` are the headers of what was there before. Raises ReadError."""
        file = self._fetcher.get(address, known=known)
        return Opened(file, None if file.unchanged else self._look(file.data, file.address))

    def _is_done(self, seen: Visit) -> bool:
        """Whether an address was taken just now, by this parser: an interrupted run goes on behind it."""
        fresh = datetime.now(UTC) - seen.at < _JUST_NOW
        return fresh and seen.tried_version >= PARSER_VERSION and not self._again

    def _list(self, address: str, first: Fetched, page: Page) -> Survey:
        """Every report of a list, page by page, until pages bring nothing new."""
        found: dict[str, Wanted] = {}
        notes: list[str] = []
        waiting, turned, empty = [*page.further], {address, first.address}, 0
        _add(found, page, address)
        while waiting and empty < _MOST_EMPTY_PAGES and len(turned) < _MOST_PAGES and len(found) < _MOST_REPORTS:
            there = waiting.pop(0)
            if there in turned:
                continue
            turned.add(there)
            try:
                further = self._open(there).page
            except ReadError as error:
                notes.append(f"{there}: {error.message}")
                continue
            if further is None or further.is_gone:
                continue
            empty = 0 if _add(found, further, address) else empty + 1
            waiting += [place for place in further.further if place not in turned]
        if waiting and (len(turned) >= _MOST_PAGES or len(found) >= _MOST_REPORTS):
            notes.append(f"{address}: the list goes on beyond {len(turned)} pages: what follows is not looked at")
        if not found:
            raise refused(_nothing_found(page))
        return Survey(tuple(found.values()), is_listing=True, notes=tuple(notes))

    def _files(self, files: Iterable[Link], wanted: Wanted) -> Iterator[Source]:
        for link in files:
            seen = self._visit(link.address)
            if seen is not None and self._is_done(seen):
                yield Source(link.address, _nothing, held=seen.report)
                continue
            hangs = Wanted(link.address, link.title, link.year, wanted.listing)
            try:
                fetched = self._fetcher.get(link.address, known=_headers(seen))
            except ReadError as error:
                yield _failed(link.address, error)
                continue
            yield _source(fetched, hangs, seen, page=wanted.address)


def _add(found: dict[str, Wanted], page: Page, listing: str) -> bool:
    """Whether the page named a report that was not named before."""
    before = len(found)
    for link in page.reports:
        found.setdefault(link.address, Wanted(link.address, link.title, link.year, listing))
    return len(found) > before


def _of_report(page: Page) -> Sequence[Link]:
    """The files of a page that may be the report: named so, or the only one there."""
    named = [link for link in page.files if _names_report(link.title) or _names_report(file_name(link.address))]
    return named or (page.files if len(page.files) == 1 and not page.reports else ())


def _names_report(name: str) -> bool:
    return any(word in name for word in _REPORT_FILE)


def _source(fetched: Fetched, wanted: Wanted, seen: Visit | None, page: str | None = None) -> Source:
    headers = {**(seen.headers if seen and fetched.unchanged else {}), **fetched.headers}
    origin = Origin(wanted.address, fetched.at, fetched.status, headers, wanted.listing, page)
    if fetched.unchanged and seen is not None:
        return Source(wanted.address, _nothing, origin=origin, held=seen.report)
    data = fetched.data
    return Source(wanted.address, lambda: data, file_name=fetched.name, origin=origin)


def _failed(address: str, error: ReadError) -> Source:
    def refuse() -> bytes:
        raise error

    return Source(address, refuse)


def _nothing() -> bytes:
    return b""


def _headers(seen: Visit | None) -> dict[str, str] | None:
    # What an older parser read is fetched whole, to be read again.
    return dict(seen.headers) if seen is not None and seen.tried_version >= PARSER_VERSION else None


def _nothing_found(page: Page) -> str:
    if page.needs_scripts:
        return "The list is made by scripts, which are not run: give the addresses of its reports."
    return "The page is no report, and names none."
