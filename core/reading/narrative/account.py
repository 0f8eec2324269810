"""The account of a sentence's numbers and negations: each is a figure, or explained, or unread."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from core.reading.narrative.frames import Frame
from core.reading.narrative.senses import all_senses, any_of, has_any
from core.text.lexicon import Word

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
    "quality",
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
# 没有逾期答复, 没有败诉: how it was done is denied, not that there was any.
_QUALITIES = ("quality.", "res.", "act.pending", "path.reviewed")
# What a number must stand with to be told where it could not be read.
_CORE = (
    *("thing.request", "thing.item", "thing.review", "thing.lawsuit", "thing.complaint", "thing.processing_fee"),
    *("thing.normative", "thing.press_conference", "thing.interview", "thing.interpretation", "thing.topic"),
    *("act.disclose", "proactive", "thing.reading_point", "thing.budget", "thing.office", "thing.procurement_amount"),
)
_CORE_KINDS = ("out.", "why.", "res.", "path.", "staff.")
_CORE_OF_REQUESTS = ("act.answer", "act.conclude", "act.carry", "act.pending", "act.receive", "act.accept")
_CORE_OF_TRAINING = frozenset(("thing.course", "act.train", "thing.meeting"))
_CORE_OF_ROWS = _CORE_OF_TRAINING | {"act.answer", "act.conclude"}
_CORE_OF_STAFF = frozenset(("works", "sum", "member"))
# Of these a number that is not the body's own, or that is counted while others are spoken of, may yet be the figure.
_STANDING = frozenset(
    (
        "thing.topic",
        "thing.interview",
        "thing.reading_point",
        "thing.office",
        "staff.full_time",
        "staff.part_time",
        "act.train",
    )
)
_AMOUNTS = frozenset(("金额", "总金额"))
# In 10 000 yuan: no body charges as much.
_MOST_FEES = 10
_LISTED_IN_2019 = frozenset(
    (
        *("thing.licensing.alone", "thing.punishment.alone", "thing.coercion.alone", "thing.administrative_fee"),
        "thing.services",
    )
)
# What several parts have together is hardly fewer.
_FEWEST_OF_ALL = 5
_DISPUTES = frozenset(("thing.review", "thing.lawsuit"))
_FILLING = frozenset(("filler",))
_CAME = frozenset(("act.receive", "act.accept", "act.carry"))
_CAME_ABOUT = frozenset(("act.occur", "act.receive", "act.accept", "new"))
_COUNTERS_OF_REQUESTS = frozenset("件宗起例桩封份")
_COUNTERS_OF_ITEMS = frozenset("条篇件份则")
_COUNTERS_OF_PEOPLE = frozenset("人名位") | {"人次"}
# 七个部分, 一处变更: words, unless they count what is counted so.
_LOOSE_COUNTERS = frozenset("个项处家名位人部")
_COUNTED_LOOSELY = (
    *("thing.request", "thing.staff", "thing.office", "thing.reading_point", "thing.course", "thing.normative"),
    *("staff.full_time", "staff.part_time", "thing.meeting", "thing.interpretation", "thing.review", "thing.lawsuit"),
    *("act.train", "thing.topic"),
)
_COUNTERS_OF_APPLICANTS = frozenset("人名位家个")
_NEVER_OTHER = ("thing.interpretation", "thing.reading_point", "thing.interview", "thing.topic", "thing.budget")
_OTHER_WAYS = frozenset(("chan.media", "chan.other"))
_STATED_OF_REQUESTS = ("out.", "why.", "appl.", "chan.in_person", "chan.fax", "chan.letter", "chan.net", "chan.email")
_COUNTERS_STATED_OF = frozenset("件宗起例桩封条份次")
# 均为电话咨询后当面申请: what came before the request.
_BEFORE_REQUESTS = frozenset(("other.contact", "other.application"))
_STATING_NOTHING = ("out.consult", "out.vague", "appl.legal_person")
_COUNTED_AS = frozenset("件条宗份次起例桩封篇场期班个处人名位项则家") | {
    "",
    "件次",
    "人次",
    "场次",
    "篇次",
    "元",
    "万元",
}


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one frame."""

    frame: Frame
    kind: Kind


