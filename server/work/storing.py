"""A report that was read, stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.errors import ReadError, UsageError
from core.forms.indicators import indicators
from core.telling.json import identity_json
from core.types import APPLICANTS, FigureKey, Number, Report
from store import Archive
from store.intake.parsing import Parsed
from store.intake.web.taking import Taken
from store.records import Origin, Saved

Change = list[Any]
"""A figure that answers otherwise: indicator, applicant, before, after (None where it is not given)."""

_MOST_CHANGES = 100
_ASK = (
    "Nothing is stored yet: `outcome` is what would become of it, `changes` the figures that would answer otherwise "
    "(at most 100). Show them to the person, then call again with `confirm`."
)


def known(archive: Archive, data: bytes) -> dict[str, Any] | None:
    """What is told of bytes that this parser has read before; None where it has not."""
    report = archive.holds(data)
    return None if report is None else _stored(Saved("already_there", report), None)


def with_origin(report: Report, origin: Origin | None) -> Report:
    """A report with the address it was taken from."""
    return report if origin is None else replace(report, identity=replace(report.identity, origin=origin.address))


def stored(
    archive: Archive, file: Taken, parsed: Parsed, confirm: bool, patience: float, *, only_look: bool = False
) -> dict[str, Any]:
    """What became of a report, which is stored on a connection of its own: the one given only reads.

    Where it would change what answers and nobody confirmed that, nothing is stored. Raises UsageError where another
    program keeps writing.
    """
    with Archive(archive.path, patience=patience) as writing:

        def tried(into: Archive) -> tuple[Saved, list[Change]]:
            saved = into.save(file.data, file.name, parsed.document, parsed.report, origin=file.origin)
            return saved, list(_changes(archive, into, saved))

        try:
            foreseen, changes = writing.rehearse(tried)
            if only_look or (changes and not confirm):
                return _stored(foreseen, parsed, changes) | {"report": None, "next": _ASK}
            saved = writing.save(file.data, file.name, parsed.document, parsed.report, origin=file.origin)
        except (ValueError, OverflowError) as error:
            return refused(ReadError("unreadable", f"A figure can't be stored: {error}."))
        except sqlite3.OperationalError as error:
            raise UsageError("The database can't be written to now. Nothing was stored: call again later.") from error
    return _stored(saved, parsed, changes)


def changes_of(archive: Archive, file: Taken, parsed: Parsed, patience: float) -> list[Change]:
    """The figures that would answer otherwise, were the report stored."""
    told = stored(archive, file, parsed, False, patience, only_look=True)
    changes: list[Change] = told["changes"]
    return changes


def _changes(before: Archive, after: Archive, saved: Saved) -> Iterator[Change]:
    """The figures that answer otherwise than before."""
    if saved.outcome != "replaced_older" or saved.other is None:
        return
    body = after.reports(ids=[saved.report])
    if not body:
        return
    about = {"organizations": [body[0].organization], "years": [body[0].year]}
    codes, columns = list(indicators()), (None, *APPLICANTS)
    old, new = (
        {
            (one.indicator, one.applicant): one.value
            for one in side.figures(**about, indicators=codes, applicants=columns)
        }
        for side in (before, after)
    )
    yield from differences(old, new)


def differences(old: Mapping[FigureKey, Number], new: Mapping[FigureKey, Number]) -> Iterator[Change]:
    """The figures in which two readings differ."""
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            yield [*key, old.get(key), new.get(key)]


def _stored(saved: Saved, parsed: Parsed | None, changes: Sequence[Change] = ()) -> dict[str, Any]:
    return {
        "outcome": saved.outcome,
        "report": saved.report,
        "other": saved.other,
        "identity": None if parsed is None else identity_json(parsed.report.identity),
        "failed_checks": None if parsed is None else sum(check.status == "fail" for check in parsed.report.checks),
        "changes": list(changes[:_MOST_CHANGES]),
        "error": None,
        "next": "Call check_report for its findings, get_report for what was read.",
    }


def refused(error: ReadError) -> dict[str, Any]:
    """What is told of a file that can't be read."""
    nothing = dict.fromkeys(("outcome", "report", "other", "identity", "failed_checks"))
    return nothing | {
        "changes": [],
        "error": {"code": error.code, "message": error.message},
        "next": "Nothing was stored. Give the report as plain text, or as another file.",
    }
