"""Where a phrase stands in the stored texts."""

from __future__ import annotations

from collections.abc import Iterable

from core.types import Passage
from store.asking.search import find_phrase, passage_around, phrase_query
from store.connection import Connection
from store.values import among, storable

# FTS5's own ranking reads every match of the whole index; a common phrase has one in every section.
_CANDIDATES = 500
_IN_ALL = (
    "section_index CROSS JOIN sections ON sections.id = section_index.rowid CROSS JOIN reports",
    "section_index.rowid",
)
_IN_BODIES = (
    "reports CROSS JOIN sections CROSS JOIN section_index ON section_index.rowid = sections.id",
    "reports.year",
)
_SQL = """
    WITH found AS (
        SELECT sections.id FROM {tables}
        WHERE section_index MATCH ? AND reports.id = sections.report_id AND reports.answers = 1 {where}
        ORDER BY {latest} DESC LIMIT ?
    )
    SELECT reports.id, organizations.name, organizations.division_code, reports.year, sections.title,
           sections.starts_at, substr(documents.text, sections.starts_at + 1, sections.ends_at - sections.starts_at)
    FROM found
    JOIN sections USING (id)
    JOIN reports ON reports.id = sections.report_id
    JOIN organizations ON organizations.id = reports.organization_id
    JOIN documents ON documents.id = reports.document_id
    ORDER BY instr(sections.title, ?) > 0 DESC, reports.year DESC, reports.organization_id, sections.id LIMIT ?
"""


def passages(
    connection: Connection, phrase: str, organizations: Iterable[int] | None, years: Iterable[int] | None, limit: int
) -> tuple[Passage, ...]:
    """One passage a section, sections so headed first, then the latest year; of many, only the last stored."""
    query = phrase_query(phrase)
    if query is None:
        return ()
    where, values = among({"reports.organization_id": organizations, "reports.year": years})
    tables, latest = _IN_ALL if organizations is None else _IN_BODIES
    candidates = _CANDIDATES if organizations is None else limit
    sql = _SQL.format(tables=tables, latest=latest, where=where)
    rows = connection.all(sql, query, *values, max(candidates, limit), storable(phrase), limit)
    return tuple(_passage(*row, phrase=phrase) for row in rows)


def _passage(
    report: int, name: str, division_code: str | None, year: int, title: str, offset: int, text: str, *, phrase: str
) -> Passage:
    start, end = passage_around(text, *(find_phrase(text, phrase) or (0, 0)))
    return Passage(report, name, division_code, year, title, text[start:end], offset + start, offset + end)
