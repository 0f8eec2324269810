"""Kill -9 at random moments of everything that writes: afterwards all that was stored is whole, and nothing is left over."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from store import Archive, schema
from store.health import troubles
from tests.store.web.site import Reply, open_site, page, report
from tests.torture.faults import (
    KILLS,
    ROUNDS,
    as_made_by_the_first_version,
    assert_whole,
    children,
    is_begun,
    kill,
    make_reports,
    run,
    start,
    told,
    wait_until,
)
from tests.torture.tally import tried

CORRECT = """
import sys
from store import Archive
with Archive("a.db") as archive:
    for number in range(int(sys.argv[1]), 10**6):
        archive.correct(1, "requests.received", None, number, reason="", person="王")
        print(number, flush=True)
"""

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGPIPE)
UNTIL_A_STATEMENT = """
import os, runpy, signal, sqlite3, sys
connect, last, done = sqlite3.connect, int(sys.argv[1]), 0
def count(_):
    global done
    done += 1
    if done == last:
        os.kill(os.getpid(), signal.SIGKILL)
def watched(*arguments, **named):
    connection = connect(*arguments, **named)
    connection.set_trace_callback(count)
    return connection
sqlite3.connect = watched
sys.argv[1:] = sys.argv[2:]
runpy.run_module("gongkai", run_name="__main__", alter_sys=True)
"""
"""A command of ours that is killed before so many statements of SQL."""


class Place:
    """Reports to be stored, the database they make undisturbed, and how long that takes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        make_reports(folder / "reports")
        self.ingest = ("-m", "gongkai", "ingest", "--db", "a.db", "reports")
        self.database = folder / "a.db"
        self.seconds = run(self.ingest, folder, self.temporary)
        self.expected = told(self.database)
        self.whole = self.database.read_bytes()

    def begin(self) -> None:
        """No database any more."""
        for path in self.folder.glob("a.db*"):
            path.unlink()

    def as_stored(self) -> None:
        """The database as it was made undisturbed."""
        self.begin()
        self.database.write_bytes(self.whole)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("place"))


