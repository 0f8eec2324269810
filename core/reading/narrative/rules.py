"""The rules of `rules.toml`: what a frame must say to be a figure of an indicator."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from importlib import resources
from operator import or_
from typing import Any, Literal, NamedTuple

from core.reading.narrative.frames import Frame
from core.reading.narrative.senses import said_by
from core.text.lexicon import COUNT, MARKS, NUMBER, Word, mask
from core.text.lexicon.entries import senses
from core.types import Applicant

Fit = Literal["sure", "weak", "narrow"]
Way = Literal["said", "none", "all"]
"""Whether a frame counts, denies, or says something of another figure."""

NEUTRAL = frozenset(
    (
        *("filler", "count", "and", "sum", "disclosure", "cumulative", "part", "among", "respectively", "each"),
        *(
            "bare",
            "gov",
            "applied",
            "besides",
            "filed",
            "every",
            "ends",
            "value",
            "works",
            "summed",
            "rest",
            "consulted",
        ),
        *("when.this", "when.until", "when.last", "when.next", "when.several", "when.part", "rate", "plan", "sentence"),
        *(
            "when.start",
            "against",
            "except",
            "results",
            "change",
            "change.to",
            "whose.own",
            "whose.all",
            "whose.part",
            "whose.other",
            "all",
            "newmedia",
            "now",
            "actual",
            "items",
            "less",
            "means",
            "named",
        ),
    )
)


class Heard(NamedTuple):
    """The bits of what a frame says with what is around it, and of the thing spoken of before."""

    here: int
    before: int

    @classmethod
    def of(cls, frame: Frame) -> Heard:
        """Everything that the frame says."""
        return cls(frame.said | frame.done | frame.context, said_by(frame.topic))


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to say an indicator: the senses that must stand, and those that may."""

    needs: tuple[tuple[frozenset[str], bool], ...]
    """Each with whether the thing spoken of before may fill it."""
    wanted: tuple[tuple[int, bool], ...]
    """The same as bits."""
    may: frozenset[str]
    never: frozenset[str]
    """Senses that none of the words may have."""
    kinds: tuple[str, ...] = ()
    """Kinds of senses of which any may stand: out."""
    names: bool = False
    """Whether words that the lexicon does not know may stand: they name what the thing is about."""
    known: frozenset[str] = frozenset()
    """Every sense that may stand: those needed, those that may, and those that say nothing."""
    barred: int = 0
    """The bits of those that must not."""
    passing: int = 0
    """The bits of all that may stand, marks and numbers among them."""

    def fits(self, frame: Frame, heard: Heard) -> bool:
        """Whether every need is filled and nothing else is said."""
        here, before = heard
        for want, may_be_before in self.wanted:
            if not want & here and not (may_be_before and want & before):
                return False
        if self.barred & here or frame.done & ~self.passing:
            return False
        if not frame.said & ~self.passing:
            # However the words are taken, nothing else is said.
            return self.names or not frame.unread
        return all(map(self.takes, frame.words))

    def lacking(self, heard: Heard) -> Iterator[frozenset[str]]:
        """The needs that nothing fills."""
        for (need, _), (want, before) in zip(self.needs, self.wanted, strict=True):
            if not want & heard.here and not (before and want & heard.before):
                yield need

    def takes(self, word: Word) -> bool:
        """Whether one of the ways to take the word says nothing that the shape does not know."""
        if word.figure is not None:
            return True
        if not word.readings:
            return self.names or word.known
        if any(reading <= self.known for reading in word.readings):
            return True
        return bool(self.kinds) and any(
            all(sense.startswith(self.kinds) for sense in reading - self.known) for reading in word.readings
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One indicator (and column) and the ways to say it."""

    indicator: str
    applicant: Applicant | None
    said: tuple[Shape, ...]
    weak: tuple[Shape, ...]
    """Ways that give way to any other figure of the indicator."""
    narrow: tuple[Shape, ...]
    """Ways that go before any other figure of the indicator in the sentence: 其中本年新收31件."""
    none: tuple[Shape, ...]
    all: tuple[Shape, ...]
    of: frozenset[str]
    counters: frozenset[str]
    total: bool
    stock: bool
    time: str
    """What time it is of: this year, unless it is the number of the year before or a change."""
    event: bool
    """Whether what is counted happens on a day, which may be told with it."""
    since: int
    until: int

    def is_of(self, year: int | None) -> bool:
        """Whether reports of the year give the figure; those of no known year may."""
        return year is None or self.since <= year <= self.until

    def foreign_counter(self, frame: Frame) -> str | None:
        """How the number is counted, where the figure is not counted so."""
        counted = frame.counted
        if counted is None or frame.of or not counted.counter or counted.counter in self.counters:
            return None
        return counted.counter

    def ways(self, way: Way) -> tuple[tuple[Fit, tuple[Shape, ...]], ...]:
        """The ways to say the figure, those that go before others first."""
        if way == "said":
            return ("narrow", self.narrow), ("sure", self.said), ("weak", self.weak)
        return (("sure", self.all if way == "all" else self.none),)


def fitting(frame: Frame, year: int | None) -> Iterator[tuple[Rule, Fit]]:
    """Every rule that the frame fits, in the order of the file, and how surely."""
    heard = Heard.of(frame)
    ways, index, any_of_them = _ways(way_of(frame))
    waking = (heard.here | heard.before) & any_of_them
    woken: set[int] = set()
    while waking:
        bit = waking & -waking
        woken |= index[bit]
        waking ^= bit
    told: Rule | None = None
    for number in sorted(woken):
        rule, fit, shape = ways[number]
        if rule is not told and shape.fits(frame, heard) and rule.is_of(year) and not rule.foreign_counter(frame):
            told = rule
            yield rule, fit


def way_of(frame: Frame) -> Way:
    """Which of the ways to say a figure such a frame may have."""
    return "all" if frame.of else "none" if frame.denied else "said"


_Told = tuple[Rule, Fit, Shape]


@cache
def _ways(way: Way) -> tuple[tuple[_Told, ...], Mapping[int, frozenset[int]], int]:
    """Every shape of every rule, in order; by the bit of a sense, those that may fit a frame with it, by their number;
    and all these bits.

    A shape is found by the rarest of its needs; what is around a frame and words that say nothing are seldom rare.
    """
    told = tuple((rule, fit, shape) for rule in rules() for fit, shapes in rule.ways(way) for shape in shapes)
    often = Counter(sense for _, _, shape in told for need, _ in shape.needs for sense in need)
    words = {sense for readings in senses().values() for reading in readings for sense in reading}

    def rarity(need: frozenset[str]) -> tuple[bool, int]:
        common = (sense in NEUTRAL or not (sense in words or sense.startswith("business.")) for sense in need)
        return any(common), sum(often[sense] for sense in need)

    index: dict[int, set[int]] = {}
    for number, (_, _, shape) in enumerate(told):
        for sense in min((need for need, _ in shape.needs), key=rarity):
            index.setdefault(mask(sense), set()).add(number)
    return told, {bit: frozenset(numbers) for bit, numbers in index.items()}, reduce(or_, index)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the file."""
    text = resources.files("core.reading.narrative").joinpath("rules.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return tuple(_rule(row, data["sets"], data["counters"]) for row in data["rule"])


def _rule(row: Mapping[str, Any], sets: Mapping[str, str], counters: Mapping[str, str]) -> Rule:
    return Rule(
        indicator=row["indicator"],
        applicant=row.get("applicant"),
        said=_shapes(row.get("said", ()), sets),
        weak=_shapes(row.get("weak", ()), sets),
        narrow=_shapes(row.get("narrow", ()), sets),
        none=_shapes(row.get("none", ()), sets),
        all=_shapes(row.get("all", ()), sets),
        of=frozenset(row.get("of", ())),
        counters=frozenset(counters[row["counters"]].split()),
        total=row.get("total", False),
        stock=row.get("stock", False),
        time=row.get("time", "this"),
        event=row.get("event", False),
        since=row.get("since", 0),
        until=row.get("until", 9999),
    )


def _shapes(written: Iterable[str], sets: Mapping[str, str]) -> tuple[Shape, ...]:
    return tuple(_shape(text, sets) for text in written)


def _shape(text: str, sets: Mapping[str, str]) -> Shape:
    needs: list[tuple[frozenset[str], bool]] = []
    may: set[str] = set()
    never: set[str] = set()
    kinds: list[str] = []
    names = False
    while "@" in text:
        text = re.sub(r"@(\w+)", lambda found: sets[found[1]], text)
    for part in text.split():
        if part == "names?":
            names = True
            may.add("section")
        elif part.endswith(".*?"):
            kinds.append(part[:-2])
        elif part.startswith("-"):
            never.add(part[1:])
        elif part.endswith("?"):
            may.add(part[:-1])
        else:
            needs.append((frozenset(part.replace("~", "").split("|")), "~" in part))
    known = NEUTRAL.union(may, *(need for need, _ in needs))
    wanted = tuple((mask(*sorted(need)), before) for need, before in needs)
    passing = mask(*sorted(known)) | _always_passing()
    barred = mask(*sorted(never))
    return Shape(tuple(needs), wanted, frozenset(may), frozenset(never), tuple(kinds), names, known, barred, passing)


@cache
def _always_passing() -> int:
    """The bits of numbers, of marks, and of the kinds of senses, which say nothing that the senses do not."""
    known = {sense for readings in senses().values() for reading in readings for sense in reading}
    kinds = {sense[: at + 1] for sense in known for at, sign in enumerate(sense) if sign == "."}
    return NUMBER | COUNT | mask(*sorted(MARKS), *sorted(kinds))
