"""The tool that fetches stored figures: bodies by years by indicators by applicants, what is missing as missing."""

from __future__ import annotations

from typing import Annotated

from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult, ResourceLink
from pydantic import Field

from server.figures.dictionary import members
from server.figures.grid import Wanted
from server.running.pool import Pool
from server.shapes.results import FiguresObject
from server.tools.arguments import Column, Detail, IndicatorCodes, OrganizationIds, Years
from server.tools.building import read_only_tool, result
from server.work.figures import figures

Columns = Annotated[
    list[Column],
    Field(description="`total` is the figure itself.", min_length=1, max_length=7),
]
Cursor = Annotated[str | None, Field(description="`next_cursor`, other arguments alike.", max_length=100)]
Limit = Annotated[int, Field(description="Figures.", ge=1, le=400)]


def get_figures_tool(pool: Pool) -> Tool:
    async def get_figures(
        indicators: IndicatorCodes,
        organizations: OrganizationIds = [],  # noqa: B006 - never changed; None would blur the schema
        years: Years = [],  # noqa: B006
        applicants: Columns = ["total"],  # noqa: B006
        detail: Detail = False,
        cursor: Cursor = None,
        limit: Limit = 120,
    ) -> Annotated[CallToolResult, FiguresObject]:
        """Fetch figures of several bodies, years and indicators at once: a row a body and year, a column a figure.

        Null is not 0: `report` null means that none is stored, else it gives no such figure. `marks`: row from
        0, column, what is inferred, corrected or said otherwise in the text.
        """
        wanted = Wanted(
            indicators=members(indicators),
            organizations=tuple(organizations),
            years=tuple(years),
            applicants=tuple(None if column == "total" else column for column in dict.fromkeys(applicants)),
        )
        done = await pool.run(figures, wanted, cursor, min(limit, _MOST_DETAILED) if detail else limit, detail)
        address = done.value["resource"]
        description = f"All {done.value['counts']['asked']} figures as CSV"
        link = ResourceLink(uri=address or "", name="figures", description=description, mime_type="text/csv")
        return result(done, *([link] if address and len(address) <= _LONGEST_LINK else []), untrusted=True)

    return read_only_tool(get_figures, title="查询数据 · Get figures")


_MOST_DETAILED = 100
_LONGEST_LINK = 500
