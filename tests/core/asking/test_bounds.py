from __future__ import annotations

import pytest

from core.asking.words.limits import Bound, find_bounds


@pytest.mark.parametrize(
    ("text", "comparison", "number"),
    [
        ("申请量超过50件的县", "over", 50),
        ("申请量50件以上的县", "at_least", 50),
        ("申请量50件以下的县", "at_most", 50),
        ("申请量不到40件", "under", 40),
        ("申请量不超过40件", "at_most", 40),
        ("申请量没有超过40件", "at_most", 40),
        ("申请量有没有超过40件", "over", 40),
        ("申请量不少于四十件", "at_least", 40),
        ("申请量达到38件了吗", "at_least", 38),
        ("申请量没达到38件", "under", 38),
        ("大于等于59件", "at_least", 59),
        (">=59", "at_least", 59),
        ("公开率低于60%", "under", 60),
        ("more than 50 requests", "over", 50),
        ("at least 20 requests", "at_least", 20),
        ("fewer than 5 lawsuits", "under", 5),
        ("行政复议为0的县", "equal", 0),
    ],
)
def test_a_limit_is_read(text: str, comparison: str, number: int) -> None:
    ((_, _, (bound,)),) = find_bounds(text)
    assert (bound.comparison, bound.number) == (comparison, number)


@pytest.mark.parametrize(
    "text",
    [
        "收到17件",
        "2018年以上级文件",
        "超过2018年",
        "高于2017年吗",
        "比乐清多5件",
        "前三名以上",
        "超过一半",
        "超过乐清",
        "增长超过10个百分点",
    ],
)
def test_no_limit_is_read(text: str) -> None:
    assert list(find_bounds(text)) == []


def test_a_stretch_has_two_limits() -> None:
    ((_, _, bounds),) = find_bounds("申请量在30到60件之间的县")
    assert [(bound.comparison, bound.number) for bound in bounds] == [("at_least", 30), ("at_most", 60)]


@pytest.mark.parametrize(
    ("bound", "value", "unit", "holds"),
    [
        (Bound("over", 50, "件"), 50, "件", False),
        (Bound("at_least", 50, "件"), 50, "件", True),
        (Bound("under", 50, "件"), 50, "件", False),
        (Bound("at_most", 50, "件"), 50, "件", True),
        (Bound("over", 40000, "元"), 5, "万元", True),
        (Bound("over", 60000, "元"), 5, "万元", False),
    ],
)
def test_what_keeps_to_a_limit(bound: Bound, value: float, unit: str, holds: bool) -> None:
    assert bound.holds(value, unit) is holds


@pytest.mark.parametrize(
    ("said", "unit", "fits"),
    [
        ("件", "条", True),
        ("", "万元", True),
        ("万元", "件", False),
        ("%", "件", False),
        ("件", "%", False),
        ("人", "件", False),
    ],
)
def test_limits_of_another_kind(said: str, unit: str, fits: bool) -> None:
    assert Bound("over", 5, said).fits(unit) is fits
