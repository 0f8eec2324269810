"""Parts of the year that make the whole: 上半年未收到申请;下半年收到申请2件 is 2 in the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from core.reading.narrative.senses import all_senses
from core.text.lexicon import mask

if TYPE_CHECKING:
    from core.reading.narrative.frames import Frame

_MONTHS = 12
_KINDS = ("thing.", "act.")
_OF_HALVES = mask("halves")


def whole_years(frames: Sequence[Frame]) -> list[Frame]:
    """The frames; where one part of the year had none, what the other had is the year's.

    Two numbers that make a year are left open: nobody says their sum.
    """
    done = list(frames)
    for at, frame in enumerate(frames):
        before = _other_part(frame, done[:at]) if frame.months else None
        if before is None:
            continue
        first = done[before]
        if not first.denied and not frame.denied:
            for position in (before, at):
                done[position] = done[position]._replace(context=done[position].context | _OF_HALVES)
        elif first.denied:
            _take_for_the_year(done, at, len(done))
        else:
            _take_for_the_year(done, before, at)
    return done


def _other_part(frame: Frame, before: Sequence[Frame]) -> int | None:
    """Where the frame stands that says the same of the rest of the year."""
    if frame.time != "part" or frame.of is not None:
        return None
    return next(_matching(frame, before), None)


def _matching(frame: Frame, before: Sequence[Frame]) -> Iterator[int]:
    for position in range(len(before) - 1, -1, -1):
        other = before[position]
        whole = len(other.months | frame.months) == _MONTHS and other.months.isdisjoint(frame.months)
        if whole and other.of is None and _alike(other, frame):
            yield position


def _alike(one: Frame, other: Frame) -> bool:
    """Whether they do not speak of different things or acts."""
    first, second = all_senses(one.words), all_senses(other.words)
    for kind in _KINDS:
        mine = {sense for sense in first if sense.startswith(kind)}
        others = {sense for sense in second if sense.startswith(kind)}
        if mine and others and mine.isdisjoint(others):
            return False
    return True


def _take_for_the_year(done: list[Frame], start: int, end: int) -> None:
    """The frame there is the year's, and so is what follows of it up to another part of the year."""
    months = done[start].months
    for position in range(start, end):
        frame = done[position]
        if frame.time != "part" or (frame.months and frame.months != months):
            return
        done[position] = frame._replace(time="this")
