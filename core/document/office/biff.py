"""What of an old workbook (xls) is hidden, struck out or raised: its library gives the values alone.

Names in capitals of [MS-XLS]. A workbook is a stream of records: kind, length, body.
"""

from __future__ import annotations

import struct
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from core.document.frames import Frame
from core.document.office.biff_formulas import unvalued_sum
from core.document.office.grid import Hidden, Place
from core.document.office.numbers import shows_nothing
from core.document.office.ole import OleFile
from core.document.unseen import Look, Unseen
from core.errors import ReadError

_RECORD = struct.Struct("<HH")
_BOUNDSHEET, _FONT, _FORMAT, _XF, _SST, _CONTINUE = 0x85, 0x31, 0x41E, 0xE0, 0xFC, 0x3C
_ROW, _COLINFO, _LABELSST, _FORMULA, _EOF = 0x208, 0x7D, 0xFD, 0x06, 0x0A
_OF_ONE_CELL = frozenset((0x203, 0x27E, _FORMULA, 0x204, _LABELSST))
"""NUMBER, RK, FORMULA, LABEL, LABELSST: row, column and style first."""
_MULRK = 0xBD
_EVERY = range(0x10000)
_SIZES = frozenset((_ROW, _COLINFO, _FORMULA))
_OF_SHEET = _SIZES | _OF_ONE_CELL | {_MULRK}
_STRUCK, _DRAWN_TO_NOTHING = 0x08, 0x20
_WHITES = (1, 9, 65)
_ROW_HEAD, _HEIGHT = struct.Struct("<H4xH4xH"), 0x7FFF
_LEAST_HEIGHT = 20
"""Of a row, in twentieths of a point."""
_LEAST_SIZE = 30
"""Of characters, in twentieths of a point."""
_WIDE, _FAR_EAST, _RICH = 0x01, 0x04, 0x08
_NO_FONT_4 = 4
"""Fonts are numbered as if there were one more after the fourth."""


@dataclass(slots=True)
class Sheet:
    """What a sheet does not show."""

    rows: set[int] = field(default_factory=set)
    columns: list[range] = field(default_factory=list)
    looks: dict[Place, Look] = field(default_factory=dict)
    strings: dict[Place, int] = field(default_factory=dict)
    sums: dict[Place, str] = field(default_factory=dict)
    """Plain sums that were not worked out."""

    @property
    def hidden(self) -> Hidden:
        return Hidden(frozenset(self.rows), self.columns)


@dataclass(frozen=True, slots=True)
class Looks:
    """The sheets of a workbook by name, and its strings of several fonts as they are to be read."""

    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    rewritten: Mapping[int, str] = field(default_factory=dict)


def looks_of(ole: OleFile, unseen: Unseen) -> Looks:
    """What a workbook does not show; nothing where it is too old or too odd to tell."""
    try:
        book = ole.stream("Workbook")
        return _Book(book, unseen).looks() if book else Looks()
    except (ReadError, struct.error, IndexError, UnicodeDecodeError):
        return Looks()


