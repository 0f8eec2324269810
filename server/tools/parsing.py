"""The tools that take a report: one reads it, the other also stores it. Text or a file's bytes, never a path."""

from __future__ import annotations

import asyncio
import base64
import sqlite3
from collections.abc import Callable
from typing import Annotated, Any

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult
from pydantic import Field

from core.errors import ReadError, UsageError
from core.telling.json import identity_json, report_json
from server.running.reading import Readers, told
from server.shapes.contract import ReportObject
from server.shapes.results import StoredObject
from server.tools.building import read_only_tool, result, writing_tool
from store import Archive
from store.intake.parsing import File, Parsed
from store.records import Saved

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
            return result(report_json(name, None, error), untrusted=True)
        return result(report_json(name, parsed.report, None), untrusted=True)

    return read_only_tool(parse_report, title="解析报告 · Parse a report")


def store_report_tool(archive: Archive, may_write: Callable[[], bool]) -> Tool:
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
        known = archive.holds(file.data)
        if known is not None:
            return result(_stored(Saved("already_there", known), None))
        try:
            parsed = await told(ctx, lambda readers: readers.read(file))
            saved = await asyncio.to_thread(_save, archive, file, parsed)
        except ReadError as error:
            return result(_refused(error))
        return result(_stored(saved, parsed), untrusted=True)

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


def _save(archive: Archive, file: File, parsed: Parsed) -> Saved:
    """On a connection of its own: that of the server only reads. Raises ReadError for figures that can't be stored.

    Raises UsageError where another program keeps writing.
    """
    with Archive(archive.path) as writing:
        try:
            return writing.save(file.data, file.name, parsed.document, parsed.report)
        except (ValueError, OverflowError) as error:
            raise ReadError("unreadable", f"A figure can't be stored: {error}.") from error
        except sqlite3.OperationalError as error:
            raise UsageError("The database can't be written to now. Nothing was stored: call again later.") from error


def _stored(saved: Saved, parsed: Parsed | None) -> dict[str, Any]:
    return {
        "outcome": saved.outcome,
        "report": saved.report,
        "other": saved.other,
        "identity": None if parsed is None else identity_json(parsed.report.identity),
        "failed_checks": None if parsed is None else sum(check.status == "fail" for check in parsed.report.checks),
        "error": None,
        "next": "Call check_report for its findings, get_report for what was read.",
    }


def _refused(error: ReadError) -> dict[str, Any]:
    nothing = dict.fromkeys(("outcome", "report", "other", "identity", "failed_checks"))
    return nothing | {
        "error": {"code": error.code, "message": error.message},
        "next": "Nothing was stored. Give the report as plain text, or as another file.",
    }
