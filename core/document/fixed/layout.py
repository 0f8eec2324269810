"""Placed glyphs and ruling lines to the lines of a document: paragraphs put together again, tables row by row.

For formats that only say where each character stands (PDF, OFD, recognised pictures). Coordinates are points,
y downwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, starmap
from typing import NamedTuple

from core.document.fixed.furniture import is_furniture, is_row_of_figures
from core.document.fixed.glyphs import Glyph, WrittenLine, least_sure, written_lines
from core.document.fixed.lattice import Cell, Grid
from core.document.fixed.page import Page, SortedPage, sorted_out
from core.document.lines import BAR, Line
from core.document.lines import join as join_lines

_CELL_PADDING = 6.0
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、]")
# A figure set in wide letters; digits alone could be those of several cells, a point is of one.
_SPACED_OUT = re.compile(r"\d(?: [\d,])* \. \d(?: \d)*")
_Margins = tuple[float, float]


class _Block(NamedTuple):
    """A paragraph or a table row. `open` tells that its last line was full: the next page may continue it."""

    line: Line
    confidence: tuple[float | None, ...]
    top: float
    continues: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Composed:
    """The text of pages, the offset at which each begins, and the recognised stretches: (start, end, confidence)."""

    text: str
    page_starts: tuple[int, ...]
    confidence: tuple[tuple[int, int, float], ...]


class _Composer:
    """Writes the blocks of page after page; a table's last row on a page waits for what the next page adds to it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._confidence: list[tuple[int, int, float]] = []
        self._open = False
        self._row: _Block | None = None
        self._margins: _Margins | None = None
        self._starts: list[int] = []

    def composed(self) -> Composed:
        self._write_row()
        return Composed("".join(self._parts), tuple(self._starts), tuple(self._confidence))

    def add(self, sorted_page: SortedPage, beside: Sequence[SortedPage]) -> None:
        """Write a page, given those before and after it: what stands on them too, in the same place, is left out."""
        number = len(self._starts) + (not sorted_page.page.goes_on)
        lines = [line for line in sorted_page.lines if not is_furniture(line, sorted_page, beside, number)]
        self._margins = _margins(sorted_page.page, lines) or self._margins
        rows = [
            block
            for grid, inside in zip(sorted_page.tables, sorted_page.cells, strict=True)
            for block in _rows(grid, inside)
        ]
        free = _paragraphs(lines, self._margins, [block.top for block in rows])
        blocks = sorted(free + rows, key=lambda block: block.top)
        if self._row and blocks:
            blocks = self._continue_table(self._row, blocks)
        self._write_row()
        if self._open and blocks and blocks[0].continues:
            self._go_on(blocks[0].line[0])
        if not sorted_page.page.goes_on:
            self._starts.append(self._length)
        if blocks and len(blocks[-1].line) > 1:
            self._row = blocks.pop()
            self._open = False
        elif blocks:
            self._open = blocks[-1].open
        for block in blocks:
            self._write(block)

    def _continue_table(self, row: _Block, blocks: list[_Block]) -> list[_Block]:
        """The blocks after a page that ended with this row: its cut off label is completed, and the cells that
        only continue merged ones over the page are left out."""
        first, *rest = blocks
        if len(first.line) == 1:
            return blocks
        whole = _whole(row, first)
        if whole:
            self._row = whole
            return rest
        empty = next((index for index, text in enumerate(first.line) if text), 0)
        return [first._replace(line=first.line[empty:], confidence=first.confidence[empty:]), *rest]

    def _write_row(self) -> None:
        if self._row:
            self._write(self._row)
            self._row = None

    def _go_on(self, text: str) -> None:
        """Take back the end of the last line: the paragraph goes on with this text."""
        self._parts.pop()
        self._length -= 1
        self._append(join_lines(self._parts[-1][-1:], text[:1])[1:-1])

    def _write(self, block: _Block) -> None:
        start = self._length
        for text, confidence in zip(block.line, block.confidence, strict=True):
            if confidence is not None:
                self._confidence.append((start, start + len(text), confidence))
            start += len(text) + len(BAR)
        self._append(BAR.join(block.line))
        self._append("\n")

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _whole(upper: _Block, lower: _Block) -> _Block | None:
    """The row that a page break cut in two: told by a bracket that the upper half opens and the lower one closes."""
    if len(upper.line) != len(lower.line):
        return None
    if any(above and below for above, below in zip(upper.line[1:], lower.line[1:], strict=True)):
        return None
    if not any(
        upper.line[0].count(opening) > upper.line[0].count(closing) and closing in lower.line[0]
        for opening, closing in ("（）", "()", "“”")
    ):
        return None
    line = tuple(join_lines(above, below) for above, below in zip(upper.line, lower.line, strict=True))
    sure = (upper.confidence, lower.confidence)
    confidence = tuple(
        min((value for value in pair if value is not None), default=None) for pair in zip(*sure, strict=True)
    )
    return upper._replace(line=line, confidence=confidence)


