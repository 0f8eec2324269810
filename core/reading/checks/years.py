"""The rules over two reports of one body, of a year and the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from core.forms.applicants import REQUEST_COLUMNS
from core.forms.registry import form_named, forms
from core.forms.rules import Flow
from core.reading.checks.compare import Cells, columns_present, compared, skipped
from core.types import Applicant, Check, Number, Template, named


@cache
def two_year_codes() -> tuple[str, ...]:
    """The figures that the rules over two years compare."""
    return tuple(dict.fromkeys(code for form in forms() for flow in form.flows for code in flow.codes))


@dataclass(frozen=True, slots=True)
class YearCells:
    """The figures of one year's report by code and applicant (None: the total column)."""

    year: int
    template: Template
    cells: Cells


def check_years(before: YearCells, after: YearCells) -> tuple[Check, ...]:
    """The rules over two reports of one body, of a year and the next, that both forms have.

    An absent operand makes a rule `skipped`.
    """
    forms_of = form_named(before.template), form_named(after.template)
    of_before, of_after = (form.flows if form else () for form in forms_of)
    return tuple(
        check
        for flow in of_after
        if flow in of_before
        for column in _columns(flow, before, after)
        for check in [_judged(flow, before, after, column)]
    )


def _columns(flow: Flow, before: YearCells, after: YearCells) -> list[Applicant | None]:
    """The columns of either report that the rule is judged in."""
    if not flow.by_applicant:
        return [None]
    there = {*columns_present(before.cells, flow.before), *columns_present(after.cells, [flow.after])}
    return [column for column in REQUEST_COLUMNS if column in there] or [None]


def _judged(flow: Flow, before: YearCells, after: YearCells, column: Applicant | None) -> Check:
    operands = list(_operands(flow, before, after, column))
    missing = list(dict.fromkeys(code for code, number, _ in operands if number is None))
    if missing:
        return skipped(flow.rule, flow.level, missing, column)
    *_, result = (number or 0 for _, number, _ in operands)
    total = sum(sign * (number or 0) for _, number, sign in operands)
    years = named(before=before.year, after=after.year)
    return compared(flow.rule, flow.level, total, result, flow.codes, column, values=years)


def _operands(
    flow: Flow, before: YearCells, after: YearCells, column: Applicant | None
) -> Iterator[tuple[str, Number | None, int]]:
    """The figures of the rule, each with how it counts; the result last, which does not."""
    for codes, cells, sign in (
        (flow.before, before.cells, 1),
        (flow.added, after.cells, 1),
        (flow.taken, after.cells, -1),
        ((flow.after,), after.cells, 0),
    ):
        for code in codes:
            yield code, cells.get((code, column)), sign
