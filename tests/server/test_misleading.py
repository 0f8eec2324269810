"""What an agent is told where it asks for what there is not, or what may not be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from core import parse, read
from core.errors import UsageError
from server.app import build_server
from server.figures.dictionary import members
from server.figures.grid import Wanted
from server.sql import SqlQuery
from server.work.figures import figures
from server.work.finding import indicators, organizations
from server.work.querying import rows
from server.work.ranking import ranking
from server.work.reports import Parts, check_sheet, failing, report
from store import Archive
from tests.core.asking.question_holdings import fill


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("misleading") / "bank.db"
    with Archive(path) as archive:
        fill(archive)
    return path


@pytest.fixture
def archive(bank: Path) -> Any:
    with Archive(bank, "ro") as archive:
        yield archive


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("温州市市场监督管理局", [("below", "泰顺县市场监督管理局")]),
        ("江苏省人民政府", [("below", "南京市鼓楼区人民政府"), ("below", "徐州市鼓楼区人民政府")]),
        ("杭州市市场监督管理局", []),
        ("泰顺县市场监督管理局", [("same", "泰顺县市场监督管理局")]),
        ("浙江省人民政府", [("same", "浙江省人民政府")]),
        ("Wenzhou", [("understood", "温州市人民政府"), ("part", "温州市发展和改革委员会")]),
        ("tai shun", [("understood", "泰顺县人民政府"), ("part", "泰顺县市场监督管理局")]),
        ("330329", [("same", "泰顺县人民政府"), ("same", "泰顺县市场监督管理局")]),
    ],
)
def test_no_body_is_offered_for_one_that_is_not_stored(
    archive: Archive, name: str, found: list[tuple[str, str]]
) -> None:
    told = organizations(archive, name, None, 10, 0)
    assert [(row[0], row[2]) for row in told["rows"]] == found
    if found and found[0][0] == "below":
        assert "Do not use one in its stead" in told["next"]


def test_all_of_a_place_are_found_by_its_code(archive: Archive) -> None:
    told = organizations(archive, "330300", None, 100, 0)
    codes = {row[3] for row in told["rows"]}
    assert all(code.startswith("3303") for code in codes) and len(codes) >= 10
    assert [row[0] for row in told["rows"]][:2] == ["same", "same"]


def test_the_head_of_a_family_is_found_on_forms_that_have_its_parts(archive: Archive) -> None:
    (first, *_) = indicators(archive, "不予公开", "2021", 10, 0)["rows"]
    assert (first[1], first[5], first[6]) == ("requests.outcome.denied", "2014 2019 2021", True)


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT printf('%.1f', 1.0)", "The function printf is not allowed"),
        ("SELECT json_group_array(year) FROM figures", "The function json_group_array is not allowed"),
        ("SELECT count(*) FROM people", "Only reading the views"),
        ("SELECT count(*) FROM corrections", "Only reading the views"),
        ("SELECT count(*) FROM sqlite_schema", "Only reading the views"),
        (
            "SELECT group_concat(quote, '') FROM facts, (SELECT DISTINCT year AS y FROM facts)",
            "One row has over 100,000 characters",
        ),
    ],
)
def test_sql_says_what_it_refuses(bank: Path, sql: str, told: str) -> None:
    with pytest.raises(UsageError, match=told.replace("(", r"\(")):
        SqlQuery(bank, sql).run()


def test_sql_tells_no_path_of_the_machine(bank: Path) -> None:
    assert SqlQuery(bank, "SELECT DISTINCT file_name FROM report_list").run().rows == ((None,),)
    counted = SqlQuery(bank, "WITH n AS (SELECT 1 AS a UNION ALL SELECT 2) SELECT count(*) FROM n").run()
    assert counted.rows == ((2,),)


@pytest.mark.parametrize(
    ("tool", "arguments", "column"),
    [
        ("get_figures", {"indicators": ["requests.received"], "years": [2018]}, "applicants"),
        ("rank", {"indicator": "requests.received", "year": 2018}, "applicant"),
    ],
)
async def test_the_null_of_results_is_taken_back(
    archive: Archive, tool: str, arguments: dict[str, Any], column: str
) -> None:
    """What results tell of the total, agents give back."""
    listed = column == "applicants"
    async with Client(build_server(archive)) as client:
        usual = await client.call_tool(tool, arguments)
        for total in ("total", None):
            given = {**arguments, column: [total] if listed else total}
            assert (await client.call_tool(tool, given)).structured_content == usual.structured_content
    assert not usual.is_error


def test_the_total_has_one_name(archive: Archive) -> None:
    for compared in ("applicant = 'total'", "applicant <> 'total'", "applicant NOT IN ('total', 'other')"):
        for selected in ("*", "count(*)"):
            told = rows(archive, f"SELECT {selected} FROM figures WHERE {compared}", 10, 5)
            assert told["next"] and "`figures` holds totals only" in told["next"]
    assert rows(archive, "SELECT 'total' FROM figures WHERE applicant IS NULL LIMIT 3", 500, 5)["next"] is None


@pytest.mark.parametrize(
    ("indicator", "year", "told"),
    [
        ("normative.in_force", 2019, "is not on the form of 2019"),
        ("requests.received", 2009, "no report of 2009 is stored here. Years that are stored: 2011, 2013"),
    ],
)
def test_a_ranking_without_rows_says_why(archive: Archive, indicator: str, year: int, told: str) -> None:
    result = ranking(archive, indicator, year, None, None, None, "highest", 10, 0)
    assert result["rows"] == [] and told in result["next"]


def test_a_ranking_names_who_is_left_out_and_takes_places_by_name(archive: Archive) -> None:
    by_name = ranking(archive, "requests.received", 2020, "温州市", "county", None, "highest", 10, 0)
    assert by_name == ranking(archive, "requests.received", 2020, "330300", "county", None, "highest", 10, 0)
    left_out = ranking(archive, "normative.in_force", 2019, None, None, None, "highest", 10, 0)
    assert len(left_out["without_figure"]) == left_out["coverage"]["with_report"]
    with pytest.raises(UsageError, match="may be several places"):
        ranking(archive, "requests.received", 2020, "鼓楼区", None, None, "highest", 10, 0)


def test_a_code_that_is_none_is_told(archive: Archive) -> None:
    with pytest.raises(UsageError, match="No indicator has the code 'nope'"):
        report(archive, 2, Parts(indicators=("nope",)))
    family = report(archive, 2, Parts(indicators=("requests.outcome.denied",)))
    assert family["total"] > 5 and all(row[0].startswith("requests.outcome.denied") for row in family["rows"])


def test_the_text_of_a_report_is_read_page_by_page(archive: Archive) -> None:
    whole, start = "", 0
    while start is not None:
        page = report(archive, 2, Parts(("text",), start=start))
        whole, start = whole + page["text"], page["next_start"]
    assert len(whole) == page["length"] == len(archive.report(2).text)


def test_a_check_over_two_years_is_told_with_what_it_compared(archive: Archive) -> None:
    sheet = check_sheet(archive, 9, ["notice"], "items_flow", 0, 30)
    (check,) = sheet["checks"]
    assert (check["left"], check["right"]) == (192, 200) and check["cells"]
    assert all(archive.report(9).text[start:end] == quote for _, _, _, quote, start, end in check["cells"])


def test_checks_of_many_reports_have_pages(archive: Archive) -> None:
    whole = failing(archive, [], [], None, ["pass"], 0, 10_000)
    told: list[Any] = []
    offset = 0
    while offset is not None:
        page = failing(archive, [], [], None, ["pass"], offset, 5)
        told, offset = told + page["rows"], page["next_offset"]
    assert told == whole["rows"] and len(told) > 50 and whole["next_offset"] is None


def test_a_ranking_tells_that_it_cuts_equals(archive: Archive) -> None:
    def ranked(limit: int, offset: int = 0) -> tuple[list[int], str]:
        found = ranking(archive, "review.total", 2018, None, None, None, "highest", limit, offset)
        return [row[0] for row in found["rows"]], " ".join(found["notes"])

    whole, said = ranked(100)
    shared = next(place for place in whole if whole.count(place) > 1)
    assert "More bodies share" not in said
    first = whole.index(shared)
    for limit, offset in ((first + 1, 0), (1, first)):
        places, said = ranked(limit, offset)
        assert places[-1] == shared and f"More bodies share place {shared} than are shown" in said
    assert "More bodies share" not in ranked(first + whole.count(shared))[1]


def test_the_head_of_a_family_stands_for_its_figures(archive: Archive) -> None:
    assert members(["normative", "review.total", "normative.issued"]) == (
        "normative.issued",
        "normative.published",
        "normative.in_public",
        "normative.repealed",
        "normative.in_force",
        "review.total",
    )
    with pytest.raises(UsageError, match="No indicator has the code 'norm'"):
        figures(archive, Wanted(members(["norm"]), (), (2020,)), None, 10, False)


def test_a_ranking_names_who_has_no_report(bank: Path) -> None:
    with Archive(bank, "ro") as archive:
        told = ranking(archive, "requests.received", 2018, "温州市", "county", None, "highest", 3, 0)
        everywhere = ranking(archive, "requests.received", 2018, None, "county", None, "highest", 3, 0)
    assert told["without_report"] == ["文成县", "苍南县"]
    assert told["coverage"]["in_area"] - told["coverage"]["with_report"] == 2
    assert everywhere["without_report"] == [], "hundreds are not named"


async def test_who_is_not_understood_is_told_what_else_there_is(archive: Archive) -> None:
    async with Client(build_server(archive)) as client:
        told = (await client.call_tool("ask", {"question": "Which reports look suspicious?"})).structured_content
    assert told and told["status"] == "not_understood" and "check_report" in told["notes"][-1]


def test_findings_of_reports_not_read_whole_say_so(tmp_path: Path) -> None:
    text = "泰顺县人民政府2021年政府信息公开工作年度报告\n一、总体情况\n2021年共收到政府信息公开申请17件。\n二、主动公开政府信息情况\n见附件图片。"
    with Archive(tmp_path / "a.db") as archive:
        document = read(text.encode(), "a.txt")
        parsed = parse(document)
        assert any(issue.code == "incomplete" for issue in parsed.issues)
        archive.save(text.encode(), "a.txt", document, parsed)
        told = failing(archive, [], [2021], "completeness", [], 0, 30)
    assert told["rows"] and "Not read whole: 1" in told["next"]
