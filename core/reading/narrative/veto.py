"""What a pattern took for a figure although the words around it say another thing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from core.reading.narrative.decide import EXTENDED, OLD_NAMES, is_answered_later
from core.reading.narrative.frames import Frame
from core.reading.narrative.mention import Mention
from core.reading.narrative.senses import any_of, has, has_any
from core.reading.narrative.words import enumerates, is_in_a_row
from core.text.lexicon import Word

# What is denied, or counted, beside these is not the indicator itself: a fee, a lost case, an overdue answer.
_FOREIGN: dict[str, tuple[str, ...]] = {
    "review.total": ("res.", "thing.money", "thing.fee", "other.enforcement", "quality.overdue", "act.charge"),
    "litigation.total": ("res.", "thing.money", "thing.fee", "other.enforcement", "quality.overdue", "act.charge"),
}
# Of requests that were received or answered every word must be known, and none may speak of another matter.
_COUNTS_OF_REQUESTS = ("requests.received", "requests.channel.", "requests.concluded", "requests.outcome.total")
_DONE_WITH_ITEMS = ("other.traffic", "act.inspect", "act.file", "why.", "out.")
_ANOTHER_MATTER, _OF_OTHERS = (
    ("other.", "thing.appeal", "thing.complaint"),
    ("act.clean", "act.adjudicate", "whose.other"),
)
# Who has this before their name does other work.
_BEFORE_OTHER_STAFF = ("thing.appeal", "thing.complaint", "other.", "chan.in_person", "change")
_NO_STAFF = ("other.thing", "other.purpose")
_UNDONE = {"training": ("change",), "normative": ("act.attend", "act.adjudicate")}
_THING = {
    "review.total": ("thing.review",),
    "litigation.total": ("thing.lawsuit",),
}


def is_vetoed(mention: Mention, frames: Sequence[Frame]) -> bool:
    """Whether the frames of the sentence show that the mention is another time's, another body's or another thing."""
    if mention.pattern.form == "zero" and mention.pattern.indicator not in _THING:
        return False
    if mention.number is not None:
        text, start = mention.sentence.text, mention.number[0]
        if enumerates(text, start) or is_in_a_row(text, start):
            return True
    if mention.number is None and any(_is_one_way_of_several(mention, frame) for frame in frames):
        return True
    mine = [frame for frame in frames if _is_of(mention, frame)]
    if mention.pattern.indicator.startswith("requests.") and any(_is_unrelated(frame, frames) for frame in mine):
        return True
    if any(foreign(mention, frame) for foreign in _FOREIGN_WAYS for frame in mine):
        return True
    if mention.pattern.indicator.startswith("training.") and any(
        _follows_other_courses(frame, frames) for frame in mine
    ):
        return True
    if mention.pattern.indicator == EXTENDED and any(is_answered_later(frame, frames) for frame in mine):
        return True
    if mention.pattern.any_year:
        return False
    if mention.pattern.indicator == "disclosure.items" and any(frame.holds("channels.others") for frame in mine):
        return True
    if mention.pattern.form == "zero":
        return not any(_names_it(mention, frame) and not _speaks_of_another(mention, frame) for frame in mine)
    return bool(mine) and all(_speaks_of_another(mention, frame) for frame in mine)


def _is_one_way_of_several(mention: Mention, frame: Frame) -> bool:
    """以信函方式提交的申请3件,以网络方式提交的申请2件,均来自自然人: all are more than the last."""
    held = mention.start <= frame.span[0] < mention.end or frame.span[0] <= mention.start < frame.span[1]
    return bool(mention.value) and frame.value == mention.value and held and frame.holds("asked.beside")


def _follows_other_courses(mine: Frame, frames: Sequence[Frame]) -> bool:
    """组织网格员培训12期,培训480人次: courses on other business, and who was trained there."""
    before = frames[: frames.index(mine) + 1]
    courses = [frame for frame in before if frame.says("thing.course") and _names_courses(frame)]
    return bool(courses) and all(map(_is_on_something_else, courses[-1:]))


def _is_on_something_else(frame: Frame) -> bool:
    """网格员培训, but not 培训活动."""
    course = next(word.start for word in frame.words if word.may_be("thing.course"))
    return any(_has_only(word, _NO_STAFF) and word.start < course for word in frame.words)


def _names_courses(frame: Frame) -> bool:
    return frame.counted is not None and frame.counted.counter not in ("人", "人次", "名")


def _is_unrelated(mine: Frame, frames: Sequence[Frame]) -> bool:
    """收到申请3件,均非政府信息公开申请: what is said behind the number makes it another thing."""
    for frame in frames[frames.index(mine) + 1 :]:
        if frame.of is None:
            return False
        if frame.says("unrelated"):
            return True
    return False


def _is_of_other_applications(mention: Mention, frame: Frame) -> bool:
    """受理政务服务申请3560件,办结3560件: what was done with applications for something else."""
    other = any_of(frame.topic, "other.application") and not frame.says("thing.request")
    return mention.pattern.indicator.startswith("requests.") and other


def _is_of_a_dispute(mention: Mention, frame: Frame) -> bool:
    """上年度结转的1件诉讼案件 is no request."""
    disputes = frame.says("thing.review", "thing.lawsuit")
    return mention.pattern.indicator.startswith("requests.carried") and disputes


def _is_of_each(mention: Mention, frame: Frame) -> bool:
    """各科室各有1名兼职人员 is the number of no office."""
    return mention.pattern.indicator.startswith("capacity.staff") and frame.says("each")


def _is_of_courses_of_others(mention: Mention, frame: Frame) -> bool:
    """组织干部参加区里举办的培训3次: others held them."""
    return mention.pattern.indicator in ("training.courses", "training.meetings") and frame.says("act.attend")


def _is_of_another_dispute(mention: Mention, frame: Frame) -> bool:
    """民事诉讼11起,败诉2起: the result is that of other lawsuits."""
    return bool(mention.pattern.result_of) and any(word.may_be("other.dispute") for word in frame.topic)


def _is_of_trainees_of_others(mention: Mention, frame: Frame) -> bool:
    """参加县上组织的培训2次、8人次: others held the course."""
    attended = frame.holds("attended.before") and not frame.holds("courses.before")
    return attended and mention.pattern.indicator == "training.trainees"


def _is_a_class(mention: Mention, frame: Frame) -> bool:
    """主动公开173件、不予公开118件: how documents were classed."""
    return mention.pattern.indicator == "requests.outcome.denied" and frame.holds("classes.counted")


def _is_of_one_site(mention: Mention, frame: Frame) -> bool:
    """通过水利网公开1590条,通过省门户网站公开256条: one site of several."""
    of_more = frame.holds("sites.beside") or (frame.holds("gov.next") and not frame.says("gov"))
    return mention.pattern.indicator == "disclosure.channel.website" and of_more


def _is_only_in_time(mention: Mention, frame: Frame) -> bool:
    """按期答复4件,1件延期答复: those in time are not all."""
    return mention.pattern.indicator == "requests.outcome.total" and frame.holds("late.beside")


def _is_named_otherwise(mention: Mention, frame: Frame) -> bool:
    """3件不属于本机关职责(本机关不掌握相关政府信息): the brackets name the row of the form."""
    return mention.pattern.indicator in OLD_NAMES and frame.holds("renamed")


def _is_of_both_ways(mention: Mention, frame: Frame) -> bool:
    """诉讼2件(直接起诉1件,复议后起诉1件),维持1件 leaves open of which."""
    of_a_way = mention.pattern.indicator.startswith(("litigation.direct.", "litigation.after_review."))
    open_ = not frame.topic or any_of(frame.topic, "thing.lawsuit")
    return of_a_way and open_ and not has_any((*frame.words, *frame.topic), ("path.",))


def _is_an_outcome(mention: Mention, frame: Frame) -> bool:
    """重复申请2件、已主动公开1件: what became of requests is no number of items."""
    outcome = frame.holds("outcomes.beside") and any_of(frame.topic, "thing.request")
    return outcome and mention.pattern.indicator == "disclosure.items" and frame.says("out.already_public")


def _is_decided_by_us(mention: Mention, frame: Frame) -> bool:
    """作为复议机关审理12件,维持8件: reviews of what others did; 投诉处理引发的复议4件、诉讼7件: other business."""
    disputes = mention.pattern.indicator.startswith(("review.", "litigation."))
    if disputes and frame.whose == "business" and "公开" not in mention.clause:
        return True
    return disputes and frame.whose == "other" and "作为" in mention.sentence.text


def _is_of_contacts(mention: Mention, frame: Frame) -> bool:
    """网络问政等来件2215宗,办结2198宗: what came in by other ways is no request."""
    ended = mention.pattern.indicator in ("requests.outcome.total", "requests.concluded")
    return ended and frame.holds("after.contact")


def _is_beside_a_dispute(mention: Mention, frame: Frame) -> bool:
    """作为第三人参加行政诉讼2件: no dispute that the body has."""
    if mention.pattern.indicator not in _THING or frame.denied:
        return False
    return frame.says("act.attend")


def _is_of_other_staff(mention: Mention, frame: Frame) -> bool:
    """信访专职人员3名, 保密专职人员1名, 拟配专职人员1名: what stands before the staff tells what they do."""
    if not mention.pattern.indicator.startswith("capacity.staff."):
        return False
    before = [first for first, word in pairwise(frame.words) if has(word, ("staff.",))]
    planned = any(word.start < mention.start and word.may_be("act.clean") for word in frame.words)
    return planned or any(not word.known or _has_only(word, _BEFORE_OTHER_STAFF) for word in before)


def _is_sum_of_staff(mention: Mention, frame: Frame) -> bool:
    """另有4名人员兼职,合计5人从事信息公开工作: the sum is that of all."""
    named_before = mention.number is not None and mention.number[1] == mention.end
    if not mention.pattern.indicator.startswith("capacity.staff.") or not named_before:
        return False
    return frame.says("sum") and not frame.says("staff.")


def _is_undone(mention: Mention, frame: Frame) -> bool:
    """培训1次因故取消; 参与制定规范性文件2件: it did not take place, or others did it."""
    undone = _UNDONE.get(mention.pattern.indicator.split(".", maxsplit=1)[0])
    return undone is not None and frame.says(*undone)


def _says_more(mention: Mention, frame: Frame) -> bool:
    """收到疑似信息公开申请4件; 收到来信及信息公开申请23件: a word of the frame says that it is another number."""
    if mention.pattern.indicator.startswith("disclosure."):
        # 群众查阅主动公开信息12条; 监测网站公开信息12条; 主动公开信息5条因涉及隐私被删除.
        return any(_has_only(word, _DONE_WITH_ITEMS) for word in frame.words)
    if not mention.pattern.indicator.startswith(_COUNTS_OF_REQUESTS):
        return False
    within = [word for word in frame.words if mention.start <= word.start and word.end <= mention.end]
    if not all(word.known for word in within):
        return True
    if mention.pattern.indicator.startswith("requests.channel."):
        # 电话预约后当面提出5件: how they came may be told with any word.
        return False
    others = any(_has_only(word, _OF_OTHERS) for word in frame.words)
    return others or any(_has_only(word, _ANOTHER_MATTER) for word in within)


_FOREIGN_WAYS = (
    *(_is_of_other_applications, _is_of_a_dispute, _is_of_each, _is_of_another_dispute, _is_of_courses_of_others),
    *(_is_of_trainees_of_others, _is_a_class, _is_of_one_site, _is_only_in_time, _is_decided_by_us),
    *(_is_named_otherwise, _is_of_contacts, _says_more),
    *(_is_beside_a_dispute, _is_of_other_staff, _is_sum_of_staff, _is_undone, _is_an_outcome),
    _is_of_both_ways,
)


def _is_of(mention: Mention, frame: Frame) -> bool:
    figure = frame.counted
    if mention.number is not None:
        return figure is not None and figure.number[0] == mention.number[0]
    if mention.pattern.form != "zero" or frame.value != 0:
        return False
    return frame.span[0] < mention.end and mention.start < frame.span[1]


def _names_it(mention: Mention, frame: Frame) -> bool:
    """Whether the frame names what the indicator counts."""
    return any(word.may_be(thing) for word in frame.words for thing in _THING[mention.pattern.indicator])


def _speaks_of_another(mention: Mention, frame: Frame) -> bool:
    if frame.holds("unpaired"):
        return True
    if frame.time in ("part", "day", "rate", "plan", "several") and not frame.done:
        return True
    if mention.pattern.form != "zero":
        return False
    if frame.whose != "own":
        return True
    foreign = _FOREIGN.get(mention.pattern.indicator, ())
    begin = frame.negation.start if frame.negation is not None else 0
    return any(_has_only(word, foreign if word.start > begin else ("other.",)) for word in frame.words)


def _has_only(word: Word, senses: tuple[str, ...]) -> bool:
    """Whether every way to take the word has one of the senses."""
    readings = word.readings
    return bool(readings) and all(any(sense.startswith(senses) for sense in reading) for reading in readings)
