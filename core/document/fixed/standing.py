"""Where words of a document stand on the page they were read from: the box of their cell, or of each of their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from core.document.fixed.glyphs import Glyph, lines_of
from core.document.fixed.matrix import Box
from core.document.fixed.page import Page, sorted_out

_BAR = "|"
_AROUND = (60, 30, 15, 6, 0)
"""Characters before the words that are looked for with them; half as many after them."""
_TWICE = 0.2
"""Bold by printing twice: the same character this close to itself, in its own heights."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a document: the page (from 1) they or those before them stand on, what stands before, they, what stands
    after."""

    page: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class _Placed:
    """A character, its box, that of its cell where it stands in one, and its line."""

    text: str
    box: Box
    cell: Box | None
    line: int


def words_at(text: str, start: int, end: int, page: int, *, is_cell: bool) -> Words:
    """The words of a document at these places; `is_cell`: what stands in the last cell of them, which is the figure."""
    if is_cell:
        start = end - len(re.split(rf"[\s{_BAR}]", text[start:end])[-1])
    return Words(page, text[max(start - 400, 0) : start], text[start:end], text[end : end + 200])


def boxes_of(page: Page, words: Words) -> list[Box]:
    """Where the words stand; none where they are not found, or at two places, or as a part of a number: 17 is not in
    117."""
    placed = list(_placed(page))
    written = "".join(one.text for one in placed)
    before, wanted, after = (_bare(part) for part in (words.before, words.words, words.after))
    if not wanted:
        return []
    for around in _AROUND:
        head, tail = before[len(before) - min(around, len(before)) :], after[: around // 2]
        at = written.find(head + wanted + tail)
        if at >= 0:
            if written.find(head + wanted + tail, at + 1) >= 0:
                return []
            found = placed[at + len(head) : at + len(head) + len(wanted)]
            return [] if _is_cut(placed, at + len(head), len(wanted)) else _boxes(found)
    return []


def _is_cut(placed: Sequence[_Placed], at: int, length: int) -> bool:
    """Whether a digit of the same cell or line goes on before or behind the words, which end in a digit there."""
    edges = ((at - 1, at), (at + length, at + length - 1))
    return any(
        0 <= outside < len(placed)
        and placed[outside].text.isdigit()
        and placed[inside].text.isdigit()
        and (placed[outside].cell, placed[outside].line) == (placed[inside].cell, placed[inside].line)
        and _is_beside(placed[outside].box, placed[inside].box)
        for outside, inside in edges
    )


def _is_beside(one: Box, other: Box) -> bool:
    gap = max(other[0] - one[2], one[0] - other[2])
    return gap < 0.5 * (one[3] - one[1])


def _boxes(found: Sequence[_Placed]) -> list[Box]:
    """The cell where all stand in one, else a box a line."""
    cells = {one.cell for one in found}
    if len(cells) == 1 and found[0].cell is not None:
        return [found[0].cell]
    return [_around([one.box for one in line]) for _, line in groupby(found, key=lambda one: (one.line, one.cell))]


def _around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _bare(text: str) -> str:
    return "".join(character for character in text if not character.isspace() and character != _BAR)


def _placed(page: Page) -> Iterator[_Placed]:
    """The characters of a page in the order they are read: rows of tables cell by cell, lines between them."""
    sheet = sorted_out(0, page)
    inside = {id(glyph) for cells in sheet.cells for glyphs in cells.values() for glyph in glyphs}
    blocks: list[tuple[float, list[tuple[Box | None, Sequence[Glyph]]]]] = [
        (min(glyph.top for glyph in line), [(None, line)])
        for line in lines_of([glyph for glyph in page.glyphs if id(glyph) not in inside])
    ]
    for grid, cells in zip(sheet.tables, sheet.cells, strict=True):
        for row in grid.rows():
            parts = [
                ((cell.left, cell.top, cell.right, cell.bottom), line)
                for cell in row
                for line in lines_of(cells.get(cell, []))
            ]
            blocks.append((row[0].top, list(parts)))
    number = 0
    for _, lines in sorted(blocks, key=lambda block: block[0]):
        for cell, line in lines:
            number += 1
            yield from _of_line(line, cell, number)


def _of_line(line: Sequence[Glyph], cell: Box | None, number: int) -> Iterator[_Placed]:
    before: Glyph | None = None
    for glyph in sorted(line, key=lambda glyph: glyph.left):
        if before is None or glyph.text != before.text or glyph.left - before.left >= _TWICE * glyph.size:
            yield from _of_glyph(glyph, cell, number)
        before = glyph


def _of_glyph(glyph: Glyph, cell: Box | None, number: int) -> Iterator[_Placed]:
    """The characters of a glyph: of a recognised word each has its share of the width."""
    widths = [2 if character >= "\u2e80" else 1 for character in glyph.text]
    step, left = (glyph.right - glyph.left) / max(sum(widths), 1), glyph.left
    for character, width in zip(glyph.text, widths, strict=True):
        right = left + width * step
        if not character.isspace() and character != _BAR:
            yield _Placed(character, (left, glyph.top, right, glyph.bottom), cell, number)
        left = right
