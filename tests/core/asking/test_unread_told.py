"""“报告没有给出” is said only where nothing unread could be the figure; else the words are quoted, not a number told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core import answer, parse, read
from core.types import Fact, Issue, Number, named
from store import Archive

QUOTE = "政务微博魑魅458条"
NUMBERS = ((QUOTE, 458), ("公开政府信息魑魅33条", 33), ("收到申请魑魅7件", 7))
TEXT = (
    "泰顺县人民政府2018年政府信息公开工作年度报告\n一、概述\n我县"
    + ",".join(quote for quote, _ in NUMBERS)
    + "。\n二、存在的问题和改进措施\n加强培训。\n"
)
WHO = {"reason": "", "person": "王"}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as opened:
        document = read(TEXT.encode(), "r.txt")
        facts = (Fact("requests.outcome.total", None, 7, "件", "table", "", 0, 0),)
        issues = tuple(unread(quote, number) for quote, number in NUMBERS)
        opened.save(TEXT.encode(), "r.txt", document, replace(parse(document), facts=facts, issues=issues))
        yield opened


def unread(quote: str, number: Number) -> Issue:
    start = TEXT.index(quote)
    return Issue("unread_figure", "info", "", (), quote, start, start + len(quote), named(number=number))


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("泰顺2018年政务微博公开了多少条", QUOTE),
        ("泰顺2018年主动公开信息多少条", "公开政府信息魑魅33条"),
        ("泰顺2018年收到申请多少件", "收到申请魑魅7件"),
        ("泰顺2018年网络申请多少件", "收到申请魑魅7件"),
        ("how many requests did Taishun receive in 2018", "收到申请魑魅7件"),
    ],
)
def test_the_words_that_may_hold_it_are_quoted(archive: Archive, question: str, quote: str) -> None:
    told = answer(question, archive)
    assert (told.status, told.rows) == ("not_reported", ())
    assert f"“{quote}”" in told.text
    assert "没有给出" not in told.text
    assert ("没能读准" in told.text) or ("could not be read for sure" in told.text)


@pytest.mark.parametrize(
    "question", ["泰顺2018年行政复议多少件", "泰顺2018年依申请公开收费多少", "泰顺2018年新闻发布会多少次"]
)
def test_what_nothing_unread_could_be_is_not_given(archive: Archive, question: str) -> None:
    told = answer(question, archive)
    assert told.status == "not_reported"
    assert "没有给出" in told.text
    assert "没能读准" not in told.text


def test_a_share_that_needs_it_quotes_the_words_too(archive: Archive) -> None:
    told = answer("泰顺2018年网络申请占收到申请的比例", archive)
    assert told.status == "not_reported"
    assert "没能读准：“收到申请魑魅7件”" in told.text


def test_what_was_settled_answers(archive: Archive) -> None:
    key = next(one.key for one in archive.unread_figures() if one.quote == QUOTE)
    archive.settle(key, "disclosure.channel.weibo", None, **WHO)
    told = answer("泰顺2018年政务微博公开了多少条", archive)
    assert (told.status, [row.value for row in told.rows]) == ("answered", [458])
    assert f"“{QUOTE}”" in told.text
    assert "这个数由人工从原文认定" in told.text
    archive.take_back(key, **WHO)
    assert answer("泰顺2018年政务微博公开了多少条", archive).status == "not_reported"
