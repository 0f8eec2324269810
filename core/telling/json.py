"""The contract's JSON objects, made from the frozen values in one place; key order is the contract's."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.errors import ReadError
from core.telling.findings import describe_check, describe_issue
from core.types import Answer, Check, Derived, Fact, Identity, Issue, Query, Report, Row

JsonObject = dict[str, Any]


def report_json(file: str, report: Report | None, error: ReadError | None) -> JsonObject:
    """The object of `gongkai parse --json`. Where `error` is given, `report` is null and the lists are empty."""
    return {
        "file": file,
        "report": None if report is None else identity_json(report.identity),
        "facts": [] if report is None else [fact_json(fact) for fact in report.facts],
        "checks": [] if report is None else [check_json(check) for check in report.checks],
        "issues": [] if report is None else [issue_json(issue) for issue in report.issues],
        "error": None if error is None else {"code": error.code, "message": error.message},
    }


def identity_json(identity: Identity) -> JsonObject:
    """Whose report, of which year; dates as ISO 8601."""
    return {
        "title": identity.title,
        "year": identity.year,
        "template": identity.template,
        "organization": identity.organization,
        "division_code": identity.division_code,
        "division": identity.division,
        "period_start": _iso(identity.period_start),
        "period_end": _iso(identity.period_end),
        "published_on": _iso(identity.published_on),
        "index_number": identity.index_number,
        "origin": identity.origin,
    }


def fact_json(fact: Fact) -> JsonObject:
    """One figure of a report with the words it was read from."""
    return {
        "indicator": fact.indicator,
        "applicant": fact.applicant,
        "value": fact.value,
        "unit": fact.unit,
        "source": fact.source,
        "quote": fact.quote,
        "start": fact.start,
        "end": fact.end,
        "page": fact.page,
        "inferred": fact.inferred,
    }


def check_json(check: Check) -> JsonObject:
    """One consistency check with both sides of the comparison."""
    return {
        "rule": check.rule,
        "level": check.level,
        "status": check.status,
        "left": check.left,
        "right": check.right,
        "applicant": check.applicant,
        "message": describe_check(check, "zh"),
    }


def issue_json(issue: Issue) -> JsonObject:
    """Something odd in a report; `indicator` is the one it speaks of, where that is one, `quote` where it was seen."""
    spoken_of = {code for code, _ in issue.figures}
    return {
        "code": issue.code,
        "severity": issue.severity,
        "message": describe_issue(issue, "zh"),
        "indicator": spoken_of.pop() if len(spoken_of) == 1 else None,
        "quote": issue.quote or None,
    }


def answer_json(answer: Answer) -> JsonObject:
    """The object of `gongkai ask --json`. A choice is {"label", "question"}, a note a string."""
    return {
        "question": answer.question,
        "status": answer.status,
        "text": answer.text,
        "query": None if answer.query is None else query_json(answer.query),
        "rows": [row_json(row) for row in answer.rows],
        "choices": [{"label": choice.label, "question": choice.question} for choice in answer.choices],
        "notes": list(answer.notes),
    }


def query_json(query: Query) -> JsonObject:
    """What was understood of a question."""
    return {
        "operation": query.operation,
        "indicators": list(query.indicators),
        "organizations": list(query.organizations),
        "years": list(query.years),
        "applicant": query.applicant,
    }


def row_json(row: Row) -> JsonObject:
    """One figure of an answer; `derived` is null for a figure as reported."""
    return {
        "organization": row.organization,
        "division_code": row.division_code,
        "year": row.year,
        "indicator": row.indicator,
        "applicant": row.applicant,
        "value": row.value,
        "unit": row.unit,
        "report": row.report,
        "source": row.source,
        "quote": row.quote,
        "derived": None if row.derived is None else _derived_json(row.derived),
        "origin": row.origin,
    }


def _derived_json(derived: Derived) -> JsonObject:
    return {
        "operation": derived.operation,
        "operands": [
            {
                "organization": operand.organization,
                "year": operand.year,
                "indicator": operand.indicator,
                "applicant": operand.applicant,
                "value": operand.value,
                "report": operand.report,
            }
            for operand in derived.operands
        ],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
