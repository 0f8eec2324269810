"""Ruling lines to cells: the boxes the lines enclose, whichever of them are merged.

Coordinates are points, y downwards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

_SNAP = 2.5
_REACH = 3.0
_MAX_RULINGS = 3000


class Ruling(NamedTuple):
    """A line along an axis, at `at` across it, from `start` to `end`."""

    horizontal: bool
    at: float
    start: float
    end: float


class Cell(NamedTuple):
    """One cell of a table: the row and column of the grid it starts in, and its box."""

    row: int
    column: int
    left: float
    top: float
    right: float
    bottom: float


class Grid:
    """One ruled table: which cell holds a point, and the cells of each row, left to right."""

    def __init__(self, horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> None:
        self._ys = sorted({ruling.at for ruling in horizontal})
        self._xs = sorted({ruling.at for ruling in vertical})
        rows, columns = len(self._ys) - 1, len(self._xs) - 1
        below = _walls(horizontal, self._ys, self._xs)
        right = _walls(vertical, self._xs, self._ys)
        self._cell_of: dict[tuple[int, int], Cell] = {}
        self.cells: list[Cell] = []
        seen: set[tuple[int, int]] = set()
        for start in ((row, column) for row in range(rows) for column in range(columns)):
            if start in seen:
                continue
            boxes, closed = _enclosed(start, rows, columns, below, right)
            seen |= boxes
            if closed:
                self._add(boxes)
        self.top, self.bottom = self._ys[0], self._ys[-1]

    def _add(self, boxes: set[tuple[int, int]]) -> None:
        rows, columns = [row for row, _ in boxes], [column for _, column in boxes]
        top, left, bottom, right = min(rows), min(columns), max(rows) + 1, max(columns) + 1
        cell = Cell(top, left, self._xs[left], self._ys[top], self._xs[right], self._ys[bottom])
        self.cells.append(cell)
        for box in boxes:
            self._cell_of[box] = cell

    def at(self, x: float, y: float) -> Cell | None:
        """The cell that holds a point."""
        return self._cell_of.get((bisect_right(self._ys, y) - 1, bisect_right(self._xs, x) - 1))

    def rows(self) -> list[list[Cell]]:
        """The cells by the row they start in, top to bottom, left to right."""
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return [sorted(rows[row], key=lambda cell: cell.column) for row in sorted(rows)]


def grids(rulings: Iterable[Ruling]) -> list[Grid]:
    """The tables that lines make, top to bottom; a table has two cells at least. A drawing has none."""
    straight = _merged(rulings)
    if len(straight) > _MAX_RULINGS:
        return []
    found = [Grid(*_with_open_sides(group)) for group in _connected(straight) if _crosses(group)]
    return sorted((grid for grid in found if len(grid.cells) > 1), key=lambda grid: grid.top)


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Lines at (nearly) the same place made one; lines of one direction that touch or overlap made one."""
    merged: list[Ruling] = []
    for horizontal in (True, False):
        lines = sorted((r for r in rulings if r.horizontal is horizontal), key=lambda r: r.at)
        cluster: list[Ruling] = []
        for line in lines:
            if cluster and line.at - cluster[0].at > _SNAP:
                merged += _joined(cluster)
                cluster = []
            cluster.append(line)
        merged += _joined(cluster)
    return merged


def _joined(cluster: list[Ruling]) -> list[Ruling]:
    joined: list[Ruling] = []
    if not cluster:
        return joined
    at = sum(line.at for line in cluster) / len(cluster)
    for line in sorted(cluster, key=lambda line: line.start):
        if joined and line.start <= joined[-1].end + _REACH:
            last = joined[-1]
            joined[-1] = Ruling(last.horizontal, at, last.start, max(last.end, line.end))
        else:
            joined.append(Ruling(line.horizontal, at, line.start, line.end))
    return joined


def _connected(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Groups of lines that cross or touch one another."""
    parent = list(range(len(rulings)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    horizontal = [(i, r) for i, r in enumerate(rulings) if r.horizontal]
    vertical = [(i, r) for i, r in enumerate(rulings) if not r.horizontal]
    for i, across in horizontal:
        for j, down in vertical:
            if (
                down.start - _REACH <= across.at <= down.end + _REACH
                and across.start - _REACH <= down.at <= across.end + _REACH
            ):
                parent[root(i)] = root(j)
    groups: dict[int, list[Ruling]] = {}
    for i, ruling in enumerate(rulings):
        groups.setdefault(root(i), []).append(ruling)
    return list(groups.values())


def _crosses(group: Sequence[Ruling]) -> bool:
    horizontal = sum(1 for ruling in group if ruling.horizontal)
    return horizontal >= 1 and len(group) - horizontal >= 1 and len(group) >= 4


def _with_open_sides(group: Sequence[Ruling]) -> tuple[list[Ruling], list[Ruling]]:
    """The group's lines, with the outer lines a table was drawn without: where three lines or more end alike."""
    horizontal = [ruling for ruling in group if ruling.horizontal]
    vertical = [ruling for ruling in group if not ruling.horizontal]
    return (
        _closed_sides(horizontal, vertical, is_horizontal=True),
        _closed_sides(vertical, horizontal, is_horizontal=False),
    )


def _closed_sides(lines: list[Ruling], crossing: list[Ruling], *, is_horizontal: bool) -> list[Ruling]:
    first, last = min(r.start for r in crossing), max(r.end for r in crossing)
    sides = list(lines)
    for edge, ends in (
        (first, [r for r in crossing if r.start - first <= _REACH]),
        (last, [r for r in crossing if last - r.end <= _REACH]),
    ):
        beyond = all(abs(line.at - edge) > 2 * _REACH for line in lines)
        if beyond and len(ends) >= 3:
            sides.append(Ruling(is_horizontal, edge, min(r.at for r in ends), max(r.at for r in ends)))
    return sides


def _walls(lines: Sequence[Ruling], places: Sequence[float], steps: Sequence[float]) -> set[tuple[int, int]]:
    """(place, step) where a line at places[place] covers the middle between steps[step] and the next."""
    index = {at: i for i, at in enumerate(places)}
    middles = [(a + b) / 2 for a, b in pairwise(steps)]
    return {
        (index[line.at], step)
        for line in lines
        for step, middle in enumerate(middles)
        if line.start <= middle <= line.end
    }


def _enclosed(
    start: tuple[int, int], rows: int, columns: int, across: set[tuple[int, int]], down: set[tuple[int, int]]
) -> tuple[set[tuple[int, int]], bool]:
    """The boxes reachable from one without crossing a wall, and whether they are a cell.

    Open at one side of the table they are: the line there was left out, as at the end of a page.
    """
    row, column = start
    if (row, column) in across and (row + 1, column) in across and (column, row) in down and (column + 1, row) in down:
        return {start}, True
    boxes, stack = {start}, [start]
    open_sides: set[tuple[int, int]] = set()
    while stack:
        row, column = stack.pop()
        for wall, side in (
            ((row, column) in across, (-1, 0)),
            ((row + 1, column) in across, (1, 0)),
            ((column, row) in down, (0, -1)),
            ((column + 1, row) in down, (0, 1)),
        ):
            other = row + side[0], column + side[1]
            if wall:
                continue
            if not (0 <= other[0] < rows and 0 <= other[1] < columns):
                open_sides.add(side)
            elif other not in boxes:
                boxes.add(other)
                stack.append(other)
    return boxes, len(open_sides) < 2
