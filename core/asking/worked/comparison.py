"""Figures of named bodies side by side: two with their difference, more with the highest named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.asking.found.bodies import groups_of
from core.asking.found.notes import on_forms
from core.asking.found.stored import Group, Stored
from core.asking.found.table import Looked, look
from core.asking.found.values import Found, tidy, whose
from core.asking.found.years import years_of
from core.asking.understood.request import Comparison, Subject
from core.asking.worked.result import Operations, Result, entries_of
from core.types import Derived, Row


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure less another: of two years the later less the earlier, else the first named less the second."""

    minuend: Found
    subtrahend: Found

    @property
    def of_years(self) -> bool:
        """Whether it is of one body over two years."""
        return _of_years(self.minuend, self.subtrahend)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared(Result):
    """Figures side by side; of two of one unit their difference, of more of one kind the extreme ones."""

    values: tuple[Found, ...]
    difference: Difference | None = None
    extremes: tuple[Found, ...] = ()
    least: bool = False
    units_differ: bool = False
    lacking: tuple[int, ...] = ()
    """Of a single figure, the years that it should have been compared with."""
    times: bool = False
    holds: bool | None = None
    """Whether it is more, or less, as was asked."""


def compare(stored: Stored, request: Comparison) -> Compared:
    """Figures side by side: of two bodies, two years, two indicators or columns."""
    if request.paired:
        return _of_pairs(stored, request)
    found = look(stored, request.subject, years=_years(request.subject, groups_of(stored, request.subject)))
    values = found.values
    plain = _compared(found, request)
    if len(values) == 1:
        gone = tuple(year for year in found.years if year != values[0].entry.year)
        return replace(plain, lacking=gone if len(found.groups) == 1 else ())
    if len(values) > 2:
        of_one = request.of_parts and len({value.entry for value in values}) == 1
        one_kind = of_one or len({value.code for value in values}) == 1
        return (
            _held_against_all(_of_many(plain, request), found, request)
            if one_kind
            else replace(plain, notes=on_forms(values))
        )
    return _held(_of_two(plain, *values), request)


def _held_against_all(compared: Compared, found: Looked, request: Comparison) -> Compared:
    """With whether the figure of the first body is more, or less, than that of every other one."""
    first, *others = (value.value for value in found.values)
    each = len(found.values) == len(found.groups) == len({value.entry for value in found.values})
    if request.more is None or not (request.against_all and each):
        return compared
    return replace(compared, holds=all(first > one if request.more else first < one for one in others))


def _held(compared: Compared, request: Comparison) -> Compared:
    """With whether the difference goes the way that was asked."""
    found = compared.difference
    if found is None or request.more is None or (found.of_years and request.base is None):
        return compared
    change = found.minuend.value - found.subtrahend.value
    if found.of_years and request.base == found.minuend.entry.year:
        change = -change
    return replace(compared, holds=change > 0 if request.more else change < 0)


def _of_pairs(stored: Stored, request: Comparison) -> Compared:
    """泰顺2021年比瑞安2020年: a figure of each body in its own year."""
    subject = request.subject
    pairs = zip(subject.targets, subject.times, strict=True)
    first, second = (look(stored, replace(subject, targets=(target,), times=(time,))) for target, time in pairs)
    found = Looked(
        (*first.groups, *second.groups),
        tuple(sorted({*first.years, *second.years})),
        first.codes,
        (*first.values, *second.values),
        (*first.absent, *second.absent),
        (*first.unreported, *second.unreported),
    )
    plain = _compared(found, request)
    return _of_two(plain, *found.values) if len(found.values) == 2 else replace(plain, notes=on_forms(found.values))


def _compared(found: Looked, request: Comparison) -> Compared:
    return Compared(
        about=found.about_told(found.values),
        values=found.values,
        rows=tuple(value.row() for value in found.values),
        told=found.values,
        cited=entries_of(found.values),
        absent=found.absent,
        unreported=found.unreported,
        least=request.least,
        times=request.times,
    )


def _of_many(plain: Compared, request: Comparison) -> Compared:
    values = plain.values
    sign = 1 if request.least else -1
    if request.ranked:
        values = tuple(sorted(values, key=lambda value: sign * value.value))
    extreme = (min if request.least else max)(value.value for value in values)
    return replace(
        plain,
        values=values,
        rows=tuple(value.row() for value in values),
        extremes=tuple(value for value in values if value.value == extreme),
        notes=on_forms(values),
    )


def _of_two(plain: Compared, first: Found, second: Found) -> Compared:
    of_years = _of_years(first, second)
    if of_years and first.entry.year > second.entry.year:
        first, second = second, first
    if first.unit != second.unit:
        return replace(plain, units_differ=True)
    minuend, subtrahend = (second, first) if of_years else (first, second)
    return replace(
        plain,
        values=(first, second),
        difference=Difference(minuend, subtrahend),
        rows=(first.row(), second.row(), difference_row(minuend, subtrahend)),
        notes=on_forms(plain.values),
    )


def _of_years(first: Found, second: Found) -> bool:
    return first.entry.organization == second.entry.organization and first.entry.year != second.entry.year


def _years(subject: Subject, groups: Sequence[Group]) -> tuple[int, ...] | None:
    """The year before beside a single year of a single figure; the one year that several bodies share."""
    if len(groups) == 1 and len(subject.measures) <= 1 and len(subject.applicants) <= 1:
        return _pair_of_years(subject, groups)
    if len(groups) > 1 and not subject.times:
        common = set(groups[0].reports).intersection(*(group.reports for group in groups[1:]))
        return tuple(common) if len(common) == 1 else years_of(subject, groups)
    return None


def _pair_of_years(subject: Subject, groups: Sequence[Group]) -> tuple[int, ...]:
    wanted = years_of(subject, groups)
    if len(wanted) != 1:
        return wanted
    # The title may say another year than the figures are of: the year before is that of the figures.
    entry = groups[0].at(wanted[0])
    year = entry.year if entry else wanted[0]
    return (year - 1, year)


def difference_row(first: Found, second: Found) -> Row:
    """The first figure less the second, with both as operands: of two bodies it is the figure of neither."""
    organization, division_code = whose((first, second), "－")
    return replace(
        first.row(),
        organization=organization,
        division_code=division_code,
        value=tidy(first.value - second.value),
        source=None,
        quote=None,
        derived=Derived("difference", (first.operand(), second.operand())),
    )


OPERATIONS: Operations = {Comparison: compare}
