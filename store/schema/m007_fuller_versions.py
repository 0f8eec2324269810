"""Migration 7: a version that gives fewer figures than those before it, and that nobody confirmed, does not answer."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

# The oldest first, of every body and year with several.
_VERSIONS = """
    SELECT reports.organization_id, reports.year, reports.id, documents.verdict IS 'confirmed',
           (SELECT count(*) FROM (SELECT DISTINCT indicator_id, applicant_id FROM fact_rows
                                  WHERE report_id = reports.id AND source_id <> 0))
    FROM reports JOIN documents ON documents.id = reports.document_id
    WHERE documents.verdict IS NOT 'rejected'
      AND (SELECT count(*) FROM reports AS others
           WHERE others.organization_id = reports.organization_id AND others.year = reports.year) > 1
    ORDER BY reports.organization_id, reports.year, reports.published_on IS NOT NULL, reports.published_on,
             reports.document_id
"""


def fuller_versions(db: Database) -> None:
    """The fuller version answers, where an older program let a poorer one take its place."""
    for (organization, year), versions in groupby(db.execute(_VERSIONS).fetchall(), key=itemgetter(0, 1)):
        chosen, most = None, 0
        for *_, report, confirmed, figures in versions:
            if chosen is None or confirmed or figures >= most:
                chosen, most = report, figures
        db.execute(
            "UPDATE reports SET answers = 0 WHERE organization_id = ? AND year = ? AND answers = 1",
            [organization, year],
        )
        db.execute("UPDATE reports SET answers = 1 WHERE id = ?", [chosen])