class _Book:
    def __init__(self, stream: bytes, unseen: Unseen) -> None:
        self._stream = stream
        self._unseen = unseen
        self._fonts: list[Look | None] = []
        self._empty: set[int] = set()
        """The numbers of formats that show nothing."""
        self._styles: list[Look | None] = []

    def looks(self) -> Looks:
        places: dict[str, int] = {}
        strings: list[bytes] = []
        last = 0
        for kind, body in self._records(0, _EVERY):
            if kind == _BOUNDSHEET:
                places[_short_string(body[6:])] = struct.unpack_from("<I", body)[0]
            elif kind == _FONT:
                self._fonts.append(_font_look(body))
            elif kind == _FORMAT and shows_nothing(_string(body[2:])):
                self._empty.add(struct.unpack_from("<H", body)[0])
            elif kind == _XF:
                self._styles.append(self._style(body))
            elif kind == _SST or (kind == _CONTINUE and last == _SST):
                strings.append(body)
                kind = _SST
            last = kind
        wanted = _OF_SHEET if any(self._fonts) or any(self._styles) else _SIZES
        sheets = {name: self._sheet(place, wanted) for name, place in places.items()}
        return Looks(sheets, dict(self._rewritten(strings)) if any(self._fonts) else {})

    def _records(self, place: int, wanted: Container[int]) -> Iterator[tuple[int, bytes]]:
        """The records of these kinds from a place to the end of what begins there."""
        stream, head, end = self._stream, _RECORD.unpack_from, len(self._stream) - _RECORD.size
        while place <= end:
            kind, length = head(stream, place)
            if kind == _EOF:
                return
            if kind in wanted:
                start = place + _RECORD.size
                yield kind, stream[start : start + length]
            place += _RECORD.size + length

    def _style(self, body: bytes) -> Look | None:
        """How the cells of a style look: white ones on a ground of some colour are seen."""
        font, number_format = struct.unpack_from("<2H", body)
        look = self._font(font)
        if number_format in self._empty:
            return "hidden"
        return None if look == "hidden" and struct.unpack_from("<I", body, 14)[0] >> 26 else look

    def _font(self, number: int) -> Look | None:
        at = number - 1 if number > _NO_FONT_4 else number
        return self._fonts[at] if at < len(self._fonts) else None

    def _sheet(self, place: int, wanted: Container[int]) -> Sheet:
        sheet = Sheet()
        for kind, body in self._records(place, wanted):
            if kind == _ROW:
                row, height, flags = _ROW_HEAD.unpack_from(body)
                if flags & _DRAWN_TO_NOTHING or height & _HEIGHT < _LEAST_HEIGHT:
                    sheet.rows.add(row)
            elif kind == _COLINFO:
                first, last, _, _, flags = struct.unpack_from("<5H", body)
                if flags & 1:
                    sheet.columns.append(range(first, last + 1))
            elif kind in _OF_ONE_CELL:
                row, column, style = struct.unpack_from("<3H", body)
                self._take_look(sheet, (row, column), style)
                if kind == _FORMULA and (formula := unvalued_sum(body)):
                    sheet.sums[row, column] = formula
                if kind == _LABELSST:
                    sheet.strings[row, column] = struct.unpack_from("<I", body, 6)[0]
            elif kind == _MULRK:
                row, first = struct.unpack_from("<2H", body)
                for at in range((len(body) - 6) // 6):
                    self._take_look(sheet, (row, first + at), struct.unpack_from("<H", body, 4 + 6 * at)[0])
        return sheet

    def _take_look(self, sheet: Sheet, place: Place, style: int) -> None:
        look = self._styles[style] if style < len(self._styles) else None
        if look in ("struck", "hidden"):
            sheet.looks[place] = look

    def _rewritten(self, parts: list[bytes]) -> Iterator[tuple[int, str]]:
        """The strings in several fonts, by number, without what is struck out and the marks of notes."""
        for number, (text, runs) in enumerate(_Strings(parts).read()):
            bounds = [(0, None), *((at, self._font(font)) for at, font in runs), (len(text), None)]
            if not any(look for _, look in bounds):
                continue
            if all(look == "hidden" for _, look in bounds[1:-1]) and bounds[1][0] == 0:
                continue
            frame = Frame(self._unseen)
            for (start, look), (end, _) in pairwise(bounds):
                if look in ("struck", "hidden"):
                    self._unseen.leave_out(text[start:end], look)
                else:
                    frame.put(text[start:end], raised=look == "raised")
            frame.end_line()
            yield number, frame.lines[0][0] if frame.lines else ""


class _Strings:
    """The shared strings; one may run on over the end of a record, where its characters may change their width."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts
        self._part, self._at = 0, 8

    def read(self) -> Iterator[tuple[str, list[tuple[int, int]]]]:
        """Each string with where in it which font begins."""
        if not self._parts:
            return
        for _ in range(struct.unpack_from("<I", self._parts[0], 4)[0]):
            length, flags = struct.unpack("<HB", self._take(3))
            runs = struct.unpack("<H", self._take(2))[0] if flags & _RICH else 0
            extra = struct.unpack("<I", self._take(4))[0] if flags & _FAR_EAST else 0
            text = self._characters(length, wide=bool(flags & _WIDE))
            found = [struct.unpack("<HH", self._take(4)) for _ in range(runs)]
            self._take(extra)
            yield text, [(at, font) for at, font in found]

    def _take(self, size: int) -> bytes:
        taken = b""
        while len(taken) < size:
            if self._at >= len(self._parts[self._part]):
                self._part, self._at = self._part + 1, 0
            more = self._parts[self._part][self._at : self._at + size - len(taken)]
            self._at += len(more)
            taken += more
        return taken

    def _characters(self, length: int, *, wide: bool) -> str:
        text = ""
        while len(text) < length:
            if self._at >= len(self._parts[self._part]):
                self._part, self._at = self._part + 1, 1
                wide = bool(self._parts[self._part][0] & _WIDE)
            width = 2 if wide else 1
            size = min((length - len(text)) * width, len(self._parts[self._part]) - self._at)
            raw = self._take(size)
            text += raw.decode("utf-16-le", "surrogatepass") if wide else raw.decode("latin-1")
        return text


def _font_look(body: bytes) -> Look | None:
    size, flags = struct.unpack_from("<2H", body)
    if flags & _STRUCK:
        return "struck"
    if size <= _LEAST_SIZE:
        return "hidden"
    if struct.unpack_from("<H", body, 8)[0] in (1, 2):
        return "raised"
    return "hidden" if struct.unpack_from("<H", body, 4)[0] in _WHITES else None


def _string(body: bytes) -> str:
    length, flags = struct.unpack_from("<HB", body)
    return body[3 : 3 + 2 * length].decode("utf-16-le") if flags & _WIDE else body[3 : 3 + length].decode("latin-1")


def _short_string(body: bytes) -> str:
    length, flags = body[0], body[1]
    return body[2 : 2 + 2 * length].decode("utf-16-le") if flags & _WIDE else body[2 : 2 + length].decode("latin-1")
