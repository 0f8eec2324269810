"""A figure worked out of several bodies never stands under the name of one of them; choices keep the applicant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.asking.answer import answer
from store.archive import Archive
from tests.core.asking.question_holdings import fill, forge, forged_lines

TODAY = date(2024, 5, 1)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("worked") / "bank.db") as opened:
        fill(opened)
        yield opened


@pytest.mark.parametrize(
    ("question", "whose", "value", "operation"),
    [
        ("泰顺和永嘉2018年一共收到多少申请", "泰顺县人民政府、永嘉县人民政府", 69, "sum"),
        (
            "2020年各市收到商业企业申请合计多少",
            "温州市人民政府、杭州市人民政府、宁波市人民政府",
            1300,
            "sum",
        ),
        ("温州各县2018年收到申请合计", "温州市", 821, "sum"),
        ("乐清和瑞安2018年谁收到的申请多？多多少？", "乐清市人民政府－瑞安市人民政府", 15, "difference"),
        ("永嘉2020年收到的申请比2018年多多少", "永嘉县人民政府", None, "difference"),
    ],
)
def test_whose_a_figure_worked_out_is(
    archive: Archive, question: str, whose: str, value: int | None, operation: str
) -> None:
    rows = [row for row in answer(question, archive, today=TODAY).rows if row.derived]
    assert [(row.organization, row.derived and row.derived.operation) for row in rows] == [(whose, operation)]
    assert value is None or rows[0].value == value


def test_choices_keep_the_applicant(archive: Archive) -> None:
    found = answer("2020年商业企业申请多少", archive, today=TODAY)
    assert found.choices and all("商业企业" in choice.question for choice in found.choices)
    picked = answer(found.choices[0].question, archive, today=TODAY)
    assert [row.applicant for row in picked.rows] == ["business"]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("2018年温州各县收到申请最高的三个", ["鹿城区人民政府", "乐清市人民政府", "瑞安市人民政府"]),
        ("2018年温州各县收到申请最高的三个县", ["鹿城区人民政府", "乐清市人民政府", "瑞安市人民政府"]),
        ("2018年温州各县收到申请最低的两个县", ["泰顺县人民政府", "洞头区人民政府"]),
    ],
)
def test_the_highest_three_are_a_ranking(archive: Archive, question: str, names: list[str]) -> None:
    assert [row.organization for row in answer(question, archive, today=TODAY).rows] == names


def test_a_figure_beside_a_rate_is_not_dropped(archive: Archive) -> None:
    found = answer("泰顺县2018年公开率和不予公开件数", archive, today=TODAY)
    assert found.status == "answered"
    assert [row.value for row in found.rows if row.indicator == "requests.outcome.denied" and not row.derived] == [3]
    assert any(row.derived and row.derived.operation == "ratio" for row in found.rows)


def test_a_sum_has_an_address_only_where_it_is_of_one_report(tmp_path: Path) -> None:
    with Archive(tmp_path / "origins.db") as opened:
        for line in forged_lines():
            if line["organization"] in ("泰顺县人民政府", "永嘉县人民政府") and line["year"] == "2020":
                document, report = forge(line)
                address = f"https://example.gov.cn/{line['division_code']}.html"
                identity = replace(report.identity, origin=address)
                opened.save(document.text.encode(), "a.txt", document, replace(report, identity=identity))
        both = answer("泰顺和永嘉2020年一共收到多少申请", opened, today=TODAY)
        assert [(row.report, row.origin) for row in both.rows] == [(None, None)]
        one = answer("泰顺2020年收到多少申请", opened, today=TODAY)
        assert [row.origin for row in one.rows] == ["https://example.gov.cn/330329.html"]


def test_a_source_without_an_address_says_that_it_is_a_file(tmp_path: Path) -> None:
    with Archive(tmp_path / "files.db") as opened:
        for line in forged_lines():
            if line["organization"] == "泰顺县人民政府" and line["year"] in ("2019", "2020"):
                document, report = forge(line)
                address = "https://example.gov.cn/2020.html" if line["year"] == "2020" else None
                identity = replace(report.identity, origin=address)
                opened.save(line["year"].encode(), "a.txt", document, replace(report, identity=identity))
        linked = answer("泰顺2020年收到多少申请", opened, today=TODAY).text
        assert "https://example.gov.cn/2020.html" in linked and "文件）" not in linked
        assert re.search(r"（报告\d+，文件）", answer("泰顺2019年收到多少申请", opened, today=TODAY).text)
        in_english = answer("How many requests did Taishun receive in 2019?", opened, today=TODAY).text
        assert re.search(r"\(report \d+, file\)", in_english)
