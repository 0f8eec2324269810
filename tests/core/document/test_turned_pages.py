"""Text that a converter took from pages lying on their side or head: what stands beside a label there is another row's.

Kinds met by giving a report printed to PDF, each page turned by 90, 180 and 270 degrees, to MarkItDown, pdfplumber,
pdfminer and pypdfium2 (jsvine/pdfplumber#848 and #1102, pdfminer/pdfminer.six#592).
"""

from __future__ import annotations

import re

import pytest

from core import parse
from core.document import read
from core.errors import ReadError
from tests.forging import forge
from tests.report_files import Block, as_text, report_blocks

FORGED = forge(5, "2021")
BLOCKS = report_blocks(FORGED)
TITLE = "临江县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年主动公开信息17条。\n"


def given(text: str) -> dict[str, float]:
    return {fact.indicator: fact.value for fact in parse(read(text.encode(), "a.txt")).facts}


def mirrored(block: Block) -> str:
    if isinstance(block, str):
        return block + "\n"
    return "".join(" ".join(reversed(row)) + "\n" for row in block)


def test_values_before_their_labels_are_given_to_no_row() -> None:
    report = parse(read("".join(map(mirrored, BLOCKS)).encode(), "a.txt"))
    assert [fact for fact in report.facts if fact.source == "table"] == []
    assert {issue.code for issue in report.issues} >= {"ambiguous_columns", "incomplete"}


def test_values_before_the_label_of_the_next_row_are_those_of_the_row() -> None:
    """As where a converter's tags between them are all that parts them."""
    text = as_text(BLOCKS).replace(" | ", "\n")
    lost = re.sub(r"(\d)\n(?=\d\.)", r"\1 ", re.sub(r"(?<=\d)\n(?=\d+\n|\d+$)", " ", text))
    report = parse(read(lost.encode(), "a.txt"))
    found = {(fact.indicator, fact.applicant): fact.value for fact in report.facts if fact.source == "table"}
    assert found.items() <= FORGED.values.items()
    assert len(found) > 0.9 * len(FORGED.values)


def test_lines_from_their_end_are_refused_for_that_reason() -> None:
    backwards = "".join(line[::-1] + "\n" for line in as_text(BLOCKS).splitlines())
    with pytest.raises(ReadError, match="from its end to its beginning"):
        parse(read(backwards.encode(), "a.txt"))


@pytest.mark.parametrize(
    "torn",
    [
        "8.属于行政查询事项 7.属于行政执法案卷 6.属于四类过程性信息 5.属于三类内部事务信息 4.保护第三方合法权益",
        "0\n8\n0\n0\n8\n申请 用、行政机关不再处理其政府信息公开 2.申请人逾期未按收费通知要求缴纳费",
        "0\n0\n6\n0\n6\n政府信息公开申请 政机关不再处理其 由逾期不补正、行",
        "\n".join("二、上年结转政府信息公开申请数量") + "\n\n0\n",
    ],
)
def test_numbers_of_items_and_torn_columns_are_no_figures(torn: str) -> None:
    assert given(TITLE + torn) == {"disclosure.items": 17}


@pytest.mark.parametrize(
    ("text", "value"), [("收到政府信息公开申请 17件。", 17), ("收到政府信息公开申请 17.\n2.其他情况见表。", 17)]
)
def test_and_nothing_else(text: str, value: float) -> None:
    assert given(TITLE + text)["requests.received"] == value


PERIOD = "（统计期限：2022年1月1日至2022年12月31日）\n"


@pytest.mark.parametrize(
    ("written", "instead", "lost"),
    [
        ("本年制发件数", "上年制发件数", 6),
        ("本年制发件数", "2022年制发件数", 6),
        ("本年处理决定数量", "2022年处理决定数量", 3),
        ("本年收费金额", "上年收费金额", 1),
        ("二、主动公开政府信息情况\n", f"二、主动公开政府信息情况\n{PERIOD}", 10),
        ("四、政府信息公开行政复议、行政诉讼情况\n", "四、政府信息公开行政复议、行政诉讼情况\n2022年度\n", 15),
    ],
)
def test_a_table_of_another_year_is_left_out_and_told(written: str, instead: str, lost: int) -> None:
    report = parse(read(as_text(BLOCKS).replace(written, instead).encode(), "a.txt"))
    found = {(fact.indicator, fact.applicant): fact.value for fact in report.facts if fact.source == "table"}
    assert FORGED.year == 2023
    assert found.items() <= FORGED.values.items()
    assert len(FORGED.values) - len(found) == lost
    assert any(issue.code in ("ambiguous_columns", "several_tables") for issue in report.issues)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("2\u033287", 287), ("9\u03369\u0336287", 287), ("287\ufe0f\u20e3", 287), ("28\u03057", 287)],
)
def test_marks_drawn_on_a_figure_and_strokes_through_one(cell: str, value: float) -> None:
    text = as_text(BLOCKS).replace(" | 287\n", f" | {cell}\n")
    report = parse(read(text.encode(), "a.txt"))
    received = [fact.value for fact in report.facts if (fact.indicator, fact.applicant) == ("requests.received", None)]
    assert FORGED.values[("requests.received", None)] == value
    assert received == [value]


def test_what_stands_aside_in_a_cell_makes_no_figure_with_what_stands_there() -> None:
    for aside in ("float:right", "order:1"):
        cells = f'<tr><td>许可</td><td><b style="{aside}">87</b>2</td></tr>'
        assert "872" not in read(f"<html><body><table>{cells}</table></body></html>".encode(), "a.html").text
