"""The rules over two reports of one body, of a year and the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.reading.checks.compare import COLUMNS, NEW_FORMS, Cells, columns_present, compared, skipped
from core.types import Check, Named, Template, named

_ITEM_KINDS = ("licensing", "services", "punishment", "coercion", "fees")
TWO_YEAR_CODES: tuple[str, ...] = (
    "requests.carried_in",
    "requests.carried_out",
    *(f"{kind}.{row}" for kind in ("regulations", "normative") for row in ("in_force", "issued", "repealed")),
    *(f"{kind}.{row}" for kind in _ITEM_KINDS for row in ("items_previous", "items_change")),
)
"""The figures that the rules over two years compare."""


@dataclass(frozen=True, slots=True)
class YearCells:
    """The figures of one year's report by code and applicant (None: the total column)."""

    year: int
    template: Template
    cells: Cells


def check_years(before: YearCells, after: YearCells) -> tuple[Check, ...]:
    """The rules over two reports of one body, of a year and the next; an absent operand makes a rule `skipped`."""
    checks: list[Check] = []
    if before.template in NEW_FORMS and after.template in NEW_FORMS:
        checks += _carry_over(before, after)
    if before.template == after.template == "2021":
        checks += [_in_force_flow(before, after, kind) for kind in ("regulations", "normative")]
    if before.template == after.template == "2019":
        checks += [_items_flow(before, after, kind) for kind in _ITEM_KINDS]
    return tuple(checks)


def _carry_over(before: YearCells, after: YearCells) -> Iterator[Check]:
    out, carried_in = "requests.carried_out", "requests.carried_in"
    there = {*columns_present(before.cells, [out]), *columns_present(after.cells, [carried_in])}
    for column in [column for column in COLUMNS if column in there] or [None]:
        left, right = before.cells.get((out, column)), after.cells.get((carried_in, column))
        if left is None or right is None:
            yield skipped("carry_over", "usual", [out if left is None else carried_in], column)
        else:
            yield compared("carry_over", "usual", left, right, (out, carried_in), column, values=_years(before, after))


def _in_force_flow(before: YearCells, after: YearCells, kind: str) -> Check:
    in_force, issued, repealed = (f"{kind}.{row}" for row in ("in_force", "issued", "repealed"))
    operands = {
        in_force: before.cells.get((in_force, None)),
        issued: after.cells.get((issued, None)),
        repealed: after.cells.get((repealed, None)),
    }
    right = after.cells.get((in_force, None))
    missing = [code for code, number in operands.items() if number is None] or [in_force] * (right is None)
    if missing or right is None:
        return skipped("in_force_flow", "usual", missing)
    old, new, gone = (number or 0 for number in operands.values())
    cells = (in_force, issued, repealed, in_force)
    return compared("in_force_flow", "usual", old + new - gone, right, cells, values=_years(before, after))


def _items_flow(before: YearCells, after: YearCells, kind: str) -> Check:
    previous, change = f"{kind}.items_previous", f"{kind}.items_change"
    start, moved = before.cells.get((previous, None)), before.cells.get((change, None))
    right = after.cells.get((previous, None))
    if start is None or moved is None or right is None:
        missing = [previous] if start is None or right is None else [change]
        return skipped("items_flow", "usual", missing)
    cells = (previous, change, previous)
    return compared("items_flow", "usual", start + moved, right, cells, values=_years(before, after))


def _years(before: YearCells, after: YearCells) -> Named:
    return named(before=before.year, after=after.year)
