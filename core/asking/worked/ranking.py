"""The bodies of an area by a figure: best first, the place of one among them, those within limits or beyond one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TypedDict

from core.asking.found.bodies import groups_of
from core.asking.found.field import Field, field, leading_field, values_of
from core.asking.found.missing import About, Halt, NoReportHere, NotGivenHere
from core.asking.found.notes import Note, on_forms
from core.asking.found.stored import Group, Stored
from core.asking.found.table import not_reported, without_report
from core.asking.found.values import Found, tidy
from core.asking.understood.request import (
    AreaRequest,
    Average,
    BesideMean,
    Beyond,
    BeyondMean,
    Ranking,
    Standing,
    Within,
)
from core.asking.words.limits import Bound
from core.asking.worked.limits import bounded
from core.asking.worked.places import places
from core.asking.worked.result import MOST_OF_EACH, MOST_PLACES, MOST_ROWS, Operations, Result, entries_of, page
from core.asking.worked.sum import averaged
from core.types import Number, ReportEntry, Row

_MOST_LISTED = 10
"""So many lines fit a phone; the others follow where they are asked for."""
Placed = tuple[int, Found]
"""A place and the figure that has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked(Result):
    """The bodies of an area, the highest (or `least`) first; or those who have the `nth` place.

    `last` are those at the other end, where they are asked for, too.
    """

    field: Field
    shown: tuple[Placed, ...]
    least: bool
    nth: int | None
    last: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands(Result):
    """The place of one body among those that give the figure, and who shares it."""

    field: Field
    mine: Found
    place: int
    tied: tuple[Found, ...]
    least: bool
    first: tuple[Found, ...] = ()
    """Those that come first, where it is another one."""
    holds: bool = False
    """Whether it has the place asked for: the first where none is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Result):
    """Those of an area whose figure keeps to limits."""

    field: Field
    values: tuple[Found, ...]
    count: int
    bounds: tuple[Bound, ...]
    holds: bool | None = None
    """Whether they are as many as was said; open where a body that gives no figure may be one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdone(Result):
    """The figure of a body, and those of an area with more, or with `less`."""

    field: Field
    mine: Found
    values: tuple[Found, ...]
    count: int
    less: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldToMean(Result):
    """The figure of a body and the mean (or the median) of the area.

    `holds`: whether it is more, or less, as was asked.
    """

    field: Field
    mine: Found
    mean: Number
    holds: bool | None
    how: Average

    @property
    def difference(self) -> Number:
        """In the unit of the figure."""
        return tidy(round(self.mine.value - self.mean, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class OutdoneMean(Result):
    """The mean (or the median) of an area, and those above it, or below (`less`)."""

    field: Field
    mean: Number
    values: tuple[Found, ...]
    count: int
    less: bool
    how: Average


def rank(stored: Stored, request: Ranking) -> Ranked:
    """The bodies of an area by a figure, best first."""
    nth, limit = request.nth, request.limit
    places, most = (MOST_OF_EACH, MOST_OF_EACH) if request.each else (MOST_PLACES, MOST_ROWS)
    needed = request.begin + max(limit or 0, most)
    led = None if nth or request.both_ends else leading_field(stored, request, least=request.least, needed=needed)
    found = led or field(stored, request)
    placed = [p for p in _placed(found, request.least) if (p[0] == nth if nth else limit is None or p[0] <= limit)]
    shown, rest = page(
        placed, request.begin, len(placed) if nth or limit else _on_a_page(placed, request.begin, places)
    )
    if not limit:
        rest["left"] += found.given - len(found.values)
    groups = groups_of(stored, request.subject) if request.subject.targets else ()
    asked = {body for group in groups for body in group.ids}
    beside = tuple(p for p in placed if p not in shown and p[1].entry.organization in asked)
    last = tuple(value for place, value in placed if place == placed[-1][0]) if request.both_ends else ()
    rows = placed if nth or limit else (*placed[request.begin : request.begin + most], *beside)
    listed = dict.fromkeys((*(value for _, value in rows), *last))
    common = _told_of(found, request, [*(v for _, v in (*shown, *beside)), *last], list(listed))
    return Ranked(**common, **rest, field=found, shown=(*shown, *beside), least=request.least, nth=nth, last=last)


def _on_a_page(placed: Sequence[Placed], begin: int, places: int) -> int:
    """So many places, and those who share the place of the last; a place that too many share is parted."""
    last = placed[begin : begin + places][-1][0]
    sharing = sum(place <= last for place, _ in placed[begin:])
    return sharing if sharing <= max(places, MOST_ROWS) else places


def stand(stored: Stored, request: Standing) -> Stands:
    """The place of one body among those of an area."""
    found = field(stored, request)
    placed = _placed(found, request.least)
    group = groups_of(stored, request.subject)[0]
    place, mine = next((pair for pair in placed if pair[1].entry.organization in group.ids), (0, None))
    if mine is None:
        raise _without(stored, group, found)
    lowest, highest = request.asked or (1, 1)
    result = Stands(
        **_told_of(found, request, [mine]),
        field=found,
        mine=mine,
        place=place,
        tied=tuple(value for other, value in placed if other == place and value is not mine),
        first=tuple(value for other, value in placed if other == 1) if place > 1 else (),
        least=request.least,
        holds=lowest <= place <= highest,
    )
    return replace(result, about=replace(result.about, ids=group.ids))


def keep(stored: Stored, request: Within) -> Kept:
    """Those of an area whose figure keeps to the limits asked for."""
    found = field(stored, request)
    kept = _ordered(bounded(found.values, request.bounds), request.least)
    values, rest = page(kept, request.begin, _MOST_LISTED)
    common = _told_of(found, request, values, kept)
    holds = None if request.said is None else _are_as_many(len(kept), request.said, found)
    return Kept(**common, **rest, field=found, values=values, count=len(kept), bounds=request.bounds, holds=holds)


def _are_as_many(count: int, said: int, found: Field) -> bool | None:
    """Whether so many were said; those without a figure may be some more."""
    gone = None if found.total is None else found.total - len(found.values)
    if gone == 0:
        return count == said
    return False if said < count or (gone is not None and said > count + gone) else None


def outdo(stored: Stored, request: Beyond) -> Outdone:
    """比泰顺多的县: the body named, then those with more, or with less."""
    found = field(stored, request)
    mine, less = _own(stored, request, found), request.less
    ordered = _ordered(found.values, request.least)
    kept = tuple(v for v in ordered if (v.value < mine.value if less else v.value > mine.value))
    values, rest = page(kept, request.begin, _MOST_LISTED)
    common = _told_of(found, request, [mine, *values], [mine, *kept])
    return Outdone(**common, **rest, field=found, mine=mine, values=values, count=len(kept), less=less)


def hold_to_mean(stored: Stored, request: BesideMean) -> HeldToMean:
    """文成2023年跟全市平均比: the figure of the body named and the mean of all, itself among them."""
    found = field(stored, request)
    mine, exact = _own(stored, request, found), _middle(found, request.how)
    mean, more = tidy(round(exact, 2)), mine.value > exact
    holds = None if request.more is None else mine.value != exact and more == request.more
    common = _told_of(found, request, [mine])
    result = HeldToMean(**common, field=found, mine=mine, mean=mean, holds=holds, how=request.how)
    row = averaged(found.values, mean, request.how, found.members.parent)
    about = replace(result.about, ids=groups_of(stored, request.subject)[0].ids)
    return replace(result, rows=(*result.rows, row), about=about)


def _own(stored: Stored, request: Beyond | BesideMean, found: Field) -> Found:
    """The figure of the body named; raises Halt where there is none."""
    group = groups_of(stored, request.subject)[0]
    entry = group.at(found.year)
    own = values_of(stored, [entry], found.code, found.applicant) if entry else ()
    if not own:
        raise _without(stored, group, found)
    return own[0]


def _middle(found: Field, how: Average) -> float:
    values = [value.value for value in found.values]
    return median(values) if how == "median" else sum(values) / len(values)


def outdo_mean(stored: Stored, request: BeyondMean) -> OutdoneMean:
    """高于平均数的县: those with more, or with less, than the mean of all."""
    found = field(stored, request)
    exact = _middle(found, request.how)
    ordered = _ordered(found.values, request.least)
    kept = tuple(v for v in ordered if (v.value < exact if request.less else v.value > exact))
    mean = tidy(round(exact, 2))
    values, rest = page(kept, request.begin, _MOST_LISTED)
    common = _told_of(found, request, values, kept)
    result = OutdoneMean(
        **common,
        **rest,
        field=found,
        mean=mean,
        values=values,
        count=len(kept),
        less=request.less,
        how=request.how,
    )
    row = averaged(found.values, mean, request.how, found.members.parent)
    return replace(result, rows=(row, *result.rows))


def _ordered(values: Iterable[Found], least: bool) -> list[Found]:
    return sorted(values, key=lambda v: (v.value if least else -v.value, v.entry.organization))


def _placed(found: Field, least: bool) -> list[Placed]:
    ordered = _ordered(found.values, least)
    return list(zip(places([value.value for value in ordered]), ordered, strict=True))


def _without(stored: Stored, group: Group, found: Field) -> Halt:
    """That the body named has no report of the year, or that the report lacks the figure."""
    entry, about = group.at(found.year), About(ids=group.ids)
    if entry is None:
        return Halt(NoReportHere(absent=(without_report(group, [found.year]),), about=about))
    gone = not_reported(stored, entry, found.code, found.applicant)
    return Halt(NotGivenHere(unreported=(gone,), about=about))


class _Common(TypedDict):
    about: About
    rows: tuple[Row, ...]
    told: tuple[Found, ...]
    cited: tuple[ReportEntry, ...]
    notes: tuple[Note, ...]


def _told_of(
    found: Field, request: AreaRequest, shown: Sequence[Found], listed: Sequence[Found] | None = None
) -> _Common:
    """What all answers over an area have: the figures told of those `listed`, and the forms of all compared."""
    listed = shown if listed is None else listed
    return _Common(
        about=found.about(request, tuple(dict.fromkeys(value.entry.organization_name for value in listed))),
        rows=tuple(value.row() for value in listed),
        told=tuple(shown),
        cited=entries_of(shown),
        notes=on_forms(found.values, (found.year, found.leading.forms) if found.leading else None),
    )


OPERATIONS: Operations = {
    Ranking: rank,
    Standing: stand,
    Within: keep,
    Beyond: outdo,
    BeyondMean: outdo_mean,
    BesideMean: hold_to_mean,
}
