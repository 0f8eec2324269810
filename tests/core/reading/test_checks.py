"""The consistency rules, on figures made for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from core.reading.checks import run_checks
from core.types import APPLICANTS, Applicant, Cause, Check, Fact, Identity, Number, Source, Template
from tests import forging

GOVERNMENT = Identity(organization="临江县人民政府", division_code="220681", year=2022, template="2021")


def fact(code: str, value: Number, applicant: Applicant | None = None, source: Source = "table") -> Fact:
    return Fact(code, applicant, value, "件", source, str(value), 0, 1)


def checked(
    figures: Mapping[str, Number] | Mapping[tuple[str, Applicant | None], Number],
    template: Template = "2014",
    identity: Identity = GOVERNMENT,
    prose: Mapping[str, Number] | None = None,
) -> dict[str, list[Check]]:
    facts = [fact(*_key(key, value)) for key, value in figures.items()]
    facts += [fact(code, value, None, "narrative") for code, value in (prose or {}).items()]

    by_rule: dict[str, list[Check]] = {}
    for check in run_checks(replace(identity, template=template), facts, (), "一、总体情况"):
        by_rule.setdefault(check.rule, []).append(check)
    return by_rule


def _key(key: str | tuple[str, Applicant | None], value: Number) -> tuple[str, Number, Applicant | None]:
    return (key, value, None) if isinstance(key, str) else (key[0], value, key[1])


@pytest.mark.parametrize("template", ["2019", "2021"])
def test_a_consistent_form_passes_every_equality(template: Template) -> None:
    for seed in range(5):
        rules = checked(forging.forge(seed, template).values, template)
        for rule in ("balance", "outcome_sum", "applicant_sum", "review_sum", "litigation_sum"):
            assert {check.status for check in rules[rule]} == {"pass"}, rule
        assert len(rules["balance"]) == 7
        assert len(rules["applicant_sum"]) == len(forging.request_codes(template))


@pytest.mark.parametrize(
    ("rule", "figures", "status", "left", "right"),
    [
        ("channel_sum", _channels := {"requests.received": 17, "requests.channel.in_person": 5, "requests.channel.fax": 0,
                                      "requests.channel.online": 9, "requests.channel.letter": 3}, "pass", 17, 17),
        ("channel_sum", {**_channels, "requests.received": 18}, "fail", 18, 17),
        ("concluded_sum", {"requests.concluded": 16, "requests.concluded.on_time": 14, "requests.concluded.extended": 2},
         "pass", 16, 16),
        ("staff_sum", {"capacity.staff": 64, "capacity.staff.full_time": 54, "capacity.staff.part_time": 9}, "fail", 64, 63),
        ("concluded_vs_outcome", {"requests.concluded": 16, "requests.outcome.total": 15}, "notice", 16, 15),
        ("published_vs_issued", {"normative.published": 20, "normative.issued": 19}, "notice", 20, 19),
        ("part_of_whole", {"response.interviews.principal": 3, "response.interviews": 2}, "fail", 3, 2),
    ],
)  # fmt: skip
def test_rules_of_2014(rule: str, figures: dict[str, Number], status: str, left: Number, right: Number) -> None:
    decided = [check for check in checked(figures)[rule] if check.status != "skipped"]
    assert [(check.status, check.left, check.right) for check in decided] == [(status, left, right)]


@pytest.mark.parametrize(
    ("items", "status"), [(100, "pass"), (130, "pass"), (150, "pass"), (99, "fail"), (151, "fail")]
)
def test_the_same_item_may_go_out_on_several_channels(items: int, status: str) -> None:
    channels = {f"disclosure.channel.{name}": 0 for name in ("gazette", "weibo", "other")}
    figures = {
        "disclosure.items": items,
        "disclosure.channel.website": 100,
        "disclosure.channel.wechat": 50,
        **channels,
    }
    assert [check.status for check in checked(figures)["disclosure_bounds"]] == [status]


def test_an_absent_operand_is_never_zero() -> None:
    check = checked({"requests.received": 3, "requests.channel.online": 3})["channel_sum"][0]
    assert (check.status, check.left, check.right) == ("skipped", None, None)
    assert ("requests.channel.in_person", None) in check.missing


def test_a_report_with_only_totals_is_checked_in_that_column() -> None:
    values = {key: value for key, value in forging.forge(1, "2021").values.items() if key[1] is None}
    rules = checked(values, "2021")
    assert [(check.status, check.applicant) for check in rules["balance"]] == [("pass", None)]
    assert [(check.status, check.applicant) for check in rules["outcome_sum"]] == [("pass", None)]
    assert "applicant_sum" not in rules


def test_each_column_is_judged_for_itself() -> None:
    values = dict(forging.forge(1, "2021").values)
    values["requests.received", "business"] += 1
    failed = {
        (check.rule, check.applicant)
        for checks in checked(values, "2021").values()
        for check in checks
        if check.status == "fail"
    }
    assert failed == {("balance", "business"), ("applicant_sum", None)}


@pytest.mark.parametrize(
    ("total", "parts", "cause"),
    [
        (0, (4, 1, 0, 0, 0, 2), Cause("total_empty")),
        (0, (4, 1, 0, 0, 0, 5), Cause("shifted")),
        (12, (1, 2, 0, 0, 0, 2), None),
        (29, (27, 12, 0, 0, 0, 0), Cause("digit")),
        (6, (4, 1, 0, 0, 0, 2), Cause("left_out", 1)),
        (8, (4, 1, 0, 0, 0, 2), Cause("total_not_updated")),
    ],
)
def test_a_likely_cause_is_told_only_where_one_slip_explains_all(
    total: int, parts: tuple[int, ...], cause: Cause | None
) -> None:
    cells: dict[tuple[str, Applicant | None], Number] = {
        ("requests.received", applicant): part for applicant, part in zip(APPLICANTS, parts, strict=True)
    }
    cells["requests.received", None] = total
    check = checked(cells, "2021")["applicant_sum"][0]
    assert check.status == "fail"
    assert check.cause == cause


def test_a_county_makes_no_regulations() -> None:
    assert checked({"regulations.issued": 2}, "2021")["regulation_power"][0].status == "notice"
    city = Identity(organization="临江市人民政府", division_code="220600", year=2022)
    assert "regulation_power" not in checked({"regulations.issued": 2}, "2021", city)


def test_the_table_and_the_prose() -> None:
    checks = checked({"requests.received": 3}, "2021", prose={"requests.received": 2})["text_vs_table"]
    assert [(check.status, check.left, check.right) for check in checks] == [("notice", 2, 3)]


@pytest.mark.parametrize(
    ("body", "year", "published", "status"),
    [
        ("临江县人民政府", 2022, date(2023, 3, 31), "pass"),
        ("临江县人民政府", 2022, date(2023, 4, 1), "notice"),
        ("临江县教育局", 2022, date(2023, 2, 1), "notice"),
        ("临江县教育局", 2018, date(2019, 3, 31), "pass"),
        ("临江县政府", 2022, date(2023, 3, 1), "pass"),
        ("临江县城关镇人民政府", 2022, date(2023, 6, 1), "skipped"),
        ("临江县城关镇政府", 2022, date(2023, 6, 1), "skipped"),
        ("横琴街道办", 2022, date(2023, 6, 1), "skipped"),
        ("临江县教育局", 2022, None, "skipped"),
    ],
)
def test_the_legal_date(body: str, year: int, published: date | None, status: str) -> None:
    identity = Identity(organization=body, year=year, published_on=published, division_code="220681")
    assert checked({}, "2021", identity)["deadline"][0].status == status


@pytest.mark.parametrize(("published", "status"), [(date(2021, 12, 31), "skipped"), (date(2022, 1, 1), "pass")])
def test_a_day_before_the_end_of_the_year_keeps_no_deadline(published: date, status: str) -> None:
    identity = Identity(organization="泰顺县人民政府", year=2021, published_on=published, division_code="330329")
    (check,) = checked({}, "2021", identity)["deadline"]
    assert (check.status, check.kind) == (status, "before_end" if status == "skipped" else "in_time")


def test_completeness_looks_at_the_headings_where_lines_show_them() -> None:
    headings = [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "五、存在的主要问题及改进情况",
    ]
    text = "行政复议和其他需要报告的事项只在正文里提到,未收取信息处理费。"
    check = run_checks(replace(GOVERNMENT, template="2021"), (), (), text, headings)[-1]
    assert (check.rule, check.status) == ("completeness", "notice")
    assert dict(check.values)["lacking"] == ("disputes", "other", "rows")
