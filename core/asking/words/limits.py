"""Limits a figure is held against: 超过50件, 不到40件, 30件以上, at least 20 requests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from core.text.numerals import WHOLE_NUMBER, read_number
from core.text.units import COUNTER, UNIT, UNIT_EN, in_wan, unit_kind
from core.types import Number

Comparison = Literal["over", "under", "at_least", "at_most", "equal"]

_UNITS = rf"(?:{UNIT}|%|％|percent|{UNIT_EN})"
_N = rf"(?P<number>{WHOLE_NUMBER})\s{{0,3}}(?P<unit>{_UNITS})?(?![\d年半倍成]|个?百分点)"
_AMOUNT = rf"(?P<number>{WHOLE_NUMBER})\s{{0,3}}(?P<unit>{_UNITS})?"
# 有没有超过 asks; 没有超过 says at most.
_NOT = r"(?<!有)(?:并?没有?|并?未|不)"
# 以上、以下、以内、不满、超过: 民法典第一千二百五十九条 says which of them include the number itself.
_WORDINGS: tuple[tuple[str, Comparison], ...] = (
    (rf"{_NOT}(?:超过?|大于|高于|多于)了?\s{{0,3}}{_N}", "at_most"),
    (rf"{_NOT}(?:低于|少于|小于)了?\s{{0,3}}{_N}", "at_least"),
    (rf"(?:(?<!有)没有?|未|不)(?:达到?|满|足|够|到)\s{{0,3}}{_N}", "under"),
    (rf"(?:大于或?等于|至少|最少有|>=|≥|at least|no fewer than|no less than|not less than)\s{{0,3}}{_N}", "at_least"),
    (rf"(?:小于或?等于|至多|最多有|<=|≤|at most|no more than|not more than|up to)\s{{0,3}}{_N}", "at_most"),
    (rf"(?:达到?|满)了?\s{{0,3}}{_N}(?:及?以上)?", "at_least"),
    (rf"(?:在)?\s{{0,3}}{_AMOUNT}(?:或|及|含)?(?:以上|或更多|or more|and above|and over)", "at_least"),
    (rf"(?:在)?\s{{0,3}}{_AMOUNT}(?:或|及|含)?(?:以下|以内|之内|或更少|or fewer|or less|and below)", "at_most"),
    (rf"(?<![超高多大少低没不])过\s{{0,3}}{_N}(?=了|没有?[吗?？]?$|大关)", "over"),
    (
        rf"(?:超过?|大于|高于|多于|突破|破|>|more than|over|above|greater than|exceed(?:s|ed|ing)?)了?\s{{0,3}}{_N}",
        "over",
    ),
    (rf"(?:低于|少于|小于|不足|<|fewer than|less than|under|below)\s{{0,3}}{_N}", "under"),
    (rf"(?:等于|恰好|刚好|正好|exactly|equal to)\s{{0,3}}{_N}", "equal"),
    (rf"(?:为|是)(?P<number>[0零])(?P<unit>{COUNTER})?(?=的|[()?？,，。]|$)", "equal"),
)
_PATTERNS = tuple((re.compile(wording), comparison) for wording, comparison in _WORDINGS)
# One cheap look before all the others.
_HINT = re.compile(
    r"[超破过]|[大小高低多少]于|至[少多]|最[少多]有|达|满|[不没未]|以[上下内]|之[内间]|更[多少]|[<>≥≤]|等于|[恰刚正]好|[为是][0零]"
    r"|more|less|fewer|over|under|above|below|least|most|up to|exceed|exactly|equal"
)
_RANGE = re.compile(
    rf"(?:在|介于)?(?P<low>{WHOLE_NUMBER})\s{{0,3}}{_UNITS}?\s{{0,3}}(?:到|至|-|~|和|与)\s{{0,3}}"
    rf"(?P<high>{WHOLE_NUMBER})\s{{0,3}}(?P<unit>{_UNITS})?之间"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """One limit; `unit` as written, empty where none is."""

    comparison: Comparison
    number: Number
    unit: str = ""

    def holds(self, value: Number, unit: str) -> bool:
        """Whether a value in this unit keeps to the limit; money may be said in another unit than 万元."""
        limit = self.limit(unit)
        return {
            "over": value > limit,
            "under": value < limit,
            "at_least": value >= limit,
            "at_most": value <= limit,
            "equal": value == limit,
        }[self.comparison]

    def fits(self, unit: str) -> bool:
        """Whether a figure of this unit can be held against it: no percentage and no money against 件."""
        return not self.unit or unit_kind(self.unit) == unit_kind(unit)

    @property
    def upper(self) -> bool:
        """Whether small values are asked for."""
        return self.comparison in ("under", "at_most")

    def limit(self, unit: str) -> Number:
        """The number in the unit of the figure: of money said in 元 that in 万元."""
        if unit == "万元" and self.unit in ("元", "千元", "亿元"):
            return in_wan(self.number, self.unit)
        return self.number


def find_bounds(text: str) -> Iterator[tuple[int, int, tuple[Bound, ...]]]:
    """Every limit in a lower-case text with where it stands; the first pattern that fits a place wins."""
    if not _HINT.search(text):
        return
    taken: list[tuple[int, int]] = []
    for match in _RANGE.finditer(text):
        low, high = read_number(match["low"]), read_number(match["high"])
        if low is not None and high is not None and low < high and not _is_year(low) and not _is_year(high):
            taken.append(match.span())
            unit = match["unit"] or ""
            yield *match.span(), (Bound("at_least", low, unit), Bound("at_most", high, unit))
    for pattern, comparison in _PATTERNS:
        for match in pattern.finditer(text):
            value = read_number(match["number"])
            free = all(match.end() <= start or end <= match.start() for start, end in taken)
            if value is None or not free or (not match["unit"] and _is_year(value)):
                continue
            taken.append(match.span())
            yield *match.span(), (Bound(comparison, value, match["unit"] or ""),)


def _is_year(value: Number) -> bool:
    """A bare 2018 is more likely a year than a limit: 超过2018 is not taken for one."""
    return 1990 <= value <= 2050
