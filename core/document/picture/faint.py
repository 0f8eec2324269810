"""Ruling lines that a stamp or a fold hides or that were printed too faint, told by those around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.document.fixed.glyphs import Glyph
from core.document.fixed.lattice import Ruling, grids
from core.document.picture.words import FIGURE, as_figure, holds_middle, overlap

_BESIDE = 4.0
_NUMBERED = re.compile(r"\d{1,2}[.．、]|[(（][一二三四五六七八九十]{1,3}[)）]")


def lost_walls(rulings: Sequence[Ruling], words: Sequence[Glyph]) -> Iterator[Ruling]:
    """The walls between figures that a stamp or a fold hides: those that the rows above and below both have."""
    walls = [ruling for ruling in rulings if not ruling.horizontal]
    for cell in [cell for grid in grids(rulings) for cell in grid.cells]:
        inner = [
            wall.at
            for wall in walls
            if cell.left + _BESIDE < wall.at < cell.right - _BESIDE and abs(wall.end - cell.top) < _BESIDE
        ]
        again = [wall.at for wall in walls if abs(wall.start - cell.bottom) < _BESIDE]
        lost = [at for at in inner if any(abs(at - other) < _BESIDE for other in again)]
        if lost and all(FIGURE.fullmatch(as_figure(word).text) for word in words if overlap(word, cell) > 0):
            yield from (Ruling(False, at, cell.top, cell.bottom) for at in lost)


def lost_floors(rulings: Sequence[Ruling], words: Sequence[Glyph]) -> Iterator[Ruling]:
    """The lines between labels that were too faint: those that begin within a cell, or beside numbered labels."""
    floors = [ruling for ruling in rulings if ruling.horizontal]
    for cell in [cell for grid in grids(rulings) for cell in grid.cells]:
        inside = sorted((word for word in words if holds_middle(cell, word)), key=lambda word: word.y)
        for floor in floors:
            if not (cell.top + _BESIDE < floor.at < cell.bottom - _BESIDE and floor.end > cell.right + _BESIDE):
                continue
            above, below = ([word for word in inside if (word.y < floor.at) is high] for high in (True, False))
            if not (above and below and cell.left + _BESIDE < floor.start < cell.right + _BESIDE):
                continue
            if floor.start < cell.right - _BESIDE or all(_NUMBERED.match(part[0].text) for part in (above, below)):
                yield Ruling(True, floor.at, cell.left, cell.right)
