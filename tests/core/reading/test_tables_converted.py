"""Tables as converters leave them: labels and values torn apart, cells run together, several tables, other columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from core import parse
from core.document import read
from core.reading.tables.reader import Tables, read_tables
from core.telling.findings import describe_issue
from core.text.clean import clean
from core.types import Report
from tests import forging
from tests.forging import Forged, Key, forge
from tests.report_files import as_html, report_blocks

YEAR = 2023
Line = Sequence[str]


def tables_of(text: str, year: int | None = YEAR) -> Tables:
    document = read(text.encode())
    return read_tables(document, clean(document.text), year)


def figures(tables: Tables | Report) -> dict[Key, float]:
    return {(fact.indicator, fact.applicant): fact.value for fact in tables.facts if fact.source == "table"}


def page(forged: Forged, request: Sequence[Line], litigation: Sequence[Line] | None = None) -> str:
    return forging.LAYOUTS["markdown"](
        replace(
            forged,
            request=[list(line) for line in request],
            litigation=list(map(list, litigation or forged.litigation)),
        )
    )


def values_from(line: Line) -> int:
    return len(line) - 7


# --- rows and labels torn apart ------------------------------------------------------------------------------


def label_above(line: Line) -> list[Line]:
    return [line[: values_from(line)], line[values_from(line) :]] if len(line) > 7 else [line]


def label_two_above(forged: Forged) -> list[Line]:
    """The labels of two neighbouring rows, then their values."""
    rows = forged.request
    at = next(i for i, line in enumerate(rows) if "重复申请" in "".join(line))
    first, second = rows[at], rows[at + 1]
    torn = [first[:-7], second[:-7], first[-7:], second[-7:]]
    return [*rows[:at], *torn, *rows[at + 2 :]]


def label_lost(forged: Forged) -> list[Line]:
    return [line[-7:] if "重复申请" in "".join(line) else line for line in forged.request]


def one_label_above(forged: Forged) -> list[Line]:
    return [part for line in forged.request for part in (label_above(line) if "重复申请" in "".join(line) else [line])]


TORN: dict[str, Callable[[Forged], list[Line]]] = {
    "one label above its row": one_label_above,
    "every label above its row": lambda forged: [part for line in forged.request for part in label_above(line)],
    "two labels above their rows": label_two_above,
    "a label lost": label_lost,
}


@pytest.mark.parametrize("kind", TORN)
@pytest.mark.parametrize("seed", range(4))
def test_labels_torn_off_their_rows(kind: str, seed: int) -> None:
    forged = forge(seed, "2021")
    assert figures(tables_of(page(forged, TORN[kind](forged)))) == pytest.approx(forged.values)


def test_cells_that_run_together_where_the_sum_proves_them() -> None:
    """pymupdf/pymupdf4llm#160 and others: two values in one cell, apart by a line break."""
    forged = forge(3, "2021")
    request = [
        [*line[:-3], f"{line[-3]}<br>{line[-2]}", line[-1]] if len(line) > 7 else line for line in forged.request
    ]
    litigation = [
        [*line[:10], f"{line[10]}<br>{line[11]}", *line[12:]] if line[0].isdigit() else line
        for line in forged.litigation
    ]
    assert figures(tables_of(page(forged, request, litigation))) == pytest.approx(forged.values)


def test_columns_torn_off_a_page_give_no_totals() -> None:
    """`pdftotext` reads block by block: what stands behind a label is of whatever column."""
    labels = [line[values_from(line) - 1] for line in forge(3, "2021").request if len(line) > 7]
    first = "\n".join(f"{label}\n{at}" for at, label in enumerate(labels))
    others = "\n\n".join("\n".join(str(at) for at in range(len(labels))) for _ in range(6))
    text = (
        f"三、收到和处理政府信息公开申请情况\n（本列数据的勾稽关系为…）申请人情况\n{first}\n\n{others}\n四、行政复议\n"
    )
    assert figures(tables_of(text)) == {}


# --- remarks, several tables, other columns ------------------------------------------------------------------


@pytest.mark.parametrize(
    "remark",
    [
        "| 注：案件数按本机关口径统计。 |",
        "说明：含上年度结转2件，不含撤回1件。",
        "备注. 以上按结案统计。本年无集团诉讼。",
    ],
)
def test_a_remark_between_head_and_values(remark: str) -> None:
    forged = forge(2, "2021")
    lines = page(forged, forged.request).splitlines()
    at = max(
        i
        for i, line in enumerate(lines)
        if line.count("|") > 12 and not any(map(str.isalpha, line)) and "-" not in line
    )
    assert figures(tables_of("\n".join([*lines[:at], remark, *lines[at:]]) + "\n")) == pytest.approx(forged.values)


