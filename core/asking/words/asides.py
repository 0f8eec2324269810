"""What is said beside a question and is no part of it: 我在写材料，…; 帮我翻一下…; sorry to bother you, but ….

Only where it stands decides: in a clause of its own, before everything named, as a judgement at the end of a clause,
or as a pointer to the size of what is named (那三千多件申请). A word that may say which of the things counted are meant
(养老类, 关于养老, housing-related) is never beside, and none that stands between the year and the figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.asking.words.facets import exact
from core.asking.words.token import Token

_PARTS_CLAUSES = frozenset(",.;:!?。…—\n~")
_ASKS = re.compile(
    r"多少|几|哪|谁|什么|啥|怎|如何|为何|吗|呢|有没有|有无|是否|对不对|是不是"
    r"|\b(?:how|what|which|who|whom|whose|why|when|where|did|does|was|were|is|are)\b"
)
# 怎么翻都翻不到, 谁都说不清: tells and does not ask.
_ASKS_NOTHING = re.compile(r"(?:怎么|咋|谁|什么|啥|哪[里儿个]?)[^,.;:!?。…都也]{0,6}[都也][^,.;:!?。…]*")
# 我这边是县府办的: who asks.
_WHO_ASKS = re.compile(
    r"^(?:我们?|咱们?|俺们?|本人|这边|我这[边里儿])(?:[县市区镇乡局办科村]|街道|单位)?(?:这边)?(?:[是在要想得正等急]|负责|做|搞|准备|需要)"
    r"|^(?:[县市区省局](?:里|上|领导)|上级|上[头面]|领导|老板|纪委|审计|人大|督查|记者|媒体)[^,.;:!?。…\d多少几哪]{0,6}"
    r"(?:问|催|等|要|查|盯|点名|关注|调研|汇总)[^,.;:!?。…\d多少几哪]{0,4}$"
    r"|^(?:i|i'm|i am|we|we're|we are|our|my)\b"
)
# 网上查不到, 看不清: what somebody could not do, and no negation of a figure.
_COULD_NOT = re.compile(
    r"[查找翻搜看弄搞说讲记分想听读][不没](?:到|清|懂|明白|出来|起来|准|着|见)|没[查找翻搜](?:到|着)"
)
# 昨天漏填了一格: what somebody did, and no day of a figure.
_TODAY_DID = re.compile(
    r"(?:昨天|昨晚|今早|今天|刚才|刚刚|上午|下午|早上)[^,.;:!?。…多少几哪]{0,8}[填看写报漏忘交存查弄找]"
)
# 给我妈查的: whom it is for.
_FOR_WHOM = re.compile(
    r"^for (?:my|our) [a-z]+(?: [a-z]+)?$"
    r"|^(?:给|帮|替|为|是)?[^,.;:!?。…]{0,6}(?:查|问|要|用|催|等)的$|^先?[别不]用?[管说谈提]"
)
# 龙港是从苍南分出去的: what is told of a body that is named by it.
_TELLS_OF_BODY = re.compile(r"(?:本来|原来|以前|过去|原先)?(?:就|也|都)?(?:是|属于|归)")
_HOW_MANY_OF = re.compile(r"\b(?:how many|what (?:share|percentage|fraction|proportion)) of\b")
# 那三千多件申请
_SO_MANY = re.compile(
    r"(?:[那这](?:\d+|[一二两三四五六七八九十百千万]+)[多来余]?|(?<=[收到])的(?:\d+|[一二两三四五六七八九十百千万]+)[多余])"
    r"[件条起份次](?=[\u4e00-\u9fff])"
)
# 新收那格是空的: of the cell that the figure stands in.
_OF_CELL = re.compile(
    r"[那这]一?(?:格|栏|行|列|项|处)子?(?:里|上)?(?:还|都|就)?(?:是|空|漏|没|缺|看|写|填|被|模糊|糊)[^,.;:!?。…多少几]*(?=[,.;:!?。…]|$)"
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
# 假设泰顺收到100件: nothing of it is so.
_SUPPOSES = re.compile(
    r"假设|假如|假定|如果|要是|倘若|若是|设想|\b(?:(?<!sorry )if(?! you)|suppose|supposing|assume|assuming|imagine)\b"
)
# 女性向, 农村的: what follows is whose it is, or is said more closely.
_LEADS_ON = re.compile(r"[在向给对跟和与从到由被把比除为以于的之按凭因]$")
_SPEAKER = re.compile(
    r"^(?:也?不是)?(?:想要?|再|还|又|烦|向|跟|和|同)*(?:那|这|现在|今天|刚才)?(?:我|咱|俺|你|您|麻烦|请|劳驾|烦|拜托)"
)
_ASKED_FOR_EN = re.compile(
    r"\b(?:(?:could|can|would|will|may) (?:you|i|we)|please|(?:like|want|need|love|trying|try|hoping) to know"
    r"|wonder(?:ing)?|tell me|let me know|give me|show me|find out|looking for)\b"
)
_SPEAKER_EN = re.compile(r"\b(?:i|i'm|i'd|i've|we|we're|my|our)\b")
# 我去年在永嘉申请过一次没给我，我想问问…: a story before the question.
_ASKED_FOR_ZH = re.compile(
    r"(?<=[,.;:!?。…])\s*(?:所以|于是)?(?:我[就只还也]?|[就只还也])?(?:是)?(?:想(?:请教|打听|了解|知道|咨询|确认|核实|弄清|晓得|问|看看|看下|查)|请问"
    r"|(?:你|您|麻烦你?您?)?(?:帮我|给我|帮忙)(?:看看|查查|看下|查下|看一下|查一下))"
)
_POINTS_BACK = re.compile(r"[这那][个种样类些次件项两]|此|上述|同样|他们?|她|它")
_POLITE_EN = re.compile(
    r"^(?:sorry|please|could you|can you|would you|will you|i\b|i'[a-z]+|we\b|my|our|help|let|kindly)"
)
_TO_DO_EN = re.compile(r"(?:\byou|\bplease|\bto|\bmind|\bkindly|\bme) $")
# 那么吓人, 太离谱了: what somebody thinks of it.
_VERY = frozenset({"太", "很", "挺", "么", "好"})
_JUDGED = re.compile(
    r"(?:千万|可)?别(?:糊弄|骗|忽悠|蒙|坑|诓|瞎编|乱编|胡说|搞错|弄错|算错)[我人了]*(?=[,.;:!?。…]|$)"
    r"|(?:[这那]么|太|挺|真|好生?|非常|特别|有点|如此|实在)[\u4e00-\u9fff]{1,3}?[了啊呀吧哦嘛]*(?=[,.;:!?。…]|$)"
)


def split(text: str, tokens: Sequence[Token]) -> tuple[str, tuple[str, ...]]:
    """The text without what is said beside the question, and what that is; bodies that it tells of stay."""
    may_be = bool(_COULD_NOT.search(text)) or any(
        token.unknown or not _WANTED_FOR.isdisjoint(token.values("cue")) for token in tokens
    )
    numbers = any(token.number is not None for token in tokens)
    if not (may_be or numbers):
        return _without(text, [*_story(text, tokens)])
    # Where numbers are stated, a clause of its own may be part of what is stated.
    found = [_so_many, _before_all, _judgements, _speakers_clauses]
    if not numbers:
        found = [_so_many, _clauses_beside, _before_all, _judgements, _told_of_bodies, _of_cell]
    found.append(_story)
    return _without(text, sorted({span for find in found for span in find(text, tokens)}))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, tuple[str, ...]]:
    """The text without these stretches, and what they say; of two that overlap the first."""
    kept, beside, end = "", list[str](), 0
    for start, stop in spans:
        if start < end:
            continue
        kept += text[end:start]
        beside.append(text[start:stop].strip())
        end = stop
    return kept + text[end:], tuple(beside)


def says_which(words: str) -> bool:
    """Whether words may say which of the things counted are meant (养老类, 关于养老, housing-related), or suppose."""
    return bool(_SAYS_WHICH.search(words) or _SUPPOSES.search(words))


def supposes(words: str) -> bool:
    """如果收到100件: nothing of it is so."""
    return bool(_SUPPOSES.search(words))


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
    explained = any(token.has("cue", "define") for token in named)
    if not (any(map(_is_placed, named)) or explained):
        return
    figure = any(token.has("term") for token in named)
    asks = figure or any(token.has("cue") for token in named)
    for clause in beside:
        could_not = _COULD_NOT.search(text[clause[0].start : clause[-1].end])
        says_nothing_else = figure or could_not or any(token.unknown for token in clause)
        if says_nothing_else and (asks or not any(token.has("term") for token in clause)):
            yield clause[0].start, clause[-1].end


def _speakers_clauses(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """我这脑子不好使，…: beside what is stated only where the speaker tells of himself."""
    yield from (span for span in _clauses_beside(text, tokens) if _SPEAKER.match(text[span[0] : span[1]].strip()))


def _is_beside(text: str, clause: Sequence[Token], *, opens: bool) -> bool:
    words = text[clause[0].start : clause[-1].end].strip()
    looks_over = opens and any(token.values("cue") for token in clause) and all(map(_is_idle, clause))
    turns = any(_turns(token) and text[token.start - 1 : token.start] not in _VERY for token in clause)
    named = any(map(_is_placed, clause)) or turns
    could_not = bool(_COULD_NOT.search(words))
    unread = any(token.unknown for token in clause) and (bool(_FOR_WHOM.match(words)) or not says_which(words))
    unread = unread or could_not or bool(_TODAY_DID.match(words))
    asks = _ASKS.search(_ASKS_NOTHING.sub("", words))
    who_asks = _WHO_ASKS.match(words) and not any(t.divisions or t.time or t.has("term") for t in clause)
    return (((unread or looks_over) and not named) or bool(who_asks)) and not (asks or _figures_in(clause))


def _figures_in(clause: Sequence[Token]) -> bool:
    """直接起诉和复议后起诉分开说: two figures are more than a remark."""
    named = (exact(frozenset(value.split())) for token in clause for value in token.values("term")[:1])
    return len({codes[0] for codes in named if len(codes) == 1}) > 1


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
        if _is_request_en(text, lead, named) if words.isascii() else _is_request(words.strip(), lead, named):
            yield lead[0].start, named.start
    yield from _opening_en(text, tokens)


def _opening_en(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """I am working on a paper about Zhejiang and …: all before the last words that ask, where what follows is whole."""
    asked = [match.start() for match in _ASKED_FOR_EN.finditer(text)] if text.isascii() else []
    if not asked or not _SPEAKER_EN.search(text[: asked[-1]]):
        return
    lead, rest = ([t for t in tokens if (t.start < asked[-1]) is before] for before in (True, False))
    whole = any(t.has("term") for t in rest) and any(t.divisions or t.bodies for t in rest)
    if whole and any(t.unknown for t in lead) and not any(t.has("term") or t.time or _turns(t) for t in lead):
        yield 0, asked[-1]


def _story(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """年纪大了不太会上网，想请教一下…: all before the last words that ask, where it asks nothing itself.

    What follows is whole, and points at nothing told before (得到这个答复的).
    """
    asked = [match.start() for match in _ASKED_FOR_ZH.finditer(text)]
    if not asked or _ASKS.search(_ASKS_NOTHING.sub("", text[: asked[-1]])):
        return
    if _POINTS_BACK.search(text[asked[-1] :]):
        return
    rest = [token for token in tokens if token.start >= asked[-1]]
    placed = any(token.divisions or token.bodies for token in rest)
    if placed and any(token.time for token in rest) and any(token.has("term") for token in rest):
        yield 0, asked[-1]


def _is_request(words: str, lead: Sequence[Token], named: Token) -> bool:
    """有空的时候帮忙看一眼龙港市, 我在核永嘉县: a known word, or who speaks, parts what is unknown from a body."""
    if _ASKED_FOR.search(words):
        return True
    last = next(token for token in reversed(lead) if not token.mark)
    whose = bool(named.divisions or named.bodies) and not _LEADS_ON.search(words)
    return whose and (not last.unknown or bool(_SPEAKER.match(words)))


def _told_of_bodies(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """龙港是从苍南分出去的，两家谁多: what is told of bodies, without their names."""
    found = [clause for clause in clauses(tokens) if clause]
    for clause, others in ((one, [t for other in found if other is not one for t in other]) for one in found):
        first, words = clause[0], text[clause[0].end : clause[-1].end]
        asked = any(t.has("term") for t in others) and not any(t.divisions or t.bodies for t in others)
        plain = not any(t.has("term") or t.time or t.has("level") or _turns(t) for t in clause)
        tells = bool(first.divisions or first.bodies) and _TELLS_OF_BODY.match(words) and not _ASKS.search(words)
        if asked and plain and tells and any(t.unknown for t in clause):
            yield from _between_names(clause)


def _between_names(clause: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The stretches of a clause that name no body; between two names a comma is left by the words that part them."""
    start: int | None = None
    for token in clause:
        if token.divisions or token.bodies:
            if start is not None:
                yield start, token.start
            start = None
        elif start is None:
            start = token.start
    if start is not None:
        yield start, clause[-1].end


