"""The request table (收到和处理政府信息公开申请情况): seven columns, the last is the total."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from core.forms.applicants import REQUEST_COLUMNS
from core.forms.form import FormRow
from core.forms.merged import chosen, forms_of_rows, heading_codes
from core.forms.registry import forms
from core.forms.rules import Equality
from core.reading.tables.cells.aligned import Rulers, rulers, under_rulers
from core.reading.tables.cells.habits import Habits, habits, in_habit
from core.reading.tables.cells.headed import headed_columns, under_head
from core.reading.tables.cells.placing import (
    Piece,
    RowReading,
    exact,
    joins,
    marked,
    mended,
    positional,
    proven,
    splits,
    sums_to_last,
    total_only,
)
from core.reading.tables.cells.zone import Zone
from core.reading.tables.rows.labels import Placed

COLUMNS = len(REQUEST_COLUMNS)
_BARE_LINE = re.compile(r"^[ ]*(\d{1,7}(?:[ ]+\d{1,7})*)[ ]*$", re.MULTILINE)
_BELOW, _MANY_BARE = 800, 20
_MOST_COMBINATIONS = 20_000
_HEAD = 300
"""Characters before the first row that may be the table's head."""


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One row read: its indicator, where its label starts, its seven cells; None where nothing is certain."""

    indicator: str
    start: int
    reading: RowReading | None
    worked_out: bool = False


def read_rows(placed: Sequence[Placed], text: str, trusted: bool, year: int | None = None) -> list[RequestRow]:
    """Read every aligned row. `trusted`: the format writes every cell, so an empty one keeps its place.

    `year` is that of the report, by which one column of a table of several years is read.
    """
    rows = [row for row in placed if row.row.indicator and not _is_heading(row, placed)]
    if headed := _under_head(rows, text, year):
        return headed
    habit = habits([row.zone for row in rows], COLUMNS, trusted)
    ruled = rulers([row.zone for row in rows], text, COLUMNS) if habit.one_line else None
    zones = [_in_habit(row.zone, habit, rows[at - 1].zone if at else None) for at, row in enumerate(rows)]
    readings = [_readings(zone, text, habit, ruled) for zone in zones]
    if _lacks_totals(rows, text) or _is_torn_off(rows, text):
        readings = [[one for one in options if not _is_lone_total(one)] for options in readings]
    indicators = [row.row.indicator or "" for row in rows]
    settled = _without_torn_heading(indicators, _in_head_order(_settle(indicators, readings)))
    return [
        RequestRow(
            row.row.indicator or "",
            row.start,
            reading,
            worked_out=(reading is None and bool(row.zone.values)) or _is_inferred(reading),
        )
        for row, reading in zip(rows, settled, strict=True)
    ]


def _under_head(rows: Sequence[Placed], text: str, year: int | None) -> list[RequestRow]:
    """The rows of a table whose head names other columns than the form's, where most have a value for each of them."""
    columns = headed_columns(text, rows[0].start, year) if rows else ()
    if not columns:
        return []
    read = [RequestRow(row.row.indicator or "", row.start, under_head(row.zone, columns)) for row in rows]
    whole = sum(row.reading is not None for row in read)
    shown = sum(bool(row.zone.values) for row in rows)
    if 2 * whole <= shown:
        return []
    return [
        replace(one, worked_out=one.reading is None and bool(row.zone.values))
        for one, row in zip(read, rows, strict=True)
    ]


def _in_habit(zone: Zone, habit: Habits, before: Zone | None) -> Zone:
    """The zone in the habit of its table; a whole row that stands alone on the line below its label is its own, unless
    the label above lost its row too."""
    is_whole = zone.on_first_line == 0 and len(zone.values) == COLUMNS and not zone.joined_cells
    if is_whole and (before is None or before.values) and sums_to_last([value.number for value in zone.values]):
        return zone
    return in_habit(zone, habit)


