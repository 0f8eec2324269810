"""The tools for the numbers that could not be read for sure: one lists them, the other says which figure one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult
from pydantic import Field

from core.errors import UsageError
from core.types import Applicant
from server.http.access import caller
from server.running.pool import Pool
from server.shapes.results import MOST_ID, SettledObject, UnreadsObject
from server.tools import building
from server.tools.arguments import Offset
from server.tools.building import read_only_tool, result, writing_tool
from server.work import unread as work

OneReport = Annotated[
    int | None,
    Field(
        description="A report, number by number; else the wordings of all.",
        ge=1,
        le=MOST_ID,
    ),
]
Limit = Annotated[int, Field(description="Up to 200.", ge=1, le=200)]
UnreadName = Annotated[
    str,
    Field(description="`unread` of list_unread.", min_length=5, max_length=40, examples=["12:340-352"]),
]
IndicatorCode = Annotated[
    str | None,
    Field(
        description="Code from find_indicators; null takes back what was settled before.",
        max_length=100,
        examples=["requests.received"],
    ),
]
Column = Annotated[Applicant | None, Field(description="Kind of applicant; null is the total.")]
Reason = Annotated[str, Field(description="Why; kept with what was settled.", max_length=500)]


def list_unread_tool(pool: Pool) -> Tool:
    async def list_unread(
        report: OneReport = None, offset: Offset = 0, limit: Limit = 20
    ) -> Annotated[CallToolResult, UnreadsObject]:
        """List the numbers of reports that could not be read for sure: they are no figures.

        One of them may be a figure that is `not_reported`.
        """
        return result(await pool.run(work.unread, report, offset, limit), untrusted=True)

    return read_only_tool(list_unread, title="没读准的数 · List unread numbers")


def settle_unread_tool(pool: Pool, may_write: Callable[[], bool]) -> Tool:
    async def settle_unread(
        unread: UnreadName,
        indicator: IndicatorCode = None,
        applicant: Column = None,
        reason: Reason = "",
    ) -> Annotated[CallToolResult, SettledObject]:
        """Say which figure an unread number is. The number is that of the quote: it can't be given.

        Only where the words leave no doubt; else ask the person. Kept like a correction, with the client's name and the
        time; answers from then on, and the checks run again. Without `indicator` it takes back what was settled. Needs
        the right to write.
        """
        if not may_write():
            raise UsageError("This client has no right to write. Call list_unread and let a person settle it.")
        done = await pool.run(work.settled, unread, indicator, applicant, reason, caller(), building.PATIENCE)
        return result(done, untrusted=True)

    return writing_tool(settle_unread, title="认定没读准的数 · Settle an unread number")
