"""What may not be read in a folder is named, and the exit code tells."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

SEED = next((Path(__file__).parents[2] / "seeds").glob("000*.txt"))

# As a user without rights. What it reads lazily is imported before, where the interpreter is root's alone.
_INGEST = """
import os, sys
from pathlib import Path
from store.intake.sources import find_sources
from core.errors import ReadError
if os.geteuid() == 0:
    os.setgroups([])
    os.setuid(65534)
for source in find_sources([Path(sys.argv[1])], None):
    try:
        print(Path(source.name).name, len(source.load()))
    except ReadError as error:
        print(Path(source.name).name, error.code, error.message)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        yield path
        (path / "secret").chmod(0o755)


def test_folders_and_files_that_may_not_be_read_are_named(folder: Path) -> None:
    (folder / "open").mkdir()
    (folder / "open" / "a.txt").write_bytes(SEED.read_bytes())
    (folder / "open" / "closed.txt").write_text("x")
    (folder / "open" / "closed.txt").chmod(0)
    (folder / "secret").mkdir()
    (folder / "secret" / "b.txt").write_text("x")
    (folder / "secret").chmod(0)
    (folder / "loop").symlink_to("loop")
    read = subprocess.run([sys.executable, "-c", _INGEST, str(folder)], capture_output=True, text=True, check=False)
    assert read.stderr == ""
    told = dict(line.split(" ", 1) for line in read.stdout.splitlines())
    assert told == {
        "a.txt": str(SEED.stat().st_size),
        "closed.txt": "unreadable The file may not be read: permission is missing.",
        "secret": "unreadable The folder may not be read: permission is missing.",
        "loop": "unreadable The file can't be read: Too many levels of symbolic links.",
    }
