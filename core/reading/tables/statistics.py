"""Tables with one figure a row, and sometimes several value columns: the form of 2014 and the older local ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from core.forms.form import Form
from core.forms.rules import Equality
from core.reading.tables.cells.habits import Habits, habits, in_habit
from core.reading.tables.cells.placing import Piece, RowReading, exact, joins, marked, positional, splits
from core.reading.tables.cells.zone import WrittenNumber, Zone
from core.reading.tables.rows.compact import Compact
from core.reading.tables.rows.labels import Placed, align
from core.text.units import LAST_CHARACTERS
from core.types import Number

_TABLE_LIKE = re.compile(r"[|\t\n:]")
_COLON = re.compile(r"\s*+(?:\((?:[^()]|\([^()]*\)){1,60}\)\s*+)?:")
_NONE_IN_WORDS = re.compile(r"[ ]*(无|零|没有)(?=[\s;,。]|$)")
_ENDS_A_LINE = re.compile(r"。[^\S\n]*\n")
_SENTENCE_ENDS = re.compile(r"\s*[。;]")
# What may stand before the label of a row written out as words: its numbering and the like, no other body or year.
_BEFORE_LABEL = re.compile(
    r"(?:[(\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)\].、．]*|其中|本年度?|全年|[-*•·#>①-⑳、\s()|])*+"
)
_CLAUSE = re.compile(rf"[\n;,。:(、\t|]|[ ]{{2}}|(?<=[\d{LAST_CHARACTERS}])[ ]")
_COLUMN_NAME = re.compile(
    r"历年累计|本年累计|本期实际|(?:19|20)\d\d年度?|本年度?|年度|统计数|统计值|填报数|数量|数值|数据|合计|总计|汇总"
    r"|代码|序号"
    r"|[\u4e00-\u9fff]{2,10}统计数|[\u4e00-\u9fff]{1,8}(?:单位|街道|部门|本级)(?:数|数量)?"
)
_THIS_YEAR = re.compile(r"本年累计|^(?:19|20)\d\d年?度?$|^本?年度?$|合计|总计|汇总")
# A column of years or of all years makes a sum of the columns no figure of one year.
_OTHER_YEARS = re.compile(r"累计|(?:19|20)\d\d|上年|去年|本年|未知列")
_FEWEST_TELLING = 3
_HEAD_ANCHOR = re.compile(r"统\s*计\s*指\s*标|指\s*标\s*名\s*称|指\s*标(?=\s*(?:[|\n]|计量|单位|统计))|项\s*目")
_SPANNING_NAME = re.compile("统计(?:数据?|值)|填报数|数量|数值|数据|数")
_NO_VALUE_COLUMN = re.compile("计量单位|单位(?![\u4e00-\u9fff])|代码|序号")
# 计量单位(乙) | 代码(丙) | 本期实际(1) | 本年累计(2)
_COLUMN_NUMBER = re.compile(r"\((?:[甲乙丙丁]|\d{1,2})\)")
_INDEX_COLUMNS = ("序号", "代码")
# A head whose words are not all known has columns that cannot be told apart.
_UNKNOWN_COLUMNS = ["未知列", "未知列"]
_NUMBERING = re.compile(r"[一二三四五六七八九十]、|\([一二三四五六七八九十]\)|其中:?|[甲乙丙]")
_SEPARATORS = re.compile(r"[|,\s]+")
_CHINESE_OR_YEAR = re.compile(r"[\u4e00-\u9fff]|20\d\d")
_MOST_COMBINATIONS = 50_000


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
    spans: tuple[tuple[int, int], ...]
    open_rows: int
    listed: bool = False
    """Rows are written out as words (label:value), so that no unit of a column is meant."""


def find_table(form: Form, text: str, compact: Compact, trusted: bool) -> ColumnTable | None:
    """The table of one figure a row that the form has, or None where the document has none.

    `trusted`: the format writes every cell.
    """
    table = form.statistics
    if table is None:
        return None
    there = sum(row.label in compact.labels for row in table.rows) if compact.labels else 0
    if there < min(table.fewest_rows, table.fewest_rows_without_head or table.fewest_rows):
        return None
    anchor = re.search(table.head, compact.text)
    # Without the words of its head it is told by rows with something of a table between label and value.
    fewest = table.fewest_rows if anchor else table.fewest_rows_without_head
    if fewest is None or there < fewest:
        return None
    placed = align(table.rows, text, compact, one_figure=True)
    valued = [row for row in placed if row.row.indicator and row.zone.values]
    if sum(_is_listed(row, text) for row in valued) * 2 > len(valued):
        return _list(placed, text, fewest)
    placed = _without_headings_of_prose(_without_prose(placed, text), text)
    valued = [row for row in placed if row.row.indicator and row.zone.values]
    if len(valued) < fewest:
        return None
    if not anchor and not all(_TABLE_LIKE.search(text, row.label_end, row.zone.values[0].start) for row in valued):
        return None
    names = _column_names(text, placed[0].start)
    rows = [row for row in placed if row.row.indicator]
    rows = _without_indexes(rows, names, trusted)
    if any(name in _INDEX_COLUMNS for name in names) and _is_glued(rows):
        cells: Sequence[Piece | None] = [None] * len(rows)
    else:
        own = [name for name in names if name not in _INDEX_COLUMNS]
        cells = _cells(rows, own, text, trusted, _sums_of(form))
    read = _column_rows(rows, cells)
    span = (placed[0].start, max(row.zone.end for row in placed))
    return ColumnTable(read, (span,), len(valued) - len(read))


def _is_glued(rows: Sequence[Placed]) -> bool:
    """Nothing stands between labels and values nor between values, so that an index may run into them."""
    valued = [row for row in rows if row.zone.values]
    return sum(row.zone.touching and row.zone.layout == "blanks" for row in valued) * 2 > len(valued)


def _column_rows(rows: Sequence[Placed], cells: Sequence[Piece | None]) -> tuple[ColumnRow, ...]:
    return tuple(
        ColumnRow(row.row.indicator or "", row.start, cell, row.zone.unit + row.zone.note)
        for row, cell in zip(rows, cells, strict=True)
        if cell
    )


def _without_prose(placed: list[Placed], text: str) -> list[Placed]:
    """Drop rows that a sentence, not a table, holds: a label with a full stop right behind its value."""
    return [row for row in placed if not _SENTENCE_ENDS.match(text, row.zone.end) or not row.zone.values]


def _without_headings_of_prose(placed: list[Placed], text: str) -> list[Placed]:
    """Drop heads that stand above prose: a sentence ends between them and the first row with a figure."""
    first = next((at for at, row in enumerate(placed) if row.row.indicator), 0)
    begin = placed[first].start if placed else 0
    return [row for at, row in enumerate(placed) if at >= first or not _ENDS_A_LINE.search(text, row.label_end, begin)]


def _is_listed(row: Placed, text: str) -> bool:
    return bool(_COLON.match(text, row.label_end))


def _list(placed: Sequence[Placed], text: str, fewest: int) -> ColumnTable | None:
    """A form written out as label:value, one or several in a line."""
    rows = _of_this_body([row for row in placed if row.row.indicator], text)
    cells = [_listed_cell(row, text) for row in rows]
    read = _column_rows(rows, cells)
    if len(read) < fewest:
        return None
    spans = tuple((row.start, row.cell.end) for row in read)
    return ColumnTable(read, spans, 0, listed=True)


def _of_this_body(rows: Sequence[Placed], text: str) -> list[Placed]:
    """The rows without those of another body or year, and without the numbered parts of such a row."""
    kept: list[Placed] = []
    is_other = False
    for row in rows:
        begins = _begins_clause(row, text)
        is_other = not begins if not row.row.numbers else is_other
        if begins and not is_other:
            kept.append(row)
    return kept


def _begins_clause(row: Placed, text: str) -> bool:
    """Whether only numbering stands before the label in its clause: no other body, no other year."""
    before = text[max(0, row.start - 30) : row.start]
    last = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
    return bool(_BEFORE_LABEL.fullmatch(before, last))


def _listed_cell(row: Placed, text: str) -> Piece | None:
    """The one number behind the label, or a zero in words."""
    first = row.zone.values[0] if row.zone.values else None
    if first and row.zone.marks[0] and (len(row.zone.values) == 1 or row.zone.on_first_line == 1):
        return Piece(first.number, first.start, first.end, first.unit)
    colon = _COLON.match(text, row.label_end)
    zero = _NONE_IN_WORDS.match(text, colon.end()) if colon and not first else None
    return Piece(0, zero.start(1), zero.end(1)) if zero else None


def _column_names(text: str, first_row: int) -> list[str]:
    """The value columns that the head before the first row names, in order; 序号 or 代码 names an index column."""
    head = text[max(0, first_row - 160) : first_row]
    anchors = list(_HEAD_ANCHOR.finditer(head))
    if not anchors:
        return []
    near = head[max(0, anchors[-1].start() - 12) :]
    index = [name for name in _INDEX_COLUMNS if name in near]
    words = _COLUMN_NUMBER.sub("", head[anchors[-1].end() :])
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


def _with_values(row: Placed, values: tuple[WrittenNumber, ...]) -> Placed:
    kept = set(values)
    zone = row.zone._replace(
        values=values,
        joined_cells=False,
        slots=tuple(slot if slot in kept else None for slot in row.zone.slots),
        marks=tuple(mark for mark in row.zone.marks if mark is None or mark in kept),
    )
    return replace(row, zone=zone)


def _sums_of(form: Form) -> tuple[Equality, ...]:
    """What settles digits that run together: the sums of the form, printed or usual."""
    return (*(equality for equality in form.equalities if equality.is_exact), *form.assumed)


def _cells(
    rows: Sequence[Placed], names: Sequence[str], text: str, trusted: bool, sums: Sequence[Equality]
) -> list[Piece | None]:
    shown = _shown_width(rows, trusted)
    if len(names) == shown + 1 and _SPANNING_NAME.fullmatch(names[0]):
        names = names[1:]
    width = len(names) if len(names) > 1 else shown
    habit = habits([row.zone for row in rows], width, trusted)
    zones = [in_habit(row.zone, habit) for row in rows]
    column = _this_year(names, width)
    if column is None and len(names) == width and not any(_OTHER_YEARS.search(name) for name in names):
        column = _sum_column(zones, width)
    if column is None:
        return [None] * len(rows)
    readings = _readings([row.row.indicator or "" for row in rows], zones, width, names, habit, text, sums)
    return [reading[column] if reading else None for reading in readings]


def _shown_width(rows: Sequence[Placed], trusted: bool) -> int:
    """How many value columns most rows show."""
    habit = habits([row.zone for row in rows], 1, trusted)
    zones = [in_habit(row.zone, habit) for row in rows]
    counts = Counter(len(zone.marks or zone.values) for zone in zones if zone.values)
    return counts.most_common(1)[0][0] if counts else 1


def _this_year(names: Sequence[str], width: int) -> int | None:
    """The column that holds the whole body's figure of the year."""
    if width == 1:
        return 0
    if len(names) != width or _UNKNOWN_COLUMNS[0] in names:
        return None
    fitting = [i for i, name in enumerate(names) if _THIS_YEAR.search(name)]
    return fitting[0] if len(fitting) == 1 else None


