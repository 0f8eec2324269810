"""What people change: a figure, whose report it is, of which year, whether it counts, what a check found.

Every function works within a transaction of the caller, and notes in the audit what it changed.
"""

from __future__ import annotations

from core.errors import UsageError
from core.types import Applicant, Identity, Number
from store import deciding
from store.asking import reports
from store.connection import Connection
from store.electing import apply_identity, body_and_year, elect, organization_number
from store.keeping import apply_corrections
from store.records import Finding, ReportVerdict
from store.schema.codes import APPLICANT_ID
from store.values import now, storable


def correct(
    connection: Connection,
    report: int,
    indicator: str,
    applicant: Applicant | None,
    value: Number | None,
    *,
    reason: str,
    person: str,
) -> None:
    """Set a figure right, or strike it out with None."""
    document_id = _document(connection, report)
    figure = (connection.indicator_number(indicator), APPLICANT_ID[applicant])
    row = connection.first(
        "SELECT value FROM fact_rows WHERE report_id = ? AND indicator_id = ? AND applicant_id = ? AND best = 1",
        report,
        *figure,
    )
    old = None if row is None else row[0]
    connection.run(
        "INSERT INTO corrections"
        " (document_id, indicator_id, applicant_id, old_value, new_value, reason, person, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        *(document_id, *figure, old, value, storable(reason), storable(person), now()),
    )
    subject = f"{indicator} {applicant}" if applicant else indicator
    deciding.note(connection, document_id, subject, old, value, reason=reason, person=person)
    apply_corrections(connection, report, document_id)


def correct_year(connection: Connection, report: int, year: int, *, reason: str, person: str) -> None:
    """Say of which year a report is."""
    document_id = _document(connection, report)
    old = reports.identity(connection, report).year
    deciding.note(connection, document_id, "year", old, year, reason=reason, person=person)
    _correct_identity(connection, report, document_id, "year", year)


def correct_organization(
    connection: Connection,
    report: int,
    organization: str,
    division_code: str | None,
    division: str | None,
    *,
    reason: str,
    person: str,
) -> None:
    """Say whose report it is: the body's name in full, its division's code and full name."""
    document_id = _document(connection, report)
    old = reports.identity(connection, report)
    named = Identity(organization=organization, division_code=division_code, division=division, year=old.year)
    number = organization_number(connection, named)
    deciding.note(connection, document_id, "organization", old.organization, organization, reason=reason, person=person)
    _correct_identity(connection, report, document_id, "organization_id", number)


def judge(connection: Connection, report: int, verdict: ReportVerdict, *, reason: str, person: str) -> None:
    """Confirm a report, or reject it: then it answers no more, and the version before it does."""
    document_id = _document(connection, report)
    (old,) = connection.one("SELECT verdict FROM documents WHERE id = ?", document_id)
    connection.run("UPDATE documents SET verdict = ? WHERE id = ?", verdict, document_id)
    deciding.note(connection, document_id, "verdict", old, verdict, reason=reason, person=person)
    elect(connection, *body_and_year(connection, report))


def dismiss(connection: Connection, report: int, of: Finding, *, reason: str, person: str) -> None:
    """Say that what a check found is none."""
    document_id = _document(connection, report)
    deciding.dismiss(connection, document_id, of, reason=reason, person=person)
    deciding.note(connection, document_id, f"finding {of[0]}", None, "dismissed", reason=reason, person=person)


def _document(connection: Connection, report: int) -> int:
    row = connection.first("SELECT document_id FROM reports WHERE id = ?", report)
    if row is None:
        raise UsageError(f"There is no report {report}.")
    return int(row[0])


def _correct_identity(connection: Connection, report: int, document_id: int, column: str, value: int | None) -> None:
    before = body_and_year(connection, report)
    connection.run(
        f"INSERT INTO identity_corrections (document_id, {column}) VALUES (?, ?)"
        f" ON CONFLICT (document_id) DO UPDATE SET {column} = excluded.{column}",
        document_id,
        value,
    )
    connection.run("UPDATE reports SET answers = 0 WHERE id = ?", report)
    apply_identity(connection, report, document_id)
    apply_corrections(connection, report, document_id)
    for body in {before, body_and_year(connection, report)}:
        elect(connection, *body)
