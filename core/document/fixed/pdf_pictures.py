"""Pictures that stand in a page of text where a table belongs: what is recognised on them goes with the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.document.fixed.glyphs import Glyph
from core.document.fixed.lattice import Grid, Ruling, grids
from core.document.fixed.matrix import Box
from core.document.fixed.page import Page
from core.document.fixed.pdf_asked import placed_boxes
from core.document.fixed.pdf_parts import Sheet

_FEWEST_CELLS = 6
_WIDE, _HIGH = 0.4, 0.04
"""The least width and height of a picture of a table, of those of the page."""


def pictures_in(sheets: Iterable[Sheet], width: float, height: float) -> list[Box]:
    """The boxes of the pictures of a page that are as large as a table."""
    boxes = (box for sheet in sheets for box in placed_boxes(sheet.pictures, sheet.outer))
    return [
        (left, top, right, bottom)
        for left, top, right, bottom in boxes
        if right - left > _WIDE * width and bottom - top > _HIGH * height
    ]


def filled_up(written: Page, boxes: Sequence[Box], seen: Sequence[Page] | None) -> Page:
    """The page as it is written, with the tables that were seen on the pictures of it; what photos show is no text."""
    if not seen or len(seen) > 1 or seen[0].illegible:
        return written
    scale = written.width / seen[0].width
    glyphs = [
        Glyph(text, left * scale, top * scale, right * scale, bottom * scale, sure)
        for text, left, top, right, bottom, sure in seen[0].glyphs
    ]
    rulings = [
        Ruling(line.horizontal, line.at * scale, line.start * scale, line.end * scale) for line in seen[0].rulings
    ]
    rulings = [line for line in rulings if _is_inside(boxes, *_middle(line))]
    tables = [_bounds(grid) for grid in grids(rulings) if len(grid.cells) >= _FEWEST_CELLS]
    return replace(
        written,
        glyphs=[
            *(glyph for glyph in written.glyphs if not _is_inside(tables, glyph.x, glyph.y)),
            *(glyph for glyph in glyphs if _is_inside(tables, glyph.x, glyph.y)),
        ],
        rulings=[*written.rulings, *(line for line in rulings if _is_inside(tables, *_middle(line)))],
    )


def _bounds(grid: Grid) -> Box:
    left, right = min(cell.left for cell in grid.cells), max(cell.right for cell in grid.cells)
    return left, grid.top, right, grid.bottom


def _middle(line: Ruling) -> tuple[float, float]:
    along = (line.start + line.end) / 2
    return (along, line.at) if line.horizontal else (line.at, along)


def _is_inside(boxes: Sequence[Box], x: float, y: float) -> bool:
    return any(left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1 for left, top, right, bottom in boxes)