def test_of_several_tables_the_first_that_is_whole_is_read_and_no_row_is_prose() -> None:
    """The table of last year that does not add up, then this year's; then that of another body."""
    forged, other = forge(4, "2021"), forge(5, "2021")
    old = [[*line[:-1], f"{int(line[-1]) + 1}"] if len(line) > 7 else line for line in forged.request]
    blocks = report_blocks(forged)
    at = blocks.index(forged.request)
    report = parse(
        read(as_html([*blocks[:at], old, "本年数据：", *blocks[at:], "下属单位数据：", other.request]).encode())
    )
    assert figures(report) == forged.values
    prose = {fact.indicator for fact in report.facts if fact.source == "narrative"}
    assert prose <= {"requests.processing_fees"}
    assert [issue.code for issue in report.issues if issue.code == "several_tables"] == ["several_tables"]


def with_columns(forged: Forged, head: Line, columns: Callable[[Line], Line]) -> str:
    rows = [
        f"| {line[values_from(line) - 1]} | {' | '.join(columns(line[-7:]))} |"
        for line in forged.request
        if len(line) > 7
    ]
    return "三、收到和处理政府信息公开申请情况\n| " + " | ".join(head) + " |\n" + "\n".join(rows) + "\n四、其他\n"


OTHER_COLUMNS: list[tuple[Line, Callable[[Line], Line], tuple[int, ...]]] = [
    (["项目", "2022年", "2023年"], lambda row: ["9", row[-1]], (6,)),
    (["项目", "2023年", "2022年", "同比增减"], lambda row: [row[-1], "8", "1"], (6,)),
    (["指标", "2021年度", "2022年度", "2023年度"], lambda row: ["1", "2", row[-1]], (6,)),
    (["项目", "上年", "本年"], lambda row: ["9", row[-1]], (6,)),
    (["项目", "本年数", "上年同期数"], lambda row: [row[-1], "9"], (6,)),
    (["项目", "2023年"], lambda row: [row[-1]], (6,)),
    (["项目", "2022年"], lambda row: [row[-1]], ()),
    (["项目", "上年同期"], lambda row: [row[-1]], ()),
    (["项目", "自然人"], lambda row: row[:1], (0,)),
    (["项目", "商业企业"], lambda row: row[1:2], (1,)),
    (["项目", "科研机构", "总计"], lambda row: [row[2], row[6]], (2, 6)),
    (["项目", "自然人", "商业企业", "总计"], lambda row: [row[0], row[1], row[6]], (0, 1, 6)),
]


@pytest.mark.parametrize(("head", "columns", "read_columns"), OTHER_COLUMNS)
def test_a_table_of_other_columns(head: Line, columns: Callable[[Line], Line], read_columns: tuple[int, ...]) -> None:
    forged = forge(6, "2021")
    names = [forging.COLUMNS[at] for at in read_columns]
    wanted = {key: value for key, value in forged.values.items() if key[0].startswith("requests.") and key[1] in names}
    assert figures(tables_of(with_columns(forged, head, columns))) == wanted


def test_years_none_of_which_is_the_report_s() -> None:
    text = with_columns(forge(6, "2021"), ["项目", "2020年", "2021年"], lambda row: ["9", row[-1]])
    assert figures(tables_of(text)) == {}


@pytest.mark.parametrize(
    ("cell", "value"),
    [("2 1 4", 214), ("1 365", 1365), ("12 345 678", 12345678), ("13 65", None), ("1 36", None), ("1365 27", None)],
)
def test_the_digits_of_one_figure_set_apart(cell: str, value: int | None) -> None:
    text = f"第二十条第（五）项\n信息内容 | 本年处理决定数量\n行政许可 | {cell}\n第二十条第（六）项\n"
    assert figures(tables_of(text)).get(("licensing.decisions", None)) == value


# --- nothing is lost in silence ------------------------------------------------------------------------------


def losses(blank: Callable[[str, Line], Line]) -> list[str]:
    """What is told of a report whose rows were changed so."""
    forged = forge(7, "2021")
    blocks = report_blocks(forged)
    changed = [block if isinstance(block, str) else [blank("".join(row), row) for row in block] for block in blocks]
    report = parse(read(as_html(changed).encode()))
    return [
        describe_issue(one, "zh")
        for one in report.issues
        if (one.code, one.kind[:1]) in (("incomplete", "t"), ("incomplete", "r"))
    ]


def without_digits(_: str, row: Line) -> Line:
    return ["" if cell.replace(".", "").lstrip("+-").isdigit() else cell for cell in row]


def test_tables_without_any_figure_are_told() -> None:
    assert losses(without_digits) == [
        "表格没有读到数字：主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议、行政诉讼。可能是图片、附件，或没能识别。"
    ]


def test_rows_that_are_gone_or_hold_something_else_are_told() -> None:
    def gone(words: str, row: Line) -> Line:
        if "重复申请" in words:
            return [""] * len(row)
        return [*row[:-1], "见附件"] if words.startswith("行政许可") else row

    assert losses(gone) == ["表格里有2行没有读到：行政许可处理决定数量、重复申请。"]


def test_rows_that_are_plainly_empty_are_not() -> None:
    assert losses(lambda words, row: [*row[:-7], *[""] * 7] if "重复申请" in words else row) == []
    assert losses(lambda words, row: row) == []
