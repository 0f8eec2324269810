"""What a binary workbook (xlsb) does not show: hidden rows and columns, cells struck out or white. Its library gives
the values alone.

Names of [MS-XLSB]. A sheet is a stream of records: kind and length in seven bits a byte, body.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from core.document.container import open_zip
from core.document.office.grid import Hidden, Place
from core.document.office.package import related_parts, target_of
from core.document.unseen import Look, is_lost_on_white

_ROW_HEADER, _COLUMN_INFO, _SHEET = 0, 60, 156
_CELLS = range(1, 12)
_FONT, _FILL, _STYLE, _STYLES_BEGIN, _STYLES_END = 43, 45, 47, 617, 618
_DRAWN_TO_NOTHING = 0x10
_STRUCK = 0x08
_FONT_LENGTH = 20
_BY_NUMBER, _BY_SHADES, _BY_THEME = 1, 2, 3
"""How the colour of a font is told."""
_WHITE_NUMBERS = (1, 9)


class SheetLooks(NamedTuple):
    """What a sheet hides, and the cells that are not to be read, by row and column from 0."""

    hidden: Hidden
    cells: Mapping[Place, Look]


def hidden_of(data: bytes) -> Mapping[str, SheetLooks]:
    """What each sheet does not show, by its name."""
    container = open_zip(data)
    book = "xl/workbook.bin"
    related = related_parts(container, book).get("worksheet", {})
    styles = _styles(container.read("xl/styles.bin")) if "xl/styles.bin" in container.names() else []
    found: dict[str, SheetLooks] = {}
    for kind, body in _records(container.read(book)):
        if kind == _SHEET:
            identifier, name = _strings(body[8:], 2)
            part = target_of(book, related, identifier)
            if part in container.names():
                found[name] = _looks(container.read(str(part)), styles)
    return found


def _styles(data: bytes) -> list[Look | None]:
    """How the cells of each style look: white ones on a ground of some colour are seen."""
    fonts: list[Look | None] = []
    fills: list[bool] = []
    styles: list[Look | None] = []
    of_cells = False
    for kind, body in _records(data):
        if kind == _FONT and len(body) >= _FONT_LENGTH:
            fonts.append("struck" if body[2] & _STRUCK else "hidden" if _is_white(body[12:20]) else None)
        elif kind == _FILL and len(body) >= 4:
            fills.append(struct.unpack_from("<I", body)[0] != 0)
        elif kind in (_STYLES_BEGIN, _STYLES_END):
            of_cells = kind == _STYLES_BEGIN
        elif kind == _STYLE and of_cells and len(body) >= 8:
            _, _, font, fill = struct.unpack_from("<4H", body)
            look = fonts[font] if font < len(fonts) else None
            styles.append(None if look == "hidden" and fill < len(fills) and fills[fill] else look)
    return styles


def _is_white(colour: bytes) -> bool:
    way, number, tint = colour[0] >> 1, colour[1], struct.unpack_from("<h", colour, 2)[0]
    if way == _BY_SHADES:
        return is_lost_on_white(colour[4:7])
    return (way == _BY_NUMBER and number in _WHITE_NUMBERS) or (way == _BY_THEME and number == 0 and tint == 0)


def _looks(data: bytes, styles: Sequence[Look | None]) -> SheetLooks:
    rows: set[int] = set()
    columns: list[range] = []
    cells: dict[Place, Look] = {}
    row = 0
    for kind, body in _records(data):
        if kind == _ROW_HEADER and len(body) > 11:
            row = struct.unpack_from("<I", body)[0]
            if body[11] & _DRAWN_TO_NOTHING:
                rows.add(row)
        elif kind in _CELLS and styles and len(body) >= 8:
            style = int.from_bytes(body[4:7], "little")
            if style < len(styles) and (look := styles[style]):
                cells[row, struct.unpack_from("<I", body)[0]] = look
        elif kind == _COLUMN_INFO and len(body) > 16 and body[16] & 1:
            first, last = struct.unpack_from("<II", body)
            columns.append(range(first, last + 1))
    return SheetLooks(Hidden(frozenset(rows), columns), cells)


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        length, at = _number(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for step in range(most):
        byte = data[at] if at < len(data) else 0
        at += 1
        number |= (byte & 0x7F) << (7 * step)
        if not byte & 0x80:
            break
    return number, at


def _strings(body: bytes, count: int) -> Iterator[str]:
    at = 0
    for _ in range(count):
        length = struct.unpack_from("<I", body, at)[0]
        yield body[at + 4 : at + 4 + 2 * length].decode("utf-16-le", "replace")
        at += 4 + 2 * length
