"""How a file is opened by one who may only read it, so that no page is ever told that has changed since.

SQLite reads a file in WAL mode with the help of two files beside it. Who may not write must not make them (they would
be of an owner that keeps the writers out). Where a writer has made them they are used; where none has, the file is
read as it stands, and after every statement it is looked at whether it still does.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.errors import UsageError

_SETTLED_SECONDS = 2.1
"""A change may leave the time of a file as it is within one tick of the clock, which is 2 s on the coarsest disks."""

Mark = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A file as it stood when it was opened without help from SQLite."""

    path: Path
    mark: Mark

    def stands(self) -> bool:
        """Whether nobody has written to it since, nor begun to."""
        return _mark(self.path) == self.mark


def address(path: Path, mode: Literal["rw", "ro"] = "rw") -> tuple[str, Standing | None]:
    """The URI to open a file with, for reading; how it stands, where that must be looked at after every statement.

    Raises UsageError where it can't be read without making files beside it.
    """
    # With mode=ro a connection leaves the WAL's files behind when it is the last to close.
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    if may_be_written(path):
        return uri, None
    mark = _mark(path)
    if mark is not None:
        _let_settle(path)
        mark = _mark(path)
    if mark is not None:
        return f"{uri}&immutable=1", Standing(path, mark)
    if _beside(path, "-wal").exists() and not _beside(path, "-shm").exists():
        raise UsageError(
            f"{path} was left in the middle of writing and may not be written here: open it once where you may"
            " write it, or read a copy of it and of all files beside it whose names begin alike."
        )
    return uri, None


def may_be_written(path: Path) -> bool:
    """Whether this process may write the file and make others beside it."""
    return os.access(path.parent, os.W_OK) and os.access(path, os.W_OK)


def _mark(path: Path) -> Mark | None:
    """What changes when the file is written; None while somebody writes, or where there is no file."""
    if _beside(path, "-wal").exists() or _beside(path, "-journal").exists():
        return None
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _let_settle(path: Path) -> None:
    stat = path.stat()
    age = time.time() - max(stat.st_mtime, stat.st_ctime)
    time.sleep(min(max(_SETTLED_SECONDS - age, 0.0), _SETTLED_SECONDS))


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
