"""Numbers as a text says them: 52.9%, 三成, 近20件, 2倍, 5个百分点; and whether a figure is the number said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from core.asking.found.values import tidy
from core.text.numerals import NUMBER, SCALES, WHOLE_NUMBER, in_figures, last_digit, read_number
from core.text.spreads import SPREAD, WHOLE_EN, read_spread
from core.text.units import UNIT, UNIT_EN, in_unit, unit_kind
from core.types import Number

Hedge = Literal[
    "exact", "about", "nearly", "odd", "barely", "thereabouts", "between", "over", "under", "at_least", "at_most"
]

UNITS_ZH, UNITS_EN = UNIT, f"{UNIT_EN}|times"
# How far 约 and 近 may be from the figure: to the first, they hold; beyond the second, they do not.
NEAR, FAR = 0.1, 0.3
_WHOLE_PERCENT = 0.5
_RELATIVE = ("%", "点", "倍")
# 大约五六十件 is 五六十件; 不到五六十件 says nothing sure.
_LOOSE = ("exact", "about")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as said. `last` is what its last digit counts: 52.9% is said to 0.1, 四成 to 10.

    `unit` is as written, or one of % (成 and fractions too), 点 (percentage points), 倍. Between (五六十件) it is from
    `value` up to `top`.
    """

    value: Number
    unit: str
    last: Number = 1
    hedge: Hedge = "exact"
    top: Number = 0

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == "%"


_HEDGES: tuple[tuple[str, Hedge], ...] = (
    (r"不足|不到|未达到?|低于|少于|未满|不满|below|under|less than|fewer than", "under"),
    (r"没有?超过|未超过|不超过|至多|最多|at most|no more than|up to(?= \d)", "at_most"),
    (
        r"不低于|不少于|至少|最少|(?<![网线以之晚早马])上(?=[百千万][件条人次份起宗项])"
        r"|at least|no fewer than|no less than",
        "at_least",
    ),
    (
        r"超过|超出|突破|高于|多于|逾|超|过(?=半)|more than|(?<!carried )(?<!rolled )(?<!carry )(?<!held )(?<!left )"
        r"over"
        r"|above|exceed(?:ed|ing|s)?",
        "over",
    ),
    (r"将近|接近|近|nearly|almost|close to", "nearly"),
    (r"大约|约为|约|大概|about|around|approximately|roughly|some(?= (?:\d|hundred|thousand))", "about"),
)
HEDGE = "|".join(words for words, _ in _HEDGES)
_AFTER: tuple[tuple[str, Hedge], ...] = (
    (r"左右|上下", "about"),
    (r"(?:及|或)?以上|or more", "at_least"),
    (r"(?:及|或)?以下|以内|or fewer|or less", "at_most"),
    (r"余|多(?!于)", "odd"),
    (r"出头|挂零", "barely"),
)
# 三百来件, 百把件; 千余件: behind the number, before its unit.
_MID: Mapping[str, Hedge] = {"余": "odd", "多": "odd", "来": "thereabouts", "把": "thereabouts", "出头": "barely"}
_TAIL = "|".join(words for words, _ in _AFTER)
_BLANKS = r"\s{0,3}"
AMOUNT = (
    rf"(?P<hedge>{HEDGE})?{_BLANKS}(?:了|达到?|有)?{_BLANKS}(?:"
    rf"(?P<fraction>一半|半数|半(?=的|以上|[,，。;；]|$)|half(?= of)|a third(?= of)|a quarter(?= of))"
    rf"|(?P<below>{WHOLE_NUMBER})分之(?P<above>{NUMBER})(?:点(?P<digits>[零一二三四五六七八九]+))?"
    rf"|(?P<tenths>[一二两三四五六七八九\d])成(?P<half>半)?"
    rf"|(?P<number>(?<!第)(?:{SPREAD}|{WHOLE_NUMBER}|(?<![\d十百千])万(?=[余多来把件条])|{WHOLE_EN}))"
    rf"(?P<mid>{'|'.join(_MID)})?(?: of)?{_BLANKS}"
    rf"(?P<unit>个?百分点|%|％|percentage points?|percent|per cent|points?|倍|{UNITS_ZH}|(?:{UNITS_EN})\b"
    r"|(?<=[多余来头百千万])(?=$|[,，。]))"
    rf"){_BLANKS}(?P<tail>{_TAIL})?"
)
"""A number with a unit that says what it counts; groups by name."""


def read_amount(match: re.Match[str]) -> Amount | None:
    """The amount that the groups of AMOUNT hold; None where the number is none."""
    hedge = _hedged(match)
    if match["fraction"]:
        return Amount({"a third": 33.3333, "a quarter": 25}.get(match["fraction"], 50), "%", 10, hedge)
    if match["tenths"]:
        return _in_tenths(match, hedge)
    if match["below"]:
        return _in_parts(match, hedge)
    return _in_number(match["number"], _unit(match["unit"]), hedge)


