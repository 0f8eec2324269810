"""Which frames of a sentence are figures of which indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from core.reading.narrative.flow import Sentence
from core.reading.narrative.frames import Frame
from core.reading.narrative.rules import Fit, Rule, fitting
from core.reading.narrative.senses import THINGS, any_of, has, has_any
from core.reading.narrative.totals import sums
from core.text.lexicon import Word
from core.types import FigureKey, Number

_ABOVE = ("以上", "上述")
_DISPUTES = ("review.", "litigation.", "complaints.")
# What is a class of items where it stands in a list of them: 公开信息98条,其中政策解读8条.
_CLASSES = ("response.interpretations", "response.press_conferences", "normative.", "regulations.")
_OF_OTHERS = {"capacity.staff": ("staff.",), "training.trainees": ("thing.course", "other.purpose")}
EXTENDED = "requests.concluded.extended"
OLD_NAMES = ("requests.outcome.not_competent", "requests.outcome.nonexistent", "requests.outcome.already_public")
"""Outcomes that only the form of 2014 has rows for."""
_COUNTERS_OF_REQUESTS = frozenset("件宗起例桩封份")
_WHOLE_OF_REQUESTS = ("requests.received", "requests.outcome.total", "requests.concluded")
_TOLD = ("out.", "why.", "res.", "other.contact", "other.proposal", "thing.review", "thing.lawsuit", "thing.complaint")
_PEOPLE = ("人", "名", "位")
_FOR = ("对", "为")
FEES = ("requests.fees", "requests.processing_fees")
_TELLING = ("thing.", "out.", "res.", "why.", "chan.", "appl.", "path.", "other.", "act.answer", "act.conclude")
_PATHS = {"litigation.direct.total": "path.direct", "litigation.after_review.total": "path.after_review"}
_HEADS = ("本级", "局机关", "厅机关", "委机关")
_IN_SYSTEMS, _SUCH_AS = "系统", "等"
_SYSTEM = re.compile(f"全(?:[省市区县州盟旗][^,;。]{{0,8}})?{_IN_SYSTEMS}")


class Said(NamedTuple):
    """One figure that a sentence gives."""

    rule: Rule
    frame: Frame
    sentence: Sentence
    value: Number
    fit: Fit = "sure"
    whole: Frame | None = None
    """The frame whose number it is, where it has none of its own."""
    before: Said | None = None
    """The figure of a sentence before whose number it is."""

    @property
    def number(self) -> Frame:
        """The frame that has its number."""
        return self.whole or self.frame

    @property
    def span(self) -> tuple[int, int]:
        """The stretch of the sentence that says it."""
        start, end = self.frame.span
        return (min(start, self.whole.span[0]), max(end, self.whole.span[1])) if self.whole else (start, end)


def decide(sentence: Sentence, frames: Sequence[Frame], year: int | None) -> list[Said]:
    """The figures of a sentence, in order."""
    found: list[Said] = []
    for position, frame in enumerate(frames):
        if frame.of is None:
            found += _own(frame, found, frames, sentence, year)
        elif frame.says("unrelated"):
            found = list(_without_unrelated(found, frame, frames[:position]))
        else:
            found += _of_another(frame, found, frames[:position], sentence, year)
    if found:
        found = _without_listed(_without_old_names(_without_foreign(found, frames)), frames)
    found = _with_sums(found, sentence, frames, year)
    if not found:
        return found
    found = _without_overruled(_without_parts(found, frames))
    return [said for said in found if not said.rule.total] if tells_a_system(sentence, frames) else found


def _without_unrelated(found: Sequence[Said], frame: Frame, before: Sequence[Frame]) -> Iterator[Said]:
    """复议3件,均与信息公开无关; 收到邮件1封,非政府信息公开申请: what is no matter of disclosure is no figure."""
    last = next(filter(_has_number, reversed(before)), None)
    for said in found:
        disputes = said.frame.group == frame.group and said.rule.indicator.startswith(_DISPUTES)
        requests = said.number is last and said.rule.indicator.startswith("requests.")
        if not disputes and not requests:
            yield said


def approximations(frames: Sequence[Frame], year: int | None) -> Iterator[tuple[FigureKey, tuple[int, int]]]:
    """The figures of which the sentence only says about how much, and where."""
    for frame in frames:
        figure = frame.counted
        if figure is None or not figure.near or frame.of is not None or frame.time != "this" or frame.whose != "own":
            continue
        for rule, fit in fitting(frame, year):
            if fit == "narrow" or (fit == "sure" and not (rule.total and frame.part)):
                yield (rule.indicator, rule.applicant), frame.span


def _own(
    frame: Frame, found: Sequence[Said], frames: Sequence[Frame], sentence: Sentence, year: int | None
) -> Iterator[Said]:
    if frame.value is None or frame.whose in ("other", "business") or frame.holds("unpaired"):
        return
    if _denies_all(frame) or (frame.denied and frame.holds("excepted.some")):
        # 除该件外,再没有不予公开: there was one.
        return
    for rule, fit in fitting(frame, year):
        if not _is_of_the_year(frame, rule) or _is_of_another_course(frame, rule):
            continue
        if _is_ours_among_others(frame, rule, found):
            fit = "narrow"
        if (
            not frame.denied
            and fit != "narrow"
            and (_is_within(frame, rule, found) or _is_part(frame, rule, found, frames) or _parts(frame, rule, frames))
        ):
            continue
        if _is_told_of_each(frame, rule) or (rule.indicator == EXTENDED and is_answered_later(frame, frames)):
            continue
        if frame.denied and frame.whose == "part" and not _is_of_all(frame):
            continue
        if _tells_some_only(frame, rule, frames):
            continue
        again = rule.indicator == "requests.received" and frame.holds("restated")
        if fit == "sure" and (again or (rule.indicator == "disclosure.items" and _is_of_classes(frame))):
            # 6份申请中,予以公开2份: those that were answered, not those that came; 公开处罚等信息12条: maybe not all.
            fit = "weak"
        fewer = rule.time == "change" and frame.says("less")
        yield Said(rule, frame, sentence, -frame.value if fewer else frame.value, fit)


def _tells_some_only(frame: Frame, rule: Rule, frames: Sequence[Frame]) -> bool:
    """Whether what is told of offices, staff, fees or meetings is hardly told of all of them."""
    if rule.stock:
        return _is_beside_names(frame) or (rule.indicator == "capacity.offices" and _counts_bodies(frame))
    if rule.indicator.startswith(FEES):
        return _is_waived_for_some(frame, frames)
    return rule.indicator == "training.meetings" and _is_of_some_meetings(frame, frames)


def _right_before(frame: Frame, frames: Sequence[Frame]) -> Frame | None:
    return next((before for before, one in pairwise(frames) if one is frame), None)


def _counts_bodies(frame: Frame) -> bool:
    """局办公室为工作机构,全系统5个城区局确定…: bodies are counted, and no offices named before."""
    figure = frame.figure
    if figure is None:
        return False
    behind = next((word for word in frame.words if word.start >= figure.end), None)
    return behind is not None and (has(behind, ("whose.",)) or not behind.known)


def _is_of_some_meetings(frame: Frame, frames: Sequence[Frame]) -> bool:
    """局党组会3次、局长办公会5次研究信息公开工作: those of one kind, beside those of another."""
    before = None if frame.says("act.hold") else _right_before(frame, frames)
    return before is not None and before.counted is not None and before.says("other.purpose")


def _is_beside_names(frame: Frame) -> bool:
    """市档案馆、图书馆及15处便民服务中心设立查阅点: those named come on top of the number."""
    figure = frame.figure
    return figure is not None and any(word.end == figure.start and word.may_be("and") for word in frame.words)


def _is_waived_for_some(frame: Frame, frames: Sequence[Frame]) -> bool:
    """对7名低保户免收费用: others may have been charged."""
    if frame.negation is None or not any_of((frame.negation,), "free"):
        return False
    before = _right_before(frame, frames)
    counted = before.counted if before is not None and any(word.text in _FOR for word in before.words) else None
    return counted is not None and counted.counter in _PEOPLE


def _is_of_all(frame: Frame) -> bool:
    """各单位均未收费: none of the parts did."""
    all_of_them = frame.negation is not None and frame.negation.text.startswith(("均", "都"))
    each = any(word.may_be("whose.part") and word.text.startswith("各") for word in frame.words)
    return all_of_them or each or frame.says("all")


def _denies_all(frame: Frame) -> bool:
    """没有全部公开, 未都答复: some were, and how many is not said."""
    if frame.negation is None:
        return False
    end = frame.negation.end
    behind = min((word for word in frame.words if word.start >= end), key=lambda word: word.start, default=None)
    return behind is not None and any_of((behind,), "all")


def is_answered_later(frame: Frame, frames: Sequence[Frame]) -> bool:
    """余下1件延长答复期限,于2011年1月答复: it was not concluded in the year."""
    at = next((position for position, other in enumerate(frames) if other is frame), len(frames))
    behind = frames[at + 1] if at + 1 < len(frames) else None
    if behind is None or behind.of is None or behind.time not in ("plan", "other"):
        return False
    done = frame.says("act.conclude", "act.answer")
    return not done and behind.says("act.conclude", "act.answer")


def _is_of_another_course(frame: Frame, rule: Rule) -> bool:
    """组织消防培训2次,培训人员120人次: who was trained for something else."""
    return rule.indicator.startswith("training.") and any_of(frame.topic, "other.purpose")


def _is_told_of_each(frame: Frame, rule: Rule) -> bool:
    """各乡镇设1个查阅点, 受理点和查阅点各1处: the number of each is not that of all, but that of each name."""
    if not frame.value or not frame.says("each"):
        return False
    of_each = (rule.stock or rule.event) and not frame.holds("alone") and not frame.says("sum")
    return frame.shared or of_each


def _is_ours_among_others(frame: Frame, rule: Rule, found: Sequence[Said]) -> bool:
    """举办业务培训12期,其中信息公开培训1期: the courses on disclosure."""
    if rule.indicator != "training.courses" or not frame.part or not _names_disclosure(frame):
        return False
    return any(said.rule is rule and not _names_disclosure(said.frame) for said in found)


def _names_disclosure(frame: Frame) -> bool:
    return any("公开" in word.text for word in frame.words)


def _is_of_the_year(frame: Frame, rule: Rule) -> bool:
    if rule.time != "this":
        return frame.time == rule.time
    if frame.time == "this" or (frame.denied and frame.time == "several"):
        return True
    if frame.time == "day":
        return rule.stock or rule.event
    return rule.stock and frame.time in ("part", "several")


def _is_within(frame: Frame, rule: Rule, found: Sequence[Said]) -> bool:
    """收到申请4件(区政府转来1件,直接收到3件): brackets behind a figure part it."""
    return frame.depth > 0 and any(said.rule is rule and said.frame.depth < frame.depth for said in found)


def _parts(frame: Frame, rule: Rule, frames: Sequence[Frame]) -> bool:
    """解读2篇(文字版1篇、图解1篇): the brackets part a number that is counted alike, whatever that is."""
    if not rule.total or not frame.depth:
        return False
    outer = [other for other in frames if other.depth < frame.depth and other.span[0] < frame.span[0]]
    whole = next((other for other in reversed(outer) if _has_number(other)), None)
    parts = _parting(whole, frames) if whole is not None else ()
    return any(part is frame for part in parts)


def _is_part(frame: Frame, rule: Rule, found: Sequence[Said], frames: Sequence[Frame]) -> bool:
    """Whether the figure is a part of another of its indicator: 其中… begins a sentence, or follows the whole."""
    if not frame.part or not rule.total:
        return False
    if rule.indicator.startswith(_DISPUTES) and frame.says("act.occur"):
        # 收到申请9件。其中,发生2起行政复议: the whole are requests.
        return False
    before = frames[: frames.index(frame)]
    if rule.indicator == "normative.published" and frame.says("proactive"):
        # 主动公开320条,其中主动公开规范性文件2条 is a row of the form.
        return False
    counted_alike = (
        bool(before) and any_of(before[-1].words, "thing.normative") and rule.indicator.startswith("normative.")
    )
    if counted_alike and rule.indicator != "normative.issued":
        return any(said.rule.indicator == rule.indicator for said in found)
    if rule.indicator.startswith(_CLASSES) and any(other.says("thing.item", "act.publish") for other in before):
        return True
    if rule.indicator == "disclosure.items" and any(_is_about_or_of_documents(other) for other in before):
        return True
    return not before or any(said.rule.indicator == rule.indicator for said in found)


def _is_about_or_of_documents(frame: Frame) -> bool:
    """约420条,其中…93条; 制发规范性文件12件,其中主动公开2件."""
    figure = frame.counted
    return (figure is not None and figure.near) or frame.says("thing.normative", "thing.regulation")


def _of_another(
    frame: Frame, found: Sequence[Said], before: Sequence[Frame], sentence: Sentence, year: int | None
) -> Iterator[Said]:
    """What is said of all of a figure before."""
    # 11件,比上年增加3件,均为自然人: nothing is said of a difference.
    numbered = (other for other in reversed(before) if _has_number(other) and other.time != "change")
    counted = [other for other in numbered if other.depth <= frame.depth]
    if frame.of == "all":
        # 新收2件,上年结转0件,均为自然人: of none nothing is said.
        counted = [other for other in counted if other.value != 0]
    last = counted[0] if counted else None
    if last is None or not last.value or frame.time == "plan" or frame.holds("excepted"):
        return
    if _is_said_of_all_above(frame) and len({other.figure for other in counted}) > 1:
        return
    apart = not frame.topic and not frame.holds("outcomes.many")
    if (apart or _is_said_of_both_ways(frame, found)) and not frame.said & THINGS:
        yield from _of_each(frame, found, sentence, year)
        return
    both = tuple(found[-2:])
    for rule, _ in fitting(frame, year):
        whole = _whole(frame, rule, found, before, last)
        if rule.indicator == "requests.outcome.total" and any(map(_came_before, before)):
            # 一件为新收,一件为上年结转,都已答复: more than those that came.
            continue
        if whole is not None:
            # 均已办结: what is told of all answers in a number goes before what is told of all requests.
            fit: Fit = "weak" if rule.indicator == "requests.outcome.total" else "sure"
            yield Said(rule, frame, sentence, whole.value or 0, fit, whole)
    yield from _of_the_reviews_before(frame, both, last, sentence, year)


def _is_said_of_all_above(frame: Frame) -> bool:
    """网站133条,局网站140条,以上均为网站公开: of several numbers, not of the last."""
    return any(word.text.startswith(_ABOVE) for word in frame.words)


def _of_the_reviews_before(
    frame: Frame, both: Sequence[Said], last: Frame, sentence: Sentence, year: int | None
) -> Iterator[Said]:
    """引发复议2件、诉讼1件,均维持: what is said of all is said of the reviews, too."""
    told = [said.rule.indicator for said in both] == ["review.total", "litigation.total"] and both[1].frame is last
    alike = told and frame.of == "all" and all(said.value and said.frame.group == last.group for said in both)
    if not alike or frame.said & THINGS or frame.says("person.court"):
        return
    things = tuple(word for word in both[0].frame.words if word.may_be("thing.review"))
    mine = frame._replace(topic=things or both[0].frame.topic)
    for rule, _ in fitting(mine, year):
        if "review.total" in rule.of:
            yield Said(rule, mine, sentence, both[0].value, "sure", both[0].number)


def _came_before(frame: Frame) -> bool:
    return bool(frame.value) and frame.holds("carried.in")


def _is_said_of_both_ways(frame: Frame, found: Sequence[Said]) -> bool:
    """行政诉讼2件,其中未经复议直接起诉1件,复议后起诉1件,均未审结: the last way is not spoken of alone."""
    ways = [said.rule.indicator for said in found if said.value and said.rule.indicator.startswith("litigation.")]
    beside = set(ways[-2:]) == set(_PATHS) and all(said.frame.depth == frame.depth for said in found[-2:])
    return frame.of == "all" and beside and any_of(frame.topic, *_PATHS.values())


def _of_each(frame: Frame, found: Sequence[Said], sentence: Sentence, year: int | None) -> Iterator[Said]:
    """未经复议直接起诉1件、复议后起诉2件,均未审结: what is said of all is said of each."""
    paths = [said for said in found if said.rule.indicator in _PATHS and said.value][-2:] if frame.of == "all" else []
    for said in paths:
        mine = frame._replace(
            topic=tuple(word for word in said.frame.words if word.may_be(_PATHS[said.rule.indicator]))
        )
        for rule, _ in fitting(mine, year):
            if said.rule.indicator in rule.of:
                yield Said(rule, mine, sentence, said.value, whole=said.frame)


def _whole(frame: Frame, rule: Rule, found: Sequence[Said], before: Sequence[Frame], last: Frame) -> Frame | None:
    """The figure of which all is said: the last one, or the whole that the ones before it part."""
    mine = [said for said in found if said.rule.indicator in rule.of and said.rule.applicant is None and said.value]
    if _tells_what_became(frame, rule, last, found):
        return last
    one = last.value == 1 or (frame.holds("carried.out") and _says_nothing(last))
    # 行政诉讼3件,系未经复议直接起诉: the way of all of them.
    way = rule.indicator in _PATHS and any(said.frame is last and said.rule.indicator in rule.of for said in found)
    if frame.of == "next" and not one and not way:
        return None
    sure = any(said.frame is last and said.fit != "weak" for said in found)
    # 答复23件,其中…其余13件无法提供(均为本机关不掌握): brackets behind a part speak of that part.
    apart = frame.of == "all" and frame.depth <= last.depth
    if apart and (whole := _parted(mine, before, last, twice=sure)) is not None:
        return whole
    within = frame.of == "bracket" and any(one.number is last for one in mine)
    if within or _is_named_in_brackets(frame, rule, last):
        return last
    if not sure:
        # 3件中2件已审结,均维持: a number of some of them, which is no figure itself; who asked is told of all.
        some = not rule.applicant and not last.unread and (last.topic or last.says("thing.request"))
        # 收到来信及信息公开申请共23件,均已办结: not all of them are requests; 继续有效17件,均在网站公开: nor new ones.
        mixed = rule.indicator in _WHOLE_OF_REQUESTS and last.says("other.")
        return last if some and not mixed and not last.says("act.in_force", "act.repeal", "valid") else None
    # 复议、诉讼各2件,复议均维持: one number of both.
    return last if any(said.number.figure is last.figure for said in mine[-1:]) else None


def _tells_what_became(frame: Frame, rule: Rule, last: Frame, found: Sequence[Said]) -> bool:
    """审计报告2件,涉及工作秘密,不予公开; 直接起诉3件,法院维持: the clause behind a number tells its outcome."""
    if frame.of != "next" or last.group != frame.group or last.depth != frame.depth:
        return False
    mine = [said.rule.indicator for said in found if said.frame is last and said.fit != "weak"]
    if rule.indicator.startswith("litigation.") and any(code in _PATHS and code in rule.of for code in mine):
        return True
    mostly = any(word.text.startswith("主要") for word in frame.words)
    if not mostly and rule.indicator.rpartition(".")[0] in mine and rule.indicator.startswith("requests.outcome."):
        # 无法提供2件,本机关不掌握相关政府信息: the reason of all of them.
        return True
    reasons = [said for said in found if said.rule.indicator.startswith("requests.outcome.denied.")]
    if rule.indicator == "requests.outcome.denied" and len(reasons) == 1 and reasons[0].rule.indicator in mine:
        # 1件属于个人隐私,不予公开: what became of them for the reason.
        return True
    others = [said for said in found if said.rule.indicator.startswith("requests.outcome.other.")]
    if rule.indicator == "requests.outcome.other" and len(others) == 1 and others[0].rule.indicator in mine:
        # 1件申请人主动撤回,按其他处理: the row above it.
        return True
    one_of_several = last.value == 1 or last.part or any(said.rule.indicator in _WHOLE_OF_REQUESTS for said in found)
    requests = rule.indicator.startswith("requests.outcome.") and not mine and one_of_several
    return requests and _tells_an_outcome(frame) and _may_count_requests(frame, last)


def _is_named_in_brackets(frame: Frame, rule: Rule, last: Frame) -> bool:
    """3件不属于本机关职责(本机关不掌握相关政府信息): the brackets give the name that the form has for it."""
    outcome = rule.indicator.startswith("requests.outcome.") and not rule.applicant
    brackets = frame.of == "bracket" and frame.depth == last.depth + 1
    return outcome and brackets and _tells_an_outcome(last) and _tells_an_outcome(frame)


def _tells_an_outcome(frame: Frame) -> bool:
    return frame.says("out.", "why.")


def _may_count_requests(frame: Frame, last: Frame) -> bool:
    """Whether the number is one of requests that only tells what they were about."""
    figure = last.counted
    closed = frame.says("out.other", "out.unprocessed")
    told = (word for word in last.words if has(word, _TOLD) and not (closed and word.may_be("other.contact")))
    if figure is None or figure.counter not in _COUNTERS_OF_REQUESTS or any(told):
        return False
    return any_of((*last.words, *last.topic, *frame.topic), "thing.request") or frame.holds("outcomes.beside")


def _without_old_names(found: Sequence[Said]) -> list[Said]:
    """Since 2019 不属于本机关公开 is no row of the form: where brackets name the row, it counts there."""
    return [said for said in found if not said.frame.holds("renamed") or said.rule.indicator not in OLD_NAMES]


def _without_parts(found: list[Said], frames: Sequence[Frame]) -> list[Said]:
    """收到申请5件,县政府办转来2件,直接收到3件: what the numbers right behind a figure part it into is no other one."""
    dropped: set[int] = set()
    for whole in found:
        alike = [one for one in found if one is not whole and one.rule is whole.rule and one.rule.total]
        behind = [one for one in alike if one.fit != "narrow"]
        # One that several marks of the sentence tell together stands nowhere among them by itself.
        stands = behind and whole.whole is None and whole.frame in frames
        parts = _parting(whole.frame, frames) if stands else ()
        dropped |= {id(one) for one in behind if any(one.frame is part for part in parts)}
    return [said for said in found if id(said) not in dropped]


def _parting(whole: Frame, frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """The numbers right behind one that add up to it, counted as it is."""
    parts: list[Frame] = []
    total: Number = 0
    for frame in frames[frames.index(whole) + 1 :]:
        alike = _counter(frame) == _counter(whole)
        if frame.of is None and (not alike or not frame.value):
            break
        if frame.of is None:
            parts.append(frame)
            total += frame.value or 0
        if len(parts) > 1 and total >= (whole.value or 0):
            break
    return tuple(parts) if len(parts) > 1 and total == whole.value else ()


def _counter(frame: Frame) -> str:
    return frame.counted.counter if frame.counted is not None else ""


def _says_nothing(frame: Frame) -> bool:
    """另有2件因年底提交,结转至次年办理: what became of them is told behind."""
    told = (word for word in frame.words if not word.may_be("consulted") and not word.may_be("thing.request"))
    left = frame.says("besides", "part", "other", "act.pending")
    return left and not has_any(told, _TELLING)


def _parted(mine: Sequence[Said], before: Sequence[Frame], last: Frame, *, twice: bool) -> Frame | None:
    """The whole that the numbers behind it part: 收到申请4件,其中网上3件、当面1件,均予以公开.

    `twice`: they may part it by two marks.
    """
    if mine and mine[-1].number is last:
        # 收到5件,转来2件,直接收到3件,均…: the last is a part, unless it is another figure (无法提供9件,均…).
        mine = [one for one in mine[:-1] if one.rule is mine[-1].rule]
    if not mine:
        return None
    whole = mine[-1].number
    parts = {
        frame.span: frame.value or 0
        for frame in before
        if _has_number(frame) and frame.time != "change" and frame.span[0] > whole.span[0] and frame is not whole
    }
    total, value = sum(parts.values()), whole.value or 0
    return whole if last.span in parts and (total == value or (twice and total == 2 * value)) else None


def _has_number(frame: Frame) -> bool:
    return frame.figure is not None and frame.of is None


def _without_foreign(found: list[Said], frames: Sequence[Frame]) -> list[Said]:
    """环卫专职人员20名、兼职人员5名: where one figure is of other staff or courses, those beside it are too."""
    for indicator, kinds in _OF_OTHERS.items():
        if not any(said.rule.indicator.startswith(indicator) for said in found):
            continue
        counted = [frame for frame in frames if _has_number(frame) and has_any(frame.words, kinds)]
        if counted and counted[0].part and indicator == "capacity.staff":
            counted += _whole_of_people(frames[: frames.index(counted[0])])
        mine = any(said.rule.indicator == "training.courses" for said in found)
        if not mine and any(_is_foreign(frame) for frame in counted):
            found = [said for said in found if not said.rule.indicator.startswith(indicator)]
    return found


def _whole_of_people(before: Sequence[Frame]) -> list[Frame]:
    """配备网格员36名,其中专职20名: the people that those behind them are a part of."""
    whole = [frame for frame in before if frame.counted is not None and frame.counted.counter in _PEOPLE]
    return whole[-1:]


def _is_foreign(frame: Frame) -> bool:
    return bool(frame.unread) or any(map(_is_other, frame.words))


def _is_other(word: Word) -> bool:
    """Whether the word names other business, however it is taken."""
    return bool(word.readings) and all(
        any(sense.startswith(("other.", "appl.")) for sense in reading) for reading in word.readings
    )


def _without_listed(found: list[Said], frames: Sequence[Frame]) -> list[Said]:
    """公开人事信息3条,公开政务信息9条,公开采购信息5条: one class of a list is not all that was disclosed."""
    return [said for said in found if not _is_one_of_a_list(said, found, frames)]


def _is_one_of_a_list(said: Said, found: Sequence[Said], frames: Sequence[Frame]) -> bool:
    if said.rule.indicator == "response.interpretations":
        return _is_beside_its_kind(said.frame, found, frames)
    return said.rule.indicator == "disclosure.items" and _is_listed(said, frames)


def _is_beside_its_kind(frame: Frame, found: Sequence[Said], frames: Sequence[Frame]) -> bool:
    """规范性文件解读材料9份、图解4份: where one of them was not taken, the other is not all."""
    taken = [said.frame for said in found if said.rule.indicator == "response.interpretations"]
    alike = (
        other
        for other in frames
        if other.figure is not None
        and other.of is None
        and other.group == frame.group
        and other.depth == frame.depth
        and not other.part
    )
    mine = (other for other in alike if _counter(other) == _counter(frame) and other.whose == frame.whose)
    return any(other.says("thing.interpretation") and not _is_taken(other, taken) for other in mine)


def _is_taken(frame: Frame, taken: Sequence[Frame]) -> bool:
    return any(frame is one or frame.figure is one.figure for one in taken)


def _is_listed(said: Said, frames: Sequence[Frame]) -> bool:
    frame = said.frame
    whole = frame.says("sum", "cumulative") or (said.fit != "weak" and frame.says("proactive"))
    if whole or not frame.holds("channels.none"):
        return False
    beside = [other for other in frames if other is not frame and other.figure is not None and not other.part]
    classes = [
        other
        for other in beside
        if _counter(other) == _counter(frame)
        and (other.says("act.disclose", "act.publish") or _names_another_class(frame, other))
        and any(has(word, ("other.",)) or not word.known for word in other.words)
    ]
    return (
        bool(classes)
        and frame.value is not None
        and all((other.value or 0) > 0 for other in classes)
        and not _is_whole(frame, frames)
    )


def _names_another_class(frame: Frame, other: Frame) -> bool:
    """主动公开财政信息12条、重大项目信息36条: what was done with the first class was done with the second."""
    apart = other.span[0] > frame.span[1] and other.group == frame.group and other.depth == frame.depth
    mine = [
        word for word in frame.words if has(word, ("other.post",)) or not word.known or word.text.startswith(_SUCH_AS)
    ]
    return apart and bool(mine) and not other.says("act.", "chan.", "out.")


def _is_of_classes(frame: Frame) -> bool:
    """公开行政处罚等信息12条."""
    return any(word.text.startswith(_SUCH_AS) and word.may_be("thing.item") for word in frame.words)


def _is_whole(frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether parts of it are told right behind it."""
    behind = [other for other in frames if other.span[0] > frame.span[0] and other.of is None]
    return bool(behind) and behind[0].part


