"""The words of a sentence, each taken as the sentence has it: 申请 of what, 申请 as a verb."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from core.reading.narrative.flow import Sentence
from core.reading.narrative.matters import (
    ANSWERS,
    without_causes,
    without_classes,
    without_matters,
    without_other_papers,
    without_reasons,
    without_sections,
    without_trained,
)
from core.reading.narrative.names import with_names
from core.reading.narrative.senses import any_of, has, has_any, said_by
from core.text.lexicon import COUNT, Word, cut, mask
from core.text.lexicon.figures import Numbered

_REQUEST = (frozenset(("thing.request",)),)
_NOTHING = (frozenset(("filler",)),)
_OUTCOMES = ("out.granted", "out.denied", "out.partial", "out.unavailable", "out.unprocessed", "out.nonexistent")
_ON_A_SUBJECT = ("关于", "要求公开", "请求公开", "申请公开")
_ASKING = (
    "要求公开",
    "请求公开",
    "申请公开",
    "要求获取",
    "申请获取",
    "要求提供",
    "申请内容",
    "内容涉及",
    "内容为",
    "内容是",
)
_MAY_ASK = re.compile("|".join(_ASKING))
_APPLICATION = mask("thing.application")
# 二次供水, 三公经费: what is no number of requests, and may stand in what is asked for.
_LOOSE = ("", "次", "个", "项", "级", "期", "届", "名", "号")
_DONE_WITH = ("out.", "act.answer", "act.receive", "act.accept", "act.carry", "act.conclude")
_PREDICATES = frozenset(("为", "系", "是", "均为", "均系", "均是"))
_APPLIED = (frozenset(("thing.request", "applied")),)
_OTHER = (frozenset(("other.application",)),)
_FILED = (frozenset(("act.file",)),)
_OWN = (frozenset(("whose.own",)),)
_IN_TIME = (frozenset(("quality.on_time",)),)
_WITHIN = "内"
_ALL_WITHIN = frozenset((_WITHIN, "之内", "以内"))
_OUTSIDE, _NAMELESS, _SUCH_AS = "外", "某", "等"
_SHORTEST_OF_A_NAME, _REMEMBERED = 3, 16
_EACH = (frozenset(("each",)),)
_CHANNELS = ("chan.in_person", "chan.fax", "chan.letter", "chan.net")
_DISPUTES = ("thing.review", "thing.lawsuit")
_STOPS = ",;:。("
_ROW, _NEAR_BY = re.compile(r"(?<!\S)\d[\d.,]*+(?: \d[\d.,]*+){2,}(?![余多万亿件条宗份次起人元个项期篇])"), 120
_ENUMERATES = re.compile(
    r"[两二三四五六七八九2-9](?:项|类|种|者|方面|栏)(?:费用|数据|指标|数字|内容)?(?=(?:均|都|全|皆)(?:部|为|是|系)*(?:零|0|〇|无|没有)|合计|相加|共计|总计|加起来|之和)"
)
_OF_REQUESTS = re.compile("依申请公开|公开申请|申请公开")
# 受理申请方面,2018年9件 behind what was disclosed.
_OPENS_ON_REQUESTS, _OF_DISCLOSURE = re.compile("(?:受理|收到|办理|接收)申请(?:方面|情况)"), "公开政府信息"
_MARKER = re.compile(
    r"(?=[第一二三四五六七八九十(\d①-⑳◆◇■●▲★【])(?:第?[一二三四五六七八九十]{1,3}[、.章]|第[一二三四五六七八九十]{1,2}部分|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、)](?!\d)|\(\d{1,2}\)"
    r"|[①-⑳◆◇■●▲★【]+|[一二三四五六七八九]是(?!否))"
)


def words_of(
    sentence: Sentence,
    own: str = "",
    numbers: Sequence[Numbered] | None = None,
    *,
    requests_before: Callable[[], bool],
) -> list[Word]:
    """The words of the sentence; `requests_before` tells whether requests were spoken of right before it,
    `own` is the name of the body, `numbers` are those of the sentence, where known.
    """
    text = sentence.text
    marker = _MARKER.match(text)
    words = cut(text, numbers)
    words = with_names(words if marker is None else [word for word in words if word.start >= marker.end()])
    words = _with_own(words, text, own) if own else words
    if _ENUMERATES.search(text):
        words = [word if word.figure is None else _enumerating(word, text) for word in words]
    words = _with_terms(words) if _WITHIN in text else words
    said = said_by(words)
    for asked, sign, taken in _STEPS:
        if asked & said and sign in text:
            words = taken(words)
            said = said_by(words)
    words = _without_persons(words) if _NAMELESS in text else words
    asks = _MAY_ASK.search(text) is not None and any(word.text.startswith(_ASKING) for word in words)
    if not asks and not said & _APPLICATION:
        return words
    known = (
        bool(sentence.topics & {"requests"})
        or bool(_OF_REQUESTS.search(sentence.previous))
        or _speaks_of_requests(words)
        or (_OPENS_ON_REQUESTS.match(sentence.text) is not None and _OF_DISCLOSURE in sentence.previous)
        or requests_before()
    )
    return _taken(_without_asked(_without_subjects(words)) if known else words, known=known)


def _with_terms(words: list[Word]) -> list[Word]:
    """35件在15个工作日内办结, 3日内答复: within a term is in time."""
    found: list[Word] = []
    for word in words:
        if word.text in _ALL_WITHIN and found and _may_be_a_term(found[-1]):
            term = found.pop()
            word = Word(term.start, word.end, term.text + word.text, _IN_TIME)
        found.append(word)
    return found


def _with_exceptions(words: Sequence[Word]) -> list[Word]:
    """除4人专职外: the word that ends what is set apart adds nothing."""
    return [word.taken(_NOTHING) if word.text == _OUTSIDE else word for word in words]


def _may_be_a_term(word: Word) -> bool:
    """Whether the word is a number of days or, behind which 内 stands, a day without its month."""
    figure = word.figure
    return figure is not None and (figure.kind == "duration" or (figure.kind == "date" and "月" not in word.text))


def _with_own(words: Sequence[Word], text: str, own: str) -> list[Word]:
    """邮政 in 邮政管理局 and 新开 in 新开河镇 are the body's name and say nothing else."""
    if not any(map(text.__contains__, _parts_of(own))):
        return [word.taken(_OWN) if word.text in own and _adds_nothing(word) else word for word in words]
    taken: list[Word] = []
    named = 0
    for word in words:
        start = word.start
        may_begin = start >= named and text[start : start + _SHORTEST_OF_A_NAME] in own
        if may_begin and word.figure is None and not word.is_mark:
            named = start + _length_of_name(text, start, own)
        if word.end <= named or (word.text in own and _adds_nothing(word)):
            word = word.taken(_OWN)
        taken.append(word)
    return taken


