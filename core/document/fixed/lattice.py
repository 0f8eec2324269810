"""Ruling lines to cells: the boxes the lines enclose, whichever of them are merged.

Coordinates are points, y downwards.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise, product
from typing import NamedTuple

_SNAP = 2.5
_REACH = 3.0
_MAX_RULINGS = 3000
_MAX_BOXES = 20_000


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


_Walls = Sequence[bytearray]
"""By place and step: whether there is a line."""


class GridRow:
    """The boxes of a grid that stand beside one another."""

    __slots__ = ("_boxes", "_xs")

    def __init__(self, xs: Sequence[float], boxes: Sequence[Cell | None]) -> None:
        self._xs = xs
        self._boxes = (None, *boxes, None)

    def at(self, x: float) -> Cell | None:
        """The cell that holds what stands this far right."""
        return self._boxes[bisect_right(self._xs, x)]


class Grid:
    """One ruled table: which cell holds a point, and the cells of each row, left to right."""

    def __init__(self, horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> None:
        self._ys = sorted({ruling.at for ruling in horizontal})
        self._xs = sorted({ruling.at for ruling in vertical})
        self.top, self.bottom = self._ys[0], self._ys[-1]
        self.cells: list[Cell] = []
        across = _walls(horizontal, self._ys, self._xs)
        down = list(map(bytearray, zip(*_walls(vertical, self._xs, self._ys), strict=True)))
        self._boxes: list[list[Cell | None]] = [[None] * (len(self._xs) - 1) for _ in down]
        self._lay(across, down)
        self._rows = [GridRow(self._xs, boxes) for boxes in self._boxes]

    def _lay(self, across: _Walls, down: _Walls) -> None:
        """Find the cells, given row by row the walls above the boxes and (one more) those left of them."""
        seen: set[tuple[int, int]] = set()
        xs, ys = self._xs, self._ys
        walls = zip(self._boxes, pairwise(across), down, strict=True)
        for top, (boxes, (above, below), beside) in enumerate(walls):
            for left in range(len(boxes)):
                if boxes[left] or (top, left) in seen:
                    continue
                # Most cells are one box.
                if above[left] and below[left] and beside[left] and beside[left + 1]:
                    cell = Cell(top, left, xs[left], ys[top], xs[left + 1], ys[top + 1])
                    boxes[left] = cell
                    self.cells.append(cell)
                    continue
                corner = _rectangle(top, left, across, down)
                if corner:
                    bottom, right = corner
                    self._add(top, left, bottom, right, product(range(top, bottom), range(left, right)))
                    continue
                enclosed, closed = _enclosed((top, left), across, down)
                seen |= enclosed
                if closed:
                    rows, columns = [row for row, _ in enclosed], [column for _, column in enclosed]
                    self._add(min(rows), min(columns), max(rows) + 1, max(columns) + 1, enclosed)

    def _add(self, top: int, left: int, bottom: int, right: int, boxes: Iterable[tuple[int, int]]) -> None:
        cell = Cell(top, left, self._xs[left], self._ys[top], self._xs[right], self._ys[bottom])
        self.cells.append(cell)
        for row, column in boxes:
            self._boxes[row][column] = cell

    def row_at(self, y: float) -> GridRow | None:
        """The row of boxes at this height."""
        if not self.top <= y < self.bottom:
            return None
        return self._rows[bisect_right(self._ys, y) - 1]

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
    found = [Grid(*_with_open_sides(group)) for group in _connected(straight) if _is_table(group)]
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
    if not cluster:
        return []
    at = sum([line.at for line in cluster]) / len(cluster)
    horizontal = cluster[0].horizontal
    spans = sorted([(start, end) for _, _, start, end in cluster])
    joined: list[Ruling] = []
    first, last = spans[0]
    for start, end in spans:
        if start > last + _REACH:
            joined.append(Ruling(horizontal, at, first, last))
            first, last = start, end
        elif end > last:
            last = end
    return [*joined, Ruling(horizontal, at, first, last)]


def _connected(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Groups of lines that cross or touch one another."""
    parent = list(range(len(rulings)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    vertical = [(i, r.at, r.start - _REACH, r.end + _REACH) for i, r in enumerate(rulings) if not r.horizontal]
    for i, across in enumerate(rulings):
        if not across.horizontal:
            continue
        y, left, right = across.at, across.start - _REACH, across.end + _REACH
        for j in [j for j, x, top, bottom in vertical if left <= x <= right and top <= y <= bottom]:
            parent[root(i)] = root(j)
    groups: dict[int, list[Ruling]] = {}
    for i, ruling in enumerate(rulings):
        groups.setdefault(root(i), []).append(ruling)
    return list(groups.values())


def _is_table(group: Sequence[Ruling]) -> bool:
    """Whether lines cross, and not so many that they are a hatching."""
    horizontal = sum(1 for ruling in group if ruling.horizontal)
    return len(group) >= 4 and 1 <= horizontal * (len(group) - horizontal) <= _MAX_BOXES


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


def _walls(lines: Sequence[Ruling], places: Sequence[float], steps: Sequence[float]) -> _Walls:
    """For each place and step, whether a line there covers the middle between that step and the next."""
    index = {at: i for i, at in enumerate(places)}
    middles = [(a + b) / 2 for a, b in pairwise(steps)]
    walls = [bytearray(len(middles)) for _ in places]
    for line in lines:
        first, last = bisect_left(middles, line.start), bisect_right(middles, line.end)
        walls[index[line.at]][first:last] = b"\1" * (last - first)
    return walls


def _rectangle(top: int, left: int, across: _Walls, down: _Walls) -> tuple[int, int] | None:
    """Where the cell that starts here ends, row and column, if it is a rectangle with walls all around."""
    right = down[top].find(1, left + 1)
    if right < 0 or across[top].find(0, left, right) >= 0:
        return None
    for row in range(top, len(down)):
        if not down[row][left] or down[row].find(1, left + 1) != right:
            return None
        below = across[row + 1]
        if below.find(0, left, right) < 0:
            return row + 1, right
        if below.find(1, left, right) >= 0:
            return None
    return None


def _enclosed(start: tuple[int, int], across: _Walls, down: _Walls) -> tuple[set[tuple[int, int]], bool]:
    """The boxes reachable from one without crossing a wall, and whether they are a cell.

    Open at one side of the table they are: the line there was left out, as at the end of a page.
    """
    boxes, stack = {start}, [start]
    open_sides: set[tuple[int, int]] = set()
    while stack:
        row, column = stack.pop()
        for wall, side in (
            (across[row][column], (-1, 0)),
            (across[row + 1][column], (1, 0)),
            (down[row][column], (0, -1)),
            (down[row][column + 1], (0, 1)),
        ):
            other = row + side[0], column + side[1]
            if wall:
                continue
            if not (0 <= other[0] < len(down) and 0 <= other[1] < len(across[0])):
                open_sides.add(side)
            elif other not in boxes:
                boxes.add(other)
                stack.append(other)
    return boxes, len(open_sides) < 2
