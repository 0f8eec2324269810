"""The request table (收到和处理政府信息公开申请情况): seven columns, the last is the total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from core.forms.form import FormRow, form
from core.reading.tables.aligned import Rulers, rulers, under_rulers
from core.reading.tables.cells import Zone
from core.reading.tables.habits import Habits, habits, in_habit
from core.reading.tables.labels import Placed
from core.reading.tables.placing import (
    Piece,
    Reading,
    exact,
    joins,
    marked,
    mended,
    positional,
    splits,
    sums_to_last,
    total_only,
)

COLUMNS = 7
_MOST_COMBINATIONS = 20_000
_HEAD = 300
"""Characters before the first row that may be the table's head."""


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One row read: its indicator, where its label starts, its seven cells; None where nothing is certain."""

    indicator: str
    start: int
    reading: Reading | None
    worked_out: bool = False


def read_rows(placed: Sequence[Placed], text: str, trusted: bool) -> list[RequestRow]:
    """Read every aligned row. `trusted`: the format writes every cell, so an empty one keeps its place."""
    rows = [row for row in placed if row.row.indicator and not _is_heading(row, placed)]
    habit = habits([row.zone for row in rows], COLUMNS, trusted)
    ruled = rulers([row.zone for row in rows], text, COLUMNS) if habit.one_line else None
    readings = [_readings(in_habit(row.zone, habit), text, habit, ruled) for row in rows]
    if _lacks_totals(rows, text):
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


def _is_lone_total(reading: Reading) -> bool:
    return reading[-1] is not None and reading[-1].inferred and not any(reading[:-1])


def _is_heading(row: Placed, placed: Sequence[Placed]) -> bool:
    """(六)其他处理 is a row of its own in the form of 2019 and the heading of three rows in that of 2021."""
    if row.row.indicator != "requests.outcome.other" or row.zone.values:
        return False
    return any((other.row.indicator or "").startswith("requests.outcome.other.") for other in placed)


def _without_torn_heading(indicators: Sequence[str], readings: Sequence[Reading | None]) -> list[Reading | None]:
    """Beside its three items (六)其他处理 has their sums; what else stands there is of an item whose label is torn."""
    items = [one for name, one in zip(indicators, readings, strict=True) if name.startswith("requests.outcome.other.")]
    if not items:
        return list(readings)
    last = [_number(item, COLUMNS - 1) for item in items]
    total = None if None in last else sum(number or 0 for number in last)
    return [
        None if name == "requests.outcome.other" and _number(one, COLUMNS - 1) != total else one
        for name, one in zip(indicators, readings, strict=True)
    ]


def _is_inferred(reading: Reading | None) -> bool:
    return reading is not None and any(piece is not None and piece.inferred for piece in reading)


def _readings(zone: Zone, text: str, habit: Habits, ruled: Rulers | None) -> list[Reading]:
    """The possible readings of one row; more than one only where digits are glued or split."""
    if not zone.values:
        return []
    whole = exact(zone, COLUMNS)
    if whole:
        return [whole]
    if (whole := mended(zone, COLUMNS)) and sums_to_last([piece.number if piece else 0 for piece in whole]):
        return [whole]
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


def _in_head_order(readings: Sequence[Reading | None]) -> list[Reading | None]:
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


def _settle(indicators: Sequence[str], readings: Sequence[list[Reading]]) -> list[Reading | None]:
    """Choose among several readings of a row by the equalities of the columns; None where they leave it open."""
    open_rows = [i for i, options in enumerate(readings) if len(options) > 1]
    settled: list[Reading | None] = [options[0] if len(options) == 1 else None for options in readings]
    size = 1
    for i in open_rows:
        size *= len(readings[i])
    if not open_rows or size > _MOST_COMBINATIONS:
        return settled
    fitting: list[tuple[Reading, ...]] = []
    for combination in product(*(readings[i] for i in open_rows)):
        attempt = list(settled)
        for i, reading in zip(open_rows, combination, strict=True):
            attempt[i] = reading
        if columns_balance(dict(zip(indicators, attempt, strict=True))):
            fitting.append(combination)
    for at, i in enumerate(open_rows):
        options = {combination[at] for combination in fitting}
        settled[i] = options.pop() if len(options) == 1 else None
    return settled


def columns_balance(rows: Mapping[str, Reading | None]) -> bool:
    """Whether the two equalities of every column hold where all their cells are there.

    received + carried_in = outcome.total + carried_out (printed on the form); outcome.total = sum of the outcomes.
    """
    has_items = any(row and name.startswith("requests.outcome.other.") for name, row in rows.items())
    apart = ("requests.outcome.total", "requests.outcome.other" if has_items else "")
    outcomes = [row for name, row in rows.items() if name.startswith("requests.outcome.") and name not in apart]
    for column in range(COLUMNS):
        total = _number(rows.get("requests.outcome.total"), column)
        received, carried_in, carried_out = (
            _number(rows.get(f"requests.{name}"), column) for name in ("received", "carried_in", "carried_out")
        )
        parts = [_number(row, column) for row in outcomes]
        if None not in (total, received, carried_in, carried_out) and (received or 0) + (carried_in or 0) != (
            total or 0
        ) + (carried_out or 0):
            return False
        if total is not None and None not in parts and sum(part or 0 for part in parts) != total:
            return False
    return True


def _number(reading: Reading | None, column: int) -> int | float | None:
    piece = reading[column] if reading else None
    return piece.number if piece else None


def rows_in_order(rows_of_values: Sequence[tuple[Piece | None, ...]]) -> list[tuple[FormRow, Reading]] | None:
    """Labels and values torn apart: as many rows of values as the form has rows go with them in official order.

    Only where the row and column equalities all hold, so that no other order is likely.
    """
    for has_items in (True, False):
        rows = [row for row in form("request") if row.indicator and _belongs(row.indicator, has_items)]
        if len(rows) != len(rows_of_values):
            continue
        if not all(sums_to_last([piece.number for piece in row if piece]) for row in rows_of_values if None not in row):
            continue
        named = {row.indicator or "": reading for row, reading in zip(rows, rows_of_values, strict=True)}
        if columns_balance(named):
            return list(zip(rows, rows_of_values, strict=True))
    return None


def _belongs(indicator: str, has_items: bool) -> bool:
    """Whether the form with (2021) or without (2019) items under 其他处理 has this row."""
    if indicator == "requests.outcome.other":
        return not has_items
    return has_items or not indicator.startswith("requests.outcome.other.")
