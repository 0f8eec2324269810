"""What changed since a moment: reports that came in, figures and verdicts that people changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from store.connection import Connection
from store.values import as_stored

MOST = 5_000
"""Changes that are told at once, the oldest first."""

# Who changed what, and why, is told to those who keep the reports alone.
_SQL = """
    SELECT at, number, year, organization, subject, before, after FROM (
        SELECT documents.received_at AS at, reports.id AS number, reports.year, organizations.name AS organization,
               'report' AS subject, NULL AS before, CASE reports.answers WHEN 1 THEN 'answers' ELSE 'kept' END AS after,
               0 AS place
        FROM documents JOIN reports ON reports.document_id = documents.id
        LEFT JOIN organizations ON organizations.id = reports.organization_id
        WHERE documents.received_at >= ?1
        UNION ALL
        SELECT audit.made_at, reports.id, reports.year, organizations.name, audit.subject, audit.old_value,
               audit.new_value, audit.id
        FROM audit JOIN reports ON reports.document_id = audit.document_id
        LEFT JOIN organizations ON organizations.id = reports.organization_id
        WHERE audit.made_at >= ?1
    ) ORDER BY at, place LIMIT ?2
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of a `report` that came in and now `answers` or is only `kept`, else of what a person changed."""

    at: datetime
    report: int
    year: int | None
    organization: str | None
    subject: str
    before: str | None
    after: str | None


def changes(connection: Connection, since: datetime) -> tuple[Change, ...]:
    """The changes from a moment on, the oldest first, at most `MOST` of them."""
    rows = connection.all(_SQL, as_stored(since), MOST)
    return tuple(Change(datetime.fromisoformat(at), *rest) for at, *rest in rows)
