"""What stands beside a frame in its sentence: channels listed with it, outcomes told after it, and the like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.reading.narrative.frames import Frame
from core.reading.narrative.senses import any_of, has_any, says

_CHANNELS = ("chan.website", "chan.wechat", "chan.weibo", "chan.gazette", "chan.other", "chan.media")
_COUNTERS_OF_SITES = ("个", "家", "处", "人", "人次", "万次")
_NOT_WRITTEN = ("chan.in_person", "chan.net", "chan.email", "chan.website", "chan.platform")
_NO_OUTCOMES = ("out.vague", "out.consult", "out.withdrawn", "out.already_public")

_REQUESTS_DONE = frozenset(("act.receive", "act.accept", "act.answer", "act.conclude"))
_DECISIONS = frozenset(("act.decide", "thing.licensing", "thing.punishment", "thing.coercion"))

_DECIDED = ("thing.licensing.alone", "thing.punishment.alone", "thing.coercion.alone")

_CAPACITY = frozenset(
    (
        *("thing.office", "thing.reading_point", "thing.budget", "thing.meeting", "thing.course"),
        *("staff.full_time", "staff.part_time"),
    )
)
_FEWEST_OF_CAPACITY = 3
_RECEIVED = frozenset(("act.receive", "act.accept", "thing.request"))
_DISPUTES = ("thing.review", "thing.lawsuit")
_COMPARED = _RECEIVED.union(_DISPUTES, ("act.occur", "act.file", "disclosure"))
_STAFF = frozenset(("thing.staff", "works"))
_BOTH = 2
# So many outcomes in a sentence are those of requests, whether it names them or not.
_FEWEST_OUTCOMES = 3

Senses = frozenset[str]


class _Around(NamedTuple):
    """One frame of a sentence and the senses of those before and behind it."""

    frame: Frame
    mine: Senses
    before: Senses
    behind: Senses
    last: Senses
    """What the frame right before it says that has a number, in its stretch of the sentence."""
    beside: Senses
    """What the other frames say."""
    next: Senses
    """What the next frame says that is no negation."""
    next_is_part: bool
    sentence: _Sentence


@dataclass(frozen=True, slots=True)
class _Sentence:
    """All frames of a sentence, each with its senses."""

    frames: tuple[Frame, ...]
    senses: tuple[Senses, ...]
    media: tuple[Frame, ...]
    """The frames of media that have no name of their own in the form."""

    def has_another(self, than: Frame, sense: str, fits: Callable[[Frame], object]) -> bool:
        """Whether a frame other than this one has the sense and is as asked for."""
        pairs = zip(self.frames, self.senses, strict=True)
        return any(sense in said and other is not than and fits(other) for other, said in pairs)


def with_neighbours(frames: Sequence[Frame]) -> list[Frame]:
    """The frames, each with what stands beside it in its context."""
    if not frames:
        return []
    senses = tuple([frozenset[str]().union(*[word.senses for word in frame.words]) for frame in frames])
    sentence = _Sentence(tuple(frames), senses, tuple(filter(_is_of_a_medium, frames)))
    said = frozenset[str]().union(*senses)
    said = said.union([sense[: sense.find(".") + 1] for sense in said])
    shared = [name for name in _woken(_BY_SENSE_OF_SENTENCES, said) if _OF_SENTENCES[name].holds(sentence)]
    flags = ((name, _OF_FRAMES[name]) for name in _woken(_BY_SENSE_OF_FRAMES, said))
    woken = [(name, flag.holds) for name, flag in flags if flag.where is None or any(map(flag.where, frames))]
    return [
        _with_context(
            around.frame, around.frame.context.union(shared, [name for name, holds in woken if holds(around)])
        )
        for around in _arounds(sentence)
    ]


def _with_context(frame: Frame, context: Senses) -> Frame:
    """The same as _replace, which takes five times as long."""
    return Frame(*frame[:-1], context)


def _arounds(sentence: _Sentence) -> list[_Around]:
    frames, senses = sentence.frames, sentence.senses
    behind = [frozenset[str]()] * len(frames)
    following = [frozenset[str]()] * len(frames)
    for at in range(len(frames) - 2, -1, -1):
        denied = frames[at + 1].denied
        behind[at] = behind[at + 1] | senses[at + 1]
        following[at] = following[at + 1] if denied else senses[at + 1]
    found: list[_Around] = []
    before: Senses = frozenset()
    last: tuple[int, Senses] = -1, frozenset()
    for at, frame in enumerate(frames):
        part = at + 1 < len(frames) and frames[at + 1].part
        beside = before | behind[at]
        near = last[1] if frame.group - last[0] in (0, 1) else frozenset[str]()
        found.append(_Around(frame, senses[at], before, behind[at], near, beside, following[at], part, sentence))
        before |= senses[at]
        last = (frame.group, senses[at]) if frame.counted is not None and not frame.depth else last
    return found


def _tells_outcomes(senses: Iterable[str]) -> bool:
    return any(sense.startswith(("out.", "why.")) and sense not in _NO_OUTCOMES for sense in senses)


def _tells_a_way(senses: Iterable[str]) -> bool:
    return any(sense.startswith("chan.") for sense in senses)


def _is_written_beside_others(around: _Around) -> bool:
    """书面申请2件、网上申请3件: requests in writing are not all of them."""
    if "chan.written" not in around.mine or "sum" in around.mine:
        return False
    return any(_came_otherwise(frame, around.frame) for frame in around.sentence.frames)


def _came_otherwise(frame: Frame, written: Frame) -> bool:
    apart = frame.of is None and (frame.span[0] >= written.span[1] or frame.span[1] <= written.span[0])
    spoken = any_of(frame.words, "chan.oral") != any_of(written.words, "chan.oral")
    otherwise = any_of(frame.words, *_NOT_WRITTEN) or (spoken and any_of(frame.words, "chan.written"))
    return apart and not frame.part and not frame.depth and otherwise


def _is_responded_beside(around: _Around) -> bool:
    """微博回应事件2次,微信回应事件3次: the form counts them together."""
    beside = (frame for frame in around.sentence.frames if frame is not around.frame and frame.of is None)
    return any(
        frame.figure is not around.frame.figure
        and any_of(frame.words, "chan.weibo", "chan.wechat")
        and any_of(frame.words, "act.respond", "thing.event")
        for frame in beside
    )


def _has_another_reason(around: _Around) -> bool:
    pairs = zip(around.sentence.frames, around.sentence.senses, strict=True)
    others = (senses for frame, senses in pairs if frame.figure is not around.frame.figure)
    return any(sense.startswith("why.") for senses in others for sense in senses)


def _follows_applicants(around: _Around) -> bool:
    """自然人131件,商业企业9件,其他1件: the others are applicants, too."""
    return "other" in around.mine and any(sense.startswith("appl.") for sense in around.last)


def _follows_results(around: _Around) -> bool:
    """维持6宗,没有被纠正的: none of those that were counted."""
    start = around.frame.span[0]
    pairs = zip(around.sentence.frames, around.sentence.senses, strict=True)
    told = (senses for frame, senses in pairs if not frame.denied and frame.span[0] < start)
    return around.frame.denied and any(sense.startswith("res.") for senses in told for sense in senses)


def _holds_courses(around: _Around) -> bool:
    pairs = zip(around.sentence.frames, around.sentence.senses, strict=True)
    held = (
        frame for frame, senses in pairs if frame.of is None and "thing.course" in senses and "act.attend" not in senses
    )
    return any(frame.span[0] < around.frame.span[0] for frame in held)


def _is_of_a_whole_carried_over(around: _Around) -> bool:
    """受理申请21件(含上年结转3件),其中自然人17件: the parts are those of 21."""
    start = around.frame.span[0]
    return any(frame.depth and "carried.in" in frame.done and frame.span[0] < start for frame in around.sentence.frames)


def _is_named_otherwise_behind(around: _Around) -> bool:
    """3件不属于本机关职责(本机关不掌握相关政府信息): the form of 2019 has another name for it."""
    frames = around.sentence.frames
    at = next(position for position, frame in enumerate(frames) if frame is around.frame)
    behind = frames[at + 1] if at + 1 < len(frames) else None
    if behind is None or behind.of is None or behind.depth <= around.frame.depth:
        return False
    return "form.2014" not in behind.context and has_any(behind.words, ("out.", "why."))


def _is_of_those_carried_over(around: _Around) -> bool:
    """上年结转2件(自然人1件,商业企业1件): the brackets part what was carried over."""
    start = around.frame.span[0]
    outer = [
        frame
        for frame in around.sentence.frames
        if frame.of is None and frame.depth < around.frame.depth and frame.span[0] < start
    ]
    return bool(outer) and "carried.in" in outer[-1].done


def _lists_channels(sentence: _Sentence, group: int | None = None) -> bool:
    """Whether the website and another channel have figures of their own."""
    pairs = zip(sentence.frames, sentence.senses, strict=True)
    counted = [senses for frame, senses in pairs if _counts_items(frame) and group in (None, frame.group)]
    kinds = {channel for senses in counted for channel in _CHANNELS if channel in senses}
    return "chan.website" in kinds and len(kinds) > 1


def _is_of_another_site(around: _Around) -> bool:
    """通过水利网公开1590条,通过省门户网站公开256条: one site of several."""
    return any(
        other is not around.frame and other.part and other.group == around.frame.group and _is_on_a_site(other)
        for other in around.sentence.frames
        if around.frame.part
    )


def _is_of_another_medium(around: _Around) -> bool:
    """电视台12条、江城晚报28条: one way of several that the form counts together."""
    return any(
        other is not around.frame and other.part == around.frame.part and other.group == around.frame.group
        for other in around.sentence.media
    )


def _is_of_a_medium(frame: Frame) -> bool:
    return _counts_items(frame) and (bool(frame.unread) or any_of(frame.words, "chan.media", "chan.other"))


def _is_contrasted(around: _Around) -> bool:
    """去年收到申请9件,今年26件; 本年度0件,历年累计2件: the one counts what the other does."""
    frames = around.sentence.frames
    at = next(position for position, frame in enumerate(frames) if frame is around.frame)
    if any(map(says, around.frame.words)):
        return False
    return any(_is_of_other_years(frame) for frame in (*frames[max(at - 1, 0) : at], *frames[at + 1 : at + 2]))


def _is_of_other_years(frame: Frame) -> bool:
    """Whether it is a number of requests or disputes of other years, and no more is said of them."""
    said = [word for word in frame.words if says(word) and not word.senses & _COMPARED]
    other = frame.time in ("other", "several") and frame.counted is not None
    return other and not said and any_of((*frame.words, *frame.topic), "thing.request", *_DISPUTES)


def _is_parted_alone(around: _Around) -> bool:
    """主动公开涉水信息61条,其中通知30条、动态31条: the only number that others part."""
    wholes = [frame for frame in around.sentence.frames if frame.of is None and not frame.part]
    return around.next_is_part and len(wholes) == 1


def _is_plain(sentence: _Sentence) -> bool:
    """Whether the sentence speaks of nothing that is no matter of a report."""
    pairs = zip(sentence.frames, sentence.senses, strict=True)
    return not any(frame.unread or any(sense.startswith("other.") for sense in senses) for frame, senses in pairs)


def _outcomes(around: _Around) -> set[str]:
    """What the frames of the sentence say became of something."""
    return {sense for sense in around.beside | around.mine if sense.startswith("out.") and sense not in _NO_OUTCOMES}


def _is_on_a_site(frame: Frame) -> bool:
    return _counts_items(frame) and (
        any_of(frame.words, "chan.website") or any(word.text.endswith("网") for word in frame.unread)
    )


def _is_answered_late_beside(around: _Around) -> bool:
    """按期答复4件,1件延期答复: those in time are not all."""
    if "quality.on_time" not in around.mine:
        return False
    return around.sentence.has_another(around.frame, "quality.extended", lambda other: other.value)


def _has_other_staff_beside(around: _Around) -> bool:
    """1名同志负责,各股室另有8名联络员: neither of them are all."""
    if around.frame.part:
        return False
    return around.sentence.has_another(around.frame, "member", lambda other: other.value and not other.part)


def _is_of_parts(around: _Around) -> bool:
    """各处室确定联络员38名: those of the parts are no staff of disclosure."""
    return around.frame.whose == "part" and "member" in around.mine


def _lists_decisions(sentence: _Sentence) -> bool:
    """行政许可0件,行政处罚4件,行政强制0件."""
    listed = {
        kind
        for frame, senses in zip(sentence.frames, sentence.senses, strict=True)
        for kind in _DECIDED
        if kind in senses
        and frame.counted
        and frame.counted.counter == "件"
        and len([word for word in frame.words if word.senses.isdisjoint(("filler", "all", "when.this"))]) == 1
    }
    return len(listed) > 1


def _lists_capacity(sentence: _Sentence) -> bool:
    said = frozenset[str]().union(*sentence.senses)
    form = "form.2014" in sentence.frames[0].context
    return form and len(said & _CAPACITY) >= _FEWEST_OF_CAPACITY


def _employs_both(sentence: _Sentence) -> bool:
    """设专职人员1名、兼职人员2名."""
    said = frozenset[str]().union(*sentence.senses)
    told = not said.isdisjoint(("act.staff", "thing.staff")) or (len(sentence.frames) == _BOTH and _is_plain(sentence))
    return {"staff.full_time", "staff.part_time"} <= said and told


def _counts_items(frame: Frame) -> bool:
    figure = frame.counted
    return figure is not None and figure.counter not in _COUNTERS_OF_SITES


def _is_a_class_of_documents(around: _Around) -> bool:
    """主动公开173件、依申请公开121件、不予公开118件: how documents were classed, no request among them."""
    classed = "proactive" in around.beside and "out.denied" in around.beside | around.mine
    return classed and around.beside.isdisjoint(_REQUESTS_DONE)


def _is_posted_beside(around: _Around) -> bool:
    return around.sentence.has_another(around.frame, "other.post", lambda other: other.part)


def _is_mailed_beside(around: _Around) -> bool:
    return around.sentence.has_another(around.frame, "chan.email", lambda other: other.value)


class _Flag(NamedTuple):
    """What holds of a frame; `said` are senses or kinds of senses of which the sentence must have one for it, `where`
    tells what one of its frames must be.
    """

    holds: Callable[[_Around], bool]
    said: frozenset[str] = frozenset()
    where: Callable[[Frame], object] | None = None


class _Whole(NamedTuple):
    """What holds of all frames of a sentence."""

    holds: Callable[[_Sentence], bool]
    said: frozenset[str] = frozenset()


def _where(said: str, holds: Callable[[_Around], bool]) -> _Flag:
    return _Flag(holds, frozenset(said.split()))


_OF_FRAMES: Mapping[str, _Flag] = {
    "outcomes.next": _where("out. why.", lambda around: _tells_outcomes(around.next)),
    "outcomes.beside": _where("out. why.", lambda around: _tells_outcomes(around.beside)),
    "ways.next": _where("chan.", lambda around: _tells_a_way(around.next)),
    "ways.parts": _where("chan.", lambda around: around.next_is_part and _tells_a_way(around.next)),
    "head.cumulative": _where("cumulative", lambda around: "cumulative" in around.before),
    "running": _where("cumulative", lambda around: "cumulative" in around.mine and "new" in around.beside),
    "outcomes.many": _where("out.", lambda around: len(_outcomes(around)) >= _FEWEST_OUTCOMES),
    "several.before": _Flag(
        lambda around: any(
            frame.time in ("several", "part") and frame.span[0] < around.frame.span[0]
            for frame in around.sentence.frames
        ),
        where=lambda frame: frame.time in ("several", "part"),
    ),
    "in.outcome": _where(
        "out.", lambda around: around.frame.depth > 0 and any(s.startswith("out.") for s in around.before)
    ),
    "others.beside": _Flag(_is_of_another_medium, where=_is_of_a_medium),
    "contrasted": _Flag(_is_contrasted, where=lambda frame: frame.time in ("other", "several")),
    "parted.alone": _where("thing.item", _is_parted_alone),
    "staff.before": _where("staff.", lambda around: any(sense.startswith("staff.") for sense in around.before)),
    "ways.beside": _where("chan.", lambda around: _tells_a_way(around.beside)),
    "staff.next": _where("staff.", lambda around: any(sense.startswith("staff.") for sense in around.behind)),
    "items.near": _Flag(lambda around: "under.disclosure" in around.frame.context or "thing.item" in around.before),
    "head.made": _where("act.make", lambda around: "act.make" in around.before),
    "issued.before": _where("act.issue", lambda around: "act.issue" in around.before),
    "decided.beside": _Flag(lambda around: not _DECISIONS.isdisjoint(around.beside), _DECISIONS),
    "concluded.before": _where(
        "act.conclude act.answer", lambda around: "act.conclude" in around.before or "act.answer" in around.before
    ),
    "classes.counted": _where("proactive", _is_a_class_of_documents),
    "business.before": _where("other.", lambda around: any(sense.startswith("other.") for sense in around.before)),
    "applicants.beside": _where("appl.", lambda around: any(sense.startswith("appl.") for sense in around.beside)),
    "after.applicants": _where("appl.", _follows_applicants),
    "results.before": _where("res.", _follows_results),
    "staff.others": _where("thing.staff works", lambda around: not _STAFF.isdisjoint(around.before)),
    "filed.before": _where("filed", lambda around: "filed" in around.before),
    "courses.before": _where("thing.course", _holds_courses),
    "attended.before": _where(
        "act.attend", lambda around: "act.attend" in around.before and "act.hold" not in around.mine
    ),
    "after.contact": _where(
        "other.contact", lambda around: "thing.request" not in around.mine and "other.contact" in around.before
    ),
    "written.beside": _where("chan.written", _is_written_beside_others),
    "why.beside": _where("why.", _has_another_reason),
    "whole.carried": _Flag(_is_of_a_whole_carried_over, where=lambda frame: frame.depth),
    "in.brackets": _Flag(lambda around: around.frame.depth > 0, where=lambda frame: frame.depth),
    "social.beside": _where("act.respond thing.event", _is_responded_beside),
    "items.before": _where("items", lambda around: "items" in around.before),
    "renamed": _where("out. why.", _is_named_otherwise_behind),
    "of.carried": _Flag(_is_of_those_carried_over, where=lambda frame: frame.depth),
    "topic.other": _Flag(lambda around: any_of(around.frame.topic, "thing.topic", "thing.event")),
    "gov.next": _where("gov", lambda around: "gov" in around.next),
    "respond.next": _where("act.respond", lambda around: "act.respond" in around.next),
    "posts.beside": _where("other.post", _is_posted_beside),
    "email.beside": _where("chan.email", _is_mailed_beside),
    "sites.beside": _Flag(_is_of_another_site, where=lambda frame: frame.part),
    "late.beside": _where("quality.on_time", _is_answered_late_beside),
    "staff.beside": _where("member", _has_other_staff_beside),
    "of.parts": _where("member", _is_of_parts),
    "procurement.before": _where("thing.procurement", lambda around: "thing.procurement" in around.before),
    "listed.here": _where("chan.website", lambda around: _lists_channels(around.sentence, around.frame.group)),
}
_OF_SENTENCES: Mapping[str, _Whole] = {
    "listed": _Whole(_lists_channels, frozenset(("chan.website",))),
    "head.carried": _Whole(
        lambda sentence: any(
            "act.carry" in senses or "carried.in" in frame.done
            for frame, senses in zip(sentence.frames, sentence.senses, strict=True)
        )
    ),
    "staff.alone": _Whole(lambda sentence: "form.2014" in sentence.frames[0].context and _is_plain(sentence)),
    "staff.pair": _Whole(_employs_both, frozenset(("staff.full_time",))),
    # 设专门机构2个、查阅点24个,召开会议9次: so many rows of the form are those of disclosure.
    "disclosure.near": _Whole(_lists_capacity, _CAPACITY),
    "capacity.listed": _Whole(_lists_capacity, _CAPACITY),
    "decisions.listed": _Whole(_lists_decisions, frozenset(_DECIDED)),
    "disputes.pair": _Whole(
        lambda sentence: {"thing.review", "thing.lawsuit"} <= frozenset().union(*sentence.senses),
        frozenset(("thing.lawsuit",)),
    ),
}


def _by_sense(flags: Mapping[str, _Flag] | Mapping[str, _Whole]) -> Mapping[str, frozenset[str]]:
    """Which of them each sense may make hold; those that need none stand under no sense."""
    found: dict[str, set[str]] = {"": set()}
    for name, flag in flags.items():
        for sense in flag.said or ("",):
            found.setdefault(sense, set()).add(name)
    return {sense: frozenset(names) for sense, names in found.items()}


def _woken(by_sense: Mapping[str, frozenset[str]], said: Senses) -> frozenset[str]:
    """Those that may hold where all of this is said."""
    return by_sense[""].union(*[by_sense[sense] for sense in by_sense.keys() & said])


_BY_SENSE_OF_FRAMES = _by_sense(_OF_FRAMES)
_BY_SENSE_OF_SENTENCES = _by_sense(_OF_SENTENCES)
