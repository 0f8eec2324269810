"""Checks of a report that a figure told fails in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.types import Check, DerivedOperand, FigureKey, Holdings, Row

Whose = tuple[str, int]
"""A body and a year."""


class Doubts:
    """The failed checks of the reports that a text is held against, each looked up once."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._failed: dict[int, tuple[Check, ...]] = {}

    def of(self, rows: Iterable[Row]) -> Iterator[tuple[Whose, Check]]:
        """The failed checks that figures stand in, with whose report it is."""
        for told in _figures(rows):
            if told.report is not None:
                for check in self._of_report(told.report):
                    if (told.indicator, told.applicant) in _cells(check):
                        yield (told.organization, told.year), check

    def _of_report(self, report: int) -> tuple[Check, ...]:
        if report not in self._failed:
            checks = self._holdings.checks(report)
            self._failed[report] = tuple(check for check in checks if check.status == "fail")
        return self._failed[report]


def _figures(rows: Iterable[Row]) -> Iterator[Row | DerivedOperand]:
    """The figures told, and those that others were worked out of."""
    for row in rows:
        yield from row.derived.operands if row.derived else (row,)


def _cells(check: Check) -> set[FigureKey]:
    return {(code, check.applicant) for code in check.cells}
