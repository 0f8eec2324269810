"""What of a page is its report's: nothing of another report below it, nor of a table of another year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import pytest

from core.document import read
from core.reading.parse import parse
from core.types import Document, Report
from tests.forging import forge
from tests.report_files import as_html, report_blocks

FORGED = forge(3, "2021")

OWN = """大竹县林苑局2023年政府信息公开工作年度报告
一、总体情况
2023年,我局主动公开政府信息41条。
二、收到和处理政府信息公开申请情况
收到政府信息公开申请7件。
"""
ROWS = """信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 0 | 0 | 0
行政规范性文件 | {0} | 0 | {1}
信息内容 | 本年处理决定数量
行政许可 | {2}
行政处罚 | {3}
"""


def figures(report: Report) -> dict[str, float]:
    return {fact.indicator: fact.value for fact in report.facts if fact.applicant is None}


def told(report: Report) -> set[str]:
    return {issue.code for issue in report.issues}


@pytest.mark.parametrize(
    ("below", "several"),
    [
        ("大竹县教育局2023年政府信息公开工作年度报告\n一、总体情况\n2023年,主动公开政府信息1200条,收到申请99件。发布解读30篇。", True),
        ("大竹县教育局\n2023年政府信息公开工作年度报告\n2023年,主动公开政府信息1200条。举办培训班9次。", True),
        ("大竹县林苑局2022年政府信息公开工作年度报告\n一、总体情况\n2022年,主动公开政府信息1200条。召开新闻发布会8次。", True),
        ("相关链接\n大竹县教育局2022年政府信息公开工作年度报告:全年收到申请99件,主动公开信息5000条,举办培训班9次", True),
        ("大竹县林苑局\n2024年1月20日\n上一篇:大竹县林苑局2022年政府信息公开工作年度报告", False),
        ("相关信息\n大竹县教育局2022年政府信息公开工作年度报告\n大竹县财政局2022年政府信息公开工作年度报告", False),
        ("大竹县林苑局2023年政府信息公开工作年度报告", False),
    ],
)  # fmt: skip
def test_a_report_ends_where_another_begins(below: str, several: bool) -> None:
    alone, report = parse(Document(OWN)), parse(Document(OWN + below))
    assert figures(report) == figures(alone) != {}
    assert (report.identity.organization, report.identity.year) == ("大竹县林苑局", 2023)
    assert ("several_reports" in told(report)) == several


def test_titles_above_an_account_cut_nothing() -> None:
    menu = "大竹县教育局2022年政府信息公开工作年度报告\n大竹县财政局2021年政府信息公开工作年度报告\n"
    title, account = OWN.split("\n", 1)
    report = parse(Document(f"{title}\n相关信息\n{menu}{account}"))
    assert figures(report)["requests.received"] == 7


@pytest.mark.parametrize(
    ("first", "second"), [("2022年数据:", "2023年数据:"), ("(2022年度统计表)", "(2023年度统计表)"), ("附表1:2022年度情况统计表", "附表2:2023年度情况统计表")]
)  # fmt: skip
def test_a_table_of_the_year_before_is_not_this_years(first: str, second: str) -> None:
    page = f"{OWN}三、主动公开政府信息情况\n{first}\n{ROWS.format(9, 9, 900, 90)}{second}\n{ROWS.format(2, 5, 120, 14)}"
    report = parse(Document(page))
    found = figures(report)
    assert (found["normative.issued"], found["licensing.decisions"], found["punishment.decisions"]) == (2, 120, 14)
    assert "several_tables" in told(report)


def test_the_only_table_stays_even_under_a_heading_of_another_year() -> None:
    page = f"大竹县林苑局2023年政府信息公开工作年度报告\n2022年数据:\n{ROWS.format(2, 5, 120, 14)}"
    assert figures(parse(Document(page)))["licensing.decisions"] == 120


def side_by_side(first: str, second: str) -> str:
    """The disclosure table with a column of the one and of the other year for each of the form."""

    def row(cells: Sequence[str]) -> list[str]:
        if not cells[1:]:
            return list(cells)
        if any(map(str.isdigit, cells[1])):
            own = [("77", cell) if second == "2023年" else (cell, "77") for cell in cells[1:]]
            return [cells[0], *chain.from_iterable(own)]
        return [cells[0], *(f"{year}{cell.removeprefix('本年')}" for cell in cells[1:] for year in (first, second))]

    blocks = [[row(line) for line in one] if one is FORGED.disclosure else one for one in report_blocks(FORGED)]
    return as_html(blocks)


@pytest.mark.parametrize(("first", "second"), [("2022年", "2023年"), ("2023年", "2022年")])
def test_of_two_years_side_by_side_the_report_has_its_own(first: str, second: str) -> None:
    report = parse(read(side_by_side(first, second).encode()))
    assert {(f.indicator, f.applicant): f.value for f in report.facts if f.source == "table"} == FORGED.values
