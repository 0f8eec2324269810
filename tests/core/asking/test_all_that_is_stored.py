"""Which bodies there are, asked in the middle of a conversation on one of them; and what was rejected."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import parse, read
from core.asking.answer import answer
from store.archive import Archive
from tests.core.asking.question_holdings import SEEDS, fill


@pytest.fixture(scope="module")
def holdings(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("all") / "all.db")
    fill(archive)
    return archive


@pytest.mark.parametrize(
    "asked", ["库里有哪些单位", "库里一共有哪些单位有年报", "收到了哪些报告", "which bodies are in the database"]
)
def test_bodies_of_the_store_are_not_those_spoken_of(holdings: Archive, asked: str) -> None:
    before = answer("泰顺2018年收到多少申请", holdings)
    told = answer(asked, holdings, context=before.context)
    assert (told.status, told.query.operation if told.query else None) == ("answered", "reports")
    assert "永嘉县" in told.text
    assert "17件" not in told.text


def test_the_reports_of_the_body_spoken_of_are_meant_without_such_words(holdings: Archive) -> None:
    before = answer("泰顺2018年收到多少申请", holdings)
    assert answer("有哪些年报", holdings, context=before.context).text.startswith("泰顺县有")


def test_bodies_near_a_township_are_not_those_of_the_whole_city(holdings: Archive) -> None:
    """The code of 藤桥镇, 330302100, ends like that of a city, as those of the first townships of counties do."""
    told = answer("藤桥镇2021年收到多少申请", holdings).text
    assert "藤桥镇" in told
    assert "藤桥镇范围内" not in told


def test_a_report_that_was_rejected_is_not_said_to_be_missing(tmp_path: Path) -> None:
    with Archive(tmp_path / "rejected.db") as archive:
        for file in sorted(SEEDS.glob("*.txt")):
            data = file.read_bytes()
            document = read(data, file.name)
            archive.save(data, file.name, document, parse(document))
        archive.judge(archive.find_report("泰顺县人民政府2018"), "rejected", reason="只有第一页", person="王")
        told = answer("泰顺2018年收到多少申请", archive)
        assert (told.status, told.text) == (
            "no_report",
            "泰顺县人民政府2018年的年报收到过，后来由职员驳回，不用来回答。",
        )
        assert "库里没有" in answer("永嘉县2018年收到多少申请", archive).text
