"""What a worker process does with an archive of a stranger. Without aiogram, which takes 3 s to import."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Base64Bytes

from core.errors import ReadCode, ReadError


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A file of an archive: its bytes, or why it can't be unpacked."""

    name: str
    data: Base64Bytes = b""
    refused: ReadCode | None = None


def unpack(data: bytes) -> list[Unpacked] | None:
    """The files of a zip archive; None where it is no archive."""
    # The bot only names this function to its workers: it needs no readers itself.
    from core.document import is_archive, members

    if not is_archive(data):
        return None
    return [
        Unpacked(name, refused=file.code) if isinstance(file, ReadError) else Unpacked(name, file)
        for name, file in members(data)
    ]
