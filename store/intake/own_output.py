"""What Gongkai wrote itself: taken for a report, its figures would come back as if a body had published them."""

from __future__ import annotations

import re
from itertools import islice

from core.types import Document
from store.columns import COLUMNS

# As the reader of tables writes them, and as text where a file's name does not say that it is CSV.
# What is written now begins with what was written before reports knew their addresses.
_OLDER = COLUMNS[: COLUMNS.index(("origin", "网址"))]
_HEADS = tuple(mark.join(names) for names in zip(*_OLDER, strict=True) for mark in (" | ", ","))
_EXPORTED_LINE = re.compile(
    r'\{"organization": (?>.*?"division_code": )(?>.*?"indicator": )(?>.*?"applicant": )(?>.*?"value": )'
)
_PARSED_LINE = re.compile(r'\{"file": ".*", "report": (?:\{"title": |null, "facts": \[\])')
# A sheet's title comes first, its form within the lines that follow.
_SHEET_TITLE = re.compile(r".+ (?:\d{4}|\(年份不明\))年度政府信息公开工作年度报告|.+: disclosure report of .+")
# As sheets are written now, and as they were.
_SHEET_FORM = re.compile(
    r"表式: (?:20\d\d年(?:式样|表)|地方式样|地方自定表|没有表格的年报|无表格)"
    r"|Form: (?:the 20\d\d form|form of 20\d\d|(?:a )?local form|no table)"
)
_SHEET_HEAD_LINES = 8
# What an answer gives as its source, and how the explanation of a sentence goes on.
_SOURCE = re.compile(
    r"来源：(?:《[^《》]+》|[^。；]{2,60}的年报)（报告\d+|Sources?: (?:“[^“”]+”|reports of .{2,80}) \(reports? \d+"
    r"|\{\"question\": "
)
_EXPLAINED = re.compile(r"(?:词|words): .*\([a-z_]+(?:[. ][a-z_]+)*\)")
_ANSWER_LINES = 200


def is_own_output(document: Document) -> bool:
    """Whether this is an export of figures (CSV, XLSX, JSON), a parsed report as JSON, a check sheet, an answer, or the
    explanation of a reading."""
    lines = [line.strip() for line in islice(filter(str.strip, document.text.splitlines()), _ANSWER_LINES)]
    if not lines:
        return False
    if any(_SOURCE.search(line) or _EXPLAINED.match(line) for line in lines):
        return True
    first, *following = lines[:_SHEET_HEAD_LINES]
    if first.startswith(_HEADS) or _EXPORTED_LINE.match(first) or _PARSED_LINE.match(first):
        return True
    return bool(_SHEET_TITLE.fullmatch(first)) and any(_SHEET_FORM.fullmatch(line) for line in following)
