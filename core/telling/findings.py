"""What was found about a report, in sentences: a check, its likely cause, an issue.

Their own words are Chinese. In English they are told anew: from the figures of a check, from the words of an issue.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from core.forms.applicants import REQUEST_COLUMNS
from core.forms.indicators import indicators
from core.telling.names import figure_name, render_number, rule_name
from core.types import Check, Issue, Language

_CAUSES: Mapping[str, str] = {
    "各列可能整体错了一列": "all columns may be shifted by one",
    "总计为0而分项有数，总计可能没有填写": "the total is 0 while its parts are not: it may not have been filled in",
    "某个数字可能少了、多了或拆开了一位": "a figure may have lost, gained or split a digit",
    "总计可能没有计入其中的": "the total may leave out",
    "分项改动后总计可能没有更新": "a part may have been changed without its total",
    "正文与表格口径不同，或其中一处没有更新": "text and table count differently, or one of them was not updated",
}
# Code of an issue -> what it says in general, and its sentences in Chinese and English. `labels` are names of figures.
_ISSUES: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "missing_title": (
        "the title is missing",
        (
            ("页面没有标题。", "the page has no title"),
            (
                "页面没有单独的标题，标题取自开头一句：(?P<told>.*)。",
                "the title was taken from the first sentence: {told}",
            ),
        ),
    ),
    "missing_year": ("the page does not say of which year the report is", ()),
    "missing_organization": ("the page does not say whose report it is", ()),
    "organization_conflict": (
        "another body is named on the page",
        (("报告由(?P<body>.+)编制，页面另写有(?P<other>.+)。", "the report is by {body}, the page names {other} too"),),
    ),
    "year_conflict": (
        "years disagree",
        (
            ("标题写的是(?P<a>\\d+)年，统计数据是(?P<b>\\d+)年的。", "the title says {a}, the figures are of {b}"),
            ("统计期限从(?P<a>\\d+)年起，报告是(?P<b>\\d+)年的。", "the period begins in {a}, the report is of {b}"),
            (
                "有一项数据写的是(?P<a>\\d+)年，报告是(?P<b>\\d+)年的。",
                "one figure is said to be of {a}, the report is of {b}",
            ),
        ),
    ),
    "missing_number": ("a place for a number holds none", (("没有数字：(?P<quote>“.*”)", "no number in {quote}"),)),
    "approximate_value": (
        "only an approximate number is given, which is not stored",
        (
            ("(?P<labels>.+)只有约数，未作为数据：(?P<quote>“.*”)", "{labels}: only approximate, not stored: {quote}"),
            ("只有约数，未作为数据：(?P<quote>“.*”)", "only approximate, not stored: {quote}"),
        ),
    ),
    "unread_figure": (
        "a number of the prose could not be read for sure",
        (("(?P<value>[^：]+)：(?P<quote>“.*”)", "could not be read for sure: {value}, {quote}"),),
    ),
    "ambiguous_columns": (
        "cells of a table were lost or glued together",
        (
            (
                "表格单元格丢失或粘连。(?P<rows>\\d+)行的列是推断得出的。(?:无法确定而未读取：(?P<labels>.+)。)",
                "cells of a table were lost or glued together: the columns of {rows} rows were worked out; "
                "not read, as uncertain: {labels}",
            ),
            (
                "表格单元格丢失或粘连。(?P<rows>\\d+)行的列是推断得出的。",
                "cells of a table were lost or glued together: the columns of {rows} rows were worked out",
            ),
            (
                "表格单元格丢失或粘连。无法确定而未读取：(?P<labels>.+)。",
                "cells of a table were lost or glued together; not read, as uncertain: {labels}",
            ),
        ),
    ),
    "several_tables": ("there is more than one table of requests on the page; only the first was read", ()),
    "missing_unit": (
        "an amount without its unit was not read",
        (("(?P<labels>.+)没有写明单位（元或万元），未读取。", "{labels}: no unit (yuan or 10,000 yuan), not read"),),
    ),
    "text_table_conflict": ("the text and the table disagree", ()),
    "text_repaired": (
        "the text was repaired",
        (
            ("繁体字已转换为简体字。", "Traditional characters were converted to Simplified ones"),
            ("繁简转换残留在括号里的拼音已去除。", "pinyin that a conversion left in brackets was removed"),
            ("残留的网页标签已去除。", "remains of web markup were removed"),
            ("无法识别的乱码已去除。", "bytes that are no text were removed"),
            (
                "文中日期有字符缺失，已按可辨认的部分读取。",
                "characters of a date are missing; it was read from what is left",
            ),
            ("文中有词语被广告名称替换。", "words of the text were replaced by an advertiser's name"),
        ),
    ),
    "unseen_text": (
        "figures that are hidden, struck out or the mark of a note were not read",
        (
            (
                "正文或表格在页面上默认不显示（可能要点开才能看到），已按显示的读取。",
                "the text or its tables are hidden at first, as what opens on a click, and were read as if shown",
            ),
            ("隐藏的工作表没有读取：(?P<told>.*)。", "hidden sheets were not read: {told}"),
        ),
    ),
    "low_confidence_ocr": (
        "parts of the picture were hard to read: compare with the original",
        (
            (
                "图片识别的把握不大，请对照原件核对：(?P<labels>.+)。",
                "hard to read in the picture, compare with the original: {labels}",
            ),
        ),
    ),
    "ocr_solved": (
        "a figure was hard to read in the picture and was worked out of the others",
        (
            (
                "(?P<labels>.+?)在图片上看不准：.*由勾稽关系推定为(?P<value>[^，]+)，请对照原件核对。",
                "{labels}: hard to read in the picture, worked out of the others as {value}; compare with the original",
            ),
        ),
    ),
    "incomplete": (
        "part of the report may be missing",
        (
            (
                "文档在句子或表格中间结束，后面的内容可能缺失。",
                "the document ends in the middle of a sentence or a table: what follows may be missing",
            ),
            ("(?P<told>Not read, .*)", "{told}"),
        ),
    ),
}
_DETAIL = re.compile("“[^”]*”|[0-9][0-9.]*")


def describe_check(check: Check, language: Language) -> str:
    """What a check found, in a sentence: in English told from its figures, as its own words are Chinese."""
    if language == "zh":
        return check.message
    names = ", ".join(indicators()[code].label_en for code in check.cells if code in indicators())
    if check.status == "skipped":
        return f"not checked, no figure for: {names}" if names else "not checked, what it needs is missing"
    if check.rule == "deadline":
        return f"{check.left} days late" if check.left else "in time"
    if check.rule == "completeness":
        return f"{check.left} parts missing" if check.left else "nothing missing"
    if check.rule == "year_consistency":
        told = "the years agree" if check.status == "pass" else "years of the report disagree"
        return told + ("" if check.right is None else f": {check.left}, {check.right}")
    if check.left is None or check.right is None:
        return names or rule_name(check.rule, language)
    if check.status == "pass":
        return f"{names}: holds"
    sides = f"{render_number(check.left)} against {render_number(check.right)}"
    return f"{names}: {sides}, difference {render_number(abs(check.left - check.right))}"


def describe_cause(cause: str, language: Language) -> str:
    """The likely cause of a finding."""
    if language == "zh":
        return cause
    chinese = next((known for known in _CAUSES if cause.startswith(known)), None)
    return cause if chinese is None else _CAUSES[chinese] + cause.removeprefix(chinese)


def describe_issue(issue: Issue, language: Language) -> str:
    """What is odd about a report; an issue worded as no sentence we know keeps its quoted words and numbers."""
    if language == "zh":
        return issue.message
    general, sentences = _ISSUES.get(issue.code, (issue.code.replace("_", " "), ()))
    for chinese, english in sentences:
        if found := re.fullmatch(chinese, issue.message, re.DOTALL):
            told = found.groupdict()
            return english.format_map(told | {"labels": _english_labels(told.get("labels") or "")})
    details = "; ".join(dict.fromkeys(_DETAIL.findall(issue.message)))
    return f"{general} ({details})" if details else general


def _english_labels(told: str) -> str:
    """`收到申请数（自然人）、…` by their English names; what is no name stays."""
    return ", ".join(_english_names().get(label, label) for label in told.split("、"))


@cache
def _english_names() -> Mapping[str, str]:
    return {
        figure_name(code, column, "zh"): figure_name(code, column, "en")
        for code in indicators()
        for column in REQUEST_COLUMNS
    }
