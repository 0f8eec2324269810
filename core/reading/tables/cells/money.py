"""The unit of an amount of money: the one a head or a label names, or the one its look tells."""

from __future__ import annotations

import re

from core.text.units import MONEY

_UNIT_IN_WORDS = re.compile(MONEY)


def unit_in(words: str) -> str:
    """The money unit that a head or label names, or nothing."""
    match = _UNIT_IN_WORDS.search(words)
    return match.group() if match else ""


def unit_by_look(written: str) -> str:
    """The unit of an amount that names none: exact to the cent with separators is 元, a small odd decimal 万元.

    Nothing where both are likely: a figure may be left out, never be ten thousand times wrong.
    """
    if re.fullmatch(r"[+-]?0+(?:\.0+)?", written):
        return "万元"
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d\d", written):
        return "元"
    if re.fullmatch(r"\d{1,2}\.\d+|\d{3}\.(?:\d|\d{3,})", written):
        return "万元"
    return ""
