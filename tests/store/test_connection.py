"""Opening the database file: what is no database of ours is told and left as it is; writers wait for each other."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from core.errors import UsageError
from core.types import Document, Fact, Identity, Report
from store import Archive
from store.connection import Mode


def _text(path: Path) -> None:
    path.write_text("no database, but a text of some length " * 50)


def _foreign(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE other (id)")
    other.commit()
    other.close()


@pytest.mark.parametrize("make", [_text, _foreign, Path.mkdir])
@pytest.mark.parametrize("mode", ["ro", "rw"])
def test_no_database_of_ours(tmp_path: Path, make: object, mode: Mode) -> None:
    path = tmp_path / "x.db"
    assert callable(make)
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UsageError, match=r"x\.db"):
        Archive(path, mode)
    assert [item.name for item in tmp_path.iterdir()] == ["x.db"]
    assert before is None or path.read_bytes() == before


def test_reading_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="gongkai ingest"):
        Archive(tmp_path / "missing.db", "ro")
    (tmp_path / "empty.db").touch()
    with pytest.raises(UsageError, match="holds no reports"):
        Archive(tmp_path / "empty.db", "ro")
    with pytest.raises(UsageError, match="There is no folder"):
        Archive(tmp_path / "nowhere" / "a.db")
    assert [item.name for item in tmp_path.iterdir()] == ["empty.db"]


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "a # ? 空.db"
    path.touch()
    Archive(path).close()
    with Archive(path, "ro") as archive:
        assert list(archive.organizations()) == []
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            archive.correct(1, "requests.received", None, 1, reason="", person="")


_WRITE_TWENTY = """
import sys
sys.path.insert(0, "tests/store")
from dataclasses import replace
from core.types import Document, Identity, Report
from store import Archive
who = sys.argv[2]
with Archive(sys.argv[1]) as archive:
    for year in range(2000, 2020):
        identity = Identity(title="报告", year=year, organization="共有县人民政府", division_code="330329", division="某县")
        archive.save(f"{who} {year}".encode(), "a.txt", Document("正文"), Report(identity, (), (), ()))
"""


def test_processes_that_make_and_write_one_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITE_TWENTY, str(path), str(who)], stderr=subprocess.PIPE)
        for who in range(4)
    ]
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert (writer.returncode, errors) == (0, b"")
    with Archive(path, "ro") as archive:
        entries = archive.reports()
        assert [(entry.year, entry.versions) for entry in entries] == [(year, 4) for year in range(2000, 2020)]


_READ_WITHOUT_PERMISSION = """
import os, sys
from store import Archive
if os.getuid() == 0:
    os.setuid(65534)
with Archive(sys.argv[1], "ro") as archive:
    print(len(archive.reports()), *sorted(os.listdir(os.path.dirname(sys.argv[1]))))
"""


def test_a_reader_who_may_not_write_the_file_leaves_none_beside_it() -> None:
    with TemporaryDirectory() as name:
        folder, path = Path(name), Path(name, "a.db")
        Archive(path).close()
        path.chmod(0o444)
        folder.chmod(0o777)
        read = subprocess.run(
            [sys.executable, "-c", _READ_WITHOUT_PERMISSION, str(path)], capture_output=True, text=True, check=False
        )
        assert (read.stdout, read.stderr) == ("0 a.db\n", "")
        assert [item.name for item in folder.iterdir()] == ["a.db"]


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_lock_of_another_program_delays_writing_and_never_reading(tmp_path: Path, begin: str) -> None:
    path = tmp_path / "a.db"
    Archive(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute(begin)
    began = time.monotonic()
    with Archive(path, "ro") as archive:
        assert archive.reports() == ()
    assert time.monotonic() - began < 5
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(_store_one, path)
        time.sleep(0.5)
        assert not writing.done()
        other.execute("COMMIT")
        writing.result()
    with Archive(path, "ro") as archive:
        assert len(archive.reports()) == 1


def test_who_waits_too_long_stores_nothing_and_may_try_again(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Archive(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        _store_one(path, patience=0.2)
    other.execute("ROLLBACK")
    _store_one(path, patience=0.2)


def _store_one(path: Path, patience: float = 60) -> None:
    with Archive(path, patience=patience) as archive:
        identity = Identity(
            title="报告", year=2020, organization="共有县人民政府", division_code="330329", division="某县"
        )
        archive.save(b"1", "a.txt", Document("正文"), Report(identity, (), (), ()))


def test_versions_elected_by_an_older_program_are_elected_again(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    body = Identity(title="报告", year=2018, organization="共有县人民政府", division_code="330329", division="某县")
    with Archive(path) as archive:
        for number, published in enumerate((date(2019, 2, 1), None, date(2019, 1, 1))):
            identity = replace(body, published_on=published)
            archive.save(bytes([number]), "a.txt", Document("正文"), Report(identity, (), (), ()))
    plain = sqlite3.connect(path)
    plain.execute("UPDATE reports SET answers = 0")
    plain.execute("UPDATE reports SET answers = 1 WHERE id = 2")
    plain.execute("DELETE FROM _sqlite_migrations WHERE name = 'dated_versions_first'")
    plain.commit()
    plain.close()
    with Archive(path) as archive:
        assert [entry.id for entry in archive.reports()] == [1]


def test_a_fuller_version_that_an_older_program_replaced_answers_again(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    words = "收到申请数"
    body = Identity(title="报告", year=2018, organization="共有县人民政府", division_code="330329", division="某县")
    received = Fact("requests.received", None, 5, "件", "table", words, 0, len(words))
    with Archive(path) as archive:
        for data, facts in ((b"whole", (received,)), (b"cut", ())):
            archive.save(data, "a.txt", Document(words), Report(body, facts, (), ()))
    plain = sqlite3.connect(path)
    plain.execute("UPDATE reports SET answers = 0")
    plain.execute("UPDATE reports SET answers = 1 WHERE id = 2")
    plain.execute("DELETE FROM _sqlite_migrations WHERE name = 'fuller_versions'")
    plain.commit()
    plain.close()
    with Archive(path) as archive:
        assert [entry.id for entry in archive.reports()] == [1]


@pytest.mark.parametrize("mode", ["ro", "rw"])
def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path, mode: Mode) -> None:
    path = tmp_path / "a.db"
    Archive(path).close()
    plain = sqlite3.connect(path)
    plain.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('gongkai', 'of_tomorrow', '2030')"
    )
    plain.commit()
    plain.close()
    with pytest.raises(UsageError, match=r"a\.db was written by a newer version"):
        Archive(path, mode)


def test_a_database_is_made_without_pandas(tmp_path: Path) -> None:
    """Which takes longer to import than a database to be made."""
    told = "import sys; from store import Archive; Archive('a.db').close(); print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "False\n"
