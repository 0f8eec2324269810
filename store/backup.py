"""Copies of a database: taken while others write, whole or not there, and put back as one change."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from core.errors import GongkaiError, UsageError
from store.archive import Archive
from store.connection import refuse_foreign
from store.health import troubles
from store.standing import address

_PAGES = 2_000
"""Copied at a time; in between others may write."""


def back_up(database: Path, copy: Path) -> None:
    """Write a copy of a database as it stands at one moment, checked, into one file that must not be there yet.

    Raises UsageError, and GongkaiError where the copy is not whole.
    """
    refuse_foreign(database)
    if copy.exists():
        raise UsageError(f"{copy} is there already: name another file.")
    _copy_anew(database, copy)


def restore(copy: Path, database: Path, kept: Path) -> None:
    """Put a copy in the place of a database, which is itself backed up as `kept` before, where there is one.

    Others may have it open: they see the old or the new one. Raises UsageError, and GongkaiError where the copy is not
    whole.
    """
    refuse_foreign(copy)
    _refuse_damaged(copy)
    if not database.exists():
        _copy_anew(copy, database)
        return
    back_up(database, kept)
    with closing(_open(copy)) as source, closing(sqlite3.connect(database, timeout=60)) as target:
        target.execute("PRAGMA synchronous = FULL")
        source.backup(target)
    # Opened for writing: brings a copy of an older version up to date.
    Archive(database).close()


def _copy_anew(database: Path, copy: Path) -> None:
    part = copy.with_name(f"{copy.name}.part")
    try:
        # The owner's alone, from its first byte.
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        with closing(_open(database)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target, pages=_PAGES, sleep=0.01)
            # One file, without the two that a database in use has beside it.
            target.execute("PRAGMA journal_mode = DELETE")
        _refuse_damaged(part)
        _flush(part)
        part.replace(copy)
        _flush(copy.absolute().parent)
    except OSError as error:
        raise GongkaiError(f"{copy} can't be written: {error.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)


def _open(path: Path) -> sqlite3.Connection:
    uri, _ = address(path)
    return sqlite3.connect(uri, uri=True, timeout=60)


def _refuse_damaged(path: Path) -> None:
    wrong = next(troubles(path), None)
    if wrong is not None:
        raise GongkaiError(f"{path} is not whole, and nothing was changed. {wrong}")


def _flush(path: Path) -> None:
    """See to it that a file or a folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
