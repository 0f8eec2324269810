"""The tools, one file for each kind; every one is a function of the pool that works for it."""

from __future__ import annotations

from collections.abc import Callable

from mcp.server.mcpserver.tools import Tool

from server.running.pool import Pool
from server.tools.asking import ask_tool
from server.tools.figures import get_figures_tool
from server.tools.finding import find_indicators_tool, find_organizations_tool
from server.tools.parsing import parse_report_tool, store_report_tool
from server.tools.querying import query_tool
from server.tools.ranking import rank_tool
from server.tools.reports import check_report_tool, get_report_tool
from server.tools.searching import read_page_tool, search_text_tool
from server.tools.unread import list_unread_tool, settle_unread_tool
from server.tools.verifying import verify_claims_tool

WRITING = frozenset({"store_report", "settle_unread"})
"""The tools that need the right to write."""


def all_tools(pool: Pool, may_write: Callable[[], bool] | None = None) -> list[Tool]:
    """Every tool, in the order an agent should think of them.

    `may_write` says whether the client that calls may store; where it is None nobody may, and no tool stores.
    """
    tools = [
        ask_tool(pool),
        find_organizations_tool(pool),
        find_indicators_tool(pool),
        get_figures_tool(pool),
        rank_tool(pool),
        search_text_tool(pool),
        get_report_tool(pool),
        check_report_tool(pool),
        verify_claims_tool(pool),
        query_tool(pool),
        parse_report_tool(pool),
        list_unread_tool(pool),
        read_page_tool(),
    ]
    if may_write is None:
        return tools
    return [*tools, store_report_tool(pool, may_write), settle_unread_tool(pool, may_write)]
