"""What a ranking by growth, a list by limits and a scope with bodies left out say beside their figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from core.asking.answer import answer
from store.archive import Archive
from tests.core.asking.question_holdings import fill

TODAY = date(2024, 5, 1)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("growth") / "growth.db") as opened:
        fill(opened)
        yield opened


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("温州各县2018年申请量降幅最大的是哪个", "没有下降的"),
        ("温州哪个县2022年申请量增长最快", "增长5.68%（88件→93件，增加5件）"),
        ("温州哪个县2022年申请量增长最快", "温州市12个县级政府中2个有2022年的年报，2个两年都给出了这个数"),
        ("2021年温州哪个县收到申请增加最多", "增加13件（75件→88件，17.33%）"),
        ("2021年温州哪个县收到申请增加最多", "2020年用2019年式样；2021年用2021年式样"),
        ("2021年温州哪个县收到申请增加最多", "表格88，正文80，以表格为准"),
        ("温州各县2022年公开率提高最多的", "增加2.63个百分点（50%→52.63%）"),
        ("泰顺哪一年不予公开增加最多", "2014年式样与后来的报表里分法不同，不能直接相比"),
        ("泰顺申请量增长最快的是哪年", "只算相邻两年"),
        ("2020年哪个部门收到申请增长最快", "这个范围没有一个机关2019年、2020年都有年报"),
        ("除鹿城外温州各县2018年申请量合计", "温州市10个县级政府（不含鹿城区）中8个有2018年的年报"),
        ("温州各县2018年公开率平均", "简单平均"),
        ("2018年有败诉的有哪些县", "9份县级政府的2018年年报，1份给出了这个数"),
        ("温州各县2018年申请量第6名是哪个县", "没有排第6的（从多到少）：前面有并列"),
        ("温州各县2018年申请量第8名是哪个县", "泰顺县、洞头区并列第8"),
        ("哪些单位没有报告", "永嘉县：缺2019年"),
        ("哪些单位没有报告", "一份年报也没有的机关，库里无从知道"),
        ("温州哪些县没有交2018年年报", "没有2018年年报的：文成县、苍南县（2个）"),
        ("永嘉2020年申请量同比", "没有2019年的这个数，算不出变化"),
        ("市监局2020年收到多少申请", "没有说明是哪里的“市监局”，库里只有泰顺县市场监督管理局"),
    ],
)
def test_what_is_said_beside_the_figures(archive: Archive, question: str, words: str) -> None:
    assert words in answer(question, archive, today=TODAY).text


def test_growth_from_nothing_has_no_percentage(archive: Archive) -> None:
    found = answer("泰顺哪年诉讼增长最快", archive, today=TODAY)
    assert "泰顺县2016、2018、2019年是零，算不出百分比，没有排进去" in found.text
    assert all(row.year not in (2019, 2020) for row in found.rows)


def test_rankings_over_nothing_stored(archive: Archive) -> None:
    with Archive(archive.path.parent / "empty.db") as empty:
        for question in (
            "温州各县2018年申请量排名",
            "哪个县申请量增长最快",
            "除泰顺外温州各县2018年申请合计",
            "2018年零申请的单位有哪些",
        ):
            found = answer(question, empty, today=TODAY)
            assert (found.status, found.text) == ("no_report", "库里还没有年报。"), question


@pytest.mark.parametrize(
    ("question", "left_out"),
    [
        ("温州各县2018年申请量排名，不含鹿城", "鹿城区人民政府"),
        ("不算鹿城，温州2018年申请最多的县", "鹿城区人民政府"),
        ("2018年温州申请量最多的县，鹿城不算", "鹿城区人民政府"),
        ("除了洞头县，温州2018年申请最少的县", "洞头区人民政府"),
    ],
)
def test_who_is_left_out_is_in_no_row(archive: Archive, question: str, left_out: str) -> None:
    found = answer(question, archive, today=TODAY)
    assert found.status == "answered"
    assert len(found.rows) == 8
    assert left_out not in {row.organization for row in found.rows}
