"""Answers to questions, claims held against the reports, passages of their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from core import answer
from core.asking.claims import Verdict, verify
from core.telling.json import answer_json
from core.types import Answer, Context, Holdings, Language, Row
from server.work.shaping import page, table
from store import Archive

MOST_VERDICTS = 40
"""Of one page."""

_OTHER_TOOLS = (
    "Ask in other words, one thing at a time; or call get_figures for a table, rank for the most, check_report for "
    "what does not add up, verify_claims for a statement, search_text for words, query for sums."
)
_MOST_ROWS = 200
_MOST_NAMED = 10
_COLUMNS = ("organization", "year", "indicator", "applicant", "value", "unit", "report")


def answered(
    archive: Archive, question: str, language: Language | None, earlier_questions: Sequence[str], detail: bool
) -> dict[str, Any]:
    """The answer to the last of several questions of one conversation."""
    answer = conversation(archive, question, language, earlier_questions)
    told = _told(answer, detail)
    if answer.status == "not_reported":
        told["notes"] += _silent_reports(archive, answer)
    return told


def conversation(
    archive: Holdings,
    question: str,
    language: Language | None,
    earlier_questions: Sequence[str],
    today: date | None = None,
) -> Answer:
    """The same as it is, for those who show it, as it is told on that day."""
    context: Context | None = None
    for earlier in earlier_questions:
        context = answer(earlier, archive, language=language, context=context, today=today).context
    return answer(question, archive, language=language, context=context, today=today)


def _silent_reports(archive: Archive, answer: Answer) -> list[str]:
    """The numbers of the reports that give no such figure, for who wants to read them."""
    query = answer.query
    if query is None:
        return []
    bodies = [body.id for name in query.organizations for body in archive.called(name)]
    reports = archive.reports(organizations=bodies, years=query.years or None) if bodies else ()
    numbers = ", ".join(str(entry.id) for entry in reports[:_MOST_NAMED])
    return [f"Asked of report {numbers}: get_report reads it."] if numbers else []


def _told(told: Answer, detail: bool) -> dict[str, Any]:
    short = {
        "status": told.status,
        "text": told.text,
        **_rows(told.rows[:_MOST_ROWS]),
        "choices": [{"label": choice.label, "question": choice.question} for choice in told.choices],
        "notes": list(told.notes),
    }
    if len(told.rows) > _MOST_ROWS:
        short["notes"].append(f"{_MOST_ROWS} of {len(told.rows)} rows are listed: get_figures and rank have pages.")
    if told.status == "not_understood":
        short["notes"].append(_OTHER_TOOLS)
    return short | ({"detail": answer_json(told)} if detail else {})


def _rows(rows: Sequence[Row]) -> dict[str, Any]:
    """The figures; where some are worked out a last column says how, so that none passes for a reported one."""
    worked_out = any(row.derived for row in rows)
    columns = (*_COLUMNS, "derived") if worked_out else _COLUMNS
    return table(columns, ([*_cells(row), *([_how(row)] if worked_out else [])] for row in rows))


def _cells(row: Row) -> list[Any]:
    return [getattr(row, column) for column in _COLUMNS]


def _how(row: Row) -> str | None:
    return row.derived.operation if row.derived else None


def verified(archive: Holdings, text: str, language: Language | None, offset: int) -> dict[str, Any]:
    """What becomes of every clause of a text."""
    verdicts = verify(text, archive, language=language)
    shown = verdicts[offset : offset + MOST_VERDICTS]
    counts = Counter(verdict.status for verdict in verdicts)
    return {
        "verdicts": [_verdict(verdict) for verdict in shown],
        "counts": dict(counts),
        "agrees": bool(verdicts) and set(counts) == {"agrees"},
        **page(len(verdicts), offset, MOST_VERDICTS),
        "next": None if verdicts else "The text states no number. Give statements with a body, year and number.",
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    told = {
        "quote": verdict.quote,
        "start": verdict.start,
        "end": verdict.end,
        "status": verdict.status,
        "text": verdict.text,
        "figures": [_judged(row) for row in verdict.rows],
        "choices": [{"label": choice.label, "question": choice.question} for choice in verdict.choices],
    }
    return {name: value for name, value in told.items() if value != []}


def _judged(row: Row) -> list[Any]:
    """A figure of a verdict; how it was worked out stands last, where it is no reported one."""
    how = _how(row)
    return [row.organization, row.year, row.indicator, row.value, row.report, *([how] if how else [])]


def passages(
    archive: Holdings, phrase: str, organizations: Sequence[int], years: Sequence[int], limit: int, offset: int
) -> dict[str, Any]:
    """Where a phrase stands in the text of the reports."""
    found = archive.passages(phrase, organizations=organizations or None, years=years or None, limit=offset + limit + 1)
    shown = found[offset : offset + limit]
    columns = ("organization", "year", "report", "section", "quote", "start", "end")
    rows = [
        (one.organization_name, one.year, one.report, _heading(one.section), one.text, one.start, one.end)
        for one in shown
    ]
    everywhere = not organizations and not years
    return {
        **table(columns, rows),
        **page(len(found), offset, limit),
        "next": _next(bool(shown), offset, everywhere) or "Read on: get_report with part `text` and `start`.",
    }


def _heading(section: str) -> str:
    """The heading alone, where the cells of a row stand behind it."""
    return section.partition("\t")[0][:60]


def _next(found: bool, offset: int, everywhere: bool) -> str | None:
    if found or offset:
        return None
    if not everywhere:
        return "The phrase stands in no report of these bodies and years: try a shorter one, or more of them."
    return "The phrase stands in no stored report: try a shorter one."
