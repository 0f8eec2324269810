"""Readers that may not write the database, while its owner stores: every figure told is one that was stored."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from core.errors import UsageError
from core.types import Document, Fact, Identity, Report
from store import Archive
from store.standing import address

_BODY = Identity(title="报告", year=2018, organization="共有县人民政府", division_code="330329", division="某县")
_WORDS = "收到申请数"
_BODIES = 400

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user")

# Asks for the figure of every body, again and again until its line is closed: it prints how many bodies it saw, or the
# first that was told with a figure of another.
_READER = """
import json, os, sys
from store import Archive
from server.sql import SqlQuery
os.setgroups([])
os.setuid(65534)
path = sys.argv[1]
with Archive(path, "ro") as archive:
    for _ in sys.stdin:
        bodies = archive.organizations()
        wrong = []
        for body in bodies:
            (figure,) = archive.figures(organizations=[body.id], years=[2018], indicators=["requests.received"])
            if body.name != f"第{figure.value}县人民政府":
                wrong.append((body.name, figure.value))
        found = archive.passages("收到申请", limit=3)
        counted = SqlQuery(archive.path, "SELECT count(*) FROM figures").run().rows[0][0]
        print(json.dumps([len(bodies), counted, len(found), wrong]), flush=True)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    # Not below pytest's own folder, which is closed to other users.
    with TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        yield path


def _shown_to_all(path: Path) -> Path:
    """A database that its owner lets others read."""
    Archive(path).close()
    path.chmod(0o644)
    return path


def _store(archive: Archive, number: int) -> None:
    fact = Fact("requests.received", None, number, "件", "table", _WORDS, 0, len(_WORDS))
    identity = replace(_BODY, organization=f"第{number}县人民政府", division_code=None, division=None)
    text = _WORDS + f"第{number}县" * 200
    archive.save(str(number).encode() * 300, f"{number}.txt", Document(text), Report(identity, (fact,), (), ()))


def _ask(reader: subprocess.Popen[str]) -> tuple[int, int, int, list[list[object]]]:
    assert reader.stdin is not None and reader.stdout is not None
    reader.stdin.write("\n")
    reader.stdin.flush()
    line = reader.stdout.readline()
    assert line, reader.communicate()[1]
    bodies, counted, found, wrong = json.loads(line)
    return bodies, counted, found, wrong


def _start(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _READER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_reader_without_rights_never_tells_a_figure_of_old_pages(folder: Path) -> None:
    path = _shown_to_all(folder / "a.db")
    with Archive(path) as archive:
        for number in range(_BODIES // 2):
            _store(archive, number)
    with _start(path) as reader:
        assert _ask(reader) == (_BODIES // 2, _BODIES // 2, 3, [])
        # The owner comes and goes, as `gongkai ingest` does; in between the reader looks.
        for number in range(_BODIES // 2, _BODIES):
            with Archive(path) as archive:
                _store(archive, number)
                if number % 20 == 0:
                    assert _ask(reader) == (number + 1, number + 1, 3, [])
            if number % 20 == 10:
                assert _ask(reader) == (number + 1, number + 1, 3, [])
        _rewrite(path)
        assert _ask(reader) == (_BODIES, _BODIES, 3, [])
    assert reader.returncode == 0
    # What the owner made is the owner's.
    assert {item.stat().st_uid for item in folder.iterdir()} == {0}


def _rewrite(path: Path) -> None:
    """Let every page of the file hold something else."""
    plain = sqlite3.connect(path)
    plain.execute("VACUUM")
    plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    plain.close()


def test_a_reader_beside_one_busy_writer(folder: Path) -> None:
    path = _shown_to_all(folder / "a.db")
    with Archive(path) as archive:
        _store(archive, 0)
    with _start(path) as reader:
        assert _ask(reader)[3] == []
        with Archive(path) as archive:
            for number in range(1, 120):
                _store(archive, number)
                if number % 10 == 0:
                    assert _ask(reader) == (number + 1, number + 1, 3, [])
        assert _ask(reader) == (120, 120, 3, [])


def test_a_file_left_in_the_middle_of_writing_is_refused_with_a_way_out(folder: Path) -> None:
    path = _shown_to_all(folder / "a.db")
    archive = Archive(path)
    _store(archive, 1)
    left = folder / "left.db"
    left.write_bytes(path.read_bytes())
    Path(f"{left}-wal").write_bytes(Path(f"{path}-wal").read_bytes())
    archive.close()
    refused = subprocess.run(
        [sys.executable, "-c", _READER, str(left)], input="\n", capture_output=True, text=True, check=False
    )
    assert "was left in the middle of writing" in refused.stderr.splitlines()[-1]
    assert not Path(f"{left}-shm").exists()


_WRITER = """
import os, sys
from store import Archive
os.setgroups([])
os.setuid(65534)
Archive(sys.argv[1])
"""


def test_who_may_only_read_locks_nobody_out(folder: Path) -> None:
    path = folder / "a.db"
    Archive(path).close()
    path.chmod(0o644)
    folder.chmod(0o777)
    refused = subprocess.run([sys.executable, "-c", _WRITER, str(path)], capture_output=True, text=True, check=False)
    assert "a.db may not be written" in refused.stderr.splitlines()[-1]
    assert [item.name for item in folder.iterdir()] == ["a.db"]


def test_who_may_write_opens_as_ever(tmp_path: Path) -> None:
    Archive(tmp_path / "a.db").close()
    uri, standing = address(tmp_path / "a.db")
    assert (uri.endswith("?mode=rw"), standing) == (True, None)
    with pytest.raises(UsageError, match="There is no database"):
        Archive(tmp_path / "b.db", "ro")