def _is_torn_off(rows: Sequence[Placed], text: str) -> bool:
    """Whether columns stand apart from the labels, one below the other, as a converter leaves them that reads a page
    block by block: a number behind a label is then that of whatever column."""
    if not rows:
        return False
    shown = sum(min(len(row.zone.values), COLUMNS) for row in rows)
    bare = sum(len(line.split()) for line in _BARE_LINE.findall(text, rows[0].start, rows[-1].zone.end + _BELOW))
    return bare > shown + _MANY_BARE


def _lacks_totals(rows: Sequence[Placed], text: str) -> bool:
    """Whether the table ends before its last column, as one printed on pages too narrow for it.

    Its head names applicants and no total, or most rows that could show it contradict that their last value is one.
    """
    if not rows:
        return False
    start = min(row.start for row in rows)
    head = "".join(text[max(start - _HEAD, 0) : start].split())
    if "自然人" in head and not any(word in head for word in ("总计", "合计", "总数")):
        return True
    zones = [row.zone for row in rows if not row.zone.joined_cells]
    short = [[value.number for value in zone.values] for zone in zones if 1 < len(zone.values) < COLUMNS]
    telling = [numbers for numbers in short if any(numbers)]
    return len(telling) > 2 and 2 * sum(map(sums_to_last, telling)) < len(telling)


def _is_lone_total(reading: RowReading) -> bool:
    return reading[-1] is not None and reading[-1].inferred and not any(reading[:-1])


def _is_heading(row: Placed, placed: Sequence[Placed]) -> bool:
    """Whether a row of one form is here the heading of its items, as another form has it: (六)其他处理."""
    code = row.row.indicator
    if code not in heading_codes() or row.zone.values:
        return False
    return any((other.row.indicator or "").startswith(f"{code}.") for other in placed)


def _without_torn_heading(indicators: Sequence[str], readings: Sequence[RowReading | None]) -> list[RowReading | None]:
    """Beside its items (六)其他处理 has their sums; what else stands there is of an item whose label is torn."""
    rows = dict(zip(indicators, readings, strict=True))
    return [None if _is_torn_heading(name, rows) else reading for name, reading in rows.items()]


def _is_torn_heading(name: str, rows: Mapping[str, RowReading | None]) -> bool:
    items = [reading for other, reading in rows.items() if other.startswith(f"{name}.")]
    if name not in heading_codes() or not items:
        return False
    last = [_number(item, COLUMNS - 1) for item in items]
    return _number(rows[name], COLUMNS - 1) != (None if None in last else sum(number or 0 for number in last))


def _is_inferred(reading: RowReading | None) -> bool:
    return reading is not None and any(piece is not None and piece.inferred for piece in reading)


def _readings(zone: Zone, text: str, habit: Habits, ruled: Rulers | None) -> list[RowReading]:
    """The possible readings of one row; more than one only where digits are glued or split."""
    if not zone.values:
        return []
    whole = exact(zone, COLUMNS)
    if whole:
        return [whole]
    if (whole := mended(zone, COLUMNS)) and sums_to_last([piece.number if piece else 0 for piece in whole]):
        return [whole]
    if len(zone.values) == COLUMNS and sums_to_last([value.number for value in zone.values]):
        return [tuple(proven(value) for value in zone.values)]
    if zone.broken:
        return []
    if ruled and zone.layout == "blanks" and (by_column := under_rulers(zone, text, ruled)) and by_column[-1]:
        return [by_column]
    placed = marked(zone, COLUMNS) or (positional(zone, COLUMNS, habit.padding) if habit.in_place else None)
    if placed:
        return [placed]
    if habit.glued:
        return splits(zone, COLUMNS, COLUMNS)
    joined = joins(zone, COLUMNS, sums_to_last, text)
    if joined or (zone.cut_off and len(zone.slots) < COLUMNS):
        return joined
    lone = total_only(zone, COLUMNS)
    return [lone] if lone else []


