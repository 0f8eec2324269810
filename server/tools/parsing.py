"""The tools that take a report: one reads it, the other also stores it. Text or a file's bytes, never a path."""

# Without `from __future__ import annotations`: the SDK could not look up the local function that `Resolve` names.
from collections.abc import Callable
from typing import Annotated, Any

from mcp.server.elicitation import AcceptedElicitation, ElicitationResult
from mcp.server.mcpserver import Context, Elicit, Resolve
from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult
from pydantic import BaseModel, Field

from core.document.web.addressed import held_at, of_base64
from core.errors import ReadError, UsageError
from core.types import Report
from server.pages import views
from server.running.pool import Pool
from server.running.reading import Readers, told
from server.running.worker import done
from server.shapes.results import ReportObject, StoredObject
from server.tools import building
from server.tools.arguments import Families, Offset, ReportPart
from server.tools.building import read_only_tool, result, writing_tool
from server.work import reports, storing
from server.work.reports import Parts
from store.intake.parsing import File
from store.intake.web.taking import Taken

ReportText = Annotated[
    str | None,
    Field(
        description="Plain text, HTML or Markdown.",
        max_length=1_000_000,
    ),
]
ReportBytes = Annotated[
    str | None,
    Field(description="Or its file as base64 or data: URI.", max_length=2_900_000),
]
ReportAddress = Annotated[
    str | None,
    Field(description="Or its public http(s) address.", max_length=2_000),
]
FileName = Annotated[str, Field(description="Shown in the result.", max_length=200)]
ReadParts = Annotated[
    list[ReportPart],
    Field(description="As of get_report.", max_length=4),
]
Limit = Annotated[int, Field(description="Up to 200.", ge=1, le=200)]
_MOST_ASKED = 5

Confirm = Annotated[bool, Field(description="The person has seen `changes`.")]


def parse_report_tool(pool: Pool) -> Tool:
    async def parse_report(
        ctx: Context[Readers, Any],
        text: ReportText = None,
        base64: ReportBytes = None,
        address: ReportAddress = None,
        name: FileName = "report",
        parts: ReadParts = [],  # noqa: B006 - never changed; None would blur the schema
        indicators: Families = [],  # noqa: B006
        offset: Offset = 0,
        limit: Limit = 100,
    ) -> Annotated[CallToolResult, ReportObject]:
        """Read and check a report without storing it: give `text`, `base64` or `address`.

        `error` says why it can't be read.
        """
        read: Report | dict[str, str]
        text_read = ""
        try:
            given = await _given(ctx, text, base64, address, name)
            parsed = given.parsed or await told(ctx, lambda readers: readers.read(File(given.name, given.data)))
            read, text_read = storing.with_origin(parsed.report, given.origin), parsed.document.text
        except ReadError as error:
            read = {"code": error.code, "message": error.message}
        wanted = Parts(tuple(parts), tuple(indicators), 0, offset, limit)
        shown = result(await pool.run(reports.parsed, name, read, wanted), untrusted=True)
        return shown if isinstance(read, dict) else await views.with_draft(ctx, pool, shown, read, text_read)

    return read_only_tool(parse_report, title="解析报告 · Parse a report", meta=views.of_view(views.SHEET))


class Sure(BaseModel):
    """What a person says where figures that answer would change."""

    store: bool = Field(description="是否存储 · Store it")


def store_report_tool(pool: Pool, may_write: Callable[[], bool]) -> Tool:
    async def agree(
        ctx: Context[Readers, Any],
        text: ReportText,
        base64: ReportBytes,
        address: ReportAddress,
        name: FileName,
        confirm: Confirm,
    ) -> bool | Elicit[Sure]:
        """Whether to store what changes figures: as the call says, else as the person does where one can be asked.

        What an address holds is not fetched twice: there `confirm` says it.
        """
        if confirm or address is not None or not may_write() or not building.can_ask_back(ctx):
            return confirm
        try:
            given = await _given(ctx, text, base64, address, name)
            if (await pool.run(storing.known, given.data)).value is not None:
                return confirm
            parsed = await told(ctx, lambda readers: readers.read_for(File(given.name, given.data)))
        except ReadError:
            return confirm
        changes = (await pool.run(storing.changes_of, given, parsed, building.PATIENCE)).value
        if not changes:
            return confirm
        some = "; ".join(f"{code}: {before} → {after}" for code, _, before, after in changes[:_MOST_ASKED])
        return Elicit(f"{len(changes)} figures that answer now would change ({some}). Store the report?", Sure)

    async def store_report(
        agreed: Annotated[ElicitationResult[Sure], Resolve(agree)],
        ctx: Context[Readers, Any],
        text: ReportText = None,
        base64: ReportBytes = None,
        address: ReportAddress = None,
        name: FileName = "report",
        confirm: Confirm = False,
    ) -> Annotated[CallToolResult, StoredObject]:
        """Read a report and store it, so that its figures answer: give `text`, `base64` or `address`.

        Where it would change figures that answer now, nothing is stored: `changes` (indicator, applicant, before,
        after) are told; show them to the person, then call again with `confirm`. The version before is kept: `other`
        for get_report. Needs the right to write.
        """
        if not may_write():
            raise UsageError("This client has no right to write. Call parse_report to read the report only.")
        try:
            given = await _given(ctx, text, base64, address, name)
            known = await pool.run(storing.known, given.data)
            if known.value is not None:
                return result(known, untrusted=True)
            parsed = given.parsed or await told(ctx, lambda readers: readers.read_for(File(given.name, given.data)))
        except ReadError as error:
            return result(done(storing.refused(error)))
        said: Any = agreed.data if isinstance(agreed, AcceptedElicitation) else False
        sure = said.store if isinstance(said, Sure) else bool(said)
        return result(await pool.run(storing.stored, given, parsed, sure, building.PATIENCE), untrusted=True)

    return writing_tool(store_report, title="存储报告 · Store a report", destructive=True)


async def _given(
    ctx: Context[Readers, Any], text: str | None, encoded: str | None, address: str | None, name: str
) -> Taken:
    """The bytes that a call gives, or whose address it gives. Raises ReadError for what can't be had there."""
    if sum(one is not None for one in (text, encoded, address)) != 1:
        raise UsageError("Give one of `text`, `base64` and `address`. For a stored report call get_report.")
    if address is not None:
        return await ctx.request_context.lifespan_context.take(address)
    return Taken(name, _bytes(text, encoded), None)


def _bytes(text: str | None, encoded: str | None) -> bytes:
    if text is not None:
        return text.encode("utf-8", "replace")
    encoded = encoded or ""
    held = held_at(encoded)
    data = of_base64(encoded) if held is None else held.data
    if data is None:
        raise UsageError("`base64` is not valid base64. Give plain text as `text`.")
    return data
