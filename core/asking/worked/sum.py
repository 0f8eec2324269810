"""Sums and means: over the bodies of an area, over named bodies, over the years of one body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from core.asking.found.field import Field, field
from core.asking.found.missing import Halt, NotSo
from core.asking.found.notes import on_forms
from core.asking.found.stored import Group, Stored
from core.asking.found.table import look
from core.asking.found.values import Found, tidy
from core.asking.understood.figures import wholes_of
from core.asking.understood.request import AreaSum, Sum
from core.asking.worked.result import Operations, Result, entries_of
from core.forms import catalogue
from core.places import divisions as places
from core.places.divisions import Division
from core.types import Derived, Number, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Summed(Result):
    """Figures of named bodies, years or rows together, or their mean."""

    values: tuple[Found, ...]
    total: Number
    value: Number
    mean: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSummed(Result):
    """A figure of all bodies of an area together, or its mean."""

    field: Field
    total: Number
    value: Number
    mean: bool


def sum_named(stored: Stored, request: Sum) -> Summed:
    """Over named bodies, or over the years of one body."""
    found = look(stored, request.subject)
    values = found.values
    if len({v.code for v in values}) > 1 and len({v.unit for v in values}) > 1:
        raise Halt(NotSo(reason="units_added"))
    _keep_apart(found.groups, values)
    total, value = _totals(values, request.mean)
    return Summed(
        about=found.about_told(values),
        values=values,
        total=total,
        value=value,
        mean=request.mean,
        rows=(_row(values, value, "mean" if request.mean else "sum", None),),
        told=values,
        cited=entries_of(values),
        absent=found.absent,
        unreported=found.unreported,
        notes=on_forms(values),
    )


def sum_area(stored: Stored, request: AreaSum) -> AreaSummed:
    """Over the bodies of an area."""
    found = field(stored, request)
    if found.code in catalogue.rates() and not request.mean:
        raise Halt(NotSo(reason="rates_added"))
    total, value = _totals(found.values, request.mean)
    return AreaSummed(
        about=found.about(request),
        field=found,
        total=total,
        value=value,
        mean=request.mean,
        rows=(_row(found.values, value, "mean" if request.mean else "sum", found.members.parent),),
        told=found.values,
        cited=entries_of(found.values),
        notes=on_forms(found.values),
    )


def _totals(values: Sequence[Found], mean: bool) -> tuple[Number, Number]:
    """The sum, and what is asked for: the same or the mean."""
    total = tidy(sum(v.value for v in values))
    return total, tidy(round(total / len(values), 2)) if mean else total


def _keep_apart(groups: Sequence[Group], values: Sequence[Found]) -> None:
    """Raise Halt where one figure is part of another: of a place within another, or of a row below another."""
    homes = {body.place for group in groups for body in group.bodies if body.place}
    if any(home.code != other.code and places.is_within(home, other.code) for home in homes for other in homes):
        raise Halt(NotSo(reason="places_nested"))
    codes = {value.code for value in values}
    if any(above in codes for code in codes for above in wholes_of(code)):
        raise Halt(NotSo(reason="rows_nested"))


def _row(values: Sequence[Found], value: Number, operation: Literal["sum", "mean"], parent: Division | None) -> Row:
    first = values[0].row()
    return replace(
        first,
        organization=parent.name if parent else first.organization,
        division_code=parent.code if parent else first.division_code,
        year=values[-1].entry.year,
        value=value,
        report=None,
        source=None,
        quote=None,
        derived=Derived(operation, tuple(v.operand() for v in values)),
    )


OPERATIONS: Operations = {Sum: sum_named, AreaSum: sum_area}
