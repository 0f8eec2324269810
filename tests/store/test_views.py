"""The views say what answers say, and plain sums over them are right."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.asking.found.values import Values, percent
from core.asking.worked.consistency import over_years
from core.forms.catalogue import derived_sums, rates
from core.forms.indicators import indicators
from core.types import APPLICANTS
from store import Archive
from store.connection import connect
from tests.core.asking.question_holdings import fill

CODES = tuple({**indicators(), **derived_sums(), **rates()})


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("views") / "bank.db"
    with Archive(path) as archive:
        fill(archive)
    return path


@pytest.fixture
def sql(bank: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(bank)) as connection:
        yield connection


@pytest.mark.parametrize(
    ("view", "applicants"), [("figures", (None,)), ("figures_by_applicant", APPLICANTS)], ids=["total", "columns"]
)
def test_every_code_has_the_figure_that_answers(
    bank: Path, sql: sqlite3.Connection, view: str, applicants: tuple[str | None, ...]
) -> None:
    told = sql.execute(f"SELECT report_id, indicator, applicant, value, derived FROM {view}").fetchall()
    with Archive(bank, "ro") as archive:
        entries = archive.reports()
        values = Values(archive, entries, CODES, applicants)  # type: ignore[arg-type]
        found = [
            (entry.id, code, applicant, value.value, value.derived and value.derived.operation)
            for entry in entries
            for code in CODES
            for applicant in applicants
            if applicant is None or code not in rates()
            if (value := values.find(entry, code, applicant)) is not None and value.code == code  # type: ignore[arg-type]
        ]
    assert sorted(told, key=repr) == sorted(found, key=repr)
    assert len({row[:3] for row in told}) == len(told) > 100


def test_plain_sums_are_right(sql: sqlite3.Connection) -> None:
    (twice,) = sql.execute(
        "SELECT count(*) FROM (SELECT 1 FROM figures GROUP BY organization_id, year, indicator HAVING count(*) > 1)"
    ).fetchone()
    assert twice == 0
    year, total = sql.execute(
        "SELECT year, sum(value) FROM figures WHERE indicator = 'requests.received' AND year = 2021"
    ).fetchone()
    (facts,) = sql.execute(
        "SELECT sum(value) FROM facts WHERE indicator = 'requests.received' AND year = ? AND applicant IS NULL"
        " AND best AND answers",
        (year,),
    ).fetchone()
    assert total == facts > 0


def test_rates_are_rounded_as_answers_round_them(bank: Path, tmp_path: Path) -> None:
    """Halves are where two ways of rounding part."""
    copy = tmp_path / "halves.db"
    copy.write_bytes(bank.read_bytes())
    with closing(sqlite3.connect(copy)) as own:
        (report,) = own.execute("SELECT report_id FROM figures WHERE indicator = 'rate.granted' LIMIT 1").fetchone()
        for part, total in ((696, 768), (1, 32), (3, 32), (5, 160), (2, 3)):
            for code, value in (("requests.outcome.granted", part), ("requests.outcome.total", total)):
                own.execute(
                    "UPDATE fact_rows SET value = ? WHERE report_id = ? AND applicant_id = 0 AND best = 1"
                    " AND indicator_id = (SELECT id FROM indicators WHERE code = ?)",
                    (value, report, code),
                )
            (told,) = own.execute(
                "SELECT value FROM figures WHERE indicator = 'rate.granted' AND report_id = ?", (report,)
            ).fetchone()
            assert told == percent(part, total)


def test_a_database_of_another_version_gets_the_ways_of_this_one(bank: Path, tmp_path: Path) -> None:
    copy = tmp_path / "older.db"
    copy.write_bytes(bank.read_bytes())
    count = "SELECT count(*) FROM figures WHERE derived = 'sum'"
    with closing(sqlite3.connect(copy)) as own:
        (before,) = own.execute(count).fetchone()
        own.execute("DELETE FROM worked_out_parts WHERE way_id % 2")
        own.commit()
        assert own.execute(count).fetchone() != (before,)
    connect(copy, "rw").close()
    with closing(sqlite3.connect(copy)) as own:
        assert own.execute(count).fetchone() == (before,)


def test_checks_tell_what_they_compared_those_over_two_years_too(sql: sqlite3.Connection, bank: Path) -> None:
    told = sql.execute(
        "SELECT report_id, rule, level, status, applicant, left_value, right_value, codes FROM checks"
    ).fetchall()
    with Archive(bank, "ro") as archive:
        kept = [
            (one.id, check.rule, check.level, check.status, check.applicant, check.left, check.right, list(check.cells))
            for one in archive.reports()
            for check in (*archive.checks(one.id), *over_years(archive, one, later=False))
        ]
    assert {"carry_over", "in_force_flow"} <= {rule for _, rule, *_ in kept}
    assert sorted(((*row, json.loads(codes)) for *row, codes in told), key=str) == sorted(kept, key=str)
    (later,) = [report for report, rule, *_ in told if rule == "carry_over"][:1]
    (failing,) = sql.execute("SELECT count(*) FROM checks WHERE status = 'fail'").fetchone()
    assert failing == sum(check[3] == "fail" for check in kept)
    of_report = sql.execute("SELECT count(*) FROM checks WHERE report_id = ?", (later,)).fetchone()
    assert of_report == (sum(check[0] == later for check in kept),)


def test_a_database_of_another_version_gets_the_rules_over_years_of_this_one(bank: Path, tmp_path: Path) -> None:
    copy = tmp_path / "older.db"
    copy.write_bytes(bank.read_bytes())
    with closing(sqlite3.connect(copy)) as own:
        own.execute("DELETE FROM year_rule_operands")
        own.commit()
    connect(copy, "rw").close()
    with closing(sqlite3.connect(copy)) as own:
        assert own.execute("SELECT count(*) FROM checks WHERE rule = 'carry_over' AND status = 'pass'").fetchone() > (
            0,
        )
