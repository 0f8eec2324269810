"""The tools that show one stored report: everything read from it, and its checks."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult
from pydantic import Field

from core.telling.json import check_json, issue_json
from core.types import CheckStatus
from server.figures.stored import all_issues, find_report, report_object
from server.shapes.contract import ReportObject
from server.shapes.results import MOST_ID, CheckSheetObject
from server.tools.building import read_only_tool, result
from store import Archive, StoredReport

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


def get_report_tool(archive: Archive) -> Tool:
    async def get_report(
        report: ReportNumber,
        indicators: FactIndicators = [],  # noqa: B006 - never changed; None would blur the schema
    ) -> Annotated[CallToolResult, ReportObject]:
        """Show one stored report: whose it is, every figure with its quoted words, its checks and what was odd.

        Large (up to 300 figures): give `indicators` where a few figures are enough. `start` and `end` count
        characters of the extracted text. A figure the report doesn't give is absent.
        """
        stored = find_report(archive, report)
        return result(report_object(stored, indicators), untrusted=True)

    return read_only_tool(get_report, title="查看报告 · Get a report")


def check_report_tool(archive: Archive) -> Tool:
    async def check_report(
        report: ReportNumber,
        statuses: Statuses = [],  # noqa: B006 - never changed; None would blur the schema
    ) -> Annotated[CallToolResult, CheckSheetObject]:
        """Show the consistency checks (勾稽关系) of one stored report, column by column, and what was odd in it.

        `fail`: an equality of the form or its structure does not hold. `notice`: unusual, but it may be right.
        `skipped`: an operand is absent; the message says which.
        """
        stored = find_report(archive, report)
        return result(_check_sheet(stored, statuses), untrusted=True)

    return read_only_tool(check_report, title="校验报告 · Check a report")


def _check_sheet(stored: StoredReport, statuses: list[CheckStatus]) -> dict[str, Any]:
    return {
        "report": stored.id,
        "title": stored.identity.title,
        "organization": stored.identity.organization,
        "year": stored.identity.year,
        "counts": dict(Counter(check.status for check in stored.checks)),
        "checks": [check_json(check) for check in stored.checks if not statuses or check.status in statuses],
        "issues": [issue_json(issue) for issue in all_issues(stored)],
    }
