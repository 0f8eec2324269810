"""The check sheet: failures first, both sides, every figure, in two languages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from core.telling.findings import describe_cause, describe_check, describe_issue
from core.telling.names import render_number
from core.telling.sheet import render_sheet
from core.types import Check, Fact, Identity, Issue, Report

IDENTITY = Identity(
    title="泰顺县人民政府2019年政府信息公开工作年度报告",
    year=2019,
    template="2019",
    organization="泰顺县人民政府",
    division_code="330329",
    division="浙江省温州市泰顺县",
    published_on=date(2020, 1, 20),
)
REPORT = Report(
    IDENTITY,
    facts=(
        Fact("review.total", None, 2.0, "件", "narrative", "2件", 0, 2, confidence=0.4),
        Fact("requests.received", None, 17, "件", "table", "17", 0, 2),
        Fact("requests.received", "natural_person", 16, "件", "table", "16", 0, 2, inferred=True),
        Fact("requests.received", None, 17, "件", "narrative", "17", 0, 2),
        Fact("requests.received", None, 18, "件", "narrative", "18", 0, 2),
    ),
    checks=(
        Check("review_sum", "structural", "pass", 2, 2, None, "相等"),
        Check("balance", "official", "fail", 17, 16, "natural_person", "收到与办理不等", cause="数字拆开"),
        Check("deadline", "usual", "notice", 0, 1, None, "晚了"),
    ),
    issues=(Issue("text_table_conflict", "warning", "表中17,文中18"),),
)


def test_chinese() -> None:
    assert render_sheet(REPORT) == (
        "泰顺县人民政府 2019年度政府信息公开工作年度报告\n"
        "《泰顺县人民政府2019年政府信息公开工作年度报告》\n"
        "区划: 浙江省温州市泰顺县 330329\n"
        "表式: 2019年表\n"
        "公布: 2020-01-20\n"
        "\n"
        "核对: 不符 1, 待看 1, 相符 1\n"
        "  ✗ 收支平衡 [自然人] 17 | 16: 收到与办理不等 (可能原因: 数字拆开)\n"
        "  ? 公布期限: 晚了\n"
        "  ✓ 行政复议合计 2 | 2: 相等\n"
        "\n"
        "疑点: 1\n"
        "  ! text_table_conflict: 表中17,文中18\n"
        "\n"
        "数据: 5\n"
        "  收到（新收）政府信息公开申请数: 17 / 18 [文字] 件 (自然人 16 [推定])\n"
        "  行政复议数量: 2 [文字, 看不准] 件"
    )


def test_english_and_what_is_missing() -> None:
    sheet = render_sheet(Report(Identity(), (), (), ()), "en")
    assert sheet == "(unknown body): disclosure report of (unknown year)\nForm: no table\n\nNo figures were read"
    assert "  ✗ balance [natural persons] 17 | 16" in render_sheet(REPORT, "en")


@pytest.mark.parametrize(
    ("check", "sentence"),
    [
        (
            Check("review_sum", "structural", "fail", 3, 2, None, "不等", ("review.total",)),
            "Administrative reviews: 3 against 2, difference 1",
        ),
        (Check("deadline", "usual", "notice", 12, 0, None, "已逾期"), "12 days late"),
        (Check("completeness", "usual", "notice", 2, 0, None, "缺"), "2 parts missing"),
        (
            Check("year_consistency", "usual", "notice", 2013, 2012, None, "早于"),
            "years of the report disagree: 2013, 2012",
        ),
        (
            Check("balance", "official", "skipped", None, None, None, "没有数值", ("review.total",)),
            "not checked, no figure for: Administrative reviews",
        ),
    ],
)
def test_english_tells_a_check_from_its_figures(check: Check, sentence: str) -> None:
    assert describe_check(check, "en") == sentence
    assert describe_check(check, "zh") == check.message


ISSUES = [
    (Issue("missing_title", "warning", "页面没有标题。"), "the page has no title"),
    (
        Issue("year_conflict", "warning", "标题写的是2018年，统计数据是2017年的。"),
        "the title says 2018, the figures are of 2017",
    ),
    (Issue("missing_number", "warning", "没有数字：“共计  条”"), "no number in “共计  条”"),
    (
        Issue(
            "low_confidence_ocr",
            "warning",
            "图片识别的把握不大，请对照原件核对：行政复议数量、收到（新收）政府信息公开申请数。",
        ),
        "hard to read in the picture, compare with the original: Administrative reviews, Requests received this year",
    ),
    (
        Issue(
            "ambiguous_columns",
            "warning",
            "表格单元格丢失或粘连。3行的列是推断得出的。无法确定而未读取：行政复议数量。",
        ),
        "cells of a table were lost or glued together: the columns of 3 rows were worked out; not read, as uncertain: "
        "Administrative reviews",
    ),
    (Issue("text_table_conflict", "warning", "正文写17件，表格是18件"), "the text and the table disagree (17; 18)"),
    (Issue("of_tomorrow", "info", "“某词”不对"), "of tomorrow (“某词”)"),
]


@pytest.mark.parametrize(("issue", "sentence"), ISSUES)
def test_english_tells_an_issue_anew_and_keeps_its_details(issue: Issue, sentence: str) -> None:
    assert describe_issue(issue, "en") == sentence
    assert describe_issue(issue, "zh") == issue.message


def test_every_issue_has_english_words() -> None:
    core = Path(__file__).parents[3] / "core"
    sources = "\n".join(path.read_text("utf-8") for path in core.rglob("*.py"))
    codes = set(re.findall(r"Issue\(\s*\"([a-z_]+)\"", sources))
    assert len(codes) > 10
    for code in codes:
        told = describe_issue(Issue(code, "info", ""), "en")
        assert told != code.replace("_", " "), code
        assert not re.search("[\u4e00-\u9fff]", told)


def test_a_cause_is_told_once() -> None:
    check = Check("balance", "official", "fail", 17, 16, None, "收到与办理不等；可能原因：数字拆开", cause="数字拆开")
    sheet = render_sheet(Report(Identity(), (), (check,), (), ()))
    assert sheet.count("数字拆开") == 1


def test_every_cause_has_english_words() -> None:
    rooms = (Path(__file__).parents[3] / "core" / "reading" / "checks").glob("*.py")
    source = "".join(path.read_text("utf-8") for path in rooms)
    causes = re.findall(r'return f?"([^"]*可能[^"]*)"|cause = "([^"]*)"', source)
    assert len(causes) >= 6
    for cause in ("".join(groups) for groups in causes):
        told = describe_cause(cause.replace("{plain(-difference)}", "4"), "en")
        assert not re.search("[\u4e00-\u9fff]", told), cause


def test_render_number() -> None:
    assert [render_number(value) for value in (17, 2.0, 0.5, -3, 120148, 3.14159)] == [
        *("17", "2", "0.5", "-3", "120148", "3.14159")
    ]
