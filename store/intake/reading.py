"""The bytes of a file on disk."""

from __future__ import annotations

from pathlib import Path

from core.document.limits import limits
from core.errors import ReadError


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises ReadError in one sentence."""
    most = limits().file_bytes
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
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