def _of_cell(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """新收那格是空的: what is told of the cell of a figure named right before."""
    for match in _OF_CELL.finditer(text):
        before = [token for token in tokens if token.end <= match.start() and not token.has("filler")]
        if before and before[-1].has("term"):
            yield match.span()


def _so_many(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """那三千多件申请，网上的几件: points at what is named, and is no figure asked about."""
    if any(token.has("cue", "claim") for token in tokens) or not _ASKS.search(text):
        return
    asked = _HOW_MANY_OF.search(text)
    for number, counted in pairwise(t for t in tokens if asked and t.start >= asked.end() and not t.text.isspace()):
        # How many of Longgang's 959 outcomes
        if number.number is not None and not number.unit and counted.has("term") and counted.latin:
            yield number.start, number.end
    for match in _SO_MANY.finditer(text):
        following = next((token for token in tokens if token.start >= match.end()), None)
        if following is not None and following.has("term"):
            yield match.span()


def _is_request_en(text: str, lead: Sequence[Token], named: Token) -> bool:
    """Whether unknown words stand where verbs of asking do, and none right before what is named."""
    if not _POLITE_EN.match(text[lead[0].start :]):
        return False
    last = next(token for token in reversed(lead) if not token.mark)
    asked = bool(_TO_DO_EN.search(text[: last.start])) or last.text.endswith("ing")
    return not last.unknown or (asked and not named.has("term"))


def _judgements(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """那么吓人, 太少了吧 behind what is named."""
    for match in _JUDGED.finditer(text):
        covers = [token for token in tokens if match.start() < token.end and token.start < match.end()]
        very = [token for token in covers if text[token.start - 1 : token.start] in _VERY]
        holds = any(token.unknown for token in covers) or any(token.has("cue", "compare") for token in very)
        begins = bool(covers) and covers[0].start == match.start() > 0
        turning = any(_turns(token) and token not in very for token in covers)
        if holds and begins and not (turning or any(_is_placed(t) or t.has("term") for t in covers)):
            yield match.span()


def _is_placed(token: Token) -> bool:
    """Whether a word names a body, a time, a number or a kind of body."""
    named = token.bodies or token.divisions or token.stored or token.time or token.number is not None
    counted = token.limit or token.nth or token.report or token.bounds
    return bool(named or counted) or any(token.has(role) for role in ("level", "kind", "applicant", "topic"))


def _turns(token: Token) -> bool:
    return not _TURNING.isdisjoint(token.values("cue"))