def account(
    frames: Sequence[Frame],
    read: Collection[int],
    used: Sequence[Frame] = (),
    before: Frame | None = None,
    open_: Sequence[Frame] = (),
) -> Iterator[Account]:
    """The account of each number, negation, and statement on another number (均予以公开).

    `read` are the places of the numbers that are figures, `used` the frames that gave a figure, `before` the last
    number of the sentence before, `open_` the frames that a rule took for a figure of which the report gives none.
    """
    last = before
    denied = {frame.negation for frame in used if frame.denied}
    told: Word | None = None
    for frame in frames:
        if frame.of:
            if last is not None and last.value and _states(frame, last) and not any(frame is other for other in used):
                yield Account(_on_its_number(frame, last, here=last is not before), "unread")
            continue
        figure = frame.counted
        last = frame if _is_stated_of(frame) else last
        if frame.negation in denied if frame.denied else figure is not None and figure.number[0] in read:
            yield Account(frame, "fact")
        else:
            kind = (None if any(frame is one for one in open_) else _explained(frame)) or "unread"
            if kind == "unread" and frame.denied:
                # 甲、乙没有: the negation of several names is told once.
                kind = "part" if frame.negation is told else kind
                told = frame.negation
            yield Account(frame, kind)


def stated_of(frames: Sequence[Frame], before: Frame | None) -> Frame | None:
    """The number that the next sentence may speak of: the last whole of the body's matter, else that before, else
    the last.

    收到申请17件,上年结转1件。其中网络11件、信函4件。全部办结: all of the 17.
    """
    counted = [frame for frame in reversed(frames) if _is_stated_of(frame)]
    wholes = (frame for frame in counted if _is_a_whole(frame))
    return next(wholes, before or next(iter(counted), None))


def _is_a_whole(frame: Frame) -> bool:
    apart = frame.part or frame.depth or "carried.in" in frame.done or frame.time == "other"
    return not apart and not has_any(frame.words, ("other.",))


def _is_stated_of(frame: Frame) -> bool:
    """Whether statements without a number may be made on it."""
    figure = frame.counted
    counts = figure is not None and figure.counter in _COUNTERS_STATED_OF
    return counts and frame.of is None and frame.time != "change"


def _on_its_number(frame: Frame, number: Frame, *, here: bool) -> Frame:
    """The statement together with the number it is made on, where that stands in its sentence."""
    span = number.span if here else frame.span
    start, end = min(frame.span[0], span[0]), max(frame.span[1], span[1])
    return frame._replace(span=(start, end), figure=number.figure, value=number.value)


def _states(frame: Frame, last: Frame) -> bool:
    """Whether it says of all of a number what reports tell in figures: how it came, from whom, what became of it."""
    if frame.time in ("plan", "change") or frame.whose != "own":
        return False
    said = all_senses(frame.words)
    if any(sense.startswith("other.") and sense not in _BEFORE_REQUESTS for sense in said):
        return False
    requests = (*frame.topic, *last.words, *last.topic)
    if any_of(requests, "thing.request") or "thing.request" in said or "outcomes.many" in frame.context:
        if "act.conclude" in said and "form.2014" in frame.context:
            return True
        return any(sense.startswith(_STATED_OF_REQUESTS) and sense not in _STATING_NOTHING for sense in said)
    ours = any_of(last.words, "disclosure") and any_of(frame.topic, *(f"business.{thing}" for thing in _DISPUTES))
    if ours or any_of(frame.topic, *_DISPUTES):
        return any(sense.startswith(("res.", "path.")) for sense in said)
    return any_of(frame.topic, "thing.normative") and "act.disclose" in said


def _explained(frame: Frame) -> Kind | None:
    figure = frame.counted
    if figure is not None and figure.value is None:
        return "approximate"
    said = all_senses(frame.words)
    if frame.denied and any(sense.startswith(_QUALITIES) for sense in said):
        return "quality"
    if _may_be_of_the_form_of_2019(frame, said) or ("halves" in frame.context and _is_core(frame, said)):
        return None
    if _is_cleaned(frame, said):
        return None
    if frame.time != "this" and not frame.done and not _is_told_at_any_time(frame, said):
        return _TIMES[frame.time]
    if figure is not None and figure.counter not in _COUNTED_AS:
        return "other_business"
    if (
        any(sense.startswith("other.") for sense in said)
        and "proactive" not in said
        and not _is_told_all_the_same(frame, said)
    ):
        return "other_business"
    if _is_loose(frame) and said.isdisjoint(_COUNTED_LOOSELY) and not _counts_all_the_same(frame, said):
        return "other_business"
    if not _is_core(frame, said):
        return "part" if frame.topic else "other_business"
    ours = {"disclosure", "thing.complaint"} <= said or any(sense.startswith("why.") for sense in said)
    if frame.whose == "other" and not ours:
        return "other_body"
    if frame.whose == "part" and not _may_be_of_all(frame, said):
        return "part"
    return None


