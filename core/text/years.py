"""Years as people write them: 2018, 二〇一八, 二零一八, 二O一八, 2O18; in questions also 十六年 and 一八年."""

from __future__ import annotations

import re

from core.text.numerals import FIGURES, SCALES, in_figures, read_number

_ZERO = "".join(character for character, figure in FIGURES.items() if figure == "0")
_FIGURE = "".join(FIGURES)

YEAR = f"(?:[1１一][9９九]|[2２二][{_ZERO}])[{_FIGURE}]{{2}}"
"""A regular expression without groups for a year of four digits, written in any of these ways."""

_NO_NUMERAL = rf"[{_FIGURE}{''.join(SCALES)}两a-zA-Z]"
# What is sought begins with one set of characters, so that a search skips all others at once.
_YEAR_OF_FOUR = re.compile(
    # Years that are in figures already are passed over.
    f"[1１一2２二](?!(?<=[12])[0-9]{{3}})(?:(?<=[1１一])[9９九][{_FIGURE}]{{2}}(?=年)|(?<=[2２二])[{_ZERO}](?:[{_FIGURE}]{{2}}(?=年)"
    f"|(?<!{_NO_NUMERAL}[2２二][{_ZERO}])[{_ZERO}1１一2２二][{_FIGURE}](?!{_NO_NUMERAL})))"
)
_YEAR = re.compile(rf"(?<![{_FIGURE}]){YEAR}(?![{_FIGURE}])")
# 一二年 and 二三年 are left out: they may say one or two, two or three years. 十年 and 二十年 are stretches of time.
_LAST_TWO = r"(?:[零〇○][四五六七八九]|一[零〇○一三四五六七八九]|二[零〇○一二四五六七八九]|二?十[一二三四五六七八九])"
_STRETCH_BEFORE = "".join(f"(?<!{word})" for word in ("[近前后过续第这那每满达长共逾超隔经历]", "[过最]去", "[数几]"))
_YEAR_OF_TWO = re.compile(
    rf"{_STRETCH_BEFORE}(?<!{_NO_NUMERAL}){_LAST_TWO}(?=年(?![来间里内前后期]|以[来前后]|的?时间|之[内间前后]))"
)


def read_year(written: str) -> int:
    """The year that a match of `YEAR` writes."""
    return int(in_figures(written))


def first_year(text: str) -> int | None:
    """The first year of four digits in a text."""
    found = _YEAR.search(text)
    return read_year(found[0]) if found else None


def western(text: str) -> str:
    """The text with its years of four digits in figures (二O一八年 becomes 2018年); the length stays."""
    return _YEAR_OF_FOUR.sub(lambda match: in_figures(match[0]), text)


def western_spoken(text: str) -> str:
    """The same of what a person says, who may leave the century out: 十六年 becomes 16年, 零八年 08年."""
    return _YEAR_OF_TWO.sub(_two_figures, western(text))


def _two_figures(match: re.Match[str]) -> str:
    number = read_number(match[0]) if "十" in match[0] else int(in_figures(match[0]))
    return f"{number:02}"
