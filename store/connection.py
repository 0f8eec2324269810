"""Opening the database file: for writing (made and migrated where needed) or for reading only."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Literal, TypeVar

from core.errors import GongkaiError, UsageError
from core.forms.indicators import indicators
from store import schema
from store.naming import is_kept, keep_all_names, keep_names
from store.schema.codes import add_new_indicators, indicator_ids
from store.schema.worked_out import fill_worked_out, is_filled
from store.schema.year_rules import fill_year_rules, has_year_rules
from store.standing import Standing, address, may_be_written

Fetched = TypeVar("Fetched")
Mode = Literal["rw", "ro"]
SqlRow = tuple[Any, ...]

PATIENCE = 60.0
"""Seconds that one waits who finds another program writing."""

_REASONS = {
    "malformed": "is damaged: restore it from a copy.",
    "locked": "is being written by another program: try again later.",
    "full": "has no room on its disk: make room, then run the same command again.",
    "readonly": "may not be written: give yourself permission to write it and its folder.",
    "unable to open": "can't be opened: give yourself permission to read it and to use its folder.",
}
"""What SQLite says, and what to do about it."""

_BESIDE = "-journal"
"""What the longest name of SQLite's files beside a database ends with."""

_CACHE_KIB = 16 * 1024
"""Of pages while reading: with SQLite's 2 MB every figure of a large database is three times as slow."""


def connect(path: Path, mode: Mode, patience: float = PATIENCE) -> Connection:
    """A migrated database.

    Raises UsageError where the file is missing (reading) or is not one of ours, GongkaiError where it can't be used.
    """
    _refuse_what_is_no_file(path)
    try:
        return Connection(
            lambda: _open_for_reading(path) if mode == "ro" else (_open_for_writing(path, patience), None)
        )
    except UnicodeDecodeError:
        # SQLite's own message holds the broken name of a table.
        raise GongkaiError(f"{path} {_REASONS['malformed']}") from None
    except sqlite3.DatabaseError as error:
        raise _explained(path, error) from None


def refuse_foreign(path: Path) -> None:
    """Raise UsageError where a file is no database of ours, of whatever version."""
    if not path.exists():
        raise UsageError(f"There is no database {path}.")
    _refuse_what_is_no_file(path)
    uri, _ = address(path)
    try:
        db = _database(uri)
        try:
            if not _is_ours(db):
                raise UsageError(f"{path} holds no reports of gongkai.")
        finally:
            db.close()
    except sqlite3.DatabaseError as error:
        raise _explained(path, error) from None


