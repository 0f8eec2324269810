"""All tables as a folder of files with a `datapackage.json`, by the Frictionless specification of data packages."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from core.text.harmless import harmless_cell
from store.analysed import TABLES, Column, Row, Table
from store.archive import Archive
from store.export import Selection
from store.values import now

Packed = Literal["csv", "parquet"]

_TYPES = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "date"}
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def write_package(archive: Archive, selection: Selection, folder: Path, file_format: Packed = "csv") -> dict[str, int]:
    """Write the tables and what they are into an empty folder; how many rows each has. Raises UsageError.

    Rows are written as they are read: however many there are, few are in memory.
    """
    counts = {}
    for table in TABLES:
        path = folder / f"{table.name}.{file_format}"
        rows = table.rows(archive, selection)
        counts[table.name] = (
            _write_csv(path, table, rows) if file_format == "csv" else _write_parquet(path, table, rows)
        )
    package = {
        "profile": "tabular-data-package",
        "name": "gongkai",
        "title": "政府信息公开工作年度报告数据 · Figures of annual reports on open government information",
        "created": now(),
        "resources": [_resource(table, folder / f"{table.name}.{file_format}", file_format) for table in TABLES],
    }
    (folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return counts


def _write_csv(path: Path, table: Table, rows: Iterable[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in table.columns])
        for row in rows:
            writer.writerow([_csv_cell(value) for value in row])
            count += 1
    return count


def _csv_cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else harmless_cell(value)


def _write_parquet(path: Path, table: Table, rows: Iterable[Row]) -> int:
    from store.parquet import write_parquet

    return write_parquet(path, table, rows)


def _resource(table: Table, path: Path, file_format: Packed) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": table.name,
        "title": f"{table.title_zh} · {table.title_en}",
        "path": path.name,
        "format": file_format,
        "mediatype": _MEDIA[file_format],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_sha256(path)}",
        "schema": {
            "fields": [_field(column, required=column.name in table.key) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": other, "fields": list(_table(other).key)}}
                for column, other in table.leads_to.items()
            ],
        },
    }
    return told | ({"profile": "tabular-data-resource", "encoding": "utf-8"} if file_format == "csv" else {})


def _field(column: Column, *, required: bool) -> dict[str, Any]:
    told = {
        "name": column.name,
        "type": _TYPES[column.kind],
        "title": column.title_zh,
        "description": column.title_en,
    }
    return told | ({"constraints": {"required": True}} if required else {})


def _table(name: str) -> Table:
    return next(table for table in TABLES if table.name == name)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
