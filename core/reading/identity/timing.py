"""Of which year a report is, when it was published, and its index number.

The statistics period outranks the title, the title outranks the date of publication.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from core.places import organizations
from core.reading.identity.page import OPENING, QUOTED, Page
from core.reading.identity.title import HEAD, Title
from core.text import dates
from core.text.years import first_year

# A bureau of statistics tells of no period.
_OF_A_PERIOD = re.compile("统计(?![局厅]|调查)|期限|[日\\d] *[起至到止]")
_LONGEST_TOP_LINE = 120
_DATE_FIELDS = ("published", "disclosed", "dated", "written")
_INDEX_NUMBER = re.compile("[0-9A-Za-z](?:[0-9A-Za-z_.-]| ?/ ?){6,}[0-9A-Za-z]")
_CLOSING = re.compile(f"[ 。]([\u4e00-\u9fff]{{4,30}})[ \t]*({dates.DATE.pattern})[ \t]*$")
_DAY = "20\\d\\d[年./-] *\\d\\d?[月./-] *\\d\\d?"
_GLUED_DATE = re.compile(
    f"(?:发布|公开)(?:日期|时间): *{_DAY}|{_DAY}(?=日? *(?:\\d\\d?:\\d\\d(?::\\d\\d)? *)?(?:信息|文章|稿件)?来源 *:)"
)
_WRITTEN_IN_ADDRESS = re.compile("/t?(20\\d\\d)(\\d\\d)(\\d\\d)_\\d")
# What begins with the same characters always is found fastest. 2010-2018年产量: no year by itself.
_YEARS = tuple(
    re.compile(
        rf"({century}(?:(?<!\d[-—–~至到]..)(?<![\d〔\[(]..)|(?<=[(]..)(?=\d\d年度[)]))\d\d) *年(?! *\d{{1,2}} *[月.])"
    )
    for century in ("19", "20")
)
_SCHOOL = "学年"
_SCHOOL_YEAR = re.compile(f"(?:19|20)\\d\\d *[-—–~至到] *((?:19|20)\\d\\d) *{_SCHOOL}")
_REPORT_YEARS = range(2003, 2035)


def title_year(title: Title | None) -> int | None:
    """The first year the title tells; of a school year (2020-2021学年) the one it ends in."""
    if title is None:
        return None
    school_year = _SCHOOL_YEAR.search(title.text)
    return int(school_year[1]) if school_year else first_year(title.text)


def _body_years(page: Page) -> Counter[int]:
    """How often the body speaks of each year as a whole; titles, laws and document numbers do not count."""
    text = QUOTED.sub("", page.body[: 4 * HEAD])
    if page.title:
        text = text.replace(page.title.text, "")
    kinds = (*_YEARS, _SCHOOL_YEAR) if _SCHOOL in text else _YEARS
    told = (match for pattern in kinds for match in pattern.finditer(text))
    return Counter(year for match in told if (year := int(match[1])) in _REPORT_YEARS)


def report_year(page: Page, title_year: int | None, start: date | None, end: date | None) -> int | None:
    """The year the figures are of: the period's, else the title's unless the body clearly speaks of another."""
    period_year = start.year if start and end and start.year == end.year else None
    if period_year and title_year in (None, period_year):
        return period_year
    years = _body_years(page)
    if period_year and years[period_year] >= years[title_year or 0]:
        return period_year
    most = min((y for y, n in years.items() if n == max(years.values())), default=None)
    if title_year:
        # A leftover of the year before does not outweigh a title the body agrees with.
        return most if most and most != title_year and not years[title_year] and years[most] >= 3 else title_year
    return period_year or most or _year_before(page)


def _year_before(page: Page) -> int | None:
    published = published_on(page)
    return published.year - 1 if published else None


def published_on(page: Page) -> date | None:
    """The date of publication a field gives, else one that opens a line at the top, else that of the signature."""
    for field in _DATE_FIELDS:
        words = dates.western(page.fields.get(field, "")[:40])
        found = dates.first_date(words) or dates.compact_date(words)
        if found:
            return found
    return (
        _opening_date(page.head)
        or _signature_date(page)
        or _closing_date(page)
        or _glued_date(page.head)
        or _address_date(page.head)
    )


def _opening_date(head: str) -> date | None:
    """A date among the short lines above the first sentence."""
    for line in head[:OPENING].split("\n"):
        if "。" in line or len(line) > _LONGEST_TOP_LINE or _OF_A_PERIOD.search(line):
            return None
        found = dates.first_date(line)
        if found:
            return found
    return None


def _signature_date(page: Page) -> date | None:
    """The last date under or after a body's name at the end (of a covering letter: at the top), else the only one."""
    for part in (page.closing, page.head):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        lone: list[date] = []
        for above, line in reversed(list(zip(["", *lines], lines, strict=False))):
            for before, day in dates.signature_dates(line):
                if organizations.is_body(before) or (not before and organizations.is_body(above)):
                    return day
                if not before:
                    lone.append(day)
        if len(lone) == 1:
            return lone[0]
    return None


def _closing_date(page: Page) -> date | None:
    """The date that ends a text without lines, behind the name of a body: …特此报告 劳动镇人民政府 2011年1月12日."""
    match = _CLOSING.search(page.closing)
    return dates.first_date(match[2]) if match and organizations.is_body(match[1]) else None


def _glued_date(head: str) -> date | None:
    """The date of a field without a blank or a line before it: …年度报告发布日期:2019-02-11, or right before 来源:."""
    match = _GLUED_DATE.search(head[:OPENING])
    return dates.first_date(match[0]) if match else None


def _address_date(head: str) -> date | None:
    """The date in the address of the page, as some sites make them: …/t20220122_1234.html."""
    match = _WRITTEN_IN_ADDRESS.search(head[:OPENING])
    return dates.first_date("-".join(match.groups())) if match else None


def index_number(page: Page) -> str | None:
    """The number beside 索引号, without blanks."""
    match = _INDEX_NUMBER.match(page.fields.get("index", ""))
    return match[0].replace(" ", "") if match else None
