"""A folder of every format from the command line: interrupted, taken up again, nothing lost, nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.errors import GongkaiError
from store import Archive
from tests.forging import forge
from tests.report_files import mixed, zipped

pytest.importorskip("pypdfium2")

ROOT = Path(__file__).parents[2]
FILES = 40
BROKEN = {
    "x1.pdf": b"%PDF-1.7\nbroken",
    "x2.docx": b"PK\x03\x04 broken",
    "x3.txt": "关于召开会议的通知。请各单位派员参加。".encode() * 20,
    "x4.zip": zipped({"大.txt": b"0" * 20_000_000, "空.txt": b""}),
    "x5.xlsx": b"",
}
FAILED = ["x1.pdf", "x2.docx", "x3.txt", "x4.zip/大.txt", "x4.zip/空.txt", "x5.xlsx"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    place.mkdir()
    reports = (("临江县人民政府", forge(seed, ("2019", "2021")[seed % 2])) for seed in range(FILES))
    for name, data in mixed(reports):
        (place / name).write_bytes(data)
    for name, data in BROKEN.items():
        (place / name).write_bytes(data)
    return place


def started(folder: Path, database: Path, temporary: Path) -> subprocess.Popen[str]:
    temporary.mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "gongkai.py", "ingest", "--db", str(database), "--jobs", "2", str(folder)],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(temporary)},
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_interrupts,
    )


def hear_interrupts() -> None:
    """A run in the background of a shell passes on that SIGINT is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def stored(database: Path) -> int:
    """How many files are stored so far; each is a version of one of two reports."""
    if not database.exists():
        return 0
    try:
        with Archive(database, "ro") as archive:
            return sum(entry.versions for entry in archive.reports())
    except GongkaiError:
        return 0


def test_interrupted_and_taken_up_again(folder: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    # A quick machine may be done before the signal comes; then it is tried again in another database.
    for attempt in range(8):
        database = tmp_path / f"{attempt}.db"
        first = started(folder, database, temporary)
        deadline = time.monotonic() + 60
        while stored(database) < 2 and time.monotonic() < deadline:
            time.sleep(0.002)
        # Ctrl-C again and again changes nothing, nor does it keep the temporary files from being removed.
        for _ in range(5):
            first.send_signal(signal.SIGINT)
            time.sleep(0.02)
        _, said = first.communicate(timeout=30)
        before = stored(database)
        if before < FILES:
            break
    assert first.returncode == 1
    assert 2 <= before < FILES
    assert said.strip().endswith("gongkai: interrupted.")
    assert f"not looked at {FILES + len(FAILED) - before}, run again to go on" in said
    assert list(temporary.iterdir()) == []

    second = started(folder, database, temporary)
    _, said = second.communicate(timeout=120)
    assert second.returncode == 1
    assert stored(database) == FILES
    assert f"already there {before}" in said
    assert [line.split(": ")[0].removeprefix(f"{folder}/") for line in said.splitlines()[:-1]] == FAILED
    assert f"failed {len(FAILED)}" in said.splitlines()[-1]
    assert list(temporary.iterdir()) == []
