"""The files to be read: single ones, those of folders, those inside zip archives."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.errors import ReadCode, ReadError
from core.work.worker import Workers
from store.intake.endings import is_wanted
from store.intake.reading import read_file
from store.intake.unpacking import ZIP, Member, list_members, unpack_member


@dataclass(frozen=True, slots=True)
class Source:
    """One file: how it is called, and its bytes when wanted. `load` raises ReadError."""

    name: str
    load: Callable[[], bytes]


def find_sources(paths: Iterable[Path], unpackers: Workers) -> Iterator[Source]:
    """The files of these paths in a steady order: folders with everything below them, archives member by member.

    What an archive is, its content tells; `unpackers` look into it, now and when a member is loaded. What can't be
    looked into is a source whose `load` says why.
    """
    for path in paths:
        for file in _below(path) if path.is_dir() else (path,):
            if _starts_like_zip(file):
                yield from _unpacked(file, unpackers)
            else:
                yield Source(str(file), partial(read_file, file))


def _below(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if is_wanted(f"{Path(here).name}/{name}") and not _is_device(Path(here, name)):
                yield Path(here, name)


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
            return file.read(len(ZIP)) == ZIP
    except (OSError, ValueError):
        return False


def _unpacked(file: Path, unpackers: Workers) -> Iterator[Source]:
    """The members of an archive; the file itself where it is a document that happens to be packed as one."""
    try:
        members = unpackers.submit(list_members, file).result()
    except ReadError as error:
        yield Source(str(file), partial(_refuse, error.code, error.message))
        return
    if members is None:
        yield Source(str(file), partial(read_file, file))
        return
    for member in members:
        yield Source(f"{file}/{member.name}", partial(_load, unpackers, file, member))


def _load(unpackers: Workers, file: Path, member: Member) -> bytes:
    if member.refused:
        _refuse(*member.refused)
    return unpackers.submit(unpack_member, file, member.place).result()


def _refuse(code: ReadCode, message: str) -> bytes:
    raise ReadError(code, message)
