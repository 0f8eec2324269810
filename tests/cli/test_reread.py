"""Reading stored reports again from the command line: told when due, resumed after a kill, nothing lost."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from store import Archive
from tests.cli.test_command_line import QUESTION, ROOT, SEEDS, gongkai, told

DUE = "read by an older version: `gongkai reread`"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("database")
    assert gongkai("ingest", "--db", "seeds.db", ROOT / "seeds", cwd=folder).returncode == 0
    return folder / "seeds.db"


@pytest.fixture
def older(seeds: Path, tmp_path: Path) -> Path:
    """The database as an older version left it: a figure was read wrongly, another not at all."""
    path = tmp_path / "older.db"
    shutil.copy(seeds, path)
    change(path, "UPDATE reports SET parser_version = 1, tried_version = 1")
    received = "indicator_id = (SELECT id FROM indicators WHERE code = 'requests.received') AND applicant_id = 0"
    taishun = "report_id = (SELECT report_id FROM report_list WHERE organization = '泰顺县人民政府')"
    change(path, f"UPDATE fact_rows SET value = 71 WHERE {received} AND {taishun} AND source_id = 1")
    concluded = "indicator_id = (SELECT id FROM indicators WHERE code = 'requests.concluded')"
    change(path, f"DELETE FROM fact_rows WHERE {concluded} AND {taishun}")
    return path


def change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()


def test_what_is_due_is_told_on_standard_error_alone(older: Path, tmp_path: Path) -> None:
    for arguments in (["ask", QUESTION], ["check", "泰顺县人民政府 2018"], ["export"], ["serve"]):
        result = gongkai(*arguments, "--db", older, cwd=tmp_path)
        line = told(result).splitlines()[0]
        assert line.startswith("gongkai: 5 stored reports were ")
        assert DUE in line
        assert DUE.encode() not in result.stdout
    done = gongkai("ingest", "--db", older, SEEDS[0], cwd=tmp_path)
    assert told(done).splitlines()[-1].startswith("gongkai: 4 stored reports were ")


def test_what_changes_is_told_once(older: Path, tmp_path: Path) -> None:
    assert "71" in gongkai("ask", "--db", older, QUESTION, cwd=tmp_path).stdout.decode()
    done = gongkai("reread", "--db", older, cwd=tmp_path)
    head, *lines = done.stdout.decode().splitlines()
    assert done.returncode == 0
    assert head.endswith("泰顺县人民政府 2018")
    assert lines == ["  收到（新收）政府信息公开申请数: 71 → 17", "  申请办结数: – → 16"]
    assert told(done) == "5 reports: changed 1, unchanged 4; figures: new 1, changed 1, gone 0\n"
    again = gongkai("reread", "--db", older, cwd=tmp_path)
    assert (again.returncode, again.stdout, told(again)) == (0, b"", "0 reports: all are up to date\n")
    answer = gongkai("ask", "--db", older, QUESTION, cwd=tmp_path)
    assert "17" in answer.stdout.decode()
    assert told(answer) == ""


def test_only_the_named_ones_are_read(older: Path, tmp_path: Path) -> None:
    done = gongkai("reread", "--db", older, "--lang", "en", "泰顺县人民政府 2018", SEEDS[0].name, cwd=tmp_path)
    assert told(done).startswith("2 reports: changed 1, unchanged 1; ")
    assert "  Requests received this year: 71 → 17\n" in done.stdout.decode()
    with Archive(older) as archive:
        assert archive.count_untried() == 3


def test_what_a_person_corrected_stands_and_is_told(older: Path, tmp_path: Path) -> None:
    with Archive(older) as archive:
        archive.correct(
            archive.find_report("泰顺县人民政府 2018"), "requests.received", None, 18, reason="", person="王"
        )
    done = gongkai("reread", "--db", older, cwd=tmp_path)
    assert "  收到（新收）政府信息公开申请数: 71 → 17（已有人工更正，仍以更正为准）\n" in done.stdout.decode()
    assert "18" in gongkai("ask", "--db", older, QUESTION, cwd=tmp_path).stdout.decode()


def test_what_can_be_read_no_more_is_named(older: Path, tmp_path: Path) -> None:
    change(older, "UPDATE documents SET bytes = CAST('会议通知' AS BLOB) WHERE id = 1")
    done = gongkai("reread", "--db", older, cwd=tmp_path)
    line, summary = told(done).splitlines()
    assert done.returncode == 1
    assert line.startswith("1 ")
    assert "[not_a_report: " in line
    assert line.endswith("; what was read before stays")
    assert summary.startswith("5 reports: changed 1, unchanged 3, failed 1; ")
    assert told(gongkai("ask", "--db", older, QUESTION, cwd=tmp_path)) == ""


@pytest.mark.parametrize("arguments", [["--db", "missing.db"], ["--db", "{older}", "永嘉 1999"]])
def test_wrong_usage(older: Path, tmp_path: Path, arguments: list[str]) -> None:
    done = gongkai("reread", *(part.format(older=older) for part in arguments), cwd=tmp_path)
    assert (done.returncode, len(told(done).splitlines())) == (2, 1)
    assert not (tmp_path / "missing.db").exists()


def test_it_goes_on_after_a_kill(older: Path, tmp_path: Path) -> None:
    many = 40
    text = SEEDS[1].read_bytes()
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(many):
        (folder / f"{number:03}.txt").write_bytes(text + f"\n{number}".encode())
    assert gongkai("ingest", "--db", older, "many", cwd=tmp_path).returncode == 0
    change(older, "UPDATE reports SET parser_version = 1, tried_version = 1")
    process = subprocess.Popen(
        [sys.executable, "-m", "gongkai", "reread", "--db", str(older), "--jobs", "1"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while left(older) > many and time.monotonic() < deadline:
        time.sleep(0.03)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=30)
    before = left(older)
    assert 0 < before <= many
    done = gongkai("reread", "--db", older, cwd=tmp_path)
    assert done.returncode == 0
    assert told(done).startswith(f"{before} reports: ")
    assert left(older) == 0


def left(path: Path) -> int:
    with Archive(path, "ro") as archive:
        return archive.count_untried()
