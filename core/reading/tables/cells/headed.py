"""A request table of other columns than the form's: some of its applicants only, or totals of two years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from core.forms.applicants import REQUEST_COLUMNS, SPELLINGS
from core.reading.tables.cells.placing import Piece, RowReading
from core.reading.tables.cells.zone import Zone
from core.types import Applicant

_NAMES: tuple[tuple[re.Pattern[str], Applicant | None], ...] = tuple(
    (re.compile(pattern), applicant) for pattern, applicant in (*SPELLINGS, ("[总合]计|总数", None))
)
_COUNT = r"年?度?(?:同期)?(?:\(?(?:件数?|数量?)\)?)?"
_YEAR = re.compile(rf"((?:19|20)\d\d){_COUNT}|([本当今])年{_COUNT}|([上去])年{_COUNT}")
_CHANGE = re.compile(r"同比|增减|增幅|变化|比较|增长")
_GROUP = re.compile("法人")
_HEAD_LINES = 4


def headed_columns(text: str, start: int, year: int | None) -> tuple[int | None, ...]:
    """The columns that the head right above the first row names, by their number on the form; None for one of another
    year, or of a change. Empty where the head is that of the form, or says nothing.
    """
    above = text[:start].rstrip("\n").split("\n")[-_HEAD_LINES - 1 :]
    lines = [*takewhile(lambda line: "|" in line or "\t" in line, reversed(above))]
    heads = [[cell.strip() for cell in re.split(r"[|\t]", line)] for line in lines]
    named = next((named for cells in heads if (named := _of_years(cells, year))), ())
    return named or _of_applicants([cell for cells in reversed(heads) for cell in cells])


def _of_years(cells: Sequence[str], year: int | None) -> tuple[int | None, ...]:
    if year is None:
        return ()
    filled = [cell for cell in cells if cell]
    years = [_year(cell, year) for cell in filled]
    first = next((at for at, one in enumerate(years) if one), None)
    if first is None:
        return ()
    rest = list(zip(filled[first:], years[first:], strict=True))
    if any(one is None and not _CHANGE.search(cell) for cell, one in rest):
        return ()
    total = len(REQUEST_COLUMNS) - 1
    return tuple(total if one == year else None for _, one in rest)


def _year(cell: str, year: int) -> int | None:
    """The year that the head of a column names."""
    match = _YEAR.fullmatch(cell)
    if not match:
        return None
    return int(match[1]) if match[1] else year if match[2] else year - 1


def _of_applicants(cells: Sequence[str]) -> tuple[int | None, ...]:
    """Fewer than all of the form's columns, each once and in its order; a head of several lines is that of the form,
    and a total alone tells no applicants."""
    found = [column for cell in cells if (column := _column(cell)) is not None]
    is_form = len(found) >= len(REQUEST_COLUMNS) or any(_GROUP.search(cell) for cell in cells)
    tells = any(column < len(REQUEST_COLUMNS) - 1 for column in found)
    return tuple(found) if tells and not is_form and found == sorted(set(found)) else ()


def _column(cell: str) -> int | None:
    for pattern, applicant in _NAMES:
        if pattern.fullmatch(cell):
            return REQUEST_COLUMNS.index(applicant)
    return None


def under_head(zone: Zone, columns: Sequence[int | None]) -> RowReading | None:
    """The cells of a row under such a head; None where it has not one value a column."""
    if len(zone.values) != len(columns) or zone.joined_cells or zone.broken:
        return None
    cells: list[Piece | None] = [None] * len(REQUEST_COLUMNS)
    for value, column in zip(zone.values, columns, strict=True):
        if column is not None:
            cells[column] = Piece(value.number, value.start, value.end, value.unit)
    return tuple(cells)
