"""OpenDocument workbooks (ods), straight from their XML."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from lxml import etree

from core.document.frames import Frame
from core.document.lines import Line, flatten, render, table_lines
from core.document.office.formulas import unvalued_notes
from core.document.office.grid import Hidden, Place, grid_lines
from core.document.office.numbers import typed_number, unguarded
from core.document.office.opendocument import DROPPED, HIDDEN, OFFICE, STYLE, TABLE, TEXT, Styles
from core.document.unseen import Unseen, hidden_sheet_notes
from core.types import Document

_MOST_REPEATED = 1000
_ROW, _COLUMN = f"{TABLE}table-row", f"{TABLE}table-column"
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_NUMBERS = ("float", "currency", "percentage")


def read_ods(content: etree._Element) -> Document:
    """The document of a workbook's content, sheet after sheet. Raises ReadError: too_large."""
    sheets = _Sheets(Styles.of(content))
    hidden_styles = {
        style.get(f"{STYLE}name")
        for style in content.iter(f"{STYLE}style")
        if any(part.get(f"{TABLE}display") == "false" for part in style.iterfind(f"{STYLE}table-properties"))
    }
    lines: list[Line] = []
    hidden: list[str] = []
    for sheet in content.iter(f"{TABLE}table"):
        if sheet.get(f"{TABLE}style-name") in hidden_styles:
            hidden.append(sheet.get(f"{TABLE}name") or "")
        else:
            lines += table_lines(sheets.lines(sheet))
    notes = *sheets.unseen.notes(), *hidden_sheet_notes(hidden), *unvalued_notes(sheets.unvalued)
    return Document(text=render(lines), format="ods", notes=notes)


class _Sheets:
    """The cells of sheets, with what of them is not read."""

    def __init__(self, styles: Styles) -> None:
        self.unseen = Unseen()
        self.unvalued = 0
        self._styles = styles

    def lines(self, sheet: etree._Element) -> list[Line]:
        cells: dict[Place, str] = {}
        merged: list[list[Place]] = []
        hidden_rows: set[int] = set()
        row = 0
        for element in sheet.iter(_ROW):
            times = _count(element, f"{TABLE}number-rows-repeated")
            written = [*self._row(element)]
            for _ in range(min(times, _MOST_REPEATED) if any(value for _, value, _, _ in written) else 0):
                row += 1
                times -= 1
                hidden_rows |= {row} if _is_hidden(element) else set()
                for column, value, across, down in written:
                    cells[row, column] = value
                    if across * down > 1:
                        merged.append([(row + y, column + x) for y in range(down) for x in range(across)])
            row += times
        return grid_lines(cells, merged, Hidden(frozenset(hidden_rows), _hidden_columns(sheet)), self.unseen)

    def _row(self, row: etree._Element) -> Iterator[tuple[int, str, int, int]]:
        """Column, value, and how many columns and rows it spans, of each cell that holds something."""
        column = 0
        for cell in row.iterchildren(*_CELLS):
            times = _count(cell, f"{TABLE}number-columns-repeated")
            value = "" if cell.tag == _CELLS[1] else self._value(cell)
            if value:
                across, down = (_count(cell, f"{TABLE}number-{name}-spanned") for name in ("columns", "rows"))
                for at in range(min(times, _MOST_REPEATED)):
                    yield column + at + 1, value, min(across, _MOST_REPEATED), min(down, _MOST_REPEATED)
            column += times

    def _value(self, cell: etree._Element) -> str:
        text = flatten([(line,) for part in cell.iterchildren(f"{TEXT}p") for line in self._paragraph(part)])
        if cell.get(f"{OFFICE}value-type") in _NUMBERS:
            with suppress(ValueError):
                text = typed_number(float(cell.get(f"{OFFICE}value") or ""))
        elif cell.get(f"{OFFICE}value-type") == "date":
            text = (cell.get(f"{OFFICE}date-value") or text).replace("T", " ")
        if not text and cell.get(f"{OFFICE}value-type", "float") in _NUMBERS:
            self.unvalued += cell.get(f"{TABLE}formula") is not None
        look = self._styles.look(cell)
        if look in ("struck", "hidden"):
            self.unseen.leave_out(text, look)
            return ""
        return unguarded(text)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        """The words of a paragraph, without those struck out or hidden and the marks of notes."""
        frame = Frame(self.unseen)
        frame.put(paragraph.text or "")
        for part in paragraph.iterdescendants():
            if part.tag in DROPPED or any(above.tag in DROPPED for above in part.iterancestors()):
                frame.put((part.tail or "") if part.tag in DROPPED else "")
                continue
            look = "hidden" if part.tag in HIDDEN else self._styles.look(part)
            text = " " if part.tag in (f"{TEXT}s", f"{TEXT}tab") else part.text or ""
            if part.tag == f"{TEXT}line-break":
                frame.end_line()
            elif look in ("struck", "hidden"):
                self.unseen.leave_out(text, look)
            else:
                frame.put(text, raised=look == "raised")
            frame.put(part.tail or "")
        frame.end_line()
        yield from (words for (words,) in frame.lines)


def _count(element: etree._Element, name: str) -> int:
    text = element.get(name) or "1"
    return int(text) if text.isdecimal() and len(text) < 8 else 1


def _is_hidden(element: etree._Element) -> bool:
    return element.get(f"{TABLE}visibility") in ("collapse", "filter")


def _hidden_columns(sheet: etree._Element) -> list[range]:
    hidden: list[range] = []
    at = 1
    for column in sheet.iter(_COLUMN):
        times = _count(column, f"{TABLE}number-columns-repeated")
        if _is_hidden(column):
            hidden.append(range(at, at + times))
        at += times
    return hidden
