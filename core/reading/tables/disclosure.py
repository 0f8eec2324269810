"""The disclosure table (主动公开政府信息情况): small tables of one to three columns, each under its own head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from core.forms.form import Form
from core.forms.merged import MergedDisclosureRow, disclosure_rows, forms_of_head
from core.reading.tables.cells.placing import (
    Piece,
    RowReading,
    by_sign,
    digits_apart,
    exact,
    marked,
    mended,
    positional,
    splits,
)
from core.reading.tables.cells.zone import Zone, cell_follows, is_empty, read_zone
from core.reading.tables.rows.compact import Compact

_IN_HEADS = ("信息内容", "第二十条第")
_HEAD = re.compile(r"信息内容|第二十条第\(?[一五六八九]\)?项")
_NEXT_TABLE = re.compile(r"本列数据的|申请人情况|[二三]收到和处理|一本年新收")
_YEAR_OF_COLUMN = re.compile(
    "(?:(?P<before>[上去]一?)|(?<!\\d)(?P<year>(?:19|20)\\d\\d))年度?(?:新?制[作发]|废止|处理决定|收费|采购)"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年|[上去]一?年")
# A report has ten at the most; what comes after many is a second report or no report at all.
_MOST_HEADS = 60
_BLOCK_REACH = 600
_ZONE_REACH = 260
_CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """One row found, and the forms that its head fits; which of them it is of is settled with the other tables."""

    row: MergedDisclosureRow
    fitting: tuple[Form, ...]
    head: str
    head_start: int
    start: int
    zone: Zone
    glued: bool
    """Nothing parts the column names of the head, so nothing may part the values either."""
    divided: bool
    """The row is split into local sub-rows, so that none of them is the indicator."""
    empty: bool = False
    """Its cells are there and hold nothing."""
    form: Form | None = None


def find_lines(text: str, compact: Compact) -> list[DisclosureLine]:
    """Every row of every small table, in the order of the document."""
    if not any(words in compact.text for words in _IN_HEADS):
        return []
    heads = list(islice(_HEAD.finditer(compact.text), _MOST_HEADS))
    lines: list[DisclosureLine] = []
    for i, head in enumerate(heads):
        until = heads[i + 1].start() if i + 1 < len(heads) else len(compact.text)
        until = min(until, head.end() + _BLOCK_REACH)
        if following := _NEXT_TABLE.search(compact.text, head.end(), until):
            until = following.start()
        lines += _block(text, compact, head.end(), until)
    return lines


def _block(text: str, compact: Compact, start: int, end: int) -> list[DisclosureLine]:
    places = _labels(text, compact, start, end)
    if not places:
        return []
    head = compact.text[start : places[0][1]]
    fitting = forms_of_head(head)
    written = text[compact.positions[start - 1] + 1 : compact.positions[places[0][1]]]
    glued = not re.search(r"[\s|]", written.strip())
    lines: list[DisclosureLine] = []
    for i, (row, at, until) in enumerate(places):
        stop = places[i + 1][1] if i + 1 < len(places) else end
        label_end = compact.positions[until - 1] + 1
        limit = compact.positions[stop] if stop < len(compact.positions) else len(text)
        zone = read_zone(text, label_end, min(limit, label_end + _ZONE_REACH))
        divided = not zone.values and _divided(text, zone.end, limit)
        empty = not divided and is_empty(text, label_end, zone)
        lines.append(
            DisclosureLine(
                row, fitting, head, compact.positions[start - 1], compact.positions[at], zone, glued, divided, empty
            )
        )
    return lines


def _labels(text: str, compact: Compact, start: int, end: int) -> list[tuple[MergedDisclosureRow, int, int]]:
    """The row labels of a block: the first place of each where a cell or a value follows."""
    places: list[tuple[MergedDisclosureRow, int, int]] = []
    for row in disclosure_rows():
        place = _label(row, text, compact, start, end)
        if place:
            places.append((row, *place))
    places.sort(key=lambda place: place[1])
    return places


def _label(row: MergedDisclosureRow, text: str, compact: Compact, start: int, end: int) -> tuple[int, int] | None:
    for spelling in row.spellings:
        for at in compact.labels.get(spelling, ()):
            until = at + len(spelling)
            if start <= at and until <= end and cell_follows(text, compact.positions[until - 1] + 1):
                return at, until
    return None


def _divided(text: str, position: int, limit: int) -> bool:
    """Whether a cell with words stands where the first value should, and figures behind it."""
    rest = text[position:limit]
    match = _CHINESE.search(rest)
    return bool(match) and bool(
        re.match(r"[\u4e00-\u9fff()、]{2,14}\s*[|\t\n ]\s*[|\s]*[+-]?\d", rest[match.start() :] if match else "")
    )


def head_is_whole(line: DisclosureLine) -> bool:
    """Whether the head names each column of the row."""
    cells = line.row.cells.get(line.form.key, ()) if line.form else ()
    return all(re.search(column.head, line.head) for column, _ in cells)


def keeps_places(lines: Sequence[DisclosureLine]) -> bool:
    """Whether rows of three columns are written in full somewhere, or show a gap before a value."""
    for line in lines:
        if line.form and len(line.row.codes(line.form)) == 3:
            filled = [i for i, slot in enumerate(line.zone.slots) if slot]
            if len(filled) == 3 or (filled and filled != list(range(len(filled)))):
                return True
    return False


def is_of_another_year(line: DisclosureLine, year: int | None) -> bool:
    """Whether the head names another year than the report's: 上年制发件数, 2022年处理决定数量."""
    return any(
        named["before"] or (year and int(named["year"]) != year) for named in _YEAR_OF_COLUMN.finditer(line.head)
    )