def _with_sums(found: list[Said], sentence: Sentence, frames: Sequence[Frame], year: int | None) -> list[Said]:
    """With the sums in place of their parts; parts that a sum does not explain are figures of nothing."""
    for total in sums(frames):
        whole = [
            Said(rule, total.frame, sentence, total.frame.value or 0)
            for rule, _ in fitting(total.frame, year)
            if rule.total and total.explained
        ]
        if whole:
            codes = {said.rule.indicator for said in whole}
            found = [said for said in found if said.frame not in total.parts or said.rule.indicator not in codes]
            found = [said for said in found if said.frame.figure is not total.frame.figure]
            found += whole
        elif not all(any(said.frame is part for said in found) for part in total.parts):
            found = [
                said
                for said in found
                if said.frame not in total.parts or not said.rule.total or said.rule.indicator == "requests.received"
            ]
    return found


def tells_a_system(sentence: Sentence, frames: Sequence[Frame]) -> bool:
    """全市税务系统公开6218条,其中市局本级公开1547条: whose report it is decides, and the sentence does not tell."""
    told = _IN_SYSTEMS in sentence.text and _SYSTEM.search(sentence.text) is not None
    return told and any(_is_of_the_head(frame) for frame in frames if frame.part)


def _is_of_the_head(frame: Frame) -> bool:
    """市局本级; 省局|机关: whether the number is that of the head of a system."""
    texts = ["", *(word.text for word in frame.words)]
    return any((before + text).endswith(_HEADS) for before, text in pairwise(texts))


def _without_overruled(found: list[Said]) -> list[Said]:
    """Without the figures that a narrower one replaces: 受理38件,其中本年新收31件."""
    narrow = {(said.rule.indicator, said.rule.applicant) for said in found if said.fit == "narrow"}
    return [said for said in found if said.fit == "narrow" or (said.rule.indicator, said.rule.applicant) not in narrow]
