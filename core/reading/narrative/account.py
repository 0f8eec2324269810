"""The account of a sentence's numbers and negations: each is a figure, or explained, or unread."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from core.reading.narrative.frames import Frame

Kind = Literal[
    "fact",
    "approximate",
    "other_year",
    "several_years",
    "part_of_year",
    "plan",
    "difference",
    "part",
    "other_body",
    "other_business",
    "unread",
]

_TIMES: dict[str, Kind] = {
    "other": "other_year",
    "several": "several_years",
    "part": "part_of_year",
    "plan": "plan",
    "rate": "plan",
    "change": "difference",
}
# What a number must stand with to be told where it could not be read.
_CORE = (
    *("thing.request", "thing.item", "thing.review", "thing.lawsuit", "thing.complaint", "thing.processing_fee"),
    *("thing.normative", "thing.press_conference", "thing.interview", "thing.interpretation", "thing.topic"),
    *("act.disclose", "thing.reading_point", "thing.budget"),
)
_CORE_KINDS = ("out.", "why.", "res.", "path.", "staff.")
_CORE_OF_REQUESTS = ("act.answer", "act.conclude", "act.carry", "act.pending", "act.receive", "act.accept")
# 七个部分, 一处变更: words, unless they count what is counted so.
_LOOSE_COUNTERS = frozenset("个项处家名位人部")
_COUNTED_LOOSELY = (
    *("thing.request", "thing.staff", "thing.office", "thing.reading_point", "thing.course", "thing.normative"),
    *("staff.full_time", "staff.part_time", "thing.meeting"),
)
_COUNTED_AS = frozenset("件条宗份次起例桩封篇场期班个处人名位项则") | {"", "件次", "人次", "场次", "篇次", "元", "万元"}


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one frame."""

    frame: Frame
    kind: Kind


def account(frames: Sequence[Frame], read: Collection[int]) -> Iterator[Account]:
    """The account of each number and negation; `read` are the places of the numbers that are figures."""
    for frame in frames:
        if frame.of:
            continue
        figure = frame.counted
        if figure is not None and figure.number[0] in read:
            yield Account(frame, "fact")
        else:
            yield Account(frame, _explained(frame) or "unread")


def _explained(frame: Frame) -> Kind | None:
    figure = frame.counted
    if figure is not None and figure.value is None:
        return "approximate"
    if frame.time != "this" and not frame.done:
        return _TIMES[frame.time]
    if figure is not None and figure.counter not in _COUNTED_AS:
        return "other_business"
    said = {sense for word in frame.words for reading in word.readings for sense in reading}
    if any(sense.startswith("other.") for sense in said):
        return "other_business"
    spoken = figure is not None and frame.figure is not None and not frame.figure.text[:1].isdigit()
    loose = figure is not None and (figure.counter in _LOOSE_COUNTERS or (spoken and figure.value == 1))
    if loose and not said.intersection(_COUNTED_LOOSELY):
        return "other_business"
    if not _is_core(frame, said):
        return "part" if frame.topic else "other_business"
    if frame.whose == "other":
        return "other_body"
    if frame.whose == "part":
        return "part"
    return None


def _is_core(frame: Frame, said: Collection[str]) -> bool:
    """Whether the words speak of what reports must tell."""
    if any(sense in _CORE or sense.startswith(_CORE_KINDS) for sense in said):
        return True
    topic = {sense for word in frame.topic for reading in word.readings for sense in reading}
    if "thing.request" in topic:
        return any(sense in _CORE_OF_REQUESTS or sense.startswith(("chan.", "appl.")) for sense in said)
    return "thing.item" in topic and any(sense.startswith("chan.") for sense in said)
