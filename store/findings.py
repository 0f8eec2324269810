"""Checks and issues as rows: their values, and the Chinese sentence for who reads the database with SQL.

`details` holds as JSON what has no column of its own; it is NULL where an older version stored the sentence alone.
"""

from __future__ import annotations

import json
from typing import Any

from core.telling.findings import describe_cause, describe_check, describe_issue
from core.types import AS_STORED, Cause, Check, FigureKey, Issue, Named, named
from store.connection import SqlRow
from store.schema.codes import APPLICANT, APPLICANT_ID
from store.values import storable

CHECK_COLUMNS = "rule, level, status, applicant_id, left_value, right_value, cells, message, cause, details"
ISSUE_COLUMNS = "code, severity, message, details"


def check_row(check: Check) -> SqlRow:
    """The values of CHECK_COLUMNS."""
    cause = check.cause
    details = {
        "kind": check.kind,
        "values": dict(check.values),
        "missing": check.missing,
        "cause": None if cause is None else {"code": cause.code, "number": cause.number},
    }
    return (
        check.rule,
        check.level,
        check.status,
        APPLICANT_ID[check.applicant],
        check.left,
        check.right,
        json.dumps(check.cells),
        storable(describe_check(check, "zh")),
        None if cause is None else describe_cause(cause, "zh"),
        _written(details),
    )


def check_of(row: SqlRow) -> Check:
    """The check of a row of CHECK_COLUMNS."""
    rule, level, status, applicant, left, right, cells, message, _, details = row
    column = APPLICANT[applicant]
    compared = tuple(json.loads(cells))
    if details is None:
        values = named(message=message)
        return Check(rule, level, status, left, right, column, compared, kind=AS_STORED, values=values)
    told = json.loads(details)
    return Check(
        rule,
        level,
        status,
        left,
        right,
        column,
        compared,
        cause=Cause(**told["cause"]) if told["cause"] else None,
        missing=_keys(told["missing"]),
        kind=told["kind"],
        values=_named(told["values"]),
    )


def issue_row(issue: Issue) -> SqlRow:
    """The values of ISSUE_COLUMNS."""
    details = {
        "kind": issue.kind,
        "values": dict(issue.values),
        "figures": issue.figures,
        "quote": issue.quote,
        "start": issue.start,
        "end": issue.end,
    }
    return issue.code, issue.severity, storable(describe_issue(issue, "zh")), _written(details)


def issue_of(row: SqlRow) -> Issue:
    """The issue of a row of ISSUE_COLUMNS."""
    code, severity, message, details = row
    if details is None:
        return Issue(code, severity, AS_STORED, values=named(message=message))
    told = json.loads(details)
    return Issue(
        code,
        severity,
        told["kind"],
        _keys(told["figures"]),
        told["quote"],
        told["start"],
        told["end"],
        _named(told["values"]),
    )


def _written(details: dict[str, Any]) -> str:
    return json.dumps(_storable(details), ensure_ascii=False)


def _storable(value: Any) -> Any:
    """The same without what a text of SQLite can't hold: written as an escape it would come back."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {key: _storable(one) for key, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list | tuple) else value


def _keys(pairs: list[list[Any]]) -> tuple[FigureKey, ...]:
    return tuple((code, applicant) for code, applicant in pairs)


def _named(values: dict[str, Any]) -> Named:
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in values.items())
