"""From the values of a row to its columns.

As many values as columns: read. Fewer: the place where the layout shows it, else what the official equalities prove.
More, or glued: the one way of joining or splitting that the equalities allow. What stays open is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from core.reading.tables.cells.zone import WrittenNumber, Zone, parse_number
from core.types import Number

# More readings than this of one row cannot be settled by its neighbours either.
_MOST_READINGS = 400
# Looking longer than this for the cells of one row is looking at something else than a row of a table.
_MOST_STEPS = 20_000
_LONGEST_CELL = 7
_THOUSAND = 3
"""Digits of a group."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell: its number and where it stands in the cleaned text."""

    number: Number
    start: int
    end: int
    unit: str = ""
    inferred: bool = False


RowReading = tuple[Piece | None, ...]
Proof = Callable[[Sequence[Number]], bool]


def sums_to_last(numbers: Sequence[Number]) -> bool:
    """The row equality of the request table: the total is the sum of the applicants."""
    return sum(numbers[:-1]) == numbers[-1]


def groups_sum(numbers: Sequence[Number], size: int) -> bool:
    """The equality of the review and litigation table: each group of so many ends in its total."""
    return all(sums_to_last(numbers[at : at + size]) for at in range(0, len(numbers), size))


def exact(zone: Zone, columns: int) -> RowReading | None:
    """The reading of a row that has as many numbers as columns, one a cell."""
    if len(zone.values) != columns or zone.joined_cells:
        return None
    return tuple(_piece(value) for value in zone.values)


def proven(value: WrittenNumber) -> Piece:
    """A number whose column only an equality shows, as where two cells run together in one."""
    return _piece(value, inferred=True)


def mended(zone: Zone, columns: int) -> RowReading | None:
    """The reading of a row with as many written cells as columns, where a blank stands inside a number of some cell."""
    if not zone.joined_cells or len(zone.cells) != columns:
        return None
    pieces: list[Piece | None] = []
    for cell in zone.cells:
        whole = [_piece(cell[0])] if len(cell) == 1 else _whole(cell)
        if cell and not whole:
            return None
        pieces += whole or [None]
    return tuple(pieces)


def _whole(cell: Sequence[WrittenNumber]) -> list[Piece]:
    """The one number whose digits a cell holds in pieces; nothing for a mark for none."""
    return _join(cell, set(range(1, len(cell)))) if cell and all(value.digits for value in cell) else []


def digits_apart(cell: Sequence[WrittenNumber]) -> RowReading | None:
    """The one number of a cell whose digits are set apart: each for itself, or in groups of three."""
    sizes = [len(value.digits) for value in cell]
    in_groups = 0 < sizes[0] <= _THOUSAND and set(sizes[1:]) == {_THOUSAND}
    if not in_groups and set(sizes) != {1}:
        return None
    whole = _whole(cell)
    return tuple(whole) if whole else None


def positional(zone: Zone, columns: int, padding: int | None = None) -> RowReading | None:
    """The reading by written cells, empty ones too, `padding` empty ones being written behind the last column.

    Without a known padding the first cell is the first column. None where numbers stand outside the columns.
    """
    if not zone.slots or zone.joined_cells:
        return None
    if padding is None:
        padding = max(len(zone.slots) - columns, 0)
    inside = zone.slots[: len(zone.slots) - padding]
    spare = max(len(inside) - columns, 0)
    if any(zone.slots[len(inside) :]) or any(inside[:spare]):
        return None
    cells = tuple(_piece(slot) if slot else None for slot in inside[spare:])
    return cells + (None,) * (columns - len(cells))


def marked(zone: Zone, columns: int) -> RowReading | None:
    """The reading of a row in which every cell holds a number or a mark for none, in a layout without cells."""
    if zone.layout not in ("lines", "blanks") or len(zone.marks) != columns or len(zone.values) == columns:
        return None
    return tuple(_piece(mark) if mark else None for mark in zone.marks)


def by_sign(zone: Zone) -> RowReading | None:
    """Two of 上一年项目数量, 本年增/减, 处理决定数量: the one with a sign is the change."""
    if len(zone.values) != 2:
        return None
    first, second = zone.values
    if first.end == second.start:
        return None
    if second.signed and not first.signed:
        return _piece(first, inferred=True), _piece(second, inferred=True), None
    if first.signed and not second.signed:
        return None, _piece(first, inferred=True), _piece(second, inferred=True)
    return None


def total_only(zone: Zone, columns: int) -> RowReading | None:
    """A row that lost cells: a single value is the total, and so is a last value that sums the others."""
    if not zone.values or len(zone.values) >= columns:
        return None
    numbers = [value.number for value in zone.values]
    if len(numbers) > 1 and not sums_to_last(numbers):
        return None
    return (None,) * (columns - 1) + (_piece(zone.values[-1], inferred=True),)


