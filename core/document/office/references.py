"""Cells and areas as formulas name them: B2, B2:D4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from core.document.office.grid import Place

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LARGEST = 10_000


def place_of(reference: str) -> Place | None:
    """The row and column of a cell, both from 1."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    letters, row = match.groups()
    return int(row), _column(letters)


def name_of(row: int, column: int) -> str:
    """The name of a cell, given its row and column from 1."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


def places_in(area: str) -> Iterator[Place]:
    """The places of an area. Those larger than any table are left alone."""
    first, last = (place_of(corner) for corner in (area.partition(":")[0], area.rpartition(":")[2]))
    if first and last and (last[0] - first[0] + 1) * (last[1] - first[1] + 1) <= _LARGEST:
        for row in range(first[0], last[0] + 1):
            for column in range(first[1], last[1] + 1):
                yield row, column


@cache
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column
