"""The numbers of stored reports that speak of disclosure and could not be read for sure, and how they are worded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import UsageError
from core.text.wording import wording
from core.types import Issue, Number
from store.connection import Connection
from store.findings import ISSUE_COLUMNS, issue_of

_KEY = re.compile("([0-9]+):([0-9]+)-([0-9]+)")
# Of older versions nothing is told, nor of what a person rejected.
_SQL = f"""
    SELECT reports.id, reports.document_id, organizations.name, organizations.division_code, reports.year,
           {", ".join(f"issues.{column}" for column in ISSUE_COLUMNS.split(", "))}
    FROM issues
    JOIN reports ON reports.id = issues.report_id
    JOIN documents ON documents.id = reports.document_id
    LEFT JOIN organizations ON organizations.id = reports.organization_id
    WHERE issues.code = 'unread_figure' {{where}}
    ORDER BY reports.id, issues.position
"""
_SETTLED = """
    SELECT document_id, quote, new_value FROM corrections WHERE quote IS NOT NULL AND taken_back_at IS NULL
"""
_TELLING = "AND documents.verdict IS NOT 'rejected' AND (reports.answers OR organizations.id IS NULL OR year IS NULL)"


@dataclass(frozen=True, slots=True)
class Unread:
    """One number that no figure was read from, with the words that hold it."""

    report: int
    organization: str | None
    division_code: str | None
    year: int | None
    number: Number
    quote: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """What it is named by: its report and where its words stand, 12:340-352."""
        return f"{self.report}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Wording:
    """Unread numbers that are worded alike, in how many reports, and one of them."""

    text: str
    times: int
    reports: int
    example: Unread


def number_object(one: Unread) -> dict[str, Any]:
    """An unread number as programs are told it."""
    return {
        "unread": one.key,
        "number": one.number,
        "quote": one.quote,
        "start": one.start,
        "end": one.end,
        "report": one.report,
        "organization": one.organization,
        "division_code": one.division_code,
        "year": one.year,
    }


def wording_object(one: Wording, example: Mapping[str, Any]) -> dict[str, Any]:
    """A wording as programs are told it, with its example as an object."""
    return {"wording": one.text, "count": one.times, "reports": one.reports, "example": example}


def unread(connection: Connection, report: int | None = None) -> tuple[Unread, ...]:
    """The unread numbers of a report, or of all that count, without those that somebody settled."""
    where, values = (_TELLING, ()) if report is None else ("AND reports.id = ?", (report,))
    settled = set(connection.all(_SETTLED))
    found = [
        (document_id, _unread(issue_of(tuple(issue)), number, name, division_code, year))
        for number, document_id, name, division_code, year, *issue in connection.all(_SQL.format(where=where), *values)
    ]
    return tuple(one for document_id, one in found if (document_id, one.quote, one.number) not in settled)


def find_unread(connection: Connection, key: str) -> Unread:
    """The unread number of this key. Raises UsageError where there is none."""
    report, start, end = parts_of(key)
    for one in unread(connection, report):
        if (one.start, one.end) == (start, end):
            return one
    raise UsageError(f"There is no unread number {key!r}: `gongkai unread` lists those that there are.")


def parts_of(key: str) -> tuple[int, int, int]:
    """The report and the place that a key names. Raises UsageError for what is no key."""
    parts = _KEY.fullmatch(key.strip())
    if parts is None or max(map(len, parts.groups())) > len("999999999"):
        raise UsageError(f"{key!r} names no unread number: they are named like 12:340-352.")
    report, start, end = map(int, parts.groups())
    return report, start, end


def wordings(found: Iterable[Unread]) -> list[Wording]:
    """The unread numbers by how they are worded, the wording of most reports first."""
    alike: dict[str, list[Unread]] = {}
    for one in found:
        alike.setdefault(wording(one.quote), []).append(one)
    told = [Wording(text, len(some), len({one.report for one in some}), some[0]) for text, some in alike.items()]
    return sorted(told, key=lambda one: (-one.reports, -one.times, one.text))


def _unread(issue: Issue, report: int, organization: str | None, division_code: str | None, year: int | None) -> Unread:
    number = dict(issue.values)["number"]
    assert isinstance(number, int | float)
    start, end = issue.start or 0, issue.end or 0
    return Unread(report, organization, division_code, year, number, issue.quote, start, end)
