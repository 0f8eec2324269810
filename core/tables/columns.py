"""Tables with one figure a row, and sometimes several value columns: the form of 2014 and the older local ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from core.forms import TableName, form
from core.tables.cells import Value, Zone
from core.tables.compact import Compact
from core.tables.habits import Habits, habits, in_habit
from core.tables.labels import Placed, align
from core.tables.placing import Piece, Reading, exact, joins, marked, positional, splits
from core.types import Number

_ANCHORS: Mapping[TableName, re.Pattern[str]] = {
    "statistics": re.compile("统计指标|情况统计表"),
    "local": re.compile("指标名称|计量单位|历年累计|统计表|指标统计"),
}
_FEWEST_ROWS: Mapping[TableName, int] = {"statistics": 5, "local": 5}
_COLUMN_NAME = re.compile(
    r"历年累计|本年累计|本期实际|(?:19|20)\d\d年度?|本年度?|年度|统计数|统计值|填报数|数量|数值|数据|合计|总计|汇总|代码|序号"
    r"|[\u4e00-\u9fff]{2,10}统计数|[\u4e00-\u9fff]{1,8}(?:单位|街道|部门|本级)(?:数|数量)?"
)
_THIS_YEAR = re.compile(r"本年累计|^(?:19|20)\d\d年?度?$|^本?年度?$|合计|总计|汇总")
_HEAD_ANCHOR = re.compile(r"统\s*计\s*指\s*标|指\s*标\s*名\s*称|项\s*目")
_NO_VALUE_COLUMN = re.compile("计量单位|单位(?![\u4e00-\u9fff])|代码|序号")
_INDEX_COLUMNS = ("序号", "代码")
# A head whose words are not all known has columns that cannot be told apart.
_UNKNOWN_COLUMNS = ["未知列", "未知列"]
_NUMBERING = re.compile(r"[一二三四五六七八九十]、|\([一二三四五六七八九十]\)|其中:?|[甲乙丙]")
_SEPARATORS = re.compile(r"[|,\s]+")
_CHINESE_OR_YEAR = re.compile(r"[\u4e00-\u9fff]|20\d\d")
_MOST_COMBINATIONS = 50_000

# Equalities of the local forms, used only to cut glued digits: total = sum of parts, in every value column.
_LOCAL_SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("disclosure.items", ("disclosure.channel.website", "disclosure.channel.gazette")),
    ("requests.outcome.total", ("requests.outcome.granted", "requests.outcome.partial", "requests.outcome.denied")),
)


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One row read: its indicator, where its label starts, its cell."""

    indicator: str
    start: int
    cell: Piece
    head: str
    """The unit that stands between label and value, or is named in brackets."""


@dataclass(frozen=True, slots=True)
class ColumnTable:
    """A whole table of one figure a row; `open_rows` counts rows with values that could not be placed."""

    rows: tuple[ColumnRow, ...]
    start: int
    end: int
    open_rows: int


def find_table(name: TableName, text: str, compact: Compact, trusted: bool) -> ColumnTable | None:
    """The table of this form, or None where the document has none. `trusted`: the format writes every cell."""
    anchor = _ANCHORS[name].search(compact.text)
    if not anchor:
        return None
    placed = align(form(name), text, compact, one_figure=True)
    placed = _without_prose(placed, text)
    valued = [row for row in placed if row.row.indicator and row.zone.values]
    if len(valued) < _FEWEST_ROWS[name]:
        return None
    names = _column_names(text, placed[0].start)
    rows = [row for row in placed if row.row.indicator]
    rows = _without_indexes(rows, names, trusted)
    cells = _cells(rows, [name for name in names if name not in _INDEX_COLUMNS], text, trusted)
    read = tuple(
        ColumnRow(row.row.indicator or "", row.start, cell, row.zone.unit + row.zone.note)
        for row, cell in zip(rows, cells, strict=True)
        if cell
    )
    return ColumnTable(read, placed[0].start, max(row.zone.end for row in placed), len(valued) - len(read))


def _without_prose(placed: list[Placed], text: str) -> list[Placed]:
    """Drop rows that a sentence, not a table, holds: a label with a full stop right behind its value."""
    return [
        row for row in placed if not re.match(r"\s*[。;]", text[row.zone.end : row.zone.end + 3]) or not row.zone.values
    ]


def _column_names(text: str, first_row: int) -> list[str]:
    """The names of the value columns in the head before the first row, in order; 序号 or 代码 stands for an index column."""
    head = text[max(0, first_row - 160) : first_row]
    anchors = list(_HEAD_ANCHOR.finditer(head))
    if not anchors:
        return []
    near = head[max(0, anchors[-1].start() - 12) :]
    index = [name for name in _INDEX_COLUMNS if name in near]
    words = head[anchors[-1].end() :]
    cells = [cell for cell in _SEPARATORS.split(words) if len(cell) > 1]
    if len(cells) < 2:
        together = _NO_VALUE_COLUMN.sub(" ", re.sub(r"\s", "", words))
        cells = _COLUMN_NAME.findall(together)
        if _CHINESE_OR_YEAR.search(_NUMBERING.sub("", _COLUMN_NAME.sub("", together))):
            cells += _UNKNOWN_COLUMNS
    return index + [cell for cell in cells if not _NO_VALUE_COLUMN.fullmatch(cell) and _CHINESE_OR_YEAR.search(cell)]


