"""The tool that ranks bodies by one figure of one year, with how many of them can be ranked at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult
from pydantic import Field

from core.asking.found.scope import Members, how_many
from core.asking.found.values import Found, Values
from core.asking.understood.request import Area
from core.asking.words import catalog as bodies
from core.asking.worked.places import places as places_of
from core.errors import UsageError
from core.forms.registry import official_keys
from core.places import divisions as places
from core.places.divisions import Division
from core.telling.json import row_json
from core.types import Applicant, Holdings
from server.figures.dictionary import dictionary
from server.figures.grid import of_its_own
from server.shapes.results import RankingObject
from server.tools.building import read_only_tool, result

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


def rank_tool(holdings: Holdings) -> Tool:
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
        if indicator not in dictionary():
            raise UsageError(f"No indicator has the code {indicator!r}. Call find_indicators for the codes.")
        area = _area(within)
        column: Applicant | None = None if applicant == "total" else applicant
        scope = [body.organization.id for body in bodies.below(bodies.catalog(holdings), area, level)]
        entries = holdings.reports(organizations=scope, years=[year])
        values = Values(holdings, entries, [indicator], [column])
        figures = [own for entry in entries if (own := of_its_own(values.find(entry, indicator, column))) is not None]
        ordered = sorted(figures, key=lambda figure: figure.value, reverse=order == "highest")
        return result(
            {
                "rows": ranked_rows(indicator, ordered)[:limit],
                "order": order,
                "coverage": {
                    "in_area": how_many(Members(Area(within, level), area), year),
                    "bodies": len(scope),
                    "with_report": len(entries),
                    "with_figure": len(figures),
                },
                "notes": _notes(figures, level),
                "next": None if figures else "Nothing to rank. Call find_organizations for the years that are stored.",
            },
            untrusted=True,
        )

    return read_only_tool(rank, title="排名 · Rank")


def _area(within: str | None) -> Division | None:
    if within is None:
        return None
    area = places.by_code(within)
    if area is None:
        raise UsageError(f"{within} is no division code. Call find_organizations: bodies carry theirs.")
    return area


def ranked_rows(indicator: str, ordered: Sequence[Found]) -> list[dict[str, Any]]:
    """The contract's rows with their places: 1, 2, 2, 4."""
    placed = zip(places_of([figure.value for figure in ordered]), ordered, strict=True)
    return [
        {"place": place, "organization_id": one.entry.organization} | row_json(one.row()) | {"indicator": indicator}
        for place, one in placed
    ]


def _notes(figures: Sequence[Found], level: str | None) -> list[str]:
    notes = []
    if level is None and len(figures) > 1:
        notes.append("Governments and departments of all levels are ranked together; give `level` to compare like.")
    forms = sorted({figure.entry.template for figure in figures}.intersection(official_keys()))
    if len(forms) > 1:
        notes.append(f"The reports use different forms ({', '.join(forms)}): the figures may not be comparable.")
    return notes
