"""Old and foreign workbooks (xls, xlsb, ods): every sheet's rows, merged cells once, numbers as they would be typed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from struct import Struct

import python_calamine as calamine

from core.document.lines import Line, flatten, render, table_lines
from core.document.office.numbers import typed_number
from core.document.office.ole import OleFile
from core.errors import ReadError
from core.types import Document

_RECORD = Struct("<HH")
"""The kind of a record and the length of what follows."""
_LOCK, _LOCK_AMONG = 0x2F, 20

Value = int | float | str | bool | time | date | datetime | timedelta | None


def read_workbook(data: bytes, form: str) -> Document:
    """The document of a workbook, sheet after sheet, hidden ones left out.

    Raises ReadError: encrypted, too_large, unreadable.
    """
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            lines = [line for name in _visible(workbook) for line in _sheet(workbook.get_sheet_by_name(name))]
    except calamine.PasswordError as error:
        raise ReadError("encrypted", "The workbook asks for a password.") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        if form == "xls" and _asks_for_password(data):
            raise ReadError("encrypted", "The workbook asks for a password.") from error
        raise ReadError("unreadable", "The workbook is damaged.") from error
    except BaseException as error:
        # A panic of the library is no Exception; of others that are none, nothing is the file's fault.
        if type(error).__name__ != "PanicException":
            raise
        raise ReadError("unreadable", "The workbook is damaged.") from error
    return Document(text=render(lines), format=form)


def _asks_for_password(data: bytes) -> bool:
    """Whether an xls is encrypted: a record among the first of its stream says so. The library only calls it damaged."""
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


def _visible(workbook: calamine.CalamineWorkbook) -> Iterator[str]:
    for sheet in workbook.sheets_metadata:
        if sheet.visible is calamine.SheetVisibleEnum.Visible and sheet.typ is calamine.SheetTypeEnum.WorkSheet:
            yield sheet.name


def _sheet(sheet: calamine.CalamineSheet) -> list[Line]:
    if sheet.start is None or sheet.end is None:
        return []
    (top, left), (bottom, right) = sheet.start, sheet.end
    covered = {
        (row, column)
        for (first, start), (last, end) in sheet.merged_cell_ranges or []
        for row in range(max(first, top), min(last, bottom) + 1)
        for column in range(max(start, left), min(end, right) + 1)
        if (row, column) != (first, start)
    }
    rows = [
        tuple(_typed(value) for column, value in enumerate(values, left) if (row, column) not in covered)
        for row, values in enumerate(sheet.to_python(skip_empty_area=True), top)
    ]
    return list(table_lines(rows))


def _typed(value: Value) -> str:
    """A cell as a person would type it: 12 for 12.0, no exponent, dates in the order of the calendar."""
    if value is None:
        return ""
    if isinstance(value, float):
        return typed_number(value)
    if isinstance(value, str):
        return flatten([(part.strip(),) for part in value.splitlines()])
    return str(value)
