"""The review and litigation table (行政复议、行政诉讼情况): one row, with a group of outcomes for each kind of case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from core.forms.form import LitigationTable
from core.reading.tables.cells.placing import (
    Piece,
    RowReading,
    exact,
    groups_sum,
    marked,
    proven,
    splits,
    sums_to_last,
)
from core.reading.tables.cells.zone import Zone, read_zone
from core.reading.tables.rows.compact import Compact

_MOST_HEADS = 60
_HEAD_REACH = 320
_AT_END = 8
# Glued cells stand in one run of digits, here and there with a blank between; more runs are cells that were lost.
_MOST_GLUED_RUNS = 4
_CHINESE = "\u4e00-\u9fff"
_IN_ANCHORS = "起诉"
_ANCHOR = re.compile("复议后起诉|未经复议直接起诉")
# Without the name of a total before the values they stand behind the label of one outcome.
# Between head and values: 注：案件数按本机关口径统计。
_REMARK = re.compile(r"(?<=[\n|])[ ]*\(?(?:[备附]?注|说明|口径)\d?(?:[:.]|[ ])[^|\n]*")
_NAMED_TOTAL = re.compile("总|合计")
_BARE_VALUES = re.compile(r"复议后起诉[\s|]+(?P<values>\d+(?:[\s|]+\d+)*)")
_WORD = re.compile(rf"[{_CHINESE})]")


@dataclass(frozen=True, slots=True)
class LitigationRow:
    """The row of values: where its head starts, where the row starts, its cells (None: left open)."""

    head_start: int
    start: int
    end: int
    reading: RowReading | None
    values: int


def find_row(
    table: LitigationTable, text: str, compact: Compact, trusted: bool, places_kept: bool
) -> LitigationRow | None:
    """The row behind the head of the table, or None where there is no such table.

    `trusted`: the format writes every cell; `places_kept`: empty cells kept their places in the other tables.
    """
    anchors = _ANCHOR.finditer(compact.text) if _IN_ANCHORS in compact.text else ()
    for anchor in islice(anchors, _MOST_HEADS):
        zone_start = _values_start(text, compact, anchor.end())
        if zone_start is None:
            continue
        start, zone = zone_start
        if not zone.values:
            continue
        reading = _to_the_end(table, text, start) if zone.end >= len(text) - _AT_END else None
        reading = reading or _Row(zone, len(table.codes), len(table.results)).read(text, trusted, places_kept)
        head = compact.text.rfind("行政复议", max(0, anchor.start() - 120), anchor.start())
        head_start = compact.positions[head if head >= 0 else anchor.start()]
        return LitigationRow(head_start, start, zone.end, reading, len(zone.values))
    return _without_outcomes(text)


def _to_the_end(table: LitigationTable, text: str, start: int) -> RowReading | None:
    """The row with which the text ends, if its sums prove that its last figure was not cut off."""
    values = read_zone(f"{text}\n", start, len(text) + 1).values
    if len(values) != len(table.codes) or not groups_sum([value.number for value in values], len(table.results)):
        return None
    return tuple(proven(value) for value in values)


def _without_outcomes(text: str) -> LitigationRow | None:
    """Values right behind the groups' names, the names of their outcomes lost: there, but of no column."""
    bare = _BARE_VALUES.search(text) if _IN_ANCHORS in text else None
    if bare is None:
        return None
    return LitigationRow(bare.start(), bare.start("values"), bare.end(), None, len(bare["values"].split()))


def _values_start(text: str, compact: Compact, at: int) -> tuple[int, Zone] | None:
    """Where the values begin: behind the last word of the head, which holds no figures. Remarks are skipped."""
    kept = [*_without_remarks(text, compact, at)]
    head = "".join(compact.text[index] for index in kept)
    digit = re.search(r"\d", head)
    if not digit or "。" in head[: digit.start()] or not _NAMED_TOTAL.search(head, 0, digit.start()):
        return None
    first = compact.positions[kept[digit.start()]]
    word = _last_word(text, max(0, first - 200), first)
    start = word.end() if word else first
    line = text.rfind("\n", start, first) + 1
    if line and text.find("\n", first) > 0 and text[line : text.find("\n", first)].count("|") >= 8:
        start = line
    return start, read_zone(text, start, min(len(text), start + 900))


