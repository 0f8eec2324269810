"""All official tables of a document: facts with evidence, what stayed open, and which form they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from core.forms.applicants import REQUEST_COLUMNS
from core.forms.form import Form
from core.forms.indicators import indicators
from core.forms.merged import chosen, forms_of_rows, newest, request_rows
from core.forms.registry import form_of_year, forms
from core.reading.tables import disclosure, litigation, request, turned
from core.reading.tables import statistics as columns
from core.reading.tables.cells import money
from core.reading.tables.cells.habits import habits
from core.reading.tables.cells.placing import Piece
from core.reading.tables.cells.zone import Zone, cell_follows, read_zone
from core.reading.tables.named import read_named
from core.reading.tables.rows.compact import Compact, compact
from core.reading.tables.rows.labels import Placed, align
from core.text.clean import CleanText
from core.text.units import in_wan
from core.types import Applicant, Document, Fact, Issue, Number, Template, named

_MONEY = "万元"
_FEWEST_REQUEST_ROWS = 2
_TABLES = ("litigation", "statistics")
_COUNTERS = ("件", "条", "宗", "份", "次")
_LARGEST = 10**12
_LONGEST_QUOTE = 500
_UNIT_BEHIND = re.compile(r"[ \t|(]+(?:单位[:为]?[ ]*)?(?:亿|万)?元")


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables of a document say. `spans` are the source spans they cover; no template: no table."""

    facts: tuple[Fact, ...]
    issues: tuple[Issue, ...]
    spans: tuple[tuple[int, int], ...]
    template: Template | None


@dataclass(slots=True)
class _Collected:
    """What has been read so far."""

    document: Document
    clean: CleanText
    year: int | None
    """That of the report, where it is known: the tables of two forms may look the same."""
    facts: list[Fact] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    left_open: list[str] = field(default_factory=list)
    worked_out: list[str] = field(default_factory=list)
    told: list[tuple[Form, ...]] = field(default_factory=list)
    """Of each table that tells it, the forms it may be of."""
    unknown_units: list[str] = field(default_factory=list)

    def add(self, code: str, applicant: Applicant | None, piece: Piece, quote_start: int, head: str = "") -> None:
        value = piece.number
        if indicators()[code].unit == _MONEY:
            written = self.clean.text[piece.start : piece.end].rstrip("亿万元")
            unit = piece.unit or money.unit_in(head)
            unit = unit if "元" in unit or unit == "万" else money.unit_by_look(written)
            if not unit:
                self.unknown_units.append(code)
                return
            value = in_wan(value, unit)
        elif piece.unit.startswith("万"):
            value = value * 10_000
        if not _is_possible(code, value):
            self.left_open.append(code)
            return
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if piece.inferred:
            self.worked_out.append(code)
        start, end = self.clean.span(quote_start, piece.end)
        if end - start > _LONGEST_QUOTE:
            start, end = self.clean.span(piece.start, piece.end)
        self.facts.append(
            Fact(
                indicator=code,
                applicant=applicant,
                value=value,
                unit=indicators()[code].unit,
                source="table",
                quote=self.document.text[start:end],
                start=start,
                end=end,
                page=self.document.page(start),
                inferred=piece.inferred,
            )
        )

    def tell(self, fitting: tuple[Form, ...]) -> None:
        """A table is of one of these forms, if of any."""
        if fitting:
            self.told.append(fitting)

    def settled(self, fitting: Sequence[Form]) -> Form | None:
        """One of the forms that a table fits: one that another table is sure of, else that of the year."""
        sure = newest(form for one in self.told if len(one) == 1 for form in one if form in fitting)
        return sure or chosen(fitting, self.year)

    @property
    def forms(self) -> set[Form]:
        """The forms of the tables so far."""
        return {form for fitting in self.told if (form := self.settled(fitting))}

    def cover(self, start: int, end: int) -> None:
        if end > start:
            self.spans.append(self.clean.span(start, end))


def _is_possible(code: str, value: Number) -> bool:
    """Counts are whole and not negative; only a change of items may fall; no body counts a million million."""
    if abs(value) >= _LARGEST or (value < 0 and not code.endswith("items_change")):
        return False
    return indicators()[code].unit == _MONEY or float(value).is_integer()


def read_tables(document: Document, clean: CleanText, year: int | None = None) -> Tables:
    """Read every official table of the document; linear in its length. `year` is that of the report, where known."""
    view = compact(clean)
    trusted = document.format != "text"
    collected = _Collected(document, clean, year)
    named = _read_named(collected)
    places_kept = None if "request" in named else _read_request(collected, view, trusted)
    _read_disclosure(collected, view, trusted, places_kept)
    if "litigation" not in named:
        _read_litigation(collected, view, trusted, bool(places_kept))
    _read_columns(collected, view, trusted)
    return Tables(
        tuple(_without_repeats(collected.facts)),
        tuple(_issues(collected, view)),
        tuple(collected.spans),
        form.key if (form := newest(collected.forms)) else None,
    )


