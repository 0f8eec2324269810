"""Pages inside a host's conversation (MCP Apps): the check sheet and a figure in its source, of the same templates.

A view is a document of its own, which the host keeps in a frame without rights; what it shows comes with the result of
a tool, for hosts that show views, and stands beside what every client is told.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from markupsafe import Markup
from mcp.server.apps import Apps, client_supports_apps
from mcp.server.mcpserver import Context
from mcp_types import CallToolResult

from core.types import Report
from server.pages.showing import Frame, environment, render
from server.pages.words import WORDS
from server.running.pool import Pool
from server.work.pages.evidence import figure_page, place_of
from server.work.pages.report import draft_page, report_page
from store import Archive

SHEET, EVIDENCE = "ui://gongkai/sheet", "ui://gongkai/evidence"
PAGE = "gongkai/page"
"""What a result brings for a view, in its `_meta`."""


def views() -> Apps:
    """Both views, as the extension of the protocol has them; they ask for no right and no other host."""
    apps = Apps()
    for address, name, title, description in (
        (SHEET, "check_sheet", "核对单 · Check sheet", "Shows what does not add up in a report, beside its text."),
        (EVIDENCE, "evidence", "数字的出处 · A figure in its source", "Shows the words and the page of a figure."),
    ):
        apps.add_html_resource(
            address, document(title), name=name, title=title, description=description, prefers_border=True
        )
    return apps


def of_view(address: str) -> dict[str, Any]:
    """What a tool says of the view that shows its results."""
    return {"ui": {"resourceUri": address}}


async def with_sheet(ctx: Context[Any, Any], pool: Pool, result: CallToolResult, report: int) -> CallToolResult:
    """The result, with the check sheet of a stored report for hosts that show views."""
    return await _with(ctx, pool, result, _sheet, report)


async def with_draft(
    ctx: Context[Any, Any], pool: Pool, result: CallToolResult, report: Report, text: str
) -> CallToolResult:
    """The same of a report that was only read."""
    return await _with(ctx, pool, result, _draft, report, text)


async def with_evidence(
    ctx: Context[Any, Any], pool: Pool, result: CallToolResult, report: int, indicator: str
) -> CallToolResult:
    """The result, with a figure among its words; the picture is that of the result."""
    return await _with(ctx, pool, result, _evidence, report, indicator)


async def _with(
    ctx: Context[Any, Any], pool: Pool, result: CallToolResult, work: Any, *arguments: object
) -> CallToolResult:
    if not client_supports_apps(ctx):
        return result
    page = (await pool.run(work, *arguments)).value
    return result.model_copy(update={"meta": {**(result.meta or {}), PAGE: page}})


def _sheet(archive: Archive, report: int) -> str:
    return render("view_sheet.html", Frame(), report_page(archive, report, "zh"))


def _draft(archive: Archive, report: Report, text: str) -> str:
    return render("view_sheet.html", Frame(), draft_page(archive, report, text, "zh", ""))


def _evidence(archive: Archive, report: int, indicator: str) -> str:
    place = place_of(archive, report, indicator)
    return render("view_figure.html", Frame(), figure_page(archive, report, place, "zh"))


def document(title: str) -> str:
    """The document of a view: how it looks and what it does stand in it, so that it needs nothing from elsewhere."""
    # Our own, and nobody's words.
    style, script = (
        Markup(files("server.pages").joinpath(name).read_text("utf-8")) for name in ("style.css", "view.js")
    )
    return environment().get_template("view.html").render(words=WORDS["zh"], title=title, style=style, script=script)
