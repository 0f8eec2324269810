"""Whether a question is answered without the words that are not understood: told first, and never where they may be
what is asked for, or which of the cases are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.asking.understood.request import (
    AreaSum,
    ChangeByYear,
    ChangeRanking,
    Comparison,
    Lookup,
    Measure,
    Ranking,
    Request,
    Series,
    Share,
    Standing,
    Sum,
    SumRanking,
)
from core.asking.understood.said import Said
from core.asking.words.asides import says_which
from core.asking.words.token import Token

# Requests that tell figures; a verdict without a word would be one on something else.
_TELLS_FIGURES = (
    Lookup
    | Comparison
    | Series
    | Sum
    | Share
    | Ranking
    | Standing
    | AreaSum
    | SumRanking
    | ChangeByYear
    | ChangeRanking
)
_MOST = 4
# 粉丝多少, 涉农的几件, 合格率: what stands before is what is counted, by whatever unit.
_COUNTED = re.compile(
    r"(?:的|了|过|到|着|出|是|有|为|总|共|一共|合计)*(?:[数量率额费值例比价]|[人次件个天条]数|多少|几(?!乎)|多[高低长大久]|[咋怎]么?样|如何)"
    r"|期间|时段|时期|以来"
)
# 几场比赛, 多少件表扬信, 几天: and what follows at once.
_ASKED = re.compile(r"(?:多少|几|什么|哪)[\u4e00-\u9fff]{0,2}$")
_BARE = re.compile(r"(?:多少|几)[^件起条次个人]?$")
# ，我村里的 ，涉农那种: of which kind, said behind.
_KIND = re.compile(r"[^,，。;；?？]{0,3}(?:的|那种|这种|那类|这类|类|等)[?？。!！]*$")
_CLAUSE_BEGINS = re.compile(r"[,，。;；?？][^,，。;；?？]{0,3}$")
# 老申请, 女申请人: a single character that says which; any other is a verb, a particle, a slip.
_WHICH = frozenset("轻老大小新旧真假男女难好坏急半双外内总净原初终首末重人应翻前后天日月时分秒")
# ，养老的，: alone between marks.
_ALONE_BEFORE, _ALONE_BEHIND = (
    re.compile(r"(?:^|[,，。;；:：?？!！()（）、])$"),
    re.compile(r"(?:的|类|方面)?(?:[,，。;；:：?？!！()（）、]|$)"),
)
# 火星2018年收到多少: whose, where the conversation has told of another.
_WHERE_A_BODY_STANDS = re.compile(r"(?:^|[,，。;；:：?？!！])(?:那么?|请问|还有|[^\W\d_]{0,2}(?:换成?|改成?))?\s*$")
_BODIES = frozenset("学院校司局所站队社会馆厂店行部处科")
# 主动公开率, 满意度: a figure of its own.
_MEASURES = frozenset("率度量数额值费价")
_LIMITS = re.compile(r"[别不非除去剔扣只仅限比]|等于|相等|一致|相同|吻合|大于|小于")
# 涉及环保的, 仅限首次, 不含重复: which of the cases.
_NARROWS = re.compile(
    r"(?:涉及?|关于|有关|针对|围绕|属于|来自|通过|经由?|用|由|仅|只|限|光|单|就|非|不|未|没|无|除|含|扣|剔|去掉|撇开|减去|刨|给|因|按|以|在)"
    r"[^,，。;；]{0,3}$|[比较跟和与同]$|最[多少高低大小]的[\u4e00-\u9fff]?$"
)
_NARROWS_EN = re.compile(
    r"\b(?:of|for|about|on|from|by|via|with|without|concerning|regarding|involving|related to|relating to|only|not"
    r"|except|excluding|including|non|in|at|under|over|per|to|many|much|number of|any)[\s-]+(?:the |a |an )?$"
)
_TURNS_EN = frozenset(
    {
        "if",
        "unless",
        "half",
        "double",
        "doubled",
        "twice",
        "but",
        "except",
        "first",
        "last",
        "should",
        "will",
        "would",
        "might",
        "must",
    }
)
_COUNTED_EN = re.compile(
    r"[\s-]*(?:rates?|numbers?|ratios?|shares?|amounts?|counts?|totals?|figures?|index|level|requests?|cases?|reviews?|of|only|alone|per|days|hours)\b"
)
_PARTICLES = frozenset({"的", "之", "类", "方面", "相关", "性", "型"})
_MARK = re.compile(r"[,，。;；:：?？!！()（）—]")


def can_do_without(said: Said, request: Request) -> bool:
    """Whether figures can be told though words are not understood: these say neither what nor which of it."""
    if not isinstance(request, _TELLS_FIGURES) or "claim" in said.cues:
        return False
    subject, text = said.subject, said.sentence.text
    settled = subject.measures and "measures" not in said.inherited and (subject.targets or said.range)
    if not settled or not 0 < len(said.unknown) <= _MOST or any(map(_is_of_people, subject.measures)):
        return False
    places = [match.span() for word in said.unknown for match in re.finditer(re.escape(word), text)]
    if "organizations" in said.inherited and any(_WHERE_A_BODY_STANDS.search(text[:start]) for start, _ in places):
        return False
    return len(places) >= len(said.unknown) and all(_is_beside(said, *place) for place in places)


def _is_of_people(measure: Measure) -> bool:
    """县长参加新闻发布会, 消防培训: figures whose subject is said with them, and is easily another."""
    return any(code.startswith(("response.", "capacity.")) for code in measure.codes)


def _is_beside(said: Said, start: int, end: int) -> bool:
    """Whether unknown words are neither counted, nor narrow what is."""
    tokens, text = said.sentence.tokens, said.sentence.text
    within = [token for token in tokens if start <= token.start < end]
    if any(token.senses and (token.unknown or _works(token)) for token in within):
        return False
    if said.sentence.language == "en":
        return _is_beside_en(tokens, text, start, end)
    before, behind = text[:start], text[end:]
    if text[start:end].isascii() or _LIMITS.match(text[start:end]) or _is_of_name(text, tokens, start, end):
        return False
    if text[end - 1] in _MEASURES or text[end - 1] in _BODIES or says_which(text[start:end]):
        return False
    if end - start == 1:
        return text[start] not in _WHICH and not (_BARE.search(before) or _NARROWS.search(before[-1:]))
    if _COUNTED.match(behind) or _NARROWS.search(before) or _ASKED.search(before):
        return False
    if _ALONE_BEHIND.match(behind) and _ALONE_BEFORE.search(before):
        return False
    return not (_KIND.match(behind) and _CLAUSE_BEGINS.search(before)) and not _touches_what(tokens, text, start, end)


def _is_beside_en(tokens: Sequence[Token], text: str, start: int, end: int) -> bool:
    if text[start:end] in _TURNS_EN or _NARROWS_EN.search(text[:start]) or _COUNTED_EN.match(text[end:]):
        return False
    if _ALONE_BEHIND.match(text[end:]) and _ALONE_BEFORE.search(text[:start].rstrip()):
        return False
    return not _touches_what(tokens, text, start, end)


def _touches_what(tokens: Sequence[Token], text: str, start: int, end: int) -> bool:
    """Whether a figure or an applicant is named right before or behind, no mark between: 环保申请, 申请的高峰日."""
    said = [token for token in tokens if token.text not in _PARTICLES]
    after = next((token for token in said if token.start >= end), None)
    ahead = next((token for token in reversed(said) if token.end <= start), None)
    if after is not None and _names_what(after) and not _MARK.search(text[end : after.start]):
        return True
    return ahead is not None and _names_what(ahead) and not _MARK.search(text[ahead.end : start])


def _works(token: Token) -> bool:
    """Whether a word says how many there are, or what is done: 两年, 最多."""
    return any(token.has(role) for role in ("counted", "counted_years", "cue", "kind"))


def _is_of_name(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """泰顺一中, 农村的泰顺: whether the words may belong to the name of a place."""
    places = [token for token in tokens if token.divisions or token.bodies]
    return any(place.end == start or text[end : place.start] == "的" for place in places)


def _names_what(token: Token) -> bool:
    return token.has("term") or token.has("applicant")
