"""The tables, as migrations: append a new one as a file of its own, never change one that was released.

`fact_rows` and `check_rows` are compact (codes as numbers, rows of a report side by side); the views `facts`,
`figures`, `figures_by_applicant`, `checks`, `coverage` and `report_list` say the same in words.

A fact's `source_id` is 0 for a correction, 1 for a table, 2 for the narrative; the lowest is the `best` one of its
report, indicator and applicant. `applicant_id` 0 is the total column. A `value` of NULL is a figure struck out.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from store.schema.m001_first_tables import first_tables
from store.schema.m002_people_jobs_and_audit import people_jobs_and_audit
from store.schema.m003_dated_versions_first import dated_versions_first
from store.schema.m004_dialogues import dialogues
from store.schema.m005_findings_as_values import findings_as_values
from store.schema.m006_readings_tried import readings_tried
from store.schema.m007_fuller_versions import fuller_versions
from store.schema.m008_inbox_and_messages import inbox_and_messages
from store.schema.m009_settled_figures import settled_figures
from store.schema.m010_no_dialogues import no_dialogues
from store.schema.m011_subscriptions import subscriptions
from store.schema.m012_totals_apart import totals_apart
from store.schema.m013_origins import origins
from store.schema.m014_names_and_totals import names_and_totals
from store.schema.m015_choices_of_chats import choices_of_chats
from store.schema.m016_codes_of_checks import codes_of_checks
from store.schema.m017_versions_tried import versions_tried
from store.schema.m018_checks_over_years import checks_over_years

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

_SET = "gongkai"
_IMPORTING = threading.Lock()
# In this order; a database remembers each by the name of its function.
_IN_ORDER = (
    first_tables,
    people_jobs_and_audit,
    dated_versions_first,
    dialogues,
    findings_as_values,
    readings_tried,
    fuller_versions,
    inbox_and_messages,
    settled_figures,
    no_dialogues,
    subscriptions,
    totals_apart,
    origins,
    names_and_totals,
    choices_of_chats,
    codes_of_checks,
    versions_tried,
    checks_over_years,
)


@cache
def migrations() -> Migrations:
    """All of them, ready to be applied."""
    # Whoever asks a database that is up to date needs nothing of it.
    with _no_pandas():
        from sqlite_utils.migrations import Migrations

    made = Migrations(_SET)
    for migration in _IN_ORDER:
        made()(migration)
    return made


@contextmanager
def _no_pandas() -> Iterator[None]:
    """Where pandas is installed, sqlite-utils would import it, for its types alone, which takes longer than storing."""
    with _IMPORTING:
        if "pandas" in sys.modules:
            yield
            return
        sys.modules["pandas"] = None  # type: ignore[assignment]
        try:
            yield
        finally:
            del sys.modules["pandas"]


def apply(connection: sqlite3.Connection) -> None:
    """Bring a database up to date, within a transaction of the caller."""
    with _no_pandas():
        from sqlite_utils import Database

    migrations().apply(Database(connection, execute_plugins=False))


def is_older(connection: sqlite3.Connection) -> bool:
    """Whether a migration was not applied yet."""
    return not {migration.__name__ for migration in _IN_ORDER} <= _applied(connection)


def is_newer(connection: sqlite3.Connection) -> bool:
    """Whether a later version of the program has changed the tables in ways this one does not know."""
    return not _applied(connection) <= {migration.__name__ for migration in _IN_ORDER}


def _applied(connection: sqlite3.Connection) -> set[str]:
    if "_sqlite_migrations" not in tables(connection):
        return set()
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (_SET,))
    return {name for (name,) in rows}


def tables(connection: sqlite3.Connection) -> set[str]:
    """The names of the tables that a database has."""
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
