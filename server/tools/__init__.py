"""The tools, one file for each kind; every one is a function of the archive that makes the tool."""

from __future__ import annotations

from collections.abc import Callable

from mcp.server.mcpserver.tools import Tool

from server.tools.asking import ask_tool
from server.tools.figures import get_figures_tool
from server.tools.finding import find_indicators_tool, find_organizations_tool
from server.tools.parsing import parse_report_tool, store_report_tool
from server.tools.querying import query_tool
from server.tools.ranking import rank_tool
from server.tools.reports import check_report_tool, get_report_tool
from server.tools.searching import search_text_tool
from server.tools.unread import list_unread_tool, settle_unread_tool
from server.tools.verifying import verify_claims_tool
from store import Archive


def all_tools(archive: Archive, may_write: Callable[[], bool] | None = None) -> list[Tool]:
    """Every tool over this archive, in the order an agent should think of them.

    `may_write` says whether the client that calls may store; where it is None nobody may, and no tool stores.
    """
    tools = [
        ask_tool(archive),
        find_organizations_tool(archive),
        find_indicators_tool(archive),
        get_figures_tool(archive),
        rank_tool(archive),
        search_text_tool(archive),
        get_report_tool(archive),
        check_report_tool(archive),
        verify_claims_tool(archive),
        query_tool(archive),
        parse_report_tool(),
        list_unread_tool(archive),
    ]
    if may_write is None:
        return tools
    return [*tools, store_report_tool(archive, may_write), settle_unread_tool(archive, may_write)]
