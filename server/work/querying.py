"""Rows of SQL over the views."""

from __future__ import annotations

import re
from typing import Any

from server.sql import SqlQuery, SqlResult
from store import Archive

_NAMES_TOTAL = re.compile(
    r"\bapplicant\s{1,9}(?:not\s{1,9})?(?:is|in)\b[\s(]{0,9}'total'|\bapplicant\s{0,9}[=<>!]{1,2}\s{0,9}'total'",
    re.IGNORECASE,
)


def rows(archive: Archive, sql: str, limit: int, seconds: float) -> dict[str, Any]:
    """What one statement gives, on a connection of its own."""
    table = SqlQuery(archive.path, sql, limit, seconds).run()
    return {
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
        "truncated": table.cut,
        "next": _next(table, sql),
    }


def _next(table: SqlResult, sql: str) -> str | None:
    if _NAMES_TOTAL.search(sql):
        return "Nothing has the applicant 'total': of a total it is null, and `figures` holds totals only."
    if table.cut:
        return "There are more rows: group, filter, or use LIMIT and OFFSET with an ORDER BY."
    return None if table.rows else "No row fits. Codes of indicators: find_indicators; names: find_organizations."
