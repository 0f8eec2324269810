"""An answer as a message: the source of a figure on a line of its own, in both languages, and nothing cut apart."""

from __future__ import annotations

import pytest

from bot.look.render import answer_blocks
from core.forms.indicators import indicators
from core.telling.notes import NOTES
from core.types import Answer, AnswerLine, Choice, Row

RECEIVED = Row("泰顺县人民政府", "330329", 2018, "requests.received", None, 17, "件", 3, "table", "17")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([AnswerLine("17件。泰顺县2018年。", "来源：《年报》（报告3）表格：“17”。")], ["17件。泰顺县2018年。\n来源：《年报》（报告3）表格：“17”。"]),
        ([AnswerLine("17 cases (件).", " Source: report 3.")], ["17 cases (件).\nSource: report 3."]),
        ([AnswerLine("2018: 17"), AnswerLine("", "Sources: reports 1, 2, 3.")], ["2018: 17\nSources: reports 1, 2, 3."]),
        ([AnswerLine("原文：“数据来源：市统计局，共17件”")], ["原文：“数据来源：市统计局，共17件”"]),
        (
            [AnswerLine("17件。", "来源：甲。"), AnswerLine("18件。", "来源：乙。"), AnswerLine("注：没有丙。")],
            ["17件。\n来源：甲。", "18件。\n来源：乙。", "注：没有丙。"],
        ),
        ([AnswerLine("哪一个？"), AnswerLine("可选：甲；乙。", choices=True)], ["哪一个？"]),
    ],
)  # fmt: skip
def test_lines_of_a_message(lines: list[AnswerLine], told: list[str]) -> None:
    answer = Answer("?", "answered", tuple(lines), rows=(RECEIVED,), choices=(Choice("甲", "甲?"), Choice("乙", "乙?")))
    assert [block.as_html().replace("<b>", "").replace("</b>", "") for block in answer_blocks(answer)] == told


def test_what_to_mind_about_an_indicator_is_told_in_chinese() -> None:
    assert {one.note for one in indicators().values() if one.note} == NOTES.keys()
