"""Keeping reports: versions, the same bytes again, a newer parser, corrections, and what is asked of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.errors import UsageError
from core.forms.indicators import indicators
from core.types import (
    Applicant,
    Cause,
    Check,
    Document,
    Fact,
    Holdings,
    Identity,
    Issue,
    Number,
    Report,
    Section,
    Source,
    named,
)
from store import Archive
from store.records import finding

TEXT = "泰顺县人民政府2018年政府信息公开工作年度报告\n一、概述\n全年收到申请17件。网上申请12件。\n二、存在问题\n公开不够及时。改进措施明确。"
BODY = Identity(
    title="泰顺县人民政府2018年政府信息公开工作年度报告",
    year=2018,
    template="2014",
    organization="泰顺县人民政府",
    division_code="330329",
    division="浙江省温州市泰顺县",
    period_start=date(2018, 1, 1),
    period_end=date(2018, 12, 31),
    published_on=date(2019, 2, 11),
    index_number="001008003015016/2019-1",
)


def fact(
    indicator: str,
    value: Number,
    *,
    source: Source = "table",
    applicant: Applicant | None = None,
    quote: str = "收到申请17件",
) -> Fact:
    start = TEXT.index(quote)
    return Fact(indicator, applicant, value, indicators()[indicator].unit, source, quote, start, start + len(quote), 3)


def report(*facts: Fact, identity: Identity = BODY) -> Report:
    return Report(
        identity=identity,
        facts=facts,
        checks=(
            Check("channel_sum", "structural", "pass", 17, 17, cells=("requests.received",)),
            Check("balance", "official", "fail", 3, 2.5, "business", cause=Cause("left_out", 0.5)),
            Check("review_sum", "structural", "skipped", missing=(("review.upheld", None), ("review.other", None))),
            Check("carry_over", "usual", "notice", 3, 4, values=named(before=2017, after=2018)),
        ),
        issues=(
            Issue("year_conflict", "warning", "title", values=named(title=2012, report=2018)),
            Issue("incomplete", "warning", "pictures", values=named(pages=(2, 5))),
            Issue("missing_number", "warning", "", (("disclosure.items", None),), "共计 条", 3, 7),
        ),
        sections=(
            Section("一、概述", TEXT.index("一、"), TEXT.index("二、")),
            Section("二、存在问题", TEXT.index("二、"), len(TEXT)),
        ),
    )


RECEIVED = fact("requests.received", 17)


def save(
    archive: Archive, data: bytes, saved: Report, *, text: str = TEXT, parser_version: int = 1
) -> tuple[str, int, int | None]:
    result = archive.save(data, "a.txt", Document(text, page_starts=(0, 30)), saved, parser_version=parser_version)
    return result.outcome, result.report, result.other


def values(archive: Archive, indicator: str = "requests.received") -> list[tuple[int, Number]]:
    return [(figure.year, figure.value) for figure in archive.figures(indicators=[indicator])]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as opened:
        yield opened


def test_a_stored_report_comes_back_as_it_was(archive: Archive) -> None:
    parsed = report(
        RECEIVED, fact("requests.received", 18, source="narrative"), fact("requests.fees", 0.5, quote="网上申请12件")
    )
    assert save(archive, b"1", parsed) == ("stored", 1, None)
    stored = archive.report(1)
    assert (stored.identity, stored.facts, stored.checks, stored.issues) == (
        parsed.identity,
        parsed.facts,
        parsed.checks,
        parsed.issues,
    )
    assert (stored.text, stored.page_starts, stored.file_name, stored.title_year) == (TEXT, (0, 30), "a.txt", 2018)
    assert archive.original(1) == ("a.txt", b"1")
    assert all(stored.text[fact.start : fact.end] == fact.quote for fact in stored.facts)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("泰顺县人民政府2018年年报", 2018),
        ("泰顺县人民政府二O一八年年报", 2018),
        ("泰顺县人民政府二〇一八年年报", 2018),
        ("年报", None),
    ],
)
def test_the_year_of_a_title(archive: Archive, title: str, year: int | None) -> None:
    made = report(RECEIVED)
    save(archive, b"1", replace(made, identity=replace(made.identity, title=title)))
    assert archive.report(1).title_year == year


def test_the_table_answers_and_the_narrative_stands_beside_it(archive: Archive) -> None:
    save(archive, b"1", report(fact("requests.received", 18, source="narrative"), RECEIVED))
    (figure,) = archive.figures(indicators=["requests.received"])
    assert (figure.value, figure.source, figure.other_value, figure.unit) == (17, "table", 18, "件")
    assert (figure.organization_name, figure.division_code, figure.year) == ("泰顺县人民政府", "330329", 2018)
    assert (figure.quote, figure.page, figure.template) == ("收到申请17件", 3, "2014")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([("table", 17), ("narrative", 17)], ("table", 17, None)),
        ([("narrative", 17.0), ("table", 17)], ("table", 17, None)),
        ([("narrative", 17), ("narrative", 18), ("narrative", 19), ("table", 17)], ("table", 17, 18)),
        ([("narrative", 5), ("narrative", 6)], ("narrative", 5, None)),
        ([("table", 0)], ("table", 0, None)),
    ],
)
def test_best_value(
    archive: Archive, facts: Sequence[tuple[Source, Number]], expected: tuple[Source, Number, Number | None]
) -> None:
    save(archive, b"1", report(*[fact("requests.received", value, source=source) for source, value in facts]))
    (figure,) = archive.figures(indicators=["requests.received"])
    assert (figure.source, figure.value, figure.other_value) == expected


def test_figures_are_chosen_by_body_year_indicator_and_applicant(archive: Archive) -> None:
    personal = fact("requests.received", 9, applicant="natural_person")
    save(archive, b"1", report(personal, RECEIVED, fact("review.total", 2)))
    other = replace(
        BODY, organization="永嘉县人民政府", division_code="330324", division="浙江省温州市永嘉县", year=2019
    )
    save(archive, b"2", report(RECEIVED, identity=other))

    def asked(**limits: Sequence[int]) -> list[tuple[str, int, str, Applicant | None]]:
        found = archive.figures(
            indicators=["review.total", "requests.received"], applicants=[None, "natural_person"], **limits
        )
        return [(figure.organization_name[:2], figure.year, figure.indicator, figure.applicant) for figure in found]

    everything = [
        ("泰顺", 2018, "requests.received", None),
        ("泰顺", 2018, "requests.received", "natural_person"),
        ("泰顺", 2018, "review.total", None),
        ("永嘉", 2019, "requests.received", None),
    ]
    assert asked() == everything
    assert asked(organizations=[1]) == everything[:3]
    assert asked(years=[2019]) == everything[3:]
    assert asked(organizations=[1], years=[2019]) == asked(organizations=[]) == []
    with pytest.raises(UsageError):
        archive.figures(indicators=["requests.recieved"])


def test_the_same_bytes_change_nothing(archive: Archive) -> None:
    save(archive, b"1", report(RECEIVED))
    assert archive.holds(b"1", parser_version=1) == 1
    assert archive.holds(b"1", parser_version=2) is archive.holds(b"2") is None
    assert save(archive, b"1", report()) == ("already_there", 1, None)
    assert values(archive) == [(2018, 17)]


@pytest.mark.parametrize(
    ("published", "outcome", "answer"),
    [
        (date(2019, 3, 1), "replaced_older", 20),
        (date(2019, 2, 11), "replaced_older", 20),
        (None, "kept_as_older", 17),
        (date(2019, 2, 1), "kept_as_older", 17),
    ],
)
def test_the_newer_version_answers_and_the_older_is_kept(
    archive: Archive, published: date | None, outcome: str, answer: int
) -> None:
    save(archive, b"1", report(RECEIVED))
    newer = report(fact("requests.received", 20), identity=replace(BODY, published_on=published))
    assert save(archive, b"2", newer) == (outcome, 2, 1)
    assert values(archive) == [(2018, answer)]
    (entry,) = archive.reports()
    assert entry.versions == 2
    versions = archive.report(1).versions
    assert [version.answers for version in versions] == [True, False]
    assert {version.report for version in versions} == {1, 2}


@pytest.mark.parametrize(
    ("dates", "answering"),
    [
        ((None, date(2019, 2, 11)), 2),
        ((date(2019, 2, 11), None), 1),
        ((None, None), 2),
        ((None, date(2019, 2, 11), None, date(2019, 2, 10)), 2),
        ((date(2019, 2, 11), date(2019, 2, 11)), 2),
    ],
)
def test_a_dated_version_answers_before_an_undated_one(
    archive: Archive, dates: Sequence[date | None], answering: int
) -> None:
    for number, published in enumerate(dates):
        save(archive, bytes([number]), report(RECEIVED, identity=replace(BODY, published_on=published)))
    assert [entry.id for entry in archive.reports()] == [answering]
    assert archive.report(1).versions[0].report == answering


FEES = fact("requests.fees", 0.5, quote="网上申请12件")


def test_a_version_that_gives_fewer_figures_answers_only_once_it_is_confirmed(archive: Archive) -> None:
    save(archive, b"whole", report(RECEIVED, FEES))
    cut = report(fact("requests.received", 20), identity=replace(BODY, published_on=date(2019, 3, 1)))
    saved = archive.save(b"cut", "b.txt", Document(TEXT), cut)
    assert (saved.outcome, saved.report, saved.other, saved.figures) == ("kept_as_poorer", 2, 1, (1, 2))
    assert values(archive) == [(2018, 17)]
    archive.judge(2, "confirmed", reason="网站上就这些", person="王")
    assert (values(archive), values(archive, "requests.fees")) == ([(2018, 20)], [])
    archive.judge(2, "rejected", reason="看错了", person="王")
    assert values(archive) == [(2018, 17)]


def test_the_fuller_version_answers_in_whatever_order_they_come(archive: Archive) -> None:
    for name, facts in ((b"cut", (RECEIVED,)), (b"whole", (RECEIVED, FEES)), (b"cut again", (FEES,))):
        save(archive, name, report(*facts))
    assert [entry.id for entry in archive.reports()] == [2]
    # An older one is just older, however full.
    older = report(RECEIVED, identity=replace(BODY, published_on=date(2018, 12, 1)))
    assert save(archive, b"older", older) == ("kept_as_older", 4, 2)
    # A figure told twice is one; what a person put in makes no reading fuller.
    save(archive, b"twice", report(RECEIVED, replace(RECEIVED, source="narrative")))
    archive.correct(5, "requests.fees", None, 1, reason="", person="王")
    assert [entry.id for entry in archive.reports()] == [2]


def test_a_newer_parser_replaces_what_the_older_read(archive: Archive) -> None:
    save(archive, b"1", report(RECEIVED))
    moved = replace(BODY, year=2017)
    text = TEXT.replace("网上", "网络")
    assert save(archive, b"1", report(fact("requests.received", 18), identity=moved), text=text, parser_version=2) == (
        "parsed_again",
        1,
        None,
    )
    assert values(archive) == [(2017, 18)]
    assert list(archive.years()) == [2017]
    assert not archive.passages("网上申请")
    assert archive.passages("网络申请")
    assert archive.report(1).parser_version == 2


def test_a_report_that_moves_to_another_year_leaves_the_older_version_to_answer(archive: Archive) -> None:
    save(archive, b"1", report(RECEIVED))
    save(archive, b"2", report(fact("requests.received", 20)))
    save(archive, b"2", report(fact("requests.received", 20), identity=replace(BODY, year=2017)), parser_version=2)
    assert values(archive) == [(2017, 20), (2018, 17)]


@pytest.mark.parametrize(
    "identity",
    [replace(BODY, organization=None, division_code=None, division=None), replace(BODY, year=None)],
)
def test_without_body_or_year_a_report_is_kept_but_does_not_answer(archive: Archive, identity: Identity) -> None:
    assert save(archive, b"1", report(RECEIVED, identity=identity)) == ("incomplete", 1, None)
    assert values(archive) == []
    assert not archive.reports()
    assert not archive.organizations()
    assert not archive.years()
    assert archive.report(1).identity == identity


def test_a_failed_save_stores_nothing(archive: Archive) -> None:
    wrong = replace(RECEIVED, unit="万元")
    with pytest.raises(ValueError, match="counted in"):
        save(archive, b"1", report(RECEIVED, wrong))
    with pytest.raises(OverflowError):
        save(archive, b"1", report(fact("requests.received", 10**30)))
    assert archive.holds(b"1") is None
    assert list(archive.organizations()) == []
    assert save(archive, b"1", report(RECEIVED)) == ("stored", 1, None)


def test_bodies_of_one_name_in_two_places_stay_apart(archive: Archive) -> None:
    places = [("320106", "江苏省南京市鼓楼区"), ("350102", "福建省福州市鼓楼区"), (None, None)]
    for number, (code, division) in enumerate(places):
        named = replace(BODY, organization="鼓楼区人民政府", division_code=code, division=division)
        save(archive, bytes([number]), report(RECEIVED, identity=named))
    assert [(body.name, body.division_code, body.division) for body in archive.organizations()] == [
        ("鼓楼区人民政府", *place) for place in places
    ]


def test_divisions_have_names_and_levels(archive: Archive) -> None:
    save(archive, b"1", report())
    plain = sqlite3.connect(archive.path)
    try:
        divisions = plain.execute("SELECT code, name, full_name, level FROM divisions").fetchall()
    finally:
        plain.close()
    assert divisions == [("330329", "泰顺县", "浙江省温州市泰顺县", "county")]


def test_organizations_are_the_same_tuple_until_something_is_stored(archive: Archive) -> None:
    save(archive, b"1", report(RECEIVED))
    first = archive.organizations()
    assert archive.organizations() is first
    with Archive(archive.path) as second:
        save(second, b"2", report(RECEIVED, identity=replace(BODY, organization="泰顺县公安局")))
    assert len(archive.organizations()) == 2
    save(archive, b"3", report(RECEIVED, identity=replace(BODY, organization="泰顺县财政局")))
    assert len(archive.organizations()) == 3


def test_a_correction_answers_and_survives_a_new_parse(archive: Archive) -> None:
    save(archive, b"1", report(RECEIVED, fact("requests.received", 17, source="narrative")))
    archive.correct(1, "requests.received", None, 71, reason="数字颠倒", person="42")
    save(archive, b"1", report(fact("requests.received", 18)), parser_version=2)
    (figure,) = archive.figures(indicators=["requests.received"])
    assert (figure.value, figure.corrected, figure.source, figure.quote) == (71, True, "table", "收到申请17件")
    stored = archive.report(1)
    assert [(made.old_value, made.new_value, made.reason, made.person) for made in stored.corrections] == [
        (17, 71, "数字颠倒", "42")
    ]
    assert [read.value for read in stored.facts] == [18]


def test_a_figure_struck_out_is_not_reported_and_can_come_back(archive: Archive) -> None:
    save(archive, b"1", report(RECEIVED))
    archive.correct(1, "requests.received", None, None, reason="误读", person="42")
    assert values(archive) == []
    archive.correct(1, "requests.received", None, 16, reason="核对原文", person="42")
    assert values(archive) == [(2018, 16)]
    archive.correct(1, "review.total", None, 0, reason="原文为零", person="42")
    (figure,) = archive.figures(indicators=["review.total"])
    assert (figure.value, figure.corrected, figure.quote) == (0, True, "")


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("改进", "公开不够及时。改进措施明确。"[7:]),
        ("及时", "公开不够及时。"),
        ("收到申请17件", "全年收到申请17件。"),
        ("收到申請１７件", "全年收到申请17件。"),
        ("及时，改进", "公开不够及时。改进措施明确。"),
        ("收到申请1", None),
        ("。", None),
        ('"', None),
        ("财政", None),
    ],
)
def test_passages(archive: Archive, phrase: str, found: str | None) -> None:
    save(archive, b"1", report(RECEIVED))
    passages = archive.passages(phrase)
    assert [passage.text for passage in passages] == ([] if found is None else [found])
    assert all(TEXT[passage.start : passage.end] == passage.text for passage in passages)


def test_passages_keep_to_bodies_years_limit_and_answering_reports(archive: Archive) -> None:
    save(archive, b"1", report(RECEIVED))
    save(archive, b"2", report(RECEIVED))
    save(archive, b"3", report(RECEIVED, identity=replace(BODY, year=2019)))
    assert [(passage.report, passage.year, passage.section) for passage in archive.passages("改进")] == [
        (3, 2019, "二、存在问题"),
        (2, 2018, "二、存在问题"),
    ]
    assert [passage.report for passage in archive.passages("改进", years=[2018])] == [2]
    assert [passage.report for passage in archive.passages("改进", limit=1)] == [3]
    assert not archive.passages("改进", organizations=[9])


def test_passages_are_ranked_and_counted(archive: Archive) -> None:
    texts = {
        2016: "一、概述\n征地信息公开，征地补偿公开，征地批复公开。\n",
        2017: "一、概述\n全年公开征地信息。" + "依法公开其他各类信息。" * 40 + "\n",
        2018: "一、概述\n公开土地征收的信息，其中征地三件。" + "公开信息。" * 5 + "\n",
        2019: "一、概述\n没有这样的话。\n",
    }
    for year, text in texts.items():
        whole = (Section("一、概述", 0, len(text)),)
        of_year = replace(report(identity=replace(BODY, year=year)), sections=whole)
        save(archive, str(year).encode(), of_year, text=text)
    assert [passage.year for passage in archive.passages("征地")] == [2016, 2018, 2017]
    assert [passage.year for passage in archive.passages("征地", years=[2017, 2018, 2019])] == [2018, 2017]
    assert archive.mentioning("征地") == 3
    assert archive.mentioning("征地", years=[2017, 2019]) == 1
    assert archive.mentioning("征地", organizations=[9]) == 0
    assert archive.mentioning("。") == 0


@pytest.mark.parametrize(
    "reference",
    ["2", "a.txt", "永嘉县人民政府 2018", "2018年永嘉县人民政府", " 永嘉县人民政府2018年政府信息公开工作年度报告 "],
)
def test_find_report(archive: Archive, reference: str) -> None:
    archive.save(b"1", "other.txt", Document(TEXT), report(identity=replace(BODY, year=2017, title="永嘉")))
    title = "永嘉县人民政府2018年政府信息公开工作年度报告"
    save(archive, b"2", report(identity=replace(BODY, organization="永嘉县人民政府", title=title)))
    assert archive.find_report(reference) == 2


def test_find_report_says_when_there_is_none_or_several(archive: Archive) -> None:
    save(archive, b"1", report())
    save(archive, b"2", report())
    with pytest.raises(UsageError, match=r"several reports.*1:.*2:"):
        archive.find_report("a.txt")
    for nothing in ("77", "", "永嘉县人民政府 2018"):
        with pytest.raises(UsageError, match="no file or stored report"):
            archive.find_report(nothing)
    for ask in (archive.report, archive.original):
        with pytest.raises(UsageError, match="no report 77"):
            ask(77)


def test_characters_sqlite_cannot_hold(archive: Archive) -> None:
    text = TEXT.replace("概述", "概\x00").replace("公开不够", "\ud800开不够")
    save(archive, b"1", report(RECEIVED), text=text)
    stored = archive.report(1)
    assert len(stored.text) == len(text)
    assert stored.text[RECEIVED.start : RECEIVED.end] == RECEIVED.quote
    assert archive.passages("改进")


def test_views_for_people(archive: Archive) -> None:
    save(archive, b"1", report(RECEIVED, fact("requests.received", 3, applicant="business")))
    save(archive, b"2", report(RECEIVED, identity=replace(BODY, year=2019)))
    plain = sqlite3.connect(archive.path)
    plain.row_factory = sqlite3.Row
    try:
        figures = [
            dict(row)
            for view in ("figures", "figures_by_applicant")
            for row in plain.execute(f"SELECT * FROM {view} WHERE year = 2018")
        ]
        assert [
            (row["organization"], row["label"], row["applicant"], row["applicant_label"], row["value"], row["unit"])
            for row in figures
        ] == [
            ("泰顺县人民政府", indicators()["requests.received"].label_zh, None, "总计", 17, "件"),
            ("泰顺县人民政府", indicators()["requests.received"].label_zh, "business", "商业企业", 3, "件"),
        ]
        (coverage,) = plain.execute("SELECT organization, reports, first_year, last_year, years FROM coverage")
        assert tuple(coverage) == ("泰顺县人民政府", 2, 2018, 2019, "2018 2019")
        checks = plain.execute("SELECT rule, status, applicant FROM checks WHERE report_id = 1").fetchall()
        assert [tuple(row) for row in checks] == [
            ("channel_sum", "pass", None),
            ("balance", "fail", "business"),
            ("review_sum", "skipped", None),
            ("carry_over", "notice", None),
        ]
        assert plain.execute("SELECT count(*) FROM report_list").fetchone()[0] == 2
        assert plain.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        assert plain.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    finally:
        plain.close()


def test_dismissed_findings_leave_the_view_of_checks(archive: Archive) -> None:
    for data in (b"1", b"2"):
        save(archive, data, report(RECEIVED))
    failed = archive.checks(1)[1]
    archive.dismiss(1, finding(failed), reason="核对原件", person="42")
    plain = sqlite3.connect(archive.path)
    try:
        checks = plain.execute("SELECT report_id, rule FROM checks WHERE status <> 'skipped'").fetchall()
    finally:
        plain.close()
    assert sorted(checks) == [
        (1, "carry_over"),
        (1, "channel_sum"),
        (2, "balance"),
        (2, "carry_over"),
        (2, "channel_sum"),
    ]


def test_coverage(archive: Archive) -> None:
    save(archive, b"1", report())
    save(archive, b"2", report(identity=replace(BODY, year=2016)))
    (body,) = archive.coverage()
    assert (body.organization_name, body.division, body.years) == ("泰顺县人民政府", "浙江省温州市泰顺县", (2016, 2018))


def test_an_archive_is_what_questions_ask(archive: Archive) -> None:
    holdings: Holdings = archive
    assert list(holdings.figures(indicators=["requests.received"])) == []
