"""What of a page belongs to its report: no report of another body or year below it, no table of another year in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from core.reading.identity.gate import tells_of_a_year
from core.reading.identity.issuer import same_body, title_body
from core.reading.identity.page import page_of
from core.reading.identity.timing import title_year
from core.reading.identity.title import Title, title_of_line
from core.text.clean import CleanText
from core.types import Issue, named

_LINE = re.compile("[^\n]+")
_LONGEST = 200
_REPORT = re.compile("报告|年报|总结")
# Every line begins behind a break: so much is found faster than what may begin a line.
_OF_A_YEAR = re.compile(
    "\n[ |#*(（附表一二三四五六\\d、.:]{0,8}?(?:统计(?:期限|时限|周期|时间)为?[:： ]{0,2}自?)?((?:19|20)\\d\\d) *年"
    "(?:度?[^\n。,;|\\d]{0,14}(?:数据|情况|统计表|报表|表格?)[^\n。,;|\\d]{0,6}|度?"
    "|0?1月0?1日[起]?[至到—-]{1,2}(?:(?:19|20)\\d\\d年)?12月31日止?)[:：)）]?[ |*]*$",
    re.MULTILINE,
)
_TABLE = re.compile("第二十条|信息内容|申请人情况|统计指标|指标名称|本年新收|行政复议|主动公开")
_SECTION = re.compile(
    "^[ |#*]*[一二三四五六七八九十]、[^\n|]{0,12}(?:总体|概述|主动公开政府信息|收到和处理|行政复议|存在|问题|其他需要)",
    re.MULTILINE,
)
_HEAD_OF_A_TABLE = 120
_MOST_HEADINGS = 12
_MOST_TITLES = 50


def own_part(clean: CleanText) -> tuple[CleanText, list[Issue]]:
    """The text up to the report of another body or year that follows, and what was left out."""
    title = page_of(clean.text).title
    if title is None:
        return clean, []
    for start, other in islice(_titles(clean.text), _MOST_TITLES):
        if _is_another(title, other) and tells_of_a_year(clean.text[:start]):
            left_out = tells_of_a_year(clean.text[start:])
            own = _cut(clean, start, len(clean.text)) if left_out else clean
            told = [Issue("several_reports", "warning", values=named(other=other.text))]
            return own, told if left_out else []
    return clean, []


def without_other_years(clean: CleanText, year: int | None) -> tuple[CleanText, list[Issue]]:
    """The text without the tables that their headings say are of another year, where one of its own stands too."""
    if year is None:
        return clean, []
    told: list[Issue] = []
    others = [heading for heading in islice(_headings(clean.text), _MOST_HEADINGS) if heading[0] != year]
    for other, start, head_end in reversed(others):
        if not _TABLE.search(clean.text, head_end, head_end + _HEAD_OF_A_TABLE):
            continue
        without = _cut(clean, start, _end_of_stretch(clean.text, head_end, year))
        if tells_of_a_year(without.text):
            clean = without
            told.insert(0, Issue("several_tables", "warning", "other_year", values=named(other=other, report=year)))
    return clean, told


def _headings(text: str, start: int = 0) -> Iterator[tuple[int, int, int]]:
    """The years that headings of tables tell behind `start`, and where these headings begin and end."""
    for match in _OF_A_YEAR.finditer("\n" + text, start and start + 1):
        yield int(match[1]), match.start(), match.end() - 1


def _end_of_stretch(text: str, start: int, year: int) -> int:
    """Where the next section begins, or the next table of the report's year."""
    own = (begin for other, begin, _ in _headings(text, start) if other == year)
    section = _SECTION.search(text, start)
    return min(next(own, len(text)), section.start() if section else len(text))


def _titles(text: str) -> Iterator[tuple[int, Title]]:
    """The lines that are the title of a report, or begin with one, and where they begin."""
    above = ""
    for line in _LINE.finditer(text):
        words = line[0]
        if (
            "公开" in words
            and len(words) <= _LONGEST
            and _REPORT.search(words)
            and (found := title_of_line(words, above))
        ):
            yield line.start(), Title(found, True)
        above = words if words.strip() else above


def _is_another(title: Title, other: Title) -> bool:
    """Whether a title is that of a report of another year or body."""
    years = title_year(title), title_year(other)
    if None not in years and years[0] != years[1]:
        return True
    bodies = title_body(title), title_body(other)
    return bool(bodies[0] and bodies[1] and not same_body(bodies[0], bodies[1]))


def _cut(clean: CleanText, start: int, end: int) -> CleanText:
    offsets = [*clean.offsets[:start], *clean.offsets[end:]]
    return CleanText(clean.text[:start] + clean.text[end:], offsets, clean.repairs)
