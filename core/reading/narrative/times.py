"""When a figure is: of the report's year, of another, of several, of a part of it, a plan, a rate or a difference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from core.reading.narrative.senses import any_of
from core.text.lexicon import NUMBER, Word, mask

Time = Literal["this", "other", "several", "part", "day", "plan", "rate", "change"]

_SENSES: tuple[tuple[str, Time], ...] = (
    ("when.this", "this"),
    ("when.last", "other"),
    ("when.next", "other"),
    ("when.several", "several"),
    ("when.part", "part"),
    ("rate", "rate"),
    ("plan", "plan"),
)
_TIMES = frozenset(sense for sense, _ in _SENSES)
_TELLING = _TIMES | {"against", "change", "change.to", "ends", "cumulative"}
"""The senses of words that tell when something is."""
_CARRYING = ("act.pending", "act.carry")
CARRYING = mask(*_CARRYING)
TELLING = NUMBER | CARRYING | mask(*sorted(_TELLING))
"""The bits of what must be said for a figure to be of another time than the one before."""
# The regulations came into force on 2008-05-01: that year's reports begin there.
_FIRST_YEAR = 2008
_SINCE_MAY = re.compile(r"(?:2008年)?(?:0?5|五)月(?:1日)?[^\d月]{0,3}(?:12|十二)月")
_SINCE = "以来"
_HALVES = {"上半年": frozenset(range(1, 7)), "下半年": frozenset(range(7, 13))}
_NUMBERED = "零一二三四"
_QUARTERS = re.compile(f"(?P<until>前)?第?(?P<last>[{_NUMBERED[1:]}])个?季度")
_SPAN = re.compile(r"(?P<first>\d{1,2})月?份?[^\d月]{1,3}(?P<last>\d{1,2})月")
_ALL_MONTHS = frozenset(range(1, 13))
_WHOLE = ("全年", "年内", "年度")
_THAT_YEAR = ("当年", "当年度")
_BEFORE = ("when.last", "when.several", "when.start")
_ENDS = frozenset(("年末", "年底", "期末"))
_ADDING = frozenset(("加上", "连同", "加", "算上"))
_FROM = ("自", "从")
_TO = ("至", "到", "止")


class Times(NamedTuple):
    """When the figure of a piece is, and what holds for the pieces after it."""

    here: Time
    after: Time
    until: bool
    """Whether an end was named (截至12月底), so that a running total is that of all years."""
    carried: str | None = None
    """Whether it is carried over from the year before ("in") or to the next ("out")."""
    this_year: bool = False
    """Whether the words name the report's year."""
    months: frozenset[int] = frozenset()
    """Which months they name, where they name a part of the year."""


def read_times(
    words: Sequence[Word], behind: Sequence[Word], year: int | None, time: Time, *, until: bool, carries: bool
) -> Times:
    """The time that the words before a figure give it; `time` is the one that held before.

    `behind` are the words after the figure: they only tell whether it is carried over, where anything `carries`.
    """
    heard = [position for position, word in enumerate(words) if word.mask & TELLING]
    if carries:
        both = (*words, *behind)
        if any_of(both, "act.carry") or carried(words, year) == "in" or is_left_over(words, behind, year):
            return Times("this" if time != "plan" else time, time, until, carried(both, year))
    if not heard:
        return Times(time, time, until)
    reading = _Reading(year, time, until)
    for position in heard:
        reading.see(words, position, words[position])
    return reading.told()


