"""The tools that take a report: one reads it, the other also stores it. Text or a file's bytes, never a path."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from typing import Annotated, Any

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult
from pydantic import Field

from core.errors import ReadError, UsageError
from core.telling.json import report_json
from server.running.pool import Pool
from server.running.reading import Readers, told
from server.running.worker import done
from server.shapes.contract import ReportObject
from server.shapes.results import StoredObject
from server.tools import building
from server.tools.building import read_only_tool, result, writing_tool
from server.work import storing
from store.intake.parsing import File

ReportText = Annotated[
    str | None,
    Field(
        description="The report as plain text, HTML or Markdown.",
        max_length=1_000_000,
        examples=["泰顺县人民政府2018年政府信息公开工作年度报告\n2018年共收到政府信息公开申请17件。"],
    ),
]
ReportBytes = Annotated[
    str | None,
    Field(
        description="Or its file (PDF, Word, HTML ...) as base64, up to 2 MB.",
        max_length=2_800_000,
        examples=["JVBERi0xLjcKJeLjz9MK"],
    ),
]
FileName = Annotated[
    str,
    Field(
        description="Name of the file; only shown in the result, the format is told by the content.",
        max_length=200,
        examples=["泰顺县2018.txt"],
    ),
]


def parse_report_tool() -> Tool:
    async def parse_report(
        ctx: Context[Readers, Any], text: ReportText = None, base64: ReportBytes = None, name: FileName = "report"
    ) -> Annotated[CallToolResult, ReportObject]:
        """Read a report that is not stored, and check it: give `text` or `base64`. Nothing is stored.

        `error` says why where it is no such report or can't be read. Files and addresses of the server's machine are
        never opened.
        """
        file = File(name, _bytes(text, base64))
        try:
            parsed = await told(ctx, lambda readers: readers.read(file))
        except ReadError as error:
            return result(done(report_json(name, None, error)), untrusted=True)
        return result(await asyncio.to_thread(done, report_json(name, parsed.report, None)), untrusted=True)

    return read_only_tool(parse_report, title="解析报告 · Parse a report")


def store_report_tool(pool: Pool, may_write: Callable[[], bool]) -> Tool:
    async def store_report(
        ctx: Context[Readers, Any], text: ReportText = None, base64: ReportBytes = None, name: FileName = "report"
    ) -> Annotated[CallToolResult, StoredObject]:
        """Read a report and store it, so that its figures answer questions: give `text` or `base64`.

        Call parse_report first and let the person see what was read. The same bytes are stored once; an older version
        of a body and year is kept beside the newer one. Needs the right to write.
        """
        if not may_write():
            raise UsageError("This client has no right to write. Call parse_report to read the report only.")
        file = File(name, _bytes(text, base64))
        known = await pool.run(storing.known, file.data)
        if known.value is not None:
            return result(known, untrusted=True)
        try:
            parsed = await told(ctx, lambda readers: readers.read(file))
        except ReadError as error:
            return result(done(storing.refused(error)))
        return result(await pool.run(storing.stored, file, parsed, building.PATIENCE), untrusted=True)

    return writing_tool(store_report, title="存储报告 · Store a report")


def _bytes(text: str | None, encoded: str | None) -> bytes:
    if (text is None) == (encoded is None):
        raise UsageError("Give either `text` or `base64`. For a stored report call get_report.")
    if text is not None:
        return text.encode("utf-8", "replace")
    try:
        return base64.b64decode(encoded or "", validate=True)
    except ValueError as error:  # of base64, or of characters it can't have
        raise UsageError("`base64` is not valid base64. Give plain text as `text`.") from error
