"""Bodies by one figure of one year, with how many of them can be ranked at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from core.asking.found.field import entries_of, places_without_report
from core.asking.found.scope import Members, how_many, members_within
from core.asking.found.stored import stored_in
from core.asking.found.values import Found, Values
from core.asking.understood.request import Area
from core.asking.words import catalog as bodies
from core.asking.worked.places import places as places_of
from core.errors import UsageError
from core.forms.catalogue import derived_sums, rates
from core.forms.indicators import indicators
from core.forms.registry import official_keys
from core.places import divisions as places
from core.places.divisions import Division
from core.types import Applicant, Number
from server.figures.dictionary import by_applicant, dictionary, forms_of
from server.figures.grid import of_its_own
from server.work.shaping import marks_of, page, table
from store.archive import Archive
from store.asking.totals import Extent, Kind, Reported, Shared, Summed, Totals

Level = Literal["province", "prefecture", "county", "township", "department"]

_MOST_NAMED = 20
_FEW = 500
"""Bodies of which it costs little to read what is not kept as a total."""
_COLUMNS = ("place", "organization_id", "organization", "value", "report")


def ranking(
    archive: Archive,
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
    extent = Extent("" if area is None else places.prefix(area.code), level)
    kind = _kind(indicator, applicant)
    if archive.names() is not None and (kind == Reported(indicator) or archive.totals.bodies(extent) > _FEW):
        # One more than is shown, which may share the last place.
        asked = _Asked(indicator, applicant, year, extent, order == "lowest")
        ranked = _counted(archive, asked, kind, offset + limit + 1)
    else:
        ranked = _read(archive, indicator, year, extent, applicant, order == "lowest")
    placed = list(zip(places_of([figure.value for figure in ranked.first]), ranked.first, strict=True))
    shown, following = placed[offset : offset + limit], placed[offset + limit : offset + limit + 1]
    members = Members(Area(None if area is None else area.code, level), area)
    in_area = how_many(members, year)
    return {
        "indicator": indicator,
        "unit": dictionary()[indicator].unit,
        "order": order,
        **table(_COLUMNS, (_row(place, one) for place, one in shown)),
        "marks": [[row, mark, value] for row, (_, one) in enumerate(shown) for mark, value in marks_of(one)],
        "coverage": {
            "in_area": in_area,
            "bodies": ranked.bodies,
            "with_report": ranked.reports,
            "with_figure": ranked.figures,
        },
        "without_figure": list(ranked.without),
        "without_report": _without_report(archive, members, year, (in_area or 0) - ranked.reports),
        "notes": [*_notes(ranked, level), *_cut_ties(shown, following)],
        **page(ranked.figures, offset, limit),
        "next": None if ranked.figures else _nothing(archive, indicator, year, ranked),
    }


def _without_report(archive: Archive, members: Members, year: int, count: int) -> list[str]:
    """The places of the area whose government has no report of the year, where they are few."""
    if not 0 < count <= _MOST_NAMED or members.parent is None:
        return []
    stored = stored_in(archive)
    whole = members_within(stored, members.area, members.parent)
    return list(places_without_report(stored, whole, year, entries_of(stored, whole, year)))


@dataclass(frozen=True, slots=True)
class _Ranked:
    """The bodies of an extent that have a report, the first of those that give the figure, and some that do not."""

    bodies: int
    reports: int
    figures: int
    first: Sequence[Found]
    without: Sequence[str]
    derived: bool
    forms: frozenset[str]
    """The official forms of the reports that give the figure, or of all where none does."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The figure that bodies are ranked by, and which bodies."""

    indicator: str
    applicant: Applicant | None
    year: int
    extent: Extent
    least: bool


def _kind(indicator: str, applicant: Applicant | None) -> Kind:
    """How the figure is found in the database."""
    if indicator in rates():
        return Shared(rates()[indicator].numerator, rates()[indicator].denominator)
    if indicator in indicators():
        return Reported(indicator, applicant)
    return Summed(tuple(derived_sums()[indicator].forms_by_parts().items()), applicant)


def _counted(archive: Archive, asked: _Asked, kind: Kind, most: int) -> _Ranked:
    """In the database: nothing is read but what is shown, and what may be worked out where it is not given so."""
    totals, year, extent = archive.totals, asked.year, asked.extent
    reports, given = totals.reports(year, extent), totals.given(kind, year, extent)
    lacking = totals.without(kind, year, extent) if given < reports else ()
    derived, without = _derived(archive, asked, lacking)
    best = totals.in_order(kind, year, extent, least=asked.least, most=most)
    first = sorted([*_figures(archive, asked, best), *derived], key=_sizes(asked.least))
    forms = _official(totals.forms(year))
    if len(forms) > 1 and given + len(derived):
        forms = _official({*totals.forms_given(kind, year, extent), *(one.entry.template for one in derived)})
    elif len(forms) > 1:
        entries = archive.reports(organizations=lacking, years=[year])
        forms = _official(entry.template for entry in entries)
    worked_out = any(one.derived for one in derived) or (given > 0 and not isinstance(kind, Reported))
    return _Ranked(totals.bodies(extent), reports, given + len(derived), first, without, worked_out, forms)


