"""The years a question names: 2018, 18年, 二〇一八, 去年, 近三年, 2016-2018, 2016年以来, 十三五期间."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.text.numerals import COUNT, COUNT_EN, read_count
from core.text.units import UNIT

_N = rf"({COUNT})"
_EN_N = rf"({COUNT_EN})"
_YEAR = r"(?<![\d.])((?:19|20)\d{2})(?![\d.]\d|\d)(?:年度?|财年)?"
_SHORT = r"(?<![\d.])(\d{2})年度?"
_TO = r"\s*(?:-|–|—|~|～|至|到|to|through|until)+\s*"
# Five-year plans: the first year of the eleventh is 2006.
_PLANS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}

Kind = Literal["years", "since", "until", "latest", "last", "all", "published"]
STRETCHES: frozenset[Kind] = frozenset({"since", "until", "last", "all"})
"""The kinds that may mean several years, whatever is stored."""


@dataclass(frozen=True, slots=True)
class Time:
    """A stretch of the question, [start, end), and the years it means.

    years: those in `years`; published: reports published in them; since: `years[0]` and later; until: `years[0]` and
    earlier; latest: the newest report year; last: the `count` newest; all: every one. `relative` is set where today's
    date decided.
    """

    start: int
    end: int
    kind: Kind
    years: tuple[int, ...] = ()
    count: int = 0
    relative: bool = False
    shift: int = 0
    """上一年: so many years from the one spoken of, where one is; `years` where none is."""
    asked_in: int = 0
    """近三年: the year in which it is asked, as the newest report may be older than one expects."""

    def select(self, present: Sequence[int]) -> tuple[int, ...]:
        """The years meant, given the report years that exist (ascending)."""
        if self.kind == "since":
            return tuple(year for year in present if year >= self.years[0])
        if self.kind == "until":
            return tuple(year for year in present if year <= self.years[0])
        if self.kind == "latest":
            return tuple(present[-1:])
        if self.kind == "last":
            return tuple(present[-self.count :])
        if self.kind == "all":
            return tuple(present)
        return self.years


_Make = Callable[[re.Match[str], date], Time | None]


def find_times(text: str, today: date) -> tuple[Time, ...]:
    """Every mention of years in a lower-case text, in order; the longest reading wins."""
    found: list[Time] = []
    for pattern, make in _patterns_for(text):
        for match in pattern.finditer(text):
            if not any(match.start() < time.end and time.start < match.end() for time in found):
                time = make(match, today)
                if time is not None:
                    found.append(time)
    return tuple(sorted(found, key=lambda time: time.start))


def _patterns_for(text: str) -> Iterator[tuple[re.Pattern[str], _Make]]:
    """The patterns that may fit a text, in order: of most groups one cheap look tells that none does."""
    return (pattern for hint, group in _GROUPS if hint.search(text) for pattern in group)


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _range(match: re.Match[str], today: date) -> Time | None:
    first, last = _full(match[1]), _full(match[2])
    if not 2000 < first < last <= min(first + 40, 2040):
        return None
    return Time(*match.span(), "years", tuple(range(first, last + 1)))


def _short_range(match: re.Match[str], today: date) -> Time | None:
    """19-23, 21到23: years of this century up to now."""
    first, last = int(match[1]), int(match[2])
    return _range(match, today) if 8 <= first < last <= today.year % 100 else None


def _plan(match: re.Match[str], today: date) -> Time:
    first = _PLANS[match[1]]
    if match[2]:
        return Time(*match.span(), "since", (first,))
    return Time(*match.span(), "years", tuple(range(first, first + 5)))


def _since(match: re.Match[str], today: date) -> Time:
    return Time(*match.span(), "since", (_full(match[1]),))


def _until(match: re.Match[str], today: date) -> Time:
    return Time(*match.span(), "until", (int(match[1]),))


def _before(match: re.Match[str], today: date) -> Time:
    """2018年以前 without 2018, 2018年及以前 with it."""
    return Time(*match.span(), "until", (int(match[1]) - (not match[2]),))


def _few_beside(year: int, count: int, after: int) -> _Make:
    """2021年前三年, three years before 2021: 2018 to 2020. The groups are the year, how many, and that they follow."""

    def resolve(match: re.Match[str], today: date) -> Time:
        named, many = int(match[year]), read_count(match[count]) or 0
        years = range(named + 1, named + many + 1) if match[after] else range(named - many, named)
        return Time(*match.span(), "years", tuple(years))

    return resolve


def _around(match: re.Match[str], today: date) -> Time:
    year = int(match[1])
    return Time(*match.span(), "years", (year - 1, year, year + 1))


def _relative(offset: int) -> _Make:
    return lambda match, today: Time(match.start(), match.end(), "years", (today.year + offset,), relative=True)


def _beside(offset: int) -> _Make:
    return lambda match, today: Time(
        match.start(), match.end(), "years", (today.year + offset,), relative=True, shift=offset
    )


def _simple(kind: Kind) -> _Make:
    return lambda match, today: Time(match.start(), match.end(), kind)


def _last(match: re.Match[str], today: date) -> Time:
    return Time(match.start(), match.end(), "last", count=read_count(match[1]) or 0, asked_in=today.year)


def _published(match: re.Match[str], today: date) -> Time:
    return Time(*match.span(), "published", (_full(next(filter(None, match.groups()))),))


def _year(match: re.Match[str], today: date) -> Time | None:
    year = _full(match[1])
    # Disclosure reports begin with the Regulations of 2008; provinces had some from 2004.
    return Time(*match.span(), "years", (year,)) if len(match[1]) == 4 or 4 <= year - 2000 <= 40 else None


# What one of a group of patterns needs is looked for first, as few questions have it; the patterns are tried in order.
_GROUPS: tuple[tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], _Make], ...]], ...] = tuple(
    (re.compile(hint), tuple((re.compile(pattern), make) for pattern, make in group))
    for hint, group in (
        (
            r"发布|公布|公开|发表|出版|挂网|印发|published",
            (
                # 2018年发布政策解读 is of the year 2018: only reports are known by the year they came out.
                (
                    _YEAR + r"(?:\d{1,2}月(?:\d{1,2}日)?)?(?:发布|公布|公开|发表|出版|挂网|印发)的"
                    r"(?=[^,，。;；?？]{0,20}(?:年报|报告))"
                    r"|" + _YEAR + r"(?:发布|公布|发表|出版|挂网)(?=[^,，。;；?？]{0,20}(?:年报|报告))"
                    r"|" + _YEAR + r"\d{1,2}月(?:\d{1,2}日)?(?:发布|公布|公开|发表|出版|挂网|印发)(?=\))",
                    _published,
                ),
                (r"published in (?:[a-z]+ )?((?:19|20)\d{2})", _published),
            ),
        ),
        (
            r"\d\D+\d",
            (
                (r"从?" + _YEAR + _TO + _YEAR + r"(?:期间|之间)?", _range),
                (r"[从自]?" + _YEAR + rf"(?:开始|起|以来)[,，]?{_TO}" + _YEAR + "底?(?:为止|止)?", _range),
                (r"(?<![\d.])(\d{2})年?" + _TO + _SHORT, _range),
                (r"(?<!\d)((?:19|20)\d{2})" + _TO + r"(\d{2})(?!\d)年?", _range),
                (r"(?<![\d.])(\d{2})" + _TO + rf"(\d{{2}})(?![\d.%％年]|\s*{UNIT})", _short_range),
                (r"(?<![\d.])((?:19|20)\d{2})\.\.\.?((?:19|20)\d{2})(?!\d)", _range),
                (r"between " + _YEAR + r" and " + _YEAR, _range),
            ),
        ),
        (
            r"年[之以]?[前后]|years (?:before|after)",
            (
                (_YEAR + rf"[之以]?(?:前|(后))的?{_N}个?年(?!级)", _few_beside(1, 3, 2)),
                (rf"(?:the )?{_EN_N} years (?:before|(after)) " + _YEAR, _few_beside(3, 1, 2)),
            ),
        ),
        (
            r"五",
            ((r"[“\"]?(十一五|十二五|十三五|十四五|十五五)[”\"]?(?:(以来|至今)|时期|期间|规划期)?", _plan),),
        ),
        (
            r"[年度\d][及和与]?[以之往其起后前]|开始|至今|到现在|[至止到]\d|[a-z] (?:19|20)\d",
            (
                (
                    r"(?:自|从)?" + _YEAR + r"(?:(?:及|和|与)?(?:以来|以后|之后|往后|其后)|起|开始|至今|到现在"
                    r"|(?:及|和|与)?后(?![年来续面期]|一年|[两二三四五六七八九十几\d]))",
                    _since,
                ),
                (r"(?:自|从)?(?<![近前去后这\d.])((?:0[89]|1\d|2\d))年(?:以来|起|开始|至今|到现在)", _since),
                (_YEAR + r"前后", _around),
                (r"(?:截至|截止到?|到)" + _YEAR + r"底?(?:为止|止)", _until),
                (r"(?:截至|截止到?)" + _YEAR + r"底?", _until),
                (r"(?:up to|until|till|through) (?:and including )?(?:the end of )?" + _YEAR, _until),
                (
                    _YEAR + rf"(及|和|与)?(?:以前|之前|此前|前(?![后列茅排年名位个]|{COUNT}))",
                    _before,
                ),
                (r"(?:before|prior to) " + _YEAR + r"()", _before),
                (r"(?:since|from) " + _YEAR + r"(?: onwards?| on\b)?", _since),
            ),
        ),
        (
            r"[近前往上次去本今历逐连各每所全这最再更]|过去|第二年|[下后]一年|年[之以]?后|年(?:合|一|总|平|加|共)|year|latest|recent|newest",
            (
                (r"最近一年|近一年|过去一年|(?:the )?(?:last|past) (?:one )?report year", _simple("latest")),
                (r"[再更](?:往前[推数]?|早|上|前)一?年|往前[推数]?一年", _beside(-1)),
                (r"再(?:往后|下|后)一?年|往后一年", _beside(1)),
                (rf"^这?({COUNT})个?年(?=合计|一共|总共|平均|加起来|共|总和)", _last),
                (r"(?:最近|过去|近|前(?!一年))(?:的)?" + _N + r"(?:个)?年(?:里|来|间|度)?(?:的)?", _last),
                (r"(?:the )?(?:last|past|latest|most recent|recent) " + _EN_N + r" (?:report )?years?", _last),
                (
                    r"近几年|近年来?|这几年|最近几年|历年来?|逐年|连年|各年度?|每年|所有年份|全部年份|各个年份|历年来",
                    _simple("all"),
                ),
                (
                    r"all years|every year|each year|recent years|over the years|all the years|year by year",
                    _simple("all"),
                ),
                (r"(?:最新|最近)(?:一期|一份|一次|一年度?|年度|年)?的?|近一年", _simple("latest")),
                (
                    r"(?:the )?(?:latest|most recent|newest) (?:report )?year|(?:the )?(?:latest|most recent|newest)",
                    _simple("latest"),
                ),
                (
                    r"上年度?|上一年度?|前一年度?"
                    r"|(?:the )?(?:year before|(?:previous|prior|preceding) year)(?! last)",
                    _beside(-1),
                ),
                (
                    r"次年|后一年|(?<![近每这那第\d几两三四五六七八九十])一年(?:之|以)?后|(?<![到至转入])下一年度?|(?<![到至转])第二年"
                    r"|(?:the )?(?:following|next) year|the year after",
                    _beside(1),
                ),
                (r"去年(?:之前那一?|的前一|再往前一?|前一)年|前一年之前那年", _relative(-2)),
                (r"去年度?|last year", _relative(-1)),
                (r"大前年", _relative(-3)),
                (r"前年|(?:the )?year before last", _relative(-2)),
                (r"今年度?|本年度|this year", _relative(0)),
            ),
        ),
        (
            r"\d\d",
            (
                (_YEAR, _year),
                (_SHORT, _year),
            ),
        ),
    )
)
