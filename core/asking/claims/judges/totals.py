"""One number said of several figures together, and figures held against limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.asking.claims.amounts import fits, holds, scaled
from core.asking.claims.question import Question, Unjudged
from core.asking.claims.ruling import Added, Answered, Bounded, answered, on_values, remark
from core.asking.claims.statements.values import Limit, Nothing, Range, Total
from core.asking.found.missing import About
from core.asking.found.stored import Group
from core.asking.found.values import Found, tidy, whose
from core.asking.understood.request import AreaSum, Measure
from core.asking.worked.run import run
from core.asking.worked.sum import AreaSummed
from core.types import Derived

_OF_PARTS = frozenset({"requests.outcome", "requests.channel"})


def limit(question: Question, statement: Limit | Range) -> Bounded:
    """Whether a figure keeps to what is said of it; of several bodies or years it is said of each."""
    whose = question.each()
    if len(whose) > 1 and not statement.of_each:
        raise Unjudged("mixed", about=About(groups=tuple(group for group, _ in whose)))
    values = [question.value_of(group, year) for group, year in whose]
    return _bounded(whose, values, [_within(statement, value) for value in values])


def nothing(question: Question, statement: Nothing) -> Bounded:
    """Whether there was none: of each figure named, of each body and year."""
    whose = question.each()
    figures = question.subject.measures or (None,)
    values = [_value(question, measure, group, year) for measure in figures for group, year in whose]
    return _bounded(whose, values, [value.value == 0 for value in values])


def _value(question: Question, measure: Measure | None, group: Group, year: int) -> Found:
    if measure is None:
        return question.value_of(group, year)
    return question.about(replace(question.subject, measures=(measure,))).value_of(group, year)


def _bounded(whose: Sequence[tuple[Group, int]], values: Sequence[Found], kept: Sequence[bool | None]) -> Bounded:
    agrees = False if False in kept else None if None in kept else True
    groups = dict.fromkeys(group.ids for group, _ in whose)
    first = [next(group for group, _ in whose if group.ids == ids) for ids in groups]
    why = (remark("near_enough"),) if agrees is None else ()
    return Bounded(agrees=agrees, values=tuple(values), why=why, **on_values(first, values))


def _within(statement: Limit | Range, value: Found) -> bool | None:
    """Whether a figure keeps to what is said of it; one of another unit does not."""
    if isinstance(statement, Range):
        low, high = scaled(statement.low, value.unit), scaled(statement.high, value.unit)
        return fits(statement.high, value.unit) and low.value <= value.value <= high.value
    amount = scaled(statement.amount, value.unit)
    return holds(amount, value.value) if fits(amount, value.unit) else False


def total(question: Question, statement: Total) -> Added | Answered:
    """Whether figures together are as many as said."""
    request = question.request
    if isinstance(request, AreaSum):
        return _of_area(question, request, statement)
    if len(question.subject.measures) > 1:
        return _of_figures(question, statement)
    groups = question.groups()
    wanted = question.years_of(groups)
    values = [question.value_of(group, year) for group in groups for year in wanted]
    if len({(value.unit, value.code) for value in values}) != 1:
        raise Unjudged("mixed")
    return _added(statement, groups, values)


def _of_figures(question: Question, statement: Total) -> Added:
    """予以公开、部分公开共10件: of figures of which none is a part of another."""
    group, year = question.one()
    values = [_value(question, measure, group, year) for measure in question.subject.measures]
    if len({value.unit for value in values}) != 1 or not _are_apart([value.code for value in values]):
        raise Unjudged("mixed")
    return _added(statement, (group,), values)


def _are_apart(codes: Sequence[str]) -> bool:
    """Whether figures count different things: parts of one whole, or reviews and lawsuits."""
    wholes = {code.rpartition(".")[0] for code in codes}
    if all(code.endswith(".total") for code in codes):
        return len(wholes) == len(codes)
    return len(wholes) == 1 and wholes <= _OF_PARTS and not any(code.endswith(".total") for code in codes)


def _added(statement: Total, groups: Sequence[Group], values: Sequence[Found]) -> Added:
    sum_, first = tidy(sum(value.value for value in values)), values[0]
    amount = scaled(statement.amount, first.unit)
    derived = Derived("sum", tuple(value.operand() for value in values))
    organization, division_code = whose(values)
    row = replace(
        first.row(),
        organization=organization,
        division_code=division_code,
        value=sum_,
        source=None,
        quote=None,
        derived=derived,
    )
    return Added(
        agrees=holds(amount, sum_) if fits(amount, first.unit) else False,
        values=tuple(values),
        total=sum_,
        **on_values(groups, values, [row]),
    )


def _of_area(question: Question, request: AreaSum, statement: Total) -> Answered:
    """A sum over an area is sure only where every body in it has a report with the figure."""
    result = run(question.stored, request)
    if not isinstance(result, AreaSummed):
        raise TypeError(result)
    row = result.rows[0]
    amount = scaled(statement.amount, row.unit)
    agrees = holds(amount, row.value or 0) if fits(amount, row.unit) else False
    if result.field.total is not None and len(result.field.values) == result.field.total:
        return answered(request, result, agrees)
    # Those that are not there can but add: fewer than those that are, is wrong in any case.
    fewer = amount.hedge == "exact" and amount.value < (row.value or 0)
    return answered(request, result, False if agrees is False and fewer else None, remark("not_all_added"))
