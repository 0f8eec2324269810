"""The review and litigation table turned: a row for each kind of case or for each outcome."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from core.forms.form import Case, LitigationTable
from core.reading.tables.cells.placing import Piece
from core.reading.tables.cells.zone import WrittenNumber, Zone, read_zone
from core.reading.tables.litigation import LitigationRow
from core.reading.tables.rows.compact import Compact
from core.text.searching import characters_of, find_all

WORD_OF_CASES = "复议"
"""What every kind of case is written with: a text that has it too seldom is not searched for their names."""
OUTCOMES = ("维持", "纠正")
"""Outcomes of which a table, of whose rows or columns one may be lost, names one at least."""
_BEHIND_GROUP = r"(?:的|案件|件数|数量?|结果)*\)?"
_BEHIND_RESULT = r"(?:件数|数量?|的)?"
_MOST_LABELS = 300
_HEAD_REACH = 60
_LONGEST_LABEL = 40
_ROWS_REACH = 260
_ZONE_REACH = 160
_DIGIT = re.compile(r"\d")


TurnedRow = tuple[WrittenNumber | None, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    """A kind of case or an outcome, in the compact text."""

    key: str
    at: int
    until: int


@dataclass(frozen=True, slots=True)
class _Turned:
    """The columns in the order of the head, and the rows below it."""

    head: _Label
    columns: tuple[str, ...]
    rows: Mapping[str, TurnedRow]


def find_turned(table: LitigationTable, text: str, compact: Compact) -> LitigationRow | None:
    """The turned table with its cells in official order; a row with other than one cell a column is left open."""
    if compact.text.count(WORD_OF_CASES) < len(table.groups) or not any(map(compact.text.__contains__, OUTCOMES)):
        return None
    first, last = compact.text.find(WORD_OF_CASES), compact.text.rfind(WORD_OF_CASES)
    groups = _labels(table.groups, _BEHIND_GROUP, compact.text, first - _LONGEST_LABEL, last + _LONGEST_LABEL)
    if len(groups) < len(table.groups):
        return None
    near = _HEAD_REACH + _ROWS_REACH + _LONGEST_LABEL
    results = _labels(table.results, _BEHIND_RESULT, compact.text, groups[0].at - near, groups[-1].until + near)
    by_group = _table(text, compact, results, len(table.results), groups, len(table.groups))
    turned = by_group or _table(text, compact, groups, len(table.groups), results, len(table.results))
    if not turned:
        return None
    pieces = _pieces(turned, {group.code for group in table.groups})
    if not pieces:
        return None
    start = compact.positions[turned.head.at]
    reading = tuple(pieces.get(code) for code in table.codes)
    return LitigationRow(start, start, max(piece.end for piece in pieces.values()), reading, len(pieces))


def _labels(cases: Sequence[Case], behind: str, compact: str, start: int, end: int) -> list[_Label]:
    """Where any of them is named there. The first that fits counts: 未经复议直接起诉 before 行政复议."""
    codes, pattern, begins = _pattern(tuple(cases), behind)
    found = islice(find_all(pattern, begins, compact, max(start, 0), end), _MOST_LABELS)
    return [_Label(codes[(match.lastindex or 1) - 1], *match.span()) for match in found]


@cache
def _pattern(cases: tuple[Case, ...], behind: str) -> tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str]]:
    """The codes, the longest name first; any of the names with what may stand behind it; what names begin with."""
    ordered = sorted(cases, key=lambda case: len(case.written), reverse=True)
    names = "|".join(f"({case.written})" for case in ordered)
    codes = tuple(case.code for case in ordered)
    return codes, re.compile(f"(?:{names}){behind}"), characters_of(case.written for case in ordered)


def _table(
    text: str, compact: Compact, heads: Sequence[_Label], width: int, labels: Sequence[_Label], height: int
) -> _Turned | None:
    """The first head that names every column once and has all but one of its rows, with values, behind it."""
    for at in range(len(heads) - width + 1):
        head = heads[at : at + width]
        columns = tuple(label.key for label in head)
        close = head[-1].until - head[0].at <= _HEAD_REACH
        if len(set(columns)) < width or not close or _DIGIT.search(compact.text, head[0].at, head[-1].until):
            continue
        below = [label for label in labels if head[-1].until <= label.at < head[-1].until + _ROWS_REACH]
        rows = _rows(text, compact, below, width)
        if len(rows) >= height - 1:
            return _Turned(head[0], columns, rows)
    return None


def _rows(text: str, compact: Compact, labels: Sequence[_Label], width: int) -> dict[str, TurnedRow]:
    """The rows whose every cell is known; the first of each label."""
    zones: dict[str, Zone] = {}
    for i, label in enumerate(labels):
        start = compact.positions[label.until - 1] + 1
        end = compact.positions[labels[i + 1].at] if i + 1 < len(labels) else min(len(text), start + _ZONE_REACH)
        zone = read_zone(text, start, end)
        if zone.marks and not (zone.joined_cells or zone.broken or zone.cut_off):
            zones.setdefault(label.key, zone)
    full = {len(zone.slots) for zone in zones.values() if zone.on_first_line == width}
    rows = {key: _cells(zone, width, full) for key, zone in zones.items()}
    return {key: cells for key, cells in rows.items() if cells}


def _cells(zone: Zone, width: int, full: set[int]) -> TurnedRow:
    """Every cell of the row, or nothing. `full`: how many cells are written in rows with a number in each column.

    What stands alone on a later line is no part of a row that is whole without it.
    """
    if zone.on_first_line == width:
        return zone.values[:width]
    if zone.slots and len(zone.values) < width:
        return zone.slots[:width] if {len(zone.slots)} == full else ()
    return zone.marks if len(zone.marks) == width else ()


def _pieces(turned: _Turned, groups: Collection[str]) -> dict[str, Piece]:
    pieces: dict[str, Piece] = {}
    for row, cells in turned.rows.items():
        for column, value in zip(turned.columns, cells, strict=True):
            group, result = (row, column) if row in groups else (column, row)
            if value:
                pieces[f"{group}.{result}"] = Piece(value.number, value.start, value.end, value.unit)
    return pieces
