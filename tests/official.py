"""The official forms as their ministries print them: texts of the tests, not of the program.

`official_forms/` holds the rows and columns of 国办发〔2014〕32号, 国办公开办函〔2019〕60号 and 〔2021〕30号, each with the
indicator it gives.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("official_forms")


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row; no indicator: a heading."""

    printed: str
    indicator: str | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the disclosure table: the item of the law it stands under, its row, its column."""

    item: str
    row: str
    column: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Case:
    """A column of the table of reviews and lawsuits."""

    case: str
    outcome: str
    indicator: str


def request(form: str, folder: Path = FOLDER) -> tuple[Row, ...]:
    """The request table."""
    return tuple(Row(row["printed"], row["indicator"] or None) for row in _table(folder, f"{form}_request"))


def disclosure(form: str, folder: Path = FOLDER) -> tuple[Cell, ...]:
    """The small tables of what was disclosed."""
    return tuple(Cell(**row) for row in _table(folder, f"{form}_disclosure"))


def litigation(form: str, folder: Path = FOLDER) -> tuple[Case, ...]:
    """The table of reviews and lawsuits."""
    return tuple(Case(**row) for row in _table(folder, f"{form}_litigation"))


def statistics(form: str = "2014", folder: Path = FOLDER) -> tuple[Row, ...]:
    """The table of one figure a row."""
    rows = _table(folder, f"{form}_statistics")
    return tuple(Row(row["printed"], row["indicator"] or None, row["unit"]) for row in rows)


@cache
def _table(folder: Path, name: str) -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader((folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()))
