"""How sums of parts and rates are worked out, as rows that the views of figures read.

A figure has ways to be worked out, of which the first counts whose parts a report gives all: those of the report's
form, and of a rate also by the sums that its own parts may be.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import product

from core.forms.catalogue import derived_sums, rates, replacements
from core.forms.indicators import indicators
from core.forms.registry import forms
from store.schema.of_version import Row, holds_rows, write_rows

Codes = tuple[str, ...]

TABLES = (
    """
    CREATE TABLE worked_out (
        code TEXT PRIMARY KEY,
        label_zh TEXT NOT NULL,
        unit TEXT NOT NULL,
        operation TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE worked_out_ways (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL REFERENCES worked_out (code),
        template TEXT NOT NULL,
        place INTEGER NOT NULL,
        parts INTEGER NOT NULL
    )
    """,
    "CREATE INDEX worked_out_ways_by_code ON worked_out_ways (code, template, place)",
    """
    CREATE TABLE worked_out_parts (
        way_id INTEGER NOT NULL REFERENCES worked_out_ways (id),
        above INTEGER NOT NULL,
        indicator TEXT NOT NULL,
        PRIMARY KEY (way_id, above, indicator)
    ) WITHOUT ROWID
    """,
)


def fill_worked_out(db: sqlite3.Connection) -> None:
    """Write down the ways of this version."""
    write_rows(db, _rows())


def is_filled(db: sqlite3.Connection) -> bool:
    """Whether the ways of this version stand there."""
    return holds_rows(db, _rows())


def _rows() -> dict[str, list[Row]]:
    """By table, in an order in which they may be filled."""
    figures: list[Row] = [(one.code, one.label_zh, one.unit, "sum") for one in derived_sums().values()]
    figures += [(one.code, one.label_zh, "%", "ratio") for one in rates().values()]
    ways: list[Row] = []
    parts: list[Row] = []
    for template in [*(form.key for form in forms()), "narrative"]:
        for code in [*derived_sums(), *rates()]:
            for place, (above, below) in enumerate(_ways(code, template)):
                number = len(ways) + 1
                ways.append((number, code, template, place, len(above) + len(below)))
                parts += [(number, 1, part) for part in above] + [(number, 0, part) for part in below]
    return {"worked_out": figures, "worked_out_ways": ways, "worked_out_parts": parts}


def _ways(code: str, template: str) -> Iterator[tuple[Codes, Codes]]:
    """The parts above and below the line, way by way."""
    if code in derived_sums():
        for way in derived_sums()[code].ways(template):
            yield way, ()
        return
    rate = rates()[code]
    operands = [list(_operand(part, template)) for part in (*rate.numerator, rate.denominator)]
    for chosen in product(*operands):
        yield _joined(chosen[:-1]), chosen[-1]


def _operand(code: str, template: str) -> Iterator[Codes]:
    """What a part of a rate may be: reported, summed, or what stands in for it."""
    if code in indicators():
        yield (code,)
    if code in derived_sums():
        yield from derived_sums()[code].ways(template)
    replacement = replacements().get(code)
    if replacement is not None and template in replacement.templates:
        yield (replacement.instead,)


def _joined(several: Iterable[Codes]) -> Codes:
    return tuple(code for codes in several for code in codes)
