"""SQL of strangers over the views: one statement that reads, on a connection of its own, within limits.

The authorizer lets a statement read the columns that the views themselves read, and nothing else. A query may name a
common table expression like a view, and SQLite then tells the authorizer that name: what no view shows (the bytes and
the text of documents, corrections, the schema) is therefore not allowed under any name.
"""

from __future__ import annotations

import math
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.errors import UsageError
from store.standing import address

VIEWS = ("figures", "figures_by_applicant", "facts", "checks", "coverage", "report_list")

MOST_ROWS = 500
MOST_CHARACTERS = 100_000
"""Of all values of a result together."""

SECONDS = 5.0
"""The longest a statement may run."""

_LONGEST_VALUE = 1_000_000
_STEPS_BETWEEN_LOOKS = 5_000
_FUNCTIONS = re.compile(
    r"abs|avg|ceil|ceiling|char|coalesce|count|cume_dist|date|dense_rank|first_value|floor|glob|group_concat"
    r"|ifnull|iif|instr|lag|last_value|lead|length|like|lower|ltrim|max|min|mod|nth_value|ntile|nullif"
    r"|percent_rank|power|rank|replace|round|row_number|rtrim|sign|sqrt|strftime|substr|substring|sum|total|trim"
    r"|typeof|unicode|upper"
)

_PATH = ("documents", "file_name")
"""Where a file lay on the machine is nobody's business: clients read null."""

SqlValue = str | int | float | None
SqlColumn = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SqlResult:
    """What a statement gave: the names of its columns and its rows, `cut` where there were more."""

    columns: tuple[str, ...]
    rows: tuple[tuple[SqlValue, ...], ...]
    cut: bool


class SqlQuery:
    """One statement over the views of a database."""

    def __init__(self, database: Path, sql: str, most_rows: int = MOST_ROWS, seconds: float = SECONDS) -> None:
        self._database = database
        self._sql = sql
        self._most_rows = most_rows
        self._seconds = seconds

    def run(self) -> SqlResult:
        """The rows. Raises UsageError with what to do where it is no such statement, or takes too long."""
        while True:
            uri, standing = address(self._database, "ro")
            try:
                result: SqlResult | UsageError = self._run_on(uri)
            except UsageError as error:
                result = error
            if standing is not None and not standing.stands():
                continue
            if isinstance(result, UsageError):
                raise result
            return result

    def _run_on(self, uri: str) -> SqlResult:
        with closing(_open(uri)) as connection:
            allowed = Allowed(frozenset(), frozenset())
            try:
                allowed = Allowed(frozenset(_columns_of_views(connection)), frozenset(_tables(connection)))
                deadline = time.monotonic() + self._seconds
                connection.set_authorizer(allowed.verdict)
                connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
                return self._fetched(connection.execute(self._sql))
            except (sqlite3.Error, sqlite3.Warning, UnicodeError) as error:
                raise UsageError(_explained(error, self._seconds, allowed.refused)) from None

    def _fetched(self, cursor: sqlite3.Cursor) -> SqlResult:
        if cursor.description is None:
            raise UsageError("Give one SELECT.")
        columns = tuple(name for name, *_ in cursor.description)
        rows: list[tuple[SqlValue, ...]] = []
        left = MOST_CHARACTERS
        for row in cursor:
            values = tuple(map(_value, row))
            left -= sum(len(str(value)) for value in values)
            if left < 0 and not rows:
                raise UsageError(f"One row has over {MOST_CHARACTERS:,} characters: select less, or parts with substr.")
            if len(rows) == self._most_rows or left < 0:
                return SqlResult(columns, tuple(rows), cut=True)
            rows.append(values)
        return SqlResult(columns, tuple(rows), cut=False)


def schema(database: Path) -> dict[str, list[tuple[str, str]]]:
    """The columns of every view with their declared types, those of expressions empty."""
    uri, _ = address(database, "ro")
    with closing(_open(uri)) as connection:
        return {
            view: [(name, kind) for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({view})")]
            for view in VIEWS
        }


def _open(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=SECONDS)
    connection.execute("PRAGMA query_only = ON")
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    for limit, most in (
        (sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE),
        (sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LONGEST_VALUE),
        (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
        (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 50),
        (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 200),
    ):
        connection.setlimit(limit, most)
    return connection


def _columns_of_views(connection: sqlite3.Connection) -> Iterator[SqlColumn]:
    """The columns that reading the views reads, their own and those of the tables below."""
    with _recorded(connection) as read:
        for view in VIEWS:
            connection.execute(f"SELECT * FROM {view} LIMIT 0")
    yield from read


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    """The tables that no view reads."""
    of_views = {table for table, _ in _columns_of_views(connection)}
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        if name not in of_views:
            yield name
    yield from ("sqlite_schema", "sqlite_master")


@contextmanager
def _recorded(connection: sqlite3.Connection) -> Iterator[set[SqlColumn]]:
    read: set[SqlColumn] = set()

    def record(action: int, table: str | None, column: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_READ and table and column is not None:
            read.add((table, column))
        return sqlite3.SQLITE_OK

    connection.set_authorizer(record)
    yield read
    connection.set_authorizer(None)


class Allowed:
    """What a statement may read: these columns, and of these tables that they are joined or counted. What it may not
    is remembered."""

    def __init__(self, columns: frozenset[SqlColumn], private: frozenset[str]) -> None:
        self._columns = columns
        self._private = private
        self.refused = ""
        """The function that was refused; empty where it was something else."""

    def verdict(
        self, action: int, first: str | None, second: str | None, _database: str | None, source: str | None
    ) -> int:
        """What SQLite is told of one thing that a statement does."""
        match action:
            case sqlite3.SQLITE_SELECT | sqlite3.SQLITE_RECURSIVE:
                allowed = True
            case sqlite3.SQLITE_FUNCTION:
                allowed = _FUNCTIONS.fullmatch((second or "").lower()) is not None
                self.refused = self.refused if allowed else (second or "")
            case sqlite3.SQLITE_READ if (first, second) == _PATH:
                return sqlite3.SQLITE_IGNORE
            case sqlite3.SQLITE_READ if second == "":
                # A table is only joined or counted; or it is a common table expression.
                allowed = first not in self._private
            case sqlite3.SQLITE_READ:
                # A view itself, or what is read for a view.
                allowed = first in VIEWS or (source is not None and (first, second) in self._columns)
            case _:
                allowed = False
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _value(value: object) -> SqlValue:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    assert value is None or isinstance(value, str | int | float)
    return value


def _explained(error: Exception, seconds: float, refused: str) -> str:
    reason = str(error)
    if refused:
        return f"The function {refused} is not allowed. Allowed: {_FUNCTIONS.pattern.replace('|', ', ')}."
    if "one statement" in reason:
        return "Give one statement at a time."
    if "interrupted" in reason:
        return f"The statement took longer than {seconds:g} seconds: narrow it by organization, year or indicator."
    if "authoriz" in reason or "prohibited" in reason or "vtable constructor" in reason:
        return f"Only reading the views {', '.join(VIEWS)} is allowed. Read gongkai://schema for their columns."
    if "too big" in reason or "too large" in reason or "out of memory" in reason:
        return "A value of the statement is too large: select less."
    return f"The statement can't be run: {reason[:200]}. Read gongkai://schema for the views and their columns."
