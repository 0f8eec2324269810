"""Old Word and WPS files (Word 97 to 2003), straight from their bytes: text by its pieces, tables by the marks of rows.

Names in capitals of [MS-DOC]: a PAPX (CHPX) holds what a paragraph (a run of characters) changes, each change a SPRM.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.document.frames import Frame
from core.document.lines import Line, render, row_lines
from core.document.office.ole import OleFile
from core.document.unseen import Look, Unseen, is_lost_on_white
from core.errors import ReadError
from core.types import Document

_WORD, _OLDEST = 0xA5EC, 0xC1
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_PAGE = 512
# Places in the FIB of what is needed: (offset, size) of a structure in the table stream, and lengths of the parts.
_CHPX_PAGES, _PAPX_PAGES, _PIECES = 0xFA, 0x102, 0x1A2
_LENGTHS = struct.Struct("<8i")
_LENGTHS_AT = 0x4C

_IN_TABLE, _ROW_END, _INNER_CELL, _INNER_ROW_END = 0x2416, 0x2417, 0x244B, 0x244C
_DEPTH, _ROW, _ELSEWHERE, _TABS = 0x6649, 0xD608, (0x6645, 0x6646), 0xC615
_DELETED, _HIDDEN = 0x0800, 0x083C
_STRUCK, _STRUCK_TWICE, _SUPER_SUB, _RISE = 0x0837, 0x2A53, 0x2A48, 0x4845
_SIZE, _WIDTH = 0x4A43, 0x4852
_COLOUR, _COLOUR_NUMBER, _WHITE_NUMBER = 0x6870, 0x2A42, 8
_GROUNDS_OF_RUNS, _OLD_GROUNDS_OF_RUNS = frozenset((0xCA71,)), frozenset((0x4866, 0x2A0C))
_GROUNDS, _OLD_GROUNDS = (
    frozenset((0xC64D, 0xD60C, 0xD612, 0xD616, 0xD670, 0xD671, 0xD672)),
    frozenset((0x442D, 0xD609)),
)
"""Shading of paragraphs, of cells and of tables; the old ones are noughts where there is none."""
_SHADING = 10
_LEAST_RISE, _LEAST_SIZE, _LEAST_WIDTH = 4, 3, 5
"""Half points, and percent."""
_OPERAND = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_MERGED_ACROSS, _MERGED_DOWN, _FIRST_DOWN = 0x02, 0x20, 0x40

_FIELD, _RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_CELL, _PARAGRAPH = "\x07", "\r"
_BREAKS = frozenset("\x0b\x0c\x0e")
_WRITTEN = {"\x1e": "-", "\t": " "}

Changes = dict[int, bytes]


def read_word97(data: bytes) -> Document:
    """The document of an old Word file.

    Raises ReadError: encrypted, unreadable, unsupported (an even older Word).
    """
    try:
        walk = _Walk()
        return Document(text=render(walk.lines(_characters(data))), format="doc", notes=walk.unseen.notes())
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise ReadError("unreadable", "The Word file is damaged.") from error


@dataclass(frozen=True, slots=True)
class _Runs:
    """Stretches of the main stream and what each changes."""

    starts: list[int]
    ends: list[int]
    changes: list[Changes]

    def number_at(self, place: int) -> int:
        """Which stretch a place lies in; -1 for none."""
        index = bisect_right(self.starts, place) - 1
        return index if index >= 0 and place < self.ends[index] else -1

    def at(self, place: int) -> Changes:
        index = self.number_at(place)
        return self.changes[index] if index >= 0 else {}


def _characters(data: bytes) -> Iterator[tuple[str, Changes, Look | None]]:
    """The characters that stand in the document and its text boxes, each with what its paragraph changes and how it
    looks, if not plain."""
    ole = OleFile(data)
    main = ole.stream("WordDocument")
    if main is None or struct.unpack_from("<H", main)[0] != _WORD:
        raise ReadError("unsupported", "Of old office files only Word documents and workbooks are read.")
    version, flags = struct.unpack_from("<H", main, 2)[0], struct.unpack_from("<H", main, 0x0A)[0]
    if flags & _ENCRYPTED:
        raise ReadError("encrypted", "The Word file asks for a password.")
    table = ole.stream("1Table" if flags & _TABLE_1 else "0Table")
    if table is None or version < _OLDEST:
        raise ReadError("unsupported", "Word files from before 1997 need LibreOffice: install it, or save as docx.")
    elsewhere = ole.stream("Data") or b""
    paragraphs = _runs(main, table, _PAPX_PAGES, elsewhere)
    characters = _runs(main, table, _CHPX_PAGES, b"")
    body, notes, heads, macros, remarks, endnotes, boxes, _ = _LENGTHS.unpack_from(main, _LENGTHS_AT)
    first_box = body + notes + heads + macros + remarks + endnotes
    is_shaded = any(_has_ground(changes, _GROUNDS, _OLD_GROUNDS) for changes in paragraphs.changes)
    # Last what holds for characters outside all stretches.
    is_there = [not _is_on(run, _DELETED) for run in (*characters.changes, {})]
    looks: list[Look | None] = [
        _look(run) or ("hidden" if not is_shaded and _is_white(run) else None) for run in (*characters.changes, {})
    ]
    last_box = first_box + boxes
    for position, place, character in _pieces(main, table):
        if position < body or first_box <= position < last_box:
            run = characters.number_at(place)
            if is_there[run]:
                yield character, paragraphs.at(place) if character in (_CELL, _PARAGRAPH) else {}, looks[run]


def _is_on(run: Changes, change: int) -> bool:
    return run.get(change, b"\0")[0] in (1, 129)


def _is_white(run: Changes) -> bool:
    """Whether characters have the colour of paper, and no ground of their own."""
    if _has_ground(run, _GROUNDS_OF_RUNS, _OLD_GROUNDS_OF_RUNS):
        return False
    if colour := run.get(_COLOUR):
        return len(colour) == 4 and not colour[3] and is_lost_on_white(colour[:3])
    return run.get(_COLOUR_NUMBER, b"\0")[0] == _WHITE_NUMBER


def _has_ground(changes: Changes, kinds: frozenset[int], old: frozenset[int]) -> bool:
    """Whether something else than white paper stands behind what changes so."""
    if any(any(changes[kind]) for kind in old.intersection(changes)):
        return True
    shadings = (changes[kind][at:][:_SHADING] for kind in kinds.intersection(changes) for at in _every(changes[kind]))
    return any(
        one[8:] not in (b"\0\0", b"\xff\xff") or (not one[7] and not is_lost_on_white(one[4:7])) for one in shadings
    )


def _every(shadings: bytes) -> range:
    return range(0, len(shadings) - _SHADING + 1, _SHADING)


def _look(run: Changes) -> Look | None:
    size, width = (int.from_bytes(run.get(kind, b"\xff")[:2], "little") for kind in (_SIZE, _WIDTH))
    if _is_on(run, _HIDDEN) or size <= _LEAST_SIZE or width <= _LEAST_WIDTH:
        return "hidden"
    if _is_on(run, _STRUCK) or _is_on(run, _STRUCK_TWICE):
        return "struck"
    rise = int.from_bytes(run.get(_RISE, b"\0\0")[:2], "little", signed=True)
    is_raised = run.get(_SUPER_SUB, b"\0")[0] in (1, 2) or abs(rise) >= _LEAST_RISE
    return "raised" if is_raised else None


def _part(main: bytes, table: bytes, at: int) -> bytes:
    start, size = struct.unpack_from("<II", main, at)
    return table[start : start + size]


def _pieces(main: bytes, table: bytes) -> Iterator[tuple[int, int, str]]:
    """(position in the text, place in the main stream, character) of the characters in their order."""
    pieces = _part(main, table, _PIECES)
    while pieces[:1] == b"\x01":
        pieces = pieces[3 + struct.unpack_from("<H", pieces, 1)[0] :]
    size = struct.unpack_from("<I", pieces, 1)[0]
    pieces = pieces[5 : 5 + size]
    count = (len(pieces) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", pieces)
    for index in range(count):
        place = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * index + 2)[0]
        narrow = bool(place & 0x40000000)
        place = (place & 0x3FFFFFFF) // 2 if narrow else place
        width = 1 if narrow else 2
        length = bounds[index + 1] - bounds[index]
        if not 0 <= length <= (len(main) - place) // width:
            raise ValueError
        raw = main[place : place + width * length]
        text = raw.decode("cp1252", "replace") if narrow else raw.decode("utf-16-le", "surrogatepass")
        if len(text) != length:
            # A character beyond the first plane fills two positions.
            text = "".join(raw[at : at + 2].decode("utf-16-le", "surrogatepass") for at in range(0, len(raw), 2))
        for step, character in enumerate(text):
            yield bounds[index] + step, place + width * step, character


def _runs(main: bytes, table: bytes, at: int, elsewhere: bytes) -> _Runs:
    """What the pages of one kind say, in the order of the stream."""
    places = _part(main, table, at)
    count = (len(places) - 4) // 8
    numbers = struct.unpack_from(f"<{count}I", places, 4 * (count + 1)) if count > 0 else ()
    of_paragraphs = at == _PAPX_PAGES
    found = [run for number in numbers for run in _page(main, (number & 0x3FFFFF) * _PAGE, of_paragraphs, elsewhere)]
    found.sort(key=lambda run: run[0])
    return _Runs([run[0] for run in found], [run[1] for run in found], [run[2] for run in found])


def _page(main: bytes, at: int, of_paragraphs: bool, elsewhere: bytes) -> Iterator[tuple[int, int, Changes]]:
    page = main[at : at + _PAGE]
    count = page[_PAGE - 1]
    bounds = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        entry = 4 * (count + 1) + index * (13 if of_paragraphs else 1)
        start = 2 * page[entry]
        changes: bytes = b""
        if start and not of_paragraphs:
            changes = page[start + 1 : start + 1 + page[start]]
        elif start:
            size, begin = (2 * page[start] - 1, start + 1) if page[start] else (2 * page[start + 1], start + 2)
            changes = page[begin + 2 : begin + size]
        yield bounds[index], bounds[index + 1], _changes(changes, elsewhere)


def _changes(data: bytes, elsewhere: bytes) -> Changes:
    found: Changes = {}
    at = 0
    while at + 2 < len(data):
        code = struct.unpack_from("<H", data, at)[0]
        at += 2
        kind = code >> 13
        if code == _ROW:
            size, at = struct.unpack_from("<H", data, at)[0] - 1, at + 2
        elif kind == 6:
            if code == _TABS and data[at] == 255:
                return found
            size, at = data[at], at + 1
        else:
            size = _OPERAND[kind]
        found[code] = data[at : at + size]
        at += size
        if code in _ELSEWHERE and elsewhere:
            start = struct.unpack("<I", found[code])[0]
            length = struct.unpack_from("<H", elsewhere, start)[0]
            found |= _changes(elsewhere[start + 2 : start + 2 + length], b"")
    return found


@dataclass(slots=True)
class _Cells:
    """The cells of the row being read, and the lines of the cell being read."""

    cells: list[list[Line]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)


class _Walk:
    """The characters to lines. A row is told by the mark at its end, which also says which cells are merged."""

    def __init__(self) -> None:
        self.unseen = Unseen()
        self._lines: list[Line] = []
        self._frame = Frame(self.unseen)
        self._left_out: dict[Look, list[str]] = {}
        """What of the line is not to be read, by its look."""
        self._row = _Cells()
        self._fields: list[bool] = []
        """For each open field whether its result is being read, and no longer its code."""

    def lines(self, characters: Iterator[tuple[str, Changes, Look | None]]) -> list[Line]:
        for character, changes, look in characters:
            if character == _FIELD:
                self._fields.append(False)
            elif character == _RESULT and self._fields:
                self._fields[-1] = True
            elif character == _FIELD_END and self._fields:
                self._fields.pop()
            elif all(self._fields):
                self._read(character, changes, look)
        self._end_paragraph(in_table=False)
        self._lines += self._row.lines
        return self._lines

    def _read(self, character: str, changes: Changes, look: Look | None) -> None:
        if character not in (_PARAGRAPH, _CELL) and look in ("hidden", "struck"):
            self._left_out.setdefault(look, []).append(character)
        elif character == _CELL:
            self._end_cell(changes)
        elif character == _PARAGRAPH and _on(changes, _INNER_CELL):
            self._row.inner.append(self._line())
        elif character == _PARAGRAPH and _on(changes, _INNER_ROW_END):
            self._line()
            self._row.lines.append(tuple(self._row.inner))
            self._row.inner = []
        elif character == _PARAGRAPH:
            self._end_paragraph(in_table=_on(changes, _IN_TABLE))
        elif character in _BREAKS:
            self._frame.put("\n")
        elif character in _WRITTEN or character >= " ":
            self._frame.put(_WRITTEN.get(character, character), raised=look == "raised")

    def _line(self) -> str:
        for look, characters in self._left_out.items():
            self.unseen.leave_out("".join(characters), look)
        self._left_out.clear()
        self._frame.end_line()
        text = self._frame.lines.pop()[0] if self._frame.lines else ""
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _end_paragraph(self, *, in_table: bool) -> None:
        lines: list[Line] = [(part.strip(),) for part in self._line().splitlines() if part.strip()]
        (self._row.lines if in_table else self._lines).extend(lines)

    def _end_cell(self, changes: Changes) -> None:
        if not _on(changes, _ROW_END):
            self._end_paragraph(in_table=True)
            self._row.cells.append(self._row.lines)
            self._row.lines = []
            return
        merged = _merged(changes.get(_ROW, b""))
        cells = [cell for index, cell in enumerate(self._row.cells) if index not in merged]
        self._line()
        self._row = _Cells()
        self._lines += row_lines(cells)


def _on(changes: Changes, change: int) -> bool:
    return changes.get(change, b"\0")[:1] == b"\1"


def _merged(row: bytes) -> set[int]:
    """Which cells of a row only continue the merged one above or left of them."""
    if not row:
        return set()
    count = row[0]
    first = 1 + 2 * (count + 1)
    flags = [struct.unpack_from("<H", row, at)[0] for at in range(first, min(first + 20 * count, len(row) - 1), 20)]
    return {
        index
        for index, flag in enumerate(flags)
        if flag & _MERGED_ACROSS or (flag & _MERGED_DOWN and not flag & _FIRST_DOWN)
    }
