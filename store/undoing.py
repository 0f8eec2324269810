"""What people decided about a document, as it stood at one time, and how it is brought back to that.

Every function works within a transaction of the caller.
"""

from __future__ import annotations

from core.errors import UsageError
from store import deciding
from store.connection import Connection
from store.electing import body_and_year, elect
from store.keeping import check_again, withdraw_corrections
from store.records import Decisions


def decisions(connection: Connection, report: int) -> Decisions:
    """What is decided about a report now. Raises UsageError where there is none of this number."""
    row = connection.first(
        "SELECT documents.id, documents.verdict, reports.organization_id, reports.year,"
        " given.organization_id, given.year,"
        " (SELECT ifnull(max(id), 0) FROM corrections WHERE document_id = documents.id),"
        " (SELECT ifnull(max(id), 0) FROM dismissals WHERE document_id = documents.id),"
        " (SELECT ifnull(max(id), 0) FROM audit WHERE document_id = documents.id)"
        " FROM reports JOIN documents ON documents.id = reports.document_id"
        " LEFT JOIN identity_corrections AS given ON given.document_id = documents.id WHERE reports.id = ?",
        report,
    )
    if row is None:
        raise UsageError(f"There is no report {report}.")
    return Decisions(*row)


def undo(connection: Connection, report: int, before: Decisions, after: Decisions, *, reason: str, person: str) -> None:
    """Bring back what was decided `before`. Raises UsageError where something was decided since `after`."""
    if decisions(connection, report) != after:
        raise UsageError("Something else was decided since.")
    document = before.document
    for entry in reversed(deciding.entries_after(connection, document, before.audited)):
        deciding.note(connection, document, entry.subject, entry.new, entry.old, reason=reason, person=person)
    connection.run("DELETE FROM dismissals WHERE document_id = ? AND id > ?", document, before.dismissed)
    connection.run("UPDATE documents SET verdict = ? WHERE id = ?", before.verdict, document)
    connection.run("DELETE FROM identity_corrections WHERE document_id = ?", document)
    if (before.given_organization, before.given_year) != (None, None):
        connection.run(
            "INSERT INTO identity_corrections (document_id, organization_id, year) VALUES (?, ?, ?)",
            *(document, before.given_organization, before.given_year),
        )
    connection.run(
        "UPDATE reports SET answers = 0, organization_id = ?, year = ? WHERE id = ?",
        *(before.organization, before.year, report),
    )
    withdraw_corrections(connection, report, document, before.corrected, person)
    check_again(connection, report, document)
    for body in {(after.organization, after.year), body_and_year(connection, report)}:
        elect(connection, *body)