@pytest.mark.parametrize("all_of_it", [True, False], ids=["all of it", "the program"])
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_storing_is_killed(place: Place, seed: int, all_of_it: bool) -> None:
    place.begin()
    chance = random.Random(f"ingest {seed} {all_of_it}")
    for _ in range(KILLS):
        with start(place.ingest, place.folder, place.temporary) as process:
            time.sleep(chance.uniform(0, place.seconds))
            below = children(process.pid)
            kill(process, all_of_it=all_of_it)
        tried(f"kill -9 of ingest, {'every process' if all_of_it else 'the program alone'}")
        assert wait_until(lambda below=below: not any(_runs(child) for child in below))  # type: ignore[misc]
        assert_whole(place.database, place.expected)
    run(place.ingest, place.folder, place.temporary)
    assert told(place.database) == place.expected
    assert list(place.temporary.iterdir()) == []


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_reading_again_is_killed(place: Place, seed: int) -> None:
    place.as_stored()
    with closing(sqlite3.connect(place.database)) as connection:
        connection.execute("UPDATE reports SET parser_version = 0, tried_version = 0")
        connection.commit()
    again = ("-m", "gongkai", "reread", "--db", "a.db")
    chance = random.Random(f"reread {seed}")
    for _ in range(min(KILLS, 2)):
        with start(again, place.folder, place.temporary) as process:
            time.sleep(chance.uniform(0, place.seconds))
            kill(process, all_of_it=True)
        tried("kill -9 of reread")
        assert assert_whole(place.database, place.expected) == len(place.expected)
    run(again, place.folder, place.temporary)
    assert told(place.database) == place.expected


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_bringing_an_older_database_up_to_date_is_killed(place: Place, seed: int) -> None:
    """Every table that was changed since the first version, and then every report: whole before or after, never between."""
    place.as_stored()
    (place.folder / "first.db").unlink(missing_ok=True)
    as_made_by_the_first_version(place.folder / "first.db", place.database)
    chance = random.Random(f"older {seed}")
    again = ("-m", "gongkai", "reread", "--db", "a.db")
    # Bringing up to date is some 800 statements, and reading again twenty times as many.
    for last in (chance.randint(1, 800), *(chance.randint(1, 16_000) for _ in range(KILLS - 1))):
        place.begin()
        shutil.copy(place.folder / "first.db", place.database)
        with start(("-c", UNTIL_A_STATEMENT, str(last), *again[2:]), place.folder, place.temporary) as process:
            process.communicate(timeout=300)
        assert process.returncode == -signal.SIGKILL
        tried("kill -9 while an older database is brought up to date")
        with closing(sqlite3.connect(place.database)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            older = schema.is_older(connection)
        if not older:
            assert_whole(place.database, place.expected)
        run(again, place.folder, place.temporary)
        assert told(place.database) == place.expected


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_taking_from_the_web_is_killed(place: Place, seed: int) -> None:
    """A list of reports is stored, then visited again; each run may be killed, and each report is stored once."""
    place.begin()
    chance = random.Random(f"web {seed}")
    years = range(2021, 2021 + 12)
    with open_site() as site:
        settings = {"GONGKAI_FETCH_HOSTS": site.host, "GONGKAI_FETCH_PAUSE_SECONDS": "0"}
        links = (f'<a href="{year}.html">临江县{year}年政府信息公开工作年度报告</a>' for year in years)
        site.pages["/nb/"] = page("".join(links))
        site.pages |= {f"/nb/{year}.html": Reply(report(year, year=year)) for year in years}
        commands = (
            ("-m", "gongkai", "ingest", "--db", "a.db", f"{site.address}/nb/"),
            ("-m", "gongkai", "collect", "--db", "a.db"),
        )
        for name, command in zip(("ingest of addresses", "collect"), commands, strict=True):
            for _ in range(min(KILLS, 2)):
                with start(command, place.folder, place.temporary, settings) as process:
                    time.sleep(chance.uniform(0, place.seconds))
                    kill(process, all_of_it=True)
                tried(f"kill -9 of {name}")
                if is_begun(place.database):
                    assert list(troubles(place.database)) == []
            with start(command, place.folder, place.temporary, settings) as process:
                process.communicate(timeout=300)
            assert process.returncode == 0
    with closing(sqlite3.connect(place.database)) as connection:
        rows = connection.execute("SELECT year, origin FROM report_list ORDER BY year").fetchall()
    assert rows == [(year, f"{site.address}/nb/{year}.html") for year in years]


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_correcting_is_killed_and_what_was_told_is_there(place: Place, seed: int) -> None:
    place.as_stored()
    chance = random.Random(f"correct {seed}")
    said = 0
    for _ in range(3):
        with start(("-c", CORRECT, str(said + 1)), place.folder, place.temporary) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline()]
            time.sleep(chance.uniform(0, 0.3))
            process.kill()
            lines += process.stdout.read().splitlines()
        tried("kill -9 while corrections are made")
        said = max(int(line) for line in lines if line.strip())
        with Archive(place.database, "ro") as archive:
            corrections = archive.report(1).corrections
            # One more may be stored than was told, never one less.
            assert corrections[-1].new_value in (said, said + 1)
        said = int(corrections[-1].new_value or 0)
        assert list(troubles(place.database)) == []


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_exporting_and_copying_are_killed(place: Place, seed: int) -> None:
    place.as_stored()
    chance = random.Random(f"export {seed}")
    for number, arguments in enumerate((("export", "-o", "out.csv"), ("backup", "out.copy"))):
        command = ("-m", "gongkai", arguments[0], "--db", "a.db", *arguments[1:])
        for path in place.folder.glob("out.*"):
            path.unlink()
        with start(command, place.folder, place.temporary) as process:
            time.sleep(chance.uniform(0, 1.5))
            kill(process, all_of_it=True)
        tried(f"kill -9 of {arguments[0]}")
        out = place.folder / ("out.copy" if number else "out.csv")
        if out.exists() and number:
            assert list(troubles(out)) == []
        if out.exists() and not number:
            assert out.read_text("utf-8-sig").endswith("\n")
        assert told(place.database) == place.expected


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_putting_a_copy_back_is_killed(place: Place, seed: int) -> None:
    place.as_stored()
    shutil.copy(place.database, place.folder / "whole.copy")
    with Archive(place.database) as archive:
        archive.correct(1, "requests.received", None, 1, reason="", person="王")
    changed = told(place.database)
    chance = random.Random(f"restore {seed}")
    for _ in range(2):
        with start(
            ("-m", "gongkai", "restore", "--db", "a.db", "whole.copy"), place.folder, place.temporary
        ) as process:
            time.sleep(chance.uniform(0, 1.5))
            kill(process, all_of_it=True)
        tried("kill -9 of restore")
        assert list(troubles(place.database)) == []
        assert told(place.database) in (changed, place.expected)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_two_store_at_once_and_one_is_killed_while_others_read(place: Place, seed: int) -> None:
    place.begin()
    chance = random.Random(f"two {seed}")
    facts = told_of_each(place.folder / "whole.db", place.whole)
    with Reading(place.database) as reading, start(place.ingest, place.folder, place.temporary) as one:
        with start(place.ingest, place.folder, place.temporary) as other:
            time.sleep(chance.uniform(0, place.seconds))
            kill(one, all_of_it=True)
            tried("two writers at once, one of them killed, and one who reads")
            other.communicate(timeout=300)
        assert other.returncode == 0
    assert told(place.database) == place.expected
    assert reading.failed == []
    # Each report is there whole or not yet.
    assert reading.seen.items() <= facts.items()
    assert len(reading.counts) > 1 and reading.counts == sorted(reading.counts)


def told_of_each(path: Path, data: bytes) -> dict[str, str]:
    path.write_bytes(data)
    return told(path, answering=False)


class Reading:
    """One who reads all the while: what was seen of each report, how many there were, and what failed."""

    def __init__(self, database: Path) -> None:
        self.seen: dict[str, str] = {}
        self.counts: list[int] = []
        self.failed: list[Exception] = []
        self._database = database
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._read)

    def __enter__(self) -> Reading:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _read(self) -> None:
        while not self._ended.wait(0.02):
            try:
                if not is_begun(self._database):
                    continue
                found = told(self._database, answering=False)
                with Archive(self._database, "ro") as archive:
                    archive.reports()
                assert self.seen.items() <= found.items()
            except Exception as error:
                self.failed.append(error)
            else:
                self.counts.append(len(found))
                self.seen = found


@pytest.mark.parametrize("told_to_end", SIGNALS[: 1 if ROUNDS == 1 else None])
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_storing_is_told_to_end(place: Place, seed: int, told_to_end: signal.Signals) -> None:
    place.begin()
    chance = random.Random(f"{told_to_end} {seed}")
    with start(place.ingest, place.folder, place.temporary) as process:
        time.sleep(chance.uniform(0, place.seconds))
        below = children(process.pid)
        process.send_signal(told_to_end)
        process.communicate(timeout=300)
    tried("ingest is told to end by a signal")
    assert wait_until(lambda: not any(_runs(child) for child in below))
    assert_whole(place.database, place.expected)
    run(place.ingest, place.folder, place.temporary)
    assert told(place.database) == place.expected
    assert list(place.temporary.iterdir()) == []


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
