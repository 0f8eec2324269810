"""Questions under numbers."""

from __future__ import annotations

import pytest

from core.asking.words.prepare import items


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("1）泰顺2022年新收 2）行政诉讼", ("泰顺2022年新收", "行政诉讼")),
        (
            "泰顺2022年：1、新收 2、行政复议 3、结转下年",
            ("泰顺2022年 新收", "泰顺2022年 行政复议", "泰顺2022年 结转下年"),
        ),
        ("（1）新收（2）办结", ("新收", "办结")),
        ("1. how many requests? 2. how many online?", ("how many requests?", "how many online?")),
        ("1.2018年泰顺新收；2.2019年泰顺新收", ("2018年泰顺新收", "2019年泰顺新收")),
        ("①泰顺2022新收②乐清2022新收", ("泰顺2022新收", "乐清2022新收")),
        ("一、泰顺2022年新收 二、办结", ("泰顺2022年新收", "办结")),
        ("1）新收", ()),
        ("2）新收 3）办结", ()),
        ("新收1.2万件，办结2.3万件", ()),
        ("第1、2季度收到多少", ()),
        ("1、2、3月收到多少", ()),
        ("泰顺2018年收到申请17件（占1.4%），网络申请（2）件", ()),
    ],
)
def test_items(text: str, listed: tuple[str, ...]) -> None:
    assert items(text) == listed