def _sum_column(zones: Sequence[Zone], width: int) -> int | None:
    """The first or last column, where the rows prove that it is the sum of the others."""
    whole = [[piece.number for piece in reading if piece] for zone in zones if (reading := exact(zone, width))]
    for column in (width - 1, 0):
        parts = [(numbers[column], numbers[:column] + numbers[column + 1 :]) for numbers in whole]
        telling = [(total, others) for total, others in parts if sum(map(bool, others)) > 1]
        sums = sum(total == sum(others) for total, others in parts)
        if len(telling) >= _FEWEST_TELLING and sums >= 0.9 * len(parts) and all(t == sum(o) for t, o in telling):
            return column
    return None


def _readings(
    codes: Sequence[str],
    zones: Sequence[Zone],
    width: int,
    names: Sequence[str],
    habit: Habits,
    text: str,
    sums: Sequence[Equality],
) -> list[RowReading | None]:
    options = [_options(zone, width, names, habit, text) for zone in zones]
    open_rows = [i for i, readings in enumerate(options) if len(readings) > 1]
    settled: list[RowReading | None] = [readings[0] if len(readings) == 1 else None for readings in options]
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
        if _sums_hold(dict(zip(codes, attempt, strict=True)), width, sums):
            fitting.append(combination)
    for at, i in enumerate(open_rows):
        left = {combination[at] for combination in fitting}
        settled[i] = left.pop() if len(left) == 1 else None
    return settled


def _options(zone: Zone, width: int, names: Sequence[str], habit: Habits, text: str) -> list[RowReading]:
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


def _joined(zone: Zone, text: str) -> list[RowReading]:
    """Several numbers where one should be: split digits of one cell, or a stray number of the page behind it."""
    together = joins(zone, 1, None, text)
    if len(together) == 1:
        return together
    first: WrittenNumber = zone.values[0]
    return [(Piece(first.number, first.start, first.end, first.unit, inferred=True),)] if zone.layout == "lines" else []


def _at(reading: RowReading, column: int) -> float:
    piece = reading[column]
    return piece.number if piece else 0


def _sums_hold(rows: Mapping[str, RowReading | None], width: int, sums: Sequence[Equality]) -> bool:
    for equality in sums:
        left, right = ([rows.get(code) for code in side] for side in (equality.left, equality.right))
        if None in left or None in right:
            continue
        for column in range(width):
            if sum(_at(one, column) for one in left if one) != sum(_at(one, column) for one in right if one):
                return False
    return True
