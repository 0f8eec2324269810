"""Rows of tables that no form has are told, one by one, and no row is told twice."""

from __future__ import annotations

import pytest

import core
from core.types import Document

_HEAD = "龙泉县民政局2014年政府信息公开工作年度报告\n2014年,我局认真开展政府信息公开工作,收到申请1件,网上申请1件。\n一、主动公开情况\n"
_FEW = "(一)主动公开政府信息数{0}条{0}143\n其中:主动公开规范性文件数{0}件{0}3\n(一)收到申请数{0}件{0}2\n"
_LABELS = ("主动公开政府信息数", "主动公开规范性文件数", "收到申请数")


def accounted(text: str) -> dict[int, str]:
    """The numbers that were read or told, each with its quote."""
    report = core.parse(Document(_HEAD + text, "text"))
    told = {
        int(str(dict(issue.values)["number"])): issue.quote or ""
        for issue in report.issues
        if issue.code == "unread_figure"
    }
    return told | {int(fact.value): fact.quote for fact in report.facts if fact.value != 1}


@pytest.mark.parametrize("between", [" | ", "\t", "|", "\n"])
def test_a_table_of_few_rows_is_told_row_by_row(between: str) -> None:
    found = accounted(_FEW.format(between))
    assert {number: label for number in (143, 3, 2) for label in _LABELS if label in found[number]} == {
        143: "主动公开政府信息数",
        3: "主动公开规范性文件数",
        2: "收到申请数",
    }


def test_a_row_of_other_business_is_not_told() -> None:
    assert accounted("收到白菜数 | 件 | 9\n办理提案数 | 件 | 12\n") == {}


def test_a_row_that_says_the_same_again_is_not_told() -> None:
    text = "全年主动公开政府信息143条。\n主动公开政府信息143条 | 条 | 143\n"
    assert accounted(text) == {143: "主动公开政府信息143条"}
