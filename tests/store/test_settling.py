"""Unread numbers: listed by how they are worded, settled from their own words, kept like corrections, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core import parse, read
from core.errors import UsageError
from core.types import Fact, Issue, Number, Template, named
from core.version import PARSER_VERSION
from store import Archive
from store.unread import wordings

WHO = {"reason": "核对原文", "person": "王主任"}
TITLE = "泰顺县人民政府{year}年政府信息公开工作年度报告\n"
PROSE = "一、概述\n我县政务微博发声458条,另收费1200元。\n二、存在的问题和改进措施\n加强培训。\n"
WEIBO, FEES = "政务微博发声458条", "另收费1200元"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as opened:
        yield opened


def keep_unread(
    archive: Archive,
    *,
    year: int = 2018,
    facts: tuple[Fact, ...] = (),
    template: Template = "narrative",
    version: int = PARSER_VERSION,
) -> int:
    """Store a report whose prose has two numbers that were not read."""
    text = TITLE.format(year=year) + PROSE
    document = read(text.encode(), "r.txt")
    issues = (unread(text, WEIBO, 458), unread(text, FEES, 0.12))
    parsed = parse(document)
    report = replace(parsed, identity=replace(parsed.identity, template=template), facts=facts, issues=issues)
    return archive.save(text.encode(), "r.txt", document, report, parser_version=version).report


def unread(text: str, quote: str, number: Number) -> Issue:
    start = text.index(quote)
    return Issue("unread_figure", "info", "", (), quote, start, start + len(quote), named(number=number))


def weibo(archive: Archive) -> list[tuple[Number, str, str, bool]]:
    found = archive.figures(indicators=["disclosure.channel.weibo"])
    return [(one.value, one.source, one.quote, one.corrected) for one in found]


def keys(archive: Archive) -> list[str]:
    return [one.key for one in archive.unread_figures()]


def test_a_settled_number_answers_with_its_own_words(archive: Archive) -> None:
    report = keep_unread(archive)
    assert [(one.report, one.year, one.number, one.quote) for one in archive.unread_figures()] == [
        (report, 2018, 458, WEIBO),
        (report, 2018, 0.12, FEES),
    ]
    key, fees = keys(archive)
    archive.settle(key, "disclosure.channel.weibo", None, **WHO)
    assert weibo(archive) == [(458, "narrative", WEIBO, True)]
    assert keys(archive) == [fees]
    assert [issue.quote for issue in archive.issues(report)] == [FEES]
    stored = archive.report(report)
    assert [issue.quote for issue in stored.open_issues] == [FEES]
    (correction,) = stored.corrections
    assert (correction.new_value, correction.quote, correction.person) == (458, WEIBO, "王主任")
    assert stored.text[correction.start : correction.end] == WEIBO
    (line,) = stored.audit
    assert (line.subject, line.old, line.new) == ("disclosure.channel.weibo", None, "458")
    assert line.reason == f"“{WEIBO}”: 核对原文"


def test_what_was_settled_is_taken_back_as_a_whole(archive: Archive) -> None:
    report = keep_unread(archive)
    archive.correct(report, "disclosure.items", None, 900, **WHO)
    before, (key, _) = archive.checks(report), keys(archive)
    archive.settle(key, "disclosure.channel.weibo", None, **WHO)
    assert archive.take_back(key, **WHO) == ("disclosure.channel.weibo", None)
    assert (weibo(archive), len(keys(archive)), archive.checks(report)) == ([], 2, before)
    assert [one.new_value for one in archive.report(report).corrections] == [900]
    assert [(line.old, line.new) for line in archive.audit()[1:]] == [(None, "458"), ("458", None)]
    archive.settle(key, "disclosure.channel.website", None, **WHO)
    assert len(keys(archive)) == 1


def test_it_stands_before_a_table_that_is_read_later(archive: Archive) -> None:
    keep_unread(archive)
    key = keys(archive)[0]
    archive.settle(key, "disclosure.channel.weibo", None, **WHO)
    table = Fact("disclosure.channel.weibo", None, 400, "条", "table", "政务微博 400", 0, 8)
    keep_unread(archive, facts=(table,), version=PARSER_VERSION + 1)
    assert weibo(archive) == [(458, "narrative", WEIBO, True)]
    archive.take_back(key, **WHO)
    assert weibo(archive) == [(400, "table", "政务微博 400", False)]


def test_it_survives_another_reading(archive: Archive) -> None:
    report = keep_unread(archive)
    archive.settle(keys(archive)[0], "disclosure.channel.weibo", None, **WHO)
    assert keep_unread(archive, version=PARSER_VERSION + 1) == report
    assert archive.report(report).parser_version == PARSER_VERSION + 1
    assert weibo(archive) == [(458, "narrative", WEIBO, True)]
    assert [one.quote for one in archive.unread_figures()] == [FEES]


def test_what_was_read_elsewhere_is_told_again_and_not_corrected(archive: Archive) -> None:
    table = Fact("disclosure.channel.weibo", None, 458, "条", "table", "政务微博 458", 0, 8)
    keep_unread(archive, facts=(table,))
    archive.settle(keys(archive)[0], "disclosure.channel.weibo", None, **WHO)
    assert weibo(archive) == [(458, "table", "政务微博 458", False)]
    assert [one.quote for one in archive.unread_figures()] == [FEES]


def test_an_earlier_correction_answers_again_once_it_is_taken_back(archive: Archive) -> None:
    report = keep_unread(archive)
    key = keys(archive)[0]
    archive.settle(key, "disclosure.channel.weibo", None, **WHO)
    archive.correct(report, "disclosure.channel.weibo", None, 460, reason="", person="李")
    assert [value for value, *_ in weibo(archive)] == [460]
    archive.take_back(key, **WHO)
    assert [value for value, *_ in weibo(archive)] == [460]
    assert len(keys(archive)) == 2


@pytest.mark.parametrize(
    ("key", "indicator", "applicant", "told"),
    [
        ("{0}", "disclosure.channel.weibo", "natural_person", "no columns"),
        ("{0}", "requests.fees", None, "counted in 万元"),
        ("{1}", "disclosure.items", None, "counted in 条"),
        ("{0}", "disclosure.nothing", None, "no indicator"),
        ("{0}", "disclosure.items", None, "The report gives 400"),
        ("1:0-5", "disclosure.items", None, "no unread number"),
        ("7:0-5", "disclosure.items", None, "no unread number"),
        ("458", "disclosure.items", None, "names no unread number"),
        ("1:0-99999999999999999999", "disclosure.items", None, "names no unread number"),
    ],
)
def test_what_it_cannot_be_is_refused(archive: Archive, key: str, indicator: str, applicant: None, told: str) -> None:
    keep_unread(archive, facts=(Fact("disclosure.items", None, 400, "条", "table", "", 0, 0),))
    with pytest.raises(UsageError, match=told):
        archive.settle(key.format(*keys(archive)), indicator, applicant, **WHO)
    assert (len(keys(archive)), archive.audit()) == (2, ())


def test_only_what_was_settled_is_taken_back(archive: Archive) -> None:
    keep_unread(archive)
    with pytest.raises(UsageError, match="Nobody settled"):
        archive.take_back(keys(archive)[0], **WHO)


def test_wordings_of_most_reports_come_first_whatever_their_numbers(archive: Archive) -> None:
    for year in (2016, 2017, 2018):
        keep_unread(archive, year=year)
    archive.settle(keys(archive)[0], "disclosure.channel.weibo", None, **WHO)
    told = [(one.text, one.times, one.reports, one.example.year) for one in wordings(archive.unread_figures())]
    assert told == [("另收费#元", 3, 3, 2016), ("政务微博发声#条", 2, 2, 2017)]


def test_what_a_person_rejected_is_not_listed_but_by_its_number(archive: Archive) -> None:
    report = keep_unread(archive)
    archive.judge(report, "rejected", **WHO)
    assert keys(archive) == []
    assert len(archive.unread_figures(report)) == 2
