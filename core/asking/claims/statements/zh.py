"""The wordings of statements in Chinese: changes, multiples, places, all and none, ranges, shares and limits."""

from __future__ import annotations

import re
from dataclasses import replace

from core.asking.claims.amounts import AMOUNT, HEDGE, UNITS_ZH, Amount, Hedge, read_amount
from core.asking.claims.statements.around import moving, way, without
from core.asking.claims.statements.quantities import ANY_AMOUNT, Phrases, by_amount, in_range
from core.asking.claims.statements.values import (
    YEAR_BEFORE,
    Change,
    Direction,
    Extent,
    FromTo,
    Movement,
    Multiple,
    Share,
    Statement,
)
from core.asking.claims.statements.zh_places import placed
from core.asking.claims.statements.zh_wholes import every, majority, nothing
from core.text.numerals import COUNT, read_count

# --- the wordings ------------------------------------------------------------------------------------

_UP = r"增长|增加|上升|提高|提升|上涨|攀升|增多"
_DOWN = r"下降|减少|降低|下滑|回落|下跌"
_UP_SHORT = rf"{_UP}|增|升|涨|多|高"
_DOWN_SHORT = rf"{_DOWN}|减|降|跌|少|低"
_LARGE, _SMALL = r"大幅度?|明显|显著|急剧|猛", r"小幅|略有?|稍|微"
_MANNER = rf"(?:则|均|都|仅|只|也|又|{_LARGE}|{_SMALL}|有所|进一步|稳步|净|共){{0,6}}"
_BASE = (
    r"(?:同比|(?<![占同对百])(?:相比于?|比起?|相较于?|较之?|与|同|和|跟)(?P<base>[^,，。;；:：()（）]{1,16}?)"
    r"(?:同期)?(?:相比|相较|比较|比)?[,，]?)"
)
_REACHING = r"(?:幅度?|率|量|数|值)?(?:了|过)?(?:达到?了?|为|是|有)?"
_BY = rf"(?:收到|受理|办结|公开)?(?:申请|信息|数量)?{_REACHING}(?:的)?"