def _without_remarks(text: str, compact: Compact, at: int) -> Iterator[int]:
    """The characters of the head, by their place in the compact text, without lines and cells that are a remark."""
    end = min(at + _HEAD_REACH, len(compact.text))
    if at >= end:
        return
    remarks = [
        remark.span() for remark in _REMARK.finditer(text, compact.positions[at], compact.positions[end - 1] + 1)
    ]
    for index in range(at, end):
        position = compact.positions[index]
        if not any(start <= position < stop for start, stop in remarks):
            yield index


def _last_word(text: str, start: int, end: int) -> re.Match[str] | None:
    """The last character of a word between two positions."""
    words = list(_WORD.finditer(text, start, end))
    return words[-1] if words else None


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands behind the head: of so many `columns`, in groups of a certain `size`, each with its total last."""

    zone: Zone
    columns: int
    size: int

    def read(self, text: str, trusted: bool, places_kept: bool) -> RowReading | None:
        """The cells in the order of the form; None where they stay open."""
        zone, columns = self.zone, self.columns
        whole = exact(zone, columns)
        if whole:
            return self._totals_last(whole)
        if len(zone.values) == columns and groups_sum([value.number for value in zone.values], self.size):
            return tuple(proven(value) for value in zone.values)
        if zone.broken:
            return None
        if placed := marked(zone, columns):
            return placed
        if zone.layout == "bars":
            placed = self._by_line(text, trusted)
            if placed and (trusted or places_kept or _has_gap(placed)):
                return placed
        if len(zone.values) > columns and not zone.joined_cells:
            first = exact(Zone(zone.values[:columns], (), zone.layout, zone.end), columns)
            if first and groups_sum([piece.number for piece in first if piece], self.size):
                return first
        few = len(zone.values) <= _MOST_GLUED_RUNS
        glued = splits(zone, columns, self.size) if few and not zone.cut_off else []
        return glued[0] if len(glued) == 1 else self._zero_totals()

    def _by_line(self, text: str, trusted: bool) -> RowReading | None:
        """A row on one line whose every cell is written, empty ones too."""
        values = self.zone.values
        line_start = text.rfind("\n", 0, values[0].start) + 1
        end = text.find("\n", values[-1].end)
        line = text[line_start : end if end >= 0 else len(text)]
        if "\n" in line or line.count("|") < self.columns - 1:
            return None
        opened = text[text.rfind("\n", 0, max(line_start - 1, 0)) + 1 : line_start].lstrip().startswith("|")
        position = line_start
        pieces: list[Piece | None] = []
        for i, cell in enumerate(line.split("|")):
            inside = [value for value in values if position <= value.start < position + len(cell)]
            if i or trusted or not opened:
                pieces.append(Piece(inside[0].number, inside[0].start, inside[0].end) if len(inside) == 1 else None)
            position += len(cell) + 1
        if len(pieces) < self.columns or any(pieces[self.columns :]):
            return None
        return tuple(pieces[: self.columns])

    def _groups(self) -> range:
        """Where each group begins."""
        return range(0, self.columns, self.size)

    def _totals_last(self, reading: RowReading) -> RowReading:
        """The reading with each group's total last; turned round where every group proves that it stands first."""
        groups = [reading[at : at + self.size] for at in self._groups()]
        numbers = [[piece.number for piece in group if piece] for group in groups]
        if any(group[0] != sum(group[1:]) for group in numbers) or all(map(sums_to_last, numbers)):
            return reading
        return tuple(cell for group in groups for cell in (*group[1:], group[0]))

    def _zero_totals(self) -> RowReading | None:
        """A zero for each group where all cells are wanted: wherever they stood, no total can be anything else."""
        values = self.zone.values
        if len(values) != len(self._groups()) or any(value.number for value in values):
            return None
        cells: list[Piece | None] = [None] * self.columns
        for at, value in zip(self._groups(), values, strict=True):
            cells[at + self.size - 1] = Piece(value.number, value.start, value.end, inferred=True)
        return tuple(cells)


def _has_gap(reading: RowReading) -> bool:
    filled = [i for i, piece in enumerate(reading) if piece]
    return filled != list(range(len(filled)))
