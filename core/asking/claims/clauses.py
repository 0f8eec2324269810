"""A text cut into clauses, each with at most the numbers that belong together; offsets are those of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.asking.claims.amounts import AMOUNT
from core.asking.claims.statements import Statement, parse
from core.asking.words.prepare import prepare

_ENDS = r"。；;！!？?\n"
_CLAUSE = re.compile(
    r"(?:[^，,、。；;！!？?\n.（）()：|│:]|:(?=\d)|(?<=\d)[,，](?=\d{3}(?!\d))|(?<=\d)\.(?=\d)|\.(?!\s|$|\d))+"
)
_SENTENCE_END = re.compile(rf"[{_ENDS}]|\.(?=\s|$)")
# 分别为17件、16件: what is said of several figures one after the other is one clause.
_RESPECTIVELY = re.compile(r"分别|依次|respectively")
_IN_TURN = re.compile(
    r"[^，,。；;！!？?\n]{0,120}(?:[，,、]\s*[\d.,]{1,12}\s*[件条次人个项%万元]{0,3}(?=[，,。；;、\s]|$)){0,20}"
)
_BOUNDARY = "，,。；;！!？?\n"
# Longer clauses are no statement of anybody, and patterns would take long on them.
_LONGEST = 200
_BRACKETS = {"（": 1, "(": 1, "）": -1, ")": -1}
_NARROW = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_AMOUNT = re.compile(AMOUNT)
# Where a second statement begins right behind a number: 17件同比增长112.5%.
_NEXT = re.compile(
    r"(?P<of_them>的?(?:政府)?(?:信息公开)?申请[中里](?=[,，有]))|\s*(?:[,，])?\s*(?:同比|較|较|比|与|與|占|佔"
    r"|净?增[长長加]|下降|[减減]少|上升|其中|位居|排名|up\b|down\b|an? (?:in|de)crease|accounting|or \d|of which|which)"
)
_INTO = re.compile(r"(?:由|从|從)[^，。]*\d[^，。]*(?:到|至|为|為)")
# Numbers that count nothing: years, dates, sections, numbers of documents, telephone numbers.
_NO_COUNT = re.compile(
    r"(?:19|20)\d\d(?:\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|[/.-]\d{1,2}(?:[/.-]\d{1,2})?(?!\d)|\s*年度?)?"
    r"|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:底|份)?|\d{1,2}日|\d+[年周天]|\d+个工作日"
    r"|第[\d一二三四五六七八九十]+|〔\d+〕\s*\d*号?|\d+号|^\s*\d+\s*$|^\s*\d{1,2}\s*[.．]|\d{3,4}-\d{5,}"
    r"|\d{7,}+(?!\s*[元件条次人份])|https?\S+|\b[a-z]\d+"
)
_COUNTED = re.compile(
    r"\d"
    r"|(?:(?<![第唯之同统单逐])[〇零一二两三四五六七八九十百千万亿]+\s*(?:余|多)?(?:件|条(?!例)|份|次|人(?!民)|项|起|"
    r"宗|元|成|倍|篇|番)|分之|翻番|倒数|[几数上好][十百千万]|翻倍|减半|持平|一半)"
    r"|逐年|连年|连续.年|位居|位列|\b(?:doubled|halved|tripled|twice|times|unchanged|half of)\b|\branked\b"
)
_CHANGED = re.compile(
    r"排名?.{0,8}第|[居列].{0,8}(?:首位|榜首|末位|第)|(?:同比|比|较)[^，。]{0,12}(?:增|减|升|降|上涨|下滑|提高|多|少)"
)
_NONE = re.compile(r"\bno\b|\bnot any\b|(?:未|没有|沒有|无|無)(?!正当|法|须|需|论|效|关|疑|能|及时|经)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause [start, end) of the text; `said` is how it is read, `sentence` counts the sentences from 0."""

    words: str
    start: int
    end: int
    said: str
    sentence: int
    statement: Statement | None
    counts: bool
    """Whether it says how much."""
    denies: bool
    """Whether it may say that there was none."""
    aside: bool = False
    """Whether it stands in brackets."""
    listed: bool = False
    """Whether it goes on from the one before: 2021、2022年."""


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of a text, in order."""
    narrow = text.translate(_NARROW)
    sentence, reached, brackets = 0, 0, 0
    for start, end in _spans(narrow):
        sentence += len(_SENTENCE_END.findall(narrow[reached:start]))
        brackets += sum(_BRACKETS.get(mark, 0) for mark in narrow[reached:start])
        listed = narrow[reached:start].strip() == "、"
        reached = end
        words = text[start:end]
        said = prepare(words)
        counting = bool(_COUNTED.search(_NO_COUNT.sub("", said))) or bool(_CHANGED.search(said))
        statement = parse(said) if counting else None
        denies = not counting and bool(_NONE.search(said))
        yield Clause(words, start, end, said, sentence, statement, counting, denies, brackets > 0, listed)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    reached = 0
    for word in _RESPECTIVELY.finditer(text):
        if word.start() < reached:
            continue
        start = max(reached, 1 + max(text.rfind(mark, reached, word.start()) for mark in _BOUNDARY))
        whole = _IN_TURN.match(text, word.start())
        end = whole.end() if whole else word.end()
        yield from _pieces(text, reached, start)
        yield from _stripped(text, start, end)
        reached = end
    yield from _pieces(text, reached, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for clause in _CLAUSE.finditer(text, start, end):
        begin = clause.start()
        if clause.end() - begin > _LONGEST:
            continue
        if not _INTO.search(clause.group()):
            for amount in _AMOUNT.finditer(text, begin, clause.end()):
                following = _NEXT.match(text, amount.end(), clause.end())
                if following and not text[begin : amount.start()].endswith(("比", "较")):
                    # 17件申请中有8件予以公开: of them.
                    cut = following.end() if following["of_them"] else amount.end()
                    yield from _stripped(text, begin, cut)
                    begin = cut
        yield from _stripped(text, begin, clause.end())


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if start < end <= start + _LONGEST:
        yield start, end