def _may_be_of_the_form_of_2019(frame: Frame, said: Set[str]) -> bool:
    """行政许可上一年38项,本年增加2项: the form of 2019 asks for the year before and for the change."""
    counted = frame.counted is not None and frame.counted.counter == "项" and frame.time in ("other", "change")
    both = {"form.new", "form.old"} <= frame.context
    return counted and both and not _LISTED_IN_2019.isdisjoint(said | all_senses(frame.topic))


def _is_cleaned(frame: Frame, said: Set[str]) -> bool:
    """清理历年规范性文件,废止2件: the documents are of all years, what was done with them may be of this one."""
    documents = any_of(frame.topic, "thing.normative", "thing.regulation")
    done = not said.isdisjoint(("act.repeal", "act.in_force", "act.clean"))
    return frame.time == "several" and documents and done and "when.several" not in said


def _may_be_of_all(frame: Frame, said: Set[str]) -> bool:
    """各二级单位兼职信息员32人, 乡村两级公示栏44条: what the parts have may be the figure of all of them."""
    if "each" in said and (frame.value or 0) < _FEWEST_OF_ALL:
        return False
    if _counts_requests(frame) and "outcomes.beside" in frame.context:
        return True
    if "sum" in said and "staff.before" in frame.context:
        return True
    if _tells_outcome(said) or (frame.part and any(sense.startswith("chan.") for sense in said)):
        return True
    if _counts_trainees(frame) and "act.attend" not in said:
        return True
    courses = "thing.course" in all_senses(frame.topic)
    return not frame.part and (courses or not said.isdisjoint(_STANDING))


def _counts_all_the_same(frame: Frame, said: Set[str]) -> bool:
    """78人听课, 合计8名: people and requests that are counted loosely where they are spoken of."""
    return _counts_requests(frame) or _may_be_staff(frame, said) or _counts_trainees(frame)


def _counts_trainees(frame: Frame) -> bool:
    figure = frame.counted
    people = figure is not None and figure.counter in _COUNTERS_OF_PEOPLE
    return people and any_of((*frame.topic, *frame.words), "thing.course")


def _is_told_at_any_time(frame: Frame, said: Set[str]) -> bool:
    """应向其他机关申请的3件, 除1家企业外: a word of duty among what is counted is no plan; courses have their day.

    挂牌以来: a body that began in the report's year tells that year.
    """
    if frame.time == "plan":
        counted = frame.counted is not None and frame.counted.counter in _COUNTERS_OF_REQUESTS
        if counted and any(sense.startswith("out.") for sense in said):
            return True
        return _counts_requests(frame) and any(sense.startswith(("appl.", "act.")) for sense in said)
    if frame.time == "other" and frame.part and _counts_requests(frame) and not said.isdisjoint(_CAME):
        # 办理12件,其中属于上年度接收的2件: carried over.
        return True
    if "since" in frame.context or (frame.time == "day" and _counts_requests(frame)):
        return True
    if frame.value == 1 and "thing.request" in said and frame.time in ("several", "other"):
        return True
    return frame.time in ("day", "part") and not _CORE_OF_TRAINING.isdisjoint(said | all_senses(frame.topic))


def _is_loose(frame: Frame) -> bool:
    """七个部分, 一处变更: a number that hardly counts what reports tell."""
    figure = frame.counted
    if figure is None or frame.figure is None:
        return False
    spoken = not frame.figure.text[:1].isdigit()
    return figure.counter in _LOOSE_COUNTERS or (spoken and figure.value == 1)


def _is_told_all_the_same(frame: Frame, said: Set[str]) -> bool:
    """在规定时限内办结67件, 政策解读5篇: beside what is counted another word hardly makes it another thing."""
    if _counts_requests(frame) and (_tells_outcome(said) or _names_a_way(said)):
        return True
    if "thing.request" in said and not said.isdisjoint(("act.receive", "act.accept")):
        # 收到来信及信息公开申请共23件: some of them are requests.
        return True
    counter = frame.counted.counter if frame.counted is not None else ""
    if counter in _COUNTERS_OF_REQUESTS and any(sense.startswith(("out.", "why.")) for sense in said):
        return True
    if "disclosure.near" in frame.context and any(sense.startswith("staff.") for sense in said):
        return True
    if "act.disclose" in said and counter in _COUNTERS_OF_ITEMS and _names_a_way(said):
        # 通过公告栏公开招生、收费等信息33条.
        return True
    if "act.publish" in said and counter in _COUNTERS_OF_ITEMS and not said.isdisjoint(_OTHER_WAYS):
        # 通过电视台发布公告11条.
        return "form.2014" in frame.context
    return not said.isdisjoint(_NEVER_OTHER)


def _tells_outcome(said: Set[str]) -> bool:
    return any(sense.startswith(("out.", "why.")) or sense in ("act.answer", "act.conclude") for sense in said)


