"""Checks and issues in the database: as values, beside the Chinese sentence; a correction checks as parsing does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core import parse, read
from core.telling.findings import describe_check, describe_issue
from core.types import AS_STORED, Check, Document, Identity, Issue, Report, named
from store import Archive
from tests.core.reading.test_proving import LABEL, ROW, cell, recognised
from tests.forging import forge, pipes

PERSON = {"reason": "原件如此", "person": "王"}
BODY = Identity("年报", 2018, "2014", "泰顺县人民政府", "330329", "浙江省温州市泰顺县")
CONFLICT = Issue("year_conflict", "warning", "title", values=named(title=2012, report=2018))
FAILED = Check("review_sum", "structural", "fail", 3, 2, cells=("review.total", "review.upheld"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as opened:
        yield opened


def keep(archive: Archive, document: Document, report: Report) -> int:
    """Store a report under a body and year of its own."""
    identity = replace(report.identity, organization="泰顺县人民政府", division_code="330329", year=2022)
    return archive.save(document.text.encode(), "a.txt", document, replace(report, identity=identity)).report


def statuses(checks: tuple[Check, ...], code: str) -> list[tuple[str, str, str | None]]:
    """How the checks came out that a figure takes part in."""
    touched = (c for c in checks if code in (*c.cells, *(missing for missing, _ in c.missing)))
    return [(check.rule, check.status, check.applicant) for check in touched]


def test_who_reads_the_database_sees_the_sentences(archive: Archive) -> None:
    archive.save(b"1", "a.txt", Document("x" * 9), Report(BODY, (), (FAILED,), (CONFLICT,)))
    plain = sqlite3.connect(archive.path)
    try:
        assert plain.execute("SELECT message, cause FROM checks").fetchall() == [
            ("行政复议数量 与 各项之和：3 ≠ 2，相差 1", None)
        ]
        assert plain.execute("SELECT message FROM issues").fetchall() == [("标题写的是2012年，统计数据是2018年的。",)]
    finally:
        plain.close()


def test_what_an_older_version_stored_keeps_its_sentence_until_it_is_read_again(archive: Archive) -> None:
    archive.save(b"1", "a.txt", Document("x" * 9), Report(BODY, (), (FAILED,), (CONFLICT,)), parser_version=1)
    plain = sqlite3.connect(archive.path)
    plain.execute("UPDATE check_rows SET details = NULL, message = '复议数不等', cause = '少了一位'")
    plain.execute("UPDATE issues SET details = NULL, message = '题名为2012年'")
    plain.commit()
    plain.close()
    (check,), (issue,) = archive.checks(1), archive.issues(1)
    assert (check.kind, issue.kind) == (AS_STORED, AS_STORED)
    assert (check.rule, check.left, check.right, check.cells) == ("review_sum", 3, 2, FAILED.cells)
    assert (describe_check(check, "zh"), describe_issue(issue, "zh")) == ("复议数不等", "题名为2012年")
    assert describe_check(check, "en") == "stored by an older version: “复议数不等”"
    archive.save(b"1", "a.txt", Document("x" * 9), Report(BODY, (), (FAILED,), (CONFLICT,)), parser_version=2)
    assert (archive.checks(1), archive.issues(1)) == ((FAILED,), (CONFLICT,))


def test_an_older_database_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with Archive(path) as archive:
        archive.save(b"1", "a.txt", Document("x" * 9), Report(BODY, (), (FAILED,), (CONFLICT,)))
    plain = sqlite3.connect(path)
    for table in ("check_rows", "issues"):
        plain.execute(f"ALTER TABLE {table} DROP COLUMN details")
    plain.execute("DELETE FROM _sqlite_migrations WHERE name = 'findings_as_values'")
    plain.commit()
    plain.close()
    with Archive(path) as archive:
        ((check,), (issue,)) = archive.checks(1), archive.issues(1)
    assert describe_check(check, "zh") == "行政复议数量 与 各项之和：3 ≠ 2，相差 1"
    assert describe_issue(issue, "zh") == "标题写的是2012年，统计数据是2018年的。"


def test_what_no_text_of_a_database_can_hold(archive: Archive) -> None:
    odd = Issue("missing_number", "warning", quote="共计\x00\ud800条", start=0, end=5)
    named_odd = Issue("missing_title", "info", "from_sentence", values=named(title="年报\x00"))
    archive.save(b"1", "a.txt", Document("共计\x00\ud800条"), Report(BODY, (), (), (odd, named_odd)))
    stored, other = archive.issues(1)
    assert archive.issues(1, "missing_title") == (other,)
    assert stored == replace(odd, quote="共计\ufffd\ufffd条")
    assert other.values == (("title", "年报\ufffd"),)


# --- a correction checks as parsing does --------------------------------------------------------------


def test_a_correction_that_changes_nothing_leaves_every_check_as_it_was(archive: Archive) -> None:
    for seed in sorted(Path("seeds").glob("*.txt")):
        document = read(seed.read_bytes())
        report = parse(document)
        number = archive.save(seed.read_bytes(), seed.name, document, report).report
        fact = next(fact for fact in report.facts)
        archive.correct(number, fact.indicator, fact.applicant, fact.value, **PERSON)
        assert archive.checks(number) == report.checks


def test_a_correction_keeps_the_notice_of_parts_that_headings_lack(archive: Archive) -> None:
    whole = pipes(forge(1, "2021"))
    for heading in ("四、政府信息公开行政复议、行政诉讼情况", "六、其他需要报告的事项"):
        assert heading in whole
        whole = whole.replace(heading, f"本报告也说{heading[2:]},不单列。")
    document = Document(whole)
    report = parse(document)
    lacking = named(lacking=("disputes", "other"), rows=0)
    assert [check.values for check in report.checks if check.rule == "completeness"] == [lacking]
    number = keep(archive, document, report)
    archive.correct(number, "requests.received", None, 12345, **PERSON)
    (complete,) = (check for check in archive.checks(number) if check.rule == "completeness")
    assert (complete.status, complete.values) == ("notice", lacking)


def test_a_correction_elsewhere_leaves_what_was_worked_out_unchecked(archive: Archive) -> None:
    report = recognised({(ROW, "legal_services"): 0.4}, cell(LABEL, 4, "21"))
    before = statuses(report.checks, ROW)
    assert ("applicant_sum", "skipped", None) in before
    assert ("outcome_sum", "skipped", "legal_services") in before
    number = keep(archive, Document("年报", "image"), report)
    archive.correct(number, "review.total", None, 9, **PERSON)
    assert statuses(tuple(archive.checks(number)), ROW) == before


def test_what_a_person_gave_is_checked(archive: Archive) -> None:
    report = recognised({(ROW, "legal_services"): 0.4}, cell(LABEL, 4, "21"))
    number = keep(archive, Document("年报", "image"), report)
    archive.correct(number, ROW, "legal_services", 27, **PERSON)
    after = statuses(tuple(archive.checks(number)), ROW)
    assert ("applicant_sum", "pass", None) in after
    assert ("outcome_sum", "pass", "legal_services") in after


def test_figures_worked_out_that_an_older_version_does_not_name_stay_unchecked(archive: Archive) -> None:
    report = recognised({(ROW, "legal_services"): 0.4}, cell(LABEL, 4, "21"))
    number = keep(archive, Document("年报", "image"), report)
    plain = sqlite3.connect(archive.path)
    plain.execute("UPDATE issues SET details = NULL")
    plain.commit()
    plain.close()
    archive.correct(number, "review.total", None, 9, **PERSON)
    assert ("applicant_sum", "skipped", None) in statuses(tuple(archive.checks(number)), ROW)
