"""Rows of tables that no form has: a name of what reports tell, and one number in a cell behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from core.reading.narrative.account import is_told_by_reports
from core.reading.narrative.senses import said_by
from core.text.clean import CleanText
from core.text.lexicon import cut
from core.text.units import COUNTER
from core.types import Document, Fact, Issue, named

_UNIT = rf"\(?(?:{COUNTER}|万?元)\)?"
# Every line begins behind a break: so much is found faster than what may begin a line.
_ROW = re.compile(
    r"\n[ |\t]*+(?:[(\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)\].、．]*+[ ]*+)?+"
    r"(?P<label>(?=[^\u4e00-\u9fff\n]{0,8}[\u4e00-\u9fff])[\u4e00-\u9fff、()/“” :]{2,60}+)"
    rf"(?:[|\t][ ]*+(?:{_UNIT}[ ]*+[|\t][ ]*+)?|\n[ ]*+{_UNIT}[ ]*+\n[ ]*+)"
    rf"(?P<number>\d{{1,9}})[ ]*+(?:{_UNIT})?[ ]*+[|\t]?[ ]*+$",
    re.MULTILINE,
)


def loose_rows(
    document: Document, text: CleanText, facts: Sequence[Fact], tables: Sequence[tuple[int, int]]
) -> Iterator[Issue]:
    """One issue unread_figure for each such row outside `tables` (source spans) of which no fact was read.

    A row that only says again what a fact says is none.
    """
    starts = sorted(tables)
    for row in _ROW.finditer("\n" + text.text):
        start, end = text.span(row.start("label") - 1, row.end("number") - 1)
        at = text.offsets[row.start("number") - 1]
        label, number = row["label"].strip(), row["number"]
        if _is_within(starts, at) or any(_tells(fact, at, label, number) for fact in facts):
            continue
        if is_told_by_reports(said_by(cut(label))):
            yield Issue(
                "unread_figure", "info", "", (), document.text[start:end], start, end, named(number=int(number))
            )


def _is_within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    before = bisect_right(spans, (at, at)) - 1
    return before >= 0 and at < spans[before][1]


def _tells(fact: Fact, at: int, label: str, number: str) -> bool:
    return fact.start <= at < fact.end or (label in fact.quote and number in fact.quote)
