"""How a table writes its rows: on one line each, with every empty cell in its place, or with cells lost or glued."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.reading.tables.cells.placing import sums_to_last
from core.reading.tables.cells.zone import Zone


@dataclass(frozen=True, slots=True)
class Habits:
    """What the rows of one table have in common."""

    one_line: bool
    """Values stand on the line of their label; what stands alone on the next line is no value (a page number)."""
    in_place: bool
    """An empty cell is written, so that the others keep their places."""
    padding: int | None
    """How many empty cells are written behind the last column, where rows in full show it."""
    glued: bool
    """Digits of several cells run together."""


def habits(zones: Sequence[Zone], columns: int, trusted: bool) -> Habits:
    """Judge the rows of a table of so many columns. `trusted`: the format itself writes every cell."""
    shown = [zone for zone in zones if zone.values]
    one_line = sum(zone.on_first_line == len(zone.values) for zone in shown) >= 0.8 * len(shown)
    habit = Habits(one_line, trusted, None, _is_glued(shown, columns))
    rows = [in_habit(zone, habit) for zone in shown]
    in_place = _keeps_places(rows, columns) or (trusted and _is_wide_enough(rows, columns))
    return replace(habit, in_place=in_place, padding=_padding(rows, columns))


def in_habit(zone: Zone, habit: Habits) -> Zone:
    """The zone without what stands on a later line, where each row has its own line."""
    if not habit.one_line:
        return zone
    outside = set(zone.values[zone.on_first_line :])
    return zone._replace(
        values=zone.values[: zone.on_first_line],
        slots=zone.slots[: zone.slots_on_first_line],
        marks=tuple(mark for mark in zone.marks if mark not in outside),
    )


def _keeps_places(zones: Sequence[Zone], columns: int) -> bool:
    """Whether empty cells hold their place.

    A gap before a value shows it. Rows in full show it too, unless some row lost cells: a single value, or values
    that stand together and end in their own sum, where a row in its place would have an empty total.
    """
    full = lost = False
    for zone in zones:
        written = zone.written()
        if not written:
            continue
        if written != list(range(written[0], written[0] + len(written))):
            return True
        if len(written) == columns:
            full = True
        elif len(written) == 1 or sums_to_last([value.number for value in zone.values]):
            lost = lost or len(zone.slots) <= columns or written[-1] + 1 < len(zone.slots)
    return full and not lost


def _is_wide_enough(zones: Sequence[Zone], columns: int) -> bool:
    """Whether rows have as many cells as columns at all; a narrower table lacks some column."""
    return any(len(zone.slots) >= columns for zone in zones)


def _padding(zones: Sequence[Zone], columns: int) -> int | None:
    """How many empty cells rows in full have behind their last value.

    None where no row is full, or where the values of full rows always begin right behind the label.
    """
    full = [
        (written[0], len(zone.slots) - 1 - written[-1])
        for zone in zones
        if len(written := zone.written()) == columns and written == list(range(written[0], written[0] + columns))
    ]
    if not full or all(lead == 0 for lead, _ in full):
        return None
    return Counter(padding for _, padding in full).most_common(1)[0][0]


def _is_glued(zones: Sequence[Zone], columns: int) -> bool:
    """Most rows show fewer numbers than columns, but digits enough."""
    glued = [
        zone
        for zone in zones
        if zone.layout == "blanks"
        and len(zone.values) < columns
        and sum(len(value.digits) for value in zone.values) >= columns
    ]
    return len(glued) * 2 > len(zones)
