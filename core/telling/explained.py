"""How the prose was read, in words and as JSON: for whoever tends the words and the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from core.reading.narrative.account import Kind
from core.reading.narrative.explain import Explained, ExplainedSentence, Taken
from core.reading.narrative.frames import Frame
from core.reading.narrative.nearest import Miss
from core.telling.names import figure_name, quote, render_number
from core.telling.sentences import Sentence
from core.text.lexicon import Word, names_of
from core.types import FigureKey, Language

JsonObject = dict[str, Any]

_KINDS: Mapping[Kind, Sentence] = {
    "fact": Sentence("数据", "a figure"),
    "approximate": Sentence("约数", "approximate"),
    "other_year": Sentence("别的年度", "of another year"),
    "several_years": Sentence("几年合计", "of several years"),
    "part_of_year": Sentence("一年中的一段", "of a part of the year"),
    "plan": Sentence("计划或比率", "a plan or a rate"),
    "difference": Sentence("增减数", "a difference"),
    "part": Sentence("其中一部分", "a part"),
    "other_body": Sentence("别的机关", "of another body"),
    "other_business": Sentence("别的业务", "other business"),
    "quality": Sentence("说的是办得如何", "how it was done, not how many"),
    "unread": Sentence("没能读准", "unread"),
}
_SAID_OF_ANOTHER = Sentence("说的是前面的数", "said of the number before")
_HEADING = Sentence("标题", "heading")
_WORDS = Sentence("词", "words")
_FRAME = Sentence("第{number}处", "frame {number}")
_ABOUT = (
    ("time", Sentence("时间", "time")),
    ("whose", Sentence("谁的", "whose")),
    ("part", Sentence("其中", "part")),
    ("topic", Sentence("前文", "topic")),
    ("words", Sentence("说到", "said")),
    ("done", Sentence("合起来", "together")),
    ("context", Sentence("周围", "context")),
)
_FITS = Sentence("合乎", "fits")
_BY_PATTERN = Sentence("按句式读", "read by pattern")
_NEAR = Sentence("最近", "nearest")
_FATES = {
    "kept": Sentence("取用", "taken"),
    "fired": Sentence("读到，未取用", "read, not taken"),
    "fits": Sentence("全句不作此解", "not so in the whole sentence"),
}
_LACKS = Sentence("缺 {what}", "lacks {what}")
_MUST_NOT = Sentence("不应有 {what}", "must not say {what}")
_NOT_TAKEN = Sentence("不认 {what}", "does not take {what}")
_OTHER_YEARS = Sentence("不是这个年度的指标", "is not of this year's form")
_COUNTER = Sentence("不按“{what}”计", "is not counted in “{what}”")
_AND = Sentence("；", "; ")


def render_explained(one: ExplainedSentence, language: Language) -> Iterator[str]:
    """The lines about one sentence."""
    yield quote(one.quote)
    if one.sentence.title:
        topics = ", ".join(sorted(one.sentence.topics))
        yield f"  {_HEADING.in_language(language)}: {one.sentence.title}" + (f" [{topics}]" if topics else "")
    yield f"  {_WORDS.in_language(language)}: {' '.join(map(_word, one.words))}"
    for number, explained in enumerate(one.frames, 1):
        yield from _frame(number, explained, language)


def explained_json(one: ExplainedSentence) -> JsonObject:
    """The object of `gongkai explain --json`."""
    return {
        "quote": one.quote,
        "start": one.start,
        "end": one.end,
        "heading": one.sentence.title or None,
        "topics": sorted(one.sentence.topics),
        "words": [_word_json(word) for word in one.words],
        "frames": [_frame_json(explained) for explained in one.frames],
    }


def _frame(number: int, explained: Explained, language: Language) -> Iterator[str]:
    frame = explained.frame
    fate = (_KINDS[explained.kind] if explained.kind else _SAID_OF_ANOTHER).in_language(language)
    yield f"  {_FRAME.in_language(language).format(number=number)}: {_counted(frame)} → {fate}"
    about = _about(frame)
    for name, label in _ABOUT:
        if about[name]:
            yield f"    {label.in_language(language)}: {about[name]}"
    for taken in explained.rules:
        fate = _FATES[_fate(taken)].in_language(language)
        yield f"    {_FITS.in_language(language)}: {_figure(taken.figure, language)} ({taken.fit}, {fate})"
    for key in explained.patterns:
        yield f"    {_BY_PATTERN.in_language(language)}: {_figure(key, language)}"
    for miss in explained.nearest:
        why = _AND.in_language(language).join(_obstacles(miss, language))
        key = miss.rule.indicator, miss.rule.applicant
        yield f"    {_NEAR.in_language(language)}: {_figure(key, language)}: {why}"


def _counted(frame: Frame) -> str:
    if frame.figure is not None:
        return frame.figure.text if frame.value is None else f"{frame.figure.text} = {render_number(frame.value)}"
    return frame.negation.text if frame.negation is not None else "–"


def _about(frame: Frame) -> Mapping[str, str]:
    return {
        "time": frame.time,
        "whose": frame.whose,
        "part": "+" if frame.part else "",
        "topic": " ".join(map(_word, frame.topic)),
        "words": " ".join(map(_word, frame.words)),
        "done": " ".join(sorted(names_of(frame.done))),
        "context": " ".join(sorted(names_of(frame.context))),
    }


def _obstacles(miss: Miss, language: Language) -> Iterator[str]:
    """Why the rule does not take the frame."""
    for need in miss.lacking:
        yield _LACKS.in_language(language).format(what="|".join(sorted(need)))
    if miss.forbidden:
        yield _MUST_NOT.in_language(language).format(what=" ".join(sorted(miss.forbidden)))
    if miss.untaken or miss.together:
        what = " ".join([*map(_word, miss.untaken), *sorted(miss.together)])
        yield _NOT_TAKEN.in_language(language).format(what=what)
    if miss.of_other_years:
        yield _OTHER_YEARS.in_language(language)
    if miss.counter is not None:
        yield _COUNTER.in_language(language).format(what=miss.counter)


def _figure(key: FigureKey, language: Language) -> str:
    return f"{key[0]} {figure_name(*key, language)}"


def _fate(taken: Taken) -> str:
    if taken.kept:
        return "kept"
    return "fired" if taken.fired else "fits"


def _word(word: Word) -> str:
    """全年(when.this); a word of several senses has them all, one that is not known a question mark."""
    text = "".join(word.text.split())
    if word.figure is not None:
        return f"{text}({word.figure.kind})"
    if word.readings:
        return f"{text}({' / '.join(' '.join(sorted(reading)) for reading in word.readings)})"
    return text if word.known else f"{text}(?)"


def _word_json(word: Word) -> JsonObject:
    return {
        "text": word.text,
        "known": word.known,
        "senses": [sorted(reading) for reading in word.readings],
        "number": word.figure.kind if word.figure is not None else None,
    }


def _frame_json(explained: Explained) -> JsonObject:
    frame = explained.frame
    return {
        "value": frame.value,
        "number": frame.figure.text if frame.figure is not None else None,
        "negation": frame.negation.text if frame.negation is not None else None,
        "account": explained.kind,
        "of": frame.of,
        "time": frame.time,
        "whose": frame.whose,
        "part": frame.part,
        "topic": _texts(frame.topic),
        "words": _texts(frame.words),
        "unread": _texts(frame.unread),
        "done": sorted(names_of(frame.done)),
        "context": sorted(names_of(frame.context)),
        "rules": [_key_json(taken.figure) | {"fit": taken.fit, "fate": _fate(taken)} for taken in explained.rules],
        "patterns": [_key_json(key) for key in explained.patterns],
        "nearest": [_miss_json(miss) for miss in explained.nearest],
    }


def _miss_json(miss: Miss) -> JsonObject:
    return _key_json((miss.rule.indicator, miss.rule.applicant)) | {
        "lacking": [sorted(need) for need in miss.lacking],
        "forbidden": sorted(miss.forbidden),
        "untaken": _texts(miss.untaken),
        "together": sorted(miss.together),
        "of_other_years": miss.of_other_years,
        "counter": miss.counter,
    }


def _key_json(key: FigureKey) -> JsonObject:
    return {"indicator": key[0], "applicant": key[1]}


def _texts(words: Iterable[Word]) -> list[str]:
    return [word.text for word in words]