def _names_a_way(said: Set[str]) -> bool:
    return any(sense.startswith(("chan.", "appl.")) for sense in said)


def _counts_requests(frame: Frame) -> bool:
    """答复29件;其中提供一部分4件: what is counted so while requests are spoken of is hardly another thing."""
    figure = frame.counted
    if figure is None or not any_of((*frame.topic, *frame.words), "thing.request"):
        return False
    if figure.counter in _COUNTERS_OF_REQUESTS:
        return True
    return figure.counter in _COUNTERS_OF_APPLICANTS and _names_a_way(all_senses(frame.words))


def is_told_by_reports(said: Set[str]) -> bool:
    """Whether a name of these senses, as of a row, is that of something reports must tell."""
    return _names_core(said) or _may_count_requests(said) or not said.isdisjoint(_CORE_OF_ROWS)


def _names_core(said: Set[str]) -> bool:
    return any(sense in _CORE or sense.startswith(_CORE_KINDS) for sense in said)


def _is_core(frame: Frame, said: Set[str]) -> bool:
    """Whether the words speak of what reports must tell."""
    if _names_core(said) or _counts_requests(frame):
        return True
    if "thing.regulation" in said and frame.value and "channels.none" in frame.context:
        return True
    if not said.isdisjoint(_CORE_OF_TRAINING) and ("disclosure.near" in frame.context or not frame.unread):
        return True
    if "sum" in said and any_of(frame.topic, *_CORE, *_CORE_OF_TRAINING):
        return True
    if _may_be_staff(frame, said) or _may_count_requests(said) or _may_be_a_fee(frame, said):
        return True
    topic = all_senses(frame.topic)
    if "thing.request" in topic:
        return any(sense in _CORE_OF_REQUESTS or sense.startswith(("chan.", "appl.")) for sense in said)
    if _counts_trainees(frame) or (not topic.isdisjoint(_DISPUTES) and not said.isdisjoint(_CAME_ABOUT)):
        return True
    if not topic.isdisjoint(("thing.normative", "thing.regulation")):
        return not said.isdisjoint(("act.repeal", "act.in_force", "act.issue", "valid"))
    if "chan.other" in said or ("decided" in said and "form.new" in frame.context):
        return True
    counts_items = frame.counted is not None and frame.counted.counter in _COUNTERS_OF_ITEMS
    if counts_items and "listed" in frame.context and any(sense.startswith("chan.") for sense in said):
        return True
    shown = "act.publish" in said and counts_items
    if "thing.item" not in topic:
        return shown and not said.isdisjoint(("chan.website", "chan.wechat", "chan.weibo"))
    # 公开信息总量突破3000条,达3126条.
    bare = bool(counts_items and frame.value and frame.words) and said <= _FILLING and not frame.unread
    return shown or bare or "sum" in said or any(sense.startswith("chan.") for sense in said)


def _may_be_staff(frame: Frame, said: Set[str]) -> bool:
    """2名干部负责, 合计8名: those who work on disclosure."""
    if {"disclosure", "thing.staff"} <= said:
        return True
    figure = frame.counted
    if figure is None or figure.counter not in _COUNTERS_OF_PEOPLE or figure.counter == "人次" or "each" in said:
        return False
    near = not frame.context.isdisjoint(("disclosure.near", "under.capacity", "staff.next", "staff.before"))
    doing = "thing.staff" in said and not said.isdisjoint(("act.handle", "act.hold"))
    return near and "form.2014" in frame.context and (doing or not said.isdisjoint(_CORE_OF_STAFF))


def _may_count_requests(said: Set[str]) -> bool:
    """收到公民提出的申请83件: requests, though the words do not say of what."""
    return "thing.application" in said and not said.isdisjoint(("act.receive", "act.accept"))


def _may_be_a_fee(frame: Frame, said: Set[str]) -> bool:
    """信息处理费应收420元,实际收取420元; 经费预算0.6万元."""
    figure = frame.counted
    if figure is None or not figure.counter.endswith("元"):
        return False
    near = not frame.context.isdisjoint(("under.processing", "under.fees", "fees.near"))
    of_fees = frame.value and any_of(frame.topic, "thing.fee", "thing.processing_fee")
    # 信息处理费收费通知2件,涉及金额760元: what it may be of, where only that much is said.
    amount = "under.processing" in frame.context and {word.text for word in frame.unread} <= _AMOUNTS
    amount = amount and (frame.value or 0) < _MOST_FEES and not any(sense.startswith("other.") for sense in said)
    charged = near and ("act.charge" in said or of_fees or amount)
    near = not frame.context.isdisjoint(("under.capacity", "disclosure.near"))
    return charged or ("thing.money" in said and near and "form.2014" in frame.context)
