"""Placed glyphs and ruling lines to the lines of a document: paragraphs put together again, tables row by row.

For formats that only say where each character stands (PDF, OFD, recognised pictures). Coordinates are points,
y downwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, starmap
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from core.document.fixed.lattice import Cell, Grid, Ruling, grids
from core.document.lines import BAR, Line
from core.document.lines import join as join_lines

_CELL_PADDING = 6.0
_LEAST_GAP = 0.2
_FIRST, _LEFT, _HEIGHT = itemgetter(0), itemgetter(1), itemgetter(2, 4)
_DASH = r"[\-—–―－·~]"
_PAGE_NUMBER = re.compile(
    rf"(?:{_DASH}|\s)*第\s*\d{{1,3}}\s*页(?:\s*[,，/]?\s*共\s*\d{{1,3}}\s*页)?(?:{_DASH}|\s)*"
    rf"|{_DASH}(?:{_DASH}|\s)*\d{{1,3}}(?:{_DASH}|\s)*{_DASH}|\d{{1,3}}\s*/\s*\d{{1,3}}"
)
_BARE_NUMBER = re.compile(r"\d{1,3}")
_ROW_OF_FIGURES = re.compile(r"(?:.*\s)?[+−-]?\d[\d,.]*(?:\s+[+−-]?\d[\d,.]*){2}")
_NUMBER = re.compile(
    r"[\s\-—–―－·~]*(?:第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|\d{1,3}|\d{1,3}\s*/\s*\d{1,3})[\s\-—–―－·~]*"
)
_NUMBER = re.compile(r"\d+")
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
    goes_on: bool = False
    """The second half of a spread: it has the number of the first."""
    illegible: bool = False
    """A picture on which little can be made out, and so nothing is told."""


class _Written(NamedTuple):
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

    def add(self, sheet: _Sheet, beside: Sequence[_Sheet]) -> None:
        """Write a page, given those before and after it: what stands on them too, in the same place, is left out."""
        number = len(self._starts) + (not sheet.page.goes_on)
        lines = [line for line in sheet.lines if not _is_furniture(line, sheet, beside, number)]
        self._margins = _margins(sheet.page, lines) or self._margins
        rows = [block for grid, inside in zip(sheet.tables, sheet.cells, strict=True) for block in _rows(grid, inside)]
        free = _paragraphs(lines, self._margins, [block.top for block in rows])
        blocks = sorted(free + rows, key=lambda block: block.top)
        if self._row and blocks:
            blocks = self._continue_table(self._row, blocks)
        self._write_row()
        if self._open and blocks and blocks[0].continues:
            self._go_on(blocks[0].line[0])
        if not sheet.page.goes_on:
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
            if confidence is not None:
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
    before: _Sheet | None = None
    here: _Sheet | None = None
    for after in chain(starmap(_sorted_out, enumerate(pages)), (None,)):
        if here:
            apart = (before if not here.page.goes_on else None, after if after and not after.page.goes_on else None)
            composer.add(here, [sheet for sheet in apart if sheet])
        before, here = here, after
    return composer.composed()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page sorted out: its tables, the glyphs in the cells of each of them, and the lines beside the tables."""

    number: int
    page: Page
    tables: list[Grid]
    cells: list[dict[Cell, list[Glyph]]]
    lines: list[_Written]


def _sorted_out(number: int, page: Page) -> _Sheet:
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
    return _Sheet(number, page, tables, cells, written_lines(free))


def _margins(page: Page, lines: Sequence[_Written]) -> _Margins | None:
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
    first, *more = written_lines(glyphs)
    text, previous = first.text, first
    for line in more:
        room = cell.right - _CELL_PADDING - previous.right
        wrapped = room < line.size * 0.6 and len(previous.text) > 2
        text = text + line.text if wrapped else join_lines(text, line.text)
        previous = line
    return text, _least((first.confidence, *(line.confidence for line in more)))


def _least(confidence: Sequence[float | None]) -> float | None:
    """The least of what is known."""
    if confidence.count(None) == len(confidence):
        return None
    return min(value for value in confidence if value is not None)


