"""Databases in odd places, files that are none, few descriptors, and half characters: one clear sentence, nothing lost."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_command_line import ROOT, gongkai, told

SEED, *OTHERS = sorted((ROOT / "seeds").glob("*.txt"))[:4]
QUESTION = "泰顺2018年收到申请数是多少"


def reports(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        (count,) = database.execute("SELECT count(*) FROM reports").fetchone()
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return int(count)


ODD = [
    "a b.db",
    "a?b.db",
    "a?mode=ro&immutable=1.db",
    "a#b.db",
    "100%.db",
    "a%20b.db",
    "年报 '\"库.db",
    "-a.db",
    "a\nb.db",
    "é" * 100,
    "x" * 240 + ".db",
    "a\x1b[31mb.db",
    # no UTF-8
    "\udcff\udcfe.db",
]


@pytest.mark.parametrize("name", ODD)
def test_a_database_of_an_odd_name(tmp_path: Path, name: str) -> None:
    option = f"--db={name}"
    stored = gongkai("ingest", option, SEED, cwd=tmp_path)
    assert (stored.returncode, told(stored)) == (0, "1 files: stored 1\n")
    assert reports(tmp_path / name) == 1
    for _ in range(2):
        asked = gongkai("ask", option, QUESTION, cwd=tmp_path)
        assert asked.returncode == 0 and "泰顺" in asked.stdout.decode()
        # The second time with nothing but the file itself, as a copy is.
        for beside in ("-wal", "-shm"):
            (tmp_path / f"{name}{beside}").unlink(missing_ok=True)
    copied = gongkai("backup", option, "copy.db", cwd=tmp_path)
    assert copied.returncode == 0, told(copied)
    assert reports(tmp_path / "copy.db") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "copy.db"])


@pytest.mark.parametrize("command", ["ingest", "ask", "export", "backup", "reread"])
@pytest.mark.parametrize("name", ["folder", "missing/a.db", "file.txt/a.db", "pipe", "/dev/null", f"{'x' * 250}.db"])
def test_what_can_be_no_database_is_one_sentence(tmp_path: Path, name: str, command: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("no folder")
    os.mkfifo(tmp_path / "pipe")
    every: dict[str, list[str | Path]] = {"ingest": [SEED], "ask": [QUESTION], "backup": ["copy.db"]}
    given = every.get(command, [])
    before = sorted(tmp_path.rglob("*"))
    result = gongkai(command, "--db", name, *given, cwd=tmp_path)
    assert result.returncode in (1, 2) and result.stdout == b""
    assert "Traceback" not in told(result), told(result)
    assert [line for line in told(result).splitlines() if "not looked at" not in line] == told(result).splitlines()[-1:]
    assert name.split("/")[0] in told(result)
    assert not [words for words in ("I/O error", "unable to open") if words in told(result)]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_leads_to_the_one_database(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link.db").symlink_to(tmp_path / "there" / "a.db")
    (tmp_path / "round.db").symlink_to(tmp_path / "round.db")
    assert gongkai("ingest", "--db", "link.db", SEED, cwd=tmp_path).returncode == 0
    assert reports(tmp_path / "there" / "a.db") == 1
    assert (tmp_path / "link.db").is_symlink()
    for path in ("link.db", "there/a.db"):
        assert "泰顺" in gongkai("ask", "--db", path, QUESTION, cwd=tmp_path).stdout.decode()
    circle = gongkai("ingest", "--db", "round.db", SEED, cwd=tmp_path)
    assert circle.returncode in (1, 2)
    assert told(circle).splitlines()[-1].startswith("gongkai: round.db can't be made: ")


_HELD = shutil.which("setpriv") and os.geteuid() == 0


def without_rights(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The program of one who has none of the powers of root: what may not be written is not."""
    held = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if _HELD else []
    command = [*held, sys.executable, "-m", "gongkai", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.skipif(os.geteuid() == 0 and not _HELD, reason="root reads everything")
@pytest.mark.parametrize("closed", ["file", "folder"])
def test_what_may_not_even_be_read_is_one_sentence(tmp_path: Path, closed: str) -> None:
    (tmp_path / "in").mkdir()
    assert gongkai("ingest", "--db", "in/a.db", SEED, cwd=tmp_path).returncode == 0
    place = tmp_path / ("in/a.db" if closed == "file" else "in")
    place.chmod(0)
    try:
        results = [
            without_rights("ask", "--db", "in/a.db", QUESTION, cwd=tmp_path),
            without_rights("ingest", "--db", "in/a.db", SEED, cwd=tmp_path),
        ]
    finally:
        place.chmod(0o700)
    for result in results:
        assert result.returncode in (1, 2) and result.stdout == ""
        told = [line for line in result.stderr.splitlines() if "not looked at" not in line]
        assert len(told) == 1 and "in/a.db" in told[0] and "permission" in told[0].lower(), result.stderr
    assert reports(tmp_path / "in/a.db") == 1


@pytest.mark.skipif(os.geteuid() == 0 and not _HELD, reason="root writes everything")
@pytest.mark.parametrize("closed", ["file", "folder"])
def test_what_may_only_be_read_answers_and_is_never_written(tmp_path: Path, closed: str) -> None:
    assert gongkai("ingest", "--db", "a.db", SEED, cwd=tmp_path).returncode == 0
    database = tmp_path / "a.db"
    place = database if closed == "file" else tmp_path
    place.chmod(0o400 if closed == "file" else 0o500)
    before = database.read_bytes(), sorted(tmp_path.iterdir())
    try:
        asked = without_rights("ask", "--db", "a.db", QUESTION, cwd=tmp_path)
        refused = without_rights("ingest", "--db", "a.db", SEED, cwd=tmp_path)
    finally:
        place.chmod(0o700)
    assert asked.returncode == 0 and "泰顺" in asked.stdout, asked.stderr
    assert refused.returncode in (1, 2)
    assert "a.db may not be written" in refused.stderr.splitlines()[-1]
    assert (database.read_bytes(), sorted(tmp_path.iterdir())) == before


def test_pipes_and_devices_are_named_beside_what_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    result = gongkai("ingest", "--db", "a.db", "pipe.txt", "/dev/zero", SEED, cwd=tmp_path)
    lines = told(result).splitlines()
    assert result.returncode == 1
    assert lines[0].startswith("pipe.txt: Nothing is written into the pipe")
    assert lines[1].startswith("/dev/zero: This is a device or a socket")
    assert lines[-1] == "3 files: stored 1, failed 2"
    parsed = gongkai("parse", "/dev/null", cwd=tmp_path)
    assert (parsed.returncode, parsed.stdout) == (1, b"")


@pytest.mark.parametrize("most", range(8, 13))
def test_few_descriptors_are_one_sentence_and_lose_nothing(tmp_path: Path, most: int) -> None:
    assert gongkai("ingest", "--db", "a.db", SEED, cwd=tmp_path).returncode == 0

    temporary = tmp_path / "temporary"
    temporary.mkdir()
    result = subprocess.run(
        [sys.executable, "-m", "gongkai", "ingest", "--db", "a.db", *OTHERS],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)),
    )  # fmt: skip
    assert "Traceback" not in result.stderr, result.stderr
    if result.returncode == 0:
        assert reports(tmp_path / "a.db") == 4
    else:
        *before, last = result.stderr.splitlines()
        assert len(before) <= 1 and "Too many files are open" in last and "ulimit" in last, result.stderr
    assert list(temporary.iterdir()) == []
    again = gongkai("ingest", "--db", "a.db", *OTHERS, cwd=tmp_path)
    assert again.returncode == 0
    assert reports(tmp_path / "a.db") == 4


@pytest.mark.parametrize("question", ["泰顺2018年收到\ud800申请数是多少", "\udfff", "\ud83d泰顺"])
def test_half_a_character_in_a_question(tmp_path: Path, question: str) -> None:
    assert gongkai("ingest", "--db", "a.db", SEED, cwd=tmp_path).returncode == 0
    halves = question.encode("utf-8", "surrogatepass")
    by_argument = subprocess.run(
        [sys.executable, "-m", "gongkai", "ask", "--db", "a.db", "--json", halves],
        cwd=tmp_path, capture_output=True, timeout=120, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    by_line = gongkai("ask", "--db", "a.db", "--json", "-", cwd=tmp_path, stdin=halves + b"\n" + QUESTION.encode())
    assert b"Traceback" not in by_argument.stderr + by_line.stderr, by_argument.stderr + by_line.stderr
    assert by_argument.returncode in (0, 1)
    answers = [json.loads(line) for line in by_line.stdout.splitlines()]
    assert len(answers) == 2
