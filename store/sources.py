"""The files to be read: single ones, those of folders, those inside zip archives. Nothing is unpacked to disk."""

from __future__ import annotations

import os
import stat
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from core.document import is_archive
from core.document.container import Container, inner_name, open_zip
from core.document.limits import limits
from core.errors import ReadError

# In folders and archives only these are looked at; a file named by itself is read whatever it is called.
_SUFFIXES = frozenset(
    [
        ".txt",
        ".text",
        ".md",
        ".htm",
        ".html",
        ".xhtml",
        ".shtml",
        ".asp",
        ".aspx",
        ".jsp",
        ".php",
        ".mht",
        ".mhtml",
        ".xml",
        ".pdf",
        ".ofd",
        ".doc",
        ".docx",
        ".docm",
        ".dot",
        ".dotx",
        ".wps",
        ".wpt",
        ".rtf",
        ".odt",
        ".fodt",
        ".xls",
        ".xlsx",
        ".xlsm",
        ".xlsb",
        ".et",
        ".ett",
        ".ods",
        ".csv",
        ".tsv",
        ".zip",
        ".png",
        ".jpg",
        ".jpeg",
        ".webp",
        ".heic",
        ".heif",
        ".avif",
        ".tif",
        ".tiff",
        ".bmp",
        ".gif",
    ]
)
_ZIP = b"PK"
_ARCHIVES_KEPT = 2


@dataclass(frozen=True, slots=True)
class Source:
    """One file: how it is called, and its bytes when wanted. `load` raises ReadError."""

    name: str
    load: Callable[[], bytes]


def find_sources(paths: Iterable[Path]) -> Iterator[Source]:
    """The files of these paths in a steady order: folders with everything below them, archives member by member.

    What an archive is, its content tells. What can't be looked into is a source whose `load` says why.
    """
    opened = _Opened()
    for path in paths:
        for file in _below(path) if path.is_dir() else (path,):
            load = partial(read_file, file)
            if _starts_like_zip(file):
                yield from _expand(opened, str(file), load, 0)
            else:
                yield Source(str(file), load)


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
        raise ReadError("unreadable", f"The file can't be read: {error}.") from None
    if len(data) > most:
        raise ReadError("too_large", f"The file is larger than {most / 1e6:g} MB.")
    return data


def _below(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if _is_wanted(name) and not _is_device(Path(here, name)):
                yield Path(here, name)


def _is_wanted(name: str) -> bool:
    suffix = PurePosixPath(name).suffix.lower()
    return not name.startswith((".", "~$")) and (suffix in _SUFFIXES or not suffix)


def _is_device(path: Path) -> bool:
    """Whether reading could wait for ever: a pipe, a socket, a device. A missing file is none: reading it says so."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _starts_like_zip(path: Path) -> bool:
    """Looked at only where it is a plain file: what comes through a pipe can be read but once."""
    try:
        if _is_device(path):
            return False
        with path.open("rb") as file:
            return file.read(len(_ZIP)) == _ZIP
    except (OSError, ValueError):
        return False


class _Opened:
    """The archives opened last. Members are asked for in order, so that few need to be kept."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Container] = OrderedDict()

    def open(self, name: str, load: Callable[[], bytes]) -> Container:
        """The archive of this name. Raises ReadError."""
        container = self._kept.pop(name, None) or open_zip(load())
        self._kept[name] = container
        while len(self._kept) > _ARCHIVES_KEPT:
            self._kept.popitem(last=False)
        # What the archive as a whole unpacks to was looked at when it was listed.
        return replace(container, left=limits().unpacked_bytes)


def _expand(opened: _Opened, name: str, load: Callable[[], bytes], depth: int) -> Iterator[Source]:
    """The members of an archive; the file itself where it is a document that happens to be packed as one."""
    try:
        if not is_archive(load()):
            yield Source(name, load)
            return
        if depth > limits().nesting:
            raise ReadError("too_large", f"Archives stand in archives more than {limits().nesting} deep.")
        container = opened.open(name, load)
        members = _members(container)
    except ReadError as error:
        yield Source(name, partial(_refuse, error))
        return
    for path, info in members:
        inside, unpack = f"{name}/{path}", partial(_unpack, opened, name, load, info)
        if container.start(info).startswith(_ZIP):
            yield from _expand(opened, inside, unpack, depth + 1)
        else:
            yield Source(inside, unpack)


def _members(container: Container) -> list[tuple[str, zipfile.ZipInfo]]:
    """The files worth reading by their names, in the order of these. Raises ReadError: too_large."""
    named = ((inner_name(info), info) for info in container.files())
    wanted = [(name, info) for name, info in named if name and _is_wanted(PurePosixPath(name).name)]
    if sum(info.file_size for _, info in wanted) > limits().unpacked_bytes:
        raise ReadError("too_large", f"The archive unpacks to more than {limits().unpacked_bytes / 1e6:g} MB.")
    return sorted(wanted, key=lambda member: member[0])


def _unpack(opened: _Opened, name: str, load: Callable[[], bytes], info: zipfile.ZipInfo) -> bytes:
    return opened.open(name, load).read(info)


def _refuse(error: ReadError) -> bytes:
    raise error
