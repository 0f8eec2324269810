from __future__ import annotations

import pytest

from core.reading.checks.years import YearCells, check_years
from core.telling.findings import describe_check
from core.types import Applicant, Number, Template

Cells = dict[tuple[str, Applicant | None], Number]


def _statuses(
    before: Cells, after: Cells, template: Template, other: Template | None = None
) -> list[tuple[str, str, Applicant | None]]:
    found = check_years(YearCells(2021, other or template, before), YearCells(2022, template, after))
    return [(check.rule, check.status, check.applicant) for check in found if check.status != "skipped"]


def test_what_is_carried_over_by_column() -> None:
    before: Cells = {("requests.carried_out", None): 3, ("requests.carried_out", "business"): 1}
    after: Cells = {("requests.carried_in", None): 3, ("requests.carried_in", "business"): 0}
    assert _statuses(before, after, "2021") == [("carry_over", "notice", "business"), ("carry_over", "pass", None)]
    assert _statuses(before, after, "2021", "2019") == _statuses(before, after, "2021")
    assert _statuses(before, after, "2014") == []


@pytest.mark.parametrize(("in_force", "status"), [(157, "pass"), (158, "notice")])
def test_documents_in_force(in_force: int, status: str) -> None:
    before: Cells = {("normative.in_force", None): 152}
    after: Cells = {
        ("normative.in_force", None): in_force,
        ("normative.issued", None): 14,
        ("normative.repealed", None): 9,
    }
    assert _statuses(before, after, "2021") == [("in_force_flow", status, None)]
    assert _statuses(before, after, "2021", "2019") == []


@pytest.mark.parametrize(("previous", "status"), [(404, "pass"), (412, "notice")])
def test_items_of_the_previous_year(previous: int, status: str) -> None:
    before: Cells = {("licensing.items_previous", None): 412, ("licensing.items_change", None): -8}
    after: Cells = {("licensing.items_previous", None): previous}
    assert _statuses(before, after, "2019") == [("items_flow", status, None)]


def test_an_absent_figure_never_counts_as_zero() -> None:
    found = check_years(YearCells(2021, "2021", {("requests.carried_out", None): 0}), YearCells(2022, "2021", {}))
    assert {check.status for check in found} == {"skipped"}


def test_the_years_are_told() -> None:
    (check,) = (
        c
        for c in check_years(
            YearCells(2021, "2021", {("requests.carried_out", None): 3}),
            YearCells(2022, "2021", {("requests.carried_in", None): 4}),
        )
        if c.status != "skipped"
    )
    assert describe_check(check, "zh") == "2021年结转下年度 与 2022年上年结转：3 ≠ 4，相差 1"