_FROM_TO = re.compile(
    rf"(?:由|从)(?P<base>[^,，。]{{0,12}}?)的?{AMOUNT.replace('(?P<', '(?P<b_')}"
    rf"(?:,|，)?{_MANNER}(?:(?P<up>{_UP_SHORT})|(?P<down>{_DOWN_SHORT})|变化|发展)(?:到|至|为|成)了?(?P<to>.+)$"
)
_LEVEL = re.compile(
    rf"{_MANNER}(?:(?:{_UP_SHORT}|{_DOWN_SHORT})(?:到|至)了?(?=\s*+(?:{HEDGE})?\s*+[\d一二两三四五六七八九十])"
    rf"|(?:{_UP}|{_DOWN})[为成](?=\s*[\d.,]+\s*(?:{UNITS_ZH})))"
)
# 被申请行政复议2件 is 行政复议2件.
_PASSIVE = re.compile(r"(?:因政府信息公开)?被(?:申请|提起)(?=行政(?:复议|诉讼))")
# 结转至2026年6件, 由2024年结转5件: of the report of 2025 what is carried over to the year after, or from that before.
_INTO_YEAR = re.compile(r"结转(?:到|至|入|往)(?P<year>(?:19|20)\d\d)年度?(?:继续办理)?")
_FROM_YEAR = re.compile(
    r"(?:由|从|自)?(?P<year>(?:19|20)\d\d)年度?(?:结转|转入)(?:而来|下来|过来|来|到?本年度?)?的?(?=\d)"
)
_DOUBLED = re.compile(
    rf"{_BASE}?{_MANNER}(?:(?:实现|已)?(?:(?P<nearly>近|将近|接近)|(?P<over>超过?))?"
    r"(?:翻了?(?:近)?(?P<turns>[一两二三])?番|翻了?一?倍)(?P<more>多|有余|以上)?"
    r"|(?P<halved>减半|减少了?一半|下降了?一半))"
)
# 翻了四十多倍: grown by so many times.
_GREW_TIMES = re.compile(rf"{_BASE}?{_MANNER}翻了?(?=(?:{HEDGE})?[\d一二两三四五六七八九十百]+(?:多|余)?倍)")
_SAME = re.compile(rf"{_BASE}(?P<about>基本)?(?:持平|不变|相同|一样多?|相当|没有变化)")
_CHANGE = re.compile(
    rf"(?:{_BASE}{_MANNER}(?:(?P<up>{_UP_SHORT})|(?P<down>{_DOWN_SHORT}))"
    rf"|(?<!新){_MANNER}(?:(?P<up2>{_UP})|(?P<down2>{_DOWN})|(?P<up3>增幅|涨幅|增速|增长率)|(?P<down3>降幅|跌幅)))"
    rf"{_BY}{AMOUNT}"
)
_DIRECTION = re.compile(
    rf"{_BASE}{_MANNER}(?:(?P<up>{_UP}|更多|多了?|有?增)|(?P<down>{_DOWN}|更少|少了?|有?降))(?:了|趋势|态势)?"
    r"(?=$|[,，。;；])"
)
_BEYOND = re.compile(
    r"(?:(?P<up>多于|高于|大于|超过了?|超出)|(?P<down>少于|低于|小于|不及|不如|比不上))"
    r"(?P<base>(?:(?:19|20)\d\d年?|[^,，。;；\d]){1,16}?)(?:的水平|水平)?$"
)
_APART = re.compile(rf"(?:{_BASE})?(?:相差|差距为?|差了?){AMOUNT}")
_MOVEMENT = re.compile(
    rf"(?:逐年|连年|持续|年年|(?:连续|连)(?P<years>{COUNT})年)(?:保持|呈|呈现)?{_MANNER}"
    rf"(?:(?P<up>{_UP}|递增|走高|增)|(?P<down>{_DOWN}|递减|走低|降))(?:趋势|态势|的趋势)?"
)
_MULTIPLE = re.compile(rf"(?:是|为|达到?|相当于|约为|只有|仅为|仅是)(?P<base>[^,，。;；占]{{1,16}}?)的{AMOUNT}")
# 占全市总量的5%: what a share is of is all of it.
_WHOLE_SAID = re.compile(r"(?<=.)的?(?:总[量数]|总和)的?$")


def parse(words: str) -> Statement | None:
    """What a prepared clause says beyond a plain figure; None for a plain figure, and where it says none."""
    origin = _from_to(words)
    if origin is not None:
        return origin
    words = plain(words)
    words = _GREW_TIMES.sub(lambda match: f"{match.group().removesuffix('了').removesuffix('翻')}增长了", words)
    return next((found for read in _READERS if (found := read(words)) is not None), None)


def plain(words: str) -> str:
    """A plain figure said as where something grew to: 增加到17件 is 17件."""
    return _PASSIVE.sub("", _LEVEL.sub("", words))


def direction_of_level(words: str) -> Direction:
    """Which way a plain figure is said to have come to: 增至17件, 减少到17件; 0 where none is said."""
    match = _LEVEL.search(words)
    return 0 if match is None else -1 if re.search(_DOWN_SHORT, match.group()) else 1


def carried(words: str, year: int | None) -> tuple[str, bool]:
    """结转至2026年6件 said of the report of 2025: the words with the form's 下年度; whether another year is meant."""
    for pattern, shift, form in ((_INTO_YEAR, 1, "结转下年度"), (_FROM_YEAR, -1, "上年结转")):
        match = pattern.search(words)
        if match is not None:
            of_year = year is not None and int(match["year"]) == year + shift
            return (f"{words[: match.start()]}{form}{words[match.end() :]}", False) if of_year else (words, True)
    return words, False


# --- changes -----------------------------------------------------------------------------------------


