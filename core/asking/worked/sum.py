"""Sums and means: over the bodies of an area, over named bodies, over the years of one body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TypeVar

from core.asking.found.field import Field, field
from core.asking.found.missing import Halt, NotSo
from core.asking.found.notes import on_forms
from core.asking.found.scope import members_of
from core.asking.found.stored import Group, Stored
from core.asking.found.table import look
from core.asking.found.values import Found, origin_of, percent, tidy, whose
from core.asking.found.years import years_named
from core.asking.understood.figures import overlap
from core.asking.understood.request import AreaRequest, AreaSum, AreaSumChange, Average, BestSums, Sum, SumRanking
from core.asking.words.times import Time
from core.asking.worked.result import Operations, Result, entries_of
from core.forms import catalogue
from core.places import divisions as places
from core.places.divisions import Division
from core.types import Derived, Number, Row

_OverArea = TypeVar("_OverArea", bound=AreaRequest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summed(Result):
    """Figures of named bodies, years or rows together, or their mean or median."""

    values: tuple[Found, ...]
    total: Number
    value: Number
    how: Average
    part: Found | None = None
    """The figure of the year whose share is asked for, too."""

    @property
    def percent(self) -> float | None:
        """What share of them together that year makes up; None where it is not asked for, or they come to none."""
        return percent(self.part.value, self.total) if self.part is not None and self.total > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSummed(Result):
    """A figure of all bodies of an area together, or its mean or median."""

    field: Field
    total: Number
    value: Number
    how: Average


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsSummed(Result):
    """A figure of all bodies of an area together, year by year, and all the years together."""

    fields: tuple[Field, ...]
    totals: tuple[Number, ...]
    total: Number
    best: tuple[int, ...] = ()
    """The years with the most, or the least, where these are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SumsCompared(Result):
    """The sum over an area (or mean, or median) of each of several years; how the last differs from the first."""

    fields: tuple[Field, ...]
    values: tuple[Number, ...]
    how: Average
    times: bool
    """How many times the last is the first is to be told."""

    @property
    def difference(self) -> Number:
        """In the unit of the figure."""
        return tidy(self.values[-1] - self.values[0])

    @property
    def percent(self) -> float | None:
        """Of the first year; None where that is zero, and for rates."""
        rate = self.fields[0].code in catalogue.rates()
        return None if rate or self.values[0] <= 0 else percent(self.difference, self.values[0])


def sum_named(stored: Stored, request: Sum) -> Summed:
    """Over named bodies, or over the years of one body."""
    found = look(stored, request.subject)
    values = found.values
    if len({v.code for v in values}) > 1 and len({v.unit for v in values}) > 1:
        raise Halt(NotSo(reason="units_added"))
    keep_apart(found.groups, values)
    total, value = added_up(values, request.how)
    return Summed(
        about=found.about_told(values),
        values=values,
        total=total,
        value=value,
        how=request.how,
        part=next((v for v in values if v.entry.year == request.part), None),
        rows=(averaged(values, value, request.how, None),),
        told=values,
        cited=entries_of(values),
        absent=found.absent,
        unreported=found.unreported,
        notes=on_forms(values),
    )


def sum_area(stored: Stored, request: AreaSum) -> AreaSummed | YearsSummed:
    """Over the bodies of an area, in one year or in several."""
    wanted = years_summed(stored, request)
    if request.how == "sum" and len(wanted) > 1 and request.subject.measures:
        return _over_years(stored, request, wanted)
    found = _added(field(stored, request), request)
    total, value = added_up(found.values, request.how)
    return AreaSummed(
        about=found.about(request),
        field=found,
        total=total,
        value=value,
        how=request.how,
        rows=(averaged(found.values, value, request.how, found.members.parent),),
        told=found.values,
        cited=entries_of(found.values),
        notes=on_forms(found.values),
    )


def compare_sums(stored: Stored, request: AreaSumChange) -> SumsCompared:
    """How much a sum over an area, or its mean or median, changed; of one year named since the year before."""
    wanted = years_summed(stored, request)
    if not wanted:
        raise Halt(NotSo(reason="one_year"))
    fields = fields_by_year(stored, request, wanted if len(wanted) > 1 else (wanted[0] - 1, wanted[0]))
    values = tuple(added_up(found.values, request.how)[1] for found in fields)
    told = [value for found in fields for value in found.values]
    parent = fields[-1].members.parent
    years = tuple(found.year for found in fields)
    return SumsCompared(
        about=replace(fields[-1].about(request), years=years),
        fields=fields,
        values=values,
        how=request.how,
        times=request.times,
        rows=tuple(averaged(of.values, v, request.how, parent) for of, v in zip(fields, values, strict=True)),
        told=tuple(told),
        cited=entries_of(told),
        notes=on_forms(told),
    )


