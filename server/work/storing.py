"""A report that was read, stored."""

from __future__ import annotations

import sqlite3
from typing import Any

from core.errors import ReadError, UsageError
from core.telling.json import identity_json
from store import Archive
from store.intake.parsing import File, Parsed
from store.records import Saved


def known(archive: Archive, data: bytes) -> dict[str, Any] | None:
    """What is told of bytes that this parser has read before; None where it has not."""
    report = archive.holds(data)
    return None if report is None else _stored(Saved("already_there", report), None)


def stored(archive: Archive, file: File, parsed: Parsed, patience: float) -> dict[str, Any]:
    """What became of a report, which is stored on a connection of its own: the one given only reads.

    Raises UsageError where another program keeps writing.
    """
    with Archive(archive.path, patience=patience) as writing:
        try:
            saved = writing.save(file.data, file.name, parsed.document, parsed.report)
        except (ValueError, OverflowError) as error:
            return refused(ReadError("unreadable", f"A figure can't be stored: {error}."))
        except sqlite3.OperationalError as error:
            raise UsageError("The database can't be written to now. Nothing was stored: call again later.") from error
    return _stored(saved, parsed)


def _stored(saved: Saved, parsed: Parsed | None) -> dict[str, Any]:
    return {
        "outcome": saved.outcome,
        "report": saved.report,
        "other": saved.other,
        "identity": None if parsed is None else identity_json(parsed.report.identity),
        "failed_checks": None if parsed is None else sum(check.status == "fail" for check in parsed.report.checks),
        "error": None,
        "next": "Call check_report for its findings, get_report for what was read.",
    }


def refused(error: ReadError) -> dict[str, Any]:
    """What is told of a file that can't be read."""
    nothing = dict.fromkeys(("outcome", "report", "other", "identity", "failed_checks"))
    return nothing | {
        "error": {"code": error.code, "message": error.message},
        "next": "Nothing was stored. Give the report as plain text, or as another file.",
    }
