"""Old and binary workbooks (xls, xlsb): every sheet's rows, merged cells once, numbers as they would be typed."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from struct import Struct

import python_calamine as calamine

from core.document.lines import Line, flatten, render, table_lines
from core.document.office.biff import Looks, Sheet, looks_of
from core.document.office.formulas import Sums
from core.document.office.grid import Place, grid_lines
from core.document.office.numbers import typed_number, unguarded
from core.document.office.ole import OleFile, whole
from core.document.office.references import places_in
from core.document.office.xlsb import hidden_of
from core.document.unseen import Unseen, hidden_sheet_notes
from core.errors import ReadError
from core.types import Document

_RECORD = Struct("<HH")
"""The kind of a record and the length of what follows."""
_LOCK, _LOCK_AMONG = 0x2F, 20

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")

SheetValue = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(data: bytes, kind: str) -> Document:
    """The document of a workbook, sheet after sheet, hidden ones left out.

    Raises ReadError: encrypted, too_large, unreadable.
    """
    unseen, sums = Unseen(), Sums(places_in)
    hidden_sheets: list[str] = []
    ole = whole(data) if kind == "xls" else None
    try:
        looks = looks_of(ole, unseen) if ole else _looks_of_xlsb(data)
        lines: list[Line] = []
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            for sheet in workbook.sheets_metadata:
                if sheet.typ is not calamine.SheetTypeEnum.WorkSheet:
                    continue
                if sheet.visible is calamine.SheetVisibleEnum.Visible:
                    lines += _sheet(workbook.get_sheet_by_name(sheet.name), looks, unseen, sums)
                else:
                    hidden_sheets.append(sheet.name)
    except calamine.PasswordError as error:
        raise ReadError("encrypted", "The workbook asks for a password.") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        if kind == "xls" and _asks_for_password(data):
            raise ReadError("encrypted", "The workbook asks for a password.") from error
        raise ReadError("unreadable", "The workbook is damaged.") from error
    except BaseException as error:
        # A panic of the library is no Exception; of others that are none, nothing is the file's fault.
        if type(error).__name__ != "PanicException":
            raise
        raise ReadError("unreadable", "The workbook is damaged.") from error
    notes = *unseen.notes(), *hidden_sheet_notes(hidden_sheets), *sums.notes()
    return Document(text=render(lines), format=kind, notes=notes)


def _looks_of_xlsb(data: bytes) -> Looks:
    return Looks(
        {
            name: Sheet(set(hidden.rows), [*hidden.columns], looks=dict(cells))
            for name, (hidden, cells) in hidden_of(data).items()
        }
    )


def _asks_for_password(data: bytes) -> bool:
    """Whether an xls is encrypted: one of its first records says so, where the library only calls it damaged."""
    try:
        ole = OleFile(data)
        book = ole.stream("Workbook") or ole.stream("Book") or b""
    except ReadError:
        return False
    place = 0
    for _ in range(_LOCK_AMONG):
        if place + _RECORD.size > len(book):
            return False
        kind, length = _RECORD.unpack_from(book, place)
        if kind == _LOCK:
            return True
        place += _RECORD.size + length
    return False


def _sheet(sheet: calamine.CalamineSheet, looks: Looks, unseen: Unseen, sums: Sums) -> list[Line]:
    if sheet.start is None or sheet.end is None:
        return []
    (top, left), (bottom, right) = sheet.start, sheet.end
    own = looks.sheets.get(sheet.name, Sheet())
    cells = {
        (row, column): unguarded(_typed(value))
        for row, values in enumerate(sheet.to_python(skip_empty_area=True), top)
        for column, value in enumerate(values, left)
        if value != "" and value is not None
    }
    if own.sums:
        cells |= _worked_out(cells, own.sums, sums)
    if own.looks or looks.rewritten:
        cells = {place: _shown(place, value, own, looks, unseen) for place, value in cells.items()}
    merged = [
        [
            (row, column)
            for row in range(max(first, top), min(last, bottom) + 1)
            for column in range(max(start, left), min(end, right) + 1)
        ]
        for (first, start), (last, end) in sheet.merged_cell_ranges or []
    ]
    return list(table_lines(grid_lines(cells, filter(None, merged), own.hidden, unseen)))


def _worked_out(cells: Mapping[Place, str], formulas: Mapping[Place, str], sums: Sums) -> dict[Place, str]:
    """What the plain sums without a value come to; nought may be the value of one."""
    written = {(row + 1, column + 1): formula for (row, column), formula in formulas.items()}
    numbers = {
        (row + 1, column + 1): float(value) if _NUMBER.fullmatch(value) else value
        for (row, column), value in cells.items()
        if (row, column) not in formulas
    }
    found = Sums(places_in).values(written, numbers)
    values = {place: found[place[0] + 1, place[1] + 1] for place in formulas}
    sums.left += sum(value is None and place not in cells for place, value in values.items())
    known = {place: typed_number(value) for place, value in values.items() if value is not None}
    changed = {place: value for place, value in known.items() if value != cells.get(place)}
    sums.done += len(changed)
    return changed


def _shown(place: Place, value: str, sheet: Sheet, looks: Looks, unseen: Unseen) -> str:
    """What of a cell is to be read."""
    if look := sheet.looks.get(place):
        unseen.leave_out(value, look)
        return ""
    return looks.rewritten.get(sheet.strings.get(place, -1), value)


def _typed(value: SheetValue) -> str:
    """A cell as a person would type it: 12 for 12.0, no exponent, dates in the order of the calendar."""
    if isinstance(value, float):
        return typed_number(value)
    if isinstance(value, str):
        lines = value.splitlines()
        return lines[0].strip() if len(lines) == 1 else flatten([(part.strip(),) for part in lines])
    return str(value)