def _without_indexes(rows: list[Placed], names: Sequence[str], trusted: bool) -> list[Placed]:
    """The rows without numbers that only count them: a row code before the values, the next row's index behind them."""
    if "代码" in names or _is_rising([row.zone.values[0].number for row in rows if row.zone.values]):
        rows = [_with_values(row, row.zone.values[1:]) for row in rows]
    one_line = habits([row.zone for row in rows], 1, trusted).one_line
    last = [row.zone.values[-1].number for row in rows[:-1] if row.zone.values]
    if ("序号" in names and not one_line) or _is_rising(last):
        rows = [_with_values(row, row.zone.values[:-1]) for row in rows[:-1]] + rows[-1:]
    return rows


def _is_rising(numbers: Sequence[Number]) -> bool:
    """Whether numbers count rows: nearly all are one or a few more than the one before."""
    steps = [later - earlier for earlier, later in pairwise(numbers)]
    return len(steps) >= 5 and sum(1 <= step <= 3 for step in steps) >= 0.9 * len(steps)


def _with_values(row: Placed, values: tuple[Value, ...]) -> Placed:
    kept = set(values)
    zone = replace(
        row.zone,
        values=values,
        joined_cells=False,
        slots=tuple(slot if slot in kept else None for slot in row.zone.slots),
        marks=tuple(mark for mark in row.zone.marks if mark is None or mark in kept),
    )
    return replace(row, zone=zone)


def _cells(rows: Sequence[Placed], names: Sequence[str], text: str, trusted: bool) -> list[Piece | None]:
    width = _width(rows, names)
    column = _this_year(names, width)
    if width > 1 and column is None:
        return [None] * len(rows)
    habit = habits([row.zone for row in rows], width, trusted)
    zones = [in_habit(row.zone, habit) for row in rows]
    readings = _readings([row.row.indicator or "" for row in rows], zones, width, names, habit, text)
    return [reading[column or 0] if reading else None for reading in readings]


def _width(rows: Sequence[Placed], names: Sequence[str]) -> int:
    """How many value columns the table has: as the head says, else as most rows show."""
    counts = Counter(len(row.zone.marks or row.zone.values) for row in rows if row.zone.values)
    shown = counts.most_common(1)[0][0] if counts else 1
    return len(names) if len(names) > 1 else shown


def _this_year(names: Sequence[str], width: int) -> int | None:
    """The column that holds the whole body's figure of the year."""
    if width == 1:
        return 0
    if len(names) != width:
        return None
    fitting = [i for i, name in enumerate(names) if _THIS_YEAR.search(name)]
    return fitting[0] if len(fitting) == 1 else None


def _readings(
    codes: Sequence[str], zones: Sequence[Zone], width: int, names: Sequence[str], habit: Habits, text: str
) -> list[Reading | None]:
    options = [_options(zone, width, names, habit, text) for zone in zones]
    open_rows = [i for i, readings in enumerate(options) if len(readings) > 1]
    settled: list[Reading | None] = [readings[0] if len(readings) == 1 else None for readings in options]
    size = 1
    for i in open_rows:
        size *= len(options[i])
    if not open_rows or size > _MOST_COMBINATIONS:
        return settled
    fitting = []
    for combination in product(*(options[i] for i in open_rows)):
        attempt = list(settled)
        for i, reading in zip(open_rows, combination, strict=True):
            attempt[i] = reading
        if _sums_hold(dict(zip(codes, attempt, strict=True)), width):
            fitting.append(combination)
    for at, i in enumerate(open_rows):
        left = {combination[at] for combination in fitting}
        settled[i] = left.pop() if len(left) == 1 else None
    return settled


def _options(zone: Zone, width: int, names: Sequence[str], habit: Habits, text: str) -> list[Reading]:
    if not zone.values:
        return []
    whole = exact(zone, width)
    if whole:
        return [whole]
    if zone.broken:
        return []
    if width == 1:
        return _joined(zone, text)
    placed = marked(zone, width) or (positional(zone, width, habit.padding) if habit.in_place else None)
    if placed:
        return [placed]
    cuts = splits(zone, width) if zone.touching else []
    if "历年累计" in names:
        year, all_years = _this_year(names, width) or 0, list(names).index("历年累计")
        cuts = [cut for cut in cuts if _at(cut, year) <= _at(cut, all_years)]
    return cuts


def _joined(zone: Zone, text: str) -> list[Reading]:
    """Several numbers where one should be: split digits of one cell, or a stray number of the page behind it."""
    together = joins(zone, 1, None, text)
    if len(together) == 1:
        return together
    first: Value = zone.values[0]
    return [(Piece(first.number, first.start, first.end, first.unit, inferred=True),)] if zone.layout == "lines" else []


def _at(reading: Reading, column: int) -> float:
    piece = reading[column]
    return piece.number if piece else 0


def _sums_hold(rows: Mapping[str, Reading | None], width: int) -> bool:
    for total, parts in _LOCAL_SUMS:
        readings = [rows.get(code) for code in (total, *parts)]
        if any(reading is None for reading in readings):
            continue
        for column in range(width):
            numbers = [_at(reading, column) for reading in readings if reading]
            if numbers[0] != sum(numbers[1:]):
                return False
    return True
