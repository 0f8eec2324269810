"""Tables as Parquet, by pyarrow (extra `parquet`): typed, some thousand rows in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from core.errors import UsageError
from core.text.harmless import harmless
from store.analysed import Row, Table, Value

if TYPE_CHECKING:
    import pyarrow

_AT_ONCE = 20_000


def write_parquet(into: Path | BinaryIO, table: Table, rows: Iterable[Row]) -> int:
    """Write one file; how many rows it has. Raises UsageError where the extra is missing."""
    arrow, parquet = _libraries()
    schema, count = _schema(arrow, table), 0
    with parquet.ParquetWriter(into, schema, compression="zstd") as writer:
        for some in _parts(rows):
            writer.write_batch(_batch(arrow, schema, some))
            count += len(some)
    return count


def write_parquet_by_year(folder: Path, table: Table, rows: Iterable[Row]) -> int:
    """Write `year=2018/figures.parquet` and so on into a folder, as DuckDB, pandas and Spark read partitions."""
    arrow, parquet = _libraries()
    place = [column.name for column in table.columns].index("year")
    schema, count = _schema(arrow, table).remove(place), 0
    waiting: dict[int, list[Row]] = {}
    with ExitStack() as stack:
        writers: dict[int, Any] = {}

        def write(year: int) -> None:
            if year not in writers:
                part = folder / f"year={year}"
                part.mkdir()
                writers[year] = stack.enter_context(
                    parquet.ParquetWriter(part / f"{table.name}.parquet", schema, compression="zstd")
                )
            writers[year].write_batch(_batch(arrow, schema, waiting.pop(year)))

        for row in rows:
            year = row[place]
            assert isinstance(year, int)
            kept = waiting.setdefault(year, [])
            kept.append(row[:place] + row[place + 1 :])
            count += 1
            if len(kept) == _AT_ONCE:
                write(year)
        for year in sorted(waiting):
            write(year)
    return count


def _libraries() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError("Parquet needs an extra: pip install 'gongkai[parquet]' (CSV and JSON do not).") from None
    return pyarrow, pyarrow.parquet


def _schema(arrow: Any, table: Table) -> pyarrow.Schema:
    types = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
    }
    return arrow.schema(
        [
            arrow.field(
                column.name,
                types[column.kind],
                metadata={"title": f"{column.title_zh} · {column.title_en}"},
            )
            for column in table.columns
        ]
    )


def _batch(arrow: Any, schema: pyarrow.Schema, rows: Iterable[Row]) -> Any:
    columns = zip(*rows, strict=True)
    return arrow.record_batch(
        [_array(arrow, column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )


def _array(arrow: Any, column: Iterable[Value], kind: Any) -> Any:
    told: Callable[[str], Any] = date.fromisoformat if kind == arrow.date32() else harmless
    return arrow.array([told(value) if isinstance(value, str) else value for value in column], kind)


def _parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    following = iter(rows)
    while some := list(islice(following, _AT_ONCE)):
        yield some
