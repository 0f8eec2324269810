"""The tables of all forms as one, and which form what was found in one tells.

Forms follow each other with few rows changed, and a body may go on with the rows of the old one. So a table is read by
the rows of all forms together; which form it is of is seen by what not all of them have.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain
from types import MappingProxyType
from typing import TypeVar

from core.forms.form import Column, DisclosureRow, Form, FormRow, LitigationTable
from core.forms.registry import form_of_year, forms
from core.forms.rules import Equality, RowTotals, Rule

Row = TypeVar("Row")
# Heads of tables are nearly always among the few of the forms.
_REMEMBERED = 256


@cache
def request_rows() -> tuple[FormRow, ...]:
    """The rows of the request table of all forms, in order; a heading of one form may be a row of another."""
    return _merged([form.request for form in forms()], _same_row, _with_row)


def _same_row(row: FormRow, other: FormRow) -> bool:
    if row.indicator and other.indicator:
        return row.indicator == other.indicator
    return row.label == other.label


def _with_row(row: FormRow, newer: FormRow) -> FormRow:
    return replace(
        row,
        spellings=_union(row.spellings, newer.spellings),
        indicator=row.indicator or newer.indicator,
        numbers=_union(row.numbers, newer.numbers),
        in_group=_union(row.in_group, newer.in_group),
    )


@cache
def heading_codes() -> frozenset[str]:
    """Rows of the request table that another form has as the heading of their parts."""
    headings = {row.label for form in forms() for row in form.request if not row.indicator}
    return frozenset(
        row.indicator for form in forms() for row in form.request if row.indicator and row.label in headings
    )


@dataclass(frozen=True, slots=True)
class MergedDisclosureRow:
    """A row of the disclosure table with its cells in each form that has it, by the form's key."""

    label: str
    spellings: tuple[str, ...]
    cells: Mapping[str, tuple[tuple[Column, str], ...]]

    def codes(self, form: Form) -> tuple[str, ...]:
        """The indicators of its cells in a form; none where the form has no such row."""
        return tuple(code for _, code in self.cells.get(form.key, ()))


@cache
def disclosure_rows() -> tuple[MergedDisclosureRow, ...]:
    """The rows of the disclosure table of all forms, in order, the newest label of each first among its spellings."""
    return _merged(
        [[_one_form(row, form) for row in form.disclosure] for form in forms()], _same_disclosure, _with_disclosure
    )


def _one_form(row: DisclosureRow, form: Form) -> MergedDisclosureRow:
    return MergedDisclosureRow(row.label, row.spellings, MappingProxyType({form.key: row.cells}))


def _same_disclosure(row: MergedDisclosureRow, other: MergedDisclosureRow) -> bool:
    return not set(row.spellings).isdisjoint(other.spellings) or _kinds(row) == _kinds(other)


def _kinds(row: MergedDisclosureRow) -> set[str]:
    """What the row counts: the indicators without their columns (normative of normative.issued)."""
    return {code.rpartition(".")[0] for cells in row.cells.values() for _, code in cells}


def _with_disclosure(row: MergedDisclosureRow, newer: MergedDisclosureRow) -> MergedDisclosureRow:
    cells = MappingProxyType({**row.cells, **newer.cells})
    return MergedDisclosureRow(newer.label, _union(newer.spellings, row.spellings), cells)


@cache
def columns() -> tuple[Column, ...]:
    """The columns of the disclosure table in all forms, those of newer forms first."""
    found = (column for form in reversed(forms()) for row in form.disclosure for column, _ in row.cells)
    return tuple(dict.fromkeys(found))


@cache
def litigation_tables() -> tuple[LitigationTable, ...]:
    """The different tables of reviews and lawsuits, those of older forms first."""
    return tuple(dict.fromkeys(form.litigation for form in forms() if form.litigation))


@cache
def spellings() -> tuple[str, ...]:
    """How the rows of one figure or more are written, in whatever table of whatever form."""
    written = [row.spellings for row in request_rows()] + [row.spellings for row in disclosure_rows()]
    written += [row.spellings for form in forms() if form.statistics for row in form.statistics.rows]
    return tuple(dict.fromkeys(chain.from_iterable(written)))


