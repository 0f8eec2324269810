"""The numbers of a text, each for what it is: a count, a date, a share, a document's number, a telephone number …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from core.text.numerals import read_number
from core.text.units import in_wan
from core.types import Number

Kind = Literal[
    "count", "year", "part_of_year", "several_years", "date", "share", "ordinal", "document", "contact", "duration"
]


class Figure(NamedTuple):
    """One number and what it counts. `value` is None where it is approximate or cannot be read."""

    kind: Kind
    value: Number | None = None
    counter: str = ""
    number: tuple[int, int] = (0, 0)
    """Where the digits stand."""
    years: tuple[int, ...] = ()
    """The years that a time names."""
    near: bool = False
    """Whether the words make it approximate: 近300条, 300余条."""


Numbered = tuple[int, int, Figure]
"""Where a number begins and ends in its text, and what it is."""


_YEAR_DIGIT = "0-9〇○零OoＯ一二三四五六七八九"
_YEAR = rf"[2二][0〇○零OoＯ][{_YEAR_DIGIT}]{{2}}"
_TO = r"(?:起?[至到—–\-~―]{1,3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
COUNTER = (
    "亿元|万元|千元|百元|件次|人次|场次|班次|期次|篇次|册次|平方米|平方公里|公里"
    "|[元件条宗份次起例桩封篇场期班个处家人名位项部套则批类种台本册张块版页户亩吨米只辆株门座间栋届级层轮岁字笔幅集支根头口段组章节款所面号]"
)
_DURATION = "个?工作日|个?小时|分钟|个月|天|周|秒钟?|个?季度|个?星期|年(?![度报初末底])"
_SPOKEN_COUNTER = (
    "件次|人次|场次|班次|期次|篇次|万元|亿元|元|次(?![性序])|部(?![分门委署队级])|名(?!单|录)|项(?!目)|人(?!员|大|民|士)"
    "|[件条宗份例桩封篇场期个处家位起则]"
)
_NEAR = "近|将近|大约|约为|约|超过|超|逾|不足|接近|多达"
_SPOKEN = "零〇一二两三四五六七八九十百千"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?![ \d])|\d+)(?:\.\d+)?[百千万亿]?"

_FIGURE = re.compile(
    rf"(?P<latin>[A-Za-z][A-Za-z_.@/:+-]*\d[A-Za-z\d_.@/:+-]*|\d+[A-Za-z][A-Za-z\d_.@/:+-]*|(?:https?:|www\.)[!-~]+)"
    r"|(?P<serial>(?:^|(?<=[。;:\n]))(?:\d{1,2}[.、)](?!\d)|\(\d{1,2}\)))"
    r"|(?P<leader>(?<![….·—_])[….·—_]{3,}+\s*+\d{1,3}(?![\d条件份]))"
    rf"|(?P<days>(?:(?P<from>{_YEAR})年)?(?P<m1>{_MONTH})月(?P<d1>{_DAY})日?{_TO}(?:(?P<to>{_YEAR})年)?(?P<m2>{_MONTH})月(?P<d2>{_DAY})日)"
    rf"|(?P<months>(?:(?P<in>{_YEAR})年)?(?P<m3>{_MONTH})月?份?{_TO}(?P<m4>{_MONTH})月份?)"
    rf"|(?P<span>(?P<first>{_YEAR})年?度?(?:{_TO}|(?P<beside>[、和及]))(?P<last>{_YEAR})(?P<school>学年)?(?:年?度?))"
    r"|(?P<several>近(?:[两二三四五六七八九十几]|\d{1,2})个?年(?![级底初])|(?:[两二三四五六七八九十几]|\d{1,2})个?年度?(?:来|间|以来|共|累计|合计|总计|总共))"
    r"|(?P<quarters>(?:前[一二两三1-3]个?|第?[一二三四1-4])季度|前(?:1[01]|[1-9]|十一?|[一二两三四五六七八九])个月)"
    rf"|(?P<damaged>20\d{{3,6}}(?:月(?:\d{{1,2}}日?)?|日))"
    rf"|(?P<date>(?P<of>{_YEAR})年(?P<m5>{_MONTH})月(?:{_DAY}[日号]?)?(?:份|底|末|初)?|20\d\d[-./]\d{{1,2}}(?:[-./]\d{{1,2}})?(?!\d)"
    rf"|(?<!\d)(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:{_DAY}[日号]|份|底|末|初)?|\d{{1,2}}日)"
    rf"|(?P<year>(?P<y>{_YEAR})年度?(?!代))"
    r"|(?P<document>[〔\[(]20\d\d[〕\])]第?\d+号|第?(?:\d+|[零一二三四五六七八九十百]{1,12})号(?:令|文|公告)?)"
    r"|(?P<contact>(?:1[12]\d{3}|9[56]\d{3,4})(?=[^\d,。;、]{0,6}(?:平台|热线|专线|电话|来电|网站|公众号|客户端|系统))|(?:1[12]\d{3}|9[56]\d{3,4})(?=受理|接[到收听]|投诉|举报|诉求|工单|咨询|转办|交办)|\d{3,4}[-—–]\d{6,8}|(?<!\d)\d{5,12}[-/]20\d\d[-/]\d{3,8}(?!\d)|(?<![\d.,])\d{7,}(?![\d.,万亿]*[件条次人元]))"
    r"|(?P<share>(?:\d[\d,]*(?:\.\d+)?|[零一二三四五六七八九十百两]{1,12})(?:%|‰|个?百分点|倍|成(?![立员功熟果为都本品长效绩]))|百分之[零一二三四五六七八九十百点\d.]+)"
    r"|(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)"
    rf"|(?P<ordinal>第\d+(?:[至到、—-]第?\d+)+[条款项章]?|第(?:\d+|[零一二三四五六七八九十百]+)(?![方人者时季])(?:{COUNTER})?)"
    r"|(?P<zero>(?<=[为是数计])[零〇](?![\u4e00-\u9fff\d]))"
    rf"|(?P<apart>\d{{1,3}}(?: \d{{1,2}})+(?![\d.,])(?:{COUNTER}))"
    rf"|(?P<range>\d+[-~—–至到]\d+(?:{COUNTER}))"
    rf"|(?P<duration>(?:{_NEAR})?(?:\d+(?:\.\d+)?|[两二三四五六七八九十]{{1,12}})[余多]?(?:{_DURATION}))"
    rf"|(?P<count>(?P<near>{_NEAR})?(?:(?P<digits>{_NUMBER})(?P<odd>[余多几来])?(?P<scale>[百千万亿](?=[余多元件条人次个份]))?(?P<odder>[余多])?(?P<unit>{COUNTER})?"
    rf"|(?:(?<=唯一)|(?<![第唯{_SPOKEN}万亿]))(?P<spoken>[{_SPOKEN}](?:[{_SPOKEN}万亿]*[{_SPOKEN}万亿])?)(?P<oddly>[余多几来])?(?P<counter>{_SPOKEN_COUNTER}))(?P<over>以上|左右|上下|之多|\d角\d?分?|[一二三四五六七八九两]角)?)"
)
# Most numbers of things, most years and articles of laws: where nothing behind can make them another number.
_PLAIN_NUMBER = re.compile(
    r"(\d{1,4})([件条份次宗篇期场起名位项家人]|个(?![工小月季星百年]))(?![次以左上之起至到—–\-~―\d一二三四五六七八九两])"
    r"|20\d\d年度?+(?![代起至到—–\-~―、和及\d一二三四五六七八九十元])|(第[一二三四五六七八九十]{1,3}[条项])"
)
_FIRST_OF_COUNTERS = "".join(
    sorted({one[0] for one in (*COUNTER.split("|"), *_SPOKEN_COUNTER.split("|")) if one[0] != "["})
) + "".join(found[1] for found in re.finditer(r"\[([\u4e00-\u9fff]+)\]", f"{COUNTER}|{_SPOKEN_COUNTER}"))
_LONG_NEAR = [word for word in _NEAR.split("|") if len(word) > 1]
_NUMERAL = "一二三四五六七八九十"
# What may stand behind a Chinese numeral in a number: 一步, 五、 and 三) are passed over.
_BEHIND_NUMERAL = (
    rf"\d月年季号%‰倍成起至到余多几来个工小分天周秒星万亿○〇OoＯ{_SPOKEN}" + r"—–~―\-" + _FIRST_OF_COUNTERS
)
_MAY_BEGIN = rf"[A-Za-z(\[〔….·—_元几第前{_YEAR_DIGIT}{_SPOKEN}{''.join(word[0] for word in _NEAR.split('|'))}]"
_ONLY_BEFORE_MORE = "".join(word[0] for word in _LONG_NEAR if word[0] not in _NEAR.split("|"))
_BEGINS = re.compile(
    rf"{_MAY_BEGIN}(?:(?<![(\[〔第{_NUMERAL}{_ONLY_BEFORE_MORE}])|(?<=[(\[〔])(?=\d)|(?<=[{_NUMERAL}])(?=[{_BEHIND_NUMERAL}])"
    rf"|(?<=第)(?=[\d{_SPOKEN}])"
    rf"|{'|'.join(f'(?<={word[0]})(?={word[1:]})' for word in _LONG_NEAR)})"
)
# A quick look for a number of things.
_COUNTING = re.compile(rf"[0-9{_SPOKEN}万亿](?:(?<=[0-9])|(?<=[为是数计][零〇])|[余多几来]?(?:{_SPOKEN_COUNTER}))")
_TOGETHER = re.compile("(?<![生有无现了到未接、,现])一起")
_ITEM_FOLLOWS, _ITEM = (
    re.compile("[.．](?=[\u4e00-\u9fff])"),
    re.compile("(?<![\\d.])(\\d{1,2})[.．](?=[\u4e00-\u9fff])"),
)
_LONGEST_SERIAL, _NEAR_BY = 2, 200
# What is known of a number by its shape alone.
_PLAIN: dict[str, Kind] = {
    "several": "several_years",
    "quarters": "part_of_year",
    "damaged": "contact",
    "clock": "contact",
    "serial": "ordinal",
    "leader": "ordinal",
    "latin": "contact",
    "document": "document",
    "contact": "contact",
    "ordinal": "ordinal",
    "duration": "duration",
}
_DIGITS = str.maketrans("〇○零OoＯ一二三四五六七八九", "000000123456789")


def may_count(text: str) -> bool:
    """Whether the text may hold a number of things; where not, it surely holds none."""
    return _COUNTING.search(text) is not None


def figures(text: str) -> Iterator[Numbered]:
    """Every number of the text with its span, from left to right."""
    # Most characters begin no number: they are passed over at once.
    at = 0
    while begins := _BEGINS.search(text, at):
        at = begins.start()
        plain = _PLAIN_NUMBER.match(text, at)
        if plain is not None:
            begin, at = at, plain.end()
            yield begin, at, _plainly(plain)
            continue
        match = _FIGURE.match(text, at)
        if match is None:
            at += 1
            continue
        at = match.end()
        figure = None if match["count"] and _is_of_list(text, match) else _read(match)
        if figure is not None:
            yield *match.span(), figure


def _plainly(plain: re.Match[str]) -> Figure:
    match plain.lastindex:
        case 2:
            return Figure("count", int(plain[1]), plain[2], plain.span(1))
        case 3:
            return Figure("ordinal")
        case _:
            return Figure("year", years=(int(plain[0][:4]),))


def _is_of_list(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number is that of an item: the 6 of 7.属于行政执法案卷 6.属于过程性信息, in whatever order."""
    number, end = match.group(), match.end()
    if not (number.isdecimal() and len(number) <= _LONGEST_SERIAL and _ITEM_FOLLOWS.match(text, end)):
        return False
    beside = (int(number) - 1, int(number) + 1)
    return any(
        int(other[1]) in beside for other in _ITEM.finditer(text, max(match.start() - _NEAR_BY, 0), end + _NEAR_BY)
    )


