"""Whose figure changed how much: over the bodies of an area, over the years of a body, against limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.asking.found.bodies import groups_of, nobody_has
from core.asking.found.codes import columns_of
from core.asking.found.field import (
    column_of,
    entries_of,
    one_code,
    same_body,
    scope_of,
    values_of,
    which_year,
)
from core.asking.found.missing import (
    About,
    AreaWithoutFigure,
    AreaWithoutPair,
    Halt,
    Missing,
    NoReports,
    NotSo,
    NoYearsInARow,
)
from core.asking.found.notes import on_forms
from core.asking.found.scope import Members, how_many, members_of
from core.asking.found.stored import Stored
from core.asking.found.table import Looked, look
from core.asking.found.values import Found
from core.asking.found.years import years_named, years_of
from core.asking.understood.request import ChangeByYear, ChangeHeld, ChangeOfEach, ChangeRanking, Subject
from core.asking.worked.change import Change, Order, order_of
from core.asking.worked.places import places
from core.asking.worked.result import MOST_PLACES, MOST_ROWS, Operations, Result, page
from core.asking.worked.result import entries_of as reports_of
from core.types import Applicant


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesRanked(Result):
    """The changes of a figure over the bodies of an area, those to be shown with their places.

    `held` bodies have a report of the last year, `given` the figure in both, of `total` where that is known.
    """

    members: Members
    first: int
    last: int
    code: str
    applicant: Applicant | None
    unit: str
    order: Order
    shown: tuple[tuple[int, Change], ...]
    nth: int | None
    held: int
    given: int
    total: int | None
    unmeasured: tuple[Found, ...]
    holds: bool | None = None
    """Whether the body named is first, or all went the way asked for."""
    went: int | None = None
    """How many went that way, where it is asked of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesByYear(Result):
    """The years of one body by how much a figure changed from the year before; `years` are those compared."""

    label: str
    code: str
    applicant: Applicant | None
    order: Order
    changes: tuple[Change, ...]
    years: tuple[int, ...]
    unmeasured: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesHeld(Result):
    """Whether the figure of each body changed as far as said; None where no percentage can be worked out."""

    code: str
    applicant: Applicant | None
    changes: tuple[tuple[Change, Order, bool | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesOfEach(Result):
    """How the figure of each body changed; `top` are those whose figure went furthest the way asked for."""

    first: int
    last: int
    code: str
    applicant: Applicant | None
    order: Order
    changes: tuple[Change, ...]
    top: tuple[Change, ...]


# --- over the bodies of an area ----------------------------------------------------------------------


def rank_changes(stored: Stored, request: ChangeRanking) -> ChangesRanked:
    """The bodies of an area by how much a figure changed; raises Halt where none gives it in both years."""
    members, subject = members_of(stored, request), request.subject
    first, last = _two_years(stored, subject)
    entries = entries_of(stored, members, last)
    earlier = {same_body(stored, entry): entry for entry in entries_of(stored, members, first)}
    both = [entry for entry in entries if same_body(stored, entry) in earlier]
    about = About((), (first, last), scope=scope_of(request, members))
    if not both:
        raise Halt(_without_pair(stored, first, last, about))
    code, applicant = one_code(stored, subject, both), column_of(subject)
    begun = values_of(stored, [earlier[same_body(stored, entry)] for entry in both], code, applicant)
    before = {same_body(stored, value.entry): value for value in begun}
    found = [
        Change(before[key], value)
        for value in values_of(stored, both, code, applicant)
        if (key := same_body(stored, value.entry)) in before
    ]
    about = About((code,), (first, last), scope=scope_of(request, members), ids=())
    if not found:
        raise Halt(AreaWithoutFigure(code=code, applicant=applicant, year=last, of_both_years=True, about=about))
    order = order_of(request, found)
    placed = _placed(order, found, request)
    whole = request.nth or request.limit or order.listed
    shown, rest = page(placed, request.begin, len(placed) if whole else MOST_PLACES)
    listed = placed if whole else placed[request.begin : request.begin + MOST_ROWS]
    told = tuple(value for _, change in shown for value in (change.before, change.after))
    went = _went(order, found) if request.every else None
    if request.whose:
        leading = {change.after.entry.organization for place, change in placed if place == 1}
        holds: bool | None = not leading.isdisjoint(groups_of(stored, subject)[0].ids)
    else:
        holds = None if went is None else went == len(found)
    rows = tuple(change.row(order.relative) for _, change in listed)
    return ChangesRanked(
        about=About(
            (code,),
            (first, last),
            organizations=tuple(dict.fromkeys(row.organization for row in rows)),
            scope=about.scope,
            ids=(),
        ),
        members=members,
        first=first,
        last=last,
        code=code,
        applicant=applicant,
        unit=found[0].after.unit,
        order=order,
        shown=shown,
        nth=request.nth,
        held=len(entries),
        given=len(found),
        total=how_many(members, last),
        unmeasured=order.unmeasured(found),
        holds=holds,
        went=went,
        rows=rows,
        told=told,
        cited=reports_of(told),
        notes=on_forms([value for change in found for value in (change.before, change.after)]),
        **rest,
    )


def _placed(order: Order, found: Sequence[Change], request: ChangeRanking) -> list[tuple[int, Change]]:
    ordered = order.sorted(found)
    limit = request.limit or len(ordered)
    placed = zip(places([order.size(change) for change in ordered]), ordered, strict=True)
    nth = request.nth
    return [(place, change) for place, change in placed if (place == nth if nth else place <= limit)]


def _two_years(stored: Stored, subject: Subject) -> tuple[int, int]:
    """The year asked for and the one before; of several the first and the last."""
    wanted = years_named(stored, subject)
    if not wanted:
        present = list(stored.holdings.years())
        options = [year for year in present if year - 1 in present] or present
        raise Halt(which_year(stored, subject, options, offered=True))
    return (wanted[0] - 1, wanted[0]) if len(wanted) == 1 else (wanted[0], wanted[-1])


def _without_pair(stored: Stored, first: int, last: int, about: About) -> Missing:
    if not stored.holdings.years():
        return nobody_has(stored, ())
    return AreaWithoutPair(first=first, last=last, about=about)


# --- of named bodies ---------------------------------------------------------------------------------


def change_by_year(stored: Stored, request: ChangeByYear) -> ChangesByYear:
    """The years of one body by how much the figure changed from the year before."""
    found = look(stored, request.subject, all_years=True)
    _of_one_figure(request.subject, found, several_bodies=False)
    by_year = {value.entry.year: value for value in found.values}
    changes = [Change(by_year[year - 1], value) for year, value in by_year.items() if year - 1 in by_year]
    if not changes:
        raise Halt(NoYearsInARow(about=found.about))
    order = order_of(request, changes)
    ordered = tuple(order.sorted(changes))
    shown = tuple(dict.fromkeys(value for change in ordered for value in (change.before, change.after)))
    return ChangesByYear(
        about=found.about_told(shown),
        label=found.groups[0].label,
        code=found.codes[0],
        applicant=columns_of(request.subject)[0],
        order=order,
        changes=ordered,
        years=tuple(by_year),
        unmeasured=order.unmeasured(changes),
        rows=tuple(change.row(order.relative) for change in ordered),
        told=shown,
        cited=reports_of(shown),
        absent=found.absent,
        unreported=found.unreported,
        notes=on_forms(found.values),
    )


def change_of_each(stored: Stored, request: ChangeOfEach) -> ChangesOfEach:
    """How the figure of each body named changed: of a year from the one before, of two from the first to the last."""
    groups = groups_of(stored, request.subject)
    first, last = _pair(years_of(request.subject, groups))
    found = look(stored, request.subject, years=(first, last))
    _of_one_figure(request.subject, found, several_bodies=True)
    pairs = ([v for year in (first, last) for v in found.values if v.entry == group.at(year)] for group in groups)
    changes = tuple(Change(*pair) for pair in pairs if len(pair) == 2)
    if not changes:
        raise found.halted() if found.unreported else Halt(NoReports(absent=found.absent, about=found.about))
    order = order_of(request, changes)
    ordered = order.sorted(changes)
    cited = [value for change in changes for value in (change.before, change.after)]
    return ChangesOfEach(
        about=found.about_told(cited),
        first=first,
        last=last,
        code=found.codes[0],
        applicant=columns_of(request.subject)[0],
        order=order,
        changes=changes,
        top=tuple(change for change in ordered if order.size(change) == order.size(ordered[0])),
        rows=tuple(change.row(order.relative) for change in changes),
        told=tuple(cited),
        cited=reports_of(cited),
        absent=found.absent,
        unreported=found.unreported,
        notes=on_forms(cited),
    )


def hold_changes(stored: Stored, request: ChangeHeld) -> ChangesHeld:
    """Whether the figure of each body named changed as far as said: 泰顺2018年申请量增长超过20%了吗."""
    groups = groups_of(stored, request.subject)
    first, last = _pair(years_of(request.subject, groups))
    found = look(stored, request.subject, years=(first, last))
    _of_one_figure(request.subject, found, several_bodies=True)
    held: list[tuple[Change, Order, bool | None]] = []
    for group in groups:
        pair = [v for year in (first, last) for v in found.values if v.entry == group.at(year)]
        if len(pair) == 2:
            change = Change(*pair)
            order = order_of(request, [change])
            held.append((change, order, _goes_so_far(order, change)))
    if not held:
        raise found.halted() if found.unreported else Halt(NoReports(absent=found.absent, about=found.about))
    cited = [value for change, _, _ in held for value in (change.before, change.after)]
    return ChangesHeld(
        about=found.about_told(found.values),
        code=found.codes[0],
        applicant=columns_of(request.subject)[0],
        changes=tuple(held),
        rows=tuple(change.row(order.relative) for change, order, keeps in held if keeps is not None),
        told=found.values,
        cited=reports_of(cited),
        absent=found.absent,
        unreported=found.unreported,
        notes=on_forms(cited),
    )


def _pair(years: Sequence[int]) -> tuple[int, int]:
    return (years[0] - 1, years[0]) if len(years) == 1 else (years[0], years[-1])


def _went(order: Order, changes: Sequence[Change]) -> int:
    """How many went up, or down, as it is asked."""
    up = order.growth.direction == "up"
    return sum((change.difference > 0) if up else (change.difference < 0) for change in changes)


def _goes_so_far(order: Order, change: Change) -> bool | None:
    if change.measured(order.relative) is None:
        return None
    went = order.growth.direction == "either" or (change.difference > 0) == (order.growth.direction == "up")
    return went and order.keeps(change)


def _of_one_figure(subject: Subject, found: Looked, *, several_bodies: bool) -> None:
    """Raise Halt where several figures are asked for, or several bodies where only one will do."""
    if len(found.codes) > 1 or len(columns_of(subject)) > 1:
        raise Halt(NotSo(reason="one_change" if several_bodies else "one_of_a_body"))
    if len(found.groups) > 1 and not several_bodies:
        raise Halt(NotSo(reason="one_of_a_body"))


OPERATIONS: Operations = {
    ChangeRanking: rank_changes,
    ChangeByYear: change_by_year,
    ChangeOfEach: change_of_each,
    ChangeHeld: hold_changes,
}
