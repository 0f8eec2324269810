"""The short shapes of what is returned: rows under the names of their columns, pages, what a figure carries with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from core.asking.found.values import Found

Mark = tuple[str, Any]

_MOST_TEXT = 8_000
"""Characters of one page of a text."""


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """Rows, each in the order of the columns."""
    return {"columns": list(columns), "rows": [list(row) for row in rows]}


def page(total: int, offset: int, limit: int) -> dict[str, int | None]:
    """Where to go on."""
    return {"next_offset": offset + limit if offset + limit < total else None}


def text_page(text: str, start: int) -> dict[str, Any]:
    """A page of a text from one character on, and where to go on."""
    end = min(start + _MOST_TEXT, len(text))
    following = end if end < len(text) else None
    return {"text": text[start:end], "start": start, "length": len(text), "next_start": following}


def marks_of(found: Found) -> Iterator[Mark]:
    """What must be known of a figure beside its value."""
    if found.inferred:
        yield "inferred", True
    if found.corrected:
        yield "corrected", True
    if not found.derived and found.figures[0].other_value is not None:
        yield "other_value", found.figures[0].other_value
    sure = [figure.confidence for figure in found.figures if figure.confidence is not None]
    if sure:
        yield "confidence", round(min(sure), 3)
