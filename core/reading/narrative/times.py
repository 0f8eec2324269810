"""When a figure is: of the report's year, of another, of several, of a part of it, a plan, a rate or a difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.text.lexicon import Word

Time = Literal["this", "other", "several", "part", "plan", "rate", "change"]


@dataclass(frozen=True, slots=True)
class Times:
    """When the figure of a piece is, and what holds for the pieces after it."""

    here: Time
    after: Time
    until: bool
    carried: str | None = None
    this_year: bool = False
    """Whether the words name the report's year."""


def read_times(words: Sequence[Word], figure: Word | None, year: int | None, time: Time, *, until: bool) -> Times:
    """The time that the words before a figure give it; `time` is the one that held before."""
    carries = any(word.may_be("act.carry") for word in words)
    here, after, carried = time, time, None
    against = changed = said_this = False
    planned: Time | None = time if time in ("plan", "rate") else None
    for position, word in enumerate(words):
        found = _time(word, year)
        if found is not None and carries:
            carried = carried or _carried(word, year)
            continue
        if found is not None and (against and not said_this):
            continue
        if found == "several" and word.text == "以来" and position and _is_of(words[position - 1], year):
            found = "this"
        if found in ("day", "other") and _follows(words, position, _FROM):
            # 自2008年5月1日起开展…: when it began is not when the figure is.
            until = True
            said_this = said_this or (found == "day" and bool(word.figure and word.figure.years))
        elif found == "day":
            if _follows(words, position, _UNTIL):
                until = True
            else:
                here = after = "part" if here != "other" else here
        elif found in ("plan", "rate"):
            planned = found
            after = found if word.may_be("sentence") else after
        elif found is not None:
            here = after = found
            said_this = said_this or found == "this"
            until = until and found != "this"
        if word.may_be("against"):
            against = True
        if word.may_be("change"):
            changed = True
        if word.may_be("change.to"):
            against = changed = False
            here = after = "this"
        if word.text in _UNTIL[:5]:
            until = True
        if word.may_be("cumulative") and until and not said_this and here == "this":
            here = "several"
    if planned is not None:
        here = planned
    if changed or against:
        here = "change"
    return Times(here, after, until, carried, said_this)


def _time(word: Word, year: int | None) -> Time | Literal["day"] | None:
    if word.figure is not None:
        match word.figure.kind:
            case "year":
                return "this" if year is None or not word.figure.years or year in word.figure.years else "other"
            case "part_of_year":
                return "part"
            case "several_years":
                return "several"
            case "date":
                other = year is not None and word.figure.years and year not in word.figure.years
                return "other" if other else "day"
            case _:
                return None
    for sense, time in _SENSES:
        if word.may_be(sense):
            return time
    return None


_SENSES: tuple[tuple[str, Time], ...] = (
    ("when.this", "this"),
    ("when.last", "other"),
    ("when.next", "other"),
    ("when.several", "several"),
    ("when.part", "part"),
    ("rate", "rate"),
    ("plan", "plan"),
)


def _is_of(word: Word, year: int | None) -> bool:
    """Whether the word is a date of the year, whole or damaged."""
    return word.figure is not None and (year in word.figure.years or word.text.startswith(str(year)))


def _carried(word: Word, year: int | None) -> str | None:
    if word.may_be("when.last"):
        return "in"
    if word.may_be("when.next"):
        return "out"
    if word.figure is not None and word.figure.years and year is not None:
        named = word.figure.years[0]
        return "in" if named < year else "out" if named > year else None
    return None


_UNTIL = ("截至", "截止", "截止到", "截至到", "截止至", "至", "到", "止")
_FROM = ("自", "从")


def _follows(words: Sequence[Word], position: int, texts: Sequence[str]) -> bool:
    return position > 0 and words[position - 1].text in texts