def _derived(archive: Archive, asked: _Asked, lacking: Sequence[int]) -> tuple[Sequence[Found], Sequence[str]]:
    """Of bodies whose reports do not give a figure: what is worked out in its place, and the first without any."""
    if not _may_be_worked_out(archive.totals, asked, asked.indicator):
        lacking = lacking[:_MOST_NAMED]
    entries = archive.reports(organizations=lacking, years=[asked.year]) if lacking else ()
    values = Values(archive, entries, [asked.indicator], [asked.applicant])
    found = {entry: of_its_own(values.find(entry, asked.indicator, asked.applicant)) for entry in entries}
    without = [entry.organization_name for entry, own in found.items() if own is None]
    return [own for own in found.values() if own is not None], without[:_MOST_NAMED]


def _may_be_worked_out(totals: Totals, asked: _Asked, indicator: str) -> bool:
    """Whether any report gives all that such a figure is worked out of."""

    def is_given(code: str) -> bool:
        return code in indicators() and totals.is_given(Reported(code, asked.applicant), asked.year, asked.extent)

    if indicator in rates():
        parts = (*rates()[indicator].numerator, rates()[indicator].denominator)
        return all(is_given(part) or _may_be_worked_out(totals, asked, part) for part in parts)
    ways = derived_sums()[indicator].by_form.values() if indicator in derived_sums() else ()
    return any(all(map(is_given, parts)) for parts in ways)


def _figures(archive: Archive, asked: _Asked, organizations: Sequence[int]) -> list[Found]:
    entries = archive.reports(organizations=organizations, years=[asked.year]) if organizations else ()
    values = Values(archive, entries, [asked.indicator], [asked.applicant])
    return [own for entry in entries if (own := values.find(entry, asked.indicator, asked.applicant)) is not None]


def _official(forms: Iterable[str]) -> frozenset[str]:
    return frozenset(forms).intersection(official_keys())


def _sizes(least: bool) -> Callable[[Found], tuple[Number, int]]:
    return lambda one: (one.value if least else -one.value, one.entry.organization)


def _read(
    archive: Archive, indicator: str, year: int, extent: Extent, applicant: Applicant | None, least: bool
) -> _Ranked:
    """By the figures of all reports of a few bodies: of columns, of rates, and of what is never reported."""
    scope = [body.organization.id for body in bodies.catalog(archive).in_area(extent.digits, extent.rank)]
    entries = archive.reports(organizations=scope, years=[year])
    values = Values(archive, entries, [indicator], [applicant])
    found = {entry: of_its_own(values.find(entry, indicator, applicant)) for entry in entries}
    figures = sorted((own for own in found.values() if own is not None), key=_sizes(least))
    without = [entry.organization_name for entry, own in found.items() if own is None]
    forms = _official(one.entry.template for one in figures) or _official(entry.template for entry in entries)
    return _Ranked(
        len(scope),
        len(entries),
        len(figures),
        figures,
        without[:_MOST_NAMED],
        any(one.derived for one in figures),
        forms,
    )


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


def _nothing(archive: Archive, indicator: str, year: int, ranked: _Ranked) -> str:
    if not ranked.bodies:
        return "No body of this area and level is stored: widen it, or leave `level` out."
    if not ranked.reports:
        years = ", ".join(map(str, archive.years()))
        return f"Nothing to rank: no report of {year} is stored here. Years that are stored: {years}."
    if ranked.forms and not ranked.forms & set(forms_of(dictionary()[indicator])):
        return f"Nothing to rank: {indicator} is not on the form of {', '.join(sorted(ranked.forms))}."
    return f"Nothing to rank: none of the {ranked.reports} reports gives it."


def _cut_ties(shown: Sequence[tuple[int, Found]], following: Sequence[tuple[int, Found]]) -> list[str]:
    """That equals of the last who is shown are not."""
    place = shown[-1][0] if shown else None
    if place is None or not following or following[0][0] != place:
        return []
    return [f"More bodies share place {place} than are shown: go on with `next_offset` before you tell who is in it."]


def _notes(ranked: _Ranked, level: str | None) -> list[str]:
    notes = []
    if level is None and ranked.figures > 1:
        notes.append("Governments and departments of all levels are ranked together; give `level` to compare like.")
    if len(ranked.forms) > 1:
        forms = ", ".join(sorted(ranked.forms))
        notes.append(f"The reports use different forms ({forms}): the figures may not be comparable.")
    if ranked.derived:
        notes.append("Worked out, not reported: get_figures with `detail` tells the operands.")
    return notes