def _read(match: re.Match[str]) -> Figure | None:
    if plain := _PLAIN.get(match.lastgroup or ""):
        return Figure(plain)
    match match.lastgroup:
        case "count":
            return _count(match)
        case "days":
            begins = (match["m1"], match["d1"])
            # The regulations came into force on 2008-05-01: that year's reports begin there.
            whole = begins == ("1", "1") or (match["from"] == "2008" and begins == ("5", "1"))
            whole = whole and (match["m2"], match["d2"]) == ("12", "31")
            if match["from"] and match["to"] and match["from"] != match["to"]:
                return Figure("several_years")
            return Figure("year" if whole else "part_of_year", years=_years(match["from"] or match["to"]))
        case "months":
            whole = (match["m3"], match["m4"]) == ("1", "12")
            return Figure("year" if whole else "part_of_year", years=_years(match["in"]))
        case "span":
            if match["school"]:
                return Figure("year", years=_years(match["first"]))
            named = (match["first"], match["last"]) if match["beside"] else ()
            return Figure("several_years", years=tuple(year for one in named for year in _years(one)))
        case "year":
            return Figure("year", years=_years(match["y"]))
        case "date":
            return Figure("date", years=_years(match["of"]))
        case "share":
            return Figure("share", _percent(match["share"]))
        case "zero":
            return Figure("count", 0, number=match.span())
        case _:
            return Figure("count", near=True, number=match.span())


def _count(match: re.Match[str]) -> Figure | None:
    if match["spoken"]:
        if _TOGETHER.match(match.string, match.start("spoken")):
            return None
        value, counter, span = read_number(match["spoken"]), match["counter"], match.span("spoken")
        near = bool(match["near"] or match["oddly"] or match["over"])
    else:
        written = match["digits"] + (match["scale"] or "" if not match["odd"] else "")
        value, counter, span = read_number(written), match["unit"] or "", match.span("digits")
        near = bool(match["near"] or match["odd"] or match["odder"] or match["over"])
    if value is not None and counter.endswith("元"):
        value = in_wan(value, counter)
    return Figure("count", None if near else value, counter, span, near=near)


def _percent(written: str) -> Number | None:
    return read_number(written[:-1]) if written.endswith("%") else None


def _years(written: str | None) -> tuple[int, ...]:
    return (int(written.translate(_DIGITS)),) if written else ()
