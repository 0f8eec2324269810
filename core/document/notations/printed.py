"""Rows of tables as a programming language prints them: ['规章', None, '3']."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator

from core.document.notations.tables import plain, table

_LONGEST = 1_000_000


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


def _flat(value: object) -> Iterator[list[str]]:
    if not isinstance(value, list) or not value:
        return
    if any(isinstance(part, list) for part in value):
        for part in value:
            yield from _flat(part)
    else:
        yield ["" if part is None else plain(" ".join(str(part).split("\n"))) for part in value]