class _Reading:
    """Goes through the words before a figure."""

    def __init__(self, year: int | None, time: Time, until: bool) -> None:
        self._year = year
        self._here = self._after = time
        self._until = until
        self._this_year = self._against = self._changed = False
        self._planned: Time | None = time if time in ("plan", "rate") else None
        self._months: frozenset[int] = frozenset()

    def see(self, words: Sequence[Word], position: int, word: Word) -> None:
        """Takes one word into account."""
        if word.figure is None and word.senses.isdisjoint(_TELLING):
            return
        found: Time | None = _time(word, self._year)
        before = words[position - 1].text if position else ""
        if found == "several" and self._since_this_year(words[position - 1] if position else None, word):
            found = "this"
        if found == "several" and any_of(words[:position], "about"):
            # 同意公开2件,涉及历年录取分数: what is asked for may be of any year.
            found = None
        if (
            found == "this"
            and position
            and word.text.startswith(_WHOLE)
            and _time(words[position - 1], self._year) == "other"
        ):
            # 去年全年, 2015年全年.
            found = None
        if word.text in _THAT_YEAR and self._here == "other":
            # 2015年,…当年公开信息121条: the year that was named.
            found = None
        if found == "part":
            found = self._part_of(words[position - 1] if position else None, word)
        if found is not None and not (self._against and not self._this_year):
            self._take(found, word, before, until=position > 0 and words[position - 1].may_be("ends"))
        self._against = self._against or word.may_be("against")
        self._changed = self._changed or word.may_be("change")
        if word.may_be("change.to"):
            self._against = self._changed = False
            self._here = self._after = "this"
        self._until = self._until or word.may_be("ends")
        if word.may_be("ends") and position and _is_of(words[position - 1], self._year):
            # 2012年末累计: all until then.
            self._this_year = False
        running = word.may_be("cumulative") and self._until and not self._this_year and self._year != _FIRST_YEAR
        if running and self._here == "this":
            self._here = "several"

    def _part_of(self, before: Word | None, word: Word) -> Time | None:
        """Which part of which year: 2021年上半年; 上半年、下半年 are the year."""
        if before is not None and _time(before, self._year) == "other":
            return None
        self._months |= _months(word)
        return "this" if self._months == _ALL_MONTHS else "part"

    def _since_this_year(self, before: Word | None, word: Word) -> bool:
        """2022年以来 in the report of 2022; 条例施行以来 in that of the year in which they came into force."""
        named = before is not None and before.figure is not None and bool(before.figure.years)
        if before is not None and named and not _is_of(before, self._year):
            return False
        return (named and word.text == _SINCE) or (word.text.endswith(_SINCE) and self._year == _FIRST_YEAR)

    def _take(self, found: Time | Literal["day"], word: Word, before: str, *, until: bool) -> None:
        if found in ("day", "other") and before in _FROM and word.figure is not None:
            # 自2008年5月1日起开展…: when it began is not when the figure is.
            self._until = True
            self._this_year = self._this_year or (found == "day" and bool(word.figure.years))
        elif (until or before in _TO) and word.figure is not None and found in ("day", "this"):
            self._until = True
        elif found == "day":
            self._here = self._after = "day" if self._here != "other" else self._here
        elif found in ("plan", "rate"):
            self._planned = found
            self._after = found if word.may_be("sentence") else self._after
        elif found is not None:
            self._here = self._after = found
            self._this_year = self._this_year or found == "this"
            self._until = self._until and found != "this"

    def told(self) -> Times:
        """The time of the figure."""
        here = self._planned or self._here
        if self._changed or self._against:
            here = "change"
        return Times(here, self._after, self._until, None, self._this_year, self._months)


def _time(word: Word, year: int | None) -> Time | Literal["day"] | None:
    if word.figure is None:
        if word.senses.isdisjoint(_TIMES):
            return None
        return next(time for sense, time in _SENSES if word.may_be(sense))
    other = year is not None and bool(word.figure.years) and year not in word.figure.years
    match word.figure.kind:
        case "year":
            return "other" if other else "this"
        case "part_of_year":
            return "this" if year == _FIRST_YEAR and _SINCE_MAY.match(word.text) else "part"
        case "several_years":
            return "several"
        case "date":
            return "other" if other else "day"
        case _:
            return None


def _months(word: Word) -> frozenset[int]:
    """The months of a part of the year."""
    if word.text in _HALVES:
        return _HALVES[word.text]
    if (named := _QUARTERS.match(word.text)) is not None:
        last = 3 * _NUMBERED.index(named["last"])
        return frozenset(range(1 if named["until"] else last - 2, last + 1))
    if (span := _SPAN.search(word.text)) is not None:
        return frozenset(range(int(span["first"]), int(span["last"]) + 1))
    return frozenset()


def _is_of(word: Word, year: int | None) -> bool:
    """Whether the word is a date of the year, whole or damaged."""
    return word.figure is not None and (year in word.figure.years or word.text.startswith(str(year)))


def carried(words: Sequence[Word], year: int | None) -> str | None:
    """Whether the words carry something over from last year or to the next."""
    told = next(filter(None, (_carried(word, year) for word in words)), None)
    # 加上结转的1件,应办20件: what is added to those of the year.
    return told or ("in" if words and words[0].text in _ADDING else None)


def is_left_over(before: Sequence[Word], behind: Sequence[Word], year: int | None) -> bool:
    """另有5件在下一年度答复, 其余1件于2021年1月答复: the rest, and when it is answered."""
    rest = any_of(before, "besides", "rest", "other") and any_of(behind, "act.answer", "act.conclude", "act.handle")
    return rest and carried(behind, year) == "out"


def _carried(word: Word, year: int | None) -> str | None:
    if not word.senses.isdisjoint(_BEFORE):
        return "in"
    if word.may_be("when.next") or word.text in _ENDS:
        return "out"
    if word.figure is not None and word.figure.years and year is not None:
        named = word.figure.years[0]
        return "in" if named < year else "out" if named > year else None
    return None
