"""Bodies by one figure of one year, with how many of them can be ranked at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

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

Level = Literal["province", "prefecture", "county", "township", "department"]


def ranking(
    archive: Holdings,
    indicator: str,
    year: int,
    within: str | None,
    level: Level | None,
    applicant: Applicant | None,
    order: str,
    limit: int,
) -> dict[str, Any]:
    """The best of an area and level."""
    if indicator not in dictionary():
        raise UsageError(f"No indicator has the code {indicator!r}. Call find_indicators for the codes.")
    area = _area(within)
    scope = [body.organization.id for body in bodies.below(bodies.catalog(archive), area, level)]
    entries = archive.reports(organizations=scope, years=[year])
    values = Values(archive, entries, [indicator], [applicant])
    figures = [own for entry in entries if (own := of_its_own(values.find(entry, indicator, applicant))) is not None]
    ordered = sorted(figures, key=lambda figure: figure.value, reverse=order == "highest")
    return {
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
    }


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


def _notes(figures: Sequence[Found], level: Level | None) -> list[str]:
    notes = []
    if level is None and len(figures) > 1:
        notes.append("Governments and departments of all levels are ranked together; give `level` to compare like.")
    forms = sorted({figure.entry.template for figure in figures}.intersection(official_keys()))
    if len(forms) > 1:
        notes.append(f"The reports use different forms ({', '.join(forms)}): the figures may not be comparable.")
    return notes
