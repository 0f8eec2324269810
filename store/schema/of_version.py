"""Tables that hold what this version knows, for SQL to read: rows of another version make way for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

Row = tuple[object, ...]
Tables = Mapping[str, Sequence[Row]]
"""The rows by table, in an order in which they may be filled."""


def write_rows(db: sqlite3.Connection, tables: Tables) -> None:
    """Write down the rows of this version in the place of all others."""
    for table in reversed([*tables]):
        db.execute(f"DELETE FROM {table}")
    for table, rows in tables.items():
        for row in rows:
            db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def holds_rows(db: sqlite3.Connection, tables: Tables) -> bool:
    """Whether the rows of this version stand there, and no others."""
    return all(set(db.execute(f"SELECT * FROM {table}").fetchall()) == set(rows) for table, rows in tables.items())
