"""Copies of a database: whole or not there, taken while others write, and put back; what is damaged is told."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import GongkaiError, UsageError
from store import Archive
from store.backup import back_up, restore
from store.health import troubles
from tests.cli.test_command_line import gongkai, told
from tests.store.test_archive import RECEIVED, report, save, values
from tests.store.test_connection import _WRITE_TWENTY


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with Archive(path) as archive:
        save(archive, b"1", report(RECEIVED))
    return path


def test_a_copy_is_one_whole_file_of_the_owner(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copies.db"
    back_up(database, copy)
    assert list(troubles(copy)) == []
    assert stat.S_IMODE(copy.stat().st_mode) == stat.S_IMODE(database.stat().st_mode) == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {"a.db", "copies.db"}
    with Archive(copy, "ro") as archive:
        assert values(archive) == [(2018, 17)]
    with pytest.raises(UsageError, match="is there already"):
        back_up(database, copy)


def test_copies_taken_while_others_write_are_whole(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    Archive(database).close()
    writers = [subprocess.Popen([sys.executable, "-c", _WRITE_TWENTY, str(database), str(who)]) for who in range(2)]
    counts: list[int] = []
    while any(writer.poll() is None for writer in writers):
        copy = tmp_path / f"{len(counts)}.copy"
        back_up(database, copy)
        assert list(troubles(copy)) == []
        with Archive(copy, "ro") as archive:
            counts.append(sum(entry.versions for entry in archive.reports()))
    assert [writer.returncode for writer in writers] == [0, 0]
    assert counts == sorted(counts)


def test_a_copy_is_put_back_and_what_was_there_is_kept(database: Path, tmp_path: Path) -> None:
    back_up(database, tmp_path / "copy.db")
    with Archive(database) as open_meanwhile:
        open_meanwhile.correct(1, "requests.received", None, 99, reason="", person="王")
        assert values(open_meanwhile) == [(2018, 99)]
        restore(tmp_path / "copy.db", database, tmp_path / "kept.db")
        assert values(open_meanwhile) == [(2018, 17)]
    with Archive(tmp_path / "kept.db", "ro") as archive:
        assert values(archive) == [(2018, 99)]
    assert list(troubles(database)) == []
    restore(tmp_path / "copy.db", tmp_path / "new.db", tmp_path / "nothing.db")
    assert list(troubles(tmp_path / "new.db")) == []
    assert not (tmp_path / "nothing.db").exists()


def test_a_copy_of_an_older_version_is_taken_and_put_back(database: Path, tmp_path: Path) -> None:
    _plain("DELETE FROM _sqlite_migrations WHERE name = 'fuller_versions'")(database)
    back_up(database, tmp_path / "copy.db")
    restore(tmp_path / "copy.db", database, tmp_path / "kept.db")
    with Archive(database, "ro") as archive:
        assert values(archive) == [(2018, 17)]


@pytest.mark.parametrize("make", [lambda path: path.write_text("x" * 5000), lambda path: path.touch(), Path.mkdir])
def test_what_is_no_database_of_ours_is_refused(database: Path, tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "x.db")
    for file, sentence in (("x.db", r"x\.db"), ("missing.db", "There is no")):
        with pytest.raises(UsageError, match=sentence):
            back_up(tmp_path / file, tmp_path / "y.db")
        with pytest.raises(UsageError, match=sentence):
            restore(tmp_path / file, database, tmp_path / "y.db")
    assert not (tmp_path / "y.db").exists()


def _plain(sql: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(sql)
        connection.commit()
        connection.close()

    return damage


def _overwrite(path: Path) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 20_000] = b"\xff" * 20_000
    path.write_bytes(data)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


DAMAGES = [
    (_plain("UPDATE documents SET bytes = x'00'"), "no longer as they came in: 1"),
    (_plain("UPDATE fact_rows SET quote = '收到申请71件'"), "do not stand in their texts: 1"),
    (_plain("UPDATE reports SET answers = 0"), "nothing answers for: 1"),
    (_plain("DELETE FROM sections WHERE id = 1"), "index entries of no section: 1"),
    (
        _plain("INSERT INTO section_index (section_index) VALUES ('delete-all')"),
        "sections that can't be searched: 1, 2",
    ),
    (_plain("DELETE FROM documents"), "reports without a document: 1"),
    (_overwrite, "damaged"),
    (_cut, "damaged|malformed|can't be read"),
]


@pytest.mark.parametrize(("damage", "sentence"), DAMAGES)
def test_what_is_damaged_is_told_and_never_put_in_place(
    database: Path, tmp_path: Path, damage: Callable[[Path], None], sentence: str
) -> None:
    back_up(database, tmp_path / "copy.db")
    damage(tmp_path / "copy.db")
    with pytest.raises(GongkaiError, match=sentence):
        restore(tmp_path / "copy.db", database, tmp_path / "kept.db")
    with Archive(database, "ro") as archive:
        assert values(archive) == [(2018, 17)]
    assert not (tmp_path / "kept.db").exists()


def test_the_commands(database: Path, tmp_path: Path) -> None:
    assert gongkai("backup", "--db", "a.db", "copy.db", cwd=tmp_path).returncode == 0
    again = gongkai("backup", "--db", "a.db", "copy.db", cwd=tmp_path)
    assert (again.returncode, "is there already" in told(again)) == (2, True)
    back = gongkai("restore", "--db", "a.db", "copy.db", cwd=tmp_path)
    assert (back.returncode, "What was there before is in a.db.before-" in told(back)) == (0, True)
    _overwrite(tmp_path / "copy.db")
    refused = gongkai("restore", "--db", "a.db", "copy.db", cwd=tmp_path)
    assert refused.returncode in (1, 2)
    assert len(told(refused).splitlines()) == 1


def test_the_doctor(database: Path, tmp_path: Path) -> None:
    fine = gongkai("doctor", "--db", "a.db", cwd=tmp_path).stdout.decode()
    assert "The database is whole" in fine
    _plain("UPDATE documents SET bytes = x'00'")(database)
    database.chmod(0o644)
    wrong = gongkai("doctor", "--db", "a.db", cwd=tmp_path, environment={"GONGKAI_DBB": "x"})
    lines = [line for line in wrong.stdout.decode().splitlines() if line.startswith("!!")]
    assert wrong.returncode == 1
    for part in ("GONGKAI_DBB is no setting", "no longer as they came in: 1", "`chmod 600 a.db`"):
        assert any(part in line for line in lines), part
