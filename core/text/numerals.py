"""Numbers as reports write them: 2,727 · 1 127 · 12.6万 · 二十 · 廿五 · 两 · 零. No other module has a table of them.

`read_number` expects narrowed text (half-width digits), as `core.text.clean.clean` leaves it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from core.text.units import MONEY, as_number, in_wan
from core.types import Number

# How each digit is written where digits stand one by one: in years, and behind the point of a percentage.
# The letter O, Latin, Greek or Cyrillic, stands for 〇 wherever the keyboard had none.
_WRITTEN = ("0０零〇○◯OoＯｏΟοОо", "1１一", "2２二", "3３三", "4４四", "5５五", "6６六", "7７七", "8８八", "9９九")
FIGURES = {character: str(value) for value, row in enumerate(_WRITTEN) for character in row}
"""Every character that writes a digit, and the figure it writes."""

SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
"""What each word of scale multiplies by; 百 alone is the 100 of 百分之."""

_DIGITS = {character: int(FIGURES[character]) for character in "零〇○一二三四五六七八九"} | {"两": 2}
_TENS = {"廿": "二十", "卅": "三十"}
_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ENGLISH_ORDINALS = ("first", "second", "third", "fourth", "fifth")
NUMERALS = "零〇一二两三四五六七八九十百千"
"""The characters of spoken numbers, without those of scale."""
NUMBER = (
    r"(?:(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,3}(?: \d{3}){1,5}(?![ \d])|\d+)(?:\.\d+)?[百千万亿]?"
    rf"|[{NUMERALS}廿](?:[{NUMERALS}万亿]*[{NUMERALS}万亿])?)"
)
"""A regular expression without groups for one number; what it matches, `read_number` may still refuse."""

WHOLE_NUMBER = rf"(?:(?<!\d)(?=\d)|(?<![{NUMERALS}廿万亿])(?=[{NUMERALS}廿])){NUMBER}"
"""The same from its first character on: a search does not begin again at each digit of a number that does not fit."""

COUNT = r"(?:\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?|[一两二三四五六七八九])"
"""A regular expression without groups for a small number: 3, 三, 两, 十, 十二, 二十."""

COUNT_EN = rf"(?:\d{{1,2}}|{'|'.join(_ENGLISH)})"
"""The same in English: 3, three."""

ORDINAL_EN = f"(?:{'|'.join(_ENGLISH_ORDINALS)}|[1-9](?:st|nd|rd|th))"
"""A regular expression without groups for first to fifth, 1st to 9th."""

# As amounts of money are written so that nobody may alter them: 壹仟贰佰元整.
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟圆", "一二三四五六七八九十百千元")
CAPITAL_NUMERAL = "[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]"
"""A regular expression without groups for one character of a number in capital numerals."""

_ARABIC = re.compile(r"(\d{1,3}(?:[, ]\d{3})+|\d+)(\.\d+)?([十百千万亿]?)")

# So many digits need no exact decimal arithmetic, as nothing is rounded.
_SHORT = 15
_TOLD = re.compile(rf"({NUMBER})({MONEY})?")


def read_number(text: str) -> Number | None:
    """The value of a written number, or None where it is none (一二三, 二〇一八, 千, an empty string)."""
    if len(text) <= _SHORT and text.isascii() and text.isdecimal():
        return int(text)
    arabic = _ARABIC.fullmatch(text)
    if arabic:
        whole, fraction, scale = arabic.groups()
        value = Decimal(whole.replace(",", "").replace(" ", "") + (fraction or "")) * SCALES.get(scale, 1)
        return as_number(value)
    return _read_chinese(text)


_ORDINAL_END = re.compile(r"(?<=^\d)(?:st|nd|rd|th)$")


def read_count(word: str) -> int | None:
    """A small number in figures, in Chinese or in English: 3, 三, three, third; None where the word is none."""
    for row in (_ENGLISH, _ENGLISH_ORDINALS):
        if word in row:
            return row.index(word) + 1
    value = read_number(_ORDINAL_END.sub("", word))
    return value if isinstance(value, int) else None


def in_figures(text: str) -> str:
    """The text with every character that writes a digit as that figure, one for one: 二O一八 becomes 2018."""
    return text if text.isascii() and text.isdecimal() else "".join(FIGURES.get(one, one) for one in text)


def from_capitals(text: str) -> str:
    """The text with the capital numerals (壹仟贰佰) as the usual ones, of the same length."""
    return text.translate(_CAPITALS)


def told_to(quote: str, value: Number) -> Number:
    """What the last digit of the number that a quote gives a value by counts, in the unit of the value; 0 for none.

    12.6万件 tells 126000 to 1000 and 3.2亿元 tells 32000 (万元) to 1000: the exact figure differs by less than this.
    """
    for found in _TOLD.finditer(quote):
        number, unit = found.groups()
        read, last = read_number(number), last_digit(number)
        if read is None:
            continue
        if unit:
            read, last = in_wan(read, unit), in_wan(last, unit)
        if read == value:
            return last
    return 0


def last_digit(number: str) -> Number:
    """What the last digit of a written number counts: 0.1 of 52.9, 1000 of 2.3万."""
    arabic = _ARABIC.fullmatch(number)
    if arabic is None:
        return 1
    _, fraction, scale = arabic.groups()
    return as_number(Decimal(SCALES.get(scale, 1)).scaleb(-len(fraction[1:] if fraction else "")))


def _read_chinese(text: str) -> int | None:
    """十二, 一百零五, 三万二千; digits must be told apart by their scale, so that a year is no number."""
    for short, whole in _TENS.items():
        text = text.replace(short, whole)
    total = section = 0
    digit: int | None = None
    for position, character in enumerate(text):
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in "万亿":
            if not (section or digit):
                return None
            section += digit or 0
            total = (total + section) * SCALES["亿"] if character == "亿" else total + section * SCALES["万"]
            section, digit = 0, None
        elif character in SCALES:
            if digit is None and (character != "十" or position):
                return None
            section += (1 if digit is None else digit) * SCALES[character]
            digit = None
        else:
            return None
    return total + section + (digit or 0) if text else None
