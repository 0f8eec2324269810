"""Rows set in columns by blanks alone: where rows in full show the columns, a shorter row shows which it fills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from core.reading.tables.cells.placing import Piece, RowReading
from core.reading.tables.cells.zone import WrittenNumber, Zone

_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Rulers:
    """The stretch of each column on the line, in places of a terminal (a Chinese character takes two)."""

    stretches: tuple[tuple[int, int], ...]


def rulers(zones: Sequence[Zone], text: str, columns: int) -> Rulers | None:
    """The columns as rows in full show them; None where they overlap or too few rows show them."""
    full = [
        [_stretch(value, text) for value in zone.values]
        for zone in zones
        if zone.layout == "blanks" and len(zone.values) == columns == zone.on_first_line
    ]
    if len(full) < _FEWEST_ROWS:
        return None
    stretches = tuple(
        (min(start for start, _ in column), max(end for _, end in column)) for column in zip(*full, strict=True)
    )
    if any(end >= start for (_, end), (start, _) in pairwise(stretches)):
        return None
    return Rulers(stretches)


def under_rulers(zone: Zone, text: str, ruled: Rulers) -> RowReading | None:
    """The cells of a row by the columns its values stand in; None where a value stands in none or two in one."""
    cells: list[Piece | None] = [None] * len(ruled.stretches)
    for value in zone.values:
        start, end = _stretch(value, text)
        hit = [i for i, (low, high) in enumerate(ruled.stretches) if start < high and low < end]
        if len(hit) != 1 or cells[hit[0]]:
            return None
        cells[hit[0]] = Piece(value.number, value.start, value.end, value.unit)
    return tuple(cells)


def _stretch(value: WrittenNumber, text: str) -> tuple[int, int]:
    line = text.rfind("\n", 0, value.start) + 1
    before = sum(2 if east_asian_width(character) in "WF" else 1 for character in text[line : value.start])
    return before, before + value.end - value.start
