"""What the pages show: an answer, a report beside its source, a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.errors import UsageError
from core.places.divisions import by_code, lies_within
from core.reading.checks.formalities import days_late
from core.telling.findings import describe_check, describe_issue
from core.telling.json import answer_json
from core.telling.names import column_name, figure_name, form_name, render_number, rule_name
from core.types import SURE, Check, Fact, FigureKey, Identity, Language, Report, ReportEntry, Template
from server.work.asking import conversation
from store import Archive
from store.records import Correction, StoredReport

_LONGEST_TEXT = 400_000
_MOST_BODIES = 300
_SHOWN = "requests.received"


def answered(archive: Archive, question: str, language: Language | None, earlier: Sequence[str]) -> dict[str, Any]:
    """The answer to the last question of a conversation."""
    return answer_json(conversation(archive, question, language, earlier))


def sheet(report: Report, text: str, language: Language) -> dict[str, Any]:
    """A report as a page shows it: whose, what does not add up, every figure, and the text with their places."""
    spans = _spans(text, report.facts)
    marks = {number: span.start for span in spans for number in span.figures}
    failing = {figure for check in report.checks if check.status == "fail" for figure in check.figures}
    return {
        "identity": _identity(report, language),
        "failed": [_check(one, language) for one in report.checks if one.status == "fail"],
        "noticed": [_check(one, language) for one in report.checks if one.status == "notice"],
        "passed": sum(one.status == "pass" for one in report.checks),
        "skipped": sum(one.status == "skipped" for one in report.checks),
        "unread": [describe_issue(one, language) for one in report.issues if one.code == "unread_figure"],
        "issues": [describe_issue(one, language) for one in report.issues if one.code != "unread_figure"],
        "figures": [
            _figure(number, fact, report.identity.template, marks.get(number), failing, language)
            for number, fact in enumerate(report.facts)
        ],
        "text": _marked(text, spans),
    }


def report_page(archive: Archive, number: int, language: Language) -> dict[str, Any]:
    """A stored report with its versions, corrections and origin. Raises UsageError where there is none."""
    stored = archive.report(number)
    read = Report(stored.identity, stored.facts, stored.checks, stored.open_issues)
    return sheet(read, stored.text, language) | {
        "file": stored.base_name,
        "origin": stored.identity.origin,
        "versions": [
            {"number": one.report, "published": _iso(one.published_on), "answers": one.answers}
            for one in stored.versions
        ],
        "corrections": [_correction(stored, one, language) for one in stored.corrections],
    }


def place_page(archive: Archive, code: str, language: Language) -> dict[str, Any]:
    """The bodies of a place and below it, by year. Raises UsageError for a code that is none."""
    division = by_code(code) if code.isascii() and code.isdigit() else None
    if division is None:
        raise UsageError(f"There is no place {code!r}.")
    bodies = [one for one in archive.organizations() if one.division_code and lies_within(one.division_code, code)]
    shown = sorted(bodies, key=lambda one: (one.division_code or "", one.name))[:_MOST_BODIES]
    numbers = [one.id for one in shown]
    entries = archive.reports(organizations=numbers)
    failing = dict(archive.failures(organizations=numbers))
    received = {
        (one.organization, one.year): one.value for one in archive.figures(organizations=numbers, indicators=[_SHOWN])
    }
    years = sorted({one.year for one in entries})
    by_body = {(one.organization, one.year): one for one in entries}
    return {
        "name": division.name,
        "years": years,
        "left_out": len(bodies) - len(shown),
        "indicator": figure_name(_SHOWN, None, language, None),
        "rows": [
            {
                "body": one.name,
                "cells": [_cell(by_body.get((one.id, year)), failing, received.get((one.id, year))) for year in years],
            }
            for one in shown
        ],
    }


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
        "name": figure_name(fact.indicator, None, language, template),
        "column": column_name(fact.applicant, language) if fact.applicant else "",
        "value": render_number(fact.value),
        "unit": fact.unit,
        "source": fact.source,
        "inferred": fact.inferred,
        "unsure": fact.confidence is not None and fact.confidence < SURE,
        "mark": mark,
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
        "form": form_name(identity.template, language),
        "published": _iso(identity.published_on),
    }


def _check(check: Check, language: Language) -> dict[str, Any]:
    return {
        "rule": rule_name(check.rule, language),
        "column": column_name(check.applicant, language) if check.applicant else "",
        "text": describe_check(check, language),
    }


def _correction(stored: StoredReport, correction: Correction, language: Language) -> dict[str, Any]:
    new = correction.new_value
    return {
        "name": figure_name(correction.indicator, correction.applicant, language, stored.identity.template),
        "value": "" if new is None else render_number(new),
        "reason": correction.reason,
    }


def _cell(entry: ReportEntry | None, failing: dict[int, int], value: float | int | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    identity = Identity(organization=entry.organization_name, year=entry.year, published_on=entry.published_on)
    return {
        "report": entry.id,
        "failing": failing.get(entry.id, 0),
        "late": (days_late(identity) or 0) > 0,
        "value": None if value is None else render_number(value),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
