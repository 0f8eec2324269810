"""Rows of SQL over the views."""

from __future__ import annotations

import re
from typing import Any

from server.sql import SqlQuery, SqlResult
from store import Archive


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
    if table.cut:
        return "There are more rows: group, filter, or use LIMIT and OFFSET with an ORDER BY."
    if not table.rows and re.search(r"applicant\s*=\s*'total'", sql, re.IGNORECASE):
        return "No row fits. The total has no name: `figures` holds totals only (applicant IS NULL)."
    return None if table.rows else "No row fits. Codes of indicators: find_indicators; names: find_organizations."