def of_own_year(line: DisclosureLine, text: str, form: Form, year: int | None) -> RowReading | None:
    """The cells of the report's own year, where the head names a column of it and of another year side by side."""
    separator = "|" if line.zone.layout == "bars" else "\t"
    names = ["".join(text[start:end].split()) for start, end in _line_cells(text, line.head_start, separator)]
    cells = _line_cells(text, line.start, separator)
    own = [not any(said != str(year) for said in _YEAR.findall(name)) for name in names]
    if year is None or all(own) or len(names) != len(cells):
        return None
    pieces: list[Piece | None] = []
    for column, _ in line.row.cells.get(form.key, ()):
        places = [at for at, name in enumerate(names) if own[at] and re.search(column.head, name)]
        if len(places) != 1:
            return None
        start, end = cells[places[0]]
        inside = [value for value in line.zone.values if start <= value.start < end]
        if len(inside) > 1:
            return None
        pieces.append(Piece(inside[0].number, inside[0].start, inside[0].end, inside[0].unit) if inside else None)
    return tuple(pieces) if any(pieces) else None


def read_line(line: DisclosureLine, text: str, form: Form, trusted: bool) -> RowReading | None:
    """The cells of a row under the columns of the form; None where they stay open.

    `trusted`: empty cells are written, so that each cell stands under its head.
    """
    codes = line.row.codes(form)
    columns = len(codes)
    zone = line.zone
    if line.divided or not columns or not zone.values:
        return None
    whole = exact(zone, columns)
    if whole:
        return _in_head_order(line, text, form, whole)
    if zone.broken:
        return None
    if columns == 1:
        return _single(zone)
    if placed := marked(zone, columns) or mended(zone, columns):
        return placed
    if trusted and zone.slots:
        placed = _under_head(line, text, columns) or positional(zone, columns)
        if placed:
            return placed
    if not zone.cut_off and columns == 3 and "change" in codes[1]:
        signed = by_sign(zone)
        if signed:
            return signed
    cuts = splits(zone, columns) if (zone.touching or line.glued) and not zone.cut_off else []
    return cuts[0] if len(cuts) == 1 else None


def _in_head_order(line: DisclosureLine, text: str, form: Form, reading: RowReading) -> RowReading:
    """The cells in the order of the form, where a head written in whole names the columns in another."""
    words = [column.head for column, _ in line.row.cells[form.key]]
    separator = "|" if line.zone.layout == "bars" else "\t"
    names = [text[start:end] for start, end in _line_cells(text, line.head_start, separator)]
    order = [next((i for i, name in enumerate(names) if re.search(word, name)), -1) for word in words]
    if -1 in order or len(set(order)) < len(order) or order == sorted(order):
        return reading
    rank = sorted(range(len(order)), key=order.__getitem__)
    cells: list[Piece | None] = [None] * len(reading)
    for written, column in enumerate(rank):
        cells[column] = reading[written]
    return tuple(cells)


def _under_head(line: DisclosureLine, text: str, columns: int) -> RowReading | None:
    """Each cell under the name of its column, where head and row are lines of as many cells."""
    separator = "|" if line.zone.layout == "bars" else "\t"
    names = _line_cells(text, line.head_start, separator)
    cells = _line_cells(text, line.start, separator)
    named = [i for i, (start, end) in enumerate(names) if text[start:end].strip() and "信息内容" not in text[start:end]]
    if len(names) != len(cells) or len(named) != columns:
        return None
    pieces: list[Piece | None] = []
    for start, end in (cells[i] for i in named):
        inside = [value for value in line.zone.values if start <= value.start < end]
        pieces.append(Piece(inside[0].number, inside[0].start, inside[0].end, inside[0].unit) if inside else None)
    return tuple(pieces) if sum(map(bool, pieces)) == len(line.zone.values) else None


def _line_cells(text: str, position: int, separator: str) -> list[tuple[int, int]]:
    """The cells of the line around a position, as spans."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    spans: list[tuple[int, int]] = []
    for cell in text[start : end if end >= 0 else len(text)].split(separator):
        spans.append((start, start + len(cell)))
        start += len(cell) + 1
    return spans


def _single(zone: Zone) -> RowReading | None:
    """A cell that spans all columns may come out once a column; one cell may hold a figure with its digits apart."""
    if zone.joined_cells and len(zone.cells) == 1:
        return digits_apart(zone.cells[0])
    numbers = {value.number for value in zone.values}
    if len(numbers) != 1:
        return None
    return exact(Zone(zone.values[:1], (), zone.layout, zone.end), 1)
