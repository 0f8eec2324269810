"""The tool that ranks bodies by one figure of one year, with how many of them can be ranked at all."""

from __future__ import annotations

from typing import Annotated, Literal

from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult
from pydantic import Field

from core.types import Applicant
from server.running.pool import Pool
from server.shapes.results import RankingObject
from server.tools.arguments import Column, Offset
from server.tools.building import read_only_tool, result
from server.work.ranking import ranking

IndicatorCode = Annotated[str, Field(description="A code from find_indicators.", max_length=100)]
Year = Annotated[int, Field(description="Report year.", ge=2000, le=2100)]
Within = Annotated[
    str | None,
    Field(description="Province, city or county by name or code.", max_length=60, examples=["温州市"]),
]
Level = Annotated[
    Literal["province", "prefecture", "county", "township", "department"] | None,
    Field(description="Governments of it, or departments."),
]
ApplicantColumn = Annotated[Column, Field(description="`total` is the figure itself.")]
Order = Annotated[Literal["highest", "lowest"], Field(description="First.")]
Limit = Annotated[int, Field(description="Up to 200.", ge=1, le=200)]


def rank_tool(pool: Pool) -> Tool:
    async def rank(
        indicator: IndicatorCode,
        year: Year,
        within: Within = None,
        level: Level = None,
        applicant: ApplicantColumn = "total",
        order: Order = "highest",
        offset: Offset = 0,
        limit: Limit = 10,
    ) -> Annotated[CallToolResult, RankingObject]:
        """Rank bodies by one figure of one year, reported or worked out. Equal figures share a place.

        Always tell `coverage`: of the area, stored (`bodies`), with a report, with the figure.
        `without_figure` and `without_report` are left out, not last. `marks` as of get_figures.
        """
        column: Applicant | None = None if applicant == "total" else applicant
        done = await pool.run(ranking, indicator, year, within, level, column, order, limit, offset)
        return result(done, untrusted=True)

    return read_only_tool(rank, title="排名 · Rank")
