"""Reading on other machines: a scheduler and two workers, one of which is killed in the middle."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from benchmarks.scale import report_files
from core.errors import UsageError
from store.intake import cluster
from store.intake.cluster import Cluster

COUNT = 80
ROOT = Path(__file__).parents[2]
WITHOUT_PAGES = ["--host", "127.0.0.1", "--no-dashboard"]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler and its two workers."""
    pytest.importorskip("distributed", reason="Dask is not installed")
    told = tmp_path / "scheduler.json"
    with ExitStack() as stack:

        def start(name: str, *arguments: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", f"distributed.cli.{name}", "--scheduler-file", str(told), *WITHOUT_PAGES]
            process = subprocess.Popen(
                [*command, *arguments],
                cwd=tmp_path,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        start("dask_scheduler", "--port", "0")
        _until(told.exists)
        workers = [start("dask_worker", "--no-nanny", "--nthreads", "1") for _ in range(2)]
        address = re.search(r'"address": "([^"]+)"', told.read_text())
        assert address is not None
        _until(lambda: _workers_of(address[1]) == 2)
        yield address[1], workers


def _workers_of(address: str) -> int:
    try:
        with Cluster(address) as found:
            return int(found.processes)
    except UsageError:
        return 0


def _until(so: object, seconds: float = 90) -> None:
    assert callable(so)
    deadline = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _stored(path: Path) -> int:
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def test_a_worker_that_is_killed_loses_and_doubles_nothing(
    running: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, workers = running
    folder, database = tmp_path / "reports", tmp_path / "cluster.db"
    folder.mkdir()
    files = report_files(COUNT)
    for file in files:
        (folder / file.name).write_bytes(file.data)
    command = [sys.executable, "-m", "gongkai", "ingest", "--db", str(database), "--cluster", address, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        _until(lambda: _stored(database) > 0)
        assert _stored(database) < COUNT
        workers[0].send_signal(signal.SIGKILL)
        _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors.decode()
    assert f"{COUNT} files: " in errors.decode()
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT file_name, bytes FROM documents").fetchall()
    assert sorted((Path(name).name, data) for name, data in rows) == sorted((file.name, file.data) for file in files)
    # Nothing is read again: it is all there.
    again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert f"already there {COUNT}" in again.stderr.replace(",", "")


def test_without_a_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "_PATIENCE", "1s")
    with pytest.raises(UsageError, match=r"No scheduler answers at tcp://127\.0\.0\.1:9"):
        Cluster("tcp://127.0.0.1:9")


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"gongkai\[cluster\]"):
        Cluster("tcp://127.0.0.1:9")
