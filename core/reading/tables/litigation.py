"""The review and litigation table (行政复议、行政诉讼情况): one row of fifteen values in three groups of five."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from core.reading.tables.cells import Zone, read_zone
from core.reading.tables.compact import Compact
from core.reading.tables.placing import Piece, Reading, exact, marked, splits, three_groups_sum

COLUMNS = 15
_MOST_HEADS = 60
_HEAD_REACH = 320
# Glued cells stand in one run of digits, here and there with a blank between; more runs are cells that were lost.
_MOST_GLUED_RUNS = 4
_CHINESE = "\u4e00-\u9fff"
_ANCHOR = re.compile("复议后起诉|未经复议直接起诉")
# Without the name of a total before the values they stand behind the label of one outcome.
_NAMED_TOTAL = re.compile("总|合计")
_BARE_VALUES = re.compile(r"复议后起诉[\s|]+(?P<values>\d+(?:[\s|]+\d+)*)")
_WORD = re.compile(rf"[{_CHINESE})]")


@dataclass(frozen=True, slots=True)
class LitigationRow:
    """The row of values: where its head starts, where the row starts, its fifteen cells (None: left open)."""

    head_start: int
    start: int
    end: int
    reading: Reading | None
    values: int


def find_row(text: str, compact: Compact, trusted: bool, places_kept: bool) -> LitigationRow | None:
    """The row behind the head of the table, or None where there is no such table.

    `trusted`: the format writes every cell; `places_kept`: empty cells kept their places in the other tables.
    """
    for anchor in islice(_ANCHOR.finditer(compact.text), _MOST_HEADS):
        zone_start = _values_start(text, compact, anchor.end())
        if zone_start is None:
            continue
        start, zone = zone_start
        if not zone.values:
            continue
        reading = _read(zone, text, trusted, places_kept)
        head = compact.text.rfind("行政复议", max(0, anchor.start() - 120), anchor.start())
        head_start = compact.positions[head if head >= 0 else anchor.start()]
        return LitigationRow(head_start, start, zone.end, reading, len(zone.values))
    return _without_outcomes(text)


def _without_outcomes(text: str) -> LitigationRow | None:
    """Values right behind the groups' names, the names of their outcomes lost: there, but of no column."""
    bare = _BARE_VALUES.search(text)
    if bare is None:
        return None
    return LitigationRow(bare.start(), bare.start("values"), bare.end(), None, len(bare["values"].split()))


def _values_start(text: str, compact: Compact, at: int) -> tuple[int, Zone] | None:
    """Where the values begin: behind the last word of the head, which holds no figures."""
    head = compact.text[at : at + _HEAD_REACH]
    digit = re.search(r"\d", head)
    if not digit or "。" in head[: digit.start()] or not _NAMED_TOTAL.search(head, 0, digit.start()):
        return None
    first = compact.positions[at + digit.start()]
    word = _last_word(text, max(0, first - 200), first)
    start = word.end() if word else first
    line = text.rfind("\n", start, first) + 1
    if line and text.find("\n", first) > 0 and text[line : text.find("\n", first)].count("|") >= 8:
        start = line
    return start, read_zone(text, start, min(len(text), start + 900))


def _last_word(text: str, start: int, end: int) -> re.Match[str] | None:
    """The last character of a word between two positions."""
    words = list(_WORD.finditer(text, start, end))
    return words[-1] if words else None


def _read(zone: Zone, text: str, trusted: bool, places_kept: bool) -> Reading | None:
    whole = exact(zone, COLUMNS)
    if whole:
        return _totals_last(whole)
    if zone.broken:
        return None
    if placed := marked(zone, COLUMNS):
        return placed
    if zone.layout == "bars":
        placed = _by_line(zone, text, trusted)
        if placed and (trusted or places_kept or _has_gap(placed)):
            return placed
    if len(zone.values) > COLUMNS and not zone.joined_cells:
        first = exact(Zone(zone.values[:COLUMNS], (), zone.layout, zone.end), COLUMNS)
        if first and three_groups_sum([piece.number for piece in first if piece]):
            return first
    glued = splits(zone, COLUMNS, 5) if len(zone.values) <= _MOST_GLUED_RUNS and not zone.cut_off else []
    if len(glued) == 1:
        return glued[0]
    return _three_zero_totals(zone)


def _by_line(zone: Zone, text: str, trusted: bool) -> Reading | None:
    """A row on one line whose every cell is written, empty ones too."""
    line_start = text.rfind("\n", 0, zone.values[0].start) + 1
    end = text.find("\n", zone.values[-1].end)
    line = text[line_start : end if end >= 0 else len(text)]
    if "\n" in line or line.count("|") < COLUMNS - 1:
        return None
    opened = text[text.rfind("\n", 0, max(line_start - 1, 0)) + 1 : line_start].lstrip().startswith("|")
    position = line_start
    pieces: list[Piece | None] = []
    for i, cell in enumerate(line.split("|")):
        inside = [value for value in zone.values if position <= value.start < position + len(cell)]
        if i or trusted or not opened:
            pieces.append(Piece(inside[0].number, inside[0].start, inside[0].end) if len(inside) == 1 else None)
        position += len(cell) + 1
    if len(pieces) < COLUMNS or any(pieces[COLUMNS:]):
        return None
    return tuple(pieces[:COLUMNS])


def _totals_last(reading: Reading) -> Reading:
    """The reading with each group's total last; turned round where every group proves that it stands first."""
    groups = [reading[at : at + 5] for at in (0, 5, 10)]
    numbers = [[piece.number for piece in group if piece] for group in groups]
    if any(group[0] != sum(group[1:]) for group in numbers) or all(group[4] == sum(group[:4]) for group in numbers):
        return reading
    return tuple(cell for group in groups for cell in (*group[1:], group[0]))


def _has_gap(reading: Reading) -> bool:
    filled = [i for i, piece in enumerate(reading) if piece]
    return filled != list(range(len(filled)))


def _three_zero_totals(zone: Zone) -> Reading | None:
    """Three zeros for fifteen cells: wherever they stood, no total can be anything else."""
    if len(zone.values) != 3 or any(value.number for value in zone.values):
        return None
    cells: list[Piece | None] = [None] * COLUMNS
    for group, value in enumerate(zone.values):
        cells[group * 5 + 4] = Piece(value.number, value.start, value.end, inferred=True)
    return tuple(cells)
