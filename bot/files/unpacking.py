"""What a worker process does with an archive of a stranger. Without aiogram, which takes 3 s to import."""

from __future__ import annotations

from core.document import is_archive, members
from core.errors import ReadCode, ReadError


def unpack(data: bytes) -> list[tuple[str, bytes | ReadCode]] | None:
    """The files of a zip archive by name, or why one can't be unpacked; None where it is no archive."""
    if not is_archive(data):
        return None
    return [(name, file.code if isinstance(file, ReadError) else file) for name, file in members(data)]
