"""Sentences that differ in their numbers alone are worded alike."""

from __future__ import annotations

import pytest

from core.text.wording import wording


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("通过公开栏公开信息33条", "通过公开栏公开信息#条"),
        ("通过公开栏\n公开信息 1,234 条", "通过公开栏公开信息#条"),
        ("2018年12月31日前收费1.5万元", "#年#月#日前收费#元"),
        ("组织培训三十二次", "组织培训#次"),
        ("一起学习", "一起学习"),
        ("", ""),
    ],
)
def test_numbers_are_left_out(text: str, alike: str) -> None:
    assert wording(text) == alike
