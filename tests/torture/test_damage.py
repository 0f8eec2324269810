"""Databases that are damaged, and disks that are full: one sentence each, never a figure that was not stored."""

from __future__ import annotations

import random
import re
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import GongkaiError
from core.types import Figure
from store import Archive
from store.health import troubles
from tests.cli.test_command_line import ROOT, gongkai, told
from tests.torture.faults import ROUNDS, make_reports
from tests.torture.tally import tried

_QUESTION = "临江甲县人民政府2023年收到多少件申请"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    make_reports(folder / "reports", 6)
    assert gongkai("ingest", "--db", "a.db", "reports", cwd=folder).returncode == 0
    return folder / "a.db"


def _damaged(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    at = chance.randrange(len(changed))
    match chance.randrange(5):
        case 0:
            del changed[at:]
        case 1:
            changed[at : at + 4096] = chance.randbytes(4096)
        case 2:
            changed[at : at + 4096] = bytes(4096)
        case 3:
            for _ in range(200):
                changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        case _:
            changed[chance.randrange(100)] ^= 0xFF
    return bytes(changed)


def _cases() -> Iterator[int]:
    yield from range(60 * ROUNDS)


def test_a_damaged_database_tells_no_other_figures(whole: Path, tmp_path: Path) -> None:
    with Archive(whole, "ro") as archive:
        right = {_key(figure): figure.value for figure in _figures(archive)}
    data = whole.read_bytes()
    path = tmp_path / "a.db"
    for seed in _cases():
        path.write_bytes(_damaged(data, random.Random(seed)))
        healthy = not list(troubles(path))
        tried("a damaged database is read")
        try:
            with Archive(path, "ro") as archive:
                figures = _figures(archive)
        except (GongkaiError, sqlite3.DatabaseError):
            continue
        # What is read wrongly is seen by the doctor.
        if healthy:
            assert all(right.get(_key(figure)) == figure.value for figure in figures), seed
        for beside in tmp_path.glob("a.db-*"):
            beside.unlink()


def _figures(archive: Archive) -> list[Figure]:
    return list(archive.figures(indicators=["requests.received", "requests.outcome.total", "review.total"]))


def _key(figure: Figure) -> tuple[object, ...]:
    return figure.organization_name, figure.year, figure.indicator


@pytest.mark.parametrize("seed", range(2 * ROUNDS))
def test_commands_say_one_sentence_of_a_damaged_database(whole: Path, tmp_path: Path, seed: int) -> None:
    (tmp_path / "a.db").write_bytes(_damaged(whole.read_bytes(), random.Random(f"cli {seed}")))
    for command in (("ask", "--db", "a.db", _QUESTION), ("doctor", "--db", "a.db"), ("export", "--db", "a.db")):
        done = gongkai(*command, cwd=tmp_path)
        tried("a command on a damaged database")
        assert b"Traceback" not in done.stderr
        assert done.returncode in (0, 1, 2)
        assert done.returncode == 0 or len(told(done).splitlines()) <= 1


def test_a_broken_name_in_the_schema_is_damage(whole: Path, tmp_path: Path) -> None:
    data = bytearray(whole.read_bytes())
    place = data.find(b"tabledivisionsdivisions")
    assert place > 0
    data[place + 5] = 0xF0
    data = (
        data.replace(b"CREATE TABLE divisions", b"CREAXE TABLE divisions")
        if b"CREATE TABLE divisions" in data
        else data
    )
    (tmp_path / "a.db").write_bytes(data)
    for command in (("ask", "--db", "a.db", _QUESTION), ("doctor", "--db", "a.db")):
        done = gongkai(*command, cwd=tmp_path)
        assert b"Traceback" not in done.stderr
        assert done.returncode != 0 or done.stdout


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_names_that_are_no_text_any_more_are_told_as_damage(whole: Path, tmp_path: Path, seed: int) -> None:
    """What SQLite then says of them is no text either."""
    data, chance = bytearray(whole.read_bytes()), random.Random(seed)
    names = [found.start() for found in re.finditer(rb"CREATE (?:TABLE|INDEX) \W?\w", bytes(data))]
    for at in chance.sample(names, 5):
        data[at + 14 : at + 17] = b"\xd8\xf0\xff"
    (tmp_path / "a.db").write_bytes(data)
    assert all(
        "\N{REPLACEMENT CHARACTER}" in told or "damaged" in told or "read" in told
        for told in troubles(tmp_path / "a.db")
    )
    assert list(troubles(tmp_path / "a.db"))


_FULL = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.argv[1:] = sys.argv[2:]
runpy.run_module("gongkai", run_name="__main__")
"""


@pytest.mark.parametrize("size", [50_000, 300_000, 900_000][: 1 + ROUNDS])
def test_no_room_is_one_sentence_and_with_room_it_goes_on(whole: Path, tmp_path: Path, size: int) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    command = ["ingest", "--db", "a.db", str(whole.parent / "reports"), "--jobs", "1"]
    full = subprocess.run(
        [sys.executable, "-c", _FULL, str(size), *command],
        cwd=tmp_path,
        capture_output=True,
        # What Python keeps of a module is cut off by the limit, too, and would break every later start.
        env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    tried("a disk that is full")
    assert b"Traceback" not in full.stderr
    if full.returncode:
        assert full.stderr.decode().splitlines()[-1].startswith("gongkai: ")
    assert gongkai(*command, cwd=tmp_path).returncode == 0
    assert list(troubles(tmp_path / "a.db")) == []
    with Archive(whole, "ro") as one, Archive(tmp_path / "a.db", "ro") as other:
        assert [item.title for item in one.reports()] == [item.title for item in other.reports()]
