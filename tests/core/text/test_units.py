"""One list of units, which tables, limits and claims all read by."""

from __future__ import annotations

import re

import pytest

from core.asking.claims.amounts import AMOUNT, read_amount
from core.asking.words.limits import find_bounds
from core.forms.indicators import indicators
from core.reading.tables.cells.zone import read_zone
from core.text.units import COUNTER, LAST_CHARACTERS, MONEY, UNIT, in_unit, in_wan, unit_kind
from core.types import Number


@pytest.mark.parametrize(
    ("value", "unit", "wan"),
    [
        (251_000, "元", 25.1),
        (0, "元", 0),
        (1.97, "万元", 1.97),
        (3.2, "亿元", 32_000),
        (75_394_432.52, "元", 7539.443252),
    ],
)
def test_money(value: Number, unit: str, wan: Number) -> None:
    assert in_wan(value, unit) == wan


@pytest.mark.parametrize("unit", sorted(re.sub(r"[(].*?[)]", "", UNIT).split("|")))
def test_every_reader_takes_every_unit(unit: str) -> None:
    """Money may be read as 3 of 百元 or as 300 of 元."""
    meant = in_wan(3, unit) if re.fullmatch(MONEY, unit) else 3
    of = "万元" if re.fullmatch(MONEY, unit) else unit
    ((_, _, (limit,)),) = find_bounds(f"超过3{unit}")
    assert in_unit(limit.number, limit.unit, of) == meant
    said = re.fullmatch(AMOUNT, f"3{unit}")
    amount = read_amount(said) if said else None
    assert amount
    assert in_unit(amount.value, amount.unit, of) == meant
    row = f"总计 | 3{unit} | 5 |"
    assert [(value.number, value.unit) for value in read_zone(row, 2, len(row)).values] == [(3, unit), (5, "")]
    assert unit[-1] in LAST_CHARACTERS


@pytest.mark.parametrize("unit", sorted({one.unit for one in indicators().values()}))
def test_the_units_of_the_indicators_are_among_them(unit: str) -> None:
    assert re.fullmatch(UNIT, unit)
    assert unit_kind(unit) in ("count", "people", "money")
    assert (unit_kind(unit) == "money") is bool(re.fullmatch(MONEY, unit)) is not bool(re.fullmatch(COUNTER, unit))


@pytest.mark.parametrize(
    ("value", "unit", "of", "read"),
    [
        (300, "百元", "万元", 3),
        (5, "千元", "万元", 0.5),
        (20_000, "yuan", "万元", 2),
        (3, "件", "万元", 3),
        (3, "万元", "件", 3),
    ],
)
def test_an_amount_in_the_unit_of_a_figure(value: Number, unit: str, of: str, read: Number) -> None:
    assert in_unit(value, unit, of) == read
