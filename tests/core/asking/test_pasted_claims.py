"""Texts that state figures: every statement judged with its own body, year and working.

`claims.tsv` holds texts with the verdict on each of their statements: `values` are the rows told, `says` words of the
verdict (a cause, an operand).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from time import perf_counter

import pytest

from core.asking.answer import answer
from core.asking.claims import LONGEST, verify
from core.telling.names import render_number
from core.types import Check, Document, Fact, Identity, Report
from store.archive import Archive
from tests.core.asking.accounting import unaccounted
from tests.core.asking.question_holdings import SEEDS, fill

TODAY = date(2024, 5, 1)
PARAGRAPH = (
    "2018年，泰顺县共收到政府信息公开申请17件，办结16件，其中予以公开8件、部分公开3件。"
    "2017年泰顺县收到申请17件，比上年增加5件；永嘉县2021年收到88件。泰顺县2005年收到30件。"
)


def _claims() -> dict[str, list[dict[str, str]]]:
    rows = (Path(__file__).parent / "claims.tsv").read_text(encoding="utf-8").splitlines()
    lines = csv.DictReader((row for row in rows if not row.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {text: list(group) for text, group in groupby(lines, key=lambda line: line["text"])}


CLAIMS = _claims()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("claims") / "claims.db") as opened:
        fill(opened)
        yield opened


@pytest.mark.parametrize("text", CLAIMS)
def test_every_statement_is_judged(archive: Archive, text: str) -> None:
    verdicts = verify(text, archive, today=TODAY)
    told = [
        (v.quote, v.status, " ".join(render_number(row.value) for row in v.rows if row.value is not None))
        for v in verdicts
    ]
    assert told == [(line["quote"], line["verdict"], line["values"]) for line in CLAIMS[text]]
    assert all(line["says"] in v.text for line, v in zip(CLAIMS[text], verdicts, strict=True))
    assert all(text[v.start : v.end] == v.quote for v in verdicts)


def test_asking_tells_the_same_verdicts(archive: Archive) -> None:
    words = {"agrees": ("一致：", "Agrees:"), "differs": ("不一致：", "Differs:")}
    for text, lines in CLAIMS.items():
        judged = [line for line in lines if line["values"]]
        found = answer(text, archive, today=TODAY)
        if len(lines) < 2 or not judged:
            continue
        assert found.status == "answered", text
        for line in judged:
            start = f"“{line['quote']}” — "
            told = next(part for part in found.text.splitlines() if part.startswith(start)).removeprefix(start)
            assert told.startswith(words.get(line["verdict"], ("无法核实", "Can't"))), told


def test_every_number_of_a_verdict_is_accounted_for(archive: Archive) -> None:
    entries = archive.reports()
    for text, lines in CLAIMS.items():
        if len(lines) == 1:
            found = answer(text, archive, today=TODAY)
            assert not unaccounted(found, entries), (text, found.text)


def test_a_paragraph_is_judged_number_by_number(archive: Archive) -> None:
    verdicts = verify(PARAGRAPH, archive)
    assert [(v.quote, v.status, [row.value for row in v.rows]) for v in verdicts] == [
        ("泰顺县共收到政府信息公开申请17件", "agrees", [17]),
        ("办结16件", "agrees", [16]),
        ("其中予以公开8件", "agrees", [8]),
        ("部分公开3件", "differs", [2]),
        ("2017年泰顺县收到申请17件", "differs", [12]),
        ("比上年增加5件", "differs", [9, 12, 3]),
        ("永嘉县2021年收到88件", "agrees", [88]),
        ("泰顺县2005年收到30件", "unverifiable", []),
    ]
    assert "所说的数是2018年的" in verdicts[4].text
    assert all(PARAGRAPH[v.start : v.end] == v.quote for v in verdicts)


def test_asking_gives_the_same_rows(archive: Archive) -> None:
    found = answer(PARAGRAPH, archive)
    assert found.status == "answered"
    assert [row.value for row in found.rows] == [17, 16, 8, 2, 12, 9, 3, 88]
    assert found.query is not None
    assert found.query.operation == "check"
    for verdict in verify(PARAGRAPH, archive):
        assert f"“{verdict.quote}” — " in found.text
    assert "“泰顺县2005年收到30件” — 无法核实" in found.text


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_report_agrees_with_itself(archive: Archive, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    verdicts = verify(text, archive)
    assert not [(v.quote, v.text) for v in verdicts if v.status == "differs"]
    assert sum(v.status == "agrees" for v in verdicts) >= 5
    assert all(text[v.start : v.end] == v.quote for v in verdicts)


def test_a_changed_figure_of_a_pasted_report_is_found(archive: Archive) -> None:
    text = next(SEEDS.glob("001*.txt")).read_text(encoding="utf-8").replace("22727", "22772")
    found = answer(text, archive)
    assert found.status == "answered"
    assert "主动公开政府信息22727条；像是两位数字写颠倒了" in found.text
    assert "一致的：" in found.text


def test_of_a_text_too_long_the_beginning_is_judged(archive: Archive) -> None:
    text = "泰顺县2018年收到申请17件，办结16件。" + "认真贯彻落实各项要求。" * (LONGEST // 10)
    found = answer(text, archive)
    assert [row.value for row in found.rows] == [17, 16]
    assert f"只核实了前{LONGEST}字" in found.text


@pytest.mark.parametrize("text", ["贯彻落实要求。" * 400, "泰顺收到申请。" * 400, "17" * 1500])
def test_a_long_text_without_claims_is_refused(archive: Archive, text: str) -> None:
    found = answer(text, archive)
    assert (found.status, found.rows) == ("not_understood", ())


def test_a_corrected_figure_is_told(tmp_path: Path) -> None:
    text = "泰顺县人民政府2018年政府信息公开工作年度报告\n收到申请 件 71\n"
    fact = Fact("requests.received", None, 71, "件", "table", "收到申请 件 71", 23, 34)
    identity = Identity(title=text.splitlines()[0], year=2018, organization="泰顺县人民政府", division_code="330329")
    with Archive(tmp_path / "corrected.db") as corrected:
        saved = corrected.save(text.encode(), "a.txt", Document(text), Report(identity, (fact,), (), ()))
        corrected.correct(saved.report, "requests.received", None, 17, reason="录入有误", person="核对人")
        verdict = verify("泰顺县2018年收到申请71件", corrected)[0]
    assert verdict.status == "differs"
    assert "所说的数是更正前的" in verdict.text


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
    ],
)
def test_likely_causes(archive: Archive, question: str, cause: str) -> None:
    assert cause in answer(question, archive).text


@pytest.mark.parametrize(
    "question",
    [
        "泰顺2018年比2017年多收到5件申请，对吗",
        "泰顺2018年收到申请同比增加5件，对吗",
        "泰顺2018年收到申请同比增长41.67%，属实吗",
    ],
)
def test_a_claimed_difference_is_judged_and_no_figure(archive: Archive, question: str) -> None:
    found = answer(question, archive)
    assert found.text.startswith("是，与年报一致：泰顺县2018年")
    assert [row.value for row in found.rows] == [12, 17, 5]


@pytest.mark.parametrize(
    "question",
    [
        "泰顺2018年比2017年多收到几件申请",
        "泰顺2018年网络申请占多少",
        "泰顺2018年申请量超过20件了吗",
        "泰顺2018年行政诉讼多少件",
    ],
)
def test_questions_are_not_taken_for_claims(archive: Archive, question: str) -> None:
    assert "一致" not in answer(question, archive).text


def test_a_figure_that_fails_a_check_is_told_so(tmp_path: Path) -> None:
    text = "泰顺县人民政府2021年政府信息公开工作年度报告\n行政复议 0\n结果维持 11\n"
    facts = (
        Fact("review.total", None, 0, "件", "table", "行政复议 0", 23, 29),
        Fact("review.upheld", None, 11, "件", "table", "结果维持 11", 30, 37),
    )
    failed = Check("review_sum", "official", "fail", 11, 0, cells=("review.upheld", "review.total"))
    identity = Identity(
        title=text.splitlines()[0],
        year=2021,
        template="2021",
        organization="泰顺县人民政府",
        division_code="330329",
        division="浙江省温州市泰顺县",
    )
    with Archive(tmp_path / "failing.db") as failing:
        failing.save(text.encode(), "a.txt", Document(text), Report(identity, facts, (failed,), ()))
        agrees, denies = verify("泰顺县2021年行政复议0件，未发生行政复议", failing)
        [differs] = verify("泰顺县2021年行政复议11件", failing)
    assert (agrees.status, denies.status, differs.status) == ("agrees", "agrees", "differs")
    assert all("泰顺县2021年的报告勾稽关系不符：" in one.text for one in (agrees, denies, differs))


def test_a_long_text_takes_time_in_proportion(archive: Archive) -> None:
    """Ten times the text takes no more than some ten times as long, whatever stands in it."""
    clause = "泰顺县2018年收到申请17件，均已办结，同比增长41.67%，其中网络申请9件；"
    prose = "认真贯彻落实各项要求，"
    for words in (clause, prose, "，".join(["网络申请9件"] * 4) + "，"):
        short, long = (_seconds(archive, (words * 2000)[: LONGEST // part]) for part in (10, 1))
        assert long < 30 * max(short, 0.02), words


def _seconds(archive: Archive, text: str) -> float:
    begun = perf_counter()
    verify(text, archive, today=TODAY)
    return perf_counter() - begun
