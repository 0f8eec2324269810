"""Sums over years, of each of several bodies by itself: of those named, or of all of an area, ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.asking.found.field import Field, Same, same_body
from core.asking.found.missing import Halt, NotSo
from core.asking.found.notes import on_forms
from core.asking.found.stored import Stored
from core.asking.found.table import look
from core.asking.found.values import Found
from core.asking.understood.request import Average, SumOfEach, SumRanking
from core.asking.worked.places import places
from core.asking.worked.result import MOST_PLACES, MOST_ROWS, Operations, Result, entries_of, page
from core.asking.worked.sum import added_up, averaged, fields_by_year, keep_apart, years_summed
from core.types import Number


@dataclass(frozen=True, slots=True)
class BodyTotal:
    """What the figures of one body come to."""

    values: tuple[Found, ...]
    value: Number
    place: int = 0
    """Its place in a ranking, from 1."""

    @property
    def years(self) -> tuple[int, ...]:
        """The report years added, each once."""
        return tuple(dict.fromkeys(value.entry.year for value in self.values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Totalled(Result):
    """The sum (or mean, or median) of each body named; the highest (or the least) first where they are `compared`."""

    bodies: tuple[BodyTotal, ...]
    how: Average
    compared: bool
    least: bool
    holds: bool | None = None
    """Whether the first of two has more, or less, as was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsRanked(Result):
    """A page of the bodies of an area by their sums over years; those that lack a year are `lacking` in number."""

    fields: tuple[Field, ...]
    first: tuple[BodyTotal, ...]
    """Those at the first place, whichever page is told."""
    bodies: tuple[BodyTotal, ...]
    count: int
    lacking: int
    least: bool


def sum_each(stored: Stored, request: SumOfEach) -> Totalled:
    """Of each body named, over its years or rows; bodies that have nothing are told as absent."""
    found = look(stored, request.subject)
    if len({value.unit for value in found.values}) > 1:
        raise Halt(NotSo(reason="units_added"))
    by_body = [tuple(v for v in found.values if v.entry.organization in group.ids) for group in found.groups]
    for values in by_body:
        keep_apart((), values)
    summed = [BodyTotal(values, added_up(values, request.how)[1]) for values in by_body if values]
    holds = None
    if request.more is not None and len(summed) == len(found.groups) == 2:
        first, second = (one.value for one in summed)
        holds = first > second if request.more else first < second
    if request.compares:
        summed.sort(key=lambda one: one.value if request.least else -one.value)
    return Totalled(
        about=found.about_told(found.values),
        bodies=tuple(summed),
        how=request.how,
        compared=request.compares and len(summed) > 1 and len({one.years for one in summed}) == 1,
        least=request.least,
        holds=holds,
        rows=tuple(averaged(one.values, one.value, request.how, None) for one in summed),
        told=found.values,
        cited=entries_of(found.values),
        absent=found.absent,
        unreported=found.unreported,
        notes=on_forms(found.values),
    )


def rank_totals(stored: Stored, request: SumRanking) -> TotalsRanked:
    """Over the bodies of an area that give the figure in every year asked for."""
    wanted = years_summed(stored, request)
    if len(wanted) < 2:
        raise Halt(NotSo(reason="one_year"))
    fields = fields_by_year(stored, request, wanted)
    by_body: dict[Same, list[Found]] = {}
    for found in fields:
        for value in found.values:
            by_body.setdefault(same_body(stored, value.entry), []).append(value)
    whole = [BodyTotal(tuple(of), added_up(of, "sum")[0]) for of in by_body.values() if len(of) == len(wanted)]
    ranked = _placed(whole, least=request.least)
    limit = request.limit
    shown, rest = page([one for one in ranked if not limit or one.place <= limit], request.begin, limit or MOST_PLACES)
    told = [value for one in shown for value in one.values]
    listed = ranked[request.begin : request.begin + max(limit or 0, MOST_ROWS)]
    names = tuple(one.values[-1].entry.organization_name for one in listed)
    return TotalsRanked(
        about=replace(fields[-1].about(request, names), years=tuple(wanted)),
        fields=fields,
        first=tuple(one for one in ranked if one.place == 1),
        bodies=shown,
        count=len(whole),
        lacking=len(by_body) - len(whole),
        least=request.least,
        rows=tuple(averaged(one.values, one.value, "sum", None) for one in listed),
        told=tuple(told),
        cited=entries_of(told),
        notes=on_forms([value for of in by_body.values() for value in of]),
        **rest,
    )


def _placed(found: Sequence[BodyTotal], *, least: bool) -> list[BodyTotal]:
    """Best first, those that come to the same at one place."""
    ordered = sorted(found, key=lambda one: (one.value if least else -one.value, one.values[0].entry.organization))
    given = places([one.value for one in ordered])
    return [replace(one, place=place) for place, one in zip(given, ordered, strict=True)]


OPERATIONS: Operations = {SumOfEach: sum_each, SumRanking: rank_totals}
