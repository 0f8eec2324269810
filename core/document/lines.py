"""The lines a reader collects, and the text they make: one paragraph or one table row a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

Line = tuple[str, ...]
"""A paragraph as one part; a table row as its cells."""

BAR = " | "
_PROSE = 200


def render(lines: Iterable[Line]) -> str:
    """The text of the lines, a row's cells apart by bars."""
    return "".join(f"{BAR.join(line)}\n" for line in lines)


def flatten(lines: Sequence[Line]) -> str:
    """The lines of one cell as one: wrapped Chinese joins without a space, rows of a nested table with one."""
    if len(lines) == 1 == len(lines[0]):
        return lines[0][0]
    text = ""
    for line in lines:
        text = join(text, " ".join(part for part in line if part))
    return text


def join(left: str, right: str) -> str:
    """Two halves of a wrapped line: a space only where two words, or two numbers, would run together."""
    if not left or not right:
        return left or right
    return left + right if left[-1] >= "\u2e80" or right[0] >= "\u2e80" else f"{left} {right}"


def row_lines(cells: Sequence[Sequence[Line]]) -> list[Line]:
    """A table row, given the lines of each of its cells.

    A row of data is one line. Where a cell holds prose or a table of its own, the table only places things on
    the page: the lines of its cells then stand one after another.
    """
    if any(_is_layout(cell) for cell in cells):
        return [line for cell in cells for line in cell]
    row = tuple(flatten(cell) for cell in cells)
    return [row] if len(row) > 1 or any(row) else []


def _is_layout(cell: Sequence[Line]) -> bool:
    if len(cell) == 1 == len(cell[0]):
        return len(cell[0][0]) > _PROSE
    rows = sum(1 for line in cell if len(line) > 1)
    return rows > 1 or sum(len(part) for line in cell for part in line) > _PROSE


def table_lines(rows: Sequence[Line]) -> Iterator[Line]:
    """Rows as lines. Lone cells before the first and after the last row of several are titles and notes."""
    filled = [sum(1 for cell in row if cell) for row in rows]
    table = [index for index, count in enumerate(filled) if count > 1]
    for index, row in enumerate(rows):
        if not filled[index]:
            continue
        lone = next(cell for cell in row if cell) if filled[index] == 1 else ""
        if lone and (not table or not table[0] < index < table[-1] or len(lone) > _PROSE):
            yield (lone,)
        else:
            yield row
