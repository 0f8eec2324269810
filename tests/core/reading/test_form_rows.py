"""Rows of the official forms tell a report wherever its page begins and ends; their labels alone do not."""

from __future__ import annotations

import pytest

from core.reading.identity.form_rows import has_filled_row
from tests import forging, official


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("3.危及“三安全一稳定” | 2 | 0 | 0", True),
        ("要求行政机关确认或重新\n出具已获取信息 0 0 1", True),
        ("申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 4", True),
        ("申请人无正当理由逾期不补正,不再处理: 4件", True),
        ("不是《条例》所指政府信息,9", True),
        ("其他对外管理服务事项 | 11", True),
        ("行政规范性文件\t3\t1\t12", True),
        ("结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n0 | 1", True),
        ("予以公开 | 1 | 0 | 0 | 0", True),
        ("申请办结数:16件", True),
        ("1、属于国家秘密 2、其他法律行政法规禁止公开 3、危及三安全一稳定", False),
        ("属于国家秘密\n(2)其他法律行政法规禁止公开", False),
        ("行政许可 | 8 | 5 | 93", False),
        ("行政处罚12件,行政强制2件", False),
        ("涉及商业秘密的,2日内答复", False),
        ("规范性文件 | 制定机关 | 2021", False),
        ("专职人员数 3", False),
        ("要求行政机关确认或重新出具已获取信息的,依照第36条不予处理", False),
    ],
)
def test_a_row_with_a_figure(text: str, filled: bool) -> None:
    assert has_filled_row(text) is filled


@pytest.mark.parametrize("template", ["2019", "2021"])
def test_a_whole_form_is_told_filled_in_and_not_blank(template: str) -> None:
    page = forging.pipes(forging.forge(3, template))
    assert has_filled_row(page)
    blank = "\n".join(row.printed for row in official.request(template))
    assert not has_filled_row(blank)
