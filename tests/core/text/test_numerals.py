import re

import pytest

from core.text.numerals import (
    COUNT,
    COUNT_EN,
    NUMBER,
    ORDINAL_EN,
    from_capitals,
    in_figures,
    read_count,
    read_number,
    told_to,
)
from core.types import Number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("17", 17),
        ("2,727", 2727),
        ("1,256,000.00", 1_256_000),
        ("3.4万", 34_000),
        ("12.6万", 126_000),
        ("0.9万", 9000),
        ("1.2亿", 120_000_000),
        ("1.97", 1.97),
        ("零", 0),
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十五", 25),
        ("一百零五", 105),
        ("三百二十", 320),
        ("一千零八", 1008),
        ("三万二千", 32_000),
        ("一亿二千万", 120_000_000),
        ("廿五", 25),
    ],
)
def test_reads(text: str, value: Number) -> None:
    assert read_number(text) == value
    assert re.fullmatch(NUMBER, text)


@pytest.mark.parametrize("text", ["", "一二", "二〇一八", "二零一一", "百", "千", "万", "12,34", "三x", "1.2.3"])
def test_refuses(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(("text", "plain"), [("壹仟贰佰元", "一千二百元"), ("叁拾圆整", "三十元整"), ("12元", "12元")])
def test_capital_numerals(text: str, plain: str) -> None:
    assert from_capitals(text) == plain


@pytest.mark.parametrize(
    ("word", "count", "kind"),
    [
        ("3", 3, COUNT),
        ("12", 12, COUNT),
        ("三", 3, COUNT),
        ("两", 2, COUNT),
        ("十", 10, COUNT),
        ("十二", 12, COUNT),
        ("二十", 20, COUNT),
        ("二十一", 21, COUNT),
        ("one", 1, COUNT_EN),
        ("ten", 10, COUNT_EN),
        ("second", 2, ORDINAL_EN),
    ],
)
def test_counts(word: str, count: int, kind: str) -> None:
    assert read_count(word) == count
    assert re.fullmatch(kind, word)


@pytest.mark.parametrize("word", ["", "一二", "several", "1.5"])
def test_no_counts(word: str) -> None:
    assert read_count(word) is None


@pytest.mark.parametrize(
    ("text", "figures"),
    [("二O一八", "2018"), ("２０１８", "2018"), ("〇○◯零OoＯ", "0000000"), ("一九九八年", "1998年"), ("三成", "3成")],
)
def test_every_way_of_writing_a_digit(text: str, figures: str) -> None:
    assert in_figures(text) == figures


def test_year_in_words_is_no_number_even_with_a_zero_inside() -> None:
    assert read_number("二〇〇八") is None


@pytest.mark.parametrize(
    ("quote", "value", "last"),
    [
        ("行政许可、行政处罚处理决定数量分别为12.6万宗、8.3万宗", 126_000, 1000),
        ("行政许可、行政处罚处理决定数量分别为12.6万宗、8万宗", 80_000, 10_000),
        ("收费金额3.2亿元", 32_000, 1000),
        ("采购总金额97.62万元", 97.62, 0.01),
        ("共收到申请1,205件", 1205, 1),
        ("共收到申请二十件", 20, 1),
        ("未收到申请", 0, 0),
    ],
)
def test_what_the_last_digit_counts(quote: str, value: Number, last: Number) -> None:
    assert told_to(quote, value) == last
