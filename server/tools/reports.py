"""The tools that show one stored report: everything read from it, and its checks."""

from __future__ import annotations

from typing import Annotated

from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult
from pydantic import Field

from core.types import CheckStatus
from server.running.pool import Pool
from server.shapes.contract import ReportObject
from server.shapes.results import MOST_ID, CheckSheetObject
from server.tools.building import read_only_tool, result
from server.work import reports

ReportNumber = Annotated[
    int,
    Field(
        description="Number of the report: `report` in the rows of ask and get_figures.",
        ge=1,
        le=MOST_ID,
        examples=[3],
    ),
]
FactIndicators = Annotated[
    list[Annotated[str, Field(max_length=100)]],
    Field(
        description="Only facts of these codes or starts of codes; empty means all.",
        max_length=120,
        examples=[["requests.received", "litigation."]],
    ),
]
Statuses = Annotated[
    list[CheckStatus],
    Field(description="Only checks that ended so; empty means all.", max_length=4, examples=[["fail", "notice"]]),
]


def get_report_tool(pool: Pool) -> Tool:
    async def get_report(
        report: ReportNumber,
        indicators: FactIndicators = [],  # noqa: B006 - never changed; None would blur the schema
    ) -> Annotated[CallToolResult, ReportObject]:
        """Show one stored report: whose it is, every figure with its quoted words, its checks and what was odd.

        Large (up to 300 figures): give `indicators` where a few figures are enough. `start` and `end` count
        characters of the extracted text. A figure the report doesn't give is absent.
        """
        return result(await pool.run(reports.report, report, indicators), untrusted=True)

    return read_only_tool(get_report, title="查看报告 · Get a report")


def check_report_tool(pool: Pool) -> Tool:
    async def check_report(
        report: ReportNumber,
        statuses: Statuses = [],  # noqa: B006 - never changed; None would blur the schema
    ) -> Annotated[CallToolResult, CheckSheetObject]:
        """Show the consistency checks (勾稽关系) of one stored report, column by column, and what was odd in it.

        `fail`: an equality of the form or its structure does not hold. `notice`: unusual, but it may be right.
        `skipped`: an operand is absent; the message says which.
        """
        return result(await pool.run(reports.check_sheet, report, statuses), untrusted=True)

    return read_only_tool(check_report, title="校验报告 · Check a report")
