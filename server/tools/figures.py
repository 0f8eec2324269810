"""The tool that fetches stored figures: bodies by years by indicators by applicants, what is missing as missing."""

from __future__ import annotations

from typing import Annotated, Literal

from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult, ResourceLink
from pydantic import Field

from server.figures.grid import Wanted
from server.running.pool import Pool
from server.shapes.results import MOST_ID, FiguresObject
from server.tools.building import read_only_tool, result
from server.work.figures import figures

OrganizationIds = Annotated[
    list[Annotated[int, Field(ge=1, le=MOST_ID)]],
    Field(description="Ids from find_organizations; empty means every body.", max_length=1_000, examples=[[1, 2]]),
]
Years = Annotated[
    list[Annotated[int, Field(ge=2000, le=2100)]],
    Field(description="Report years; empty means every stored year.", max_length=100, examples=[[2017, 2018]]),
]
IndicatorCodes = Annotated[
    list[Annotated[str, Field(max_length=100)]],
    Field(description="Codes from find_indicators.", min_length=1, max_length=120, examples=[["requests.received"]]),
]
Columns = Annotated[
    list[Literal["total", "natural_person", "business", "research", "public_welfare", "legal_services", "other"]],
    Field(
        description="Columns of the request table (since the form of 2019); `total` is the figure itself.",
        min_length=1,
        max_length=7,
        examples=[["total", "natural_person"]],
    ),
]
Cursor = Annotated[
    str | None,
    Field(
        description="`next_cursor` of the call before, with the same other arguments.",
        max_length=100,
        examples=["50-1f0a9c3e"],
    ),
]
Limit = Annotated[int, Field(description="How many figures to list.", ge=1, le=200)]


def get_figures_tool(pool: Pool) -> Tool:
    async def get_figures(
        indicators: IndicatorCodes,
        organizations: OrganizationIds = [],  # noqa: B006 - never changed; None would blur the schema
        years: Years = [],  # noqa: B006
        applicants: Columns = ["total"],  # noqa: B006
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> Annotated[CallToolResult, FiguresObject]:
        """Fetch figures of several bodies, years and indicators at once, each with its report and quoted words.

        Every figure asked for is counted: `value` is null where the report gives none (`not_reported`) or where no
        report is stored (`no_report`, when organizations and years are both given). Null is not 0. Sums and rates
        (rate.disclosure 公开率 ...) are worked out, with operands in `derived`. Take ids from find_organizations and
        codes from find_indicators.
        """
        wanted = Wanted(
            indicators=tuple(dict.fromkeys(indicators)),
            organizations=tuple(organizations),
            years=tuple(years),
            applicants=tuple(None if column == "total" else column for column in dict.fromkeys(applicants)),
        )
        done = await pool.run(figures, wanted, cursor, limit)
        address = done.value["resource"]
        description = f"All {done.value['counts']['asked']} figures as CSV"
        link = ResourceLink(uri=address or "", name="figures", description=description, mime_type="text/csv")
        return result(done, *([link] if address else []), untrusted=True)

    return read_only_tool(get_figures, title="查询数据 · Get figures")
