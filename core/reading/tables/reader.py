"""All official tables of a document: facts with evidence, what stayed open, and which form they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.forms.applicants import REQUEST_COLUMNS
from core.forms.form import Form
from core.forms.indicators import indicators
from core.forms.merged import chosen, forms_of_rows, newest
from core.forms.registry import form_of_year, forms
from core.reading.tables import disclosure, litigation, turned
from core.reading.tables import statistics as columns
from core.reading.tables.cells import money
from core.reading.tables.cells.placing import Piece
from core.reading.tables.named import read_named
from core.reading.tables.request_table import request_tables
from core.reading.tables.rows.compact import Compact, compact
from core.text.clean import CleanText
from core.text.units import in_wan
from core.types import Applicant, Document, Fact, Issue, Number, Template, named

_MONEY = "万元"
_TABLES = ("litigation", "statistics")
_REST_OF_ROW = re.compile(r"[ \t|]*+[\d.,]*+(?=[ \t|]*+(?:\n|\Z))")
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
    empty: frozenset[str] = frozenset()
    """Indicators of rows whose cells are there and are empty."""
    uncertain: frozenset[str] = frozenset()
    """Indicators of rows of which an issue tells that they could not be read for sure."""


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
    empty: set[str] = field(default_factory=set)
    uncertain: set[str] = field(default_factory=set)
    is_mirrored: bool = False
    """Whether values stand before their labels, on a page that lay on its head: none is told then."""
    tables: int = 1
    """How many request tables there are."""

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
    if collected.is_mirrored:
        collected.left_open.append("litigation")
        return _told(collected, view)
    _read_disclosure(collected, view, trusted, places_kept)
    if "litigation" not in named:
        _read_litigation(collected, view, trusted, bool(places_kept))
    _read_columns(collected, view, trusted)
    return _told(collected, view)


def _told(collected: _Collected, view: Compact) -> Tables:
    return Tables(
        tuple(_without_repeats(collected.facts)),
        tuple(_issues(collected, view)),
        tuple(collected.spans),
        form.key if (form := newest(collected.forms)) else None,
        frozenset(collected.empty),
        frozenset(collected.uncertain | {*collected.unknown_units} | {*collected.left_open}),
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
    """Read the request table; tells whether its empty cells keep their places (None: no table).

    Of several tables it is the first of those of which most is read; none of their rows is prose.
    """
    text = collected.clean.text
    found = request_tables(text, view, trusted, collected.year)
    if not found:
        return None
    table = max(found, key=lambda one: one.whole)
    for code, start, reading in table.readings:
        for piece, applicant in zip(reading, REQUEST_COLUMNS, strict=False):
            if piece:
                collected.add(code, applicant, piece, piece.start if table.is_torn else start)
    collected.left_open += table.left_open
    collected.is_mirrored = table.is_mirrored
    collected.empty.update(table.empty)
    collected.tell(forms_of_rows({code for code, _, _ in table.readings} | {*table.left_open}))
    for other in found:
        collected.cover(*other.span)
    if len(found) > 1:
        collected.tables = len(found)
    return trusted or table.keeps_places


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
        own = disclosure.of_own_year(line, text, form, collected.year)
        if own is None and line.zone.values and disclosure.is_of_another_year(line, collected.year):
            collected.left_open.append(line.row.label)
            collected.uncertain.update(codes)
            collected.cover(line.start, line.zone.end)
            continue
        reading = own or disclosure.read_line(line, text, form, keeps)
        if reading is None:
            if line.divided or (line.zone.values and codes):
                collected.left_open.append(line.row.label)
            if line.empty:
                collected.empty.update(codes)
            elif line.divided or line.zone.values:
                collected.uncertain.update(codes)
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
    # What may be cut off at the end of the text is no value of the row, and no prose either.
    rest = _REST_OF_ROW.match(text, row.end)
    collected.cover(row.head_start, rest.end() if rest else row.end)
    if row.reading is None:
        collected.left_open.append("litigation")
        collected.uncertain.update(table.codes)
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
    if collected.tables > 1:
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
