"""The rows of a sheet from its cells: what is merged stands once, what is hidden is left out.

Rows and columns that hold nothing at all are left out too: no file can lie about its size.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from core.document.lines import Line
from core.document.unseen import Unseen
from core.errors import ReadError

MAX_CELLS = 1_000_000

Place = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The rows and columns of a sheet that are hidden, or drawn together to nothing."""

    rows: frozenset[int] = frozenset()
    columns: Sequence[range] = ()

    def holds(self, place: Place) -> bool:
        """Whether a cell there is not to be seen."""
        return place[0] in self.rows or any(place[1] in among for among in self.columns)


def grid_lines(
    written: Mapping[Place, str], merged: Iterable[Sequence[Place]], hidden: Hidden, unseen: Unseen
) -> list[Line]:
    """The rows that show something. Raises ReadError: too_large."""
    values = {place: value for place, value in written.items() if value}
    firsts: set[Place] = set()
    covered: set[Place] = set()
    for first, *others in merged:
        # What is merged shows in what is left of its area.
        if first in values and hidden.holds(first):
            shown = next((one for one in others if not hidden.holds(one)), first)
            values[shown] = values.pop(first)
            firsts.add(shown)
        firsts.add(first)
        covered.update(others)
    cells = values
    if hidden.rows or hidden.columns:
        cells = {place: value for place, value in values.items() if not hidden.holds(place)}
        for place, value in values.items():
            if place not in cells:
                unseen.leave_out(value, "hidden")
    rows: dict[int, dict[int, str]] = {}
    for (row, column), value in cells.items():
        rows.setdefault(row, {})[column] = value
    columns = sorted(set().union(*rows.values()))
    if len(rows) * len(columns) > MAX_CELLS:
        raise ReadError("too_large", f"A sheet has more than {MAX_CELLS:,} cells.")
    gaps: dict[int, set[int]] = {}
    for row, column in covered - firsts:
        gaps.setdefault(row, set()).add(column)
    left = {row: [column for column in columns if column not in gaps[row]] for row in rows.keys() & gaps.keys()}
    return [tuple(map(rows[row].get, left.get(row, columns), repeat(""))) for row in sorted(rows)]
