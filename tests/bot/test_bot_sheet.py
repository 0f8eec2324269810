"""What a check sheet says of a figure: worked out, hard to read, or set right by a person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from aiogram.utils.formatting import as_list

from bot.look import sheet
from bot.look.sheet_words import labels_of
from core.types import Cause, Check, Document, Fact, Identity, Issue, Language, Report, named
from store import Archive

NAME = "泰顺县人民政府"
IDENTITY = Identity(f"{NAME}2018年年报", 2018, "2014", NAME, "330329", "浙江省温州市泰顺县")
FACTS = (
    Fact("requests.received", None, 17, "件", "table", "17", 0, 2, confidence=0.5),
    Fact("disclosure.items", None, 9, "条", "table", "9", 3, 4, inferred=True, confidence=0.99),
    Fact("review.total", None, 3, "件", "table", "3", 5, 6, confidence=0.5),
)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh",
            [
                "主动公开政府信息数 9 条（推定）",
                "收到（新收）政府信息公开申请数 17 件（看不准，要核对）",
                "行政复议数量 4 件（已更正）",
            ],
        ),
        (
            "en",
            [
                "Items of information proactively disclosed 9 items (worked out)",
                "Requests received this year 17 requests (hard to read, to be checked)",
                "Administrative reviews 4 administrative reviews (corrected)",
            ],
        ),
    ],
)
def test_what_to_mind_about_a_figure_stands_behind_it(tmp_path: Path, language: Language, lines: list[str]) -> None:
    with Archive(tmp_path / "gongkai.db") as archive:
        saved = archive.save(b"17", "17.txt", Document("17 9 3"), Report(IDENTITY, FACTS, (), ()))
        archive.correct(saved.report, "review.total", None, 4, reason="漏计", person="王主任")
        told = as_list(*sheet.blocks(archive.report(saved.report), language)).render()[0].splitlines()
    assert [line for line in told if line in lines] == lines


def test_a_name_that_several_places_bear_is_told(tmp_path: Path) -> None:
    identity = replace(IDENTITY, organization="江北区人民政府", division_code=None, division=None)
    with Archive(tmp_path / "gongkai.db") as archive:
        saved = archive.save(b"17", "17.txt", Document("17 9 3"), Report(identity, FACTS, (), ()))
        told = as_list(*sheet.blocks(archive.report(saved.report), "zh")).render()[0]
    assert "这个名字有2处（浙江省宁波市江北区、重庆市江北区），请点“改机构”写全称" in told


@pytest.mark.parametrize(
    ("language", "failed", "odd"),
    [
        (
            "zh",
            "✗ 行政复议数量 与 各项之和：3 ≠ 2，相差 1（可能原因：分项改动后总计可能没有更新）",
            "· 标题写的是2012年，统计数据是2018年的。",
        ),
        (
            "en",
            "✗ sum of reviews: Administrative reviews and the sum of its parts: 3 ≠ 2, difference 1"
            " (likely cause: a part may have been changed without its total)",
            "· the title says 2012, the figures are of 2018",
        ),
    ],
)
def test_findings_are_told_once_in_the_language_of_the_reader(
    tmp_path: Path, language: Language, failed: str, odd: str
) -> None:
    cells = ("review.total", "review.upheld")
    checks = (
        Check("review_sum", "structural", "fail", 3, 2, cells=cells, cause=Cause("total_not_updated")),
        Check("text_vs_table", "usual", "notice", 2, 3, cells=("review.total",), cause=Cause("counted_differently")),
    )
    issues = (
        Issue("text_table_conflict", "warning", "", (("review.total", None),), values=named(text=2, table=3)),
        Issue("year_conflict", "warning", "title", values=named(title=2012, report=2018)),
    )
    with Archive(tmp_path / "gongkai.db") as archive:
        saved = archive.save(b"17", "17.txt", Document("17 9 3"), Report(IDENTITY, FACTS, checks, issues))
        told = as_list(*sheet.blocks(archive.report(saved.report), language)).render()[0]
    lines = [line.strip() for line in told.splitlines()]
    assert [lines.count(line) for line in (failed, odd)] == [1, 1], told
    # What is wrong comes first.
    assert told.index(failed) < told.index(labels_of(language).figures.format(count=3))
    assert sum(line.startswith("· ") for line in lines) == 1