def _in_head_order(readings: Sequence[RowReading | None]) -> list[RowReading | None]:
    """The readings where the total stands last, as on the form; nothing where most rows contradict that.

    A table with the total in front is turned round where its rows prove it.
    """
    whole = [
        [piece.number for piece in reading if piece]
        for reading in readings
        if reading and None not in reading and any(piece and piece.number for piece in reading)
    ]
    if len(whole) < 3 or sum(map(sums_to_last, whole)) * 2 >= len(whole):
        return list(readings)
    if sum(sums_to_last([*numbers[1:], numbers[0]]) for numbers in whole) < 0.8 * len(whole):
        return [None] * len(readings)
    turned = [(*reading[1:], reading[0]) if reading else None for reading in readings]
    return [tuple(replace(piece, inferred=True) if piece else None for piece in one) if one else None for one in turned]


def _settle(indicators: Sequence[str], readings: Sequence[list[RowReading]]) -> list[RowReading | None]:
    """Choose among several readings of a row by the equalities of the columns; None where they leave it open."""
    open_rows = [i for i, options in enumerate(readings) if len(options) > 1]
    settled: list[RowReading | None] = [options[0] if len(options) == 1 else None for options in readings]
    size = 1
    for i in open_rows:
        size *= len(readings[i])
    if not open_rows or size > _MOST_COMBINATIONS:
        return settled
    fitting: list[tuple[RowReading, ...]] = []
    equalities = _column_equalities(indicators)
    for combination in product(*(readings[i] for i in open_rows)):
        attempt = list(settled)
        for i, reading in zip(open_rows, combination, strict=True):
            attempt[i] = reading
        if columns_balance(dict(zip(indicators, attempt, strict=True)), equalities):
            fitting.append(combination)
    for at, i in enumerate(open_rows):
        options = {combination[at] for combination in fitting}
        settled[i] = options.pop() if len(options) == 1 else None
    return settled


def _column_equalities(indicators: Iterable[str]) -> tuple[Equality, ...]:
    """What holds in every column of a table with these rows: of a sum, as many of its parts as the table has."""
    there = tuple(indicators)
    form = chosen(forms_of_rows(there), None) or next(form for form in forms() if form.request)
    return tuple(equality.among(there) for equality in form.equalities if equality.by_applicant)


def columns_balance(rows: Mapping[str, RowReading | None], equalities: Iterable[Equality]) -> bool:
    """Whether the equalities hold in every column where all their cells are there."""
    for equality in equalities:
        for column in range(COLUMNS):
            left, right = (
                [_number(rows.get(code), column) for code in side] for side in (equality.left, equality.right)
            )
            if None not in left and None not in right and sum(map(_or_zero, left)) != sum(map(_or_zero, right)):
                return False
    return True


def _number(reading: RowReading | None, column: int) -> int | float | None:
    piece = reading[column] if reading else None
    return piece.number if piece else None


def _or_zero(number: float | None) -> float:
    return number or 0


def rows_in_order(rows_of_values: Sequence[tuple[Piece | None, ...]]) -> list[tuple[FormRow, RowReading]] | None:
    """Labels and values torn apart: as many rows of values as a form has rows go with them in official order.

    Only where the row and column equalities all hold for one form, so that no other order is likely.
    """
    if not all(sums_to_last([piece.number for piece in row if piece]) for row in rows_of_values if None not in row):
        return None
    fitting: dict[tuple[str, ...], list[tuple[FormRow, RowReading]]] = {}
    for form in forms():
        rows = [row for row in form.request if row.indicator]
        named = dict(zip(form.request_codes, rows_of_values, strict=False))
        if len(rows) == len(rows_of_values) and columns_balance(named, _column_equalities(form.request_codes)):
            fitting[form.request_codes] = list(zip(rows, rows_of_values, strict=True))
    return fitting.popitem()[1] if len(fitting) == 1 else None
