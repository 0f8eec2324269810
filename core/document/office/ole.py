"""OLE compound files: the streams of an old office file by name."""

from __future__ import annotations

import struct
from contextlib import suppress

from core.errors import ReadError

_HEADER = 512
_ENTRY = 128
_MINI_SECTOR = 64
_LAST = 0xFFFFFFF0
"""Sector numbers from here on are marks: end of chain, free, and the like."""
_STREAM, _ROOT = 2, 5
_DIFAT = struct.Struct("<109I")


class OleFile:
    """An opened compound file. Raises ReadError("unreadable") where it is damaged."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._open()
        except (struct.error, IndexError, ValueError) as error:
            raise _damaged() from error

    def _open(self) -> None:
        data = self._data
        shift, directory, self._cutoff, mini = (
            struct.unpack_from("<H", data, 0x1E)[0],
            *(struct.unpack_from("<I", data, at)[0] for at in (0x30, 0x38, 0x3C)),
        )
        if shift not in (9, 12):
            raise ValueError
        self._size = 1 << shift
        self._fat = self._table(self._fat_sectors())
        self._entries: dict[str, tuple[int, int]] = {}
        self.places: list[tuple[int, int]] = []
        """Where each stream begins, and how long it is."""
        root = 0, 0
        entries = self._chain(directory)
        for at in range(0, len(entries), _ENTRY):
            length, kind = struct.unpack_from("<HB", entries, at + 64)
            place = struct.unpack_from("<II", entries, at + 116)
            if kind == _STREAM:
                name = entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
                self._entries.setdefault(name, place)
                self.places.append(place)
            elif kind == _ROOT:
                root = place
        self._mini = self._chain(root[0])[: root[1]] if root[1] else b""
        links = self._chain(mini) if mini < _LAST else b""
        self._mini_fat = struct.unpack(f"<{len(links) // 4}I", links[: len(links) // 4 * 4])

    def _fat_sectors(self) -> list[int]:
        data = self._data
        sectors = list(_DIFAT.unpack_from(data, 0x4C))
        following, seen = struct.unpack_from("<I", data, 0x44)[0], 0
        while following < _LAST and seen <= len(data) // self._size:
            more = struct.unpack(f"<{self._size // 4}I", self._sector(following))
            sectors += more[:-1]
            following, seen = more[-1], seen + 1
        return [sector for sector in sectors if sector < _LAST]

    def _table(self, sectors: list[int]) -> tuple[int, ...]:
        links = b"".join(self._sector(sector) for sector in sectors[: len(self._data) // self._size + 1])
        return struct.unpack(f"<{len(links) // 4}I", links)

    def _sector(self, number: int) -> bytes:
        start = _HEADER + number * self._size if self._size == _HEADER else (number + 1) * self._size
        sector = self._data[start : start + self._size]
        if not sector:
            raise ValueError
        return sector.ljust(self._size, b"\0")

    def _chain(self, number: int) -> bytes:
        """The sectors linked from one on; a chain that bites its own tail is damage."""
        numbers = _followed(number, self._fat)
        return b"".join(map(self._sector, numbers))

    def links_of(self, size: int) -> tuple[int, ...]:
        """What links the sectors of a stream of this size."""
        return self._fat if size >= self._cutoff else self._mini_fat

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream, or None where there is no such one. Raises ReadError: unreadable."""
        if name not in self._entries:
            return None
        start, size = self._entries[name]
        try:
            if size >= self._cutoff:
                return self._chain(start)[:size]
            numbers = _followed(start, self._mini_fat) if size else []
        except (ValueError, IndexError) as error:
            raise _damaged() from error
        return b"".join(self._mini[at * _MINI_SECTOR : (at + 1) * _MINI_SECTOR] for at in numbers)[:size]


def whole(data: bytes) -> OleFile:
    """A compound file of which every chain of sectors ends: a library that follows one in a circle fills the memory.

    Raises ReadError: unreadable.
    """
    ole = OleFile(data)
    for start, size in ole.places:
        links = ole.links_of(size)
        with suppress(IndexError):
            try:
                _followed(start, links)
            except ValueError as error:
                raise _damaged() from error
    return ole


def _followed(number: int, links: tuple[int, ...]) -> list[int]:
    numbers: list[int] = []
    while number < _LAST:
        if len(numbers) > len(links):
            raise ValueError
        numbers.append(number)
        number = links[number]
    return numbers


def _damaged() -> ReadError:
    return ReadError("unreadable", "The office file is damaged.")
