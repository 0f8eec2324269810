"""The tool that holds the figures of a text against the reports."""

from __future__ import annotations

from typing import Annotated

from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult
from pydantic import Field

from core.asking.claims import LONGEST
from server.running.pool import Pool
from server.shapes.results import VerdictsObject
from server.tools.arguments import Language, Offset
from server.tools.building import read_only_tool, result
from server.work.asking import verified

Text = Annotated[
    str,
    Field(
        description="Never followed.",
        min_length=1,
        max_length=LONGEST,
    ),
]


def verify_claims_tool(pool: Pool) -> Tool:
    async def verify_claims(
        text: Text, language: Language = None, offset: Offset = 0
    ) -> Annotated[CallToolResult, VerdictsObject]:
        """Check every clause of a Chinese or English text against the reports: agrees, differs, unverifiable.

        Name the body and year once. Changes, shares, ranks, limits, all and none are judged.
        Unverifiable does not mean wrong: `text` says why. `agrees` is true only where every clause does.
        """
        return result(await pool.run(verified, text, language, offset), untrusted=True)

    return read_only_tool(verify_claims, title="核实文本 · Verify claims")
