"""The tool that ranks bodies by one figure of one year, with how many of them can be ranked at all."""

from __future__ import annotations

from typing import Annotated, Literal

from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult
from pydantic import Field

from core.types import Applicant
from server.running.pool import Pool
from server.shapes.results import RankingObject
from server.tools.building import read_only_tool, result
from server.work.ranking import ranking

IndicatorCode = Annotated[
    str, Field(description="A code from find_indicators.", max_length=100, examples=["requests.received"])
]
Year = Annotated[int, Field(description="Report year.", ge=2000, le=2100, examples=[2018])]
Within = Annotated[
    str | None,
    Field(
        description="Division code of the province, prefecture or county to stay within; null is everywhere.",
        pattern=r"^\d{6}$",
        examples=["330300"],
    ),
]
Level = Annotated[
    Literal["province", "prefecture", "county", "township", "department"] | None,
    Field(description="Only governments of this level, or departments; null ranks all bodies together."),
]
ApplicantColumn = Annotated[
    Literal["total", "natural_person", "business", "research", "public_welfare", "legal_services", "other"],
    Field(description="Column of the request table; `total` is the figure itself."),
]
Order = Annotated[Literal["highest", "lowest"], Field(description="Which come first.")]
Limit = Annotated[int, Field(description="How many to list.", ge=1, le=100)]


def rank_tool(pool: Pool) -> Tool:
    async def rank(
        indicator: IndicatorCode,
        year: Year,
        within: Within = None,
        level: Level = None,
        applicant: ApplicantColumn = "total",
        order: Order = "highest",
        limit: Limit = 10,
    ) -> Annotated[CallToolResult, RankingObject]:
        """Rank bodies by one figure of one year, reported or worked out (sums, rates).

        Equal figures share a place. `coverage` tells how many bodies there are, how many have a report of the year and
        how many give the figure: always tell it with a ranking. Bodies without the figure are left out, not last.
        """
        column: Applicant | None = None if applicant == "total" else applicant
        done = await pool.run(ranking, indicator, year, within, level, column, order, limit)
        return result(done, untrusted=True)

    return read_only_tool(rank, title="排名 · Rank")
