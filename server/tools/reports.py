"""The tools that show one stored report, and the checks of one or of many."""

from __future__ import annotations

from base64 import b64encode
from typing import Annotated, Any

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult, ImageContent, TextContent
from pydantic import Field

from core.errors import ReadError, UsageError
from core.forms.rules import known_rules
from core.types import CheckStatus
from server.pages import views
from server.running.pool import Pool
from server.running.reading import Readers
from server.shapes.results import MOST_ID, ChecksObject, ReportObject
from server.tools.arguments import Families, Offset, OrganizationIds, ReportNumber, StoredPart, Years
from server.tools.building import read_only_tool, result
from server.work import reports
from server.work.pages import evidence
from server.work.reports import Parts

StoredParts = Annotated[
    list[StoredPart],
    Field(description="`quotes`: facts with words, `picture`: `indicators` framed.", max_length=6),
]
Start = Annotated[int, Field(description="Of the text.", ge=0, le=MOST_ID)]
Limit = Annotated[int, Field(description="Up to 200.", ge=1, le=200)]
Statuses = Annotated[list[CheckStatus], Field(description="Only these; empty means all.", max_length=4)]
Rule = Annotated[
    str | None,
    Field(description="Only this rule (gongkai://rules).", max_length=40, examples=["carry_over"]),
]
SomeReport = Annotated[
    int | None, Field(description="A report; else all of `organizations` and `years`.", ge=1, le=MOST_ID)
]


def get_report_tool(pool: Pool) -> Tool:
    async def get_report(
        ctx: Context[Readers, Any],
        report: ReportNumber,
        parts: StoredParts = [],  # noqa: B006 - never changed; None would blur the schema
        indicators: Families = [],  # noqa: B006
        start: Start = 0,
        offset: Offset = 0,
        limit: Limit = 100,
    ) -> Annotated[CallToolResult, ReportObject]:
        """Show one stored report in short: whose, its main figures, what fails, what was odd; or the parts asked for.

        A figure the report doesn't give is absent. `start` and `end` count characters of its text.
        """
        wanted = Parts(tuple(parts), tuple(indicators), start, offset, limit)
        told = result(await pool.run(reports.report, report, wanted), untrusted=True)
        if "picture" not in parts:
            return await views.with_sheet(ctx, pool, told, report)
        if not indicators:
            raise UsageError("Which figure is to be shown? Give its code in `indicators`.")
        picture = await _picture(ctx, pool, report, indicators[0])
        if picture is None:
            told.content.append(
                TextContent(text="There is no picture: the file has no pages, or the words are not on one.")
            )
        else:
            told.content.append(ImageContent(data=b64encode(picture).decode(), mime_type="image/jpeg"))
        return await views.with_evidence(ctx, pool, told, report, indicators[0])

    return read_only_tool(get_report, title="查看报告 · Get a report", meta=views.of_view(views.EVIDENCE))


async def _picture(ctx: Context[Readers, Any], pool: Pool, report: int, indicator: str) -> bytes | None:
    """The part of a page where a figure stands, framed; None where there is none to be shown."""
    standing = (await pool.run(evidence.standing_of, report, indicator)).value
    readers: Readers = ctx.request_context.lifespan_context
    try:
        return None if standing is None else await readers.picture(*standing)
    except ReadError:
        return None


def check_report_tool(pool: Pool) -> Tool:
    async def check_report(
        ctx: Context[Readers, Any],
        report: SomeReport = None,
        statuses: Statuses = ["fail", "notice"],  # noqa: B006 - never changed; None would blur the schema
        rule: Rule = None,
        organizations: OrganizationIds = [],  # noqa: B006
        years: Years = [],  # noqa: B006
        offset: Offset = 0,
        limit: Limit = 30,
    ) -> Annotated[CallToolResult, ChecksObject]:
        """Show consistency checks (勾稽关系), also over two years, of one report or many.

        `fail`: an equality of the form does not hold. `notice`: unusual, may be right. `skipped`: an operand is absent.
        `cells`: code, applicant, value, quote, start, end of what was compared.
        """
        if rule is not None and rule not in known_rules():
            raise UsageError(f"There is no rule {rule!r}. Rules: {', '.join(known_rules())}.")
        if report is not None:
            done = await pool.run(reports.check_sheet, report, statuses, rule, offset, limit)
            return await views.with_sheet(ctx, pool, result(done, untrusted=True), report)
        done = await pool.run(reports.failing, organizations, years, rule, statuses, offset, limit)
        return result(done, untrusted=True)

    return read_only_tool(check_report, title="校验报告 · Check a report", meta=views.of_view(views.SHEET))
