"""What a sentence says: every pattern that fits it, one owner for each number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import cache

import ahocorasick_rs

from core.reading.narrative.flow import Sentence
from core.reading.narrative.guards import is_of_other_matters, is_part, names_other_year, runs_over_years
from core.reading.narrative.lists import listed
from core.reading.narrative.mention import Mention
from core.reading.narrative.patterns import Pattern, patterns
from core.reading.narrative.sums import sum_behind
from core.reading.narrative.whole import said_of_all
from core.text.numerals import read_number
from core.text.units import in_wan
from core.types import FigureKey

_NUMBERED = re.compile(
    # It begins with one set of characters, so that a search skips all others at once.
    r"[0-9零〇一二两三四五六七八九十百千](?:(?<=[0-9])[万亿千百]?[余多几来]?(?:[件条宗份次起例桩封项则篇场期班人名位个处家部元]|[万亿千百]元)"
    r"|(?<=[零〇一二两三四五六七八九十百千])[万余多]?[件条宗份次起例桩封篇场期人名位元处个]|(?<=[\u4e00-\u9fff]\d)\d{0,4}[、,;]"
    r"|(?<=[为是:数][0零])(?=[,。;、)]|$))"
)
_NEGATED = re.compile("没有|没|未|无|不存在|零|免|不(?:予)?收")
_CLAUSE_END = re.compile("[,;:(。!?]")
_KINDS = re.compile(
    r"(?P<direct>未经(?:行政)?复议(?:程序)?(?:而)?直接(?:向法院)?(?:提起(?:行政)?诉讼|起诉))"
    r"|(?P<after_review>(?:经)?(?:行政)?复议后(?:再|又)?(?:向法院)?(?:提起(?:行政)?诉讼|起诉))"
    r"|(?P<review>复议)|(?P<litigation>诉讼(?!请求|费)|应诉|被起诉|被诉)"
)
# 全年办理行政复议案件12件: those of others, which the body decides.
_BUSINESS = re.compile(
    "(?:(?:审理|办理|审结|受理)(?:各类|各种)?|作为(?:行政)?复议[^,;。]{0,20})(?:行政)?(?:复议|诉讼)$"
)
_DIGIT = re.compile("[0-9]")
_MONEY = re.compile("[百千万亿]?元")
# A name right before another, joined or in quotes of its own, without a number between.
_SHARES_ITS_NUMBER = re.compile(
    r"(?:公开|不存在|信息|复议|诉讼|申请|当面|网络|网上|信函|传真|微博|微信|网站|许可|处罚|强制|处理|秘密|隐私|投诉|举报|维持)"
    r"(?:、|和|及|与|以及|或|/)$|(?:同意公开|部分公开|不予公开|不存在|机关政府信息|不明确)$"
)
# 主动公开a条,依申请公开b条,不予公开c条: classes of documents, not requests.
_CLASSES = re.compile(
    r"主动公开[^。;]{0,24}?\d+[条件]?[,、;](?:作为|属于|属)?依申请公开(?:的)?(?:政府)?(?:信息)?(?:数|为)?\d|依申请公开信息(?:数)?\d+条?[,、]不予公开"
)


# Requests of others: looked at, or answered together with them.
_OF_OTHERS = re.compile("抽查|评查|抽检|协助|会同|指导|督促|督办|代(?:为|拟)")
# 没有发生一起…复议 is no review.
_DENIED = re.compile("(?:没有?|未曾?)(?:发生|出现|产生|收到|接到|受理|引发|引起|提起)?过?$")
_ABOUT_ANYTHING = ("review.", "litigation.", "complaints.")
_DENIED_BEHIND = re.compile(
    "(?:案件?|申请|情况|的)*(?:均|也|都)(?:没有?|未|无)(?:发生|出现|收到|接到|有|过)*(?=[,。;]|$)"
)
# 热线收到诉求340件,办结338件; 信访举报投诉类 and the like are outcomes.
_OTHER_BUSINESS = re.compile(
    "12345|热线|工单|诉求|留言|信箱|提案|议案|人大建议|信访件|信访案|信访事项|举报(?!投诉|类|、)|投诉(?!类|、|举报)|来信来访|咨询"
)
# 不动产登记申请1200件,其中网上800件: applications for other things, unless the sentence speaks of disclosure.
_OTHER_REQUESTS = re.compile(
    "(?:低保|补贴|补助|许可|登记|租房|住房|认定|援助|贷款|救助|社保|入学|入户|户籍|户口|工伤|职称|专利|商标|执照|审批|资质|护照|保险|养老|残疾|复议)[^,。;:]{0,8}申请"
)
# 清理规范性文件,予以公开30件; 服务企业30件.
_OTHER_MATTERS = re.compile("清理|规范性文件|档案|合同|走访|服务|检查|慰问|帮扶|处罚|许可|公示")
_REQUEST = re.compile("申请|答复")
_DISCLOSURE = re.compile("信息公开|公开申请|依申请|申请公开|公开[^,。;:]{0,8}信息")
_RECEIVED = re.compile("收到|受理|新收|接到|收件")


def find(sentence: Sentence, year: int | None, given: Set[FigureKey] = frozenset()) -> list[Mention]:
    """What the sentence says of the report year, approximate figures among it.

    Nothing where every pattern that may fit is of a figure that is `given` already; else such figures are told too, as
    they own their numbers.
    """
    if "plans" in sentence.topics:
        return []
    tried = _tried(sentence.text)
    if all((pattern.indicator, pattern.applicant) in given for pattern in tried):
        return []
    fitting = [pattern for pattern in tried if _fits(pattern, sentence, year)]
    if all((pattern.indicator, pattern.applicant) in given for pattern in fitting):
        return []
    together = list(listed(fitting, sentence))
    taken = {mention.number for mention in together}
    single = _owners(
        mention for pattern in fitting for mention in _single(pattern, sentence) if mention.number not in taken
    )
    held = [*_held([*together, *single], year)]
    return _with_their_totals([*held, *said_of_all(held, fitting)])


def _with_their_totals(mentions: list[Mention]) -> list[Mention]:
    """维持3件 counts beside the reviews or lawsuits it belongs to, or under their heading."""
    named = {
        mention.pattern.indicator.split(".")[0] for mention in mentions if mention.pattern.indicator.endswith("total")
    }
    return [
        mention
        for mention in mentions
        if not mention.pattern.result_of
        or mention.pattern.indicator.split(".")[0] in named
        or mention.sentence.topics & {"review", "requests"}
    ]


@cache
def _anchored(*, zero: bool) -> tuple[ahocorasick_rs.AhoCorasick, tuple[frozenset[int], ...]]:
    """The anchor words, and the patterns that each wakes, by position: the negations or the others."""
    words: dict[str, set[int]] = {}
    for position, pattern in enumerate(patterns()):
        if (pattern.form == "zero") == zero:
            for word in pattern.anchors:
                words.setdefault(word, set()).add(position)
    return ahocorasick_rs.AhoCorasick(list(words)), tuple(map(frozenset, words.values()))


def _tried(text: str) -> list[Pattern]:
    """The patterns one of whose anchors the sentence holds."""
    woken: set[int] = set()
    for signs, zero in ((_NUMBERED, False), (_NEGATED, True)):
        if signs.search(text):
            automaton, by_word = _anchored(zero=zero)
            for word, _, _ in automaton.find_matches_as_indexes(text, overlapping=True):
                woken |= by_word[word]
    known = patterns()
    return [known[position] for position in sorted(woken)]


def _fits(pattern: Pattern, sentence: Sentence, year: int | None) -> bool:
    if year is not None and not pattern.since <= year <= pattern.until:
        return False
    text = sentence.text
    if pattern.topics or pattern.context:
        under = bool(pattern.topics & sentence.topics)
        if not under and not _in_context(pattern, sentence):
            return False
    if pattern.never and pattern.never.search(text):
        return False
    return not (pattern.indicator.startswith("requests.") and _CLASSES.search(text))


def _in_context(pattern: Pattern, sentence: Sentence) -> bool:
    if pattern.context is None:
        return False
    if pattern.context.search(sentence.text):
        return True
    return pattern.looks_back and pattern.context.search(sentence.previous) is not None


def _single(pattern: Pattern, sentence: Sentence) -> Iterator[Mention]:
    for position, way in enumerate(pattern.matches):
        for match in way.finditer(sentence.text):
            mention = _mention(pattern, sentence, match, shared=False)
            if mention is not None and not (pattern.form == "label" and position == 0 and _joined(mention)):
                yield mention
    for way in pattern.all_of_them:
        for match in way.finditer(sentence.text):
            mention = _mention(pattern, sentence, match, shared=True)
            if mention is not None:
                yield mention


def _mention(pattern: Pattern, sentence: Sentence, match: re.Match[str], *, shared: bool) -> Mention | None:
    clause = _clause(sentence.text, *match.span())
    if pattern.unless and pattern.unless.search(clause):
        return None
    if pattern.result_of and not _is_result(sentence, match.start(), pattern.result_of):
        return None
    if pattern.form == "zero":
        return Mention(pattern, sentence, *match.span(), None, 0, clause=clause)
    value = read_number(match["number"])
    if value is None:
        return None
    if match["near"] or match["odd"] or match["over"]:
        value = None
    elif _MONEY.fullmatch(match["unit"]):
        value = in_wan(value, match["unit"])
    number = None if shared or pattern.shares else match.span("number")
    return Mention(pattern, sentence, *match.span(), number, value, clause=clause)


def _clause(text: str, start: int, end: int) -> str:
    """The match and what stands before it in its clause (the nearest sixty characters)."""
    begin = max(start - 60, 0)
    for stop in _CLAUSE_END.finditer(text, begin, start):
        if stop.group() != "(" or text.find(")", stop.end(), start) < 0:
            begin = stop.end()
    return text[begin:end]


def _is_result(sentence: Sentence, position: int, kind: str) -> bool:
    """Whether 维持3件 speaks of reviews or of which lawsuits: of what was named last, each with its own number."""
    text = sentence.text
    if not _KINDS.search(text, 0, position):
        text = sentence.previous + text
        position += len(sentence.previous)
    named = [(found.lastgroup, found.end()) for found in _KINDS.finditer(text, 0, position)]
    if not named or named[-1][0] != kind:
        return False
    begin = named[-1][1]
    if _BUSINESS.search(text, 0, begin):
        return False
    others = [end for other, end in named if other != kind]
    if kind in ("direct", "after_review") and "(" not in text[begin:position]:
        # 未经复议直接起诉3件、复议后起诉2件,维持4件 leaves open of which.
        siblings = [end for other, end in named if other in ("direct", "after_review") and other != kind]
        return not siblings or ";" in text[siblings[-1] : begin]
    return not others or _DIGIT.search(text, others[-1], begin) is not None


def _joined(mention: Mention) -> bool:
    """予以公开及部分公开258件: a number that belongs to two names is no figure of one."""
    before = mention.sentence.text[max(mention.start - 14, 0) : mention.start]
    return _SHARES_ITS_NUMBER.search(before) is not None


def _owners(mentions: Iterator[Mention]) -> list[Mention]:
    """Of the mentions that claim one number, the one with the longest words; negations claim none."""
    free: list[Mention] = []
    owner: dict[tuple[int, int], Mention] = {}
    for mention in mentions:
        if mention.number is None:
            free.append(mention)
            continue
        rival = owner.get(mention.number)
        if rival is None or mention.end - mention.start > rival.end - rival.start:
            owner[mention.number] = mention
    return [*owner.values(), *free]


def _held(mentions: Sequence[Mention], year: int | None) -> Iterator[Mention]:
    """The mentions of this year and of the whole body, parts of a sum as the sum."""
    for mention in mentions:
        told = sum_behind(mention, mentions)
        if told is not None and _holds(told, year):
            yield mention if told is mention else replace(told, start=mention.start)


def _holds(mention: Mention, year: int | None) -> bool:
    """Whether the figure is of this year and of the whole body."""
    text, pattern = mention.sentence.text, mention.pattern
    if pattern.form != "zero" and _DENIED.search(text, max(mention.start - 8, 0), mention.start):
        return False
    if pattern.form != "zero" and _DENIED_BEHIND.match(text, mention.end):
        return False
    if not pattern.any_year and names_other_year(text, mention.start, mention.end, year, zero=pattern.form == "zero"):
        return False
    if pattern.total and pattern.form != "zero" and is_part(text, mention.clause, mention.end):
        return False
    if pattern.indicator.startswith(_ABOUT_ANYTHING) and is_of_other_matters(text, mention.end):
        return False
    if pattern.indicator.startswith("requests.") and pattern.form != "zero" and _of_others(mention):
        return False
    return not (pattern.indicator == "disclosure.items" and runs_over_years(text, mention.start, mention.end))


def _of_others(mention: Mention) -> bool:
    text = mention.sentence.text
    if not mention.sentence.topics & {"requests"}:
        elsewhere = _OTHER_MATTERS.search(text, 0, mention.start)
        if elsewhere and not _REQUEST.search(text, 0, mention.end):
            return True
    if _OTHER_REQUESTS.search(text, 0, mention.end) and not _DISCLOSURE.search(text, 0, mention.end):
        return True
    if mention.pattern.total or mention.pattern.indicator.startswith(("requests.concluded", "requests.channel")):
        part = text.rfind(";", 0, mention.start) + 1
        others = [found.end() for found in _OTHER_BUSINESS.finditer(text, part, mention.start)]
        if others and "申请" not in text[others[-1] : mention.end]:
            return True
    begin = mention.end - len(mention.clause) if _RECEIVED.search(text) else 0
    return _OF_OTHERS.search(text, begin, mention.end) is not None
