"""The highest figures of an area in any of several years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.asking.found.field import Field, field
from core.asking.found.missing import Halt
from core.asking.found.notes import on_forms
from core.asking.found.scope import members_of
from core.asking.found.stored import Stored
from core.asking.found.values import Found
from core.asking.found.years import years_named
from core.asking.understood.request import Peaks, Subject
from core.asking.words.times import Time
from core.asking.worked.places import places
from core.asking.worked.result import MOST_PLACES, MOST_ROWS, Operations, Result, entries_of, page


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
    fields = tuple(_fields(stored, request))
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


def _fields(stored: Stored, request: Peaks) -> Iterator[Field]:
    """The field of every year in which somebody gives the figure."""
    stopped: Halt | None = None
    some = False
    for year in _years(stored, request):
        try:
            yield field(stored, replace(request, subject=_in(request, year)))
            some = True
        except Halt as halt:
            stopped = halt
    if not some and stopped is not None:
        raise stopped


def _in(request: Peaks, year: int) -> Subject:
    return replace(request.subject, times=(Time(0, 0, "years", (year,)),))


def _years(stored: Stored, request: Peaks) -> Sequence[int]:
    named = years_named(stored, request.subject)
    ids = [body.organization.id for body in members_of(stored, request).bodies]
    held = sorted({entry.year for entry in stored.holdings.reports(organizations=ids)}) if ids else []
    return [year for year in named if year in held] or named or held


OPERATIONS: Operations = {Peaks: peaks}
