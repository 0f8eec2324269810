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
from core.types import Applicant, Holdings, ReportEntry
from server.figures.dictionary import by_applicant, dictionary, forms_of
from server.figures.grid import of_its_own
from server.work.shaping import marks_of, page, table

Level = Literal["province", "prefecture", "county", "township", "department"]

_MOST_NAMED = 20
_COLUMNS = ("place", "organization_id", "organization", "value", "report")


def ranking(
    archive: Holdings,
    indicator: str,
    year: int,
    within: str | None,
    level: Level | None,
    applicant: Applicant | None,
    order: str,
    limit: int,
    offset: int,
) -> dict[str, Any]:
    """The best of an area and level."""
    if indicator not in dictionary():
        raise UsageError(f"No indicator has the code {indicator!r}. Call find_indicators for the codes.")
    if applicant is not None and not by_applicant(indicator):
        raise UsageError(f"{indicator} has no columns by applicant. Ask for the applicant `total`.")
    area = _area(within)
    scope = [body.organization.id for body in bodies.below(bodies.catalog(archive), area, level)]
    entries = archive.reports(organizations=scope, years=[year])
    values = Values(archive, entries, [indicator], [applicant])
    found = {entry: of_its_own(values.find(entry, indicator, applicant)) for entry in entries}
    figures = [own for own in found.values() if own is not None]
    ordered = sorted(figures, key=lambda figure: figure.value, reverse=order == "highest")
    shown = list(zip(places_of([figure.value for figure in ordered]), ordered, strict=True))[offset : offset + limit]
    without = [entry for entry, own in found.items() if own is None]
    return {
        "indicator": indicator,
        "unit": dictionary()[indicator].unit,
        "order": order,
        **table(_COLUMNS, (_row(place, one) for place, one in shown)),
        "marks": [[row, mark, value] for row, (_, one) in enumerate(shown) for mark, value in marks_of(one)],
        "coverage": {
            "in_area": how_many(Members(Area(None if area is None else area.code, level), area), year),
            "bodies": len(scope),
            "with_report": len(entries),
            "with_figure": len(figures),
        },
        "without_figure": [entry.organization_name for entry in without[:_MOST_NAMED]],
        "notes": _notes(figures, level),
        **page(len(ordered), offset, limit),
        "next": None if figures else _nothing(archive, indicator, year, entries, bool(scope)),
    }


def _row(place: int, one: Found) -> tuple[Any, ...]:
    return place, one.entry.organization, one.entry.organization_name, one.value, one.entry.id


def _area(within: str | None) -> Division | None:
    """The place of this code or name. Raises UsageError where there is none, or several."""
    if within is None:
        return None
    if within.isdecimal():
        area = places.by_code(within)
        if area is None:
            raise UsageError(f"{within} is no division code. Give a place by its name, or leave it out.")
        return area
    found = places.by_name(within) or places.by_stem(within)
    if not found:
        raise UsageError(f"{within!r} is no place that is known: give its Chinese name in full, or its division code.")
    if len(found) > 1:
        several = ", ".join(f"{one.code} {places.full_name(one)}" for one in found[:8])
        raise UsageError(f"{within!r} may be several places: give the code of one ({several}).")
    return found[0]


def _nothing(archive: Holdings, indicator: str, year: int, entries: Sequence[ReportEntry], any_bodies: bool) -> str:
    forms = {entry.template for entry in entries}.intersection(official_keys())
    if not any_bodies:
        return "No body of this area and level is stored: widen it, or leave `level` out."
    if not entries:
        years = ", ".join(map(str, archive.years()))
        return f"Nothing to rank: no report of {year} is stored here. Years that are stored: {years}."
    if forms and not forms & set(forms_of(dictionary()[indicator])):
        return f"Nothing to rank: {indicator} is not on the form of {', '.join(sorted(forms))}."
    return f"Nothing to rank: none of the {len(entries)} reports gives it."


def _notes(figures: Sequence[Found], level: str | None) -> list[str]:
    notes = []
    if level is None and len(figures) > 1:
        notes.append("Governments and departments of all levels are ranked together; give `level` to compare like.")
    forms = sorted({figure.entry.template for figure in figures}.intersection(official_keys()))
    if len(forms) > 1:
        notes.append(f"The reports use different forms ({', '.join(forms)}): the figures may not be comparable.")
    if any(figure.derived for figure in figures):
        notes.append("Worked out, not reported: get_figures with `detail` tells the operands.")
    return notes
