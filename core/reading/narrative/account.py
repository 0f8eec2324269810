"""The account of a sentence's numbers and negations: each is a figure, or explained, or unread."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from core.reading.narrative.frames import Frame
from core.reading.narrative.senses import all_senses, any_of

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
    "day": "part_of_year",
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
_CORE_OF_TRAINING = frozenset(("thing.course", "act.train", "thing.meeting"))
_COUNTERS_OF_REQUESTS = frozenset("件宗起例桩封")
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
    said = all_senses(frame.words)
    if any(sense.startswith("other.") for sense in said) and not _is_told_all_the_same(frame, said):
        return "other_business"
    if _is_loose(frame) and not said.intersection(_COUNTED_LOOSELY) and not _counts_requests(frame):
        return "other_business"
    if not _is_core(frame, said):
        return "part" if frame.topic else "other_business"
    if frame.whose == "other":
        return "other_body"
    if frame.whose == "part":
        return "part"
    return None


def _is_loose(frame: Frame) -> bool:
    """七个部分, 一处变更: a number that hardly counts what reports tell."""
    figure = frame.counted
    if figure is None or frame.figure is None:
        return False
    spoken = not frame.figure.text[:1].isdigit()
    return figure.counter in _LOOSE_COUNTERS or (spoken and figure.value == 1)


def _is_told_all_the_same(frame: Frame, said: Set[str]) -> bool:
    """在规定时限内办结67件, 政策解读5篇: beside what is counted another word hardly makes it another thing."""
    return (_counts_requests(frame) and _tells_outcome(said)) or "thing.interpretation" in said


def _tells_outcome(said: Set[str]) -> bool:
    return any(sense.startswith(("out.", "why.")) or sense in ("act.answer", "act.conclude") for sense in said)


def _counts_requests(frame: Frame) -> bool:
    """答复29件;其中提供一部分4件: what is counted so while requests are spoken of is hardly another thing."""
    figure = frame.counted
    return figure is not None and figure.counter in _COUNTERS_OF_REQUESTS and any_of(frame.topic, "thing.request")


def _is_core(frame: Frame, said: Set[str]) -> bool:
    """Whether the words speak of what reports must tell."""
    if any(sense in _CORE or sense.startswith(_CORE_KINDS) for sense in said):
        return True
    if _counts_requests(frame):
        return True
    if "disclosure.near" in frame.context and not said.isdisjoint(_CORE_OF_TRAINING):
        return True
    if {"disclosure", "thing.staff"} <= said or _may_count_requests(said) or _may_be_a_fee(frame, said):
        return True
    topic = all_senses(frame.topic)
    if "thing.request" in topic:
        return any(sense in _CORE_OF_REQUESTS or sense.startswith(("chan.", "appl.")) for sense in said)
    return "thing.item" in topic and ("sum" in said or any(sense.startswith("chan.") for sense in said))


def _may_count_requests(said: Set[str]) -> bool:
    """收到公民提出的申请83件: requests, though the words do not say of what."""
    return "thing.application" in said and not said.isdisjoint(("act.receive", "act.accept"))


def _may_be_a_fee(frame: Frame, said: Set[str]) -> bool:
    """信息处理费应收420元,实际收取420元."""
    figure = frame.counted
    charged = "act.charge" in said and "under.processing" in frame.context
    return charged and figure is not None and figure.counter.endswith("元")
