"""The check sheet: failures first, both sides, every figure, in two languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.telling.names import difference, render_number
from core.telling.sheet import render_sheet
from core.types import Cause, Check, Fact, Identity, Issue, Number, Report, named

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
        Check("review_sum", "structural", "pass", 2, 2, cells=("review.total",)),
        Check("balance", "official", "fail", 17, 16, "natural_person", cause=Cause("digit")),
        Check(
            "deadline", "usual", "notice", 3, 0, kind="late", values=named(published="2020-02-03", limit="2020-01-31")
        ),
    ),
    issues=(
        Issue("text_table_conflict", "warning", figures=(("review.total", None),), values=named(text=17, table=18)),
    ),
)


def test_chinese() -> None:
    assert render_sheet(REPORT) == (
        "泰顺县人民政府 2019年度政府信息公开工作年度报告\n"
        "《泰顺县人民政府2019年政府信息公开工作年度报告》\n"
        "区划: 浙江省温州市泰顺县 330329\n"
        "表式: 2019年式样\n"
        "公布: 2020-01-20\n"
        "\n"
        "核对: 不符 1, 待看 1, 相符 1\n"
        "  ✗ 收支平衡 [自然人] 17 | 16: 新收＋上年结转 与 办理结果总计＋结转下年度（自然人列）：17 ≠ 16，相差 1；"
        "可能原因：某个数字可能少了、多了或拆开了一位\n"
        "  ? 公布期限: 发布日期 2020-02-03，法定期限 2020-01-31，已逾期\n"
        "  ✓ 行政复议合计 2 | 2: 行政复议数量 与 各项之和：2 = 2\n"
        "\n"
        "疑点: 1\n"
        "  ! text_table_conflict: 行政复议数量：正文 与 表格：17 ≠ 18，相差 1；"
        "可能原因：正文与表格口径不同，或其中一处没有更新\n"
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
    ("value", "written"),
    [
        (17, "17"),
        (2.0, "2"),
        (0.5, "0.5"),
        (-3, "-3"),
        (-0.0, "0"),
        (120148, "120148"),
        (3.14159, "3.14159"),
        (100.0, "100"),
        (123456.78, "123456.78"),
        (12345678901.5, "12345678901.5"),
        (0.000001, "0.000001"),
        (0.1 + 0.2, "0.3"),
        (2**60, "1152921504606846976"),
    ],
)
def test_a_number_is_written_as_it_is(value: Number, written: str) -> None:
    assert render_number(value) == written


@given(st.decimals(-(10**9), 10**9, places=6))
def test_a_decimal_is_written_as_it_was(value: Decimal) -> None:
    assert Decimal(render_number(float(value))) == value


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [(123456.78, 123456.12, "0.66"), (16, 17, "1"), (0.3, 0.1 + 0.2, "0"), (12345678901.5, 1.5, "12345678900")],
)
def test_how_far_numbers_are_apart(one: Number, other: Number, apart: str) -> None:
    assert difference(one, other) == apart
