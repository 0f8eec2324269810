"""The request tables of a page: their rows as aligned, or torn from their labels and put in order again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.forms.merged import request_rows
from core.reading.tables import request
from core.reading.tables.cells.habits import habits
from core.reading.tables.cells.placing import Piece, RowReading
from core.reading.tables.cells.zone import is_empty, read_zone
from core.reading.tables.rows.compact import Compact
from core.reading.tables.rows.labels import Placed, align
from core.reading.tables.rows.repeated import request_stretches
from core.types import Number

_FEWEST_ROWS = 2
_MIRRORED = re.compile(rf"(?:[ |\t]*\d[\d,.]*+){{{request.COLUMNS}}}[ |\t]*+(?:\(?[一二三四五六七]\)?、?|\d\.)?[ ]*")
_HEAD = re.compile("[勾钩]稽关系|申请人情况")
_COUNTERS = ("件", "条", "宗", "份", "次", "元", "万元")


def request_tables(text: str, view: Compact, trusted: bool, year: int | None) -> list[RequestTable]:
    """Every request table of a page, in order. `trusted`: the format writes every cell."""
    found = (_request_table(text, view, trusted, within, year) for within in request_stretches(text, view))
    return [table for table in found if table]


@dataclass(frozen=True, slots=True)
class RequestTable:
    """A request table as read: the rows with their cells, those left open, and the stretch it covers."""

    readings: tuple[tuple[str, int, RowReading], ...]
    left_open: tuple[str, ...]
    empty: tuple[str, ...]
    """Rows that stand there with empty cells."""
    span: tuple[int, int]
    is_torn: bool
    keeps_places: bool
    is_mirrored: bool
    """Whether its values stand before their labels: so do those of the other tables of the page."""

    @property
    def whole(self) -> int:
        """How many rows have every cell."""
        return sum(bool(reading) and None not in reading for _, _, reading in self.readings)


def _request_table(
    text: str, view: Compact, trusted: bool, within: tuple[int, int], year: int | None
) -> RequestTable | None:
    """The request table in a stretch of the text."""
    placed = _rows(text, view, within)
    valued = [row for row in placed if row.row.indicator and row.zone.values]
    if not placed or (len(valued) < _FEWEST_ROWS and not _has_request_head(view)):
        return None
    start, end = placed[0].start, max(row.zone.end for row in placed)
    rows = request.read_rows(placed, text, trusted, year)
    is_mirrored = _are_mirrored(placed, text)
    if is_mirrored:
        rows = [replace(row, reading=None, worked_out=True) for row in rows]
    torn = _torn_rows(text, start, placed, rows)
    if torn:
        end = max(end, max(piece.end for _, reading in torn for piece in reading if piece))
    keeps = habits([row.zone for row in placed if row.row.indicator], request.COLUMNS, trusted).in_place
    return RequestTable(
        readings=tuple((code, start, reading) for code, reading in torn)
        or tuple((row.indicator, row.start, row.reading or ()) for row in rows),
        left_open=() if torn else tuple(row.indicator for row in rows if row.worked_out and row.reading is None),
        empty=tuple(
            row.row.indicator for row in placed if row.row.indicator and is_empty(text, row.label_end, row.zone)
        ),
        span=(start, end if valued or torn else start),
        is_torn=bool(torn),
        keeps_places=keeps,
        is_mirrored=is_mirrored,
    )


def _rows(text: str, view: Compact, within: tuple[int, int]) -> Sequence[Placed]:
    """The rows of a request table: none of a list in prose (予以公开12件,部分公开6件), but those behind its head."""
    placed = align(request_rows(), text, view, within=within)
    if not placed or _is_request_table(placed, text):
        return placed
    head = _HEAD.search(view.text, *within)
    behind = align(request_rows(), text, view, within=(head.end(), within[1])) if head else ()
    return behind if behind and _is_request_table(behind, text) else ()


def _are_mirrored(placed: Sequence[Placed], text: str) -> bool:
    """Whether the values of most rows stand before their labels, as where a page lay on its head: what stands behind a
    label is of another row then."""
    rows = [row for row in placed if row.row.indicator]
    before = [_MIRRORED.fullmatch(text, text.rfind("\n", 0, row.start) + 1, row.start) is not None for row in rows]
    # Where only line breaks are lost, each row's values stand before the label of the next, and none before the first.
    return before.count(True) >= _FEWEST_ROWS and before[0] and 2 * before.count(True) > len(rows)


def _has_request_head(view: Compact) -> bool:
    return _HEAD.search(view.text) is not None


def _is_request_table(placed: Sequence[Placed], text: str) -> bool:
    """A table and no sentence: few of the aligned rows are one number with a counter."""
    rows = [row for row in placed if row.row.indicator and row.zone.values]
    prose = [row for row in rows if len(row.zone.values) < request.COLUMNS and _ends_with_counter(row, text)]
    return len(prose) * 2 <= len(rows)


def _ends_with_counter(row: Placed, text: str) -> bool:
    """收到申请5件, and 予以公开 in 11件予以公开,1件部分公开: a comma parts clauses there and no cells."""
    ruled = row.zone.layout != "blanks" and not set("|\t\n").isdisjoint(text[row.label_end : row.zone.end])
    return not ruled and row.zone.values[-1].unit in _COUNTERS


def _torn_rows(
    text: str, start: int, placed: Sequence[Placed], rows: Sequence[request.RequestRow]
) -> list[tuple[str, RowReading]]:
    """Rows of values that stand apart from their labels, in the official order.

    Only where these are more whole rows than stand behind a label, and say of those the same.
    """
    whole = {row.indicator: row.reading for row in rows if row.reading and None not in row.reading}
    end = min(len(text), max(row.zone.end for row in placed) + 1500)
    values: list[RowReading] = []
    for line_start, line in _lines(text, start, end):
        if "行政复议" in line:
            break
        first = next((i for i, character in enumerate(line) if character in "|0123456789"), None)
        if first is None:
            continue
        tail = max(line.rfind(character) for character in "。)〉》」、,")
        zone = read_zone(text, line_start + _values_from(line), line_start + len(line))
        numbers = zone.values
        if len(numbers) == request.COLUMNS and tail < len(line):
            values.append(tuple(Piece(v.number, v.start, v.end, inferred=True) for v in numbers))
        elif len(numbers) == request.COLUMNS - 1 and len(zone.slots) >= request.COLUMNS:
            values.append((*(Piece(v.number, v.start, v.end, inferred=True) for v in numbers), None))
    if len(values) <= len(whole):
        return []
    named = [(row.indicator or "", reading) for row, reading in request.rows_in_order(values) or ()]
    agree = all(_numbers(reading) == _numbers(whole.get(code, reading)) for code, reading in named)
    return named if agree else []


def _numbers(reading: RowReading) -> list[Number | None]:
    return [piece.number if piece else None for piece in reading]


def _values_from(line: str) -> int:
    """Where the values of a line begin: behind its last word."""
    words = [i for i, character in enumerate(line) if "\u4e00" <= character <= "\u9fff" or character in "()”"]
    return words[-1] + 1 if words else 0


def _lines(text: str, start: int, end: int) -> Iterable[tuple[int, str]]:
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        yield position, text[position:stop]
        position = stop + 1
