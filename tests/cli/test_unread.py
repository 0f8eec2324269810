"""Unread numbers on the command line: listed, settled, taken back; every misuse is one sentence and exit code 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store import Archive
from tests.cli.test_command_line import gongkai, told
from tests.store.test_settling import FEES, WEIBO, keep_unread

QUESTION = "泰顺2018年政务微博公开了多少条"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with Archive(path) as archive:
        for year in (2016, 2017, 2018):
            keep_unread(archive, year=year)
        archive.settle(archive.unread_figures(1)[1].key, "requests.fees", None, reason="", person="王")
    return path


def run(*arguments: str, database: Path) -> list[str]:
    done = gongkai(*arguments, "--db", database, cwd=database.parent)
    assert done.returncode == 0, told(done)
    return done.stdout.decode().splitlines()


def key(database: Path, report: int, quote: str) -> str:
    with Archive(database, "ro") as archive:
        return next(one.key for one in archive.unread_figures(report) if one.quote == quote)


def test_the_commonest_wording_comes_first(database: Path) -> None:
    weibo, fees = key(database, 1, WEIBO), key(database, 2, FEES)
    assert run("unread", database=database) == [
        "3 份报告  政务微博发声#条",
        f"    泰顺县人民政府 2016  {weibo}  458  “{WEIBO}”",
        "2 份报告  另收费#元",
        f"    泰顺县人民政府 2017  {fees}  0.12  “{FEES}”",
    ]
    assert run("unread", "--lang", "en", "--limit", "1", database=database)[0] == "3 reports  政务微博发声#条"
    first, second = map(json.loads, run("unread", "--json", database=database))
    assert (first["wording"], first["count"], first["reports"]) == ("政务微博发声#条", 3, 3)
    assert second["example"]["unread"] == fees
    assert list(second["example"]) == [
        *("unread", "number", "quote", "start", "end", "report", "organization", "division_code", "year"),
    ]


def test_what_is_left_out_is_counted(database: Path) -> None:
    done = gongkai("unread", "--db", database, "--limit", "1", cwd=database.parent)
    assert (len(done.stdout.decode().splitlines()), told(done)) == (2, "1 more: --limit tells how many are listed.\n")


def test_the_numbers_of_one_report(database: Path) -> None:
    assert run("unread", "泰顺县人民政府 2016", database=database) == [f"{key(database, 1, WEIBO)}  458  “{WEIBO}”"]
    (line,) = run("unread", "1", "--json", database=database)
    assert json.loads(line)["quote"] == WEIBO


def test_a_number_is_settled_and_taken_back(database: Path) -> None:
    unread = key(database, 3, WEIBO)
    done = run("settle", unread, "disclosure.channel.weibo", "--reason", "核对原文", database=database)
    assert done[0] == f"政务微博公开政府信息数: 458  {WEIBO}"
    assert "458条" in run("ask", QUESTION, database=database)[0]
    assert f": – → 458 “{WEIBO}” (" in run("check", "3", database=database)[-1]
    assert not [line for line in run("check", "3", database=database) if "没能读准" in line and WEIBO in line]
    assert run("settle", unread, "--undo", database=database)[0] == "政务微博公开政府信息数: –"
    assert "458" not in run("ask", QUESTION, database=database)[0].split("“")[0]
    assert key(database, 3, WEIBO) == unread


def test_a_label_names_an_indicator_too(database: Path) -> None:
    unread = key(database, 3, WEIBO)
    arguments = ("settle", unread, "Requests received this year", "--applicant", "business", "--lang", "en")
    assert run(*arguments, database=database)[0].startswith("Requests received this year (")


@pytest.mark.parametrize(
    "arguments",
    [
        ("settle", "3:1-2", "disclosure.items"),
        ("settle", "什么", "disclosure.items"),
        ("settle", "3:1-2", "disclosure.nothing"),
        ("settle", "3:1-2"),
        ("settle", "3:1-2", "disclosure.items", "--undo"),
        ("settle", "3:1-2", "--undo"),
        ("settle", "x", "--undo"),
        ("settle", "3:1-2", "disclosure.items", "--applicant", "nobody"),
        ("unread", "永嘉 1999"),
        ("unread", "--limit", "0"),
    ],
)
def test_misuse_is_one_sentence(database: Path, arguments: tuple[str, ...]) -> None:
    done = gongkai(*arguments, "--db", database, cwd=database.parent)
    assert (done.returncode, done.stdout, len(told(done).splitlines())) == (2, b"", 1)


@pytest.mark.parametrize("arguments", [("unread",), ("settle", "1:2-3", "disclosure.items")])
def test_a_database_that_is_missing_is_not_made(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = gongkai(*arguments, "--db", "missing.db", cwd=tmp_path)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
