"""The tool that runs SQL over the views."""

from __future__ import annotations

from typing import Annotated

from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult
from pydantic import Field

from server import sql as views
from server.running.pool import Pool
from server.shapes.results import TableObject
from server.tools.building import read_only_tool, result
from server.work.querying import rows

Sql = Annotated[
    str,
    Field(
        description=f"One SELECT over the views {', '.join(views.VIEWS)} (columns: gongkai://schema).",
        min_length=1,
        max_length=10_000,
        examples=["SELECT year, sum(value), count(*) FROM figures WHERE indicator = 'requests.received' GROUP BY year"],
    ),
]
Limit = Annotated[int, Field(description="How many rows at most.", ge=1, le=views.MOST_ROWS)]


def query_tool(pool: Pool) -> Tool:
    async def query(sql: Sql, limit: Limit = 100) -> Annotated[CallToolResult, TableObject]:
        """Run one read-only SQL statement (SQLite) over the views, for what the other tools can't group or join.

        `figures` holds totals: one row for a body, year and indicator, rates and sums of parts by their codes too
        (`derived`). `figures_by_applicant` holds the columns by applicant. A missing figure has no row, so sums and
        means are of those that report. `facts` holds also what was not taken as the best figure.
        """
        return result(await pool.run(rows, sql, limit, views.SECONDS), untrusted=True)

    return read_only_tool(query, title="SQL 查询 · SqlQuery with SQL")
