"""The numbers that could not be read for sure, listed and settled."""

from __future__ import annotations

import sqlite3
from typing import Any

from core.errors import UsageError
from core.types import Applicant
from server.figures.stored import find_report
from store import Archive
from store.unread import Unread, Wording, number_object, parts_of, wording_object, wordings

_MOST_LIKELY = 5


def unread(archive: Archive, report: int | None, limit: int) -> dict[str, Any]:
    """Those of one report, or the commonest wordings of all."""
    if report is None:
        told = wordings(archive.unread_figures())
        total, alike, numbers = len(told), [_wording_object(one) for one in told[:limit]], []
    else:
        find_report(archive, report)
        found = archive.unread_figures(report)
        total, alike, numbers = len(found), [], [_unread_object(one) for one in found[:limit]]
    return {"wordings": alike, "numbers": numbers, "total": total, "next": _next(total, limit)}


def settled(
    archive: Archive,
    unread: str,
    indicator: str | None,
    applicant: Applicant | None,
    reason: str,
    person: str,
    patience: float,
) -> dict[str, Any]:
    """On a connection of its own: the one given only reads."""
    report, _, _ = parts_of(unread)
    with Archive(archive.path, patience=patience) as writing:
        try:
            if indicator is None:
                indicator, applicant = writing.take_back(unread, reason=reason, person=person)
            else:
                writing.settle(unread, indicator, applicant, reason=reason, person=person)
        except sqlite3.OperationalError as error:
            raise UsageError("The database can't be written to now. Nothing was settled: call again later.") from error
        return {
            "report": report,
            "indicator": indicator,
            "applicant": applicant,
            "value": writing.value(report, indicator, applicant),
            "failed_checks": sum(check.status == "fail" for check in writing.checks(report)),
            "next": "Call check_report for the findings of the report.",
        }


def _next(total: int, limit: int) -> str | None:
    if not total:
        return "Nothing is left unread."
    return f"{total - limit} more: call again with a larger `limit`." if total > limit else None


def _wording_object(one: Wording) -> dict[str, Any]:
    return wording_object(one, _unread_object(one.example))


def _unread_object(one: Unread) -> dict[str, Any]:
    # Only here: no other tool needs the reader.
    from core.reading.narrative.candidates import likely

    may_be = dict.fromkeys(code for code, _ in likely(one.quote, one.number, one.year, _MOST_LIKELY))
    return number_object(one) | {"may_be": list(may_be)}
