"""Which figures a number could be that was not read for sure: all but those that its own words rule out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from core.reading.narrative.flow import Topic, sentences
from core.reading.narrative.frames import Frame
from core.reading.narrative.nearest import Miss, misses
from core.reading.narrative.reading import passages
from core.reading.narrative.rules import rules
from core.reading.narrative.senses import has
from core.text.clean import clean
from core.text.lexicon import Word
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


@lru_cache(maxsize=_REMEMBERED)
def candidates(quote: str, number: Number, year: int | None) -> frozenset[FigureKey]:
    """The figures that a number may be, by the words that hold it.

    What stood around the words is not known any more: it may have said whatever they leave open.
    """
    frames = [frame for frame in _frames(quote, year, frozenset()) if _is_it(frame, number)]
    if any(word.may_be(_BARE) for frame in frames for word in frame.words):
        # 收到申请7件 stood where the reader knew of what: it may have been under the heading of requests.
        frames = [frame for frame in _frames(quote, year, frozenset(("requests",))) if _is_it(frame, number)]
    open_ = (miss.rule for frame in frames for miss in misses(frame, year) if _is_open(miss, frame))
    found = frozenset((rule.indicator, rule.applicant) for rule in open_)
    return found or frozenset(_counted_alike(frames, year))


def _frames(quote: str, year: int | None, topics: frozenset[Topic]) -> Iterator[Frame]:
    read = passages((replace(sentence, topics=topics) for sentence in sentences(clean(quote), ())), year)
    return (frame for passage in read for frame in passage.frames)


def _counted_alike(frames: Sequence[Frame], year: int | None) -> Iterator[FigureKey]:
    """Every figure that is counted like the number: its words rule out nothing else."""
    counters = {frame.counted.counter for frame in frames if frame.counted is not None}
    for rule in rules():
        of_the_year = year is None or rule.since <= year <= rule.until
        if of_the_year and (not counters or "" in counters or counters & rule.counters):
            yield rule.indicator, rule.applicant


def _is_it(frame: Frame, number: Number) -> bool:
    return frame.figure is not None and frame.of is None and frame.value == number


def _is_open(miss: Miss, frame: Frame) -> bool:
    """Whether nothing but what the words leave open keeps the rule from taking the frame."""
    if miss.of_other_years or miss.counter is not None or any(map(_says_another, miss.untaken)):
        return False
    return all(_may_be_filled(need, frame) for need in miss.lacking)


def _says_another(word: Word) -> bool:
    """Whether a word that the rule does not take says another thing or act than those of the rule."""
    return has(word, (*_THINGS, "act."))


def _may_be_filled(need: frozenset[str], frame: Frame) -> bool:
    """Whether something of the kind may have been said around the words: they name nothing of that kind themselves."""
    for sense in need:
        if sense.startswith(_KNOWN_AROUND):
            continue
        kind = next((kind for kind in _KINDS if sense.startswith(kind)), None)
        kinds = _THINGS if sense.startswith(_THINGS) else (kind,) if kind else ()
        if not kinds or not any(has(word, kinds) for word in frame.words):
            return True
    return False
