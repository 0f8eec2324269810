"""Kill -9 at random moments of everything that writes: afterwards all that was stored is whole, and nothing is left over."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from store import Archive
from store.health import troubles
from tests.store.web.site import Reply, open_site, page, report
from tests.torture.faults import (
    KILLS,
    ROUNDS,
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
def test_two_store_at_once_and_one_is_killed(place: Place, seed: int) -> None:
    place.begin()
    chance = random.Random(f"two {seed}")
    with start(place.ingest, place.folder, place.temporary) as one:
        with start(place.ingest, place.folder, place.temporary) as other:
            time.sleep(chance.uniform(0, place.seconds))
            kill(one, all_of_it=True)
            tried("two writers at once, one of them killed")
            other.communicate(timeout=300)
        assert other.returncode == 0
    assert told(place.database) == place.expected


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
