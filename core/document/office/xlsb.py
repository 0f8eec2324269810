"""Which rows and columns of a binary workbook (xlsb) are hidden: its library gives the values alone.

Names of [MS-XLSB]. A sheet is a stream of records: kind and length in seven bits a byte, body.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from core.document.container import open_zip
from core.document.office.grid import Hidden
from core.document.office.package import related_parts, target_of

_ROW_HEADER, _COLUMN_INFO, _SHEET = 0, 60, 156
_DRAWN_TO_NOTHING = 0x10


def hidden_of(data: bytes) -> Mapping[str, Hidden]:
    """What each sheet hides, by its name."""
    container = open_zip(data)
    book = "xl/workbook.bin"
    related = related_parts(container, book).get("worksheet", {})
    found: dict[str, Hidden] = {}
    for kind, body in _records(container.read(book)):
        if kind == _SHEET:
            identifier, name = _strings(body[8:], 2)
            part = target_of(book, related, identifier)
            if part in container.names():
                found[name] = _hidden(container.read(str(part)))
    return found


def _hidden(data: bytes) -> Hidden:
    rows: set[int] = set()
    columns: list[range] = []
    for kind, body in _records(data):
        if kind == _ROW_HEADER and len(body) > 11 and body[11] & _DRAWN_TO_NOTHING:
            rows.add(struct.unpack_from("<I", body)[0])
        elif kind == _COLUMN_INFO and len(body) > 16 and body[16] & 1:
            first, last = struct.unpack_from("<II", body)
            columns.append(range(first, last + 1))
    return Hidden(frozenset(rows), columns)


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
