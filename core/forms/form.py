"""What an official form is: its years, the rows and columns of its tables, the rules its figures keep, its names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.forms.rules import Equality, Flow, Rule


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row with one meaning. No indicator: a heading, or a local row that no indicator has.

    `label` and `spellings` are as the compact view of a text has them; `numbers` are the printed item numbers ("2" of
    2.重复申请). `in_group` has shorter names that mean the row only right behind the row or heading it belongs to (当面
    behind 收到申请数). `cited` is how the row is quoted as an official label.
    """

    label: str
    spellings: tuple[str, ...]
    indicator: str | None
    numbers: tuple[str, ...] = ()
    in_group: tuple[str, ...] = ()
    cited: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the disclosure table.

    `telling` words of a head show which form it is of; `head` names the column in any head, `written` in a list.
    """

    label: str
    telling: tuple[str, ...]
    head: str
    written: str


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """A row of the disclosure table with its cells: column and indicator."""

    label: str
    spellings: tuple[str, ...]
    cells: tuple[tuple[Column, str], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of case, or an outcome, of the table of reviews and lawsuits; `written` finds it in a text."""

    code: str
    label: str
    written: str


@dataclass(frozen=True, slots=True)
class LitigationTable:
    """One row of figures: for each kind of case its outcomes, the last of them their total."""

    groups: tuple[Case, ...]
    results: tuple[Case, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The indicators of its columns in order."""
        return tuple(f"{group.code}.{result.code}" for group in self.groups for result in self.results)


@dataclass(frozen=True, slots=True)
class Statistics:
    """A table of one figure a row: words of its head, and how many rows tell it with and without them."""

    rows: tuple[FormRow, ...]
    head: str
    fewest_rows: int
    fewest_rows_without_head: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """What a report must have: a section, or something told. `written` finds it; the names are said where it lacks."""

    code: str
    name_zh: str
    name_en: str
    written: str


@dataclass(frozen=True, slots=True)
class Prose:
    """What the prose of its reports holds: the words its first section begins with, its sections, what it must tell.

    `indicators` are figures that no table of the form has.
    """

    opening: str | None = None
    sections: tuple[Part, ...] = ()
    must_tell: tuple[Part, ...] = ()
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One form. `since` is its first report year; None: the local forms, which no ministry has fixed."""

    key: str
    since: int | None
    name_zh: str
    name_en: str
    request: tuple[FormRow, ...]
    disclosure: tuple[DisclosureRow, ...]
    litigation: LitigationTable | None
    statistics: Statistics | None
    prose: Prose
    rules: tuple[Rule, ...]
    assumed: tuple[Equality, ...]
    """Equalities that settle what runs together and that no report is checked by."""
    flows: tuple[Flow, ...]
    derived: Mapping[str, tuple[str, ...]]
    """Figures that no row has, with their parts."""

    @property
    def is_official(self) -> bool:
        """Whether the State Council's office has fixed it."""
        return self.since is not None

    @property
    def equalities(self) -> tuple[Equality, ...]:
        """Those of its rules that are equalities."""
        return tuple(rule for rule in self.rules if isinstance(rule, Equality))

    @property
    def request_codes(self) -> tuple[str, ...]:
        """The indicators of the rows of its request table."""
        return tuple(row.indicator for row in self.request if row.indicator)

    @property
    def cited(self) -> Mapping[str, str]:
        """How each indicator is printed in its tables, in their order."""
        rows = (*self.request, *(self.statistics.rows if self.statistics else ()))
        labels = {row.indicator: row.cited for row in rows if row.indicator}
        cells = {code: f"{row.label}/{column.label}" for row in self.disclosure for column, code in row.cells}
        table = self.litigation
        cases = [(group, result) for group in table.groups for result in table.results] if table else []
        return (
            labels | cells | {f"{group.code}.{result.code}": f"{group.label}/{result.label}" for group, result in cases}
        )
