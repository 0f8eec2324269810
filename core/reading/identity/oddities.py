"""What is odd about a report's identity: a title, year or body that is missing or told twice, repaired text."""

from __future__ import annotations

import re
from datetime import date

from core.places import organizations
from core.reading.identity.issuer import field_body, same_body, signature
from core.reading.identity.page import OPENING, QUOTED, Page
from core.reading.identity.title import Title
from core.text.clean import CleanText
from core.types import Issue, named

# What begins with the same characters always is found fastest.
_OLD_DATE_DAMAGE = tuple(map(re.compile, (r"〔20\d{3,}号", r"20(?<!\d20)(?:\d{3,4}月\d{1,2}日|\d{4,6}日)", r"\?\?\?")))
# A stolen copy of a site puts an advertiser's name in the place of 关于: …办公室某某娱乐平台:印发…的通知.
_ADVERTISER = tuple(
    re.compile(pattern)
    for pattern in (
        "《[^《》]{4,60}:(?:印发|做好|开展|编制|进一步|加强|全面)[^。\n]{0,80}通知",
        *(
            f"{trade}[\u4e00-\u9fffA-Za-z0-9]{{0,6}}(?:平台|官网|网址|下载|app|APP|注册|登录)"
            for trade in ("娱乐", "彩票", "棋牌", "博彩", "赌场", "体育", "投注")
        ),
    )
)
_FIGURE_YEAR = re.compile(
    "([12](?<![^。\\s;)].)(?:(?<=1)9|(?<=2)0)\\d\\d)年度?,?(?:[我本全][\u4e00-\u9fff]{1,4})?(?:共|累计)?"
    "(?:主动公开|收到|受理)[^。\n,]{0,20}\\d+ ?[条件]"
)

_LEAD_YEAR = re.compile(
    "(?:公布|发布|公开|编制|将|本年?报)[^。;\n]{0,24}?(?<!\\d)((?:19|20)\\d\\d) *年度?"
    "[^。;\n]{0,24}(?:信息|政务)公开[^。;\n]{0,12}(?:报告|年报|总结)"
)


def title_issues(title: Title | None) -> list[Issue]:
    """No title, or only one taken from the opening sentence."""
    if title is None:
        return [Issue("missing_title", "warning")]
    if not title.own:
        return [Issue("missing_title", "info", "from_sentence", values=named(title=title.text))]
    return []


def year_issues(page: Page, year: int | None, title_year: int | None, start: date | None) -> list[Issue]:
    """No year at all, or a title, period or figure that tells another."""
    issues = []
    if year is None:
        issues.append(Issue("missing_year", "warning"))
    if year and title_year and title_year != year:
        issues.append(Issue("year_conflict", "warning", "title", values=named(title=title_year, report=year)))
    school_year = page.title is not None and "学年" in page.title.text
    if year and start and start.year != year and (not title_year or title_year == year) and not school_year:
        issues.append(Issue("year_conflict", "warning", "period", values=named(period=start.year, report=year)))
    lead = _LEAD_YEAR.search(_below_title(page)) if page.title and page.title.own else None
    if year and lead and int(lead[1]) not in (year, title_year):
        issues.append(Issue("year_conflict", "warning", "lead", values=named(lead=int(lead[1]), report=year)))
    near = (year - 1, year + 1) if year else ()
    for match in _FIGURE_YEAR.finditer(page.head) if any(str(one) in page.head for one in near) else ():
        told = int(match[1])
        if year and told in near:
            issues.append(Issue("year_conflict", "warning", "figure", values=named(figure=told, report=year)))
            break
    return issues


def _below_title(page: Page) -> str:
    """The opening without the lines that hold no sentence: titles, labels, links to the reports of other years."""
    lines = page.head[: 2 * OPENING].split("\n")
    return QUOTED.sub("", "\n".join(line for line in lines if "。" in line))


def body_issues(page: Page, body: str | None) -> list[Issue]:
    """No body, or another one named as publisher or signer."""
    if body is None:
        return [Issue("missing_organization", "warning")]
    for other in (field_body(page, "publisher"), field_body(page, "source"), signature(page)):
        if other and organizations.is_body(other) and not same_body(body, other):
            return [Issue("organization_conflict", "info", values=named(body=body, other=other))]
    return []


def repair_issues(page: Page, clean: CleanText, period_damaged: bool) -> list[Issue]:
    """What was repaired in the text while it was cleaned."""
    issues = [Issue("text_repaired", "info", repair) for repair in sorted(clean.repairs)]
    if period_damaged or any(damage.search(page.head) for damage in _OLD_DATE_DAMAGE):
        issues.append(Issue("text_repaired", "info", "damaged_date"))
    if any(sign.search(page.head) for sign in _ADVERTISER):
        issues.append(Issue("text_repaired", "info", "advertiser"))
    return issues
