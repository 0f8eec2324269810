"""Pasted paragraphs: every number with its own body and year."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.answering import answer
from core.claims import verify
from store.archive import Archive
from tests.questions.question_holdings import fill

PARAGRAPH = (
    "2018年，泰顺县共收到政府信息公开申请17件，办结16件，其中予以公开8件、部分公开3件。"
    "2017年泰顺县收到申请17件，比上年增加5件；永嘉县2021年收到88件。泰顺县2005年收到30件。"
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("claims") / "claims.db") as opened:
        fill(opened)
        yield opened


def test_a_paragraph_is_judged_number_by_number(archive: Archive) -> None:
    verdicts = verify(PARAGRAPH, archive)
    assert [(v.quote, v.status, [row.value for row in v.rows]) for v in verdicts] == [
        ("泰顺县共收到政府信息公开申请17件", "agrees", [17]),
        ("办结16件", "agrees", [16]),
        ("其中予以公开8件", "agrees", [8]),
        ("部分公开3件", "differs", [2]),
        ("2017年泰顺县收到申请17件", "differs", [12]),
        ("比上年增加5件", "unverifiable", []),
        ("永嘉县2021年收到88件", "agrees", [88]),
        ("泰顺县2005年收到30件", "unverifiable", []),
    ]
    assert "所说的数是2018年的" in verdicts[4].text
    assert all(PARAGRAPH[v.start : v.end] == v.quote for v in verdicts)


def test_asking_gives_the_same_verdicts(archive: Archive) -> None:
    found = answer(PARAGRAPH, archive)
    assert found.status == "answered"
    assert [row.value for row in found.rows] == [17, 16, 8, 2, 12, 88]
    assert found.query is not None
    assert found.query.operation == "check"
    for verdict in verify(PARAGRAPH, archive):
        assert f"“{verdict.quote}” — " in found.text
    assert "“比上年增加5件” — 无法核实" in found.text


@pytest.mark.parametrize(
    ("question", "verdicts"),
    [
        ("泰顺2017年收到申请17件，2018年12件，对吗", ["不一致", "不一致"]),
        ("泰顺2017年收到申请12件，2018年17件，对吗", ["一致", "一致"]),
        ("泰顺2018年和2017年分别收到申请17件和12件，对吗", ["一致", "一致"]),
        ("泰顺2017年和2018年分别收到申请17件和12件，对吗", ["不一致", "不一致"]),
    ],
)
def test_numbers_keep_their_years(archive: Archive, question: str, verdicts: list[str]) -> None:
    lines = answer(question, archive).text.splitlines()
    told = [line.split("— ")[-1].split("：")[0] for line in lines if "一致" in line]
    assert told == verdicts


@pytest.mark.parametrize(
    ("question", "cause"),
    [
        ("泰顺2018年收到申请17万元，对吗", "单位不同"),
        ("泰顺2018年主动公开信息2.27万条，对吗", "四舍五入"),
        ("泰顺2018年行政诉讼多少件", ""),
    ],
)
def test_likely_causes(archive: Archive, question: str, cause: str) -> None:
    assert cause in answer(question, archive).text


@pytest.mark.parametrize("question", ["泰顺2018年比2017年多收到5件申请，对吗", "泰顺2018年收到申请同比增加5件，对吗"])
def test_a_claimed_difference_is_not_taken_for_a_figure(archive: Archive, question: str) -> None:
    assert answer(question, archive).status == "not_understood"