def splits(zone: Zone, columns: int, group: int = 0) -> list[RowReading]:
    """Every way of cutting glued digits into the columns: no cell is empty or has a leading zero, blanks part cells.

    `group`: the columns stand in groups of so many, each ending in the sum of its others; 0: no equality.
    """
    if not 0 < len(zone.values) < columns or not all(value.digits for value in zone.values):
        return []
    glued = _Glued.of(zone.values)
    if len(glued.digits) < columns:
        return []
    if len(glued.digits) > _LONGEST_CELL * columns:
        return []
    readings: list[RowReading] = []
    try:
        for starts in glued.cuts(0, columns, group):
            readings.append(glued.reading(starts))
            if len(readings) > _MOST_READINGS:
                return []
    except _TooMany:
        return []
    return readings


class _TooMany(Exception):
    """More ways of cutting than are worth trying."""


@dataclass(frozen=True, slots=True)
class _Glued:
    """The digits of a row in one string; a cell may not run over a blank that stands in the source."""

    digits: str
    positions: tuple[int, ...]
    blanks: frozenset[int]
    steps: list[int]
    """How many cells have been tried, in a list of one, so that the value itself stays frozen."""

    @classmethod
    def of(cls, values: Sequence[WrittenNumber]) -> _Glued:
        positions = [value.start + i for value in values for i in range(len(value.digits))]
        blanks: set[int] = set()
        length = 0
        for value in values:
            blanks.add(length)
            length += len(value.digits)
        return cls("".join(value.digits for value in values), tuple(positions), frozenset(blanks), [0])

    def cuts(self, start: int, columns: int, group: int) -> Iterator[tuple[int, ...]]:
        """The starts of the cells, and the end of the last, for each way of cutting."""
        if columns == 0:
            if start == len(self.digits):
                yield (start,)
            return
        width = group or columns
        for starts, end in self._groups(start, width, 0, 0, bool(group), columns - width):
            for rest in self.cuts(end, columns - width, group):
                yield starts + rest

    def _groups(
        self, start: int, width: int, total: int, taken: int, summed: bool, after: int
    ) -> Iterator[tuple[tuple[int, ...], int]]:
        """Cells of one group from `start`: (their starts, where the group ends)."""
        left = width - taken
        self.steps[0] += 1
        if self.steps[0] > _MOST_STEPS:
            raise _TooMany
        if left == 0:
            yield (), start
            return
        last_start = len(self.digits) - (left - 1) - after
        if start >= last_start:
            return
        if left == 1 and summed:
            lengths: Sequence[int] = (len(str(total)),) if self.digits.startswith(str(total), start) else ()
        elif self.digits[start] == "0":
            lengths = (1,)
        else:
            lengths = range(1, min(last_start - start, _LONGEST_CELL) + 1)
        for length in lengths:
            end = start + length
            if end > len(self.digits) or any(start < blank < end for blank in self.blanks):
                break
            number = int(self.digits[start:end])
            for starts, stop in self._groups(end, width, total + number, taken + 1, summed, after):
                yield (start, *starts), stop

    def reading(self, starts: tuple[int, ...]) -> RowReading:
        return tuple(
            Piece(int(self.digits[start:end]), self.positions[start], self.positions[end - 1] + 1, inferred=True)
            for start, end in pairwise(starts)
        )


def joins(zone: Zone, columns: int, proof: Proof | None, text: str) -> list[RowReading]:
    """Every way of joining neighbouring pieces of split digits so that as many numbers as columns remain."""
    values = zone.values
    surplus = len(values) - columns
    if surplus <= 0 or surplus > 4 or not all(value.digits for value in values):
        return []
    joints = [
        i
        for i in range(1, len(values))
        if not text[values[i - 1].end : values[i].start].strip(" \t") and values[i - 1].digits
    ]
    readings: list[RowReading] = []
    for chosen in combinations(joints, surplus):
        pieces = _join(values, set(chosen))
        if pieces and (proof is None or proof([piece.number for piece in pieces])):
            readings.append(tuple(pieces))
    return readings


def _piece(value: WrittenNumber, inferred: bool = False) -> Piece:
    return Piece(value.number, value.start, value.end, value.unit, inferred)


def _join(values: Sequence[WrittenNumber], joints: set[int]) -> list[Piece]:
    groups: list[list[WrittenNumber]] = []
    for i, value in enumerate(values):
        if i in joints:
            groups[-1].append(value)
        else:
            groups.append([value])
    pieces: list[Piece] = []
    for group in groups:
        digits = "".join(value.digits for value in group)
        if len(group) > 1 and digits[0] == "0":
            return []
        pieces.append(
            Piece(parse_number(digits), group[0].start, group[-1].end, group[-1].unit, inferred=len(group) > 1)
        )
    return pieces
