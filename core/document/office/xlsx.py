"""Workbooks (xlsx), straight from their XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml import etree

from core.document.container import Container
from core.document.frames import Frame
from core.document.lines import Line, flatten, render, table_lines
from core.document.office.formulas import Sums
from core.document.office.grid import Hidden, Place, grid_lines
from core.document.office.numbers import shows_nothing, typed_number, unguarded
from core.document.office.package import related_parts, target_of
from core.document.office.references import place_of, places_in
from core.document.unseen import Look, Unseen, hidden_sheet_notes, is_lost_on_white
from core.types import Document

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]')
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_WHITES = ("1", "9", "65")
_RGB = re.compile(r"[0-9A-Fa-f]{6}")
_SIZE, _LEAST_SIZE = re.compile(r"\d{1,4}(?:\.\d{1,9})?"), 1.5
"""Points."""
_LEAST_ROW, _LEAST_COLUMN = 1.0, 0.15
"""Points, and widths of a digit; what is smaller is drawn together to nothing."""
_EPOCH = datetime(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class _Book:
    """What the cells of all sheets refer to: shared strings, and the styles that show a date or show nothing."""

    strings: list[str]
    date_styles: frozenset[int]
    looks: Mapping[int, Look]
    unseen: Unseen
    sums: Sums
    has_no_values: bool
    """Whether formulas whose value is nought may have none: all are to be worked out when the workbook is opened."""


def read_xlsx(container: Container) -> Document:
    """The document of an opened workbook, sheet after sheet, hidden ones left out.

    Raises ReadError: unreadable, too_large, encrypted.
    """
    root = target_of("", related_parts(container, "").get("officeDocument", {}), None) or "xl/workbook.xml"
    related = related_parts(container, root)
    unseen = Unseen()
    styles = target_of(root, related.get("styles", {}), None)
    styled = container.xml(styles) if styles else None
    workbook = container.xml(root)
    book = _Book(
        _strings(container, target_of(root, related.get("sharedStrings", {}), None), unseen),
        _date_styles(styled),
        _looks(styled),
        unseen,
        Sums(places_in),
        _is_to_be_worked_out(workbook),
    )
    lines: list[Line] = []
    hidden_sheets: list[str] = []
    for sheet in workbook.iter("{*}sheet"):
        name = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), None)
        part = target_of(root, related.get("worksheet", {}), str(name))
        if part and sheet.get("state", "visible") == "visible":
            lines += table_lines(_rows(container.xml(part), book))
        elif part:
            hidden_sheets.append(sheet.get("name") or "")
    notes = *unseen.notes(), *hidden_sheet_notes(hidden_sheets), *book.sums.notes()
    return Document(text=render(lines), format="xlsx", notes=notes)


def _is_to_be_worked_out(workbook: etree._Element) -> bool:
    told = workbook.find("{*}calcPr")
    return told is not None and told.get("fullCalcOnLoad") in ("1", "true")


def _strings(container: Container, part: str | None, unseen: Unseen) -> list[str]:
    return [_text(item, unseen) for item in container.xml(part).iter("{*}si")] if part else []


def _text(element: etree._Element, unseen: Unseen) -> str:
    """The runs of a string, without the reading aids of Japanese ones, what is struck out and the marks of notes."""
    if len(element) == 1 and str(element[0].tag).endswith("}t"):
        return element[0].text or ""
    if element.find("{*}r") is None:
        return element.findtext("{*}t") or ""
    frame = Frame(unseen)
    has_others = not all(_is_white(run.find("{*}rPr")) for run in element.iterfind("{*}r"))
    for run in element.iterfind("{*}r"):
        text, look = run.findtext("{*}t") or "", _font_look(run.find("{*}rPr"), in_words=has_others)
        if look is None or look == "raised":
            frame.put(text, raised=look == "raised")
        else:
            unseen.leave_out(text, look)
    frame.end_line()
    return frame.lines[0][0] if frame.lines else ""


def _font_look(font: etree._Element | None, *, in_words: bool = False) -> Look | None:
    """The look of a font; of white ones only among words of a cell that others are not."""
    if font is None:
        return None
    if _is_tiny(font) or (in_words and _is_white(font)):
        return "hidden"
    strike = font.find("{*}strike")
    if strike is not None and strike.get("val", "1") not in ("0", "false"):
        return "struck"
    align = font.find("{*}vertAlign")
    return "raised" if align is not None and align.get("val") != "baseline" else None


def _date_styles(root: etree._Element | None) -> frozenset[int]:
    if root is None:
        return frozenset()
    dates = {*map(str, _BUILT_IN_DATES)} | {
        style.get("numFmtId") or ""
        for style in root.iter("{*}numFmt")
        if set("ymdhYMDH") & set(_QUOTED.sub("", style.get("formatCode") or ""))
    }
    return frozenset(index for index, style in _styles(root) if style.get("numFmtId") in dates)


def _styles(root: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    styles = root.find("{*}cellXfs")
    return enumerate(() if styles is None else styles)


def _looks(root: etree._Element | None) -> dict[int, Look]:
    """The styles whose cells are struck out as a whole, or show nothing: by their format, or white on white."""
    if root is None:
        return {}
    empty = {style.get("numFmtId") for style in root.iter("{*}numFmt") if shows_nothing(style.get("formatCode") or "")}
    fonts, fills = (root.findall(f"{{*}}{name}/{{*}}{name.removesuffix('s')}") for name in ("fonts", "fills"))
    looks: dict[int, Look] = {}
    for index, style in _styles(root):
        font, fill = _numbered(fonts, style.get("fontId")), _numbered(fills, style.get("fillId"))
        if (look := _font_look(font)) in ("struck", "hidden"):
            looks[index] = look
        elif style.get("numFmtId") in empty or (_is_white(font) and not _is_filled(fill)) or _melts(font, fill):
            looks[index] = "hidden"
    return looks


def _numbered(parts: Sequence[etree._Element], number: str | None) -> etree._Element | None:
    return parts[int(number)] if number and number.isdecimal() and int(number) < len(parts) else None


def _is_white(font: etree._Element | None) -> bool:
    color = None if font is None else font.find("{*}color")
    if color is None:
        return False
    if color.get("theme") == "0" or color.get("indexed") in _WHITES:
        return not float(color.get("tint") or 0)
    rgb = (color.get("rgb") or "")[-6:]
    return bool(_RGB.fullmatch(rgb)) and is_lost_on_white(bytes.fromhex(rgb))


def _is_tiny(font: etree._Element) -> bool:
    """Whether nothing can be made out in a font."""
    size = _SIZE.fullmatch(_of(font, "sz"))
    return size is not None and float(size[0]) <= _LEAST_SIZE


def _of(font: etree._Element, name: str) -> str:
    element = font.find(f"{{*}}{name}")
    return "" if element is None else element.get("val") or ""


def _is_filled(fill: etree._Element | None) -> bool:
    pattern = None if fill is None else fill.find("{*}patternFill")
    return fill is not None and (pattern is None or pattern.get("patternType", "none") != "none")


def _melts(font: etree._Element | None, fill: etree._Element | None) -> bool:
    """Whether figures have the colour of the ground that they stand on."""
    own = None if font is None else font.find("{*}color")
    ground = None if fill is None else fill.find("{*}patternFill[@patternType='solid']/{*}fgColor")
    return own is not None and ground is not None and len(own.attrib) > 0 and dict(own.attrib) == dict(ground.attrib)


def _rows(root: etree._Element, book: _Book) -> list[Line]:
    merged = (places for area in root.iter("{*}mergeCell") if (places := [*places_in(area.get("ref") or "")]))
    formulas: dict[Place, etree._Element] = {}
    cells = dict(_cells(root, book, formulas))
    if formulas:
        cells |= _worked_out(root, formulas, book)
    return grid_lines(cells, merged, _hidden(root), book.unseen)


def _worked_out(root: etree._Element, formulas: Mapping[Place, etree._Element], book: _Book) -> dict[Place, str]:
    """What the formulas without a value come to, as far as they are plain sums."""
    written = {place: cell.findtext("{*}f") or "" for place, cell in formulas.items()}
    numbers = {
        place: _number(cell, value)
        for place, cell in _placed_cells(root)
        if place not in formulas and (value := _written(cell, book))
    }
    return {
        place: "" if value is None else _seen(formulas[place], typed_number(value), book)
        for place, value in book.sums.values(written, numbers).items()
    }


def _number(cell: etree._Element, value: str) -> float | str:
    """The figure of a cell; what is written as text is none to a formula, whatever it says."""
    with suppress(ValueError):
        return float(value) if cell.get("t", "n") == "n" else value
    return value


def _hidden(root: etree._Element) -> Hidden:
    rows = frozenset(row for element, row in _numbered_rows(root) if _is_hidden(element, "ht", _LEAST_ROW))
    columns = [
        range(int(low), int(high) + 1)
        for element in root.iter("{*}col")
        if _is_hidden(element, "width", _LEAST_COLUMN)
        and (low := element.get("min") or "").isdecimal()
        and (high := element.get("max") or "").isdecimal()
    ]
    return Hidden(rows, columns)


def _is_hidden(element: etree._Element, size: str, least: float) -> bool:
    if element.get("hidden") in ("1", "true"):
        return True
    try:
        return float(element.get(size) or least) < least
    except ValueError:
        return False


def _numbered_rows(root: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """The rows in the order of the file; one that tells no number follows the one before."""
    row = 0
    for element in root.iter("{*}row"):
        number = element.get("r") or ""
        row = int(number) if number.isdecimal() and len(number) < 8 else row + 1
        yield element, row


def _cells(root: etree._Element, book: _Book, formulas: dict[Place, etree._Element]) -> Iterator[tuple[Place, str]]:
    """What the cells hold; those that hold a formula without a value are added to `formulas`."""
    for place, cell in _placed_cells(root):
        value = _value(cell, book)
        if (not value or (book.has_no_values and value == "0")) and len(cell) and _lacks_its_value(cell):
            formulas[place] = cell
        yield place, value


def _lacks_its_value(cell: etree._Element) -> bool:
    """Whether a cell holds a formula that was not worked out: its value is none, or nought."""
    return cell.find("{*}f") is not None and _content(cell) in ("", "0") and cell.get("t", "n") == "n"


def _placed_cells(root: etree._Element) -> Iterator[tuple[Place, etree._Element]]:
    """The cells in the order of the file; one that tells no place follows the one before."""
    for element, row in _numbered_rows(root):
        column = 0
        for cell in element.iterchildren("{*}c"):
            row, column = place_of(cell.get("r") or "") or (row, column + 1)
            yield (row, column), cell


def _value(cell: etree._Element, book: _Book) -> str:
    return _seen(cell, unguarded(_written(cell, book)), book)


def _seen(cell: etree._Element, value: str, book: _Book) -> str:
    """What of the value of a cell is seen."""
    if not book.looks:
        return value
    style = cell.get("s") or ""
    look = book.looks.get(int(style)) if style.isdecimal() else None
    if look is None:
        return value
    book.unseen.leave_out(value, look)
    return ""


def _written(cell: etree._Element, book: _Book) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return "" if inline is None else _one_line(_text(inline, book.unseen))
    content = _content(cell)
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
    style = cell.get("s") or "" if book.date_styles else ""
    if style.isdecimal() and int(style) in book.date_styles and 0 <= number < 3_000_000:
        return _date(number)
    return typed_number(number)


def _content(cell: etree._Element) -> str:
    """What the value of a cell holds; mostly it is the only thing in it."""
    if len(cell) == 1 and str(cell[0].tag).endswith("}v"):
        return cell[0].text or ""
    return cell.findtext("{*}v") or ""


def _date(days: float) -> str:
    moment = _EPOCH + timedelta(seconds=round(days * 86400))
    return moment.date().isoformat() if days == int(days) else moment.isoformat(sep=" ", timespec="minutes")


def _one_line(value: str) -> str:
    return flatten([(part.strip(),) for part in value.splitlines()])
