"""A long list is told page by page: 再往下."""

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
