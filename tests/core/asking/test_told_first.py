"""What an answer tells first: yes or no, a page of a long list; the rest follows on 再往下."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from core.asking.answer import answer
from core.types import Answer, Context
from store.archive import Archive
from tests.core.asking.question_holdings import fill

TODAY = date(2024, 5, 1)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("paging") / "paging.db") as opened:
        fill(opened)
        yield opened


def _talk(archive: Archive, *questions: str) -> list[Answer]:
    context, told = Context(), []
    for question in questions:
        told.append(answer(question, archive, context=context, today=TODAY))
        context = told[-1].context
    return told


def _places(found: Answer) -> list[str]:
    return [line.text.split("名：")[1] for line in found.lines if line.text.startswith("第") and "名：" in line.text]


@pytest.mark.parametrize("more", ["再往下", "往下", "还有呢", "剩下的呢", "下一页", "more", "the rest"])
def test_a_ranking_goes_on_where_it_stopped(archive: Archive, more: str) -> None:
    first, then, last = _talk(archive, "2020年申请量最多的机关", more, more)
    whole = _places(_talk(archive, "2020年申请量最多的20个机关")[0])
    assert len(whole) > 10
    assert _places(first) == whole[:5]
    assert "再往下" in first.text
    assert _places(then) == whole[5:10]
    assert _places(last) == whole[10:15]
    assert "再往下" not in last.text


def test_behind_the_last_page_there_is_nothing(archive: Archive) -> None:
    last = _talk(archive, "2020年申请量最多的机关", "再往下", "再往下", "再往下")[-1]
    assert (last.status, last.text) == ("not_understood", "已经全部列出，后面没有了。")


def test_so_many_as_are_asked_for_are_told(archive: Archive) -> None:
    (found,) = _talk(archive, "2020年申请量最多的7个机关")
    assert len(_places(found)) == 7
    assert "再往下" not in found.text


def test_those_who_share_the_last_place_are_on_one_page(archive: Archive) -> None:
    first, then = _talk(archive, "温州各县2018年申请量排名", "再往下")
    assert [line.text for line in first.lines if line.text.startswith("第5名")] == [
        "第5名：龙湾区 77件",
        "第5名：平阳县 77件",
    ]
    assert _places(then)[0].startswith("永嘉县")


def test_another_question_leaves_the_list(archive: Archive) -> None:
    found = _talk(archive, "2020年申请量最多的机关", "泰顺2018年收到多少申请", "再往下")[-1]
    assert found.status == "not_understood"


def test_passages_are_counted_and_go_on(archive: Archive) -> None:
    first, then = _talk(archive, "哪些年报提到“培训”", "再往下")
    count = archive.mentioning("培训")
    assert count > 6
    assert first.lines[0].text == f"有{count}份年报提到“培训”："
    assert "也提到的" in first.text
    quoted = [{line.text for line in found.lines if "（报告" in line.text} for found in (first, then)]
    assert [len(lines) for lines in quoted] == [3, 3]
    assert not quoted[0] & quoted[1]


def test_two_reports_are_counted_too(archive: Archive) -> None:
    (found,) = _talk(archive, "哪些年报提到了“最多跑一次”")
    assert found.lines[0].text == "有2份年报提到“最多跑一次”："


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("泰顺2018年收到申请比2017年多吗", "是。泰顺县2018年新收政府信息公开申请17件，比2017年（12件）增加5件"),
        ("泰顺2017年收到申请是不是比2018年多", "不是。"),
        ("泰顺2018年收到申请是不是比2017年少", "不是。"),
        ("2018年泰顺收到的申请比鹿城少吗", "是。"),
        ("Did Taishun receive fewer requests in 2017 than in 2018?", "Yes. "),
        ("Did Taishun receive more requests than Lucheng in 2018?", "No. "),
        ("泰顺2018年是不是收到申请最多的县", "不是。"),
        ("2018年鹿城收到的申请是不是温州最多", "无法核实：没有年报的机关可能排在前面"),
        ("泰顺2018年收到申请17件，对吗", "是，与年报一致："),
        ("泰顺2018年收到申请18件，对吗", "不是，与年报不一致："),
        ("泰顺2018年有没有行政复议", "没有。泰顺县2018年行政复议0件。"),
        ("泰顺2018年有没有不予公开的", "有。泰顺县2018年不同意公开3件。"),
        ("泰顺2018年收到申请比2017年多多少", "泰顺县2018年新收政府信息公开申请17件，比2017年（12件）增加5件"),
    ],
)
def test_yes_or_no_comes_first_where_it_was_asked(archive: Archive, question: str, begins: str) -> None:
    assert answer(question, archive, today=TODAY).text.startswith(begins)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2018年鹿城的申请是泰顺的几倍", "比泰顺县（17件）多193件（1135.29%，是其12.35倍）"),
        ("泰顺2018年收到申请是2016年的几倍", "（88.89%，是其1.89倍）"),
        ("泰顺2018年收到申请比2016年多多少", "增加8件（88.89%）。"),
    ],
)
def test_how_many_times_is_told(archive: Archive, question: str, words: str) -> None:
    assert words in answer(question, archive, today=TODAY).text


def test_shares_go_on_too(archive: Archive) -> None:
    first, then = _talk(archive, "温州各县2018年申请量各占多少", "再往下")
    assert [len(_places(found)) for found in (first, then)] == [5, 4]
    assert not set(_places(first)) & set(_places(then))
    assert len(first.rows) == 9
