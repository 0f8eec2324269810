import re
from datetime import date

import pytest

from core.text import dates
from core.text.years import YEAR, first_year, read_year, western, western_spoken

IN_EVERY_WRITING = [
    "2018",
    "２０１８",
    "二〇一八",
    "二零一八",
    "二○一八",
    "二◯一八",
    "二O一八",
    "二o一八",
    "二ＯＯ八",
    "2O18",
    "2０18",
    "一九九八",
]


@pytest.mark.parametrize("written", IN_EVERY_WRITING)
def test_a_year_is_read_alike_everywhere(written: str) -> None:
    year = {"二ＯＯ八": 2008, "一九九八": 1998}.get(written, 2018)
    assert re.fullmatch(YEAR, written)
    assert read_year(written) == year
    assert first_year(f"泰顺县人民政府{written}年政府信息公开工作年度报告") == year
    assert western(f"泰顺县{written}年报告") == western_spoken(f"泰顺县{written}年报告") == f"泰顺县{year}年报告"
    assert dates.western(f"{written}年三月二十八日") == f"{year}年3月28日"


@pytest.mark.parametrize(
    ("text", "western_text"),
    [
        ("泰顺二〇一八收到多少申请", "泰顺2018收到多少申请"),
        ("泰顺2O18收到多少申请", "泰顺2018收到多少申请"),
        ("二〇一六年至二〇一八年", "2016年至2018年"),
        ("二〇一八", "2018"),
        ("十二五期间", "十二五期间"),
        ("编号A2O18B", "编号A2O18B"),
        ("二千零一十八年", "二千零一十八年"),
        ("电话二〇一二三四五", "电话二〇一二三四五"),
        ("一百二十年", "一百二十年"),
    ],
)
def test_years_of_four_digits(text: str, western_text: str) -> None:
    assert western(text) == western_text


@pytest.mark.parametrize(
    ("text", "western_text"),
    [
        ("泰顺十六年收到多少申请", "泰顺16年收到多少申请"),
        ("泰顺一八年收到多少申请", "泰顺18年收到多少申请"),
        ("零八年和〇九年", "08年和09年"),
        ("二一年度", "21年度"),
        ("二十一年的年报", "21年的年报"),
        ("一六年到一八年", "16年到18年"),
        ("二零年", "20年"),
        # Stretches of time, and what may be one.
        ("近十六年", "近十六年"),
        ("过去十二年", "过去十二年"),
        ("最近十二年", "最近十二年"),
        ("连续十一年", "连续十一年"),
        ("十六年来", "十六年来"),
        ("十六年以来", "十六年以来"),
        ("十一年间", "十一年间"),
        ("十年", "十年"),
        ("二十年", "二十年"),
        ("三年", "三年"),
        ("一二年", "一二年"),
        ("二三年", "二三年"),
    ],
)
def test_years_a_person_says_in_two_digits(text: str, western_text: str) -> None:
    assert western_spoken(text) == western_text


@pytest.mark.parametrize("text", ["", "17件", "第12018号", "20181231", "三万二千"])
def test_no_year(text: str) -> None:
    assert first_year(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇一二年四月三十日", date(2012, 4, 30)),
        ("二O一八年十二月三十一日", date(2018, 12, 31)),
        ("二〇一九年元月十日", date(2019, 1, 10)),
        ("二〇一九年二月廿五日", date(2019, 2, 25)),
        ("二〇一九年三月八号", date(2019, 3, 8)),
        ("二〇一九年二月三十日", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert dates.first_date(dates.western(text)) == day
