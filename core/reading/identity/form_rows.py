"""What only the official forms print: the labels of their rows with a figure behind, the heads of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from core.forms.merged import columns, disclosure_rows, litigation_tables
from core.forms.registry import forms

# Labels of the forms that other documents have, too, or that say too little.
_ELSEWHERE = frozenset(
    {
        "予以公开", "部分公开", "总计", "合计", "其他", "其他处理", "重复申请", "主动公开文件数",
        "涉及国家秘密", "涉及商业秘密", "涉及个人隐私", "危及国家安全公共安全经济安全和社会稳定",
        "危及国家安全公共安全经济安全或社会稳定", "法律法规规定的其他情形", "其他情形数",
        "行政复议数量", "行政诉讼数量", "行政申诉数量", "行政复议数", "行政诉讼数", "行政申诉数", "举报投诉数量",
        "政府网站公开", "网站公开", "网站公开数", "政府公报公开", "专职人员数", "兼职人员数", "政府信息公开专项经费",
        "依申请公开信息收取的费用", "申请总数", "答复总数", "规章", "行政许可", "行政处罚", "行政强制",
    }
)  # fmt: skip
_QUOTES = str.maketrans("", "", '“”"《》')
_BROKEN_LABEL = re.compile("(?<=[\u4e00-\u9fff、])\\s{0,6}\\n\\s{0,6}(?=[\u4e00-\u9fff、])")
_PAUSE = re.compile("(?<=[\u4e00-\u9fff])、(?=[\u4e00-\u9fff])")
# So much of a very long label tells it; the rest may be cut short.
_VERY_LONG, _TELLING_LENGTH = 24, 13
_TELLING_DISCLOSURE_LABEL = 9
_NUMBER = r"\d+(?:[,.]\d+)*(?![\d.、)])"
_TO_A_NUMBER = rf"(?:\([^()\n]{{0,40}}\))?[\s|,:—/条件次人篇个万元+减增-]{{0,60}}?{_NUMBER}"
_CELLS = r"(?: *[|\t\n]\s*[-+增减]?[\d.,]+)"
_SHORT_ROW = r"(?:予以|部分)公开(?:\([^()\n]{0,40}\))?(?:[|\s]+\d+){4}"


def has_filled_row(text: str) -> bool:
    """Whether a row, filled in, stands there whose label only the official forms have."""
    return bool(_filled_row().search(_PAUSE.sub("", _BROKEN_LABEL.sub("", text.translate(_QUOTES)))))


@cache
def _filled_row() -> re.Pattern[str]:
    telling = (spelling for spelling, _ in _disclosure_rows() if len(spelling) >= _TELLING_DISCLOSURE_LABEL)
    labels = sorted({_beginning(label) for label in (*_labels(), *telling)}, key=len, reverse=True)
    rows = (rf"{re.escape(label)}{_CELLS}{{{width}}}" for label, width in _disclosure_rows() if width > 1)
    heads = (r"[ |\t\n]*".join(map(re.escape, outcomes)) + r"[^\d。]{0,160}\d" for outcomes in _outcomes())
    return re.compile("|".join([f"(?:{'|'.join(labels)}){_TO_A_NUMBER}", *rows, *heads, _SHORT_ROW]))


def _labels() -> Iterator[str]:
    for form in forms():
        for row in (*form.request, *(form.statistics.rows if form.statistics else ())):
            if row.indicator:
                yield from (spelling for spelling in row.spellings if spelling not in _ELSEWHERE)


def _beginning(label: str) -> str:
    if len(label) <= _VERY_LONG:
        return re.escape(label)
    return re.escape(label[:_TELLING_LENGTH]) + r"[^|\t\n]{0,80}?"


def _disclosure_rows() -> Iterator[tuple[str, int]]:
    """The spellings of telling rows of the disclosure table, with the most columns a form has for them."""
    for row in disclosure_rows():
        for spelling in row.spellings:
            if spelling not in _ELSEWHERE:
                yield spelling, max(len(cells) for cells in row.cells.values())


def _outcomes() -> Iterator[tuple[str, ...]]:
    """The outcomes of reviews and lawsuits without their total, as the head of their table has them side by side."""
    for table in litigation_tables():
        yield tuple(result.label for result in table.results[:-1])


@cache
def common_row() -> re.Pattern[str]:
    """A row of the disclosure table with one figure: other documents have such words, too, but not two of them."""
    labels = [min(row.spellings, key=len) for row in disclosure_rows() if len(row.label) < _TELLING_DISCLOSURE_LABEL]
    return re.compile(rf"({'|'.join(map(re.escape, labels))})[\s|]*[\d,.]+ *(?=[|\s]|$|第二十条)")


@cache
def column_head() -> re.Pattern[str]:
    """The name of a column of the disclosure table, or the item of the law it stands under."""
    names = dict.fromkeys(column.written for column in columns())
    return re.compile("|".join([*names, r"第二十条\s*第.{1,4}项", "收到和处理政府信息公开"]))
