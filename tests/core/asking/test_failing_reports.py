"""Which stored reports fail checks: how many of how many, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from core.asking.answer import answer
from core.reading.checks import run_checks
from store.archive import Archive
from tests.core.asking.question_holdings import forge, forged_lines

TODAY = date(2024, 5, 1)


# What is added to figures of three reports: one wrong, one right, one wrong twice.
_WRONG: tuple[dict[str, int], ...] = ({"requests.received": 5}, {}, {"requests.received": 7, "review.total": 3})


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    lines = [line for line in forged_lines() if line["template"] == "2021"][: len(_WRONG)]
    with Archive(tmp_path_factory.mktemp("failing") / "failing.db") as opened:
        for line, added in zip(lines, _WRONG, strict=True):
            document, report = forge(line)
            facts = tuple(
                replace(fact, value=fact.value + added[fact.indicator])
                if fact.indicator in added and fact.applicant is None
                else fact
                for fact in report.facts
            )
            checks = run_checks(report.identity, facts, (), document.text)
            opened.save(
                document.text.encode(),
                f"{line['organization']}.txt",
                document,
                replace(report, facts=facts, checks=checks),
            )
        yield opened


def _failing(archive: Archive) -> dict[int, int]:
    counted = {e.id: sum(check.status == "fail" for check in archive.checks(e.id)) for e in archive.reports()}
    return {report: count for report, count in counted.items() if count}


def test_failures_are_the_checks_that_fail(archive: Archive) -> None:
    assert len(_failing(archive)) == 2
    assert dict(archive.failures()) == _failing(archive)
    first = archive.reports()[0].organization
    of_first = {e.id for e in archive.reports(organizations=[first])}
    assert {report for report, _ in archive.failures(organizations=[first])} == of_first & _failing(archive).keys()
    assert not archive.failures(years=[2018])


@pytest.mark.parametrize("question", ["有哪些报告勾稽关系不符", "哪些报告不平", "库里哪几份年报数据对不上"])
def test_the_reports_that_fail_are_listed(archive: Archive, question: str) -> None:
    found = answer(question, archive, today=TODAY)
    failing, held = _failing(archive), archive.reports()
    assert (found.status, found.rows) == ("answered", ())
    head, *lines = found.text.splitlines()
    assert head == f"{len(held)}份年报中{len(failing)}份有不符的勾稽关系："
    told = [next(e.id for e in held if f"（报告{e.id}）：{failing.get(e.id)}项不符" in line) for line in lines]
    assert sorted(told) == sorted(failing)
    assert [failing[report] for report in told] == sorted(failing.values(), reverse=True)


def test_one_report_is_told_check_by_check(archive: Archive) -> None:
    worst = max(_failing(archive).items(), key=lambda pair: pair[1])[0]
    entry = next(e for e in archive.reports() if e.id == worst)
    found = answer(f"{entry.organization_name}{entry.year}年的年报哪些勾稽关系不符", archive, today=TODAY)
    assert found.text.startswith(f"{_failing(archive)[worst]}项不符")


def test_english(archive: Archive) -> None:
    found = answer("which reports fail consistency checks", archive, today=TODAY)
    assert found.text.startswith(f"{len(_failing(archive))} of {len(archive.reports())} reports fail")
