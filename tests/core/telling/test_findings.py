"""Sentences about checks and issues: every code, kind and rule has one in both languages, exactly as the figures are."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest

import core
from core.document.unseen import Look
from core.forms.registry import forms
from core.forms.rules import known_rules
from core.reading.identity import refusal
from core.telling.findings import describe_cause, describe_check, describe_issue, is_told_by
from core.telling.names import rule_name
from core.telling.sentences import CAUSES, CHECKS, COMPARED, ISSUES, LACKS_ROWS, LOOKS, TABLES, Sentence
from core.telling.sheet import render_sheet
from core.text.clean import Repair, clean
from core.types import AS_STORED, Cause, CauseCode, Check, Issue, IssueCode, named

ROOT = Path(__file__).parents[3]
PRODUCT = [path for room in ("core", "store", "bot", "server") for path in (ROOT / room).rglob("*.py")]
PAGES = sorted((ROOT / "tests/pages").glob("[bdst]-[ce]*.txt")) + sorted((ROOT / "seeds").glob("*.txt"))
# Words of a report, and what Chinese forms and bodies are called, stay Chinese.
NAMES = re.compile(r"“[^”]*”|《[^》]*》|(?<=: )[^:]*(?=$)")
CHINESE = re.compile("[\u4e00-\u9fff]")

CHECKED = [
    (
        Check("balance", "official", "fail", 17, 16, "natural_person", ("requests.received",), Cause("left_out", 1)),
        "新收＋上年结转 与 办理结果总计＋结转下年度（自然人列）：17 ≠ 16，相差 1；可能原因：总计可能没有计入其中的 1",
        "received + carried in and outcomes + carried over to the next year (natural persons): 17 ≠ 16, difference 1; "
        "likely cause: the total may leave out 1",
    ),
    (
        Check("review_sum", "structural", "pass", 2, 2, cells=("review.total", "review.upheld")),
        "行政复议数量 与 各项之和：2 = 2",
        "Administrative reviews and the sum of its parts: 2 = 2",
    ),
    (
        Check("text_vs_table", "usual", "notice", 123456.12, 123456.78, cells=("requests.fees",)),
        "依申请公开信息收取的费用：正文 与 表格：123456.12 ≠ 123456.78，相差 0.66",
        "Fees charged for requests: text and table: 123456.12 ≠ 123456.78, difference 0.66",
    ),
    (
        Check("applicant_sum", "structural", "fail", 12345678901.5, 0.5, cells=("requests.received",)),
        "收到（新收）政府信息公开申请数：总计 与 六类申请人之和：12345678901.5 ≠ 0.5，相差 12345678901",
        "Requests received this year: total and sum of the six applicants: 12345678901.5 ≠ 0.5, difference 12345678901",
    ),
    (
        Check("carry_over", "usual", "notice", 3, 4, values=named(before=2021, after=2022)),
        "2021年结转下年度 与 2022年上年结转：3 ≠ 4，相差 1",
        "carried over to the next year in 2021 and carried in of 2022: 3 ≠ 4, difference 1",
    ),
    (
        Check("channel_sum", "structural", "skipped", missing=(("requests.channel.fax", None),)),
        "传真申请数没有数值，无法核对。",
        "not checked, no figure for: Requests received by fax",
    ),
    (
        Check(
            "applicant_sum",
            "structural",
            "skipped",
            missing=(("review.total", "business"), ("review.total", "other")),
            kind="lacks_columns",
        ),
        "行政复议数量：商业企业、其他列没有数值，无法核对。",
        "Administrative reviews: not checked, no figure in: businesses, other organisations",
    ),
    (
        Check("outcome_sum", "structural", "skipped", missing=(("review.total", "business"),), kind="lacks_proof"),
        "行政复议数量（商业企业）在图片上看不准，是由勾稽关系推定的，不能再用来核对。",
        "Administrative reviews (businesses): hard to read in the picture and worked out of the others, so it can't be"
        " checked by them",
    ),
    (
        Check("deadline", "usual", "notice", 12, 0, kind="late", values=named(published="2018-04-12", limit="2018-03-31")),
        "发布日期 2018-04-12，法定期限 2018-03-31，已逾期",
        "published 2018-04-12, due by 2018-03-31: 12 days late",
    ),
    (
        Check("completeness", "usual", "notice", 2, 0, kind="lacking", values=named(lacking=("disputes", "rows"), rows=3)),
        "行政复议、行政诉讼情况；申请表缺3行",
        "missing: reviews and lawsuits; 3 rows of the request table",
    ),
    (
        Check("balance", "official", "fail", 3, 2, kind=AS_STORED, values=named(message="收到与办理不等")),
        "收到与办理不等",
        "stored by an older version: “收到与办理不等”",
    ),
]  # fmt: skip

TOLD = [
    (Issue("missing_title", "warning"), "页面没有标题。", "the page has no title"),
    (
        Issue("year_conflict", "warning", "title", values=named(title=2018, report=2017)),
        "标题写的是2018年，统计数据是2017年的。",
        "the title says 2018, the figures are of 2017",
    ),
    (
        Issue("missing_number", "warning", quote="共计\n  条", start=3, end=9),
        "没有数字：“共计 条”",
        "no number in “共计 条”",
    ),
    (
        Issue("low_confidence_ocr", "warning", figures=(("review.total", None), ("requests.received", "business"))),
        "图片不清或字叠在一起，看不准，请对照原件核对：行政复议数量、收到（新收）政府信息公开申请数。",
        "hard to read in the picture, or printed over one another, compare with the original: Administrative reviews, Requests received this year",
    ),
    (
        Issue(
            "ambiguous_columns",
            "warning",
            "worked_out_in_part",
            (("review.total", None),),
            values=named(rows=3, rows_left=("规章",), tables_left=("litigation",)),
        ),
        "表格单元格丢失或粘连。3行的列是推断得出的。无法确定而未读取：行政复议数量、规章、行政复议、行政诉讼。",
        "cells of a table were lost or glued together: the columns of 3 rows were worked out; not read, as uncertain: "
        "Administrative reviews, “规章”, the table of reviews and lawsuits",
    ),
    (
        Issue("text_table_conflict", "warning", "", (("requests.fees", "other"),), values=named(text=1.25, table=1.5)),
        "依申请公开信息收取的费用：正文 与 表格（其他列）：1.25 ≠ 1.5，相差 0.25；"
        "可能原因：正文与表格口径不同，或其中一处没有更新",
        "Fees charged for requests (other organisations): the text says 1.25, the table 1.5; they count differently, or "
        "one of them was not updated",
    ),
    (
        Issue("incomplete", "warning", "pictures", values=named(pages=(3, 5))),
        "第3、5页是图片，没有读取。安装 gongkai[ocr] 后可以读取。",
        'page 3, 5 not read, as it is a picture: pip install "gongkai[ocr]" to read it',
    ),
    (
        Issue("corrected", "info", "changed", (("review.total", None),), values=named(value=2, reason="笔误{0}")),
        "行政复议数量经人工更正为2：笔误{0}",
        "Administrative reviews: corrected to 2 by a person: 笔误{0}",
    ),
    (
        Issue("year_conflict", "warning", AS_STORED, values=named(message="题名为2012年")),
        "题名为2012年",
        "stored by an older version: “题名为2012年”",
    ),
]


@pytest.mark.parametrize(("check", "chinese", "english"), CHECKED)
def test_a_check_in_both_languages(check: Check, chinese: str, english: str) -> None:
    assert describe_check(check, "zh") == chinese
    assert describe_check(check, "en") == english


@pytest.mark.parametrize(("issue", "chinese", "english"), TOLD)
def test_an_issue_in_both_languages(issue: Issue, chinese: str, english: str) -> None:
    assert describe_issue(issue, "zh") == chinese
    assert describe_issue(issue, "en") == english


def test_the_cause_can_be_told_apart() -> None:
    check, chinese, _ = CHECKED[0]
    assert describe_check(check, "zh", with_cause=False) == chinese.partition("；可能原因")[0]
    assert check.cause is not None
    assert describe_cause(check.cause, "en") == "the total may leave out 1"


def test_an_issue_that_a_check_tells_too() -> None:
    conflict = Issue("text_table_conflict", "warning", "", (("review.total", None),), values=named(text=2, table=3))
    check = Check("text_vs_table", "usual", "notice", 2, 3, cells=("review.total",))
    years = Issue("year_conflict", "warning", "title", values=named(title=2018, report=2017))
    year = Check("year_consistency", "usual", "notice", 2017, kind="title", values=years.values)
    old = named(message="标题与数据不一致")
    assert is_told_by(conflict, [year, check])
    assert is_told_by(years, [check, year])
    assert is_told_by(
        Issue("year_conflict", "warning", AS_STORED, values=old),
        [Check("year_consistency", "usual", "notice", kind=AS_STORED, values=old)],
    )
    assert not is_told_by(conflict, [year, Check("text_vs_table", "usual", "notice", 2, 4, cells=("review.total",))])
    assert not is_told_by(Issue("missing_year", "warning"), [check, year])


# --- nothing is forgotten ----------------------------------------------------------------------------


def made(name: str, code_field: str, places: tuple[int, int]) -> Iterator[tuple[str, set[str], set[str]]]:
    """Where the program makes such a value: the place, and the codes and kinds that are written there."""
    for path in PRODUCT:
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == name:
                given = {word.arg: word.value for word in call.keywords} | dict(enumerate(call.args))
                code, kind = (
                    given.get(place, given.get(field))
                    for place, field in zip(places, (code_field, "kind"), strict=True)
                )
                yield f"{path.name}:{call.lineno}", written(code), written(kind) if kind else {""}


def written(value: ast.expr | None) -> set[str]:
    """The texts an expression may be; none where it is a name."""
    if isinstance(value, ast.IfExp):
        return written(value.body) | written(value.orelse)
    return {str(value.value)} if isinstance(value, ast.Constant) else set()


def test_every_issue_that_is_made_has_its_sentence() -> None:
    said = {("text_repaired", repair) for repair in get_args(Repair)}
    for place, codes, kinds in made("Issue", "code", (0, 2)):
        for code, kind in product(codes, kinds):
            assert (code, kind) in ISSUES, f"{place}: no sentence for {code} {kind}"
            said.add((code, kind))
    assert said == set(ISSUES), "a sentence that nothing says"


def test_every_check_that_is_made_has_its_sentence() -> None:
    for place, rules, kinds in made("Check", "rule", (0, 99)):
        for rule, kind in product(rules, kinds):
            assert rule in known_rules(), f"{place}: no name for {rule}"
            assert (rule, kind) in CHECKS or (not kind and rule in COMPARED), f"{place}: no sentence for {rule} {kind}"


def test_every_code_and_rule_has_its_words() -> None:
    assert {code for code, _ in ISSUES} == set(get_args(IssueCode))
    assert set(CAUSES) == set(get_args(CauseCode))
    assert set(get_args(Look)) == set(LOOKS)
    for code, rule in known_rules().items():
        assert {code, rule.kind} & {*COMPARED, *(one for one, _ in CHECKS)}, code
        assert CHINESE.search(rule_name(code, "zh"))
        assert rule_name(code, "en") and not CHINESE.search(rule_name(code, "en"))


def test_every_name_of_a_form_is_in_both_languages() -> None:
    for form in forms():
        parts = [(part.name_zh, part.name_en) for part in (*form.prose.sections, *form.prose.must_tell)]
        for chinese, english in [(form.name_zh, form.name_en), *parts]:
            assert CHINESE.search(chinese)
            assert english and not CHINESE.search(english)


def test_no_english_words_are_chinese() -> None:
    tables: list[Mapping[Any, Sentence]] = [ISSUES, CHECKS, COMPARED, CAUSES, LOOKS, TABLES]
    for sentence in (LACKS_ROWS, *(sentence for table in tables for sentence in table.values())):
        assert CHINESE.search(re.sub("{lacking}", "缺", sentence.zh))
        assert sentence.en and not CHINESE.search(sentence.en)
        assert fields(sentence.en) <= fields(sentence.zh) | {"figures", "left"}, sentence


def fields(words: str) -> set[str]:
    """What stands in braces."""
    return set(re.findall(r"\{(\w+)\}", words))


@pytest.mark.parametrize("page", PAGES[::4], ids=lambda page: page.stem)
def test_the_english_sheet_of_a_page_is_english(page: Path) -> None:
    """But for the body, the title, and names and words of the report."""
    document = core.read(page.read_bytes())
    if refusal(clean(document.text)):
        pytest.skip("the page is no report")
    report = core.parse(document)
    sheet = render_sheet(report, "en")
    told = [line for line in sheet.splitlines()[1:] if re.match(r"  [✗?✓!-] ", line)]
    assert len(told) == len(report.checks) + len(report.issues)
    for line in told:
        if not re.search("organization_conflict|missing_title", line):
            assert not CHINESE.search(re.sub("“[^”]*”", "", line)), line
