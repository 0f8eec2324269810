"""One figure of a stored report with its words, and where on which page they stand."""

from __future__ import annotations

from typing import Any

from core.document.fixed.standing import Words, words_at
from core.errors import UsageError
from core.telling.names import figure_name, render_number
from core.types import Fact, Language
from server.work.pages.report import identity_of
from store import Archive, StoredReport
from store.deciding import corrected
from store.values import base_name

_AROUND = 120


def figure_page(archive: Archive, report: int, number: int, language: Language) -> dict[str, Any]:
    """A figure by its place among those of the report, and those before and after it on paper. Raises UsageError."""
    stored, facts = _read(archive, report)
    fact = _of(facts, number)
    placed = [place for place, one in enumerate(facts) if one.page is not None]
    at = placed.index(number) if number in placed else None
    return {
        "report": report,
        "number": number,
        "title": identity_of(stored.identity),
        "name": figure_name(fact.indicator, fact.applicant, language, stored.identity.template),
        "code": fact.indicator,
        "value": render_number(fact.value),
        "unit": fact.unit,
        "page": fact.page,
        "before": stored.text[max(fact.start - _AROUND, 0) : fact.start],
        "quoted": stored.text[fact.start : fact.end],
        "after": stored.text[fact.end : fact.end + _AROUND],
        "earlier": placed[at - 1] if at else None,
        "later": placed[at + 1] if at is not None and at + 1 < len(placed) else None,
    }


def original(archive: Archive, report: int) -> tuple[str, bytes]:
    """The file a report was read from: what it was called, and its bytes as they came in. Raises UsageError."""
    name, data = archive.original(report)
    return base_name(name), data


def standing(archive: Archive, report: int, number: int) -> tuple[bytes, Words]:
    """The bytes of the file, and the words of a figure to be found on its page. Raises UsageError."""
    stored, facts = _read(archive, report)
    return _standing(archive, stored, _of(facts, number))


def place_of(archive: Archive, report: int, indicator: str) -> int:
    """The place of the figure of this code: total before columns, table before text. Raises UsageError."""
    _, facts = _read(archive, report)
    return _place(facts, report, indicator)


def standing_of(archive: Archive, report: int, indicator: str) -> tuple[bytes, Words] | None:
    """What is to be framed for the figure of this code; None where its file has no pages. Raises UsageError."""
    stored, facts = _read(archive, report)
    fact = facts[_place(facts, report, indicator)]
    return None if fact.page is None else _standing(archive, stored, fact)


def _place(facts: tuple[Fact, ...], report: int, indicator: str) -> int:
    found = [place for place, one in enumerate(facts) if one.indicator == indicator]
    if not found:
        raise UsageError(f"Report {report} gives no figure {indicator!r}. Call get_report for what it gives.")
    return min(found, key=lambda place: (facts[place].applicant is not None, facts[place].source != "table", place))


def _standing(archive: Archive, stored: StoredReport, fact: Fact) -> tuple[bytes, Words]:
    if fact.page is None:
        raise UsageError(f"Report {stored.id} has no pages to be shown: get_report with part `quotes` has the words.")
    _, data = archive.original(stored.id)
    return data, words_at(stored.text, fact.start, fact.end, fact.page, is_cell=fact.source == "table")


def _read(archive: Archive, report: int) -> tuple[StoredReport, tuple[Fact, ...]]:
    stored = archive.report(report)
    return stored, corrected(stored.facts, stored.corrections)


def _of(facts: tuple[Fact, ...], number: int) -> Fact:
    if not 0 <= number < len(facts):
        raise UsageError(f"There is no figure {number}.")
    return facts[number]
