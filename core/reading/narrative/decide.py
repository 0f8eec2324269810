"""Which frames of a sentence are figures of which indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.reading.narrative.flow import Sentence
from core.reading.narrative.frames import Frame
from core.reading.narrative.rules import Fit, Rule, fitting
from core.reading.narrative.senses import any_of, has, is_thing
from core.reading.narrative.totals import sums
from core.text.lexicon import Word
from core.types import FigureKey, Number

_DISPUTES = ("review.", "litigation.", "complaints.")
# What is a class of items where it stands in a list of them: 公开信息98条,其中政策解读8条.
_CLASSES = ("response.interpretations", "response.press_conferences", "normative.", "regulations.")
_OF_OTHERS = {"capacity.staff": ("staff.",), "training.trainees": ("thing.course", "other.purpose")}
_COUNTERS_OF_REQUESTS = frozenset("件宗起例桩封份")
_WHOLE_OF_REQUESTS = ("requests.received", "requests.outcome.total", "requests.concluded")
_TOLD = ("out.", "why.", "res.", "other.contact", "other.proposal", "thing.review", "thing.lawsuit", "thing.complaint")
_PEOPLE = ("人", "名", "位")
_TELLING = ("thing.", "out.", "res.", "why.", "chan.", "appl.", "path.", "other.", "act.answer", "act.conclude")
_PATHS = {"litigation.direct.total": "path.direct", "litigation.after_review.total": "path.after_review"}


@dataclass(frozen=True, slots=True)
class Said:
    """One figure that a sentence gives."""

    rule: Rule
    frame: Frame
    sentence: Sentence
    value: Number
    fit: Fit = "sure"
    whole: Frame | None = None
    """The frame whose number it is, where it has none of its own."""

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
        elif any_of(frame.words, "unrelated"):
            found = [
                said
                for said in found
                if said.frame.group != frame.group or not said.rule.indicator.startswith(_DISPUTES)
            ]
        else:
            found += _of_another(frame, found, frames[:position], sentence, year)
    found = _without_foreign(found, frames)
    return _without_overruled(_with_sums(_without_listed(found, frames), sentence, frames, year))


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
    if frame.value is None or frame.whose in ("other", "business"):
        return
    for rule, fit in fitting(frame, year):
        if not _is_of_the_year(frame, rule):
            continue
        if (
            not frame.denied
            and fit != "narrow"
            and (_is_within(frame, rule, found) or _is_part(frame, rule, found, frames))
        ):
            continue
        told_of_each = (rule.stock or rule.event) and frame.value and any_of(frame.words, "each")
        if told_of_each and not any_of(frame.words, "sum"):
            continue
        if frame.denied and frame.whose == "part" and not any_of(frame.words, "all"):
            continue
        yield Said(rule, frame, sentence, frame.value, fit)


def _is_of_the_year(frame: Frame, rule: Rule) -> bool:
    if frame.time == "this" or (frame.denied and frame.time == "several"):
        return True
    if frame.time == "day":
        return rule.stock or rule.event
    return rule.stock and frame.time in ("part", "several")


def _is_within(frame: Frame, rule: Rule, found: Sequence[Said]) -> bool:
    """收到申请4件(区政府转来1件,直接收到3件): brackets behind a figure part it."""
    return frame.depth > 0 and any(said.rule is rule and said.frame.depth < frame.depth for said in found)


def _is_part(frame: Frame, rule: Rule, found: Sequence[Said], frames: Sequence[Frame]) -> bool:
    """Whether the figure is a part of another of its indicator: 其中… begins a sentence, or follows the whole."""
    if not frame.part or not rule.total:
        return False
    if rule.indicator.startswith(_DISPUTES) and any_of(frame.words, "act.occur"):
        # 收到申请9件。其中,发生2起行政复议: the whole are requests.
        return False
    before = frames[: frames.index(frame)]
    if rule.indicator == "normative.published" and any_of(frame.words, "proactive"):
        # 主动公开320条,其中主动公开规范性文件2条 is a row of the form.
        return False
    counted_alike = (
        bool(before) and any_of(before[-1].words, "thing.normative") and rule.indicator.startswith("normative.")
    )
    if counted_alike and rule.indicator != "normative.issued":
        return any(said.rule.indicator == rule.indicator for said in found)
    if rule.indicator.startswith(_CLASSES) and any(
        any_of(other.words, "thing.item", "act.publish") for other in before
    ):
        return True
    if rule.indicator == "disclosure.items" and any(_is_about_or_of_documents(other) for other in before):
        return True
    return not before or any(said.rule.indicator == rule.indicator for said in found)


def _is_about_or_of_documents(frame: Frame) -> bool:
    """约420条,其中…93条; 制发规范性文件12件,其中主动公开2件."""
    figure = frame.counted
    return (figure is not None and figure.near) or any_of(frame.words, "thing.normative", "thing.regulation")


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
    if last is None or not last.value or frame.time == "plan":
        return
    if not frame.topic and "outcomes.many" not in frame.context and not any(map(is_thing, frame.words)):
        yield from _of_each(frame, found, sentence, year)
        return
    for rule, _ in fitting(frame, year):
        whole = _whole(frame, rule, found, before, last)
        if whole is not None:
            yield Said(rule, frame, sentence, whole.value or 0, whole=whole)


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
    if frame.of == "next" and last.value != 1 and not ("carried.out" in frame.done and _says_nothing(last)):
        return None
    if not any(said.frame is last and said.fit != "weak" for said in found):
        # 3件中2件已审结,均维持: a number of some of them, which is no figure itself.
        return last if not last.unread and (last.topic or any_of(last.words, "thing.request")) else None
    if frame.of == "bracket" or (mine and mine[-1].number is last):
        return last if any(said.number is last for said in mine) else None
    return _parted(mine[-1].number, before, last) if mine else None


def _tells_what_became(frame: Frame, rule: Rule, last: Frame, found: Sequence[Said]) -> bool:
    """审计报告2件,涉及工作秘密,不予公开; 直接起诉3件,法院维持: the clause behind a number tells its outcome."""
    if frame.of != "next" or last.group != frame.group or last.depth != frame.depth:
        return False
    mine = [said.rule.indicator for said in found if said.frame is last and said.fit != "weak"]
    if rule.indicator.startswith("litigation.") and any(code in _PATHS and code in rule.of for code in mine):
        return True
    one_of_several = last.value == 1 or last.part or any(said.rule.indicator in _WHOLE_OF_REQUESTS for said in found)
    requests = rule.indicator.startswith("requests.outcome.") and not mine and one_of_several
    return requests and any(has(word, ("out.", "why.")) for word in frame.words) and _may_count_requests(frame, last)


def _may_count_requests(frame: Frame, last: Frame) -> bool:
    """Whether the number is one of requests that only tells what they were about."""
    figure = last.counted
    if figure is None or figure.counter not in _COUNTERS_OF_REQUESTS or any(has(w, _TOLD) for w in last.words):
        return False
    return any_of((*last.words, *last.topic, *frame.topic), "thing.request") or "outcomes.beside" in frame.context


def _says_nothing(frame: Frame) -> bool:
    """另有2件因年底提交,结转至次年办理: what became of them is told behind."""
    return any_of(frame.words, "besides", "part") and not any(has(word, _TELLING) for word in frame.words)


def _parted(whole: Frame, before: Sequence[Frame], last: Frame) -> Frame | None:
    """The whole that the numbers behind it part, once or by two marks: 收到申请4件,其中网上3件、当面1件,均予以公开."""
    parts = {
        frame.span: frame.value or 0
        for frame in before
        if _has_number(frame) and frame.time != "change" and frame.span[0] > whole.span[0] and frame is not whole
    }
    total, value = sum(parts.values()), whole.value or 0
    return whole if last.span in parts and total in (value, 2 * value) else None


def _has_number(frame: Frame) -> bool:
    return frame.figure is not None and frame.of is None


def _without_foreign(found: list[Said], frames: Sequence[Frame]) -> list[Said]:
    """环卫专职人员20名、兼职人员5名: where one figure is of other staff or courses, those beside it are too."""
    for indicator, kinds in _OF_OTHERS.items():
        if not any(said.rule.indicator.startswith(indicator) for said in found):
            continue
        counted = [frame for frame in frames if _has_number(frame) and any(has(word, kinds) for word in frame.words)]
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
    return [said for said in found if said.rule.indicator != "disclosure.items" or not _is_listed(said, frames)]


def _is_listed(said: Said, frames: Sequence[Frame]) -> bool:
    frame = said.frame
    whole = any_of(frame.words, "sum", "cumulative") or (said.fit != "weak" and any_of(frame.words, "proactive"))
    if whole or "channels.none" not in frame.context:
        return False
    beside = [other for other in frames if other is not frame and other.figure is not None and not other.part]
    classes = [
        other
        for other in beside
        if any_of(other.words, "act.disclose", "act.publish")
        and any(has(word, ("other.",)) or not word.known for word in other.words)
    ]
    return (
        bool(classes)
        and frame.value is not None
        and all((other.value or 0) > 0 for other in classes)
        and not _is_whole(frame, frames)
    )


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


def _without_overruled(found: list[Said]) -> list[Said]:
    """Without the figures that a narrower one replaces: 受理38件,其中本年新收31件."""
    narrow = {(said.rule.indicator, said.rule.applicant) for said in found if said.fit == "narrow"}
    return [said for said in found if said.fit == "narrow" or (said.rule.indicator, said.rule.applicant) not in narrow]
