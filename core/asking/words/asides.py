"""What is said beside a question and is no part of it: 我在写材料，…; 帮我翻一下…; sorry to bother you, but ….

Only where it stands decides: in a clause of its own, before everything named, or as a judgement at the end of a
clause. A word that may say which of the things counted are meant (养老类, 关于养老, housing-related) is never beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.asking.words.token import Token

_PARTS_CLAUSES = frozenset(",.;:!?。…—\n~")
_ASKS = re.compile(
    r"多少|几|哪|谁|什么|啥|怎|如何|为何|吗|呢|有没有|有无|是否|对不对|是不是"
    r"|\b(?:how|what|which|who|whom|whose|why|when|where|did|does|was|were|is|are)\b"
)
_SAYS_WHICH = re.compile(
    r"^(?:只|仅|光|单)?(?:关于|限|有关|涉及?|属于|针对|对于|由|因为?|除|不[含算计包]|包括|含|按|其中|来自|通过|经|用|以|从|被|凡|非|未|无)"
    r"|(?:的|类|方面|性质|型|之类|[之以]外|除外|[里中内]|为主|那[种些类])$|关于|有关|涉及"
    r"|^(?:and |but )?(?:about|concerning|regarding|relat|on|from|by|of|for|with|without|in|at|under|via|through|only"
    r"|excluding|except|including|not|non|which|that|who|where|when)\b"
    r"|-(?:related|type|based|only)$| only$"
)
_TURNING = frozenset(
    {"change", "year_on_year", "month_on_month", "trend", "fastest", "slowest", "compare", "times", "future"}
    | {"most", "least", "rank", "sum", "mean", "median", "ratio", "per_head", "cumulative", "unfixed_rate", "each"}
    | {"channels_all", "applicants_all", "outcomes_all", "parts", "everyone"}
    | {"except_before", "except_after", "elsewhere"}
)
_WANTED_FOR = frozenset({"late", "check", "claim", "subyear", "when_published"})
_CHECKS = frozenset({"勾稽", "勾稽关系", "勾稽检查", "校验", "一致性"})
# 翻一下, 小王说, 求发: what stands last before the body is a word of asking or telling.
_ASKED_FOR = re.compile(r"(?:一下|[下查看问说讲称报找]|告诉我?|[给帮]我|知道|想要?|了解|要|让|请)$")
_POLITE_EN = re.compile(
    r"^(?:sorry|please|could you|can you|would you|will you|i\b|i'[a-z]+|we\b|my|our|help|let|kindly)"
)
_TO_DO_EN = re.compile(r"(?:\byou|\bplease|\bto|\bmind|\bkindly|\bme) $")
# 那么吓人, 太离谱了: what somebody thinks of it.
_JUDGED = re.compile(
    r"(?:[这那]么|太|挺|真|好生?|非常|特别|有点|如此|实在)[\u4e00-\u9fff]{1,3}?[了啊呀吧哦嘛]*(?=[,.;:!?。…]|$)"
)


def split(text: str, tokens: Sequence[Token]) -> tuple[str, tuple[str, ...]]:
    """The text without what is said beside the question, and what that is; a statement has nothing beside it."""
    may_be = any(token.unknown or not _WANTED_FOR.isdisjoint(token.values("cue")) for token in tokens)
    if not may_be or any(token.number is not None for token in tokens):
        return text, ()
    spans = sorted({*_clauses_beside(text, tokens), *_before_all(text, tokens), *_judgements(text, tokens)})
    kept, beside, end = "", list[str](), 0
    for start, stop in spans:
        if start < end:
            continue
        kept += text[end:start]
        beside.append(text[start:stop].strip())
        end = stop
    return kept + text[end:], tuple(beside)


def says_which(words: str) -> bool:
    """Whether words may say which of the things counted are meant: 养老类, 关于养老, housing-related."""
    return bool(_SAYS_WHICH.search(words))


def clauses(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The words between the marks that part clauses."""
    begin = 0
    for i, token in enumerate(tokens):
        if token.mark and token.text in _PARTS_CLAUSES:
            yield tokens[begin:i]
            begin = i + 1
    yield tokens[begin:]


def _clauses_beside(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Clauses of their own that name nothing, where the others ask for a figure of a body."""
    found = [clause for clause in clauses(tokens) if clause]
    beside = [clause for i, clause in enumerate(found) if _is_beside(text, clause, opens=i == 0)]
    named = [token for clause in found if clause not in beside for token in clause]
    if not any(map(_is_placed, named)):
        return
    figure = any(token.has("term") for token in named)
    asks = figure or any(token.has("cue") for token in named)
    for clause in beside:
        says_nothing_else = figure or any(token.unknown for token in clause)
        if says_nothing_else and (asks or not any(token.has("term") for token in clause)):
            yield clause[0].start, clause[-1].end


def _is_beside(text: str, clause: Sequence[Token], *, opens: bool) -> bool:
    words = text[clause[0].start : clause[-1].end].strip()
    looks_over = opens and any(token.values("cue") for token in clause) and all(map(_is_idle, clause))
    named = any(map(_is_placed, clause)) or any(map(_turns, clause))
    unread = any(token.unknown for token in clause) and not says_which(words)
    return (unread or looks_over) and not (named or _ASKS.search(words))


def _is_idle(token: Token) -> bool:
    """Whether a word says nothing, or what the figure is wanted for: 核对, 今天, on deadline."""
    wanted_for = set(token.values("cue")) <= _WANTED_FOR and bool(token.values("cue")) and token.text not in _CHECKS
    return token.has("filler") or token.mark or wanted_for


def _before_all(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """帮我翻一下, could you dig up: a request before the first word that names anything."""
    for clause in clauses(tokens):
        first = next((i for i, token in enumerate(clause) if _is_placed(token) or token.has("term")), 0)
        lead, named = clause[:first], clause[first] if clause else None
        if named is None or not any(token.unknown for token in lead) or any(map(_turns, lead)):
            continue
        words = text[lead[0].start : named.start]
        if says_which(words.strip()) or _ASKS.search(words):
            continue
        if _is_request_en(text, lead, named) if words.isascii() else _ASKED_FOR.search(words.strip()):
            yield lead[0].start, named.start


def _is_request_en(text: str, lead: Sequence[Token], named: Token) -> bool:
    """Whether unknown words stand where verbs of asking do, and none right before what is named."""
    if not _POLITE_EN.match(text[lead[0].start :]):
        return False
    last = next(token for token in reversed(lead) if not token.mark)
    asked = bool(_TO_DO_EN.search(text[: last.start])) or last.text.endswith("ing")
    return not last.unknown or (asked and not named.has("term"))


def _judgements(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """那么吓人 behind what is named."""
    unknown = [token for token in tokens if token.unknown]
    for match in _JUDGED.finditer(text):
        covers = [token for token in tokens if match.start() < token.end and token.start < match.end()]
        holds = any(token in unknown for token in covers)
        begins = bool(covers) and covers[0].start == match.start() > 0
        if holds and begins and not any(_is_placed(t) or t.has("term") or _turns(t) for t in covers):
            yield match.span()


def _is_placed(token: Token) -> bool:
    """Whether a word names a body, a time, a number or a kind of body."""
    named = token.bodies or token.divisions or token.stored or token.time or token.number is not None
    counted = token.limit or token.nth or token.report or token.bounds
    return bool(named or counted) or any(token.has(role) for role in ("level", "kind", "applicant", "topic"))


def _turns(token: Token) -> bool:
    return not _TURNING.isdisjoint(token.values("cue"))
