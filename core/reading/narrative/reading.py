"""The prose of a document sentence by sentence: words, frames, and what was spoken of before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from core.reading.narrative.around import with_neighbours
from core.reading.narrative.decide import Said, approximations, decide
from core.reading.narrative.flow import Sentence
from core.reading.narrative.flow import Topic as TopicOfHeading
from core.reading.narrative.frames import Frame, frames
from core.reading.narrative.senses import any_of, said_by
from core.reading.narrative.stated import counted_before, outcomes_told, said_of_all_before, said_of_named
from core.reading.narrative.topic import Topic, topic_of_headings
from core.reading.narrative.words import words_of
from core.text.lexicon import COUNT, Word, mask, may_count_or_deny, may_deny, says_nothing
from core.text.lexicon.figures import Numbered, figures
from core.types import FigureKey

_TELLING = COUNT | mask("not")
_FORM_OF_2019 = 2019
_LAST_WITH_FEES = 2020
_ABOUT_DISCLOSURE = re.compile("信息公开|政务公开|公开信息|公开政府信息|校务公开|院务公开|厂务公开|公开工作")
_OF_DISPUTES = re.compile("信息公开|政务公开|公开申请|申请公开|公开信息|公开政府信息|公开答复|申诉、")
_ABOVE_DISPUTES = re.compile("复议(?:和|、|及|与|以及)(?:行政)?诉讼")
_OF_FEES = re.compile(
    "依申请|信息公开|政务公开|申请公开|公开申请|申请人|复议、(?:行政)?诉讼|提供(?:政府)?信息|公开(?:政府)?信息"
)
_OPENS_ON_FEES = re.compile("费用[:,]|(?:全年|本年度?)?(?:均)?未收取任何费用")
# 来源全部是网上: what is said of all of the number of the sentence before.
# 该件由自然人提出: of the one request that was counted.
_OF_ALL = re.compile("均|全部|都|皆|全是|全为|^[该此](?:件|项|份)?申请|^该件|该(?:信息|事项)")
_STAFF_HEADING = re.compile("组织|机构|人员|队伍|保障|培训|监督")
_DISPUTES, _ALL_DISPUTES = ("review.", "litigation."), ("review.total", "litigation.total")
_TOLD_BY_THE_WAY = ("training.", "capacity.", "response.")
# 有的单位没有召开会议, 各镇街仅举办1期: not what the body did.
_OF_SOME = re.compile("各|有的|有些|部分|个别|少数")
_ONLY = re.compile("仅|只有|目前")
_OF_PLANS = ("plan", "plan sentence", "when.next")
_LONGEST_ROW = 200
# Frames of one sentence that may bear on one another; no sentence of a report has as many.
_LONGEST = 200


class Passage(NamedTuple):
    """One sentence, its frames and the figures they are."""

    sentence: Sentence
    frames: tuple[Frame, ...]
    said: tuple[Said, ...]
    approximate: tuple[tuple[FigureKey, tuple[int, int]], ...] = ()
    """The figures of which only about how much is said, and where."""
    words: tuple[Word, ...] = ()
    """The words of the sentence, where it was cut."""
    is_silent: bool = False
    """Whether it surely holds neither a number of things nor a negation."""
    aside: tuple[Said, ...] = ()
    """What a part on plans and shortcomings tells by the way (仅有1名兼职人员): no figures, though they may be true."""


def passages(sentences: Iterable[Sentence], year: int | None, own: str = "") -> Iterator[Passage]:
    """Each sentence read; those about plans and shortcomings, or without a number and a negation, have no frames."""
    topic = Topic(own)
    stated = False
    whole: Said | None = None
    outcomes: dict[str, Said] = {}
    for sentence in sentences:
        stated = stated and bool(sentence.previous)
        whole = whole if sentence.previous else None
        is_silent = not may_count_or_deny(sentence.text)
        of_all = stated and _OF_ALL.search(sentence.text) is not None
        numbers = None if is_silent and not of_all else _numbers(sentence.text, stated=stated, of_all=of_all)
        if "plans" in sentence.topics:
            yield _of_shortcomings(sentence, numbers, year, own, is_silent=is_silent)
        elif numbers is None:
            topic.pass_by(sentence)
            yield Passage(sentence, (), (), is_silent=is_silent)
        else:
            passage = _read(sentence, numbers, year, topic, own, stated=stated)
            outcomes = {**(outcomes if sentence.previous else {}), **outcomes_told(passage.said)}
            told = (
                *said_of_all_before(passage.frames, whole, sentence, year),
                *said_of_named(passage.frames, outcomes, sentence, year),
            )
            whole = counted_before(passage.frames, passage.said, whole)
            passage = passage._replace(said=(*told, *passage.said)) if told else passage
            stated = any(frame.figure for frame in passage.frames) or (stated and not passage.frames)
            yield passage


def _numbers(text: str, *, stated: bool, of_all: bool) -> list[Numbered] | None:
    """The numbers of a text that may tell something: it holds one of things or a negation, and is no endless row of
    numbers without words. None of others. Where something may be `stated` of the number before, a date is enough, and
    none is needed where the text says something `of_all` of it.
    """
    if len(text) > _LONGEST_ROW and not of_all and says_nothing(text):
        return None
    found = list(figures(text))
    tells = stated or any(figure.kind == "count" for _, _, figure in found) or may_deny(text)
    return found if tells else None


def _of_shortcomings(
    sentence: Sentence, numbers: Sequence[Numbered] | None, year: int | None, own: str, *, is_silent: bool
) -> Passage:
    """A sentence of a part on shortcomings and plans: what it tells of the year by the way is a figure."""
    if numbers is None:
        return Passage(sentence, (), (), is_silent=is_silent)
    passage = _read(sentence, numbers, year, Topic(own), own)
    done = () if _may_be_planned(passage) else passage.said
    told = tuple(one for one in done if _is_told_as_done(one, passage, year))
    aside = tuple(one for one in passage.said if one.value and one not in told)
    return Passage(sentence, passage.frames if told else (), told, aside=aside, is_silent=is_silent)


def _may_be_planned(passage: Passage) -> bool:
    """Whether the sentence may speak of what shall be, or of other years."""
    counted = (frame for frame in passage.frames if frame.of is None)
    if any_of(passage.words, *_OF_PLANS) or any(frame.time in ("other", "plan") for frame in counted):
        return True
    return not passage.sentence.topics & {"shortcomings"}


def _is_told_as_done(one: Said, passage: Passage, year: int | None) -> bool:
    """今年培训2场; 没有专职人员,仅有兼职人员1名: what was done in the year, or what the body lacks."""
    if one.rule.indicator.startswith(_DISPUTES):
        return _are_our_disputes(passage)
    if one.fit == "weak" or not one.rule.indicator.startswith(_TOLD_BY_THE_WAY):
        return False
    if one.frame.whose != "own" or _OF_SOME.search(passage.sentence.text):
        return False
    if any(word.may_be("when.this") or (word.figure and year in word.figure.years) for word in passage.words):
        return True
    held = any(word.may_be("act.hold") and word.text.endswith("了") for word in passage.words)
    if held and one.rule.event and any(frame.time == "day" for frame in passage.frames):
        return True
    if not one.rule.indicator.startswith("capacity.") or any(frame.unread for frame in passage.frames):
        return False
    lacking = any(frame.denied for frame in passage.frames) or _ONLY.search(passage.sentence.text)
    return bool(lacking) and "公开" in passage.sentence.text


def _are_our_disputes(passage: Passage) -> bool:
    """因政府信息公开被申请行政复议1件,维持,反映出…: a sentence that tells all of them, where no other is told."""
    wholes = [one for one in passage.said if one.rule.indicator in _ALL_DISPUTES]
    ours = any_of([word for one in wholes for word in one.frame.words], "disclosure", "act.disclose")
    return ours and all(one.frame.whose == "own" and one.fit != "weak" for one in wholes)


def _read(
    sentence: Sentence,
    numbers: Sequence[Numbered],
    year: int | None,
    topic: Topic,
    own: str,
    *,
    stated: bool = False,
) -> Passage:
    topic.begin(sentence)
    words = words_of(sentence, own, numbers, requests_before=lambda: any_of(topic.before(), "thing.request"))
    if not stated and not said_by(words) & _TELLING:
        topic.see(words, ())
        return Passage(sentence, (), (), words=tuple(words))
    framed = frames(words, year, topic.before, topic_of_headings(sentence), _context(sentence, year))
    runs = [with_neighbours(framed[at : at + _LONGEST]) for at in range(0, len(framed), _LONGEST)]
    found = [frame for run in runs for frame in run]
    topic.see(words, found)
    said = tuple(one for run in runs for one in decide(sentence, run, year))
    return Passage(sentence, tuple(found), said, tuple(approximations(found, year)), tuple(words))


def _speaks_of_fees(text: str) -> bool:
    return _OPENS_ON_FEES.match(text) is not None or _OF_FEES.search(text) is not None


@cache
def _under(topics: frozenset[TopicOfHeading]) -> int:
    return mask(*(f"under.{topic}" for topic in topics))


def _context(sentence: Sentence, year: int | None) -> int:
    around = _under(sentence.topics)
    if year is None or year >= _FORM_OF_2019:
        around |= mask("form.new")
    if year is None or year < _FORM_OF_2019:
        around |= mask("form.2014")
    if year is None or year <= _LAST_WITH_FEES:
        around |= mask("form.old")
    near = sentence.previous + sentence.text + sentence.title
    above = _ABOVE_DISPUTES.search(sentence.previous)
    if sentence.topics & {"review", "requests"} or above or _OF_DISPUTES.search(near):
        around |= mask("disputes.near")
    if "行政事业性收费" in sentence.title:
        around |= mask("under.administrative_fees")
    if "政府集中采购" in sentence.title:
        around |= mask("under.procurement")
    if "处理费" in sentence.title + sentence.previous + sentence.text:
        around |= mask("under.processing")
    if (
        sentence.topics & {"fees", "requests"}
        or _speaks_of_fees(sentence.title + sentence.previous)
        or _speaks_of_fees(sentence.text)
    ):
        around |= mask("fees.near")
    if (
        "shortcomings" in sentence.topics
        or _ABOUT_DISCLOSURE.search(near)
        or _STAFF_HEADING.search(sentence.title)
        or "capacity" in sentence.topics
    ):
        around |= mask("disclosure.near")
    return around
