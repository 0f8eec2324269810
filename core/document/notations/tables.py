"""Rows of cells as html."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def table(rows: Iterable[Sequence[str]]) -> str:
    """A table on lines of its own; its cells are html already."""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"\n<table>{body}</table>\n"


def plain(text: str) -> str:
    """Words as html."""
    return escape(text, quote=False)
