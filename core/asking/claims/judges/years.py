"""A figure over the years: 逐年上升, 连续三年下降, 近五年最高, 历年最多."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from core.asking.claims.question import Question, Unjudged
from core.asking.claims.ruling import OverYears, Remark, on_values, remark
from core.asking.claims.statements.values import Movement, Record
from core.asking.found.missing import About, Halt, NoReports
from core.asking.found.notes import on_forms
from core.asking.found.stored import Group
from core.asking.found.table import without_report
from core.asking.found.values import Found


def movement(question: Question, statement: Movement) -> OverYears:
    """Whether a figure went the same way year after year."""
    group = _one_body(question)
    said = question.years_of((group,), default_all=True)
    wanted = _years_moved(group, said, statement.years)
    if len(wanted) < 2:
        raise Halt(_missing(group, [said[-1] - 1]))
    values = [question.value_of(group, year) for year in wanted if group.at(year) is not None]
    steps = [statement.direction * (b.value - a.value) > 0 for a, b in itertools.pairwise(values)]
    agrees: bool | None = all(steps)
    if agrees and len(values) < len(wanted):
        raise Halt(_missing(group, [year for year in wanted if group.at(year) is None]))
    if statement.years is not None and len(steps) > 1 and not steps[0] and all(steps[1:]):
        # 连续三年增长 may count three years or three steps.
        agrees = None
    return _over_years(group, values, agrees)


def _years_moved(group: Group, said: Sequence[int], count: int | None) -> tuple[int, ...]:
    """The years named; else so many, or those with a report without a gap, up to the one named."""
    if count is not None:
        return tuple(range(said[-1] - count, said[-1] + 1))
    return tuple(said) if len(said) > 1 else _up_to(group, said[-1])


def record(question: Question, statement: Record) -> OverYears:
    """Whether a figure is the highest or lowest of the last years, since a year, or of all that are stored."""
    group, year = question.one()
    question.entry_of(group, year)
    first = _first_year(group, year, statement)
    values = [question.value_of(group, y) for y in range(first, year + 1) if group.at(y) is not None]
    sign = -1 if statement.order == "least" else 1
    mine = values[-1]
    agrees: bool | None = all(sign * other.value <= sign * mine.value for other in values)
    gone = [y for y in range(first, year + 1) if group.at(y) is None]
    why: tuple[Remark, ...] = ()
    if agrees and (gone or len(values) < 2):
        agrees, why = None, (remark("years_missing", years=tuple(gone or [year - 1])),)
    elif agrees and statement.years is None and statement.since is None:
        why = (remark("years_stored"),)
    return _over_years(group, values, agrees, why)


def _first_year(group: Group, year: int, statement: Record) -> int:
    if statement.since is not None:
        return min(statement.since, year)
    return min(group.reports) if statement.years is None else year - statement.years + 1


def _over_years(group: Group, values: Sequence[Found], agrees: bool | None, why: tuple[Remark, ...] = ()) -> OverYears:
    rows = [value.row() for value in values]
    common = on_values((group,), values[::-1], rows)
    return OverYears(agrees=agrees, values=tuple(values), why=why, notes=on_forms(values), **common)


def _one_body(question: Question) -> Group:
    groups = question.groups()
    if len(groups) != 1:
        raise Unjudged("mixed", about=About(groups=groups))
    return groups[0]


def _missing(group: Group, years: Sequence[int]) -> NoReports:
    return NoReports(absent=(without_report(group, years),), about=About((), tuple(years), (group,)))


def _up_to(group: Group, year: int) -> tuple[int, ...]:
    """The years with a report up to this one without a gap."""
    found = [year]
    while found[0] - 1 in group.reports:
        found.insert(0, found[0] - 1)
    return tuple(found)
