"""The account of a sentence's numbers and negations: each is a figure, or explained, or unread."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from core.reading.narrative.frames import Frame
from core.reading.narrative.senses import any_of, said_by
from core.text.lexicon import COUNT, MARKS, NUMBER, Word, every_sense, mask

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
_QUALITIES = mask("quality.", "res.", "act.pending", "path.reviewed")
# What a number must stand with to be told where it could not be read.
_CORE = mask(
    *("thing.request", "thing.item", "thing.review", "thing.lawsuit", "thing.complaint", "thing.processing_fee"),
    *("thing.normative", "thing.press_conference", "thing.interview", "thing.interpretation", "thing.topic"),
    *("act.disclose", "proactive", "thing.reading_point", "thing.budget", "thing.office", "thing.procurement_amount"),
)
_CORE_AND_KINDS = _CORE | mask("out.", "why.", "res.", "path.", "staff.")
_CORE_OF_REQUESTS = mask("act.answer", "act.conclude", "act.carry", "act.pending", "act.receive", "act.accept")
_WAYS = mask("chan.", "appl.")
_CORE_OF_TRAINING = mask("thing.course", "act.train", "thing.meeting")
_CORE_OF_ROWS = _CORE_OF_TRAINING | mask("act.answer", "act.conclude")
_CORE_OF_STAFF = mask("works", "sum", "member")
# Of these a number that is not the body's own, or that is counted while others are spoken of, may yet be the figure.
_STANDING = mask(
    *("thing.topic", "thing.interview", "thing.reading_point", "thing.office", "staff.full_time", "staff.part_time"),
    "act.train",
)
_AMOUNTS = frozenset(("金额", "总金额"))
# In 10 000 yuan: no body charges as much.
_MOST_FEES = 10
_LISTED_IN_2019 = mask(
    *("thing.licensing.alone", "thing.punishment.alone", "thing.coercion.alone", "thing.administrative_fee"),
    "thing.services",
)
# What several parts have together is hardly fewer.
_FEWEST_OF_ALL = 5
_DISPUTES, _OF_OURS = mask("thing.review", "thing.lawsuit"), mask("business.thing.review", "business.thing.lawsuit")
_FILLING = mask("filler", *sorted(MARKS)) | NUMBER | COUNT
_CAME = mask("act.receive", "act.accept", "act.carry")
_CAME_ABOUT = mask("act.occur", "act.receive", "act.accept", "new")
_REQUEST, _COURSE, _DOCUMENTS = mask("thing.request"), mask("thing.course"), mask("thing.normative", "thing.regulation")
_APPLICATION = mask("thing.application")
_OTHER, _PROACTIVE, _TITLED = mask("other."), mask("proactive"), mask("other.titled")
_COUNTERS_OF_REQUESTS = frozenset("件宗起例桩封份")
_COUNTERS_OF_ITEMS = frozenset("条篇件份则")
_COUNTERS_OF_PEOPLE = frozenset("人名位") | {"人次"}
# 七个部分, 一处变更: words, unless they count what is counted so.
_LOOSE_COUNTERS = frozenset("个项处家名位人部")
_COUNTERS_OF_NAMES = frozenset("个项类种")
_THINGS = mask("thing.")
_PARTS = ("部分", "方面", "板块", "章节", "篇章")
_COUNTED_LOOSELY = mask(
    *("thing.request", "thing.staff", "thing.office", "thing.reading_point", "thing.course", "thing.normative"),
    *("staff.full_time", "staff.part_time", "thing.meeting", "thing.interpretation", "thing.review", "thing.lawsuit"),
    *("act.train", "thing.topic"),
)
_COUNTERS_OF_APPLICANTS = frozenset("人名位家个")
_NEVER_OTHER = mask("thing.interpretation", "thing.reading_point", "thing.interview", "thing.topic", "thing.budget")
_OTHER_WAYS = mask("chan.media", "chan.other")
_STATED_OF_REQUESTS = ("out.", "why.", "appl.", "chan.in_person", "chan.fax", "chan.letter", "chan.net", "chan.email")
_COUNTERS_STATED_OF = frozenset("件宗起例桩封条份次")
# 均为电话咨询后当面申请: what came before the request.
_BEFORE_REQUESTS = ("other.contact", "other.application")
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


class Account(NamedTuple):
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
    apart = frame.part or frame.depth or frame.holds("carried.in") or frame.time == "other"
    return not apart and not frame.says("other.")


def _is_stated_of(frame: Frame) -> bool:
    """Whether statements without a number may be made on it."""
    figure = frame.counted
    counts = figure is not None and figure.counter in _COUNTERS_STATED_OF
    return counts and frame.of is None and frame.time != "change"


def _on_its_number(frame: Frame, number: Frame, *, here: bool) -> Frame:
    """The statement together with the number it is made on, where that stands in its sentence."""
    span = number.span if here else frame.span
    start, end = min(frame.span[0], span[0]), max(frame.span[1], span[1])
    return frame._replace(span=(start, end), figure=number.figure, counted=number.counted, value=number.value)


def _states(frame: Frame, last: Frame) -> bool:
    """Whether it says of all of a number what reports tell in figures: how it came, from whom, what became of it."""
    if frame.time in ("plan", "change") or frame.whose != "own":
        return False
    if frame.said & (every_sense("other.", but=_BEFORE_REQUESTS) | _TITLED):
        return False
    topic = said_by(frame.topic)
    about = frame.said | last.said | topic | said_by(last.topic)
    if about & _REQUEST or frame.holds("outcomes.many"):
        if frame.says("act.conclude") and frame.holds("form.2014"):
            return True
        return bool(frame.said & every_sense(*_STATED_OF_REQUESTS, but=_STATING_NOTHING))
    if (last.says("disclosure") and topic & _OF_OURS) or topic & _DISPUTES:
        return frame.says("res.", "path.")
    return bool(topic & mask("thing.normative")) and frame.says("act.disclose")


def _explained(frame: Frame) -> Kind | None:
    figure = frame.counted
    if figure is not None and figure.value is None:
        return "approximate"
    topic = said_by(frame.topic)
    if frame.denied and frame.said & _QUALITIES:
        return "quality"
    if _may_be_of_the_form_of_2019(frame, topic) or (frame.holds("halves") and _is_core(frame, topic)):
        return None
    if _is_cleaned(frame, topic):
        return None
    if frame.time != "this" and not frame.done and not _is_told_at_any_time(frame, topic):
        return _TIMES[frame.time]
    if figure is not None and figure.counter not in _COUNTED_AS:
        return "other_business"
    if frame.said & _OTHER and not frame.said & _PROACTIVE and not _is_told_all_the_same(frame, topic):
        return "other_business"
    if _counts_names(frame):
        return "other_business"
    if _is_loose(frame) and not frame.said & _COUNTED_LOOSELY and not _counts_all_the_same(frame, topic):
        return "other_business"
    if not _is_core(frame, topic):
        return "part" if frame.topic else "other_business"
    ours = (frame.says("disclosure") and frame.says("thing.complaint")) or frame.says("why.")
    if frame.whose == "other" and not ours:
        return "other_body"
    if frame.whose == "part" and not _may_be_of_all(frame, topic):
        return "part"
    return None


def _may_be_of_the_form_of_2019(frame: Frame, topic: int) -> bool:
    """行政许可上一年38项,本年增加2项: the form of 2019 asks for the year before and for the change."""
    counted = frame.counted is not None and frame.counted.counter == "项" and frame.time in ("other", "change")
    if not counted or not (frame.said | topic) & _LISTED_IN_2019:
        return False
    return frame.holds("form.new") and frame.holds("form.old")


def _is_cleaned(frame: Frame, topic: int) -> bool:
    """清理历年规范性文件,废止2件: the documents are of all years, what was done with them may be of this one."""
    if frame.time != "several" or not topic & _DOCUMENTS:
        return False
    return frame.says("act.repeal", "act.in_force", "act.clean") and not frame.says("when.several")


def _may_be_of_all(frame: Frame, topic: int) -> bool:
    """各二级单位兼职信息员32人, 乡村两级公示栏44条: what the parts have may be the figure of all of them."""
    if frame.says("each") and (frame.value or 0) < _FEWEST_OF_ALL:
        return False
    if _counts_requests(frame, topic) and frame.holds("outcomes.beside"):
        return True
    if frame.says("sum") and frame.holds("staff.before"):
        return True
    if _tells_outcome(frame) or (frame.part and frame.says("chan.")):
        return True
    if _counts_trainees(frame, topic) and not frame.says("act.attend"):
        return True
    return not frame.part and bool(topic & _COURSE or frame.said & _STANDING)


def _counts_all_the_same(frame: Frame, topic: int) -> bool:
    """78人听课, 合计8名: people and requests that are counted loosely where they are spoken of."""
    return _counts_requests(frame, topic) or _may_be_staff(frame) or _counts_trainees(frame, topic)


def _counts_trainees(frame: Frame, topic: int) -> bool:
    figure = frame.counted
    people = figure is not None and figure.counter in _COUNTERS_OF_PEOPLE
    return people and bool((topic | frame.said) & _COURSE)


def _is_told_at_any_time(frame: Frame, topic: int) -> bool:
    """应向其他机关申请的3件, 除1家企业外: a word of duty among what is counted is no plan; courses have their day.

    挂牌以来: a body that began in the report's year tells that year.
    """
    if frame.time == "plan":
        counted = frame.counted is not None and frame.counted.counter in _COUNTERS_OF_REQUESTS
        if counted and frame.says("out."):
            return True
        return _counts_requests(frame, topic) and frame.says("appl.", "act.")
    if frame.time == "other" and frame.part and _counts_requests(frame, topic) and frame.said & _CAME:
        # 办理12件,其中属于上年度接收的2件: carried over.
        return True
    if frame.holds("since") or (frame.time == "day" and _counts_requests(frame, topic)):
        return True
    if frame.value == 1 and frame.said & _REQUEST and frame.time in ("several", "other"):
        return True
    return frame.time in ("day", "part") and bool((frame.said | topic) & _CORE_OF_TRAINING)


def _is_loose(frame: Frame) -> bool:
    """七个部分, 一处变更: a number that hardly counts what reports tell."""
    figure = frame.counted
    if figure is None or frame.figure is None:
        return False
    spoken = not frame.figure.text[:1].isdigit()
    return figure.counter in _LOOSE_COUNTERS or (spoken and figure.value == 1)


def _counts_names(frame: Frame) -> bool:
    """包括甲、乙等五项具体工作, 共7个部分: how many names stand before it, or how many parts a text has.

    就征地、预算等3项申请: what follows is counted.
    """
    number, figure = frame.figure, frame.counted
    if number is None or figure is None or figure.counter not in _COUNTERS_OF_NAMES:
        return False
    following = next((word for word in frame.words if word.start == number.end), None)
    if following is not None and following.text.startswith(_PARTS):
        return True
    names_end = any(word.end == number.start and word.text == "等" for word in frame.words)
    return names_end and (following is None or not following.mask & _THINGS)


def _is_told_all_the_same(frame: Frame, topic: int) -> bool:
    """在规定时限内办结67件, 政策解读5篇: beside what is counted another word hardly makes it another thing."""
    if _counts_requests(frame, topic) and (_tells_outcome(frame) or frame.said & _WAYS):
        return True
    if frame.said & _REQUEST and frame.says("act.receive", "act.accept"):
        # 收到来信及信息公开申请共23件: some of them are requests.
        return True
    counter = frame.counted.counter if frame.counted is not None else ""
    if counter in _COUNTERS_OF_REQUESTS and frame.says("out.", "why."):
        return True
    if frame.holds("disclosure.near") and frame.says("staff."):
        return True
    if frame.says("act.disclose") and counter in _COUNTERS_OF_ITEMS and frame.said & _WAYS:
        # 通过公告栏公开招生、收费等信息33条.
        return True
    if frame.says("act.publish") and counter in _COUNTERS_OF_ITEMS and frame.said & _OTHER_WAYS:
        # 通过电视台发布公告11条.
        return frame.holds("form.2014")
    return bool(frame.said & _NEVER_OTHER)


def _tells_outcome(frame: Frame) -> bool:
    return frame.says("out.", "why.", "act.answer", "act.conclude")


def _counts_requests(frame: Frame, topic: int) -> bool:
    """答复29件;其中提供一部分4件: what is counted so while requests are spoken of is hardly another thing."""
    figure = frame.counted
    if figure is None or not (topic | frame.said) & _REQUEST:
        return False
    if figure.counter in _COUNTERS_OF_REQUESTS:
        return True
    return figure.counter in _COUNTERS_OF_APPLICANTS and bool(frame.said & _WAYS)


def is_told_by_reports(said: int) -> bool:
    """Whether a name that says this, as of a row, is that of something reports must tell."""
    return bool(said & (_CORE_AND_KINDS | _CORE_OF_ROWS)) or _may_count_requests(said)


def _is_core(frame: Frame, topic: int) -> bool:
    """Whether the words speak of what reports must tell."""
    said = frame.said
    if said & _CORE_AND_KINDS or _counts_requests(frame, topic):
        return True
    if frame.says("thing.regulation") and frame.value and frame.holds("channels.none"):
        return True
    if said & _CORE_OF_TRAINING and (frame.holds("disclosure.near") or not frame.unread):
        return True
    if frame.says("sum") and topic & (_CORE | _CORE_OF_TRAINING):
        return True
    if _may_be_staff(frame) or _may_count_requests(said) or _may_be_a_fee(frame):
        return True
    if said & _APPLICATION and frame.holds("under.review", "under.requests") and frame.value:
        # 2件申请的申请人申请行政复议: under its heading hardly of another matter.
        return True
    if topic & _REQUEST:
        return bool(said & (_CORE_OF_REQUESTS | _WAYS))
    if _counts_trainees(frame, topic) or (topic & _DISPUTES and said & _CAME_ABOUT):
        return True
    if topic & _DOCUMENTS:
        return frame.says("act.repeal", "act.in_force", "act.issue", "valid")
    if frame.says("chan.other") or (frame.says("decided") and frame.holds("form.new")):
        return True
    counts_items = frame.counted is not None and frame.counted.counter in _COUNTERS_OF_ITEMS
    if counts_items and frame.holds("listed") and frame.says("chan."):
        return True
    shown = frame.says("act.publish") and counts_items
    if not topic & mask("thing.item"):
        return shown and frame.says("chan.website", "chan.wechat", "chan.weibo")
    # 公开信息总量突破3000条,达3126条.
    bare = bool(counts_items and frame.value and frame.words) and not said & ~_FILLING and not frame.unread
    return shown or bare or frame.says("sum", "chan.")


def _may_be_staff(frame: Frame) -> bool:
    """2名干部负责, 合计8名: those who work on disclosure."""
    if frame.says("disclosure") and frame.says("thing.staff"):
        return True
    figure = frame.counted
    if figure is None or figure.counter not in _COUNTERS_OF_PEOPLE or figure.counter == "人次" or frame.says("each"):
        return False
    near = frame.holds("disclosure.near", "under.capacity", "staff.next", "staff.before")
    doing = frame.says("thing.staff") and frame.says("act.handle", "act.hold")
    return near and frame.holds("form.2014") and (doing or bool(frame.said & _CORE_OF_STAFF))


def _may_count_requests(said: int) -> bool:
    """收到公民提出的申请83件: requests, though the words do not say of what."""
    return bool(said & mask("thing.application") and said & mask("act.receive", "act.accept"))


def _may_be_a_fee(frame: Frame) -> bool:
    """信息处理费应收420元,实际收取420元; 经费预算0.6万元."""
    figure = frame.counted
    if figure is None or not figure.counter.endswith("元"):
        return False
    near = frame.holds("under.processing", "under.fees", "fees.near")
    of_fees = frame.value and any_of(frame.topic, "thing.fee", "thing.processing_fee")
    # 信息处理费收费通知2件,涉及金额760元: what it may be of, where only that much is said.
    amount = frame.holds("under.processing") and {word.text for word in frame.unread} <= _AMOUNTS
    amount = amount and (frame.value or 0) < _MOST_FEES and not frame.said & _OTHER
    charged = near and (frame.says("act.charge") or of_fees or amount)
    near = frame.holds("under.capacity", "disclosure.near")
    return bool(charged) or (frame.says("thing.money") and near and frame.holds("form.2014"))
