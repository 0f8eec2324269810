"""Programs killed at random moments, and what must hold of a database afterwards."""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from store import schema
from store.health import troubles
from store.schema.m001_first_tables import first_tables
from tests.forging import forge
from tests.report_files import WRITERS, report_blocks

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("TORTURE_ROUNDS", "1"))
"""How often each fault is tried: few in the suite, many by `make torture`."""
KILLS = 1 if ROUNDS == 1 else 3
"""How often one piece of work is killed before it is let go on to its end."""

_TOLD = """
    SELECT documents.sha256, documents.text, organizations.name, reports.year, reports.answers,
           (SELECT group_concat(indicator_id || ' ' || applicant_id || ' ' || source_id || ' ' || ifnull(value, '-') || quote)
            FROM fact_rows WHERE report_id = reports.id),
           (SELECT group_concat(rule || status || ifnull(details, '')) FROM check_rows WHERE report_id = reports.id),
           (SELECT group_concat(code || ifnull(details, '')) FROM issues WHERE report_id = reports.id),
           (SELECT group_concat(title || starts_at || ' ' || ends_at) FROM sections WHERE report_id = reports.id)
    FROM documents JOIN reports ON reports.document_id = documents.id
    LEFT JOIN organizations ON organizations.id = reports.organization_id
"""
_ANSWERS = 4
_OF_THE_FIRST_VERSION = ("divisions", "organizations", "documents", "reports", "indicators", "fact_rows")


def make_reports(folder: Path, count: int = 24) -> None:
    """Files of several formats, of different bodies, with two versions of some."""
    folder.mkdir()
    endings = sorted(ending for ending in WRITERS if ending in ("html", "txt", "docx", "rtf", "ods", "xlsx"))
    for number in range(count):
        ending = endings[number % len(endings)]
        body = f"临江{'甲乙丙丁戊己庚辛壬癸'[number % 10]}县人民政府"
        data = WRITERS[ending](report_blocks(forge(number, "2021"), body))
        (folder / f"{number:02}.{ending}").write_bytes(data)


def told(database: Path, *, answering: bool = True) -> dict[str, str]:
    """Everything that is kept of each document, by its checksum; with whether it is the version that answers."""
    with closing(sqlite3.connect(database)) as connection:
        rows = [row if answering else (*row[:_ANSWERS], *row[_ANSWERS + 1 :]) for row in connection.execute(_TOLD)]
    return {row[0]: hashlib.sha256(repr(row).encode()).hexdigest() for row in rows}


def as_made_by_the_first_version(path: Path, whole: Path) -> None:
    """A database with the tables of the first version, and the reports of another one as its parser read them."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        first = Migrations(schema.migrations().name)
        first()(first_tables)
        first.apply(Database(connection, execute_plugins=False))
        connection.execute("ATTACH ? AS whole", [str(whole)])
        connection.execute("PRAGMA foreign_keys = OFF")
        for table in _OF_THE_FIRST_VERSION:
            ours, theirs = (_columns(connection, place, table) for place in ("main", "whole"))
            names = ", ".join(name for name in ours if name in theirs)
            connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM whole.{table}")
        connection.execute("UPDATE reports SET parser_version = 0")


def _columns(connection: sqlite3.Connection, place: str, table: str) -> list[str]:
    return [str(row[1]) for row in connection.execute(f"PRAGMA {place}.table_info({table})")]


def start(
    arguments: Sequence[str | Path], folder: Path, temporary: Path, settings: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """A command of ours in a session of its own, so that all of it can be killed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    environment |= {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary), "TORTURE": str(temporary)}
    environment |= settings or {}
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def run(arguments: Sequence[str | Path], folder: Path, temporary: Path) -> float:
    """A command undisturbed; how long it took."""
    began = time.monotonic()
    with start(arguments, folder, temporary) as process:
        process.communicate(timeout=300)
    assert process.returncode == 0
    return time.monotonic() - began


def kill(process: subprocess.Popen[bytes], *, all_of_it: bool) -> None:
    """Kill -9: the program alone, or with every process it started."""
    if all_of_it:
        for child in children(process.pid):
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
    process.kill()


def children(process: int) -> list[int]:
    """The processes below one, each in a session of its own or not."""
    above: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            above[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    found = [process]
    for parent in found:
        found += [child for child, its in above.items() if its == parent]
    return found[1:]


def is_begun(database: Path) -> bool:
    """Whether there is a database with its tables: a program may be killed before it has made them."""
    if not database.exists():
        return False
    with closing(sqlite3.connect(database)) as connection:
        return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'fact_rows'").fetchone())


def assert_whole(database: Path, expected: dict[str, str]) -> int:
    """Every report that is stored is whole, once, and as it would be undisturbed but for which version answers."""
    if not is_begun(database):
        return 0
    assert list(troubles(database)) == []
    stored = told(database)
    assert stored.keys() <= expected.keys()
    return len(stored)


def wait_until(holds: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether something comes to hold in time."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
