"""Migration 16: the view of checks tells which figures were compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    "DROP VIEW checks",
    # `codes` is a list in JSON: codes LIKE '%"requests.received"%'.
    """
    CREATE VIEW checks AS
    SELECT check_rows.report_id, organizations.name AS organization, organizations.division_code, reports.year,
           check_rows.rule, check_rows.level, check_rows.status, applicants.code AS applicant,
           check_rows.left_value, check_rows.right_value, check_rows.message, check_rows.cause,
           check_rows.cells AS codes
    FROM check_rows
    JOIN reports ON reports.id = check_rows.report_id
    JOIN applicants ON applicants.id = check_rows.applicant_id
    LEFT JOIN organizations ON organizations.id = reports.organization_id
    WHERE NOT EXISTS (
        SELECT 1 FROM dismissals
        WHERE dismissals.document_id = reports.document_id AND dismissals.rule = check_rows.rule
          AND dismissals.applicant_id = check_rows.applicant_id AND dismissals.cells = check_rows.cells
          AND dismissals.left_value IS check_rows.left_value AND dismissals.right_value IS check_rows.right_value)
    """,
)


def codes_of_checks(db: Database) -> None:
    """`checks` has the codes of what it compared."""
    for statement in _STATEMENTS:
        db.execute(statement)
