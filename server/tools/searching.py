"""The tools that read the words of the reports, and the pages of the server."""

from __future__ import annotations

from base64 import b64encode
from typing import Annotated, Any

from mcp.server.lowlevel.helper_types import ReadResourceContents
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ResourceError
from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult
from pydantic import Field

from core.errors import UsageError
from server.running.pool import Pool
from server.running.worker import done
from server.shapes.results import PageObject, PassagesObject
from server.tools.arguments import Offset, OrganizationIds, Years
from server.tools.building import read_only_tool, result
from server.work.asking import passages
from server.work.shaping import text_page

_LONGEST_ERROR = 300

Phrase = Annotated[
    str,
    Field(description="Words as in the text.", min_length=1, max_length=100, examples=["主要问题"]),
]
Limit = Annotated[int, Field(description="Up to 50.", ge=1, le=50)]
Address = Annotated[
    str,
    Field(
        description=(
            "gongkai://guide, rules, schema, indicators, coverage, changes/2026-01-31 (since), "
            "export/figures.csv?years=2018 (or .parquet); report://3/text; a `resource`."
        ),
        max_length=8_000,
    ),
]
Start = Annotated[int, Field(description="`next_start`.", ge=0)]


def search_text_tool(pool: Pool) -> Tool:
    async def search_text(
        phrase: Phrase,
        organizations: OrganizationIds = [],  # noqa: B006 - never changed; None would blur the schema
        years: Years = [],  # noqa: B006
        offset: Offset = 0,
        limit: Limit = 5,
    ) -> Annotated[CallToolResult, PassagesObject]:
        """Find where a phrase stands in the reports, with the words around it; punctuation is ignored.

        For problems, plans, measures. `start` and `end` count characters: read on with
        get_report, part `text`.
        """
        if not any(letter.isalnum() for letter in phrase):
            raise UsageError("The search knows letters and numbers only: give words.")
        return result(await pool.run(passages, phrase, organizations, years, limit, offset), untrusted=True)

    return read_only_tool(search_text, title="全文检索 · Search the text")


def _as_text(page: ReadResourceContents) -> str:
    """A page as text: what is none as base64, but CSV as it is."""
    if isinstance(page.content, str):
        return page.content
    try:
        return page.content.decode("utf-8")
    except UnicodeDecodeError:
        return b64encode(page.content).decode()


def read_page_tool() -> Tool:
    async def read_page(
        address: Address, ctx: Context[Any, Any], start: Start = 0
    ) -> Annotated[CallToolResult, PageObject]:
        """Read a page of one of the server's resources: guide, rules, columns of the SQL views, dictionary, tables."""
        try:
            contents = list(await ctx.read_resource(address))
        except (ResourceError, ValueError) as error:
            raise UsageError(str(error)[:_LONGEST_ERROR]) from error
        text = "".join(map(_as_text, contents))
        return result(done(text_page(text, start)), untrusted=True)

    return read_only_tool(read_page, title="阅读资料 · Read a page")
