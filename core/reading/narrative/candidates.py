"""Which figures a number could be that was not read for sure: all but those that its own words rule out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from core.reading.narrative.flow import Topic, sentences
from core.reading.narrative.frames import Frame
from core.reading.narrative.nearest import Miss, misses
from core.reading.narrative.reading import passages
from core.reading.narrative.rules import rules
from core.reading.narrative.senses import has_any, is_thing
from core.text.clean import clean
from core.types import Applicant, FigureKey, Number

_KNOWN_AROUND = ("form.", "counter.", "value.")
_KINDS = ("chan.", "out.", "res.", "why.", "appl.", "path.", "staff.", "quality.")
_THINGS = ("thing.", "other.", "business.")
_BARE = "thing.application"
_REMEMBERED = 4096


def could_be(quote: str, number: Number, year: int | None, indicator: str, applicant: Applicant | None) -> bool:
    """Whether a number that was not read for sure may be this figure, or a whole of which this one is a part."""
    found = candidates(quote, number, year)
    return any(
        column == applicant and (indicator == code or indicator.startswith(f"{code}.")) for code, column in found
    )


def likely(quote: str, number: Number, year: int | None, most: int) -> tuple[FigureKey, ...]:
    """The figures that a number may be, the nearest first; none where its words rule out almost nothing."""
    return _open(quote, number, year)[:most]


@lru_cache(maxsize=_REMEMBERED)
def candidates(quote: str, number: Number, year: int | None) -> frozenset[FigureKey]:
    """The figures that a number may be, by the words that hold it.

    What stood around the words is not known any more: it may have said whatever they leave open.
    """
    if found := _open(quote, number, year):
        return frozenset(found)
    frames = _holding(quote, number, year)
    names_a_thing = any(map(is_thing, (word for frame in frames for word in frame.words)))
    return frozenset(() if names_a_thing else _counted_alike(frames, year))


def _open(quote: str, number: Number, year: int | None) -> tuple[FigureKey, ...]:
    frames = _holding(quote, number, year)
    missed = [(miss, frame) for frame in frames for miss in misses(frame, year)]
    open_ = [miss for miss, frame in missed if _is_open(miss, frame, (*_THINGS, "act."))]
    # An act of no rule may be just another word for that of one.
    open_ = open_ or [miss for miss, frame in missed if _is_open(miss, frame, _THINGS)]
    nearest_first = sorted(open_, key=lambda miss: miss.distance)
    return tuple(dict.fromkeys((miss.rule.indicator, miss.rule.applicant) for miss in nearest_first))


def _holding(quote: str, number: Number, year: int | None) -> list[Frame]:
    """The frames of the words that have the number."""
    frames = [frame for frame in _frames(quote, year, frozenset()) if _is_it(frame, number)]
    if any(word.may_be(_BARE) for frame in frames for word in frame.words):
        # 收到申请7件 stood where the reader knew of what: it may have been under the heading of requests.
        return [frame for frame in _frames(quote, year, frozenset(("requests",))) if _is_it(frame, number)]
    return frames


def _frames(quote: str, year: int | None, topics: frozenset[Topic]) -> Iterator[Frame]:
    read = passages((sentence._replace(topics=topics) for sentence in sentences(clean(quote), ())), year)
    return (frame for passage in read for frame in passage.frames)


def _counted_alike(frames: Sequence[Frame], year: int | None) -> Iterator[FigureKey]:
    """Every figure that is counted like the number: its words rule out nothing else."""
    counters = {frame.counted.counter for frame in frames if frame.counted is not None}
    for rule in rules():
        if rule.is_of(year) and (not counters or "" in counters or counters & rule.counters):
            yield rule.indicator, rule.applicant


def _is_it(frame: Frame, number: Number) -> bool:
    return frame.figure is not None and frame.of is None and frame.value == number


def _is_open(miss: Miss, frame: Frame, telling: tuple[str, ...]) -> bool:
    """Whether nothing but what the words leave open keeps the rule from taking the frame.

    A word that the rule does not take rules it out where it has one of the `telling` kinds of senses.
    """
    if miss.of_other_years or miss.counter is not None or has_any(miss.untaken, telling):
        return False
    return all(_may_be_filled(need, frame) for need in miss.lacking)


def _may_be_filled(need: frozenset[str], frame: Frame) -> bool:
    """Whether something of the kind may have been said around the words: they name nothing of that kind themselves."""
    for sense in need:
        if sense.startswith(_KNOWN_AROUND):
            continue
        kind = next((kind for kind in _KINDS if sense.startswith(kind)), None)
        kinds = _THINGS if sense.startswith(_THINGS) else (kind,) if kind else ()
        if not kinds or not has_any(frame.words, kinds):
            return True
    return False
