"""Placed glyphs and ruling lines to the lines of a document: paragraphs put together again, tables row by row.

For formats that only say where each character stands (PDF, OFD, recognised pictures). Coordinates are points,
y downwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from core.document.lattice import Cell, Grid, Ruling, grids
from core.document.lines import BAR, Line
from core.document.lines import join as join_lines

_CELL_PADDING = 6.0
_LEAST_GAP = 0.2
_FIRST, _LEFT = itemgetter(0), itemgetter(1)
_PAGE_NUMBER = re.compile(
    r"[\s\-—–―－·~]*(?:第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|\d{1,3}|\d{1,3}\s*/\s*\d{1,3})[\s\-—–―－·~]*"
)
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、]")


class Glyph(NamedTuple):
    """A character (or a recognised word) and its box. A tuple, for there are thousands on a page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None
    """How sure the recognition of a picture was, between 0 and 1."""

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        height = self.bottom - self.top
        return height if height > 1.0 else 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page."""

    glyphs: Sequence[Glyph]
    rulings: Sequence[Ruling]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Written:
    """One written line and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    confidence: float | None = None


_Margins = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Block:
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

    def add(self, page: Page) -> None:
        tables, cells, lines = _sorted_out(page)
        self._margins = _margins(page, lines) or self._margins
        rows = [block for index, grid in enumerate(tables) for block in _rows(index, grid, cells)]
        free = _paragraphs(lines, self._margins, [block.top for block in rows])
        blocks = sorted(free + rows, key=lambda block: block.top)
        if self._row and blocks:
            blocks = self._continue_table(self._row, blocks)
        self._write_row()
        if self._open and blocks and blocks[0].continues:
            self._go_on(blocks[0].line[0])
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
        return [replace(first, line=first.line[empty:], confidence=first.confidence[empty:]), *rest]

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
        for index, (text, confidence) in enumerate(zip(block.line, block.confidence, strict=True)):
            if index:
                self._append(BAR)
            if text and confidence is not None:
                self._confidence.append((self._length, self._length + len(text), confidence))
            self._append(text)
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
    return replace(upper, line=line, confidence=confidence)


def compose(pages: Iterable[Page]) -> Composed:
    """The text of the pages in their order."""
    composer = _Composer()
    for page in pages:
        composer.add(page)
    return composer.composed()


def _sorted_out(page: Page) -> tuple[list[Grid], dict[tuple[int, Cell], list[Glyph]], list[_Written]]:
    """The tables of a page, the glyphs in each of their cells, and the lines beside the tables."""
    tables = grids(page.rulings)
    cells: dict[tuple[int, Cell], list[Glyph]] = {}
    free: list[Glyph] = []
    reach = [(grid.top, grid.bottom, index, grid) for index, grid in enumerate(tables)]
    for glyph in page.glyphs:
        y = glyph.y
        for top, bottom, index, grid in reach:
            cell = grid.at(glyph.x, y) if top <= y <= bottom else None
            if cell:
                cells.setdefault((index, cell), []).append(glyph)
                break
        else:
            free.append(glyph)
    return tables, cells, [line for line in written_lines(free) if not _is_page_number(line, page)]


def _margins(page: Page, lines: Sequence[_Written]) -> _Margins | None:
    """Where full lines begin and end, on a page that has some."""
    wide = [line for line in lines if line.right - line.left > page.width * 0.5]
    return (min(line.left for line in wide), max(line.right for line in wide)) if wide else None


def _rows(index: int, grid: Grid, inside: dict[tuple[int, Cell], list[Glyph]]) -> Iterable[_Block]:
    if not any(at == index for at, _ in inside):
        return
    for row in grid.rows():
        cells = [inside.get((index, cell), []) for cell in row]
        texts = tuple(_cell_text(cell, glyphs) for cell, glyphs in zip(row, cells, strict=True))
        if len(texts) > 1 or any(texts):
            yield _Block(texts, tuple(map(_surely, cells)), row[0].top)


def _cell_text(cell: Cell, glyphs: Sequence[Glyph]) -> str:
    """The lines of a cell as one. A number cut by the cell's edge is put together again."""
    text = ""
    previous: _Written | None = None
    for line in written_lines(glyphs):
        room = cell.right - _CELL_PADDING - previous.right if previous else 0.0
        wrapped = previous is not None and room < line.size * 0.6 and len(previous.text) > 2
        text = text + line.text if wrapped else join_lines(text, line.text)
        previous = line
    return text


def _surely(glyphs: Iterable[Glyph | _Written]) -> float | None:
    """The confidence of the least sure of them."""
    return min([glyph.confidence for glyph in glyphs if glyph.confidence is not None], default=None)


def written_lines(glyphs: Sequence[Glyph]) -> list[_Written]:
    """Glyphs as lines, top to bottom."""
    if not glyphs:
        return []
    heights = [glyph.y for glyph in glyphs]
    if max(heights) - min(heights) <= 0.5:
        return [_written(list(glyphs))]
    lines: list[list[Glyph]] = []
    middle = 0.0
    for y, size, glyph in sorted(
        [(y, glyph.size, glyph) for y, glyph in zip(heights, glyphs, strict=True)], key=_FIRST
    ):
        if lines and y - middle <= 0.5 * max(lines[-1][-1].size, size):
            lines[-1].append(glyph)
            middle += (y - middle) / len(lines[-1])
        else:
            lines.append([glyph])
            middle = y
    return [_written(line) for line in lines]


def _written(glyphs: list[Glyph]) -> _Written:
    if len(glyphs) == 1:
        (glyph,) = glyphs
        text, left, top, right, bottom, confidence = glyph
        return _Written(text, left, top, right, bottom, glyph.size, confidence)
    glyphs.sort(key=_LEFT)
    size = median([glyph.size for glyph in glyphs])
    parts: list[str] = []
    least = _LEAST_GAP * size
    end, edge, before = "", 0.0, 0.0
    """The last glyph's text, its right edge, and its left one."""
    for text, left, _, right, _, _ in glyphs:
        if end:
            # Bold by printing twice: the same character on the same spot.
            if text == end and left - before < 0.2 * size:
                continue
            gap = left - edge
            if gap > least and gap > _word_gap(end[-1], text[0]) * size:
                parts.append(" ")
        parts.append(text)
        end, edge, before = text, right, left
    return _Written(
        "".join(parts),
        glyphs[0].left,
        min([glyph.top for glyph in glyphs]),
        max([glyph.right for glyph in glyphs]),
        max([glyph.bottom for glyph in glyphs]),
        size,
        _surely(glyphs),
    )


def _word_gap(left: str, right: str) -> float:
    """The gap, in heights of a line, beyond which two neighbours are two words: wide between Chinese characters."""
    chinese = (left >= "\u2e80") + (right >= "\u2e80")
    return (_LEAST_GAP, 0.6, 1.2)[chinese]


def _paragraphs(lines: Sequence[_Written], margins: _Margins | None, table_tops: Sequence[float]) -> list[_Block]:
    blocks: list[_Block] = []
    previous: _Written | None = None
    for line in lines:
        flush = full = False
        if margins:
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


def _is_page_number(line: _Written, page: Page) -> bool:
    margin = page.height * 0.1
    at_edge = line.bottom < margin or line.top > page.height - margin
    return at_edge and bool(_PAGE_NUMBER.fullmatch(line.text))
