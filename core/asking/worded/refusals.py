"""What is said to questions that annual figures can't answer, and what can be asked instead."""

from __future__ import annotations

from core.asking.understood.refusal import Reason
from core.asking.worded.figures import say
from core.asking.words.catalog import Catalog
from core.types import Holdings, Language, ReportEntry

_OUTSIDE: dict[Reason, tuple[str, str]] = {
    "month_on_month": (
        "年报一年一份，没有环比；可以问同比（与上一年比）。",
        "The reports are annual, so there is no month-on-month or quarter-on-quarter figure; ask year on year instead. ",
    ),
    "subyear": (
        "年报只有全年的数字，没有月度、季度或半年的。",
        "The reports only give figures of whole years, none of months, quarters or half-years. ",
    ),
    "why": (
        "这里只有年报里的数字和原文，不解释原因。",
        "Only the figures and words of the reports are here, no explanations. ",
    ),
    "per_head": ("这里没有人口数，算不出人均。", "There are no population figures here, so nothing per head. "),
    "how_to": (
        "这里只回答年报里的数字和原文，不指导办事。",
        "Only figures and words of the reports are here, no guidance. ",
    ),
    "too_long": ("问题太长，请一次问一两件事。", "The question is too long; please ask one or two things at a time. "),
    "which_row": (
        "可以问各渠道、各类申请人或各项结果分别多少。",
        "Ask for the figures of every channel, applicant or outcome instead. ",
    ),
    "mean_beside": ("请分开问：先问平均，再问这一个机关。", "Please ask for the mean and for the body apart. "),
    "whose_whole": ("请说明是哪个省、哪个市。", "Please name the province or city. "),
    "whole_or_sum": (
        "“全市”“全省”可能指市、省政府自己的年报，也可能指各县（市、区）相加或平均，请写明问哪一种。",
        "The whole may mean the report of the government above or a sum or mean over its parts; please say which. ",
    ),
    "scope_share": (
        "可以问一个机关占全部的比例，或者问各机关的比率（如公开率）。",
        "Ask for the share of one body in a scope, or rank bodies by a rate such as the disclosure rate. ",
    ),
    "people": ("年报数的是件，不是人；可以问申请有多少件。", "The reports count requests and not people. "),
    "channels_counted": (
        "年报不数网站、微博、微信有几个；可以问在上面公开了多少条信息。",
        "The reports do not count websites or accounts; ask how many items were disclosed there. ",
    ),
    "mean_of_one": (
        "平均要有几个机关或几年，请说明。",
        "A mean needs several bodies or years; please name them. ",
    ),
    "change_standing": (
        "可以问哪些机关增长最多，不能问某个机关按增长排第几。",
        "Ask which bodies grew most; the place of one body by growth is not worked out. ",
    ),
    "no_figure": ("这几个词放在一起不是年报里的一项数字。", "These words together name no figure of the reports. "),
    "several_scopes": ("一次只看一个范围，请分开问。", "One scope at a time, please. "),
    "bounded_change": (
        "可以问数字本身是否超过某个数，不能问变化、差额或合计是否超过。",
        "A figure itself can be held against a limit, but no change, difference or sum. ",
    ),
    "change_of_sum": (
        "合计、平均和占比的变化请分年问，再相比。",
        "Ask for the sum, mean or share of each year apart to see how it changed. ",
    ),
    "who": ("年报里的数字不涉及具体的人。", "The figures name no persons. "),
    "negation": (
        "看不准否定说法指哪一项，请直接说要问的那一项，例如“不予公开”“结转下年度”。",
        "I can't tell which figure the negation means; please name it directly, for example “denied”. ",
    ),
    "future": ("这里只有已发布的年报，不作预测。", "Only published reports are here, no forecasts. "),
}
_ASK_ZH = ("收到多少件申请", "主动公开了多少条信息", "行政复议多少件")
_ASK_EN = (
    "how many requests were received by",
    "how many items were proactively disclosed by",
    "administrative reviews of",
)


def refusal(reason: Reason, language: Language) -> str:
    """Why such a question is not answered."""
    return say(language, *_OUTSIDE[reason])


def examples(holdings: Holdings, catalog: Catalog, language: Language) -> str:
    """What can be asked, with names and years of what is stored."""
    entries = _examples(holdings, catalog)
    if not entries:
        return say(language, "库里还没有年报。", "No reports are stored yet.")
    if language == "zh":
        asked = [f"{e.organization_name}{e.year}年{what}" for e, what in zip(entries, _ASK_ZH, strict=False)]
        return f"可以问年报里的数字，例如：{'；'.join(asked)}。"
    asked = [f"{what} {e.organization_name} {e.year}" for e, what in zip(entries, _ASK_EN, strict=False)]
    return f"You can ask for figures of the reports, for example: {'; '.join(asked)}."


def _examples(holdings: Holdings, catalog: Catalog) -> tuple[ReportEntry, ...]:
    first = [body.organization.id for body in catalog.bodies[:3]]
    newest: dict[int, ReportEntry] = {}
    for entry in holdings.reports(organizations=first) if first else ():
        newest[entry.organization] = entry
    return tuple(newest.values())
