"""Units as people write them behind a number: money, and the counters of cases, items, times and people."""

from __future__ import annotations

from decimal import Decimal

from core.types import Number

_WAN = Decimal(10_000)
# Each unit of money in 万元.
_MONEY = {
    "元": Decimal(1) / _WAN,
    "百元": Decimal(1) / 100,
    "千元": Decimal(1) / 10,
    "万元": Decimal(1),
    "万": Decimal(1),
    "亿元": _WAN,
}

MONEY = "亿元|万元|千元|百元|元"
"""A regular expression without groups for a unit of money, to be put in brackets; so are all that follow."""

COUNTER = "人次|件次|件|条|次|项|个(?!百分点|月|工作日)|人|篇|份|宗|部|起|例"
"""What counts cases, items, documents, times and people; 名 is not among them, which counts places too (前三名)."""

UNIT = f"{MONEY}|{COUNTER}"
"""Any unit."""

UNIT_EN = "requests?|applications?|items?|cases?|reviews?|lawsuits?|people|yuan"
"""The same in English."""

LAST_CHARACTERS = "元件条次项个人篇份宗部起例"
"""What any unit ends in."""


def in_wan(value: Number, unit: str) -> Number:
    """An amount in 元, 百元, 千元, 万元 (万 for short) or 亿元 as 万元, the unit in which money is stored."""
    return as_number(Decimal(str(value)) * _MONEY[unit])


def in_unit(value: Number, unit: str, of: str) -> Number:
    """A number said in one unit, in the unit of a figure: money may be said in another than 万元."""
    money = "元" if unit == "yuan" else unit
    return in_wan(value, money) if of == "万元" and money in _MONEY else value


def unit_kind(unit: str) -> str:
    """What a unit counts: share, money, people or count (件, 条, 次 are said for one another)."""
    if unit in ("%", "％", "percent"):
        return "share"
    if unit.endswith("元") or unit == "yuan":
        return "money"
    return "people" if unit in ("人", "人次", "people") else "count"


def as_number(value: Decimal) -> Number:
    """A decimal number as an integer where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
