"""Archives other than zip that the standard library unpacks (tar, gz, bz2, xz), as the zip they could have been."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import IO

from core.document.container import Container, open_zip
from core.document.limits import limits
from core.errors import ReadError

_OPENERS: Mapping[bytes, Callable[[io.BytesIO], io.BufferedIOBase]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ": lzma.LZMAFile,
}
_ZIP, _TAR, _TAR_AT = b"PK", b"ustar", 257
HEAD = _TAR_AT + len(_TAR)
"""So many bytes tell what a file is packed as."""
_DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, ValueError)


def is_packed(head: bytes) -> bool:
    """Whether a file that begins so is an archive that can be unpacked (or a document packed as zip)."""
    return head.startswith((_ZIP, *_OPENERS)) or _is_tar(head)


def open_packed(data: bytes, name: str = "") -> Container:
    """The archive in these bytes. Raises ReadError: unreadable, too_large."""
    return open_zip(data) if data.startswith(_ZIP) else open_zip(_as_zip(data, name))


def _is_tar(head: bytes) -> bool:
    return head[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR


def _as_zip(data: bytes, name: str) -> bytes:
    try:
        for magic, opened in _OPENERS.items():
            if data.startswith(magic):
                with opened(io.BytesIO(data)) as stream:
                    data = _bounded(stream, limits().member_bytes)
                if not _is_tar(data):
                    return _zipped([(_without_ending(name), data)])
                break
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            return _zipped(_members(archive))
    except _DAMAGE as error:
        raise ReadError("unreadable", "The archive is damaged.") from error


def _bounded(stream: io.BufferedIOBase | IO[bytes], most: int) -> bytes:
    data = stream.read(most + 1)
    if len(data) > most:
        raise ReadError("too_large", "The archive unpacks to too much.")
    return data


def _members(archive: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    left = limits().member_bytes
    for count, info in enumerate(archive, 1):
        if count > limits().members:
            raise ReadError("too_large", f"The archive holds more than {limits().members:,} files.")
        if info.isreg() and (stream := archive.extractfile(info)) is not None:
            data = _bounded(stream, left)
            left -= len(data)
            yield info.name, data


def _zipped(members: Iterator[tuple[str, bytes]] | list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name or "file"), data)
    return buffer.getvalue()


def _without_ending(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return stem if dot and ending.lower() in ("gz", "bz2", "xz") else name
