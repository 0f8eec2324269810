"""Formulas of a workbook that hold no value, as programs write them that work nothing out: plain sums are worked out.

A spreadsheet program does so when it opens the workbook; what is no plain sum is told to be missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from core.document.office.grid import Place
from core.types import Issue, named

Cells = Mapping[Place, float | str]
"""The figures of a sheet, and what stands in its cells else."""
Areas = Callable[[str], Iterable[Place]]

_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_TERM = re.compile(rf"([+-]?)(?:SUM\(((?:{_CELL}(?::{_CELL})?,?){{1,60}})\)|({_CELL})|([0-9]{{1,12}}))")
_MOST_TERMS, _DEEPEST = 100, 100
_IGNORED = str.maketrans("", "", "$ =")


class _Sheet(NamedTuple):
    formulas: Mapping[Place, str]
    cells: Cells
    known: dict[Place, float | None]


class Sums:
    """Works out the formulas of sheets where they are plain sums; `done` and `left` count them."""

    def __init__(self, places: Areas) -> None:
        self.done = self.left = 0
        self._places = places

    def values(self, formulas: Mapping[Place, str], cells: Cells) -> dict[Place, float | None]:
        """What each formula of a sheet comes to; None where that can't be told."""
        known: dict[Place, float | None] = {}
        sheet = _Sheet(formulas, cells, known)
        found = {place: self._value(place, sheet, _DEEPEST) for place in formulas}
        left = [*found.values()].count(None)
        self.left += left
        self.done += len(found) - left
        return found

    def notes(self) -> tuple[Issue, ...]:
        """What to tell of them."""
        summed = Issue("text_repaired", "info", "summed", values=named(count=self.done))
        return (*([summed] if self.done else []), *unvalued_notes(self.left))

    def _value(self, place: Place, sheet: _Sheet, deep: int) -> float | None:
        if place not in sheet.formulas:
            there = sheet.cells.get(place, 0.0)
            return there if isinstance(there, float) else None
        if place not in sheet.known and deep:
            sheet.known[place] = None  # as long as it is asked for, what asks for itself has no value
            sheet.known[place] = self._sum(sheet.formulas[place], sheet, deep - 1)
        return sheet.known.get(place)

    def _sum(self, formula: str, sheet: _Sheet, deep: int) -> float | None:
        written = formula.translate(_IGNORED).upper()
        terms = [*_TERM.finditer(written)]
        is_sum = "".join(term[0] for term in terms) == written and all(term[1] for term in terms[1:])
        if not is_sum or not 0 < len(terms) <= _MOST_TERMS:
            return None
        total = 0.0
        for sign, areas, cell, number in (term.groups() for term in terms):
            places = (place for area in (areas or cell or "").split(",") for place in self._places(area))
            values = [float(number)] if number else [self._value(place, sheet, deep) for place in places]
            known = [value for value in values if value is not None]
            if len(known) < max(len(values), 1):
                return None
            total += -sum(known) if sign == "-" else sum(known)
        return total


def unvalued_notes(count: int) -> tuple[Issue, ...]:
    """What to tell of formulas that hold no value."""
    return (Issue("incomplete", "warning", "formulas", values=named(count=count)),) if count else ()
