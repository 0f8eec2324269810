"""Workbooks saved as one XML file (the form of Excel 2003), which systems that fill in forms like to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from lxml import etree

from core.document.frames import Frame
from core.document.lines import Line, flatten, render, table_lines
from core.document.office.formulas import unvalued_notes
from core.document.office.numbers import typed_number, unguarded
from core.document.unseen import Look, Unseen
from core.types import Document

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MAX_MERGED = 1000
_MAX_COLUMNS = 1000


def read_sheet_xml(root: etree._Element) -> Document:
    """The document of the workbook, sheet after sheet; what is hidden or struck out is left out."""
    lines: list[Line] = []
    reader = _Reader(_looks(root))
    for sheet in root.iter(f"{_SS}Worksheet"):
        if sheet.find(".//{*}Visible") is None:
            lines += table_lines(list(reader.rows(sheet)))
    return Document(text=render(lines), format="xls", notes=(*reader.unseen.notes(), *unvalued_notes(reader.unvalued)))


def _looks(root: etree._Element) -> dict[str, Look]:
    """The styles that strike out what stands in a cell."""
    return {
        style.get(f"{_SS}ID") or "": "struck"
        for style in root.iter(f"{_SS}Style")
        if any(font.get(f"{_SS}StrikeThrough") == "1" for font in style.iterfind(f"{_SS}Font"))
    }


class _Reader:
    """The cells of sheets, with what of them is not read."""

    def __init__(self, looks: Mapping[str, Look]) -> None:
        self.unseen = Unseen()
        self.unvalued = 0
        self._looks = looks

    def rows(self, sheet: etree._Element) -> Iterator[Line]:
        """The rows; a cell that a merged one from above covers is left out."""
        unseen_columns = _hidden_columns(sheet)
        covered: dict[int, int] = {}
        # Columns, and how many rows more they are covered.
        for row in sheet.iter(f"{_SS}Row"):
            cells: dict[int, str] = {}
            column = 0
            taken = {at for at, left in covered.items() if left > 0}
            for cell in row.iter(f"{_SS}Cell"):
                column = max(_count(cell, "Index", _MAX_COLUMNS), column + 1)
                cells[column] = self._value(cell)
                across, down = _count(cell, "MergeAcross", _MAX_COLUMNS), _count(cell, "MergeDown", _MAX_MERGED)
                for at in range(column, column + across + 1):
                    covered[at] = down + 1
                    taken |= {at} - {column}
                column += across
            covered = {at: left - 1 for at, left in covered.items() if left > 1}
            hidden = {*cells} if row.get(f"{_SS}Hidden") == "1" else unseen_columns & {*cells}
            for at in hidden:
                self.unseen.leave_out(cells[at], "hidden")
            if row.get(f"{_SS}Hidden") != "1":
                places = range(1, max(cells, default=0) + 1)
                shown = [at for at in places if at not in unseen_columns and (at in cells or at not in taken)]
                yield tuple(cells.get(at, "") for at in shown)

    def _value(self, cell: etree._Element) -> str:
        data = cell.find("{*}Data")
        if data is None:
            self.unvalued += cell.get(f"{_SS}Formula") is not None
            return ""
        text = self._text(data)
        if data.get(f"{_SS}Type") == "Number":
            with suppress(ValueError):
                text = typed_number(float(text))
        look = self._looks.get(cell.get(f"{_SS}StyleID") or "")
        if look:
            self.unseen.leave_out(text, look)
            return ""
        return unguarded(flatten([(part.strip(),) for part in text.splitlines()]))

    def _text(self, data: etree._Element) -> str:
        """The words of a cell, without those struck out and the marks of notes."""
        if not len(data):
            return data.text or ""
        frame = Frame(self.unseen)
        frame.put(data.text or "")
        for part in data.iterdescendants():
            name, text = str(part.tag).rpartition("}")[2].lower(), part.text or ""
            if name == "s":
                self.unseen.leave_out(text, "struck")
            else:
                frame.put(text, raised=name in ("sup", "sub"))
            frame.put(part.tail or "")
        frame.end_line()
        return frame.lines[0][0] if frame.lines else ""


def _hidden_columns(sheet: etree._Element) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for column in sheet.iter(f"{_SS}Column"):
        at = max(_count(column, "Index", _MAX_COLUMNS), at + 1)
        last = at + _count(column, "Span", _MAX_COLUMNS)
        if column.get(f"{_SS}Hidden") == "1":
            hidden |= {*range(at, last + 1)}
        at = last
    return hidden


def _count(cell: etree._Element, name: str, most: int) -> int:
    text = cell.get(f"{_SS}{name}") or "0"
    return min(int(text), most) if text.isdecimal() and len(text) < 8 else 0
