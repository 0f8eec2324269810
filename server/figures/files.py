"""The figures that a page shows as a file, under the heads that exports give them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from core.types import Language
from store.columns import COLUMNS
from store.export import Cell, TableFormat, write_table

_CHINESE = dict(COLUMNS) | {"status": "有无", "derived": "推算"}


def table_file(
    file_format: TableFormat, sheet: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], language: Language
) -> bytes:
    """A file of one table; `columns` are the English heads. Raises UsageError where workbooks need an extra."""
    stream = BytesIO()
    heads = [_CHINESE[one] for one in columns] if language == "zh" else columns
    write_table(stream, file_format, sheet, heads, rows)
    return stream.getvalue()
