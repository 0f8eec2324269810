"""Rows of tables as a programming language prints them: ['规章', None, '3'], ('规章', '3'), array('规章', '3')."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator

from core.document.notations.tables import plain, table

_LONGEST = 1_000_000
CALLED = r"(?:[A-Za-z_][^'\"()\n]{0,80})?\([ ]*(?=['\"])([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)[ ]*[,;]?"
"""A row in round brackets, whatever is called with it or told to take it."""
_CALLED = re.compile(CALLED)
_CELL = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"|([+-]?\d[\d.]*|None|NULL|null)")
_NOTHING = ("None", "NULL", "null")


def from_printed_lists(text: str) -> str:
    """The text with its printed lists as tables."""
    parts: list[str] = []
    waiting: list[list[str]] = []
    for line in text.splitlines():
        rows = [*_rows(line.strip().rstrip(","))]
        waiting += rows
        if not rows:
            parts += (table(waiting), plain(line) + "\n") if waiting else (plain(line) + "\n",)
            waiting = []
    return "".join((*parts, table(waiting) if waiting else ""))


def _rows(line: str) -> Iterator[list[str]]:
    """The rows of a list, a list of rows, or a list of tables; of one printed over several lines those on this one."""
    if (called := _CALLED.fullmatch(line)) and len(line) <= _LONGEST:
        yield from _of_strings(called[1])
        return
    if not line.startswith("[") or not line.endswith("]") or len(line) > _LONGEST:
        return
    opened = line.count("[") - line.count("]")
    line = line[max(opened, 0) : len(line) + min(opened, 0)]
    for load in (json.loads, ast.literal_eval):
        try:
            yield from _flat(load(line))
            return
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            continue


def _of_strings(written: str) -> Iterator[list[str]]:
    """The row of strings and numbers in brackets, commas or blanks between them; none where anything else is there."""
    cells = [next(filter(None, found), "") for found in _CELL.findall(written)]
    if len(cells) > 1 and not _CELL.sub("", written).strip(", \t"):
        yield [plain("" if cell in _NOTHING else cell) for cell in cells]


def _flat(value: object) -> Iterator[list[str]]:
    if not isinstance(value, list) or not value:
        return
    if any(isinstance(part, list) for part in value):
        for part in value:
            yield from _flat(part)
    else:
        yield ["" if part is None else plain(" ".join(str(part).split("\n"))) for part in value]
