"""The question bank: real questions with what must come back, asked of the seeds and forged reports.

`bank.tsv` holds single questions, `conversations.tsv` turns of conversations; lines with # are headings. Where the
program is known to give something else than what must come back, the column `known` holds what, until it is mended.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.asking.answer import answer
from core.asking.understood.understand import understand
from core.types import Answer, Context
from store.archive import Archive
from tests.core.asking.accounting import unaccounted
from tests.core.asking.question_holdings import fill

HERE = Path(__file__).parent
TODAY = date(2024, 5, 1)
Line = dict[str, str]
_PIECES = [
    "泰顺",
    "永嘉",
    "温州",
    "各县",
    "鼓楼",
    "发改局",
    "2018年",
    "近三年",
    "去年",
    "收到",
    "申请",
    "网络",
    "办结",
    "公开率",
    "企业",
    "复议",
    "纠正",
    "最多",
    "前三",
    "第几",
    "合计",
    "平均",
    "同比",
    "占比",
    "对吗",
    "17件",
    "有哪些年报",
    "勾稽",
    "问题",
    "和",
    "比",
    "、",
    "，",
    "?",
    "的",
    "没有",
    "Taishun",
    "requests",
    "received",
    "2018",
    "most",
    "county",
    "in",
    "of",
    "how",
    "many",
    "",
]


def _lines(name: str) -> list[Line]:
    rows = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(
        csv.DictReader(
            (row for row in rows if not row.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE, restval=""
        )
    )


BANK = _lines("bank.tsv")
CONVERSATIONS = _lines("conversations.tsv")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("questions") / "questions.db") as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="module")
def answers(archive: Archive) -> list[Answer]:
    return [answer(line["question"], archive, today=TODAY) for line in BANK]


def _got(found: Answer) -> Line:
    query = found.query
    return {
        "status": found.status,
        "operation": query.operation if query else "",
        "indicators": " ".join(query.indicators) if query else "",
        "organizations": " ".join(query.organizations) if query else "",
        "years": " ".join(map(str, query.years)) if query else "",
        "applicant": (query.applicant or "") if query else "",
        "values": " ".join(str(row.value) for row in found.rows),
    }


def _difference(expected: Line, got: Line) -> str:
    """What differs, as the column `known` writes it: status=ambiguous; values=."""
    return "; ".join(f"{key}={value}" for key, value in got.items() if value != expected[key])


def test_the_bank_asks_nothing_twice() -> None:
    assert not [question for question, count in Counter(line["question"] for line in BANK).items() if count > 1]


def test_the_bank_is_answered(answers: list[Answer]) -> None:
    got = {line["question"]: _difference(line, _got(found)) for line, found in zip(BANK, answers, strict=True)}
    assert {question: miss for question, miss in got.items() if miss} == {
        line["question"]: line["known"] for line in BANK if line["known"]
    }


def test_no_known_miss_tells_a_wrong_figure(answers: list[Answer]) -> None:
    for line, found in zip(BANK, answers, strict=True):
        assert found.status != "answered" or _got(found)["values"] == line["values"], line["question"]


def test_conversations(archive: Archive) -> None:
    misses = []
    before, context = "", Context()
    for line in CONVERSATIONS:
        if line["conversation"] != before:
            before, context = line["conversation"], Context()
        found = answer(line["question"], archive, context=context, today=TODAY)
        context = found.context
        got = _got(found)
        if got != {key: line[key] for key in got}:
            misses.append((line["conversation"], line["question"], got))
    assert not misses


def test_what_is_inherited_is_told(archive: Archive) -> None:
    first = answer("泰顺2018年收到多少申请", archive, today=TODAY)
    then = answer("其中网络申请呢", archive, context=first.context, today=TODAY)
    assert "沿用上文：泰顺县，2018年" in then.text


def test_only_answers_have_rows(answers: list[Answer]) -> None:
    for found in answers:
        assert found.status == "answered" or not found.rows
        assert found.text


def test_only_answers_carry_figures(answers: list[Answer], archive: Archive) -> None:
    """Where nothing is answered, the only numbers are years, those of the question and those of unread words quoted."""
    unread = [f"“{one.quote}”" for one in archive.unread_figures()]
    for found in answers:
        if found.status == "answered":
            continue
        known = {str(year) for year in range(1980, 2051)} | set(re.findall(r"\d+", found.question))
        said = found.text
        for quote in unread:
            said = said.replace(quote, "")
        said = said.translate(_NARROW)
        assert set(re.findall(r"\d+", said)) <= known, found.text


_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


def test_every_number_is_accounted_for(answers: list[Answer], archive: Archive) -> None:
    """Numbers of an answer are rows, what follows from them, years of reports, counts, or words of a report."""
    entries = archive.reports()
    for found in answers:
        assert not unaccounted(found, entries), (found.question, found.text)


def test_a_disagreement_of_table_and_text_is_told(archive: Archive) -> None:
    found = answer("永嘉2021年收到申请多少", archive, today=TODAY)
    assert "表格88，正文80，以表格为准" in found.text


@pytest.mark.parametrize("year", ["2012", "2013"])
def test_a_title_of_another_year_is_told(archive: Archive, year: str) -> None:
    found = answer(f"江山市行政服务中心{year}年主动公开多少条", archive, today=TODAY)
    assert found.rows[0].value == 120148
    assert found.rows[0].year == 2013
    assert "标题写2012年，正文数据是2013年" in found.text


def test_absence_is_worded_in_four_ways(archive: Archive) -> None:
    reported = answer("泰顺2018年行政复议多少件", archive)
    none_said = answer("张店区发改局2017年收到申请多少件", archive)
    blank = answer("台州市行政服务中心2017年主动公开多少条信息", archive)
    no_report = answer("永嘉2019年收到多少申请", archive)
    assert reported.text.startswith("泰顺县2018年行政复议0件。")
    assert none_said.text.startswith("张店区发展和改革局2017年新收政府信息公开申请0件（报告写明没有）。")
    assert blank.status == "not_reported"
    assert "该填数字的地方是空的" in blank.text
    assert no_report.status == "no_report"
    assert "最近的有2017年、2018年、2020年" in no_report.text


def test_choices_lead_on(answers: list[Answer], archive: Archive) -> None:
    """The question of a choice is understood, and not with the same choices again."""
    seen = {choice.question: found for found in answers for choice in found.choices}
    for question, found in seen.items():
        again = answer(question, archive, today=TODAY)
        assert again.status != "not_understood", question
        assert question not in [choice.question for choice in again.choices], (found.question, question)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("how many 依申请公开 requests did 泰顺 receive in 2018", "en"),
        ("泰顺2018年收到多少申请", "zh"),
        ("Taishun 2018年收到多少申请", "zh"),
        ("Taishun 2018 requests received", "en"),
        ("泰顺 2018 requests received", "en"),
    ],
)
def test_the_answer_speaks_the_language_of_the_question(archive: Archive, question: str, language: str) -> None:
    assert answer(question, archive).language == language


def test_the_language_can_be_asked_for(archive: Archive) -> None:
    assert answer("泰顺2018年收到多少申请", archive, language="en").text.startswith(
        "Taishun County 泰顺县 received 17 requests in 2018."
    )


def test_a_repair_is_told(archive: Archive) -> None:
    found = answer("泰顺县人民政俯2018年收到多少申清", archive)
    assert found.rows[0].value == 17
    assert "“泰顺县人民政俯”按“泰顺县人民政府”理解" in found.text


@pytest.mark.parametrize(
    "question", ["泰宁2018年收到多少申请", "泰倾县2018年收到多少申请", "Taishan 2018 requests received"]
)
def test_another_place_is_never_answered_for(archive: Archive, question: str) -> None:
    assert answer(question, archive).status == "no_report"


def test_relative_years_are_told(archive: Archive) -> None:
    found = answer("去年泰顺收到多少申请", archive, today=date(2019, 6, 1))
    assert found.rows[0].value == 17
    assert "按今天的日期，指2018年" in found.text


def test_a_new_report_is_seen_at_once(tmp_path: Path) -> None:
    with Archive(tmp_path / "new.db") as fresh:
        assert answer("泰顺2018年收到多少申请", fresh).status == "no_report"
        fill(fresh)
        assert answer("泰顺2018年收到多少申请", fresh).rows[0].value == 17


def test_understanding_needs_no_figures(archive: Archive) -> None:
    understood = understand("泰顺2018年复议维持和纠正各多少件", archive)
    assert [measure.codes for measure in understood.request.subject.measures] == [
        ("review.upheld",),
        ("review.corrected",),
    ]
    assert understood.refusal is None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_PIECES), max_size=9).map("".join) | st.text(max_size=60))
def test_no_question_breaks_the_parser(archive: Archive, question: str) -> None:
    found = answer(question, archive, today=TODAY)
    assert found.text
    assert found.status == "answered" or not found.rows


@pytest.mark.parametrize("question", ["", " ", "申请" * 3000, "泰" * 1500, "a" * 1900, "2018" * 400])
def test_odd_lengths_are_refused_quickly(archive: Archive, question: str) -> None:
    assert answer(question, archive, today=TODAY).status == "not_understood"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("台州市行政服务中心2017年存在的主要问题", "重点领域信息公开有待进一步深化"),
        ("洞头区政务服务中心2020年的改进措施", "加强信息公开人员的业务能力"),
        ("泰顺2020年的改进措施是什么", "改进措施是加强业务培训"),
        ("泰顺2018年报告里有没有提到“最多跑一次”", "“最多跑一次”政务服务事项"),
    ],
)
def test_passages_are_quoted(archive: Archive, question: str, words: str) -> None:
    assert words in answer(question, archive).text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("泰顺2018年收到申请17件,对吗", "一致："),
        ("泰顺2018年收到申请12件,对吗", "所说的数是2017年的"),
        ("泰顺2018年收到申请16件,对吗", "所说的数是“办结申请”"),
        ("泰顺2018年专项经费50000元,对吗", "一致："),
        ("泰顺2018年专项经费50000万元,对吗", "所说的数像是以元计"),
        ("泰顺2018年专项经费5元,对吗", "所说的数像是以万元计"),
        ("永嘉2019年收到申请16件,对吗", "无法核实"),
        ("Taishun received 20 requests in 2018, right?", "No, that differs: "),
    ],
)
def test_claims_are_verified(archive: Archive, question: str, words: str) -> None:
    assert words in answer(question, archive).text


def test_series_tell_where_the_form_breaks(archive: Archive) -> None:
    found = answer("泰顺2016年以来不予公开", archive)
    assert "2016-2018年用2014年式样；2019、2020年用2019年式样；2021、2022年用2021年式样" in found.text
    assert "不能直接相比" in found.text


def test_rankings_tell_coverage_direction_and_ties(archive: Archive) -> None:
    found = answer("温州各县2018年申请量排名", archive)
    assert "温州市11个县级政府中9个有2018年的年报" in found.text
    assert found.text.startswith("2018年新收政府信息公开申请最多的是鹿城区：210件。")
    assert "龙湾区、平阳县并列第5" in found.text


def test_parents_are_not_added_to_children(archive: Archive) -> None:
    counties = answer("温州各县2018年申请量合计", archive)
    assert counties.rows[0].value == 821
    assert answer("2018年所有机关申请量合计", archive).status == "not_understood"


def test_rates_show_numerator_and_denominator(archive: Archive) -> None:
    found = answer("泰顺2018年公开率", archive)
    assert found.rows[0].value == 62.5
    assert (
        [operand.value for operand in found.rows[0].derived.operands] == [8, 2, 16] if found.rows[0].derived else False
    )
    assert "同意公开 8 + 同意部分公开 2 = 10）÷（答复申请 16）" in found.text
