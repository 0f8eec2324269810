"""A page of placed glyphs and ruling lines, and what it is made of once sorted out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from core.document.fixed.glyphs import Glyph, WrittenLine, written_lines
from core.document.fixed.lattice import Cell, Grid, Ruling, grids

_HEIGHT = itemgetter(2, 4)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page."""

    glyphs: Sequence[Glyph]
    rulings: Sequence[Ruling]
    width: float
    height: float
    goes_on: bool = False
    """The second half of a spread: it has the number of the first."""
    illegible: bool = False
    """A picture on which little can be made out, and so nothing is told."""


@dataclass(frozen=True, slots=True)
class SortedPage:
    """A page sorted out: its tables, the glyphs in the cells of each of them, and the lines beside the tables."""

    number: int
    page: Page
    tables: list[Grid]
    cells: list[dict[Cell, list[Glyph]]]
    lines: list[WrittenLine]


def sorted_out(number: int, page: Page) -> SortedPage:
    """The page with each glyph put into its cell, or into a line beside the tables."""
    tables = grids(page.rulings)
    cells: list[dict[Cell, list[Glyph]]] = [{} for _ in tables]
    free: list[Glyph] = []
    last, held = None, free
    # Neighbours mostly stand on one line: what its height decides is looked up once.
    for (top, bottom), line in groupby(page.glyphs, key=_HEIGHT):
        y = (top + bottom) / 2
        rows = [(row, inside) for grid, inside in zip(tables, cells, strict=True) if (row := grid.row_at(y))]
        if not rows:
            free += line
            continue
        for glyph in line:
            x = (glyph[1] + glyph[3]) / 2
            for row, inside in rows:
                cell = row.at(x)
                if cell:
                    if cell is not last:
                        last, held = cell, inside.setdefault(cell, [])
                    held.append(glyph)
                    break
            else:
                free.append(glyph)
    return SortedPage(number, page, tables, cells, written_lines(free))
