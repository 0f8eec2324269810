"""The bytes of a file on disk."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

from core.document.limits import limits
from core.errors import ReadError

_WRITER_SECONDS = 5.0
"""How long is waited for somebody who writes into a pipe."""


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises ReadError in one sentence."""
    most = limits().file_bytes
    try:
        data = _read(path, most + 1)
    except FileNotFoundError:
        raise ReadError("unreadable", "There is no such file.") from None
    except IsADirectoryError:
        raise ReadError("unreadable", "This is a folder: `gongkai ingest` reads folders.") from None
    except PermissionError:
        raise ReadError("unreadable", "The file may not be read: permission is missing.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ReadError("unreadable", f"The file can't be read: {reason}.") from None
    if len(data) > most:
        raise ReadError("too_large", f"The file is larger than {most / 1e6:g} MB.")
    return data


def _read(path: Path, most: int) -> bytes:
    kind = path.stat().st_mode
    if stat.S_ISCHR(kind) or stat.S_ISBLK(kind) or stat.S_ISSOCK(kind):
        raise ReadError("unreadable", "This is a device or a socket: name a file.")
    if stat.S_ISFIFO(kind):
        return _read_pipe(path, most)
    with path.open("rb") as file:
        return file.read(most)


def _read_pipe(path: Path, most: int) -> bytes:
    """What is written into a pipe; to open it as a file would wait for ever where nobody ever writes."""
    deadline = time.monotonic() + _WRITER_SECONDS
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(pipe, "rb", buffering=0) as file:
        # Nothing at all is read where nobody has it open, None where somebody has.
        while (first := file.read(1)) == b"":
            if time.monotonic() > deadline:
                raise ReadError("unreadable", "Nothing is written into the pipe.")
            time.sleep(0.02)
        os.set_blocking(pipe, True)
        data = bytearray(first or b"")
        while len(data) < most and (more := file.read(most - len(data))):
            data += more
        return bytes(data)
