"""Comma-separated values."""

from __future__ import annotations

import csv
import io

from core.document.lines import flatten, render, table_lines
from core.document.office.numbers import unguarded
from core.errors import ReadError
from core.types import Document

_DELIMITERS = (",", "\t", ";")


def read_csv(text: str) -> Document:
    """The document of decoded comma-, tab- or semicolon-separated values. Raises ReadError: unreadable."""
    head = text[:20_000]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        rows = [
            tuple(unguarded(flatten([(part.strip(),) for part in cell.splitlines()])) for cell in row)
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
        ]
    except csv.Error as error:
        raise ReadError("unreadable", "The comma-separated values are damaged.") from error
    return Document(text=render(table_lines(rows)), format="csv")
