"""Figures picked by what they are: those within limits (超过50件), the years of a body in which it was most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.asking.found.codes import columns_of
from core.asking.found.missing import Halt, NotSo
from core.asking.found.notes import on_forms
from core.asking.found.stored import Stored
from core.asking.found.table import look
from core.asking.found.values import Found
from core.asking.understood.request import BestYears, Held
from core.asking.words.limits import Bound
from core.asking.worked.places import places
from core.asking.worked.result import Operations, Result, entries_of


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAgainst(Result):
    """Whether each figure keeps to the limits."""

    values: tuple[tuple[Found, bool], ...]
    bounds: tuple[Bound, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsOrdered(Result):
    """The years of a body by a figure, or those within limits; `compared` are all that have it."""

    label: str
    values: tuple[Found, ...]
    compared: tuple[Found, ...]
    least: bool
    bounds: tuple[Bound, ...]
    nth: int | None = None
    having_place: tuple[Found, ...] = ()
    """The years that have the place asked for (`nth`)."""
    is_so: bool | None = None
    """Whether the year asked for is the first of them; None where none was, or it has no figure."""


def bounded(values: Sequence[Found], bounds: Sequence[Bound]) -> tuple[Found, ...]:
    """The figures that keep to the limits; raises Halt where a limit is of another kind than the figure."""
    if any(not bound.fits(value.unit) for bound in bounds for value in values):
        raise Halt(NotSo(reason="unit_of_limit"))
    return tuple(value for value in values if all(bound.holds(value.value, value.unit) for bound in bounds))


def hold(stored: Stored, request: Held) -> HeldAgainst:
    """Whether each figure asked for keeps to the limits: 泰顺2022年申请量超过30件了吗."""
    found = look(stored, request.subject)
    fitting = bounded(found.values, request.bounds)
    return HeldAgainst(
        about=found.about_told(found.values),
        values=tuple((value, value in fitting) for value in found.values),
        bounds=request.bounds,
        rows=tuple(value.row() for value in found.values),
        told=found.values,
        cited=entries_of(found.values),
        absent=found.absent,
        unreported=found.unreported,
    )


def best_years(stored: Stored, request: BestYears) -> YearsOrdered:
    """The years of one body by a figure, best first, or those within the limits asked for."""
    found = look(stored, request.subject, all_years=True)
    if len(found.codes) > 1 or len(found.groups) > 1 or len(columns_of(request.subject)) > 1:
        raise Halt(NotSo(reason="one_of_a_body"))
    sign = 1 if request.least else -1
    values = bounded(found.values, request.bounds)
    if not request.bounds:
        values = tuple(sorted(values, key=lambda value: (sign * value.value, value.entry.year)))
    about = found.about_told(values)
    placed = tuple(zip(places([value.value for value in values]), values, strict=True))
    of_asked = [place == 1 for place, value in placed if value.entry.year == request.asked]
    return YearsOrdered(
        about=replace(about, years=tuple(sorted({value.entry.year for value in found.values})) or about.years),
        label=found.groups[0].label,
        values=values,
        compared=found.values,
        least=request.least,
        bounds=request.bounds,
        nth=request.nth,
        having_place=tuple(value for place, value in placed if place == request.nth),
        is_so=of_asked[0] if of_asked else None,
        rows=tuple(value.row() for value in values),
        told=values,
        cited=entries_of(values),
        absent=found.absent,
        unreported=found.unreported,
        notes=on_forms(found.values),
    )


OPERATIONS: Operations = {BestYears: best_years, Held: hold}