def written_lines(glyphs: Sequence[Glyph]) -> list[_Written]:
    """Glyphs as lines, top to bottom."""
    if len(glyphs) < 2:
        return [_written(glyphs)] if glyphs else []
    heights = [(top + bottom) / 2 for _, _, top, _, bottom, _ in glyphs]
    if max(heights) - min(heights) <= 0.5:
        return [_written(glyphs)]
    lines: list[list[Glyph]] = []
    middle = before = 0.0
    for y, glyph in sorted(zip(heights, glyphs, strict=True), key=_FIRST):
        size = glyph.size
        if lines and y - middle <= 0.5 * (before if before > size else size):
            lines[-1].append(glyph)
            middle += (y - middle) / len(lines[-1])
        else:
            lines.append([glyph])
            middle = y
        before = size
    return [_written(line) for line in lines]


def _written(glyphs: Sequence[Glyph]) -> _Written:
    if len(glyphs) == 1:
        (glyph,) = glyphs
        text, left, top, right, bottom, confidence = glyph
        return _Written(text, left, top, right, bottom, glyph.size, confidence)
    texts, lefts, tops, rights, bottoms, sure = zip(*sorted(glyphs, key=_LEFT), strict=True)
    size = _middle_size(tops, bottoms)
    parts: list[str] = []
    least = _LEAST_GAP * size
    end, edge, before = "", 0.0, 0.0
    """The last glyph's text, its right edge, and its left one."""
    for text, left, right in zip(texts, lefts, rights, strict=True):
        if end:
            # Bold by printing twice: the same character on the same spot.
            if text == end and left - before < 0.2 * size:
                continue
            gap = left - edge
            if gap > least and gap > _word_gap(end[-1], text[0]) * size:
                parts.append(" ")
        parts.append(text)
        end, edge, before = text, right, left
    return _Written("".join(parts), lefts[0], min(tops), max(rights), max(bottoms), size, _least(sure))


def _middle_size(tops: Sequence[float], bottoms: Sequence[float]) -> float:
    """The median height of glyphs, one point at least; most lines know but one."""
    top, bottom = min(tops), max(bottoms)
    if max(tops) == top and min(bottoms) == bottom:
        return max(bottom - top, 1.0)
    return median([max(bottom - top, 1.0) for top, bottom in zip(tops, bottoms, strict=True)])


def _word_gap(left: str, right: str) -> float:
    """The gap, in heights of a line, beyond which two neighbours are two words: wide between Chinese characters."""
    chinese = (left >= "\u2e80") + (right >= "\u2e80")
    return (_LEAST_GAP, 0.6, 1.2)[chinese]


def _paragraphs(lines: Sequence[_Written], margins: _Margins | None, table_tops: Sequence[float]) -> list[_Block]:
    blocks: list[_Block] = []
    previous: _Written | None = None
    for line in lines:
        flush = full = False
        if margins and not _ROW_OF_FIGURES.fullmatch(line.text):
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


def _at_edge(line: _Written, page: Page) -> bool:
    margin = page.height * 0.1
    return line.bottom < margin or line.top > page.height - margin


def _is_furniture(line: _Written, sheet: _Sheet, beside: Sequence[_Sheet], number: int) -> bool:
    """Whether a line at the edge of a page is its number, or stands on a page beside it too: a printer's address, a
    running title.

    At the top it stays on the first page: there it may be the title.
    """
    if not _at_edge(line, sheet.page):
        return False
    if _PAGE_NUMBER.fullmatch(line.text) or (_BARE_NUMBER.fullmatch(line.text) and int(line.text) == number):
        return True
    at_top = line.bottom < sheet.page.height / 2
    return any(
        abs(other.top - line.top) < line.size
        and _runs_on(line.text, other.text, 1 if neighbour.number > sheet.number else -1)
        for neighbour in beside
        for other in neighbour.lines
        if not (at_top and neighbour.number > sheet.number) or _BARE_NUMBER.fullmatch(line.text)
    )


def _runs_on(here: str, there: str, step: int) -> bool:
    """Whether a line of the page beside is the same but for the number of the page. A row of figures never is."""
    if _NUMBER.sub("0", here) != _NUMBER.sub("0", there):
        return False
    if _ROW_OF_FIGURES.fullmatch(here):
        return False
    numbers = zip(_NUMBER.findall(here), _NUMBER.findall(there), strict=True)
    changed = [int(other) - int(number) for number, other in numbers if number != other]
    return changed == [step] or (not changed and any(map(str.isalpha, here)))
