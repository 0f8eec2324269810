"""What stands beside a frame in its sentence: channels listed with it, outcomes told after it, and the like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import accumulate
from operator import or_
from typing import NamedTuple, get_args

from core.reading.narrative.frames import Frame
from core.reading.narrative.senses import SAYS, any_of, said_by, says
from core.reading.narrative.times import Time
from core.text.lexicon import every_sense, mask

_CHANNELS = mask("chan.website", "chan.wechat", "chan.weibo", "chan.gazette", "chan.other", "chan.media")
_COUNTERS_OF_SITES = ("个", "家", "处", "人", "人次", "万次")
_NOT_WRITTEN = ("chan.in_person", "chan.net", "chan.email", "chan.website", "chan.platform")
_NO_OUTCOMES = ("out.vague", "out.consult", "out.withdrawn", "out.already_public")

_REQUESTS_DONE = mask("act.receive", "act.accept", "act.answer", "act.conclude")
_DONE_WITH_REQUESTS = _REQUESTS_DONE | mask("out.not_competent", "out.nonexistent", "out.to_be_corrected")
_ANSWERED = mask("out.granted", "out.partial", "out.unavailable", "out.unprocessed")
_DECIDED = mask("thing.licensing.alone", "thing.punishment.alone", "thing.coercion.alone")
_APPLICANTS = mask(
    "appl.natural_person", "appl.business", "appl.research", "appl.public_welfare", "appl.legal_services"
)
_WAYS = mask("chan.in_person", "chan.fax", "chan.letter", "chan.net", "chan.website", "chan.platform")
_LISTED = _DECIDED | mask("thing.administrative_fee", "thing.services")
_CAPACITY = mask(
    *("thing.office", "thing.reading_point", "thing.budget", "thing.meeting", "thing.course"),
    *("staff.full_time", "staff.part_time"),
)
_ITEM, _MEDIA, _CARRYING, _OTHER = (
    mask("thing.item"),
    mask("chan.media", "chan.other"),
    mask("act.carry"),
    mask("other."),
)
_TOPICS = mask("thing.topic", "thing.event")
_CONTACT, _REQUEST, _SUM = mask("other.contact"), mask("thing.request"), mask("sum")
_FEWEST_OF_CAPACITY = 3
_RECEIVED = frozenset(("act.receive", "act.accept", "thing.request"))
_DISPUTES = ("thing.review", "thing.lawsuit")
_COMPARED = _RECEIVED.union(_DISPUTES, ("act.occur", "act.file", "disclosure"))
_BOTH_OF_STAFF, _BOTH_OF_DISPUTES = mask("staff.full_time", "staff.part_time"), mask("thing.review", "thing.lawsuit")
_BOTH = 2
# 报刊214条;公告栏76条: a mark between two stretches does not part them.
_NEAR = 2
# Of so many sets of what sentences say and are it is kept what may hold of them.
_REMEMBERED = 4096
# So many outcomes in a sentence are those of requests, whether it names them or not.
_FEWEST_OUTCOMES = 3

Said = int
"""The bits of what words say."""
_ALWAYS = mask("always")
# What frames are, beside what they say.
_IN_BRACKETS, _PART, _OF_MEDIA = mask("in brackets"), mask("is part"), mask("of media")
# 举办教师培训班,培训教师: a course for those that are trained is no course of disclosure.
_OTHER_COURSES = mask("staffed", "other.", "appl.")
_ON_A_TOPIC = mask("on a topic")
_OF_TIMES = {time: mask(f"of time {time}") for time in get_args(Time)}
# Makes a tuple of all its fields.
_new = tuple.__new__


class _Around(NamedTuple):
    """One frame of a sentence and the senses of those before and behind it."""

    frame: Frame
    is_: Said
    """What it is, whatever it says: in brackets, a part, of which time."""
    mine: Said
    before: Said
    behind: Said
    last: Said
    """What the frame right before it says that has a number, in its stretch of the sentence."""
    beside: Said
    """What the other frames say."""
    next: Said
    """What the next frame says that is no negation."""
    next_is_part: bool
    sentence: _Sentence


@dataclass(frozen=True, slots=True)
class _Sentence:
    """All frames of a sentence, each with its senses."""

    frames: tuple[Frame, ...]
    made_up: tuple[Said, ...]
    """What each is, whatever it says."""
    said: tuple[Said, ...]
    media: Sequence[Frame]
    """The frames of media that have no name of their own in the form."""
    all_said: Said

    def those_with(self, senses: Said) -> list[Frame]:
        """The frames that have one of the senses."""
        return [frame for frame, said in zip(self.frames, self.said, strict=True) if said & senses]


def with_neighbours(frames: Sequence[Frame]) -> list[Frame]:
    """The frames, each with what stands beside it in its context."""
    if not frames:
        return []
    said = tuple([frame.said for frame in frames])
    media = [frame for frame, mine in zip(frames, said, strict=True) if _is_of_a_medium(frame, mine)]
    made_up = tuple(map(_made_up, frames))
    sentence = _Sentence(tuple(frames), made_up, said, media, reduce(or_, said))
    holding = sentence.all_said | reduce(or_, made_up) | (_OF_MEDIA if media else 0)
    of_sentences, of_any, of_some, asked_of_some = _asked(holding & _ASKED)
    shared = 0
    for bit, holds_of_all in of_sentences:
        shared |= bit if holds_of_all(sentence) else 0
    done: list[Frame] = []
    for around in _arounds(sentence):
        context = around.frame.context | shared
        context |= _seen(around.before & _BEFORE, around.beside & _BESIDE, around.next & _NEXT)
        for bit, holds in of_any:
            if holds(around):
                context |= bit
        mine = around.mine | around.is_
        if mine & asked_of_some:
            for bit, own, holds in of_some:
                if own & mine and holds(around):
                    context |= bit
        done.append(_with_context(around.frame, context))
    return done


@lru_cache(maxsize=_REMEMBERED)
def _asked(holding: Said) -> tuple[list[_HoldsOfSentence], list[_HoldsOfAny], list[_HoldsOfSome], Said]:
    """What may hold of a sentence, of any of its frames and of some, where they say and are so much, and what those
    must have: found once for all alike.
    """
    of_frames = [flag for flag in _OF_FRAMES if flag.asked & holding]
    of_some = [(mask(flag.name), flag.own, flag.holds) for flag in of_frames if flag.own != _ALWAYS]
    return (
        [(mask(name), holds) for name, asked, holds in _OF_SENTENCES if asked & holding],
        [(mask(flag.name), flag.holds) for flag in of_frames if flag.own == _ALWAYS],
        of_some,
        reduce(or_, [own for _, own, _ in of_some], 0),
    )


@lru_cache(maxsize=_REMEMBERED)
def _seen(before: Said, beside: Said, following: Said) -> int:
    """What only asks for senses that stand there, as bits: found once for all alike."""
    found = [name for name, senses in _SEEN_BEFORE if before & senses]
    found += [name for name, senses in _SEEN_BESIDE if beside & senses]
    return mask(*found, *(name for name, senses in _SEEN_NEXT if following & senses))


def _made_up(frame: Frame) -> Said:
    """What the frame is, whatever it says: in brackets, a part, of which time."""
    found = _ALWAYS | _OF_TIMES[frame.time]
    if frame.depth:
        found |= _IN_BRACKETS
    if frame.part:
        found |= _PART
    return found | _ON_A_TOPIC if frame.topic else found


def _with_context(frame: Frame, context: int) -> Frame:
    """The same as _replace, which takes ten times as long."""
    return _new(Frame, frame[:-1] + (context,))  # noqa: RUF005


def _arounds(sentence: _Sentence) -> list[_Around]:
    frames, said = sentence.frames, sentence.said
    before = list(accumulate(said, or_, initial=0))
    behind = [*accumulate(reversed(said), or_, initial=0)][::-1]
    following = 0
    next_of: list[Said] = []
    for at in range(len(frames) - 1, -1, -1):
        next_of.append(following)
        following = following if frames[at].negation is not None else said[at]
    found: list[_Around] = []
    last = -1, 0
    for at, frame in enumerate(frames):
        part = at + 1 < len(frames) and frames[at + 1].part
        near = last[1] if frame.group - last[0] in (0, 1) else 0
        rest = behind[at + 1]
        beside = before[at] | rest
        is_ = sentence.made_up[at]
        behind_it = next_of[-at - 1]
        found.append(_new(_Around, (frame, is_, said[at], before[at], rest, near, beside, behind_it, part, sentence)))
        last = (frame.group, said[at]) if frame.figure is not None and not frame.depth else last
    return found


def _outcomes() -> Said:
    """What became of requests, and why."""
    return every_sense("out.", "why.", but=_NO_OUTCOMES)


def _is_written_beside_others(around: _Around) -> bool:
    """书面申请2件、网上申请3件: requests in writing are not all of them."""
    if around.mine & mask("sum"):
        return False
    return any(_came_otherwise(frame, around.frame) for frame in around.sentence.frames)


def _came_otherwise(frame: Frame, written: Frame) -> bool:
    apart = frame.of is None and (frame.span[0] >= written.span[1] or frame.span[1] <= written.span[0])
    spoken = frame.says("chan.oral") != written.says("chan.oral")
    if written.denied and frame.value == 0:
        # 未收到书面申请,也未收到网上申请: there were none at all.
        return False
    otherwise = frame.says(*_NOT_WRITTEN) or (spoken and frame.says("chan.written"))
    return apart and not frame.part and not frame.depth and otherwise


def _is_responded_beside(around: _Around) -> bool:
    """微博回应事件2次,微信回应事件3次: the form counts them together."""
    beside = (frame for frame in around.sentence.frames if frame is not around.frame and frame.of is None)
    return any(
        frame.figure is not around.frame.figure
        and frame.says("chan.weibo", "chan.wechat")
        and frame.says("act.respond", "thing.event")
        for frame in beside
    )


def _has_another_reason(around: _Around) -> bool:
    told = (frame for frame in around.sentence.those_with(mask("why.")) if frame.figure is not None)
    return any(frame.figure is not around.frame.figure for frame in told)


def _follows_a_previous_number(around: _Around) -> bool:
    """行政许可上一年38项,本年增加2项: the number of items that the change is of."""
    start = around.frame.span[0]
    told = [frame for frame in around.sentence.frames if frame.span[0] < start and frame.group == around.frame.group]
    return any(
        frame.time == "other" and frame.counted is not None and frame.counted.counter == "项" and frame.said & _LISTED
        for frame in told
    )


def _follows_charges(around: _Around) -> bool:
    """行政事业性收费(工本费)本年收费金额为146.82万元: the amount of what the clause before names."""
    mine = around.frame
    told = around.sentence.those_with(mask("thing.administrative_fee"))
    return any(frame.group == mine.group and frame.span[0] < mine.span[0] for frame in told)


def _is_part_of_a_sum(around: _Around) -> bool:
    """公开信息586条,其中网站214条、微信327条、公示栏45条: the parts are all of the number before them."""
    mine = around.frame
    frames = [frame for frame in around.sentence.frames if _counts_items(frame) and frame.of is None]
    parts = {frame.figure: frame for frame in frames if frame.part and frame.group == mine.group}
    before = [frame for frame in frames if not frame.part and frame.span[0] < mine.span[0]]
    if mine.depth or not before or len(parts) < _BOTH:
        return False
    shown = all(frame.said & mask("chan.") for frame in parts.values())
    return shown and before[-1].value == sum(frame.value or 0 for frame in parts.values())


def _follows_results(around: _Around) -> bool:
    """维持6宗,没有被纠正的: none of those that were counted."""
    start = around.frame.span[0]
    told = around.sentence.those_with(mask("res.")) if around.frame.denied else ()
    return any(not frame.denied and frame.span[0] < start for frame in told)


def _holds_courses(around: _Around) -> bool:
    held = (frame for frame in around.sentence.those_with(mask("thing.course")) if frame.of is None)
    return any(frame.span[0] < around.frame.span[0] and not frame.says("act.attend") for frame in held)


def _follows_attending(around: _Around) -> bool:
    """参加县里组织的培训2次、8人次: what others held; not 召开会议2次,副旗长出席;举办培训班2期,培训164人次."""
    mine = around.frame
    attending = around.sentence.those_with(mask("act.attend")) if not around.mine & mask("act.hold") else ()
    before = (frame for frame in attending if frame.span[0] < mine.span[0])
    return any(frame.group == mine.group or not frame.says("person.principal", "person.deputy") for frame in before)


def _is_of_a_whole_carried_over(around: _Around) -> bool:
    """受理申请21件(含上年结转3件),其中自然人17件: the parts are those of 21."""
    start = around.frame.span[0]
    return any(frame.depth and frame.holds("carried.in") and frame.span[0] < start for frame in around.sentence.frames)


def _is_named_otherwise_behind(around: _Around) -> bool:
    """3件不属于本机关职责(本机关不掌握相关政府信息): the form of 2019 has another name for it."""
    frames = around.sentence.frames
    at = next(position for position, frame in enumerate(frames) if frame is around.frame)
    behind = frames[at + 1] if at + 1 < len(frames) else None
    if behind is None or behind.of is None or behind.depth <= around.frame.depth:
        return False
    return not behind.holds("form.2014") and behind.says("out.", "why.")


def _is_of_those_carried_over(around: _Around) -> bool:
    """上年结转2件(自然人1件,商业企业1件): the brackets part what was carried over."""
    start = around.frame.span[0]
    outer = [
        frame
        for frame in around.sentence.frames
        if frame.of is None and frame.depth < around.frame.depth and frame.span[0] < start
    ]
    return bool(outer) and outer[-1].holds("carried.in")


def _lists_channels(sentence: _Sentence, group: int | None = None) -> bool:
    """Whether the website and another channel have figures of their own."""
    kinds = 0
    for frame, said in zip(sentence.frames, sentence.said, strict=True):
        if said & _CHANNELS and group in (None, frame.group) and _counts_items(frame):
            kinds |= said & _CHANNELS
    return bool(kinds & mask("chan.website")) and kinds.bit_count() > 1


def _is_of_another_site(around: _Around) -> bool:
    """通过水利网公开1590条,通过省门户网站公开256条: one site of several."""
    return any(
        other is not around.frame and other.part and other.group == around.frame.group and _is_on_a_site(other)
        for other in around.sentence.frames
    )


def _is_of_another_medium(around: _Around) -> bool:
    """电视台12条、江城晚报28条: one way of several that the form counts together."""
    return any(
        other is not around.frame and other.part == around.frame.part and abs(other.group - around.frame.group) < _NEAR
        for other in around.sentence.media
    )


def _is_of_a_medium(frame: Frame, said: Said) -> bool:
    return _counts_items(frame) and (bool(said & _MEDIA) or bool(frame.unread))


def _is_contrasted(around: _Around) -> bool:
    """去年收到申请9件,今年26件; 本年度0件,历年累计2件: the one counts what the other does."""
    frames = around.sentence.frames
    at = next(position for position, frame in enumerate(frames) if frame is around.frame)
    if around.frame.said & SAYS:
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
    return not sentence.all_said & _OTHER and not any(frame.unread for frame in sentence.frames)


def _tells_many_outcomes(around: _Around) -> bool:
    """Whether the frames of the sentence say several things that became of something."""
    told = (around.beside | around.mine) & every_sense("out.", but=_NO_OUTCOMES)
    return told.bit_count() >= _FEWEST_OUTCOMES


def _is_on_a_site(frame: Frame) -> bool:
    return _counts_items(frame) and (
        frame.says("chan.website") or any(word.text.endswith("网") for word in frame.unread)
    )


def _is_answered_late_beside(around: _Around) -> bool:
    """按期答复4件,1件延期答复: those in time are not all."""
    late = around.sentence.those_with(mask("quality.extended"))
    return any(other is not around.frame and other.value for other in late)


def _has_other_staff_beside(around: _Around) -> bool:
    """1名同志负责,各股室另有8名联络员: neither of them are all."""
    if around.frame.part:
        return False
    members = around.sentence.those_with(mask("member"))
    return any(other is not around.frame and other.value and not other.part for other in members)


def _lists_decisions(sentence: _Sentence) -> bool:
    """行政许可0件,行政处罚4件,行政强制0件."""
    listed = 0
    for frame in sentence.those_with(_DECIDED):
        saying = [word for word in frame.words if word.senses.isdisjoint(("filler", "all", "when.this"))]
        if frame.counted and frame.counted.counter == "件" and len(saying) == 1:
            listed |= frame.said & _DECIDED
    return listed.bit_count() > 1


def _lists_capacity(sentence: _Sentence) -> bool:
    form = sentence.frames[0].holds("form.2014")
    return form and (sentence.all_said & _CAPACITY).bit_count() >= _FEWEST_OF_CAPACITY


def _employs_both(sentence: _Sentence) -> bool:
    """设专职人员1名、兼职人员2名."""
    said = sentence.all_said
    if said & _BOTH_OF_STAFF != _BOTH_OF_STAFF:
        return False
    told = said & mask("act.staff", "thing.staff")
    return bool(told) or (len(sentence.frames) == _BOTH and _is_plain(sentence))


def _counts_items(frame: Frame) -> bool:
    figure = frame.counted
    return figure is not None and figure.counter not in _COUNTERS_OF_SITES


def _is_a_class_of_documents(around: _Around) -> bool:
    """主动公开173件、依申请公开121件、不予公开118件: how documents were classed, no request among them."""
    kinds = mask("out.denied", "thing.normative")
    classed = around.beside & mask("proactive") and (around.beside | around.mine) & kinds
    return bool(classed) and not around.beside & (_DONE_WITH_REQUESTS | _ANSWERED)


def _is_posted_beside(around: _Around) -> bool:
    posts = around.sentence.those_with(mask("other.post"))
    return any(other is not around.frame and other.part for other in posts)


def _is_mailed_beside(around: _Around) -> bool:
    mailed = around.sentence.those_with(mask("chan.email"))
    return any(other is not around.frame and other.value for other in mailed)


def _follows_several_years(around: _Around) -> bool:
    start = around.frame.span[0]
    return any(frame.time in ("several", "part") and frame.span[0] < start for frame in around.sentence.frames)


def _is_after_contact(around: _Around) -> bool:
    """申请6件、咨询41件,办结47件: the number may be that of the calls; but not 咨询41件,申请6件,答复6件."""
    if not around.before & _CONTACT or around.mine & _REQUEST:
        return False
    start = around.frame.span[0]
    told = [frame for frame in around.sentence.frames if frame.figure is not None and frame.span[0] < start]
    last = next((frame for frame in reversed(told) if frame.says("thing.request", "other.contact")), None)
    alone = last is not None and not last.says("other.contact")
    return not alone or bool(around.mine & _SUM)


def _is_asked_beside(around: _Around) -> bool:
    """收到以信函方式提交的申请3件,以网络方式提交的申请2件: neither are all."""
    if not around.mine & mask("chan.") or around.frame.part:
        return False
    others = (other for other in around.sentence.those_with(_REQUEST) if other is not around.frame and other.value)
    return any(not other.part and other.depth == around.frame.depth and _names_a_way(other) for other in others)


def _is_of_one_kind_of_applicants(around: _Around) -> bool:
    """律师事务所申请2件、个人申请13件: neither are all."""
    mine = around.mine & _APPLICANTS
    others = (
        other for other in around.sentence.those_with(_APPLICANTS) if other is not around.frame and other.of is None
    )
    return bool(mine) and any(other.value and not other.depth and other.said & _APPLICANTS != mine for other in others)


def _names_a_way(frame: Frame) -> bool:
    return frame.of is None and bool(frame.said & mask("chan."))


def _follows_names(around: _Around) -> bool:
    """涉农6件、涉企8件、其他10件: the others are of the kind of those before, which the form does not know."""
    start = around.frame.span[0]
    before = [frame for frame in around.sentence.frames if frame.part and frame.span[0] < start and frame.figure]
    return bool(before) and before[-1].group == around.frame.group and bool(before[-1].unread)


def _is_parted_as_other(around: _Around) -> bool:
    """其他2件(逾期不补正1件,撤回1件): what the brackets part is the whole of 其他处理."""
    at = next(position for position, frame in enumerate(around.sentence.frames) if frame is around.frame)
    depth = around.frame.depth
    for frame in around.sentence.frames[at + 1 :]:
        if frame.depth <= depth:
            return False
        if frame.says("out.not_corrected", "out.fee_unpaid"):
            return True
    return False


def _tells_both_alone(around: _Around) -> bool:
    """一件由企业从网上提出,一件由自然人来信提出: who asked and how, where all of the requests are told so."""
    if not around.mine & _APPLICANTS or not around.mine & _WAYS or around.frame.part:
        return False
    told = [frame for frame in around.sentence.frames if frame.said & _APPLICANTS and frame.said & _WAYS]
    if any(frame.of is not None or frame.shared or frame.depth for frame in told):
        return False
    kinds = [frame.said & (_APPLICANTS | _WAYS) for frame in told]
    apart = all(not one & other for at, one in enumerate(kinds) for other in kinds[:at])
    start = told[0].span[0]
    wholes = [frame for frame in around.sentence.frames if frame.span[0] < start and frame.said & _REQUEST]
    return apart and bool(wholes) and wholes[-1].value == sum(frame.value or 0 for frame in told)


def _carries_over(sentence: _Sentence) -> bool:
    """Whether the sentence speaks of requests that were carried over from the year before or to the next."""
    return bool(sentence.all_said & _CARRYING) or any(frame.holds("carried.in") for frame in sentence.frames)


_HoldsOfAny = tuple[int, Callable[[_Around], object]]
_HoldsOfSome = tuple[int, Said, Callable[[_Around], object]]
_HoldsOfSentence = tuple[int, Callable[[_Sentence], object]]


class _Flag(NamedTuple):
    """What holds of a frame; `asked` is what the sentence must have one of for it: senses, kinds, what frames are.

    Of `own` the frame itself must have one.
    """

    name: str
    asked: Said
    holds: Callable[[_Around], object]
    own: Said = _ALWAYS


class _Whole(NamedTuple):
    """What holds of all frames of a sentence."""

    name: str
    asked: Said
    holds: Callable[[_Sentence], object]


def _flag(name: str, senses: str, holds: Callable[[_Around], object], own: str = "always") -> _Flag:
    return _Flag(name, mask(*senses.split()), holds, mask(*own.split()))


# What only asks for senses that stand before a frame, beside it, or in the next.
_SEEN_BEFORE = (
    ("head.cumulative", mask("cumulative")),
    ("staff.before", mask("staff.")),
    ("head.made", mask("act.make")),
    ("issued.before", mask("act.issue")),
    ("concluded.before", mask("act.conclude", "act.answer")),
    ("business.before", mask("other.")),
    ("staff.others", mask("thing.staff", "works")),
    ("filed.before", mask("filed")),
    ("items.before", mask("items")),
    ("consulted.before", mask("consulted")),
    ("procurement.before", mask("thing.procurement")),
    ("about.before", mask("about")),
    ("posts.before", mask("other.post")),
)
_SEEN_BESIDE = (
    ("ways.beside", mask("chan.")),
    ("decided.beside", mask("act.decide", "thing.licensing", "thing.punishment", "thing.coercion")),
    ("applicants.beside", mask("appl.")),
)
_SEEN_NEXT = (("ways.next", mask("chan.")), ("gov.next", mask("gov")), ("respond.next", mask("act.respond")))
_BEFORE, _BESIDE, _NEXT = (
    reduce(or_, [senses for _, senses in seen]) for seen in (_SEEN_BEFORE, _SEEN_BESIDE, _SEEN_NEXT)
)
_OF_FRAMES = (
    _flag("staff.next", "staff.", lambda around: around.behind & mask("staff.")),
    _flag("outcomes.next", "out. why.", lambda around: around.next & _outcomes()),
    _flag("outcomes.beside", "out. why.", lambda around: around.beside & _outcomes()),
    _flag("ways.parts", "chan.", lambda around: around.next_is_part and around.next & mask("chan.")),
    _flag("running", "cumulative", lambda around: around.beside & mask("new"), "cumulative"),
    _flag("outcomes.many", "out.", _tells_many_outcomes),
    _Flag("several.before", _OF_TIMES["several"] | _OF_TIMES["part"], _follows_several_years),
    _Flag("in.outcome", mask("out."), lambda around: around.before & mask("out."), _IN_BRACKETS),
    _Flag("others.beside", _OF_MEDIA, _is_of_another_medium),
    _Flag("contrasted", _OF_TIMES["other"] | _OF_TIMES["several"], _is_contrasted),
    _flag("parted.alone", "thing.item", _is_parted_alone),
    _Flag("items.near", _ALWAYS, lambda around: around.before & _ITEM or around.frame.holds("under.disclosure")),
    _flag("classes.counted", "proactive", _is_a_class_of_documents),
    # 自然人131件,商业企业9件,其他1件: the others are applicants, too.
    _flag("after.applicants", "appl.", lambda around: around.last & mask("appl."), "other"),
    _Flag("items.before", _OF_TIMES["other"], _follows_a_previous_number),
    _flag("charged.before", "thing.administrative_fee", _follows_charges),
    _Flag("sums.up", _PART, _is_part_of_a_sum, _PART),
    _flag("actual.last", "actual", lambda around: around.last & mask("actual")),
    # 政府网站6918条、政务微博402条、其他329条: the others were shown by other channels.
    _flag("after.channels", "other", lambda around: around.last & _CHANNELS, "other"),
    _flag("results.before", "res.", _follows_results),
    _flag("courses.before", "thing.course", _holds_courses),
    _flag("courses.ours", "thing.course", lambda around: _holds_courses(around) and not around.before & _OTHER_COURSES),
    _flag("attended.before", "act.attend", _follows_attending),
    _flag("after.contact", "other.contact", _is_after_contact),
    _flag("names.before", "other", _follows_names, "other"),
    _flag("asked.beside", "thing.request", _is_asked_beside, "thing.request"),
    _flag("asked.apart", "appl.", _is_of_one_kind_of_applicants, "appl."),
    _flag("other.parted", "out.not_corrected out.fee_unpaid", _is_parted_as_other),
    _flag("written.beside", "chan.written", _is_written_beside_others, "chan.written"),
    _flag("why.beside", "why.", _has_another_reason),
    _Flag("whole.carried", _IN_BRACKETS, _is_of_a_whole_carried_over),
    _Flag("in.brackets", _IN_BRACKETS, lambda around: True, _IN_BRACKETS),
    _flag("social.beside", "act.respond thing.event", _is_responded_beside),
    _flag("renamed", "out. why.", _is_named_otherwise_behind),
    _Flag("of.carried", _IN_BRACKETS, _is_of_those_carried_over, _IN_BRACKETS),
    _Flag("topic.other", _ON_A_TOPIC, lambda around: said_by(around.frame.topic) & _TOPICS, _ON_A_TOPIC),
    _flag("posts.beside", "other.post", _is_posted_beside),
    _flag("email.beside", "chan.email", _is_mailed_beside),
    _flag("both.alone", "appl.", _tells_both_alone, "appl."),
    _Flag("sites.beside", _PART, _is_of_another_site, _PART),
    _flag("late.beside", "quality.on_time", _is_answered_late_beside, "quality.on_time"),
    _flag("staff.beside", "member", _has_other_staff_beside),
    # 各处室确定联络员38名: those of the parts are no staff of disclosure.
    _flag("of.parts", "member", lambda around: around.frame.whose == "part", "member"),
    _flag("listed.here", "chan.website", lambda around: _lists_channels(around.sentence, around.frame.group)),
)
_OF_SENTENCES = (
    _Whole("listed", mask("chan.website"), _lists_channels),
    _Whole("head.carried", _ALWAYS, _carries_over),
    _Whole("staff.alone", _ALWAYS, lambda sentence: sentence.frames[0].holds("form.2014") and _is_plain(sentence)),
    _Whole("staff.pair", mask("staff.full_time"), _employs_both),
    # 设专门机构2个、查阅点24个,召开会议9次: so many rows of the form are those of disclosure.
    _Whole("disclosure.near", _CAPACITY, _lists_capacity),
    _Whole("capacity.listed", _CAPACITY, _lists_capacity),
    _Whole("decisions.listed", _DECIDED, _lists_decisions),
    _Whole(
        "disputes.pair",
        mask("thing.lawsuit"),
        lambda sentence: sentence.all_said & _BOTH_OF_DISPUTES == _BOTH_OF_DISPUTES,
    ),
)
_ASKED = reduce(or_, [one.asked for one in (*_OF_SENTENCES, *_OF_FRAMES)])
