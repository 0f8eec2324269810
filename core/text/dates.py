"""Dates and periods as reports write them: 2018-03-28, 2021年 1月22日, 二〇一二年四月三十日, damaged 201711日."""

from __future__ import annotations

import re
from datetime import date

from core.text.numerals import read_number
from core.text.years import western as with_western_years

_MONTH_OR_DAY = re.compile("[年月][零〇一二三四五六七八九十廿卅]{1,3}(?=[月日号])")

_YEAR = r"(?P<{0}y>(?:19[89]|20[0-3])\d)"
_MONTH = r"(?P<{0}m>1[0-2]|0?[1-9])"
_DAY = r"(?P<{0}d>3[01]|[12]\d|0?[1-9])"
_DAY_OF_YEAR = rf"{_YEAR}\s*+[年./-]\s*+{_MONTH}\s*+[月./-]\s*+{_DAY}(?!\d)"
_SEPARATED = rf"{_DAY_OF_YEAR}\s*+[日号]?"
# A character or two lost: 20131月1日, 201711日, 2013年11日.
_DAMAGED = rf"{_YEAR}年?{_MONTH}月?{_DAY}[日号]"
_YEARLESS = rf"{_MONTH}\s*+月\s*+{_DAY}\s*+[日号]"
_TO = (
    r"\s*+(?:\([^()]{0,12}\))?(?:《?[^《》。\n]{0,20}条例》?[\u4e00-\u9fff]{0,4}(?:实施|施行)(?:之日|以来)?)?"
    r"起?[,、\s]*+(?:至|到|截?止|算到|[-—–~―－]){1,4}\s*+"
)
_COMPACT = r"(?P<cy>20[0-3]\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])(?!\d)"

DATE = re.compile(_SEPARATED.format(""))
_COMPACT_DATE = re.compile(_COMPACT)
_LINE_DATE = re.compile(
    rf"^[ \t]*+(?P<before>[^\n\d]{{0,40}}?)[ \t]*+{_DAY_OF_YEAR.format('')}(?:\s*+[日号])?[^\S\n]*+$", re.MULTILINE
)
_MAY_END_IN_DATE = re.compile(r"[\d日号][ \t]*+$", re.MULTILINE)
_PERIOD_WORD = re.compile(
    "统计(?:期限|期间|时限|周期|时间|时段|区间|范围|口径|数据|起止)|数[据字][^。\n]{0,12}[从自]|所列数据|起止时间"
    "|时间范围"
    "|报告(?:期|时段|时间|周期)|数据(?:期限|时间|时限)|,时限自"
)
_EXACT_PERIOD = re.compile(_SEPARATED.format("a") + _TO + f"(?:{_SEPARATED.format('b')}|{_YEARLESS.format('c')})")
_DAMAGED_PERIOD = re.compile(
    f"(?:{_SEPARATED.format('e')}|{_DAMAGED.format('a')})"
    + _TO
    + f"(?:{_SEPARATED.format('f')}|{_DAMAGED.format('b')}|{_YEARLESS.format('c')})"
)
_YEARLESS_PERIOD = re.compile(f"(?<!\\d){_YEARLESS.format('a')}" + _TO + _YEARLESS.format("b"))
_OF_DISCLOSURE = re.compile("止?(?:期间)?,?的?[^。\n]{0,12}(?:信息|政务)公开(?:工作)?(?:情况|报告|年报)")
# The sentence whose figures are those of the year: 2009年1月1日到12月31日,共向社会公开各类政府信息53条.
_OF_ITS_FIGURES = re.compile(
    "止?(?:期间)?,?[^。;\n]{0,24}?(?:公开|发布)[^。;\n]{0,8}?信息[^。;\n]{0,12}?[\\d一二三四五六七八九十]+ ?[余多]?条"
)
_REACH = 120


def western(text: str) -> str:
    """Chinese dates with digits: 二〇一二年四月三十日 becomes 2012年4月30日; the rest stays."""
    return _MONTH_OR_DAY.sub(_month_or_day, with_western_years(text).replace("年元月", "年1月"))


def _month_or_day(match: re.Match[str]) -> str:
    before, written = match[0][0], match[0][1:]
    number = read_number(written)
    return before + (written if number is None else str(number))


def _made(match: re.Match[str], group: str, year: int | None = None) -> date | None:
    parts = match.groupdict()
    try:
        return date(year or int(parts[group + "y"]), int(parts[group + "m"]), int(parts[group + "d"]))
    except (ValueError, TypeError, KeyError):
        return None


def first_date(text: str) -> date | None:
    """The first whole date of a text with western digits."""
    for match in DATE.finditer(text):
        found = _made(match, "")
        if found:
            return found
    return None


def compact_date(text: str) -> date | None:
    """The date of eight digits that begins a text: 20220122."""
    match = _COMPACT_DATE.match(text)
    return _made(match, "c") if match else None


def signature_dates(text: str) -> list[tuple[str, date]]:
    """Dates that end a line alone or after a short name: (what stands before, the date), in order."""
    if not _may_end_in_date(text):
        return []
    found = ((m["before"].strip(), _made(m, "")) for m in _LINE_DATE.finditer(text))
    return [(before, day) for before, day in found if day]


def _may_end_in_date(text: str) -> bool:
    """Whether one of the lines ends like a date."""
    if "\n" in text:
        return _MAY_END_IN_DATE.search(text) is not None
    last = text.rstrip(" \t")[-1:]
    return last.isdecimal() or last in ("日", "号")


def period(text: str, year: int | None = None) -> tuple[date, date, bool] | None:
    """The statistics period a text states, and whether characters of it were lost.

    It stands behind words like 统计期限; else it is that of an account (…至2008年12月31日的信息公开情况) or, where it
    goes to the end of a year, of the items disclosed. A period without a year (1月1日至12月31日) takes `year`.
    """
    for word in _PERIOD_WORD.finditer(text):
        stretch = text[word.start() : word.end() + _REACH]
        found = _exact(stretch) or _damaged(stretch) or _yearless(stretch, year)
        if found and found[0] < found[1]:
            return found
    for match in _EXACT_PERIOD.finditer(text):
        found = _exact(match[0])
        if not found or found[0] >= found[1]:
            continue
        whole = (found[1].month, found[1].day) == (12, 31) and _OF_ITS_FIGURES.match(text, match.end())
        if whole or _OF_DISCLOSURE.match(text, match.end()):
            return found
    return None


def _exact(text: str) -> tuple[date, date, bool] | None:
    match = _EXACT_PERIOD.search(text)
    if not match:
        return None
    start = _made(match, "a")
    end = _made(match, "b") or (_made(match, "c", start.year) if start else None)
    return (start, end, False) if start and end else None


def _damaged(text: str) -> tuple[date, date, bool] | None:
    match = _DAMAGED_PERIOD.search(text)
    if not match:
        return None
    start = _made(match, "e") or _made(match, "a")
    end = _made(match, "f") or _made(match, "b") or (_made(match, "c", start.year) if start else None)
    return (start, end, True) if start and end else None


def _yearless(text: str, year: int | None) -> tuple[date, date, bool] | None:
    match = _YEARLESS_PERIOD.search(text) if year else None
    if not match:
        return None
    start, end = _made(match, "a", year), _made(match, "b", year)
    return (start, end, False) if start and end else None