def _base(match: re.Match[str]) -> str | None:
    """What is compared with, as written; 上年 for 同比."""
    return match["base"].strip() if match["base"] else YEAR_BEFORE if "同比" in match.group() else None


def _extent(match: re.Match[str]) -> Extent | None:
    if re.search(_LARGE, match.group()):
        return "large"
    return "small" if re.search(_SMALL, match.group()) else None


def _from_to(words: str) -> FromTo | None:
    match = _FROM_TO.search(words)
    if match is None:
        return None
    target = re.fullmatch(r"(?P<year>(?:19|20)\d\d年)?的?" + AMOUNT + r"(?P<left>.{0,8})", match["to"].strip())
    origin = ANY_AMOUNT.search(match.group())
    if target is None or origin is None:
        return None
    before, after = read_amount(origin), read_amount(target)
    if before is None or after is None:
        return None
    rest = without(words, match, (target["year"] or "") + target["left"])
    return FromTo(way(match), before, after, match["base"] or None, rest)


def _same(words: str) -> Change | None:
    match = _SAME.search(words)
    if match is None:
        return None
    hedge: Hedge = "about" if match["about"] else "exact"
    return Change(0, Amount(0, "", hedge=hedge), _base(match), without(words, match))


def _doubled(words: str) -> Change | None:
    match = _DOUBLED.search(words)
    if match is None:
        return None
    hedge: Hedge = "nearly" if match["nearly"] else "over" if match["over"] or match["more"] else "exact"
    if match["halved"]:
        return Change(-1, Amount(50, "%", 1, hedge), _base(match), without(words, match))
    times = 2 ** (read_count(match["turns"] or "一") or 1)
    return Change(1, Amount(times - 1, "倍", 0.1, hedge), _base(match), without(words, match))


def _apart(words: str) -> Change | None:
    match = _APART.search(words)
    amount = read_amount(match) if match else None
    return Change(0, amount, _base(match), without(words, match), apart=True) if match and amount else None


def _change(words: str) -> Change | None:
    match = _CHANGE.search(words)
    amount = read_amount(match) if match else None
    if match is None or amount is None:
        return None
    up = match["up"] or match["up2"] or match["up3"]
    return Change(1 if up else -1, amount, _base(match), without(words, match))


def _direction(words: str) -> Change | None:
    match = _DIRECTION.search(words)
    if match is None or ANY_AMOUNT.search(words):
        return None
    return Change(way(match), None, _base(match), without(words, match), extent=_extent(match))


def _beyond(words: str) -> Change | None:
    """多于永嘉, 低于2019年, 不及瑞安."""
    match = _BEYOND.search(words)
    if match is None or ANY_AMOUNT.search(words):
        return None
    return Change(way(match), None, match["base"], without(words, match))


def _multiple(words: str) -> Multiple | None:
    match = _MULTIPLE.search(words)
    amount = read_amount(match) if match else None
    if match is None or amount is None or amount.unit not in ("倍", "%"):
        return None
    if re.search(r"占|率|比例|比重", words[: match.start()]):
        return None
    return Multiple(amount, _base(match), without(words, match))


def _moving(words: str) -> Movement | None:
    return moving(words, _MOVEMENT)


def _by_amount(words: str) -> Statement | None:
    found = by_amount(words, _PHRASES)
    return replace(found, rest=_WHOLE_SAID.sub("", found.rest)) if isinstance(found, Share) else found


_PHRASES = Phrases(
    link=re.compile(r"(?:达到?了?|为|是|占到|占了|有|约|仅)+$"),
    each=re.compile(r"(?<![平年月日人户周天])(?:均|都|各|皆)$"),
    total=re.compile(r"一共|总共|共计|合计|累计|共|总计"),
)
_READERS = (
    _same,
    _doubled,
    _multiple,
    _apart,
    _change,
    _moving,
    placed,
    _direction,
    _beyond,
    nothing,
    every,
    majority,
    in_range,
    _by_amount,
)