def compose(pages: Iterable[Page]) -> Composed:
    """The text of the pages in their order."""
    composer = _Composer()
    before: SortedPage | None = None
    here: SortedPage | None = None
    for after in chain(starmap(sorted_out, enumerate(pages)), (None,)):
        if here:
            apart = (before if not here.page.goes_on else None, after if after and not after.page.goes_on else None)
            composer.add(here, [sorted_page for sorted_page in apart if sorted_page])
        before, here = here, after
    return composer.composed()


def _margins(page: Page, lines: Sequence[WrittenLine]) -> _Margins | None:
    """Where full lines begin and end, on a page that has some."""
    wide = [line for line in lines if line.right - line.left > page.width * 0.5]
    return (min(line.left for line in wide), max(line.right for line in wide)) if wide else None


def _rows(grid: Grid, inside: Mapping[Cell, list[Glyph]]) -> Iterable[_Block]:
    if not inside:
        return
    for row in grid.rows():
        texts, sure = zip(*(_read_cell(cell, inside.get(cell, ())) for cell in row), strict=True)
        if len(texts) > 1 or any(texts):
            yield _Block(texts, sure, row[0].top)


def _read_cell(cell: Cell, glyphs: Sequence[Glyph]) -> tuple[str, float | None]:
    """The lines of a cell as one, and how sure it is. A number cut by the cell's edge is put together again."""
    if not glyphs:
        return "", None
    if len(glyphs) == 1 and " " not in glyphs[0].text:
        return glyphs[0].text, glyphs[0].confidence
    first, *more = written_lines(glyphs)
    if not more and " . " not in first.text:
        return first.text, first.confidence
    text, previous = first.text, first
    for line in more:
        room = cell.right - _CELL_PADDING - previous.right
        wrapped = room < line.size * 0.6 and len(previous.text) > 2
        text = text + line.text if wrapped else join_lines(text, line.text)
        previous = line
    if " . " in text and _SPACED_OUT.fullmatch(text):
        text = text.replace(" ", "")
    return text, least_sure((first.confidence, *(line.confidence for line in more)))


def _paragraphs(lines: Sequence[WrittenLine], margins: _Margins | None, table_tops: Sequence[float]) -> list[_Block]:
    blocks: list[_Block] = []
    previous: WrittenLine | None = None
    for line in lines:
        flush = full = False
        if margins and not is_row_of_figures(line.text):
            left, right = margins
            flush = line.left - left < 1.2 * line.size and not _HEADING.match(line.text)
            full = right - line.right < 1.6 * line.size and line.right - line.left > 0.5 * (right - left)
        follows = (
            previous is not None
            and blocks[-1].open
            and flush
            and line.top - previous.bottom < 1.5 * line.size
            and not any(previous.top < top < line.top for top in table_tops)
        )
        if follows:
            last = blocks[-1]
            text = join_lines(last.line[0], line.text)
            sure = tuple(value for value in (*last.confidence, line.confidence) if value is not None)
            blocks[-1] = _Block((text,), (min(sure, default=None),), last.top, last.continues, full)
        else:
            blocks.append(_Block((line.text,), (line.confidence,), line.top, continues=flush, open=full))
        previous = line
    return blocks
