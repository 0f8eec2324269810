"""A text cut into clauses, each with at most the numbers that belong together; offsets are those of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.asking.claims.statements import parse
from core.asking.claims.statements.quantities import ANY_AMOUNT
from core.asking.claims.statements.values import Statement
from core.asking.words.lexicon import dictionary
from core.asking.words.prepare import prepare

_ENDS = r"。；;！!？?\n"
_CLAUSE = re.compile(
    r"(?:[^，,、。；;！!？?\n.（）()：|│:]|:(?=\d)|(?<=\d)[,，](?=\d{3}(?!\d))|(?<=\d)\.(?=\d)|\.(?!\s|$|\d|[，,”\"]))+"
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
# “三安全一稳定” is a name; other quotation marks stand around what is told.
_QUOTES = re.compile(r"[“「『\"][^“”「」『』\"，。,\d]{1,12}[”」』\"]|[“”「」『』\"]")
# 3.在线访谈: the number of an item, which is none of a figure.
_ITEM = re.compile(r"(?:^|(?<=[。；;\n]))[^\S\n]*\d{1,2}[.、)）](?=[^\S\n]*[^\d\s])")
# 各县（市、区）: no brackets and no list.
_COUNTIES = re.compile(r"县[（(]市[、,，]?区[）)]|县[（(][市区][）)]")
# Where a second statement begins right behind a number: 17件同比增长112.5%, 17件均已办结.
_NEXT = re.compile(
    r"(?P<of_them>的?(?:政府)?(?:信息公开)?(?:申请|案件)?[中里](?=[,，有无没均全都]))"
    r"|(?P<run_on>(?:的?(?:政府信息公开|信息公开)?申请|的?案件)?(?:[且并而但]|同时|并且|而且)?"
    r"(?:均|全部|都(?=[已是为由来予被通按得])|皆|一律|悉数|无一|没有[一1]件|主要(?!负责)|以(?!上|下|内|外|及|来)|绝大|大部分|多数|过半"
    r"|仅次于|分?居|分?列|排(?!查|除)|为全|在全|为近|创|最[多少高低]|多于|少于|高于|低于|不及))"
    r"|\s*+[,，]?\s*+(?:同比|較|较|比|与|與|占|佔|净?增[长長加]|下降|[减減]少|上升|其中|位居|排名"
    r"|up\b|down\b|an? (?:in|de)crease|accounting|or \d|of which|which)"
)
_DID = (
    r"carried|rolled|denied|refused|rejected|granted|answered|concluded|faced|had|recorded|issued|repealed|kept|charged"
    r"|published|disclosed|(?:partly|partially|fully) granted"
)
# A year behind both is said of both.
_SO_MANY = r"(?: [a-z]+){0,3} (?:\d|none\b|no\b|all\b|every\b)(?![^,;]*\b(?:19|20)\d\d\b)"
# 17 requests in 2018 and 3 of them were denied; 256 requests in 2023 and carried over 4.
_AND = re.compile(
    r"(?<!(?<!\d)\d)(?<!(?<!\d)\d\d)(?<!(?<!\d)\d{3})\s(?:and|but|while|with|of which|of whom)\s"
    r"(?=(?:then |only |just |about |nearly |almost |over |some )?(?!(?:19|20)\d\d\b)"
    r"(?:\d|none\b|no\b|not (?:one|a single)\b|all\b|most\b|mostly\b|the (?:rest|most|fewest|remaining)\b"
    r"|ranked\b|second\b|every\b|up\b|down\b|(?:more|fewer|higher|lower) than\b"
    rf"|(?:{_DID}){_SO_MANY}))"
    rf"|\s(?:and|but|while)\s(?=(?:carried|faced|had|recorded|issued|repealed){_SO_MANY})"
)
_SAYS_HOW_MANY = re.compile(
    r"(?<![\d,.])(?!(?:19|20)\d\d\b)\d[\d,.]*"
    r"|\b(?:[Nn]one|[Nn]o|[Aa]ll|[Mm]ost|[Rr]anked|doubled|halved|fewest|least|highest|[Ss]econd only)\b"
)
# 均已办结且无一超期; 且末 is a county.
_MOREOVER = re.compile(r"(?<![暂况姑苟尚])(?:而且|并且|且(?!末)|同时)")
# 分列二、三位.
_ORDINAL = re.compile(r"第?[一二三四五六七八九十]{1,2}[名位]")
_INTO = re.compile(r"[^由从從]*+[由从從]\D*+\d[^到至为為]*+[到至为為]")
# 加上上年结转2件, 含当面申请5件, 另有3件: words that only join a clause to the one before.
_JOINING = re.compile(
    r"^(?:(?:加上|另外?有?|还有|以及|连同|(?<!不)包括|(?<![不未])含有?|即|其中包括|此外还?|同时还?)(?!行|一)"
    r"|(?:and|but|while|with|plus|including|then) )(?=.)"
)
# Numbers that count nothing: years, dates, sections, numbers of documents, telephone numbers.
_NO_COUNT = re.compile(
    r"(?:19|20)\d\d(?:\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|[/.-]\d{1,2}(?:[/.-]\d{1,2})?(?!\d)|\s*年度?)?"
    r"|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:底|份)?|\d{1,2}日|\d+[年周天]|\d+个工作日"
    r"|第[\d一二三四五六七八九十]+|〔\d+〕\s*\d*号?|\d+号|^\s*\d+\s*$|^\s*\d{1,2}\s*[.．]|\d{3,4}-\d{5,}"
    r"|\d{7,}+(?!\s*[元件条次人份])|https?\S+|\b[a-z]\d+"
)
_COUNTED = re.compile(
    r"\d"
    r"|(?:(?<![第唯之同统单逐])[〇零一二两三四五六七八九十百千万亿]{1,12}\s{0,3}(?:余|多|来|把|好?几|出头)?(?:件|条(?!例)|份|次|人(?!民)|项|起|"
    r"宗|元|成|倍|篇|番)|分之|翻番|倒数|[几数上好][十百千万]|翻倍|减半|持平|一半|过半|半数)"
    r"|\b(?:doubled|halved|tripled|twice|times|unchanged|half of)\b"
)


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
    aside: bool = False
    """Whether it stands in brackets."""
    listed: bool = False
    """Whether it goes on from the one before: 网络申请9件、信函3件."""
    runs_on: bool = False
    """Whether another statement follows without a mark: 17件 of 17件均已办结."""

    @property
    def claims(self) -> bool:
        """Whether it says anything that figures can bear out."""
        return self.counts or self.statement is not None

    @property
    def too_long(self) -> bool:
        """Whether it is longer than anything that is read."""
        return self.end - self.start > _LONGEST


def is_request(said: str) -> bool:
    """对吗, 没错吧: asks whether it is so, and says nothing."""
    return any(sense.value == "claim" for sense in dictionary().get(said, ()) if sense.role == "cue")


Span = tuple[int, int, bool]
"""Start, end, and whether another statement follows without a mark."""


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of a text, in order."""
    narrow = _COUNTIES.sub(lambda match: "县" * len(match.group()), text.translate(_NARROW))
    narrow = _ITEM.sub(lambda match: " " * len(match.group()), narrow)
    narrow = _QUOTES.sub(lambda match: match.group() if len(match.group()) > 1 else "，", narrow)
    sentence, reached, brackets = 0, 0, 0
    for start, end, runs_on in _spans(narrow):
        between = narrow[reached:start]
        sentence += len(_SENTENCE_END.findall(between))
        brackets += sum(_BRACKETS.get(mark, 0) for mark in between)
        reached = end
        words = text[start:end]
        if end - start > _LONGEST:
            yield Clause(words, start, end, "", sentence, None, False, brackets > 0)
            continue
        said = _JOINING.sub("", prepare(words))
        if is_request(said):
            continue
        counting = bool(_COUNTED.search(_NO_COUNT.sub("", said)))
        listed = between.strip() == "、"
        yield Clause(words, start, end, said, sentence, parse(said), counting, brackets > 0, listed, runs_on)


