"""The files to be read: single ones, those of folders, those inside archives."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.document.packed import HEAD, is_packed
from core.errors import ReadCode, ReadError
from core.work.worker import Workers
from store.intake.endings import is_passed_over, is_wanted
from store.intake.reading import read_file
from store.intake.unpacking import NOT_HELD, Member, list_members, unpack_member
from store.records import Origin


@dataclass(frozen=True, slots=True)
class Source:
    """One file: how it is called, and its bytes when wanted. `load` raises ReadError.

    What came from an address has its `origin` and the name of the file there; `held` is the report where the site
    says that nothing has changed since.
    """

    name: str
    load: Callable[[], bytes]
    file_name: str = ""
    origin: Origin | None = None
    held: int | None = None


def find_sources(
    paths: Iterable[Path], unpackers: Workers, pass_over: Callable[[str], None] | None = None
) -> Iterator[Source]:
    """The files of these paths in a steady order: folders with everything below them, archives member by member.

    What an archive is, its content tells; `unpackers` look into it, now and when a member is loaded. What can't be
    looked into is a source whose `load` says why. `pass_over` hears of the files left out for their ending.
    """
    passed = pass_over or (lambda _: None)
    for path in paths:
        for found in _below(path, passed) if path.is_dir() else (path,):
            if isinstance(found, Source):
                yield found
            elif _starts_like_archive(found):
                yield from _unpacked(found, unpackers, passed)
            else:
                yield Source(str(found), partial(read_file, found))


def _below(folder: Path, pass_over: Callable[[str], None]) -> Iterator[Path | Source]:
    """The files of a folder, then those of the folders in it, each folder once; one that may not be read says so."""
    waiting, seen = [folder], set[tuple[int, int]]()
    while waiting:
        here = waiting.pop()
        try:
            stat, inside = here.stat(), sorted(here.iterdir())
        except OSError as error:
            yield Source(str(here), partial(_refuse, "unreadable", _why_closed(error)))
            continue
        # Links may lead round in a circle.
        if (stat.st_dev, stat.st_ino) in seen:
            continue
        seen.add((stat.st_dev, stat.st_ino))
        waiting += [path for path in reversed(inside) if not path.name.startswith(".") and path.is_dir()]
        yield from _wanted((path for path in inside if not path.is_dir()), pass_over)


def _wanted(files: Iterable[Path], pass_over: Callable[[str], None]) -> Iterator[Path]:
    for file in files:
        place = f"{file.parent.name}/{file.name}"
        if _is_device(file):
            continue
        if is_wanted(place):
            yield file
        elif is_passed_over(place):
            pass_over(str(file))


def _why_closed(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "The folder may not be read: permission is missing."
    return f"The folder can't be read: {error.strerror}."


def _is_device(path: Path) -> bool:
    """Whether reading could wait for ever: a pipe, a socket, a device. A missing file is none: reading it says so."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _starts_like_archive(path: Path) -> bool:
    """Looked at only where it is a plain file: what comes through a pipe can be read but once."""
    try:
        if _is_device(path):
            return False
        with path.open("rb") as file:
            return is_packed(file.read(HEAD))
    except (OSError, ValueError):
        return False


def _unpacked(file: Path, unpackers: Workers, pass_over: Callable[[str], None]) -> Iterator[Source]:
    """The members of an archive; the file itself where it is a document that happens to be packed as one."""
    try:
        listing = unpackers.submit(list_members, str(file), read_file(file)).result()
    except ReadError as error:
        yield Source(str(file), partial(_refuse, error.code, error.message))
        return
    if listing is None:
        yield Source(str(file), partial(read_file, file))
        return
    for name in listing.passed_over:
        pass_over(f"{file}/{name}")
    for member in listing.members:
        yield Source(f"{file}/{member.name}", partial(_load, unpackers, file, member))


def _load(unpackers: Workers, file: Path, member: Member) -> bytes:
    if member.refused:
        _refuse(*member.refused)
    try:
        return unpackers.submit(unpack_member, str(file), member.place).result()
    except ReadError as error:
        if error.kind != NOT_HELD:
            raise
    # The process that held it has ended, or looks at another one.
    return unpackers.submit(unpack_member, str(file), member.place, read_file(file)).result()


def _refuse(code: ReadCode, message: str) -> bytes:
    raise ReadError(code, message)
