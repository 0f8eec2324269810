"""What a person is told is done is on the disk before it is told."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from store import Archive
from store.connection import connect
from tests.store.test_archive import RECEIVED, report, save

_DECIDE = """
import sys
sys.path.insert(0, ".")
from store import Archive
with Archive(sys.argv[1]) as archive:
    for number in range(10):
        print("begin", file=sys.stderr, flush=True)
        archive.correct(1, "requests.received", None, number, reason="", person="王")
        print("told", file=sys.stderr, flush=True)
"""


def test_connections_that_write_wait_for_the_disk(tmp_path: Path) -> None:
    connection = connect(tmp_path / "a.db", "rw")
    full = 2
    assert connection.one("PRAGMA synchronous") == (full,)
    connection.close()


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace shows what reaches the disk")
def test_every_decision_reaches_the_disk_before_it_is_told(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        save(archive, b"1", report(RECEIVED))
    log = tmp_path / "calls"
    command = [sys.executable, "-c", _DECIDE, str(tmp_path / "a.db")]
    calls = "trace=fsync,fdatasync,write"
    subprocess.run(
        ["strace", "-f", "-e", calls, "-o", str(log), *command], check=True, capture_output=True, env=dict(os.environ)
    )
    told = re.findall(r"begin|told|f(?:data)?sync\(\d+\) += 0", log.read_text())
    shape = "".join("b" if one == "begin" else "t" if one == "told" else "s" for one in told)
    assert len(re.findall("bs+t", shape)) == shape.count("t") == 10
