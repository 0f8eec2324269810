"""A report beside its source, stored or only read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from core.asking.worked.consistency import over_years
from core.reading.checks.years import YearCells, check_years
from core.telling.findings import describe_check, describe_issue
from core.telling.names import column_name, figure_name, form_name, number_or_dash, render_number, rule_name
from core.types import (
    SURE,
    Check,
    Fact,
    FigureKey,
    Identity,
    Language,
    Number,
    Report,
    ReportEntry,
    Template,
)
from server.work.pages.answer import safe_link
from server.work.storing import Change, differences
from store import Archive
from store.changing import digest
from store.deciding import best_facts, corrected
from store.records import Entry, StoredReport, Version, without_account
from store.unread import Unread

_LONGEST_TEXT = 400_000
_MOST_VERSIONS, _MOST_CHANGES = 6, 60


def draft_page(archive: Archive, report: Report, text: str, language: Language, keep: str) -> dict[str, Any]:
    """A report that was only read, held against that of the year before and the year after where they are stored.

    `keep` names it for those who may store it.
    """
    beside = _beside(archive, report)
    whole = replace(report, checks=(*report.checks, *beside))
    return {
        "sheet": sheet(whole, text, language),
        "told": "",
        "keep": keep,
        "beside": bool(beside),
    }


def report_page(archive: Archive, number: int, language: Language, made: str = "") -> dict[str, Any]:
    """A stored report with its versions, corrections, record and origin; `made` is what was just changed, sealed.

    Raises UsageError where there is none.
    """
    stored = archive.report(number)
    entry = next(iter(archive.reports(ids=[number])), None)
    beside = tuple(over_years(archive, entry)) if entry is not None else ()
    read = Report(
        stored.identity,
        corrected(stored.facts, stored.corrections),
        (*archive.checks(number), *beside),
        tuple(issue for issue in stored.open_issues if issue.code != "unread_figure"),
    )
    right = {(one.indicator, one.applicant): one for one in stored.corrections}
    shown = sheet(read, stored.text, language)
    for one, fact in zip(shown["figures"], read.facts, strict=True):
        one["corrected"] = (fact.indicator, fact.applicant) in right
    return {
        "number": number,
        "made": made,
        "sheet": shown | {"unread": [_unread(one) for one in archive.unread_figures(number)]},
        "file": stored.base_name,
        "origin": safe_link(stored.identity.origin),
        "answers": stored.answers,
        "verdict": stored.verdict,
        "versions": list(_versions(archive, stored, language)),
        "corrections": [
            {
                "name": figure_name(one.indicator, one.applicant, language, stored.identity.template),
                "old": number_or_dash(one.old_value),
                "new": "" if one.new_value is None else render_number(one.new_value),
                "quote": one.quote or "",
                "person": without_account(one.person),
                "reason": one.reason,
                "day": one.made_at.date().isoformat(),
                "key": "" if one.quote is None else f"{number}:{one.start}-{one.end}",
            }
            for one in stored.corrections
        ],
        "dismissed": [
            {
                "name": rule_name(one.of[0], language),
                "person": without_account(one.person),
                "reason": one.reason,
                "day": _day(one.made_at),
            }
            for one in stored.dismissals
        ],
        "record": [_entry(one, language) for one in reversed(stored.audit)],
    }


def sheet(report: Report, text: str, language: Language) -> dict[str, Any]:
    """A report as a page shows it: whose, what does not add up, every figure, and the text with their places."""
    spans = _spans(text, report.facts)
    marks = {number: span.start for span in spans for number in span.figures}
    failing = {figure for check in report.checks if check.status == "fail" for figure in check.figures}
    places: dict[FigureKey, int] = {}
    for number, fact in enumerate(report.facts):
        places.setdefault((fact.indicator, fact.applicant), number)
    return {
        "identity": _identity(report, language),
        "failed": [_check(one, places, language) for one in report.checks if one.status == "fail"],
        "noticed": [_check(one, places, language) for one in report.checks if one.status == "notice"],
        "passed": sum(one.status == "pass" for one in report.checks),
        "skipped": sum(one.status == "skipped" for one in report.checks),
        "unread": [{"text": describe_issue(one, language)} for one in report.issues if one.code == "unread_figure"],
        "issues": [describe_issue(one, language) for one in report.issues if one.code != "unread_figure"],
        "figures": [
            _figure(number, fact, report.identity.template, marks.get(number), failing, language)
            for number, fact in enumerate(report.facts)
        ],
        "text": _marked(text, spans),
    }


def _beside(archive: Archive, report: Report) -> tuple[Check, ...]:
    """The rules over two years of a report that is not stored, with the reports of the body that are."""
    identity = report.identity
    body = archive.filed(identity.organization or "", identity.division_code)
    if body is None or identity.year is None:
        return ()
    own = YearCells(identity.year, identity.template, _best(report.facts))
    others = archive.reports(organizations=[body.id], years=[identity.year - 1, identity.year + 1])
    return tuple(
        check
        for entry in others
        for check in (
            check_years(_stored_cells(archive, entry), own)
            if entry.year < identity.year
            else check_years(own, _stored_cells(archive, entry))
        )
    )


def _stored_cells(archive: Archive, entry: ReportEntry) -> YearCells:
    return YearCells(entry.year, entry.template, _read(archive, entry.id))


def _best(facts: Iterable[Fact]) -> dict[FigureKey, Number]:
    best: dict[FigureKey, Number] = {}
    for fact in sorted(facts, key=lambda fact: fact.source != "table"):
        best.setdefault((fact.indicator, fact.applicant), fact.value)
    return best


@dataclass(slots=True)
class _Span:
    """A stretch of the text that figures were read from."""

    start: int
    end: int
    figures: list[int] = field(default_factory=list)


def _spans(text: str, facts: Iterable[Fact]) -> list[_Span]:
    """Where figures stand, in order; stretches that overlap are one."""
    spans: list[_Span] = []
    for number, fact in sorted(enumerate(facts), key=lambda one: (one[1].start, one[1].end)):
        if not 0 <= fact.start < fact.end <= min(len(text), _LONGEST_TEXT):
            continue
        if spans and fact.start < spans[-1].end:
            spans[-1].end = max(spans[-1].end, fact.end)
        else:
            spans.append(_Span(fact.start, fact.end))
        spans[-1].figures.append(number)
    return spans


def _marked(text: str, spans: Iterable[_Span]) -> list[dict[str, Any]]:
    """The text in pieces: plain ones, and those that figures were read from."""
    pieces: list[dict[str, Any]] = []
    at = 0
    for span in spans:
        pieces.append({"text": text[at : span.start]})
        pieces.append({"text": text[span.start : span.end], "mark": span.start, "figure": min(span.figures)})
        at = span.end
    pieces.append({"text": text[at:_LONGEST_TEXT]})
    return [piece for piece in pieces if piece["text"]]


def _figure(
    number: int, fact: Fact, template: Template, mark: int | None, failing: Set[FigureKey], language: Language
) -> dict[str, Any]:
    return {
        "number": number,
        "code": fact.indicator,
        "applicant": fact.applicant or "",
        "name": figure_name(fact.indicator, None, language, template),
        "column": column_name(fact.applicant, language) if fact.applicant else "",
        "value": render_number(fact.value),
        "unit": fact.unit,
        "source": fact.source,
        "inferred": fact.inferred,
        "corrected": False,
        "unsure": fact.confidence is not None and fact.confidence < SURE,
        "mark": mark,
        "page": fact.page,
        "fails": (fact.indicator, fact.applicant) in failing,
    }


def _identity(report: Report, language: Language) -> dict[str, Any]:
    identity = report.identity
    return {
        "title": identity.title or "",
        "body": identity.organization or "",
        "year": identity.year,
        "division": identity.division,
        "division_code": identity.division_code,
        "template": identity.template,
        "form": form_name(identity.template, language),
        "published": _iso(identity.published_on),
    }


def _check(check: Check, places: Mapping[FigureKey, int], language: Language) -> dict[str, Any]:
    """A finding with both sides, and the figures that were compared by their places on the page."""
    return {
        "code": check.rule,
        "rule": rule_name(check.rule, language),
        "column": column_name(check.applicant, language) if check.applicant else "",
        "text": describe_check(check, language),
        "digest": digest(check),
        "cells": [
            {"name": figure_name(code, column, language), "figure": places[code, column]}
            for code, column in dict.fromkeys(check.figures)
            if (code, column) in places
        ],
    }


def _unread(one: Unread) -> dict[str, Any]:
    before, number, after = _parted(one.quote, render_number(one.number))
    return {"key": one.key, "number": number, "before": before, "after": after}


def _parted(quote: str, number: str) -> tuple[str, str, str]:
    """The words before a number, it, and those after; it stands alone where the words write it otherwise."""
    before, found, after = quote.partition(number)
    return (before, found, after) if found else (quote + " ", number, "")


def _versions(archive: Archive, stored: StoredReport, language: Language) -> Iterator[dict[str, Any]]:
    """The versions, the newest first, each with the figures in which it differs from the one before it."""
    shown: Sequence[Version] = stored.versions[:_MOST_VERSIONS] if len(stored.versions) > 1 else ()
    read = {one.report: _read(archive, one.report) for one in shown}
    for one, older in zip(shown, [*shown[1:], None], strict=False):
        changes = [] if older is None else list(differences(read[older.report], read[one.report]))
        yield {
            "number": one.report,
            "published": _iso(one.published_on),
            "received": _day(one.received_at),
            "answers": one.answers,
            "changes": [change_shown(change, language) for change in changes[:_MOST_CHANGES]],
            "more": max(len(changes) - _MOST_CHANGES, 0),
        }


def _read(archive: Archive, number: int) -> dict[FigureKey, Number]:
    return {key: fact.value for key, fact in best_facts(archive.report(number)).items()}


def change_shown(change: Change, language: Language) -> dict[str, str]:
    """A figure that is another than before."""
    code, applicant, before, after = change
    return {
        "name": figure_name(code, applicant, language),
        "old": number_or_dash(before),
        "new": number_or_dash(after),
    }


def _entry(one: Entry, language: Language) -> dict[str, str]:
    code, _, column = one.subject.partition(" ")
    subject = {
        "zh": {"organization": "机关", "year": "年度", "verdict": "结论"},
        "en": {"organization": "body", "year": "year", "verdict": "verdict"},
    }[language].get(one.subject)
    if one.subject.startswith("finding "):
        subject = rule_name(column, language)
    return {
        "day": _day(one.made_at),
        "person": without_account(one.person),
        "subject": subject or figure_name(code, column or None, language),  # type: ignore[arg-type]
        "old": one.old or "–",
        "new": one.new or "–",
        "reason": one.reason,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(at: datetime) -> str:
    return at.date().isoformat()


def identity_of(identity: Identity) -> str:
    """Whose report, of which year."""
    return f"{identity.organization or ''} {identity.year or ''}".strip()
