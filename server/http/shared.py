"""What the servers behind one proxy share, in a small SQLite file: a secret, what is left to each client, and
drafts that may be stored."""

from __future__ import annotations

import os
import secrets
import sqlite3
from pathlib import Path

from core.errors import UsageError

_BUSY_SECONDS = 1.0
"""The longest that a server stands still because another one writes."""

_TABLES = {"secrets", "clients", "drafts"}


def open_shared(path: Path | None) -> sqlite3.Connection:
    """The file, made where it is missing and readable by its owner only; without a path one server's own memory.

    Raises UsageError where it can't be had, or holds something else.
    """
    try:
        if path is not None:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=_BUSY_SECONDS)
        held = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if held - _TABLES:
            connection.close()
            raise UsageError(f"GONGKAI_HTTP_SHARED: {path} holds something else: give a file of its own.")
        for statement in (
            "PRAGMA journal_mode = TRUNCATE",  # not WAL: two servers that start at once can't both turn to it
            "PRAGMA synchronous = OFF",
            "PRAGMA secure_delete = ON",
            "BEGIN IMMEDIATE",
            "CREATE TABLE IF NOT EXISTS secrets (one INTEGER PRIMARY KEY CHECK (one = 1), secret TEXT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS clients (client TEXT PRIMARY KEY, requests REAL NOT NULL, at REAL NOT NULL)",
            "CREATE INDEX IF NOT EXISTS clients_at ON clients (at)",
            "CREATE TABLE IF NOT EXISTS drafts (name TEXT PRIMARY KEY, person TEXT NOT NULL, file TEXT NOT NULL, "
            "data BLOB NOT NULL, origin TEXT, at REAL NOT NULL)",
            "COMMIT",
        ):
            connection.execute(statement)
    except (OSError, sqlite3.Error) as error:
        raise UsageError(f"GONGKAI_HTTP_SHARED: {path} can't be opened: {error}.") from error
    return connection


def secret(connection: sqlite3.Connection) -> str:
    """The secret of all servers that share the file."""
    connection.execute("INSERT OR IGNORE INTO secrets VALUES (1, ?)", (secrets.token_urlsafe(32),))
    kept: str = connection.execute("SELECT secret FROM secrets").fetchone()[0]
    return kept
