"""Reading stored reports again: what changes is told, what people decided stands, nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.forms.indicators import indicators
from core.reading.parse import parse
from core.types import Document, Fact, Report
from core.version import PARSER_VERSION
from core.work.worker import Workers
from store import Archive
from store.intake.parsing import File, Parsed, parse_file, read_once
from store.intake.rereading import FigureChange, IdentityChange, Reread, reread
from store.records import finding

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
OLDER = PARSER_VERSION - 1
TITLE = "泰顺县人民政府2018年政府信息公开工作年度报告"
WHO = {"reason": "核对原件", "person": "王主任"}


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(processes=1, ready=read_once) as pool:
        yield pool


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as opened:
        yield opened


def read_now(path: Path) -> Parsed:
    return parse_file(File(path.name, path.read_bytes()))


def keep(archive: Archive, path: Path, reading: Report) -> int:
    """Store a file as an older parser would have read it."""
    document = read_now(path).document
    return archive.save(path.read_bytes(), path.name, document, reading, parser_version=OLDER).report


def keep_text(archive: Archive, text: str, reading: Report) -> int:
    return archive.save(text.encode(), "a.txt", Document(text), reading, parser_version=OLDER).report


def again(archive: Archive, workers: Workers) -> list[Reread]:
    return list(reread(archive, archive.older(), workers))


def fact(code: str, value: float) -> Fact:
    return Fact(code, None, value, indicators()[code].unit, "table", "", 0, 0)


def test_what_is_read_otherwise_is_told_and_stored(archive: Archive, workers: Workers) -> None:
    now = read_now(SEEDS[1]).report
    assert (now.identity.organization, now.identity.year) == ("泰顺县人民政府", 2018)
    (received,) = (one for one in now.facts if (one.indicator, one.source) == ("requests.received", "table"))
    (concluded,) = (one for one in now.facts if one.indicator == "requests.concluded")
    others = tuple(one for one in now.facts if one not in (received, concluded))
    older = replace(
        now,
        identity=replace(now.identity, year=2017),
        facts=(replace(received, value=71), fact("requests.carried_in", 9), *others),
    )
    report = keep(archive, SEEDS[1], older)
    assert (archive.count_untried(), archive.older()) == (1, [report])
    (told,) = again(archive, workers)
    assert {(change.indicator, change.before, change.after) for change in told.figures} == {
        ("requests.received", 71, 17),
        ("requests.concluded", None, concluded.value),
        ("requests.carried_in", 9, None),
    }
    assert told.identity_changes == (IdentityChange("year", 2017, 2018),)
    stored = archive.report(report)
    assert (stored.facts, stored.parser_version, stored.identity.year) == (now.facts, PARSER_VERSION, 2018)
    assert list(archive.years()) == [2018]
    assert (archive.count_untried(), archive.older(), again(archive, workers)) == (0, [], [])


def test_read_again_without_need_nothing_changes(archive: Archive, workers: Workers) -> None:
    report = keep(archive, SEEDS[1], read_now(SEEDS[1]).report)
    for _ in range(2):
        (told,) = reread(archive, [report], workers)
        assert (told.was_replaced, told.figures, told.identity_changes) == (True, (), ())


def test_what_people_decided_stands(archive: Archive, workers: Workers) -> None:
    now = read_now(SEEDS[1]).report
    older = replace(now, facts=(*(one for one in now.facts if one.indicator != "requests.received"),))
    report = keep(archive, SEEDS[1], older)
    archive.correct(report, "requests.received", None, 18, **WHO)
    archive.correct_year(report, 2016, **WHO)
    archive.judge(report, "confirmed", **WHO)
    check = archive.checks(report)[0]
    archive.dismiss(report, finding(check), **WHO)
    audit = archive.audit()
    (told,) = again(archive, workers)
    assert FigureChange("requests.received", None, None, 17, corrected=True) in told.figures
    assert told.identity_changes == ()
    assert [(figure.year, figure.value) for figure in archive.figures(indicators=["requests.received"])] == [(2016, 18)]
    stored = archive.report(report)
    assert (stored.verdict, len(stored.corrections), len(stored.dismissals)) == ("confirmed", 1, 1)
    assert archive.audit() == audit


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("关于召开政府信息公开工作会议的通知。请各单位派员参加。" * 20, "not_a_report"),
        ("\x00\x01\x02" * 100, "unreadable"),
    ],
)
def test_what_can_be_read_no_more_stays_and_is_told(archive: Archive, workers: Workers, text: str, code: str) -> None:
    now = read_now(SEEDS[1]).report
    report = keep_text(archive, text, now)
    (told,) = again(archive, workers)
    assert told.error is not None
    assert (told.error.code, told.was_replaced) == (code, False)
    assert archive.report(report).facts == now.facts
    # It was tried: nobody is told again and again, but whoever asks for it may try once more.
    assert (archive.count_untried(), archive.older()) == (0, [report])
    assert archive.holds(text.encode()) == report


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        (
            f"{TITLE}\n\n2018年本机关认真贯彻条例，扎实推进主动公开。\n一、概述\n二、存在的问题和改进措施\n加强培训。\n",
            "facts",
        ),
        (f"{TITLE[7:]}\n\n收到依申请公开申请17件。\n一、概述\n二、存在的问题和改进措施\n加强培训。\n", "organization"),
    ],
)
def test_a_poorer_reading_does_not_take_the_place_of_a_fuller(
    archive: Archive, workers: Workers, text: str, lost: str
) -> None:
    poorer = parse(Document(text))
    assert (not poorer.facts, poorer.identity.organization is None) == (lost == "facts", lost == "organization")
    now = read_now(SEEDS[1]).report
    report = keep_text(archive, text, now)
    (told,) = again(archive, workers)
    assert told.saved is not None
    assert (told.saved.outcome, told.was_replaced) == ("kept_fuller", False)
    assert archive.report(report).facts == now.facts
    assert [entry.organization_name for entry in archive.reports()] == ["泰顺县人民政府"]


def test_a_body_that_a_person_gave_is_not_lost(archive: Archive, workers: Workers) -> None:
    text = f"{TITLE[7:]}\n\n收到依申请公开申请17件。\n一、概述\n二、存在的问题和改进措施\n加强培训。\n"
    report = keep_text(archive, text, read_now(SEEDS[1]).report)
    archive.correct_organization(report, "永嘉县人民政府", "330324", "浙江省温州市永嘉县", **WHO)
    (told,) = again(archive, workers)
    assert told.was_replaced
    assert [(entry.organization_name, entry.year) for entry in archive.reports()] == [("永嘉县人民政府", 2018)]
    assert [one.value for one in archive.report(report).facts] == [17]
