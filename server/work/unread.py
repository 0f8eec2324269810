"""The numbers that could not be read for sure, listed and settled."""

from __future__ import annotations

import sqlite3
from typing import Any

from core.errors import UsageError
from core.types import Applicant
from server.figures.stored import find_report
from server.work.shaping import page
from store import Archive
from store.unread import Unread, Wording, number_object, parts_of, wording_object, wordings

_MOST_LIKELY = 5


def unread(archive: Archive, report: int | None, offset: int, limit: int) -> dict[str, Any]:
    """A page of those of one report, or of the wordings of all, the commonest first."""
    here = slice(offset, offset + limit)
    if report is None:
        told = wordings(archive.unread_figures())
        total, alike, numbers = len(told), [_wording_object(one) for one in told[here]], []
    else:
        find_report(archive, report)
        found = archive.unread_figures(report)
        total, alike, numbers = len(found), [], [_unread_object(one) for one in found[here]]
    return {
        "wordings": alike,
        "numbers": numbers,
        "total": total,
        **page(total, offset, limit),
        "next": None if total else "Nothing is left unread.",
    }


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


def _wording_object(one: Wording) -> dict[str, Any]:
    return wording_object(one, _unread_object(one.example))


def _unread_object(one: Unread) -> dict[str, Any]:
    # Only here: no other tool needs the reader.
    from core.reading.narrative.candidates import likely

    may_be = dict.fromkeys(code for code, _ in likely(one.quote, one.number, one.year, _MOST_LIKELY))
    return number_object(one) | {"may_be": list(may_be)}