def years_summed(stored: Stored, request: AreaRequest) -> list[int]:
    """The years named; of 历年 those of which the area has reports."""
    wanted = years_named(stored, request.subject)
    if all(time.kind == "years" for time in request.subject.times):
        return wanted
    ids = [body.organization.id for body in members_of(stored, request).bodies]
    held = {entry.year for entry in stored.holdings.reports(organizations=ids)} if ids else set[int]()
    return [year for year in wanted if year in held] or wanted


def fields_by_year(
    stored: Stored, request: AreaSum | AreaSumChange | BestSums | SumRanking, wanted: Sequence[int]
) -> tuple[Field, ...]:
    """The field of every year."""
    return tuple(_added(field(stored, in_year(request, year)), request) for year in wanted)


def in_year(request: _OverArea, year: int) -> _OverArea:
    """The same request of one year."""
    return replace(request, subject=replace(request.subject, times=(Time(0, 0, "years", (year,)),)))


def _added(found: Field, request: AreaSum | AreaSumChange | BestSums | SumRanking) -> Field:
    """Raise Halt where rates would be added."""
    if found.code in catalogue.rates() and (isinstance(request, BestSums | SumRanking) or request.how == "sum"):
        raise Halt(NotSo(reason="rates_added"))
    return found


def best_sums(stored: Stored, request: BestSums) -> YearsSummed:
    """In which years the bodies of an area together had the most, or the least; raises Halt where one year is named."""
    wanted = years_summed(stored, request)
    if len(wanted) < 2:
        raise Halt(NotSo(reason="one_year"))
    found = _over_years(stored, request, wanted)
    best = min(found.totals) if request.least else max(found.totals)
    years = zip(found.fields, found.totals, strict=True)
    return replace(found, best=tuple(of.year for of, total in years if total == best))


def _over_years(stored: Stored, request: AreaSum | BestSums, wanted: Sequence[int]) -> YearsSummed:
    """温州各县2021年和2022年一共: every year by itself, and together."""
    fields = fields_by_year(stored, request, wanted)
    totals = tuple(added_up(found.values, "sum")[0] for found in fields)
    total = tidy(sum(totals))
    values = [value for found in fields for value in found.values]
    parent = fields[-1].members.parent
    about = replace(fields[-1].about(request), years=tuple(wanted))
    return YearsSummed(
        about=about,
        fields=fields,
        totals=totals,
        total=total,
        rows=(
            *(averaged(of.values, one, "sum", parent) for of, one in zip(fields, totals, strict=True)),
            averaged(values, total, "sum", parent),
        ),
        told=tuple(values),
        cited=entries_of(values),
        notes=on_forms(values),
    )


def added_up(values: Sequence[Found], how: Average) -> tuple[Number, Number]:
    """The sum, and what is asked for: the same, the mean or the median."""
    total = tidy(sum(v.value for v in values))
    if how == "median":
        return total, tidy(round(median(v.value for v in values), 2))
    return total, tidy(round(total / len(values), 2)) if how == "mean" else total


def keep_apart(groups: Sequence[Group], values: Sequence[Found]) -> None:
    """Raise Halt where one figure is part of another: of a place within another, or of a row below another."""
    homes = {body.place for group in groups for body in group.bodies if body.place}
    if any(home.code != other.code and places.is_within(home, other.code) for home in homes for other in homes):
        raise Halt(NotSo(reason="places_nested"))
    codes = {value.code for value in values}
    if overlap(codes):
        raise Halt(NotSo(reason="rows_nested"))


def averaged(values: Sequence[Found], value: Number, operation: Average, parent: Division | None) -> Row:
    """Several figures made one, of the area where it is one of an area."""
    organization, division_code = (parent.name, parent.code) if parent else whose(values)
    return replace(
        values[0].row(),
        organization=organization,
        division_code=division_code,
        year=values[-1].entry.year,
        value=value,
        report=None,
        source=None,
        quote=None,
        derived=Derived(operation, tuple(v.operand() for v in values)),
        origin=origin_of(values),
    )


OPERATIONS: Operations = {BestSums: best_sums, Sum: sum_named, AreaSum: sum_area, AreaSumChange: compare_sums}
