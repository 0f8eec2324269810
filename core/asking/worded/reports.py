"""Lists of reports in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.asking.worded.area import lacking_lines
from core.asking.worded.figures import named, title, year_spans, years
from core.asking.worded.gaps import no_report
from core.asking.worded.texts import joined, text
from core.asking.worded.told import Told, Wording
from core.asking.worked.due import due_on, late_by
from core.asking.worked.reports import GapsOfAll, OfBody, ReportsOfAll, ReportsOfArea, ReportsOfBodies
from core.telling.bodies import body_name
from core.types import Language, ReportEntry

_MOST_LINES = 40


def of_bodies_told(result: ReportsOfBodies, language: Language) -> Told:
    """The reports of each body named, with the day each came out."""
    names = joined((body_name(group.label, language) for group in result.groups), language)
    lines = [line for body in result.bodies for line in _of_body(body, language, where=result.where)]
    return Told("\n".join([text(language, "reports.of_bodies", names=names, count=result.count), *lines]))


def _of_body(body: OfBody, language: Language, *, where: bool) -> list[str]:
    if body.absent:
        return [no_report(body.absent, language)]
    lines = [_entry(entry, language) + (_address(entry, language) if where else "") for entry in body.entries]
    between = years(body.between, language)
    return [*lines, text(language, "reports.between", years=between)] if between else lines


def _address(entry: ReportEntry, language: Language) -> str:
    """Where a report can be read, or that it was stored without an address."""
    key = "reports.address" if entry.origin else "reports.no_address"
    return text(language, key, address=entry.origin or "")


def _entry(entry: ReportEntry, language: Language) -> str:
    day = entry.published_on.isoformat() if entry.published_on else ""
    key = "reports.entry" if day else "reports.entry_undated"
    told = text(language, key, year=entry.year, report=title(entry, language), day=day)
    days = late_by(entry)
    return told + text(language, "reports.late", due=due_on(entry), days=days) if days else told


def of_all_told(result: ReportsOfAll, language: Language) -> Told:
    """The years of every body."""
    return Told("\n".join(_listing(result.entries, language, counted=result.counted)))


def of_area_told(result: ReportsOfArea, language: Language) -> Told:
    """The years of every body of an area, and who lacks a report."""
    listing = _listing(result.entries, language, counted=result.counted or result.missing_first)
    lacking = lacking_lines(result.lacking, language)
    return Told("\n".join([*lacking, *listing] if result.missing_first else [*listing, *lacking]))


def _listing(entries: Iterable[ReportEntry], language: Language, *, counted: bool) -> list[str]:
    by_body: dict[str, list[int]] = {}
    for entry in entries:
        by_body.setdefault(named(entry, language), []).append(entry.year)
    lines = [
        text(language, "reports.of_body", body=name, years=year_spans(of, language)) for name, of in by_body.items()
    ]
    count = sum(map(len, by_body.values()))
    head = text(language, "reports.of_all", count=count, bodies=len(by_body))
    return [head] if counted else [head, *_first(lines, language)]


def gaps_told(result: GapsOfAll, language: Language) -> Told:
    """Which bodies lack a year."""
    lines = [
        text(
            language,
            "reports.gap",
            body=body_name(name, language),
            missing=year_spans(missing, language),
            held=year_spans(held, language),
        )
        for name, missing, held in result.gaps
    ]
    key = "reports.gaps_of_years" if result.years else "reports.gaps_between"
    head = text(language, key, count=len(lines), years=years(result.years, language))
    return Told("\n".join([head, *_first(lines, language), text(language, "reports.never_any")]))


def _first(lines: Sequence[str], language: Language) -> list[str]:
    if len(lines) <= _MOST_LINES:
        return list(lines)
    return [*lines[:_MOST_LINES], text(language, "reports.first_only", most=_MOST_LINES)]


TOLD: Wording = {
    ReportsOfBodies: of_bodies_told,
    ReportsOfAll: of_all_told,
    ReportsOfArea: of_area_told,
    GapsOfAll: gaps_told,
}