def _spans(text: str) -> Iterator[Span]:
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


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    for begin, finish in _named_together(text, start, end):
        if finish - begin <= _LONGEST and not _INTO.match(text, begin, finish):
            yield from _apart(text, begin, finish)
        else:
            yield from _stripped(text, begin, finish)


def _named_together(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between marks; 瑞安、洞头收到17件 is one, and so is each of 网络9件、信函3件."""
    begin: int | None = None
    for clause in _CLAUSE.finditer(text, start, end):
        begin = clause.start() if begin is None else begin
        joins = text[clause.end() : clause.end() + 1] == "、" and clause.end() - begin <= _LONGEST
        if joins and (not _says_amount(text, clause) or _ORDINAL.match(text, clause.end() + 1)):
            continue
        yield begin, clause.end()
        begin = None
    if begin is not None:
        yield begin, end


def _says_amount(text: str, clause: re.Match[str]) -> bool:
    return ANY_AMOUNT.search(text, clause.start(), clause.end()) is not None


def _apart(text: str, begin: int, end: int) -> Iterator[Span]:
    """Cut where a second statement begins."""
    for cut, skipped in _cuts(text, begin, end):
        yield from _stripped(text, begin, cut, runs_on=True)
        begin = skipped
    yield from _stripped(text, begin, end)


def _cuts(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a statement ends and where the next one begins."""
    found: dict[int, int] = {}
    for amount in ANY_AMOUNT.finditer(text, begin, end):
        following = _NEXT.match(text, amount.end(), end)
        if following is None or text[begin : amount.start()].endswith(("比", "较")):
            continue
        # 17件申请中有8件予以公开: of them. 17件申请均已办结: the words between go with the number.
        cut = following.end() if following["of_them"] else amount.end()
        if following["run_on"]:
            cut += re.match(r"(?:的?(?:政府信息公开|信息公开)?申请|的?案件)?", following.group()).end()  # type: ignore[union-attr]
        found[cut] = cut
    for joint in _AND.finditer(text, begin + 1, end):
        if _SAYS_HOW_MANY.search(text, begin, joint.start()):
            found[joint.start()] = joint.start() + 1
    for joint in _MOREOVER.finditer(text, begin + 1, end):
        found[joint.start()] = joint.end()
    return iter(sorted((cut, after) for cut, after in found.items() if begin < cut < end))


def _stripped(text: str, start: int, end: int, *, runs_on: bool = False) -> Iterator[Span]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if start < end:
        yield start, end, runs_on
