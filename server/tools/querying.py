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
        description="One SELECT.",
        min_length=1,
        max_length=10_000,
        examples=["SELECT year, count(*), max(value) FROM figures WHERE indicator = 'requests.received' GROUP BY year"],
    ),
]
Limit = Annotated[int, Field(description=f"Up to {views.MOST_ROWS}.", ge=1, le=views.MOST_ROWS)]


def query_tool(pool: Pool) -> Tool:
    async def query(sql: Sql, limit: Limit = 100) -> Annotated[CallToolResult, TableObject]:
        """Run one read-only SQLite SELECT over views, for what the other tools can't group or join.

        figures (totals, rates, sums of parts): organization, organization_id, division_code, year, indicator, label,
        value, unit, source, inferred, quote, report_id, derived. figures_by_applicant: with applicant. checks:
        report_id, organization, year, rule, status, left_value, right_value, message, codes. report_list: report_id,
        organization, year, template, published_on, answers. facts, coverage: gongkai://schema. A missing figure has no
        row. Never sum a place with bodies inside it.
        """
        return result(await pool.run(rows, sql, limit, views.SECONDS), untrusted=True)

    return read_only_tool(query, title="SQL 查询 · Query with SQL")
