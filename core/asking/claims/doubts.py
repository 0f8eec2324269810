"""Checks of a report that a figure told fails in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.types import Check, DerivedOperand, Holdings, Row

Whose = tuple[str, int]
"""A body and a year."""


class Doubts:
    """The failed checks of the reports that a text is held against, each looked up once."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._failed: dict[int, Sequence[Check]] = {}

    def of(self, rows: Iterable[Row]) -> Iterator[tuple[Whose, Check]]:
        """The failed checks that figures stand in, with whose report it is."""
        for told in _figures(rows):
            if told.report is not None:
                for check in self._of_report(told.report):
                    if (told.indicator, told.applicant) in check.figures:
                        yield (told.organization, told.year), check

    def _of_report(self, report: int) -> Sequence[Check]:
        if report not in self._failed:
            self._failed[report] = self._holdings.failed_checks([report]).get(report, ())
        return self._failed[report]


def _figures(rows: Iterable[Row]) -> Iterator[Row | DerivedOperand]:
    """The figures told, and those that others were worked out of."""
    for row in rows:
        yield from row.derived.operands if row.derived else (row,)
