"""What a sentence says of a figure besides the figure itself: 同比增长41.7%, 占52.9%, 上年的2倍, 全市第一, 近20件.

A statement is words only: who, when and which figure it is said of stand in `rest`, to be asked as a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from core.asking.claims.amounts import AMOUNT, HEDGE, UNITS_EN, UNITS_ZH, Amount, Hedge, read_amount
from core.text.numerals import COUNT, COUNT_EN, NUMBER, ORDINAL_EN, read_count, read_number

Direction = Literal[1, 0, -1]


@dataclass(frozen=True, slots=True)
class Change:
    """增长41.7%, 比上年少5件, 与2017年持平: `base` as written, None where none is; direction 0 is unchanged or 相差."""

    direction: Direction
    amount: Amount | None
    base: str | None
    rest: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Multiple:
    """是2017年的1.4倍, 为永嘉的三分之一: 倍 or %."""

    amount: Amount
    base: str | None
    rest: str


@dataclass(frozen=True, slots=True)
class Share:
    """占52.9%, 公开率62.5%."""

    amount: Amount
    rest: str


@dataclass(frozen=True, slots=True)
class Standing:
    """位居全市第一, 全市最少."""

    place: int
    rest: str


@dataclass(frozen=True, slots=True)
class Movement:
    """逐年上升, 连续三年下降: `years` is how many, None where that is open."""

    direction: Direction
    years: int | None
    rest: str


@dataclass(frozen=True, slots=True)
class Limit:
    """近20件, 20余件, 超过30件: a figure not said exactly."""

    amount: Amount
    rest: str


@dataclass(frozen=True, slots=True)
class Range:
    """15-20件, 15件至20件之间."""

    low: Amount
    high: Amount
    rest: str


@dataclass(frozen=True, slots=True)
class Total:
    """两县共收到69件: one number said of several bodies or years together."""

    amount: Amount
    rest: str


@dataclass(frozen=True, slots=True)
class FromTo:
    """由上年的12件增加到17件; direction 0 is 变化."""

    direction: Direction
    before: Amount
    after: Amount
    base: str | None
    rest: str


Statement = Change | Multiple | Share | Standing | Movement | Limit | Range | Total | FromTo

YEAR_BEFORE = "上年"

# --- the wordings ------------------------------------------------------------------------------------

_UP = r"增长|增加|上升|提高|提升|上涨|攀升|增多"
_DOWN = r"下降|减少|降低|下滑|回落|下跌"
_UP_SHORT = rf"{_UP}|增|升|涨|多|高"
_DOWN_SHORT = rf"{_DOWN}|减|降|跌|少|低"
_MANNER = r"(?:则|均|都|仅|只|也|又|大?幅度?|明显|显著|略有?|有所|小幅|进一步|稳步|净|共)*"
_BASE = (
    r"(?:同比|(?<![占同对百])(?:相比于?|比起?|相较于?|较之?|与|同|和|跟)(?P<base>[^,，。;；:：()（）]{1,16}?)"
    r"(?:同期)?(?:相比|相较|比较|比)?[,，]?)"
)
_REACHING = r"(?:幅度?|率|量|数|值)?(?:了|过)?(?:达到?了?|为|是|有)?"
_BY = rf"(?:收到|受理|办结|公开)?(?:申请|信息|数量)?{_REACHING}(?:的)?"
_BASE_EN = (
    r"(?:\s*,?\s*(?:on|from|over|than|against|versus|vs|compared (?:with|to)|relative to)(?: that of| those of)?"
    r"(?: in| of)? (?P<base>(?:the )?(?:year before|previous year|last year)|(?:19|20)\d\d|[a-z' -]{3,30}?)"
    r"(?=$|[,.;]| (?:in|to) \d{4})"
    r"|\s*,?\s*(?:year on year|year-on-year|yoy))?"
)
_EN_UP = r"up|rose|rising|risen|increas(?:ed|e|ing)|grew|growing|growth|gained|higher|more"
_EN_DOWN = r"down|fell|falling|fallen|declin(?:ed|e|ing)|decreas(?:ed|e|ing)|dropp(?:ed|ing)|drop|lower|fewer|less"
_PLACE = r"第(?P<place>\d{1,3}|[一二三四五六七八九十]{1,3})(?:名|位)?"
_SCOPE = r"(?P<scope>[^,，。;；第\d]{0,12}?)"

_FROM_TO = re.compile(
    rf"(?:由|从)(?P<base>[^,，。]{{0,12}}?)的?{AMOUNT.replace('(?P<', '(?P<b_')}"
    rf"(?:,|，)?{_MANNER}(?:(?P<up>{_UP_SHORT})|(?P<down>{_DOWN_SHORT})|变化|发展)(?:到|至|为|成)了?(?P<to>.+)$"
)
_FROM_TO_EN = re.compile(
    rf"\b(?:(?P<up>{_EN_UP})|(?P<down>{_EN_DOWN})|went) from (?P<before>\d[\d,]*) ?(?:{UNITS_EN})?"
    rf" in (?P<base>(?:19|20)\d\d) to (?P<after>\d[\d,]*) ?(?:{UNITS_EN})?"
)
_LEVEL = re.compile(
    rf"{_MANNER}(?:(?:{_UP_SHORT}|{_DOWN_SHORT})(?:到|至)了?(?=\s*(?:{HEDGE})?\s*[\d一二两三四五六七八九十])"
    rf"|(?:{_UP}|{_DOWN})[为成](?=\s*[\d.,]+\s*(?:{UNITS_ZH})))"
)
# 被申请行政复议2件 is 行政复议2件.
_PASSIVE = re.compile(r"(?:因政府信息公开)?被(?:申请|提起)(?=行政(?:复议|诉讼))")
_DOUBLED = re.compile(
    rf"{_BASE}?{_MANNER}(?:(?:实现|已)?(?:(?P<nearly>近|将近|接近)|(?P<over>超过?))?"
    r"(?:翻了?(?:近)?(?P<turns>[一两二三])?番|翻了?一?倍)(?P<more>多|有余|以上)?"
    r"|(?P<halved>减半|减少了?一半|下降了?一半))"
)
_DOUBLED_EN = re.compile(
    rf"\b(?:(?P<over>more than)|(?P<nearly>nearly|almost))? ?\b(?P<word>doubled|tripled|halved){_BASE_EN}"
)
_SAME = re.compile(rf"{_BASE}(?P<about>基本)?(?:持平|不变|相同|一样多?|相当|没有变化)")
_SAME_EN = re.compile(
    r"\b(?:unchanged|the same|no change)(?: (?:on|from|as in|as|over|compared with) (?P<base>[a-z0-9' -]{3,30}?))?"
    r"(?=$|[,.;])"
)
_CHANGE = re.compile(
    rf"(?:{_BASE}{_MANNER}(?:(?P<up>{_UP_SHORT})|(?P<down>{_DOWN_SHORT}))"
    rf"|(?<!新){_MANNER}(?:(?P<up2>{_UP})|(?P<down2>{_DOWN})|(?P<up3>增幅|涨幅|增速|增长率)|(?P<down3>降幅|跌幅)))"
    rf"{_BY}\s*{AMOUNT}"
)
_CHANGE_EN = re.compile(
    rf"\b(?:an? |have |has |had |were |was )?(?:(?P<up>{_EN_UP})|(?P<down>{_EN_DOWN}))(?: of| by)?"
    rf" (?:(?:{AMOUNT})|(?P<bare>\d[\d,]*)){_BASE_EN}"
)
_MORE_EN = re.compile(
    rf"(?:{AMOUNT}|(?P<bare>\d[\d,]*)) ?(?:(?P<up>more|higher|up)|(?P<down>fewer|less|lower|down))(?: requests)?"
    rf"{_BASE_EN}"
)
_DIRECTION = re.compile(
    rf"{_BASE}{_MANNER}(?:(?P<up>{_UP}|更多|多了?|有?增)|(?P<down>{_DOWN}|更少|少了?|有?降))(?:了|趋势|态势)?"
    r"(?=$|[,，。;；])"
)
_RISE_EN = re.compile(
    rf"(?:an? )?{AMOUNT} (?:(?P<up>increase|rise|growth|jump)|(?P<down>decrease|decline|drop|fall|reduction)){_BASE_EN}"
)
_APART = re.compile(rf"(?:{_BASE})?(?:相差|差距为?|差了?){AMOUNT}")
_MOVEMENT = re.compile(
    rf"(?:逐年|连年|持续|年年|(?:连续|连)(?P<years>{COUNT})年)(?:保持|呈|呈现)?{_MANNER}"
    rf"(?:(?P<up>{_UP}|递增|走高|增)|(?P<down>{_DOWN}|递减|走低|降))(?:趋势|态势|的趋势)?"
)
_MOVEMENT_EN = re.compile(
    r"\b(?:(?P<up>rose|grew|increased)|(?P<down>fell|declined|decreased|dropped))"
    r" (?:every year|each year|year after year|steadily"
    rf"|(?:for )?(?P<years>{COUNT_EN}) years (?:running|in a row))"
)
_MULTIPLE = re.compile(rf"(?:是|为|达到?|相当于|约为|只有|仅为|仅是)(?P<base>[^,，。;；占]{{1,16}}?)的{AMOUNT}")
_MULTIPLE_EN = re.compile(
    rf"\b(?:{AMOUNT}|(?:(?P<over>more than|over)|(?P<under>less than|under|fewer than)|(?P<near>nearly|almost))?"
    r" ?(?P<word>twice|double|half)) (?:that|those|the number|the figure|as many as|as many requests as)?"
    rf"(?: (?:of|in|as))* ?(?P<base>(?:19|20)\d\d|(?:the )?(?:year before|previous year)|[a-z' -]{{3,24}})"
)
_STANDING = re.compile(
    rf"(?:位居|位列|居|列|名列|排名?在?|位于|在){_SCOPE}(?:中|里)?(?:排名?|位?居|位?列)?(?P<last>倒数)?{_PLACE}"
    rf"|(?:位居|位列|居|列|名列|位于){_SCOPE.replace('scope', 'scope2')}(?:(?P<top>首位|榜首|之首|之最)|(?P<bottom>末"
    r"位|末尾))"
    rf"|(?:是|为|属于?){_SCOPE.replace('scope', 'scope3')}(?:申请量?|数量)?(?:(?P<most>最多|最高)|(?P<least>最少|最低))"
    r"的?(?:县|区|市|一个)?"
    rf"|排名{_SCOPE.replace('scope', 'scope4')}{_PLACE.replace('place', 'place4')}"
)
_STANDING_EN = re.compile(
    rf"\brank(?:s|ed|ing)? (?:(?P<ordinal>{ORDINAL_EN})|(?P<place>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?P<scope> (?:in|among|of) [a-z' -]+)?"
)
# 2018 requests: those of 2018.
_YEAR_OF = re.compile(r"(?:19|20)\d\d [a-z]")
_TOTAL = re.compile(r"(?:一共|总共|共计|合计|累计|共|总计)|\b(?:together|altogether|in total|combined)\b")
_RATIO_WORD = re.compile(r"占|率|比例|比重|\b(?:share|rate|percentage|proportion)\b")
_RANGE = re.compile(
    rf"(?:在|介于)?(?<![\d.])(?P<low>{NUMBER})\s*(?:{UNITS_ZH}|%)?\s*(?:[-~—–至到]|[与和](?=[^,，]*之间))"
    rf"{AMOUNT}(?:之间)?"
)
_ANY_AMOUNT = re.compile(AMOUNT)
_SAID_TO_BE = re.compile(
    r"(?:达到?了?|为|是|占到|占了|有|约|仅)+$"
    r"|\b(?:account(?:ing|ed) for|made up|making up|representing|equal to|or|was|is|at|of)$"
)


def parse(words: str) -> Statement | None:
    """What a prepared clause (narrow, Simplified, lower case) says beyond a plain figure; None for a plain figure."""
    origin = _from_to(words)
    if origin is not None:
        return origin
    words = plain(words)
    return (
        _same(words)
        or _doubled(words)
        or _multiple(words)
        or _change(words)
        or _moving(words)
        or _standing(words)
        or _direction(words)
        or _range(words)
        or _by_amount(words)
    )


def plain(words: str) -> str:
    """A plain figure said as where something grew to: 增加到17件 is 17件."""
    return _PASSIVE.sub("", _LEVEL.sub("", words))


def direction_of_level(words: str) -> Direction:
    """Which way a plain figure is said to have come to: 增至17件, 减少到17件; 0 where none is said."""
    match = _LEVEL.search(words)
    return 0 if match is None else -1 if re.search(_DOWN_SHORT, match.group()) else 1


def _without(words: str, match: re.Match[str], instead: str = "") -> str:
    gap = " " if words.isascii() else ""
    return gap.join(
        filter(None, (part.strip(" ,，") for part in (words[: match.start()], instead, words[match.end() :])))
    )


def _base(match: re.Match[str]) -> str | None:
    """What is compared with, as written; 上年 for 同比."""
    if match["base"]:
        return match["base"].strip()
    return YEAR_BEFORE if re.search("同比|year on year|year-on-year|yoy", match.group()) else None


def _from_to(words: str) -> FromTo | None:
    match = _FROM_TO.search(words)
    target = (
        re.fullmatch(r"(?P<year>(?:19|20)\d\d年)?的?" + AMOUNT + r"(?P<left>.{0,8})", match["to"].strip())
        if match
        else None
    )
    origin = _ANY_AMOUNT.search(match.group()) if match else None
    if match is None or target is None or origin is None:
        return _from_to_en(words)
    before, after = read_amount(origin), read_amount(target)
    if before is None or after is None:
        return None
    rest = _without(words, match, (target["year"] or "") + target["left"])
    return FromTo(_way(match), before, after, match["base"] or None, rest)


def _from_to_en(words: str) -> FromTo | None:
    match = _FROM_TO_EN.search(words)
    if match is None:
        return None
    before, after = (Amount(int(match[name].replace(",", "")), "") for name in ("before", "after"))
    return FromTo(_way(match), before, after, match["base"], _without(words, match))


def _way(match: re.Match[str]) -> Direction:
    return 1 if match["up"] else -1 if match["down"] else 0


def _same(words: str) -> Change | None:
    match = _SAME.search(words) or _SAME_EN.search(words)
    if match is None:
        return None
    hedge: Hedge = "about" if match.groupdict().get("about") else "exact"
    return Change(0, Amount(0, "", hedge=hedge), _base(match), _without(words, match))


def _doubled(words: str) -> Change | None:
    match = _DOUBLED.search(words)
    if match:
        hedge: Hedge = "nearly" if match["nearly"] else "over" if match["over"] or match["more"] else "exact"
        if match["halved"]:
            return Change(-1, Amount(50, "%", 1, hedge), _base(match), _without(words, match))
        times = 2 ** (read_count(match["turns"] or "一") or 1)
        return Change(1, Amount(times - 1, "倍", 0.1, hedge), _base(match), _without(words, match))
    match = _DOUBLED_EN.search(words)
    if match is None:
        return None
    hedge = "nearly" if match["nearly"] else "over" if match["over"] else "exact"
    if match["word"] == "halved":
        return Change(-1, Amount(50, "%", 1, hedge), _base(match), _without(words, match))
    times = 2 if match["word"] == "doubled" else 3
    return Change(1, Amount(times - 1, "倍", 0.1, hedge), _base(match), _without(words, match))


def _change(words: str) -> Change | None:
    apart = _APART.search(words)
    if apart:
        amount = read_amount(apart)
        return Change(0, amount, _base(apart), _without(words, apart), apart=True) if amount else None
    match = _CHANGE.search(words)
    if match:
        up = match["up"] or match["up2"] or match["up3"]
        amount = read_amount(match)
        return None if amount is None else Change(1 if up else -1, amount, _base(match), _without(words, match))
    for pattern in (_RISE_EN, _MORE_EN, _CHANGE_EN):
        match = pattern.search(words)
        bare = match.groupdict().get("bare") if match else None
        if match and (bare or match["number"]):
            amount = Amount(int(bare.replace(",", "")), "") if bare else read_amount(match)
            if amount is not None:
                return Change(1 if match["up"] else -1, amount, _base(match), _without(words, match))
    return None


def _direction(words: str) -> Change | None:
    match = _DIRECTION.search(words)
    if match is None or _ANY_AMOUNT.search(words):
        return None
    return Change(1 if match["up"] else -1, None, _base(match), _without(words, match))


def _multiple(words: str) -> Multiple | None:
    match = _MULTIPLE.search(words)
    if match:
        amount = read_amount(match)
        if amount is not None and amount.unit in ("倍", "%") and not _RATIO_WORD.search(words[: match.start()]):
            return Multiple(amount, _base(match), _without(words, match))
        return None
    match = _MULTIPLE_EN.search(words)
    if match is None or not (match["word"] or match["unit"] == "times"):
        return None
    hedge: Hedge = "over" if match["over"] else "under" if match["under"] else "nearly" if match["near"] else "exact"
    half = Amount(0.5 if match["word"] == "half" else 2, "倍", 0.1, hedge)
    amount = half if match["word"] else read_amount(match)
    return Multiple(amount, _base(match), _without(words, match)) if amount else None


def _moving(words: str) -> Movement | None:
    match = _MOVEMENT.search(words) or _MOVEMENT_EN.search(words)
    if match is None:
        return None
    said = match["years"]
    count = None if said is None else read_count(said)
    return Movement(1 if match["up"] else -1, count, _without(words, match))


def _standing(words: str) -> Standing | None:
    match = _STANDING.search(words)
    if match:
        last = match["last"] or match["bottom"] or match["least"]
        said = match["place"] or match["place4"]
        place = read_number(said) if said else 1
        where = match["scope"] or match["scope2"] or match["scope3"] or match["scope4"] or ""
        order = "从少到多" if last else ""
        rest = _without(words, match, f"在{where}{order}排第几" if where else f"{order}排第几")
        return Standing(int(place), rest) if place is not None else None
    match = _STANDING_EN.search(words)
    if match is None:
        return None
    place = read_count(match["ordinal"] or match["place"])
    rest = _without(words, match, f"what place{match['scope'] or ''}")
    return None if place is None else Standing(place, rest)


def _range(words: str) -> Range | None:
    match = _RANGE.search(words)
    high = read_amount(match) if match else None
    low = read_number(match["low"]) if match else None
    if match is None or high is None or low is None or high.hedge != "exact" or low >= high.value:
        return None
    return Range(replace(high, value=low), high, _without(words, match))


def _by_amount(words: str) -> Share | Limit | Total | None:
    found = [
        amount
        for amount in _ANY_AMOUNT.finditer(words)
        if read_amount(amount) and not _YEAR_OF.match(amount.group().strip())
    ]
    if len(found) != 1:
        return None
    match = found[0]
    amount = read_amount(match)
    if amount is None or amount.unit in ("点", "倍"):
        return None
    before = _SAID_TO_BE.sub("", words[: match.start()].rstrip(" ,，"))
    rest = (" " if words.isascii() else "").join(filter(None, (before, words[match.end() :].strip(" ,，"))))
    if amount.is_share:
        asked = rest if _RATIO_WORD.search(rest) else f"{rest}占比" if not rest.isascii() else f"share {rest}"
        return Share(amount, asked)
    if _TOTAL.search(rest):
        return Total(amount, rest)
    return None if amount.hedge == "exact" else Limit(amount, rest)
