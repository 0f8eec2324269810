"""Workbooks (xlsx), straight from their XML.

Rows and columns that hold nothing at all are left out: no file can lie about its size.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml import etree

from core.document.container import Container
from core.document.lines import Line, flatten, render, table_lines
from core.document.office.numbers import typed_number
from core.errors import ReadError
from core.types import Document

MAX_CELLS = 1_000_000

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_EPOCH = datetime(1899, 12, 30)

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Book:
    """What the cells of all sheets refer to: shared strings, and the styles that show a date."""

    strings: list[str]
    date_styles: frozenset[int]


def read_xlsx(container: Container) -> Document:
    """The document of an opened workbook, sheet after sheet, hidden ones left out.

    Raises ReadError: unreadable, too_large, encrypted.
    """
    root = _target("", _related(container, "").get("officeDocument", {}), None) or "xl/workbook.xml"
    related = _related(container, root)
    book = _Book(
        _strings(container, _target(root, related.get("sharedStrings", {}), None)),
        _date_styles(container, _target(root, related.get("styles", {}), None)),
    )
    lines: list[Line] = []
    for sheet in container.xml(root).iter("{*}sheet"):
        name = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), None)
        part = _target(root, related.get("worksheet", {}), str(name))
        if part and sheet.get("state", "visible") == "visible":
            lines += table_lines(_rows(container.xml(part), book))
    return Document(text=render(lines), format="xlsx")


def _related(container: Container, part: str) -> dict[str, dict[str, str]]:
    """The targets a part refers to, by kind and id."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    related: dict[str, dict[str, str]] = {}
    if path in container.names():
        for link in container.xml(path).iter("{*}Relationship"):
            if link.get("TargetMode") != "External":
                kind = (link.get("Type") or "").rpartition("/")[2]
                related.setdefault(kind, {})[link.get("Id") or ""] = link.get("Target") or ""
    return related


def _target(part: str, targets: dict[str, str], name: str | None) -> str | None:
    """The path of a target, by its id or the only one there is."""
    target = targets.get(name) if name is not None else next(iter(targets.values()), None)
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/") if target else None


def _strings(container: Container, part: str | None) -> list[str]:
    return [_text(item) for item in container.xml(part).iter("{*}si")] if part else []


def _text(element: etree._Element) -> str:
    """The runs of a string, without the reading aids of Japanese ones."""
    return "".join(
        run.text or "" for run in element.iter("{*}t") if not str(getattr(run.getparent(), "tag", "")).endswith("}rPh")
    )


def _date_styles(container: Container, part: str | None) -> frozenset[int]:
    if not part:
        return frozenset()
    root = container.xml(part)
    dates = {*map(str, _BUILT_IN_DATES)} | {
        form.get("numFmtId") or ""
        for form in root.iter("{*}numFmt")
        if set("ymdhYMDH") & set(_QUOTED.sub("", form.get("formatCode") or ""))
    }
    styles = root.find("{*}cellXfs")
    return frozenset(
        index for index, style in enumerate(styles if styles is not None else ()) if style.get("numFmtId") in dates
    )


def _rows(root: etree._Element, book: _Book) -> list[Line]:
    cells = {place: value for place, value in _cells(root, book) if value}
    if not cells:
        return []
    covered = {place for area in root.iter("{*}mergeCell") for place in _covered(area.get("ref") or "")}
    rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
    if len(rows) * len(columns) > MAX_CELLS:
        raise ReadError("too_large", f"A sheet has more than {MAX_CELLS:,} cells.")
    return [tuple(cells.get((row, column), "") for column in columns if (row, column) not in covered) for row in rows]


def _cells(root: etree._Element, book: _Book) -> Iterator[tuple[Place, str]]:
    """The cells in the order of the file; one that tells no place follows the one before."""
    row = column = 0
    for element in root.iter("{*}row", "{*}c"):
        if str(element.tag).endswith("}row"):
            number = element.get("r") or ""
            row, column = int(number) if number.isdecimal() and len(number) < 8 else row + 1, 0
            continue
        row, column = _place(element.get("r") or "") or (row, column + 1)
        yield (row, column), _value(element, book)


def _place(reference: str) -> Place | None:
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - 64
    return int(match.group(2)), column


def _covered(area: str) -> Iterator[Place]:
    """The places of a merged area but its first. Areas larger than any table are left alone."""
    first, last = (_place(corner) for corner in (area.partition(":")[0], area.rpartition(":")[2]))
    if first and last and (last[0] - first[0] + 1) * (last[1] - first[1] + 1) <= 10_000:
        for row in range(first[0], last[0] + 1):
            for column in range(first[1], last[1] + 1):
                if (row, column) != first:
                    yield row, column


def _value(cell: etree._Element, book: _Book) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _one_line(_text(cell))
    content = cell.findtext("{*}v") or ""
    if kind == "s":
        index = int(content) if content.isdecimal() and len(content) < 10 else len(book.strings)
        return _one_line(book.strings[index]) if index < len(book.strings) else ""
    if kind == "b":
        return "TRUE" if content == "1" else "FALSE"
    if kind != "n":
        return _one_line(content)
    try:
        number = float(content)
    except ValueError:
        return _one_line(content)
    style = cell.get("s") or ""
    if style.isdecimal() and int(style) in book.date_styles and 0 <= number < 3_000_000:
        return _date(number)
    return typed_number(number)


def _date(days: float) -> str:
    moment = _EPOCH + timedelta(seconds=round(days * 86400))
    return moment.date().isoformat() if days == int(days) else moment.isoformat(sep=" ", timespec="minutes")


def _one_line(value: str) -> str:
    return flatten([(part.strip(),) for part in value.splitlines()])