def _read_named(collected: _Collected) -> set[str]:
    """Read tables written out as lists; tells which were there: request, litigation."""
    tables = read_named(collected.clean.text)
    for cell in tables.cells:
        collected.add(cell.indicator, cell.applicant, cell.piece, cell.start, cell.unit)
    for start, end in tables.spans:
        collected.cover(start, end)
    for fitting in tables.forms:
        collected.tell(fitting)
    codes = {cell.indicator for cell in tables.cells}
    groups = {"request": ("requests.",), "litigation": ("review.", "litigation.")}
    return {name for name, prefixes in groups.items() if any(code.startswith(prefixes) for code in codes)}


def _read_request(collected: _Collected, view: Compact, trusted: bool) -> bool | None:
    """Read the request table; tells whether its empty cells keep their places (None: no table)."""
    text = collected.clean.text
    placed = align(request_rows(), text, view)
    valued = [row for row in placed if row.row.indicator and row.zone.values]
    if len(valued) < _FEWEST_REQUEST_ROWS and not _has_request_head(view):
        return None
    if not placed or not _is_request_table(placed, text):
        return None
    start, end = placed[0].start, max(row.zone.end for row in placed)
    torn = _torn_rows(text, start, placed) if len(valued) < 20 else []
    if torn:
        for code, reading in torn:
            for piece, applicant in zip(reading, REQUEST_COLUMNS, strict=True):
                if piece:
                    collected.add(code, applicant, piece, piece.start)
        end = max(end, max(piece.end for _, reading in torn for piece in reading if piece))
        codes = {code for code, _ in torn}
    else:
        rows = request.read_rows(placed, text, trusted)
        for row in rows:
            if row.worked_out and row.reading is None:
                collected.left_open.append(row.indicator)
            for piece, applicant in zip(row.reading or (), REQUEST_COLUMNS, strict=False):
                if piece:
                    collected.add(row.indicator, applicant, piece, row.start)
        codes = {row.indicator for row in rows}
    collected.tell(forms_of_rows(codes))
    if valued or torn:
        collected.cover(start, end)
    return trusted or habits([row.zone for row in placed if row.row.indicator], request.COLUMNS, trusted).in_place


def _has_request_head(view: Compact) -> bool:
    return "勾稽关系" in view.text or "钩稽关系" in view.text or "申请人情况" in view.text


def _is_request_table(placed: Sequence[Placed], text: str) -> bool:
    """A table and no sentence: few of the aligned rows are one number with a counter."""
    rows = [row for row in placed if row.row.indicator and row.zone.values]
    prose = [row for row in rows if len(row.zone.values) < request.COLUMNS and _ends_with_counter(row.zone)]
    return len(prose) * 2 <= len(rows)


def _ends_with_counter(zone: Zone) -> bool:
    return zone.layout == "blanks" and zone.values[-1].unit in _COUNTERS


def _torn_rows(text: str, start: int, placed: Sequence[Placed]) -> list[tuple[str, tuple[Piece | None, ...]]]:
    """Rows of values that stand apart from their labels, in the official order."""
    end = min(len(text), max(row.zone.end for row in placed) + 1500)
    values: list[tuple[Piece | None, ...]] = []
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
    named = request.rows_in_order(values)
    return [(row.indicator or "", reading) for row, reading in named] if named else []


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


def _read_disclosure(collected: _Collected, view: Compact, trusted: bool, places_kept: bool | None) -> None:
    text = collected.clean.text
    found = disclosure.find_lines(text, view)
    if not found:
        return
    for fitting in dict.fromkeys(line.fitting for line in found):
        collected.tell(fitting)
    lines = [replace(line, form=collected.settled(line.fitting)) for line in found]
    known = [line.form for line in lines if line.form]
    fallback = known[0] if known else _likely_form(collected, [form for form in forms() if form.disclosure])
    keeps = trusted or (disclosure.keeps_places(lines) and places_kept is not False)
    seen: set[str] = set()
    for line in lines:
        if line.row.label in seen:
            continue
        if line.zone.values:
            seen.add(line.row.label)
        form = line.form or fallback
        codes = line.row.codes(form)
        reading = disclosure.read_line(line, text, form, keeps)
        if reading is None:
            if line.divided or (line.zone.values and codes):
                collected.left_open.append(line.row.label)
            collected.cover(line.start, line.zone.end)
            continue
        if not disclosure.head_is_whole(line):
            collected.worked_out.append(line.row.label)
        for code, piece in zip(codes, reading, strict=True):
            if piece:
                collected.add(code, None, piece, line.start, _money_unit(code, line, form, text))
        collected.cover(line.start, line.zone.end)