# --- which form it is of -----------------------------------------------------------------------------


def forms_of_rows(codes: Collection[str]) -> tuple[Form, ...]:
    """The forms that the rows found in a request table speak for; none where all forms have them."""
    return _told_by(codes, _request_codes())


def forms_of_cells(codes: Collection[str]) -> tuple[Form, ...]:
    """The forms that the cells found in a disclosure table speak for; none where all forms have them."""
    return _told_by(codes, _disclosure_codes())


@cache
def _request_codes() -> Mapping[Form, tuple[str, ...]]:
    return {form: form.request_codes for form in forms() if form.request}


@cache
def _disclosure_codes() -> Mapping[Form, tuple[str, ...]]:
    return {
        form: tuple(code for row in form.disclosure for _, code in row.cells) for form in forms() if form.disclosure
    }


@lru_cache(maxsize=_REMEMBERED)
def forms_of_head(head: str) -> tuple[Form, ...]:
    """The forms that the words of a head of the disclosure table speak for."""
    told = _telling_words()
    return _told_by({word for words in told.values() for word in words if word in head}, told)


@cache
def _telling_words() -> Mapping[Form, frozenset[str]]:
    return {
        form: frozenset(word for row in form.disclosure for column, _ in row.cells for word in column.telling)
        for form in forms()
        if form.disclosure
    }


def _told_by(found: Collection[str], marks: Mapping[Form, Collection[str]]) -> tuple[Form, ...]:
    """The forms with most of what was found and not all have, among those with the newest of it; the oldest first."""
    telling = {mark for mark in found if 0 < sum(mark in own for own in marks.values()) < len(marks)}
    if not telling:
        return ()
    ordered = list(marks)
    first = {mark: next(i for i, form in enumerate(ordered) if mark in marks[form]) for mark in telling}
    newest = max(first.values())
    having = [form for form in ordered if any(first[mark] == newest and mark in marks[form] for mark in telling)]
    shown = {form: len(telling.intersection(marks[form])) for form in having}
    return tuple(form for form in having if shown[form] == max(shown.values()))


def chosen(fitting: Sequence[Form], year: int | None) -> Form | None:
    """One of the forms that fit: that of the report year, else the oldest."""
    of_year = form_of_year(year)
    return of_year if of_year in fitting else next(iter(fitting), None)


def newest(found: Iterable[Form]) -> Form | None:
    """The newest of several forms; a local one only where there is no other."""
    known = set(found)
    official = [form for form in forms() if form in known and form.is_official]
    return official[-1] if official else next((form for form in forms() if form in known), None)


def table_form(form: Form, codes: Collection[str]) -> Form:
    """The form of the request table in a report of a form: a body may go on with the rows of another."""
    fitting = forms_of_rows(codes) if form.request else ()
    return form if form in fitting or not fitting else fitting[0]


def rules_of(form: Form, codes: Collection[str]) -> tuple[Rule, ...]:
    """The rules that the figures of a report of this form must keep: of its request table those of the table's form."""
    of_table = [rule for rule in table_form(form, codes).rules if _is_of_request_table(rule)]
    return (*of_table, *(rule for rule in form.rules if not _is_of_request_table(rule)))


def _is_of_request_table(rule: Rule) -> bool:
    return isinstance(rule, RowTotals) or (isinstance(rule, Equality) and rule.by_applicant)


# --- merging -----------------------------------------------------------------------------------------


def _merged(
    tables: Iterable[Sequence[Row]], same: Callable[[Row, Row], bool], joined: Callable[[Row, Row], Row]
) -> tuple[Row, ...]:
    """Several tables as one: what is the same stands once, what a newer one has besides, behind the row before it."""
    merged: list[Row] = []
    for table in tables:
        at = 0
        for row in table:
            match = next((i for i in range(at, len(merged)) if same(merged[i], row)), None)
            if match is None:
                merged.insert(at, row)
            else:
                merged[match] = joined(merged[match], row)
                at = match
            at += 1
    return tuple(merged)


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
