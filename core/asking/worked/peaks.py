"""The highest figures of an area in any of several years."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.asking.found.field import Field, field
from core.asking.found.missing import Halt, NotSo
from core.asking.found.notes import on_forms
from core.asking.found.stored import Stored
from core.asking.found.values import Found
from core.asking.understood.request import Peaks
from core.asking.worked.places import places
from core.asking.worked.result import MOST_PLACES, MOST_ROWS, Operations, Result, entries_of, page
from core.asking.worked.sum import in_year, years_summed


@dataclass(frozen=True, slots=True, kw_only=True)
class Peaked(Result):
    """The figures of all bodies and years, the highest (or `least`) first: a page of them with their places."""

    fields: tuple[Field, ...]
    first: tuple[Found, ...]
    """Those at the first place, whichever page is told."""
    shown: tuple[tuple[int, Found], ...]
    count: int
    least: bool


def peaks(stored: Stored, request: Peaks) -> Peaked:
    """Over all years that were asked for, or of which the area has reports; raises Halt where none gives the figure."""
    fields = _fields(stored, request)
    found = [value for of in fields for value in of.values]
    ordered = sorted(found, key=lambda value: (value.value if request.least else -value.value, value.entry.year))
    placed = list(zip(places([value.value for value in ordered]), ordered, strict=True))
    limit = request.limit
    among = [one for one in placed if not limit or one[0] <= limit]
    shown, rest = page(among, request.begin, limit or MOST_PLACES)
    listed = among[request.begin : request.begin + max(limit or 0, MOST_ROWS)]
    told = tuple(value for _, value in shown)
    names = tuple(dict.fromkeys(value.entry.organization_name for _, value in listed))
    return Peaked(
        about=replace(fields[-1].about(request, names), years=tuple(of.year for of in fields)),
        fields=fields,
        first=tuple(value for place, value in placed if place == 1),
        shown=shown,
        count=len(found),
        least=request.least,
        rows=tuple(value.row() for _, value in listed),
        told=told,
        cited=entries_of(told),
        notes=on_forms(found),
        **rest,
    )


def _fields(stored: Stored, request: Peaks) -> tuple[Field, ...]:
    """The field of every year in which somebody gives the figure."""
    fields, stopped = list[Field](), Halt(NotSo(reason="one_year"))
    for year in years_summed(stored, request):
        try:
            fields.append(field(stored, in_year(request, year)))
        except Halt as halt:
            stopped = halt
    if not fields:
        raise stopped
    return tuple(fields)


OPERATIONS: Operations = {Peaks: peaks}
