"""Archives of strangers, for worker processes: what is in one, and one member's bytes. Nothing goes to disk.

A process is handed the bytes of an archive once, and holds them while it is asked for the members one by one.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePath

from core.document import sniff
from core.document.container import Container, inner_name
from core.document.limits import limits
from core.document.packed import is_packed, open_packed
from core.errors import ReadCode, ReadError
from store.intake.endings import is_passed_over, is_wanted

MemberPath = tuple[int, ...]
"""Where a member stands: its number in the archive, then its number in the archive which that one is, and so on."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive, by its path there; `refused` tells why an archive in it is not looked into."""

    name: str
    place: MemberPath
    refused: tuple[ReadCode, str] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of an archive that are worth reading, and the names of those whose format is unknown."""

    members: tuple[Member, ...]
    passed_over: tuple[str, ...]


NOT_HELD = "not_held"
"""The kind of the error that tells that a process must be handed the archive first."""

_held: dict[str, bytes] = {}
"""The archive that was handed over last, by its path."""


def list_members(path: str, data: bytes) -> Listing | None:
    """The files of an archive by name, and those of the archives in it; it is held from now on.

    None for what is a document that happens to be packed as a zip, and for what can't be opened: the reader says why.
    Raises ReadError: too_large.
    """
    _hold(path, data)
    container = _archive(path, ())
    if container is None:
        return None
    walk = _Walk(path)
    return Listing(tuple(walk.members(container, "", ())), tuple(walk.passed_over))


def unpack_member(path: str, place: MemberPath, data: bytes | None = None) -> bytes:
    """The bytes of one member of the archive that is held, or is handed over now. Raises ReadError."""
    if data is not None:
        _hold(path, data)
    elif path not in _held:
        raise ReadError("unreadable", "The archive is to be handed over first.", NOT_HELD)
    *above, number = place
    container = _opened(path, tuple(above))
    parts = container.archive.infolist()
    if number >= len(parts):
        raise ReadError("unreadable", "The archive changed while it was read.")
    # What the archive as a whole unpacks to was looked at when it was listed.
    return replace(container, left=limits().unpacked_bytes).read(parts[number])


def _hold(path: str, data: bytes) -> None:
    _opened.cache_clear()
    _held.clear()
    _held[path] = data


class _Walk:
    """One way through an archive; what the archives in it hold counts together."""

    def __init__(self, path: str) -> None:
        self.passed_over: list[str] = []
        self._path = path
        self._members = limits().members
        self._bytes = limits().unpacked_bytes

    def members(self, container: Container, folder: str, above: MemberPath) -> Iterator[Member]:
        for name, number, info in self._wanted(container, folder):
            inside, place = f"{folder}{name}", (*above, number)
            if not is_packed(container.start(info)):
                yield Member(inside, place)
                continue
            try:
                yield from self._within(inside, place)
            except ReadError as error:
                yield Member(inside, place, (error.code, error.message))

    def _wanted(self, container: Container, folder: str) -> list[tuple[str, int, zipfile.ZipInfo]]:
        """The files worth reading by their names, in the order of these. Raises ReadError: too_large."""
        named = [(name, at, info) for at, info in enumerate(container.archive.infolist()) if (name := _name(info))]
        wanted = [member for member in named if is_wanted(member[0])]
        self.passed_over += (f"{folder}{name}" for name, _, _ in named if is_passed_over(name))
        self._members -= len(wanted)
        self._bytes -= sum(info.file_size for _, _, info in wanted)
        if self._members < 0:
            raise ReadError("too_large", f"The archive holds more than {limits().members:,} files.")
        if self._bytes < 0:
            raise ReadError("too_large", f"The archive unpacks to more than {limits().unpacked_bytes / 1e6:g} MB.")
        return sorted(wanted, key=lambda member: member[0])

    def _within(self, name: str, place: MemberPath) -> Iterator[Member]:
        container = _archive(self._path, place)
        if container is None:
            yield Member(name, place)
        elif len(place) > limits().nesting:
            raise ReadError("too_large", f"Archives stand in archives more than {limits().nesting} deep.")
        else:
            yield from self.members(container, f"{name}/", place)


def _name(info: zipfile.ZipInfo) -> str | None:
    return inner_name(info) if info.filename and not info.is_dir() else None


def _archive(path: str, place: MemberPath) -> Container | None:
    """The archive there; None where there is a document, or what can't be opened."""
    try:
        container = _opened(path, place)
    except ReadError:
        return None
    return container if sniff.of_zip(container.names()) == "zip" else None


@lru_cache(maxsize=3)
def _opened(path: str, place: MemberPath) -> Container:
    """An archive, or one in it. Members are asked for in order, so that few need to be kept."""
    data = unpack_member(path, place) if place else _held[path]
    return open_packed(data, PurePath(path).name if not place else "")
