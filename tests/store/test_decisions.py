"""What people decide: corrections, verdicts, dismissed findings, roles and files that wait; and that it all lasts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core import parse, read
from core.errors import UsageError
from core.types import Document, Report
from core.version import PARSER_VERSION
from store import Archive
from store.records import Saved, finding

SEED = Path(__file__).parents[2] / "seeds" / "001_4d089b536d89bce8.txt"
TEXT = SEED.read_text("utf-8")
WHO = {"reason": "核对原件", "person": "王主任"}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as archive:
        yield archive


def parsed(text: str) -> tuple[bytes, str, Document, Report]:
    data = text.encode()
    document = read(data, "r.txt")
    return data, "r.txt", document, parse(document)


def again(archive: Archive, text: str) -> Saved:
    return archive.save(*parsed(text), parser_version=PARSER_VERSION + 1)


def test_checks_are_those_of_the_corrected_figures_and_stay_so(archive: Archive) -> None:
    wrong = TEXT.replace("22727", "22728")
    report = archive.save(*parsed(wrong)).report
    assert [check.left for check in archive.checks(report) if check.status == "fail"] == [22728]
    archive.correct(report, "disclosure.items", None, 22727, **WHO)
    assert not [check for check in archive.checks(report) if check.status == "fail"]
    assert again(archive, wrong).outcome == "parsed_again"
    assert not [check for check in archive.checks(report) if check.status == "fail"]


def test_a_dismissed_finding_is_another_once_the_figures_are_others(archive: Archive) -> None:
    wrong = TEXT.replace("22727", "22728")
    report = archive.save(*parsed(wrong)).report
    (check,) = [check for check in archive.checks(report) if check.status == "fail"]
    archive.dismiss(report, finding(check), **WHO)
    assert check not in archive.checks(report)
    stored = archive.report(report)
    assert (dismissal := stored.dismissal(check)) is not None
    assert (dismissal.reason, dismissal.person) == ("核对原件", "王主任")
    archive.correct(report, "disclosure.items", None, 22729, **WHO)
    assert [(one.rule, one.left) for one in archive.checks(report) if one.status == "fail"] == [(check.rule, 22729)]


def test_another_year_makes_room_for_the_report_it_had_displaced(archive: Archive) -> None:
    older = archive.save(*parsed(TEXT.replace("2019- 02- 11", "2019- 02- 10"))).report
    newer = archive.save(*parsed(TEXT)).report
    assert [entry.id for entry in archive.reports()] == [newer]
    archive.correct_year(newer, 2017, **WHO)
    assert {(entry.id, entry.year) for entry in archive.reports()} == {(older, 2018), (newer, 2017)}
    again(archive, TEXT)
    assert {(entry.id, entry.year) for entry in archive.reports()} == {(older, 2018), (newer, 2017)}


def test_a_rejected_report_gives_way_to_the_one_before_until_it_is_confirmed(archive: Archive) -> None:
    older = archive.save(*parsed(TEXT.replace("2019- 02- 11", "2019- 02- 10"))).report
    newer = archive.save(*parsed(TEXT)).report
    for verdict, answering in (("rejected", older), ("confirmed", newer)):
        archive.judge(newer, verdict, **WHO)  # type: ignore[arg-type]
        assert [entry.id for entry in archive.reports()] == [answering]
    archive.judge(newer, "rejected", **WHO)
    archive.judge(older, "rejected", **WHO)
    assert not archive.reports()
    again(archive, TEXT)
    assert not archive.reports()


def test_a_body_is_corrected_with_its_division(archive: Archive) -> None:
    report = archive.save(*parsed(TEXT)).report
    archive.correct_organization(report, "永嘉县教育局", "330324", "浙江省温州市永嘉县", **WHO)
    again(archive, TEXT)
    (entry,) = archive.reports()
    assert (entry.organization_name, entry.division_code) == ("永嘉县教育局", "330324")
    assert [(e.subject, e.old, e.new, e.reason, e.person) for e in archive.report(report).audit] == [
        ("organization", "泰顺县人民政府", "永嘉县教育局", "核对原件", "王主任")
    ]


def test_nothing_is_decided_about_what_is_not_stored(archive: Archive) -> None:
    with pytest.raises(UsageError):
        archive.judge(7, "confirmed", **WHO)
    with pytest.raises(UsageError):
        archive.correct_year(7, 2018, **WHO)
    assert not archive.audit()


def test_roles_last_and_are_noted(archive: Archive) -> None:
    assert archive.people.role(5) is None
    assert archive.people.set(5, "李科长", "reader", person="王主任") is None
    assert archive.people.set(5, "", "editor", person="王主任") == "reader"
    assert archive.people.set(5, "", "editor", person="王主任") == "editor"
    with Archive(archive.path) as other:
        (person,) = other.people.all()
        assert (person.account, person.name, person.role) == (5, "李科长", "editor")
        assert [(e.old, e.new) for e in other.audit()] == [(None, "reader"), ("reader", "editor")]


def test_a_file_is_stored_and_done_at_once_or_not_at_all(archive: Archive) -> None:
    added = archive.jobs.add(
        chat=1, message=2, album="A", account=3, language="zh", name="r.txt", source="F1", size=None
    )
    assert added is not None
    batch, job = added
    data, name, document, report = parsed(TEXT)
    with pytest.raises(ValueError, match="counted in"):
        from dataclasses import replace

        archive.save(data, name, document, replace(report, facts=(replace(report.facts[0], unit="斤"),)), job=job.id)
    assert archive.jobs.waiting() == 1
    saved = archive.save(data, name, document, report, job=job.id)
    assert [one.saved for one in archive.jobs.of(batch.id)] == [saved]
    assert archive.jobs.waiting() == 0
    assert [known.id for known, _ in archive.jobs.unfinished()] == [batch.id]
    archive.jobs.told(batch.id)
    assert archive.jobs.unfinished() == ()


def test_a_message_is_noted_once_and_an_album_is_one_batch(archive: Archive) -> None:
    def add(message: int, album: str | None) -> int | None:
        added = archive.jobs.add(
            chat=1, message=message, album=album, account=3, language="zh", name="r.zip", source="F", size=9
        )
        return added and added[0].id

    assert (add(1, "A"), add(2, "A"), add(2, "A"), add(3, None), add(3, None)) == (1, 1, None, 2, None)
    ((_, (first, _)), _) = archive.jobs.unfinished()
    members = archive.jobs.unpack(first, ["a.txt", "b.txt"])
    assert [(job.name, job.member, job.source) for job in members] == [("a.txt", 1, "F"), ("b.txt", 2, "F")]
    archive.jobs.fail(members[0].id, "读不出来")
    assert [(job.name, job.state, job.sentence) for job in archive.jobs.of(1)] == [
        ("a.txt", "failed", "读不出来"),
        ("b.txt", "waiting", None),
        ("r.zip", "waiting", None),
    ]


def test_a_rejected_version_is_not_counted(archive: Archive) -> None:
    archive.save(*parsed(TEXT))
    newer = archive.save(*parsed(TEXT + "\n")).report
    assert [entry.versions for entry in archive.reports()] == [2]
    archive.judge(newer, "rejected", **WHO)
    (entry,) = archive.reports()
    assert (entry.id == newer, entry.versions) == (False, 1)


def test_a_rehearsal_tells_what_would_be_and_leaves_nothing(archive: Archive) -> None:
    report = archive.save(*parsed(TEXT)).report

    def reject(archive: Archive) -> int:
        archive.judge(report, "rejected", **WHO)
        return len(archive.reports())

    before = archive.report(report)
    assert archive.rehearse(reject) == 0
    assert len(archive.reports()) == 1
    assert archive.report(report) == before
    with pytest.raises(UsageError):
        archive.rehearse(lambda archive: archive.judge(99, "rejected", **WHO))
    archive.judge(report, "rejected", **WHO)
    assert not archive.reports()


def test_what_was_decided_is_taken_back_unless_something_was_decided_since(archive: Archive) -> None:
    report = archive.save(*parsed(TEXT)).report
    stored, before = archive.report(report), archive.decisions(report)
    archive.correct(report, "requests.received", None, 18, **WHO)
    archive.correct_year(report, 2017, **WHO)
    after = archive.decisions(report)
    archive.judge(report, "confirmed", **WHO)
    with pytest.raises(UsageError):
        archive.undo(report, before, after, **WHO)
    archive.undo(report, before, archive.decisions(report), **WHO)
    now = archive.report(report)
    assert (now.identity, now.verdict, now.corrections, now.checks) == (stored.identity, None, (), stored.checks)
    assert [(entry.subject, entry.old, entry.new) for entry in now.audit[-3:]] == [
        ("verdict", "confirmed", None),
        ("year", "2017", "2018"),
        ("requests.received", "18", "17"),
    ]


def test_an_update_is_noted_once_and_given_up_after_three_tries(archive: Archive) -> None:
    archive.inbox.note([(1, "{}"), (2, "{}")], [2, 3])
    archive.inbox.note([(1, "again"), (2, "again")], [])
    assert [archive.inbox.is_known(number) for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert archive.inbox.waiting() == 1
    assert [archive.inbox.take_up() for _ in range(4)] == [((1, "{}"),)] * 3 + [()]


def test_the_last_message_about_something_is_found_again(archive: Archive) -> None:
    archive.messages.put_all({(7, 1): (7, {"asked": 1}), (7, 2): (7, {"report": 5}), (7, 3): (8, {"asked": 2})})
    archive.messages.put_all({(7, 2): (7, {"report": 6})})
    archive.messages.forget_old()
    assert archive.messages.about(7, 2) == {"report": 6}
    assert archive.messages.about(7, 9) is None
    assert archive.messages.last(7, 7, "asked") == (1, {"asked": 1})
    assert archive.messages.last(7, 9, "asked") is None