@lru_cache(maxsize=_REMEMBERED)
def _parts_of(own: str) -> tuple[str, ...]:
    """The shortest parts of a name that tell it; each sentence of a report asks for those of its body."""
    return tuple(own[at : at + _SHORTEST_OF_A_NAME] for at in range(len(own) - _SHORTEST_OF_A_NAME + 1))


def _adds_nothing(word: Word) -> bool:
    """Whether the word is only a part of the body's name, where it stands in it."""
    return _is_of_the_body(word) or not word.known


def _length_of_name(text: str, start: int, own: str) -> int:
    """How much of the body's name the text has from there; 0 for less than three characters."""
    length = _SHORTEST_OF_A_NAME
    if len(text) < start + length:
        return 0
    while start + length < len(text) and text[start : start + length + 1] in own:
        length += 1
    return length


def _is_of_the_body(word: Word) -> bool:
    """分局 in the report of a 分局 is the body itself, as 公司 is in that of a company."""
    return len(word.text) > 1 and (word.may_be("whose.part") or has(word, ("appl.",)))


def is_in_a_row(text: str, start: int) -> bool:
    """Whether the number there is one of several that stand bare side by side: a table's row or column, torn off."""
    near = max(start - _NEAR_BY, 0), start + _NEAR_BY
    return " " in text and any(row.start() <= start < row.end() for row in _ROW.finditer(text, *near))


def enumerates(text: str, start: int) -> bool:
    """Whether the number there only counts the names before it."""
    return _ENUMERATES.match(text, start) is not None


def _enumerating(word: Word, text: str) -> Word:
    """申请、答复、不予公开三项均为零: 三项 counts the names before it."""
    if not enumerates(text, word.start):
        return word
    return Word(word.start, word.end, word.text, _EACH)


def _without_subjects(words: list[Word]) -> list[Word]:
    """收到村民关于土地补偿款的书面申请3件,均同意公开: what requests are about says nothing else.

    Where nothing tells that they are requests for disclosure, they may be others: 关于低保补贴的申请.
    """
    begins = [at for at, word in enumerate(words) if word.text.startswith(_ON_A_SUBJECT)]
    if not begins or not (any_of(words, *_OUTCOMES) or any("公开" in words[at].text for at in begins)):
        return words
    done: list[Word] = []
    end = 0
    for at in begins:
        asked = _asked_behind(words, at)
        if asked is not None and at >= end:
            done += [*words[end : at + 1], *(word.taken(_NOTHING) for word in words[at + 1 : asked])]
            done.append(words[asked].taken(_REQUEST))
            end = asked + 1
    return [*done, *words[end:]]


def _without_persons(words: Sequence[Word]) -> list[Word]:
    """申请人陈某当面提交: the name of a person, of which only the first sign is told."""
    behind = [*words[1:], None]
    return [
        _saying_nothing(word) if not word.known and len(word.text) == 1 and after and after.text == _NAMELESS else word
        for word, after in zip(words, behind, strict=True)
    ]


def _without_places(words: Sequence[Word]) -> list[Word]:
    """在西安举办培训班: where something was held."""
    around = zip([None, *words], words, [*words[1:], None], strict=False)
    return [_saying_nothing(word) if _is_a_place(before, word, behind) else word for before, word, behind in around]


