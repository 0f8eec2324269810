"""AsciiDoc: cells begin with a bar, before which may stand how many columns and rows they span."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from core.document.notations.tables import plain, table

_BLOCK = re.compile(
    r"(?:^\[(?P<options>[^\]\n]*)\][ ]*\n)?^\|={3,}[ ]*\n(?P<body>.*?)^\|={3,}[ ]*$", re.MULTILINE | re.DOTALL
)
_CELL = re.compile(
    r"(?:(?<=\s)|^)(?:(?P<across>\d{1,3})?(?:\.(?P<down>\d{1,3}))?(?P<kind>[+*]))?[<^>.]{0,4}[a-z]?\|", re.MULTILINE
)
_COLUMNS = re.compile(r"cols=\"?(?:(?P<times>\d{1,3})\*|(?P<list>[^\"]*))")
_HEADING = re.compile(r"^=+ (?=\S)", re.MULTILINE)
_INLINE = (
    (re.compile(r"\[\.?line-through\]#+([^#\n]*)#+"), r"<s>\1</s>"),
    (re.compile(r"\^([^\^\s]{1,12})\^"), r"<sup>\1</sup>"),
    (re.compile(r"(?<![\w*])\*([^*\n|]+)\*(?![\w*])"), r"\1"),
)
_MOST_SPANNED = 100


def from_asciidoc(text: str) -> str:
    """The text with its tables as html."""
    done, parts = 0, []
    for block in _BLOCK.finditer(text):
        parts.append(_words(text[done : block.start()]))
        cells = [*_cells(block["body"])]
        parts.append(table(rows_of_width(cells, _width(block["options"] or "", block["body"]))))
        done = block.end()
    return "".join((*parts, _words(text[done:])))


def _words(text: str) -> str:
    text = plain(_HEADING.sub("", text))
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text


def _cells(body: str) -> Iterator[tuple[str, int, int]]:
    """The words of each cell, and how many columns and rows it spans."""
    marks = [*_CELL.finditer(body)]
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(body)
        words = _words(" ".join(body[mark.end() : end].split()))
        times = int(mark["across"] or 1) if mark["kind"] == "*" else 1
        across = int(mark["across"] or 1) if mark["kind"] == "+" else 1
        for _ in range(min(times, _MOST_SPANNED)):
            yield words, min(across, _MOST_SPANNED), min(int(mark["down"] or 1), _MOST_SPANNED)


def _width(options: str, body: str) -> int:
    """How many columns the table has: as said before it, else as many as its first line has cells."""
    said = _COLUMNS.search(options)
    if said:
        return int(said["times"]) if said["times"] else said["list"].count(",") + 1
    first = next((line for line in body.splitlines() if line.strip()), "")
    return sum(across for _, across, _ in _cells(first))


def rows_of_width(cells: Iterable[tuple[str, int, int]], width: int) -> Iterator[list[str]]:
    """The cells row by row: one is full when its cells, and those that reach down into it, fill the columns."""
    row: list[str] = []
    filled = 0
    reaching: list[tuple[int, int]] = []
    """Columns, and how many rows more a cell of so many reaches down."""
    for words, across, down in cells:
        row.append(words)
        filled += across
        if down > 1:
            reaching.append((across, down))
        while row and filled >= width:
            yield row
            reaching = [(columns, left - 1) for columns, left in reaching if left > 1]
            row, filled = [], sum(columns for columns, _ in reaching)
    if row:
        yield row