def _in_number(said: str, unit: str, hedge: Hedge) -> Amount | None:
    """17件, 五六十件, 近千件: a word of scale alone is a number where it is said to lie about, beyond or below it."""
    spread = read_spread(said)
    if spread is not None:
        low, high = spread
        return Amount(low, unit, 1, "between", high) if hedge in _LOOSE else None
    value = read_number(said)
    if value is None and hedge != "exact":
        value = SCALES.get(said)
    return None if value is None else Amount(value, unit, last_digit(said), hedge)


def _in_tenths(match: re.Match[str], hedge: Hedge) -> Amount | None:
    """三成, 三成半."""
    tenths, half = read_number(match["tenths"]), 5 if match["half"] else 0
    return None if tenths is None else Amount(10 * tenths + half, "%", 5 if half else 10, hedge)


def _in_parts(match: re.Match[str], hedge: Hedge) -> Amount | None:
    """三分之二, 百分之四十一点六七."""
    below, above = SCALES.get(match["below"]) or read_number(match["below"]), read_number(match["above"])
    if not below or above is None:
        return None
    digits = in_figures(match["digits"] or "")
    said = float(f"{above}.{digits}") if digits else above
    return Amount(tidy(100 * said / below), "%", last_digit(f"{said}") if below == 100 else 5, hedge)


def _unit(written: str) -> str:
    """The unit of an amount: the many ways to write percent, points and times as one each."""
    if written in ("%", "％", "percent", "per cent"):
        return "%"
    if "点" in written or "point" in written:
        return "点"
    return "倍" if written == "times" else written


def _hedged(match: re.Match[str]) -> Hedge:
    if match["mid"]:
        return _MID[match["mid"]]
    for name, found in (("hedge", _HEDGES), ("tail", _AFTER)):
        for pattern, hedge in found:
            # As it stands: 过 is one before 半 alone.
            words = re.compile(pattern).match(match.string, match.start(name)) if match[name] else None
            if words is not None and words.end() == match.end(name):
                return hedge
    return "exact"


def holds(amount: Amount, actual: float) -> bool | None:
    """Whether a number is the amount as it is said; None where 约 or 近 leaves that open."""
    said = amount.value
    match amount.hedge:
        case "exact":
            return True if _is(amount, actual) else None if _is_cut_off(amount, actual) else False
        case "over":
            return actual > said
        case "under":
            return actual < said
        case "at_least":
            return actual >= said
        case "at_most":
            return actual <= said
        case "odd":
            return said < actual < said + _step(amount)
        case "between":
            return said <= actual <= amount.top
        case "barely":
            return _is_above(amount, actual, 0.3)
        case "thereabouts":
            return _is_above(amount, actual, 0.5) or _is_near(amount, actual)
        case "nearly" if actual > said + (_WHOLE_PERCENT if amount.is_share else 0):
            return False
    return _is_near(amount, actual)


def _slack(amount: Amount) -> Number:
    """How far the figure may be from the number said, to its last digit."""
    return min(amount.last, 0.1) if amount.unit == "倍" else amount.last


def _is(amount: Amount, actual: float) -> bool:
    slack = _slack(amount)
    if slack == 1 and amount.unit not in _RELATIVE:
        return actual == amount.value
    return abs(actual - amount.value) <= slack / 2 + 1e-9


def _is_cut_off(amount: Amount, actual: float) -> bool:
    """4.34% of 4.348%: cut off and not rounded."""
    return amount.unit in _RELATIVE and 0 < abs(actual) - abs(amount.value) < _slack(amount)


def _is_near(amount: Amount, actual: float) -> bool | None:
    """Whether 约 holds."""
    away = abs(actual - amount.value) / abs(amount.value) if amount.value else abs(actual)
    rounds = abs(actual - amount.value) <= _step(amount) / 2
    if away <= NEAR or (rounds and away <= 2 * NEAR):
        return True
    return False if away > FAR else None


def _is_above(amount: Amount, actual: float, part: float) -> bool:
    """Whether a figure is no less, and no more than so much of a step above."""
    return amount.value <= actual <= amount.value + part * _step(amount)


def _step(amount: Amount) -> float:
    """What the last digit but noughts counts: 10 of 120, 100 of 300, 0.1 of 2.3."""
    step = amount.last
    while amount.value and tidy(amount.value % (step * 10)) == 0:
        step *= 10
    return step


def fits(amount: Amount, unit: str) -> bool:
    return not amount.unit or unit_kind(amount.unit) == unit_kind(unit)


def scaled(amount: Amount, unit: str) -> Amount:
    """Money in 万元."""
    if amount.unit == unit or unit != "万元":
        return amount
    last = in_unit(amount.last, amount.unit, unit)
    return replace(amount, value=in_unit(amount.value, amount.unit, unit), unit=unit, last=last)