def _is_a_place(before: Word | None, word: Word, behind: Word | None) -> bool:
    held = before is not None and before.text == "在" and behind is not None and behind.may_be("act.hold")
    return held and not word.known


def _without_asked(words: list[Word]) -> list[Word]:
    """申请人要求公开小区二次供水资料: what is asked for says nothing else, to the end of its clause."""
    done: list[Word] = []
    begin = 0
    for end in [*(at for at, word in enumerate(words) if word.text in _STOPS), len(words)]:
        clause = words[begin:end]
        asked = next((at for at, word in enumerate(clause) if word.text.startswith(_ASKING)), None)
        if asked is None or not _only_asks(clause, asked):
            done += _without_proposal(clause)
        else:
            done += [*clause[: asked + 1], *(_saying_nothing(word) for word in clause[asked + 1 :])]
        done += words[end : end + 1]
        begin = end + 1
    return done


def _only_asks(clause: Sequence[Word], asked: int) -> bool:
    """Whether nothing is counted in the clause, and nothing behind tells what became of the request."""
    counted = any(word.mask & COUNT and word.figure and word.figure.counter not in _LOOSE for word in clause)
    behind = clause[asked + 1 :]
    return bool(behind) and not counted and not has_any(clause, _DONE_WITH) and not any_of(clause, "not", "all")


def _without_proposal(clause: Sequence[Word]) -> Sequence[Word]:
    """为村民以信函提出的土地补偿标准申请: the clause says of a request who made it and what it was about."""
    last = clause[-1] if clause else None
    if last is None or not last.may_be("thing.application") or clause[0].text not in _PREDICATES:
        return clause
    made = next((at for at, word in enumerate(clause) if word.may_be("act.file") and word.text.endswith("的")), None)
    if made is None or any(word.figure is not None for word in clause):
        return clause
    return [*clause[: made + 1], *(_saying_nothing(word) for word in clause[made + 1 : -1]), last.taken(_REQUEST)]


def _saying_nothing(word: Word) -> Word:
    """The word as one that adds nothing; that a request is about something is still said."""
    return word if word.may_be("about") else Word(word.start, word.end, word.text, _NOTHING)


def _asked_behind(words: Sequence[Word], at: int) -> int | None:
    """Where the application stands whose subject begins there: 关于…的申请, 要求公开…的书面申请."""
    for position in range(at + 1, len(words)):
        word = words[position]
        if word.may_be("thing.application"):
            before = [one for one in words[at + 1 : position] if not one.may_be("chan.written")]
            return position if before and before[-1].text.endswith("的") else None
        if word.text in _STOPS or word.figure is not None:
            return None
    return None


def _speaks_of_requests(words: Sequence[Word]) -> bool:
    """Whether the sentence names requests for disclosure, or several of the ways in which they come."""
    if any_of(words, "thing.request", "disclosure"):
        return True
    if any_of(words, "new") and any_of(words, "act.carry", "appl.natural_person", "appl.business"):
        return True
    if any_of(words, "act.carry") and any_of(words, "when.last", "when.next") and any_of(words, "act.answer"):
        return True
    if any_of(words, "out.granted", "out.denied", "out.partial", "out.unavailable", "out.unprocessed"):
        return True
    if words and words[0].may_be("thing.application") and len(words) > 1 and words[1].text == ",":
        return True
    return sum(any_of(words, channel) for channel in _CHANNELS) > 1


def _taken(words: Sequence[Word], *, known: bool) -> list[Word]:
    """Each 申请 as a request for disclosure, an application for something else, or a verb."""
    taken: list[Word] = []
    other = False
    for position, word in enumerate(words):
        other = other and not word.may_be("thing.request")
        if word.may_be("thing.application"):
            word = word.taken(_application(words, position, known=known and not other) or word.readings)
            other = other or word.may_be("other.application")
        taken.append(word)
    return taken


def _application(words: Sequence[Word], position: int, *, known: bool) -> tuple[frozenset[str], ...] | None:
    if position + 1 < len(words) and any_of((words[position + 1],), *_DISPUTES):
        return _FILED
    for before in reversed(words[:position]):
        if before.text in _STOPS or before.figure is not None or any_of((before,), "act.receive", "act.accept"):
            break
        if any_of((before,), *_DISPUTES):
            return _FILED
        if any_of((before,), "disclosure"):
            return _REQUEST
        if has(before, ("other.",)) or not before.known:
            return _OTHER
    return _APPLIED if known else None


_STEPS: tuple[tuple[int, str, Callable[[list[Word]], list[Word]]], ...] = (
    (mask("except"), "", _with_exceptions),
    (mask("act.disclose", "act.publish"), _SUCH_AS, without_classes),
    (ANSWERS, "", without_matters),
    (mask("act.hold"), "", _without_places),
    (mask("thing.course", "act.train"), "", without_sections),
    (mask("thing.course"), "", without_trained),
    (mask("thing.review", "thing.lawsuit"), "信息公开", without_causes),
    (mask("chan.gazette"), "公报", without_other_papers),
    (mask("not"), "因", without_reasons),
    (mask("not"), "由于", without_reasons),
)
"""How words are taken that say one of the senses, in a text that holds the sign."""
