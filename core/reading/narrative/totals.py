"""A number that adds up those before it: 参加发布会2次,举办1次,共3次; 公开人事信息3条、财务信息5条,合计8条."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from math import isclose
from operator import or_

from core.reading.narrative.frames import NO_CHANNELS, Frame, channels
from core.reading.narrative.senses import SAYS, has_any
from core.text.lexicon import Word, mask
from core.types import Number

_ALIKE = (frozenset("条篇件份则"), frozenset("人名位"))
_COUNTERS_OF_PIECES = frozenset("篇件个份期条")
_ACTS = ("act.receive", "act.answer", "act.conclude", "act.charge", "act.repeal", "act.issue")
_APART = ("chan.", "whose.", "when.", "appl.")
_CARRIED, _IS_SUMMED = mask("carried.in", "carried.out"), mask("summed")
_HEAD_CARRIED, _OF_WAYS = mask("head.carried"), mask("of.ways")


@dataclass(frozen=True, slots=True)
class Sum:
    """A frame that adds up others: what all of them say together, and whether every one of them is a part of it."""

    frame: Frame
    """The number of the sum with the words of its parts."""
    parts: tuple[Frame, ...]
    explained: bool
    """Whether the parts add up to it."""


def sums(frames: Sequence[Frame]) -> Iterator[Sum]:
    """Every sum of the sentence."""
    for position, frame in enumerate(frames):
        if _may_be_a_sum(frame):
            parts = _parts(frame, frames[:position])
            # 2015年121条,2016年158条,共279条: of several years.
            if parts and all(part.time != "other" for part in parts):
                yield _summed(frame, parts)


def _may_be_a_sum(frame: Frame) -> bool:
    if frame.figure is None or frame.value is None or frame.of is not None or frame.part:
        return False
    bare = not frame.said & SAYS and not frame.says("other", "among")
    return bare or frame.says("sum", "cumulative")


def _parts(frame: Frame, before: Sequence[Frame]) -> tuple[Frame, ...]:
    """The numbers counted alike right before the sum, as many as add up to it, or all of its stretch."""
    counted = [
        other
        for other in before
        if other.figure is not None
        and other.of is None
        and other.value is not None
        and other.depth <= frame.depth
        and _alike(other, frame)
    ]
    unique = list({other.figure: other for other in reversed(counted)}.values())[::-1]
    values = [other.value or 0 for other in unique]
    total = sum(values)
    for first, value in enumerate(values[:-1]):
        # A running total may be off by a rounding: what nearly is the sum is added up again.
        if isclose(total, frame.value or 0, abs_tol=1e-6) and _are(values[first:], frame.value or 0):
            return tuple(unique[first:])
        total -= value
    pure = not frame.said & SAYS and frame.says("sum")
    return tuple(other for other in unique if other.group == frame.group) if pure else ()


def _alike(one: Frame, other: Frame) -> bool:
    if one.says("thing.interpretation") and not other.said & SAYS:
        # 文字解读18篇、图解9个、视频解读3个,合计30件.
        return _counter(other) in _COUNTERS_OF_PIECES
    first, second = _counter(one), _counter(other)
    return first == second or any({first, second} <= alike for alike in _ALIKE)


def _counter(frame: Frame) -> str:
    return frame.counted.counter if frame.counted is not None else ""


def _summed(frame: Frame, parts: tuple[Frame, ...]) -> Sum:
    explained = (
        len(parts) > 1 and _are([part.value or 0 for part in parts], frame.value or 0) and not _do_otherwise(parts)
    )
    each = len(parts) == 1 and parts[0].says("each")
    done = reduce(or_, [part.done & _CARRIED for part in parts])
    words = tuple(_without_places(word for part in parts for word in part.words if not word.may_be("each")))
    topic = parts[0].topic if not has_any(words, ("thing.",)) else ()
    summed = frame.saying(
        (*words, *_without_places(frame.words)),
        topic=topic,
        time="this",
        whose="own",
        done=frame.done | _IS_SUMMED | done,
        context=frame.context & ~(channels(frame.said) | _HEAD_CARRIED)
        | NO_CHANNELS
        | (_OF_WAYS if all(part.says("chan.") for part in parts) else 0),
    )
    return Sum(summed, parts, explained or each)


def _are(values: Sequence[Number], total: Number) -> bool:
    """Whether they add up to the total; amounts in 万元 have parts that no binary fraction holds."""
    return isclose(sum(values), total, rel_tol=1e-9)


def _do_otherwise(parts: Sequence[Frame]) -> bool:
    """收到2件,答复2件: what was done with one is not what was done with the other."""
    acts = [{act for act in _ACTS if part.says(act)} for part in parts]
    return any(one and other and not one & other for one, other in pairwise(acts))


def _without_places(words: Iterator[Word] | Sequence[Word]) -> Iterator[Word]:
    return (word for word in words if not _is_apart(word))


def _is_apart(word: Word) -> bool:
    """Whether the word says, however it is taken, of which part a number is."""
    return bool(word.readings) and all(any(sense.startswith(_APART) for sense in reading) for reading in word.readings)