class Connection:
    """Statements with their values, rows as tuples.

    A file that is read as it stands is opened again when it was changed: no row of before and after is ever told.
    """

    def __init__(self, open_file: Callable[[], tuple[sqlite3.Connection, Standing | None]]) -> None:
        self._open = open_file
        self._db, self._standing = open_file()
        self._times_opened = 1
        self.indicator_id = indicator_ids(self._db)
        self.indicator = {number: code for code, number in self.indicator_id.items()}

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def run(self, sql: str, *values: object) -> None:
        """Carry out one statement."""
        self._db.execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Carry out one statement for every row of values."""
        self._db.executemany(sql, rows)

    def insert(self, sql: str, *values: object) -> int:
        """Add one row; its number."""
        number = self._db.execute(sql, values).lastrowid
        assert number is not None
        return number

    def all(self, sql: str, *values: object) -> list[SqlRow]:
        """Every row."""
        return self._read(lambda cursor: cursor.fetchall(), sql, values)

    def first(self, sql: str, *values: object) -> SqlRow | None:
        """The first row, or None."""
        row: SqlRow | None = self._read(lambda cursor: cursor.fetchone(), sql, values)
        return row

    def one(self, sql: str, *values: object) -> SqlRow:
        """The row that must be there."""
        row = self.first(sql, *values)
        assert row is not None
        return row

    def indicator_number(self, code: str) -> int:
        """The number that stands for an indicator. Raises UsageError where there is no such code."""
        number = self.indicator_id.get(code)
        if number is None:
            raise UsageError(f"There is no indicator {code!r}.")
        return number

    def indicator_numbers(self, codes: Iterable[str]) -> list[int]:
        """The numbers of those indicators the database holds. Raises UsageError for a code that does not exist.

        A database that is older than the dictionary holds no figures of what was added since.
        """
        held = (code for code in codes if code in self.indicator_id or code not in indicators())
        return [self.indicator_number(code) for code in held]

    def names_are_kept(self) -> bool:
        """Whether the names of bodies are kept as this version of the program takes them apart."""
        return is_kept(self._db)

    def keep_names(self, number: int, name: str, division_code: str | None) -> None:
        """Keep the names of a new body."""
        keep_names(self._db, number, name, division_code)

    def version(self) -> tuple[int, int]:
        """What changes when another connection commits."""
        (version,) = self.one("PRAGMA data_version")
        return self._times_opened, version

    def writing(self) -> AbstractContextManager[None]:
        """One transaction that waits its turn behind other writers, and leaves nothing behind when it fails."""
        return _writing(self._db)

    @contextmanager
    def nested(self) -> Iterator[None]:
        """A part of a transaction that leaves nothing behind when it fails."""
        self._db.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK TO part")
            raise
        finally:
            self._db.execute("RELEASE part")

    def _read(self, fetch: Callable[[sqlite3.Cursor], Fetched], sql: str, values: tuple[object, ...]) -> Fetched:
        while True:
            failed: sqlite3.DatabaseError | None = None
            try:
                fetched = fetch(self._db.execute(sql, values))
            except sqlite3.DatabaseError as error:
                failed = error
            if self._standing is not None and not self._standing.stands():
                self._open_again()
            elif failed is not None:
                raise failed
            else:
                return fetched

    def _open_again(self) -> None:
        self._db.close()
        self._db, self._standing = self._open()
        self._times_opened += 1


@contextmanager
def _writing(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _open_for_reading(path: Path) -> tuple[sqlite3.Connection, Standing | None]:
    if not path.exists():
        raise UsageError(f"There is no database {path}: store reports first with `gongkai ingest`.")
    uri, standing = address(path)
    db = _database(uri)
    try:
        if not _is_ours(db):
            raise UsageError(f"{path} holds no reports: store some first with `gongkai ingest`.")
        _refuse_newer(db, path)
        if schema.is_older(db):
            raise UsageError(
                f"{path} is of an older version: run `gongkai reread` once with it to bring it up to date."
            )
        db.execute("PRAGMA query_only = ON")
        db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    except BaseException:
        db.close()
        raise
    return db, standing


def _open_for_writing(path: Path, patience: float) -> sqlite3.Connection:
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent} for the database {path.name}.")
    if path.exists() and not may_be_written(path):
        # Else SQLite would make its files beside it, of an owner that keeps the writers out.
        raise UsageError(f"{path} {_REASONS['readonly']}")
    if sys.platform != "win32" and len(os.fsencode(path.name + _BESIDE)) > os.pathconf(path.parent, "PC_NAME_MAX"):
        raise UsageError(f"{path.name} is too long a name: SQLite needs room for files beside it.")
    if not path.exists():
        # The owner's alone: it holds names and accounts of people. SQLite makes its files beside it like it.
        try:
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        except OSError as error:
            raise UsageError(f"{path} can't be made: {error.strerror}.") from None
    db = _database(path.absolute().as_uri(), patience)
    try:
        if not _is_ours(db) and schema.tables(db):
            raise UsageError(f"{path} is a database of another program.")
        _refuse_newer(db, path)
        _use_wal(db)
        db.execute("PRAGMA foreign_keys = ON")
        # What a person is told is done is on the disk, whatever happens to the machine then.
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA fullfsync = ON")
        if schema.is_older(db):
            with _writing(db):
                schema.apply(db)
        if not indicators().keys() <= indicator_ids(db).keys():
            with _writing(db):
                add_new_indicators(db)
        if not is_filled(db):
            with _writing(db):
                fill_worked_out(db)
        if not has_year_rules(db):
            with _writing(db):
                fill_year_rules(db)
        if not is_kept(db):
            with _writing(db):
                keep_all_names(db)
    except BaseException:
        db.close()
        raise
    return db


def _database(uri: str, patience: float = PATIENCE) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=patience)


def _is_ours(db: sqlite3.Connection) -> bool:
    return {"reports", "fact_rows"} <= schema.tables(db)


def _refuse_newer(db: sqlite3.Connection, path: Path) -> None:
    if schema.is_newer(db):
        raise UsageError(f"{path} was written by a newer version of gongkai: update gongkai to use it.")


def _use_wal(db: sqlite3.Connection) -> None:
    """Switch to WAL; the switch ignores the busy timeout, so two processes that make one file at once must retry."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _refuse_what_is_no_file(path: Path) -> None:
    if path.is_dir():
        raise UsageError(f"{path} is a folder, not a database file.")
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is a pipe or a device, not a database file.")


def _explained(path: Path, error: sqlite3.DatabaseError) -> GongkaiError:
    reason = str(error)
    if "not a database" in reason:
        return UsageError(f"{path} is not a SQLite database.")
    for words, sentence in _REASONS.items():
        if words in reason:
            return GongkaiError(f"{path} {sentence}")
    return GongkaiError(f"{path} can't be opened ({reason}): see whether its disk is whole, then try again.")
