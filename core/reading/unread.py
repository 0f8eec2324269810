"""What the tables of a form should tell and was not read: whole tables, and rows that are not plainly empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from core.forms.form import Form
from core.reading.tables.reader import Tables
from core.types import Fact, Issue, named

_Rows = tuple[tuple[str, ...], ...]
"""For each row of a table the indicators of its cells."""


def unread_issues(
    form: Form | None, facts: Sequence[Fact], found: Tables, pictures: int, *, cut_off: bool
) -> list[Issue]:
    """The tables of a form without any figure, and the rows without one in tables that have some.

    Rows that are plainly empty, or told to be uncertain, are not told again. Of a text that is `cut_off` nothing is
    missed behind the last row that is there. What is missed may stand on `pictures`, where there are any.
    """
    if form is None or not form.request:
        return []
    read = {fact.indicator for fact in facts if fact.source == "table"} | found.uncertain
    told = {fact.indicator for fact in facts} | found.uncertain | found.empty
    tables: list[str] = []
    rows: list[str] = []
    for name, codes in _expected(form, read | found.empty, cut_off):
        known = {code for row in codes for code in row}
        if not known & read:
            tables += () if known & (told - found.empty) else (name,)
        else:
            rows += (row[0] for row in codes if not {*row} & told)
    issues = []
    if tables and pictures:
        left = named(tables_left=tuple(tables), count=pictures)
        issues.append(Issue("incomplete", "warning", "tables_in_pictures", values=left))
    elif tables:
        issues.append(Issue("incomplete", "warning", "tables", values=named(tables_left=tuple(tables))))
    if rows:
        figures = tuple((code, None) for code in rows)
        issues.append(Issue("incomplete", "warning", "rows", figures, values=named(count=len(rows))))
    return issues


def _expected(form: Form, read: Set[str], cut_off: bool) -> list[tuple[str, _Rows]]:
    """The tables with their rows, up to the last that is there where the text ends in it."""
    tables = [*_tables(form)]
    if not cut_off:
        return tables
    there = [
        (at, len(codes) - next(i for i, row in enumerate(reversed(codes)) if {*row} & read))
        for at, (_, codes) in enumerate(tables)
        if any({*row} & read for row in codes)
    ]
    if not there:
        return []
    last, length = there[-1]
    return [*tables[:last], (tables[last][0], tables[last][1][:length])]


def _tables(form: Form) -> Iterator[tuple[str, _Rows]]:
    yield "disclosure", tuple(tuple(code for _, code in row.cells) for row in form.disclosure if row.cells)
    yield "request", tuple((code,) for code in form.request_codes)
    if form.litigation:
        yield "litigation", (form.litigation.codes,)
