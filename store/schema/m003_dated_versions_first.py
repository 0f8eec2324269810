"""Migration 3: dismissed findings leave the view of checks, and dated versions answer before undated ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_VIEWS_IN_WORDS = (
    "DROP VIEW figures",
    """
    CREATE VIEW figures AS
    SELECT facts.organization, facts.division_code, facts.year, facts.indicator, facts.label, facts.applicant,
           applicants.label_zh AS applicant_label, facts.value, facts.unit, facts.source, facts.inferred, facts.quote,
           facts.page, facts.report_id
    FROM facts
    JOIN applicants ON applicants.code IS facts.applicant
    WHERE facts.best = 1 AND facts.answers = 1 AND facts.value IS NOT NULL
    """,
    "DROP VIEW checks",
    """
    CREATE VIEW checks AS
    SELECT check_rows.report_id, organizations.name AS organization, organizations.division_code, reports.year,
           check_rows.rule, check_rows.level, check_rows.status, applicants.code AS applicant,
           check_rows.left_value, check_rows.right_value, check_rows.message, check_rows.cause
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
# A dated version comes before an undated one, whenever that was received.
_ELECT_AGAIN = (
    "UPDATE reports SET answers = 0 WHERE answers = 1",
    """
    UPDATE reports SET answers = 1 WHERE id IN (
        SELECT id FROM (
            SELECT reports.id, row_number() OVER (
                PARTITION BY reports.organization_id, reports.year
                ORDER BY reports.published_on IS NULL, reports.published_on DESC, reports.document_id DESC) AS place
            FROM reports JOIN documents ON documents.id = reports.document_id
            WHERE reports.organization_id IS NOT NULL AND reports.year IS NOT NULL
              AND documents.verdict IS NOT 'rejected')
        WHERE place = 1)
    """,
)


def dated_versions_first(db: Database) -> None:
    """Dismissed findings leave the view of checks, figures name the applicant in Chinese, dated versions answer."""
    for statement in _VIEWS_IN_WORDS + _ELECT_AGAIN:
        db.execute(statement)
