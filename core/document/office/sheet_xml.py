"""Workbooks saved as one XML file (the form of Excel 2003), which systems that fill in forms like to write."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from core.document.lines import Line, flatten, render, table_lines
from core.document.office.numbers import typed_number
from core.types import Document

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MAX_MERGED = 1000
_MAX_COLUMNS = 1000


def read_sheet_xml(root: etree._Element) -> Document:
    """The document of the workbook, sheet after sheet, hidden ones left out."""
    lines: list[Line] = []
    for sheet in root.iter(f"{_SS}Worksheet"):
        if sheet.find(".//{*}Visible") is None:
            lines += table_lines(list(_rows(sheet)))
    return Document(text=render(lines), format="xls")


def _rows(sheet: etree._Element) -> Iterator[Line]:
    """The rows; a cell that a merged one from above covers is left out."""
    covered: dict[int, int] = {}
    """Columns, and how many rows more they are covered."""
    for row in sheet.iter(f"{_SS}Row"):
        cells: dict[int, str] = {}
        column = 0
        hidden = {at for at, left in covered.items() if left > 0}
        for cell in row.iter(f"{_SS}Cell"):
            column = max(_count(cell, "Index", _MAX_COLUMNS), column + 1)
            cells[column] = _value(cell)
            across, down = _count(cell, "MergeAcross", _MAX_COLUMNS), _count(cell, "MergeDown", _MAX_MERGED)
            for at in range(column, column + across + 1):
                covered[at] = down + 1
                hidden |= {at} - {column}
            column += across
        covered = {at: left - 1 for at, left in covered.items() if left > 1}
        yield tuple(cells.get(at, "") for at in range(1, max(cells, default=0) + 1) if at in cells or at not in hidden)


def _count(cell: etree._Element, name: str, most: int) -> int:
    text = cell.get(f"{_SS}{name}") or "0"
    return min(int(text), most) if text.isdecimal() and len(text) < 8 else 0


def _value(cell: etree._Element) -> str:
    data = cell.find("{*}Data")
    if data is None:
        return ""
    text = "".join(map(str, data.itertext()))
    if data.get(f"{_SS}Type") == "Number":
        try:
            return typed_number(float(text))
        except ValueError:
            pass
    return flatten([(part.strip(),) for part in text.splitlines()])
