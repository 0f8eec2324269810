"""What a killed program or a careless copy leaves beside a database: it tells what was committed last, or what was before."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store import Archive
from store.health import troubles
from tests.cli.test_command_line import gongkai, told
from tests.store.test_archive import RECEIVED, report, save, values

READ, CORRECTED = [(2018, 17)], [(2018, 99)]


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A database as a kill leaves it: what was read is in the file, what was corrected only in the WAL beside it."""
    path, copy = tmp_path / "a.db", tmp_path / "left" / "a.db"
    copy.parent.mkdir()
    with Archive(path) as archive:
        save(archive, b"1", report(RECEIVED))
        with closing(sqlite3.connect(path)) as other:
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        archive.correct(1, "requests.received", None, 99, reason="", person="王")
        for ending in ("", "-wal", "-shm"):
            Path(f"{copy}{ending}").write_bytes(Path(f"{path}{ending}").read_bytes())
    return copy


def _flipped(data: bytes) -> bytes:
    return data[:200] + bytes([data[200] ^ 0xFF]) + data[201:]


def _noise(data: bytes) -> bytes:
    return random.Random(1).randbytes(len(data))


LEFT = {
    "as it was": (("-wal", "-shm"), {}, CORRECTED),
    "without the index of the WAL": (("-wal",), {}, CORRECTED),
    "with another index": (("-wal", "-shm"), {"-shm": _noise}, CORRECTED),
    "without the WAL": ((), {}, READ),
    "with half of the WAL": (("-wal",), {"-wal": lambda data: data[: len(data) // 2]}, READ),
    "with a WAL that lacks its end": (("-wal",), {"-wal": lambda data: data[:-100]}, READ),
    "with the head of a WAL": (("-wal",), {"-wal": lambda data: data[:32]}, READ),
    "with an empty WAL": (("-wal",), {"-wal": lambda data: b""}, READ),
    "with a WAL of zeros": (("-wal",), {"-wal": lambda data: bytes(len(data))}, READ),
    "with a WAL of noise": (("-wal",), {"-wal": _noise}, READ),
    "with a WAL of one wrong bit": (("-wal",), {"-wal": _flipped}, READ),
}


@pytest.mark.parametrize("how", LEFT)
def test_a_wal_left_behind(left: Path, how: str) -> None:
    kept, changes, expected = LEFT[how]
    for ending in ("-wal", "-shm"):
        path = Path(f"{left}{ending}")
        data = changes.get(ending, lambda data: data)(path.read_bytes())
        path.unlink()
        if ending in kept:
            path.write_bytes(data)
    asked = gongkai("ask", "--db", "a.db", "库里有哪些报告", cwd=left.parent)
    assert asked.returncode == 0, told(asked)
    for mode in ("ro", "rw"):
        with Archive(left, mode) as archive:
            assert values(archive) == expected
    assert list(troubles(left)) == []
    with Archive(left) as archive:
        archive.correct(1, "requests.received", None, 5, reason="", person="王")
    with Archive(left, "ro") as archive:
        assert values(archive) == [(2018, 5)]