def _likely_form(collected: _Collected, there: Sequence[Form]) -> Form:
    """The form of a table that does not tell it: that of the other tables, else of the year, else the oldest."""
    likely = (newest(form for form in collected.forms if form in there), form_of_year(collected.year))
    return next((form for form in likely if form and form in there), there[0])


def _money_unit(code: str, line: disclosure.DisclosureLine, form: Form, text: str) -> str:
    """The one unit of money that the column's head, the row or a remark behind it names; nothing where they differ."""
    if indicators()[code].unit != _MONEY:
        return ""
    head = line.head + line.zone.note
    named = re.search(next(column.head for column, own in line.row.cells[form.key] if own == code), head)
    at = named.start() if named else -1
    stop = text.find("\n", line.zone.end)
    behind = text[line.zone.end : stop if stop >= 0 else len(text)]
    stated = _UNIT_BEHIND.match(behind)
    places = (head[at : at + 24] if at >= 0 else "", line.zone.unit, stated.group() if stated else "")
    units = {unit for place in places if (unit := money.unit_in(place))}
    return units.pop() if len(units) == 1 else ""


def _read_litigation(collected: _Collected, view: Compact, trusted: bool, places_kept: bool) -> None:
    text = collected.clean.text
    table = _likely_form(collected, [form for form in forms() if form.litigation]).litigation
    if table is None:
        return
    row = turned.find_turned(table, text, view) or litigation.find_row(table, text, view, trusted, places_kept)
    if not row:
        return
    collected.cover(row.head_start, row.end)
    if row.reading is None:
        collected.left_open.append("litigation")
        return
    pieces = [piece for piece in row.reading if piece]
    if len(pieces) < row.values or any(piece.inferred for piece in pieces):
        collected.worked_out.append("litigation")
    for code, piece in zip(table.codes, row.reading, strict=True):
        if piece:
            collected.add(code, None, piece, row.head_start)


def _read_columns(collected: _Collected, view: Compact, trusted: bool) -> None:
    """The form of one figure a row, official or local, that has most of its rows here."""
    if collected.forms:
        return
    found = [(form, columns.find_table(form, collected.clean.text, view, trusted)) for form in forms()]
    tables = [(form, table) for form, table in found if table]
    if not tables:
        return
    form, table = max(tables, key=lambda pair: len(pair[1].rows) + pair[1].open_rows)
    collected.tell((form,))
    for start, end in table.spans:
        collected.cover(start, end)
    if table.open_rows:
        collected.left_open.append("statistics")
    for row in table.rows:
        head = money.unit_in(row.head) or ("" if table.listed else "万元")
        collected.add(row.indicator, None, row.cell, row.start, head)


def _tables_in(text: str, view: Compact) -> int:
    """How often the first row of the request table stands on the page with a value."""
    label = request_rows()[0].label
    count, at = 0, view.text.find(label)
    while at >= 0 and count < 2:
        count += cell_follows(text, view.positions[at + len(label) - 1] + 1)
        at = view.text.find(label, at + 1)
    return count


def _without_repeats(facts: Sequence[Fact]) -> list[Fact]:
    """The first fact of each indicator and column; a table that stands twice says the same twice."""
    seen: set[tuple[str, str | None]] = set()
    kept: list[Fact] = []
    for fact in facts:
        if (fact.indicator, fact.applicant) not in seen:
            seen.add((fact.indicator, fact.applicant))
            kept.append(fact)
    return kept


def _issues(collected: _Collected, view: Compact) -> list[Issue]:
    issues: list[Issue] = []
    if _tables_in(collected.clean.text, view) > 1:
        issues.append(Issue("several_tables", "warning"))
    if collected.left_open or collected.worked_out:
        issues.append(_ambiguous_columns(collected))
    for code in dict.fromkeys(collected.unknown_units):
        issues.append(Issue("missing_unit", "warning", figures=((code, None),)))
    return issues


def _ambiguous_columns(collected: _Collected) -> Issue:
    """How many rows were worked out, and which figures, rows and whole tables were left open."""
    worked, left = len(set(collected.worked_out)), tuple(dict.fromkeys(collected.left_open))
    figures = tuple((code, None) for code in left if code in indicators())
    rows = tuple(name for name in left if name not in indicators() and name not in _TABLES)
    tables = tuple(name for name in left if name in _TABLES)
    values = named(rows=worked, rows_left=rows, tables_left=tables)
    if not left:
        return Issue("ambiguous_columns", "info", "worked_out", values=values)
    return Issue("ambiguous_columns", "warning", "worked_out_in_part" if worked else "not_read", figures, values=values)
