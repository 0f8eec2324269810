"""What is said where a question leaves its body, its time or its subject open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.asking.answer import answer
from core.types import Language
from store.archive import Archive
from tests.core.asking.question_holdings import fill, forge, forged_lines

TODAY = date(2024, 5, 1)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("refusals") / "questions.db") as opened:
        fill(opened)
        yield opened


@pytest.mark.parametrize(("language", "text"), [("zh", "库里还没有年报。"), ("en", "There are no reports yet.")])
@pytest.mark.parametrize("question", ["2018年收到多少申请", "有哪些年报"])
def test_an_empty_store_is_told(tmp_path: Path, question: str, language: Language, text: str) -> None:
    with Archive(tmp_path / "empty.db") as empty:
        found = answer(question, empty, language=language, today=TODAY)
    assert (found.status, found.text) == ("no_report", text)


@pytest.mark.parametrize("question", ["今天天气怎么样", "3月份的天气"])
def test_days_of_other_things_are_not_refused_as_months(archive: Archive, question: str) -> None:
    found = answer(question, archive, today=TODAY)
    assert found.status == "not_understood"
    assert found.text.startswith("没看懂")
    assert "可以问年报里的数字" in found.text


@pytest.mark.parametrize("question", ["今天泰顺收到多少申请", "本月收到多少申请", "泰顺3月的天气", "这个季度呢"])
def test_months_of_reports_are_refused(archive: Archive, question: str) -> None:
    assert answer(question, archive, today=TODAY).text.startswith("年报只有全年的数字")


def test_the_only_body_is_not_asked_for(tmp_path: Path) -> None:
    with Archive(tmp_path / "one.db") as one:
        for line in forged_lines():
            if line["organization"] == "泰顺县人民政府":
                document, report = forge(line)
                one.save(document.text.encode(), f"{line['year']}.txt", document, report)
        held = answer("2017年收到多少申请", one, today=TODAY)
        gone = answer("2010年收到多少申请", one, today=TODAY)
    assert [row.value for row in held.rows] == [12]
    assert held.query is not None
    assert held.query.organizations == ("泰顺县人民政府",)
    assert "没有说明机关，有2017年年报的只有泰顺县人民政府" in held.text
    assert (gone.status, gone.choices) == ("no_report", ())


def test_a_city_read_as_its_district_is_told(archive: Archive) -> None:
    first = answer("徐州市鼓楼区2020年收到申请多少", archive, today=TODAY)
    then = answer("南京呢", archive, context=first.context, today=TODAY)
    assert then.query is not None
    assert then.query.organizations == ("南京市鼓楼区人民政府",)
    assert "“南京”按“南京市鼓楼区人民政府”理解" in then.text


@pytest.mark.parametrize("what", ["培训的段落", "培训的内容有哪些", "“培训”的地方"])
def test_the_words_looked_for_end_before_their_place(archive: Archive, what: str) -> None:
    assert "业务培训" in answer(f"泰顺2018年报告里提到{what}", archive, today=TODAY).text
