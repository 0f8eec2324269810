"""Numbers that are told by where they lie: 五六十 is 50 to 69, 几百 200 to 999, 十几 11 to 19, dozens 24 to 99."""

from __future__ import annotations

import re

from core.text.numerals import NUMERALS, SCALES, read_number
from core.types import Number

_PAIRS = "一二|一两|两三|二三|三四|四五|五六|六七|七八|八九|三五"
_LEAD = rf"(?<![{NUMERALS}\d第])(?:[{NUMERALS}]{{0,5}}[十百千])?"
SPREAD = rf"{_LEAD}(?:(?:{_PAIRS})[十百千万]?|好?[几数][十百千万]|(?<=十)[几数]|(?<=[百千])好几)(?![{NUMERALS}])"
"""A regular expression without groups for one such number in Chinese."""

_DIGIT = "一二两三四五六七八九"
_READ = re.compile(
    rf"(?P<lead>[{NUMERALS}]*?)(?:好?(?P<few>[几数])|(?P<low>[{_DIGIT}])(?P<high>[{_DIGIT}]))(?P<scale>[十百千万]?)"
)
_FEWEST, _MOST = "二", "九"

_TENS_EN: dict[str, tuple[Number, Number]] = {
    "dozens": (24, 99),
    "hundreds": (200, 999),
    "thousands": (2000, 9999),
}
WHOLE_EN = "|".join(_TENS_EN)
"""The same in English: dozens, hundreds, thousands."""


def read_spread(text: str) -> tuple[Number, Number] | None:
    """The least and the most that such a number says; None where it is none."""
    if text in _TENS_EN:
        return _TENS_EN[text]
    match = _READ.fullmatch(text)
    if match is None:
        return None
    lead, scale = match["lead"], match["scale"]
    if match["few"] and not scale and lead[-1] != "十":
        # 三百好几: more than 300, and no 400.
        whole, step = read_number(lead), SCALES[lead[-1]]
        return None if whole is None else (whole + 1, whole + step - 1)
    first = "一" if match["few"] and not scale else _FEWEST if match["few"] else match["low"]
    last = _MOST if match["few"] else match["high"]
    low, high = (read_number(f"{lead}{digit}{scale}") for digit in (first, last))
    return None if low is None or high is None else (low, high + SCALES.get(scale, 1) - 1)
