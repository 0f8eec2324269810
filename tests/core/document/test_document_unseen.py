"""What a reader does not see is no part of a figure, in whatever format; where a figure stood there, that is told."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from core.document import read
from core.telling.findings import describe_issue
from tests.report_files import as_xlsb, docx, open_document, p, repacked, sheet_2003, tbl, tc, tr, word_2003, zipped
from tests.sample_files import word97_file


def told(data: bytes, name: str = "") -> tuple[list[str], list[str]]:
    """The lines of a file, and what is told of what was left out."""
    document = read(data, name)
    return document.text.splitlines(), [
        describe_issue(note, "zh") for note in document.notes if note.code == "unseen_text"
    ]


def note(look: str, *figures: str) -> list[str]:
    return [f"有数字没有作为正文读取：{look}{'、'.join(f'“{figure}”' for figure in figures)}。"]


# --- web pages -------------------------------------------------------------------------------------------

PAGES = [
    # usc-isi-i2/etk#353, opensanctions/poliloom#45: a copy for another screen that is not shown.
    ("<td>17<span style='display:none'>17</span>", "", "17", note("隐藏的", "17")),
    ("<td>17<span style='DISPLAY: none !important;color:red'>17</span>", "", "17", note("隐藏的", "17")),
    ("<td>17<span hidden>17</span>", "", "17", note("隐藏的", "17")),
    ("<td>17<span style='visibility:hidden'>9</span>", "", "17", note("隐藏的", "9")),
    ("<td>17<span style='font-size:0'>9</span>", "", "17", note("隐藏的", "9")),
    ("<td>17<span style='opacity:0'>9</span>", "", "17", note("隐藏的", "9")),
    ("<td>17<span style='color:transparent'>9</span>", "", "17", note("隐藏的", "9")),
    ("<td>17<span style='color:#FFF'>9</span>", "", "17", note("隐藏的", "9")),
    ("<td>17<span style='position:absolute;left:-9999px'>9</span>", "", "17", note("隐藏的", "9")),
    ("<td>17<span style='mso-hide:all'>9</span>", "", "17", note("隐藏的", "9")),
    ("<td>17<span class='sr-only'>件9</span>", "", "17", note("隐藏的", "9")),
    # aaronsw/html2text#112: rules of a style sheet.
    ("<td>17<span class='m'>17</span>", ".m{display:none}", "17", note("隐藏的", "17")),
    ("<td>17<span id='m'>9</span>", "p,#m { visibility : hidden }", "17", note("隐藏的", "9")),
    ("<td>17<i>9</i>", "table td > i{display:none}", "17", note("隐藏的", "9")),
    ("<td>17<i class='a b'>9</i>", "@media screen{i.a.b{display:none}}", "17", note("隐藏的", "9")),
    # The weightier rule wins; print, small screens and a pointer above it are not how the page is read.
    ("<td><span class='m'>17</span>", ".m{display:none} td .m{display:inline}", "17", []),
    ("<td><span class='m' style='display:inline'>17</span>", ".m{display:none}", "17", []),
    ("<td><span class='m'>17</span>", "@media print{.m{display:none}}", "17", []),
    ("<td><span class='m'>17</span>", "@media (max-width:768px){.m{display:none}}", "17", []),
    ("<td><span class='m'>17</span>", ".m:hover{display:none}", "17", []),
    ("<td style='background:#036'><b style='color:white'>17</b>件", "", "17件", []),
    # microsoft/markitdown#2340, opendatalab/MinerU#3368: struck out by whoever corrected it.
    ("<td><del>19</del>17", "", "17", note("划掉的", "19")),
    ("<td><s>19</s><strike>18</strike>17", "", "17", note("划掉的", "19", "18")),
    ("<td><span style='text-decoration:line-through'>19</span>17", "", "17", note("划掉的", "19")),
    ("<td><b class='x'>19</b>17", ".x{text-decoration-line: line-through}", "17", note("划掉的", "19")),
    ("<td><s style='text-decoration:none'>17</s>", "", "17", []),
    # chezou/tabula-py#325: the mark of a note is no digit of the figure.
    ("<td>17<sup>1</sup>", "", "17", note("角标", "1")),
    ("<td>17<sup>[1]</sup>", "", "17", note("角标", "1")),
    ("<td>17<sup>1</sup><sup>,2</sup>", "", "17", note("角标", "1,2")),
    ("<td>17<span style='vertical-align:super;font-size:8px'>1</span>", "", "17", note("角标", "1")),
    ("<td>17<sup>注</sup>", "", "17", []),
    # Raised and alone it is the figure itself; a word or a power is no mark.
    ("<td><sup>17</sup>", "", "17", []),
    ("<td>3×10<sup>4</sup>", "", "3×10^4", []),
    ("<td>17<sup>件（含上年）</sup>", "", "17件（含上年）", []),
    # A field of a form shows its value.
    ("<td><input type=text value=17 readonly>", "", "17", []),
    ("<td><input value=17><input type=hidden value=9><input type=checkbox value=1>", "", "17", []),
    ("<td><textarea>17</textarea>", "", "17", []),
    ("<td><select><option>9<option selected>17</select>", "", "17", []),
]


@pytest.mark.parametrize(("cell", "sheet", "shown", "notes"), PAGES)
def test_a_cell_of_a_page(cell: str, sheet: str, shown: str, notes: list[str]) -> None:
    page = (
        f"<html><head><style>{sheet}</style></head><body><table><tr><td>规章</td>{cell}</td></tr></table></body></html>"
    )
    assert told(page.encode()) == ([f"规章 | {shown}"], notes)


def rows(*figures: int) -> str:
    return "<table>" + "".join(f"<tr><td>行政许可</td><td>{figure}</td></tr>" for figure in figures) + "</table>"


def test_an_older_table_that_is_hidden() -> None:
    page = f"<html><body><div style='display:none'>{rows(7, 8, 9)}</div>{rows(1, 2, 3)}</body></html>"
    lines, notes = told(page.encode())
    assert lines == ["行政许可 | 1", "行政许可 | 2", "行政许可 | 3"]
    assert notes == note("隐藏的", "7", "8", "9")


def test_a_report_that_opens_on_a_click() -> None:
    """mixmark-io/turndown has no answer to it: the whole article stands in a block that a script shows."""
    copy = "<i style='display:none'>9</i>"
    page = f"<html><body><p>打开全文</p><div style='display:none'>{rows(1, 2, 3)}<p>共6件{copy}</p></div></body></html>"
    lines, notes = told(page.encode())
    assert lines == ["打开全文", "行政许可 | 1", "行政许可 | 2", "行政许可 | 3", "共6件"]
    assert notes == ["正文或表格在页面上默认不显示（可能要点开才能看到），已按显示的读取。", *note("隐藏的", "9")]


def test_menus_that_are_hidden_are_not_told() -> None:
    page = "<html><body><ul style='display:none'><li>2019<li>2020</ul><p>收到17件</p></body></html>"
    assert told(page.encode()) == (["收到17件"], [])


# --- texts of office programs ------------------------------------------------------------------------------


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


WORDS = [
    (run("19", "<w:strike/>") + run("17"), "17", note("划掉的", "19")),
    (run("19", '<w:dstrike w:val="1"/>') + run("17"), "17", note("划掉的", "19")),
    (run("17", '<w:strike w:val="0"/>'), "17", []),
    (run("17") + run("9", "<w:vanish/>"), "17", note("隐藏的", "9")),
    (run("17") + run("9", '<w:color w:val="FFFFFF"/>'), "17", note("隐藏的", "9")),
    (run("17", '<w:color w:val="FFFFFF"/><w:shd w:fill="000080"/>'), "17", []),
    (run("17") + run("1", '<w:vertAlign w:val="superscript"/>'), "17", note("角标", "1")),
    (run("17") + run("1", '<w:position w:val="6"/>'), "17", note("角标", "1")),
    (run("17", '<w:vertAlign w:val="superscript"/>'), "17", []),
    (run("17") + run("1", '<w:rStyle w:val="Mark"/>'), "17", note("角标", "1")),
    (run("17") + run("1", '<w:rStyle w:val="Marked"/>'), "17", note("角标", "1")),
    (run("17", '<w:rStyle w:val="Mark"/><w:vertAlign w:val="baseline"/>'), "17", []),
    # ankushshah89/python-docx2txt#35: an annotation over a digit.
    (
        "<w:r><w:ruby><w:rt>" + run("9") + "</w:rt><w:rubyBase>" + run("17") + "</w:rubyBase></w:ruby></w:r>",
        "17",
        [],
    ),
]
STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:style w:styleId="Mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:styleId="Marked"><w:basedOn w:val="Mark"/></w:style>'
    '<w:style w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style></w:styles>'
)


def word(*rows_of_table: str) -> bytes:
    return repacked(docx(tbl(*rows_of_table)), {"word/styles.xml": STYLES})


@pytest.mark.parametrize(("runs", "shown", "notes"), WORDS)
def test_a_cell_of_a_word_document(runs: str, shown: str, notes: list[str]) -> None:
    row = tr(tc(p("规章")), tc(f"<w:p>{runs}</w:p>"))
    assert told(word(row)) == ([f"规章 | {shown}"], notes)
    if "rStyle" not in runs:
        assert told(word_2003(tbl(row)).encode()) == ([f"规章 | {shown}"], notes)


def test_rows_and_paragraphs_of_a_word_document() -> None:
    hidden = "<w:tr><w:trPr><w:hidden/></w:trPr>" + tc(p("规章")) + tc(p("99")) + "</w:tr>"
    old = '<w:p><w:pPr><w:pStyle w:val="Old"/></w:pPr>' + run("19") + "</w:p>" + p("17")
    assert told(word(hidden, tr(tc(p("规章")), tc(old)))) == (
        ["规章 | 17"],
        ["有数字没有作为正文读取：隐藏的“99”；划掉的“19”。"],
    )


def test_an_old_word_file() -> None:
    """The sample hides a word; the same bytes with other properties strike it out, or raise it."""
    data = word97_file()
    assert data.count(b"\x3c\x08\x01") == 1
    plain, _ = told(data)
    assert told(data.replace(b"\x3c\x08\x01", b"\x37\x08\x01"))[0] == plain
    assert told(data.replace(b"\x3c\x08\x01", b"\x37\x08\x00"))[0] != plain
    # White, and black.
    assert told(data.replace(b"\x3c\x08\x01", b"\x42\x2a\x08"))[0] == plain
    assert told(data.replace(b"\x3c\x08\x01", b"\x42\x2a\x01"))[0] != plain


RICH = [
    (r"{\strike 19}17", "17", note("划掉的", "19")),
    (r"\strike 19\strike0 17", "17", note("划掉的", "19")),
    (r"{\v 9}17", "17", note("隐藏的", "9")),
    (r"17{\super 1}", "17", note("角标", "1")),
    (r"17\up6 1\up0 ", "17", note("角标", "1")),
    (r"17\super 1\nosupersub ", "17", note("角标", "1")),
    (r"{\super 17}", "17", []),
    (r"{\strike 19\plain 17}", "17", note("划掉的", "19")),
]


@pytest.mark.parametrize(("words", "shown", "notes"), RICH)
def test_a_cell_of_rich_text(words: str, shown: str, notes: list[str]) -> None:
    source = rf"{{\rtf1\ansi\trowd\intbl a\cell\intbl {words}\cell\row\pard}}"
    assert told(source.encode()) == ([f"a | {shown}"], notes)


OPEN_STYLES = (
    "<office:automatic-styles>"
    '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="U"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="N"><style:text-properties style:text-position="0% 100%"/></style:style>'
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="T"><style:table-properties table:display="false"/></style:style>'
    "</office:automatic-styles>"
)
OPEN = [
    ('<text:span text:style-name="S">19</text:span>17', "17", note("划掉的", "19")),
    ('17<text:span text:style-name="H">9</text:span>', "17", note("隐藏的", "9")),
    ('17<text:span text:style-name="U">1</text:span>', "17", note("角标", "1")),
    ('1<text:span text:style-name="N">7</text:span>', "17", []),
    ('<text:span text:style-name="U">17</text:span>', "17", []),
]


def with_styles(data: bytes) -> bytes:
    return repacked(
        data,
        {
            "content.xml": lambda content: content.replace("<office:body>", OPEN_STYLES + "<office:body>").replace(
                "xmlns:office", 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:office', 1
            )
        },
    )


@pytest.mark.parametrize("kind", ["text", "spreadsheet"])
@pytest.mark.parametrize(("words", "shown", "notes"), OPEN)
def test_a_cell_of_an_open_document(words: str, shown: str, notes: list[str], kind: str) -> None:
    cells = f"<table:table-cell><text:p>规章</text:p></table:table-cell><table:table-cell><text:p>{words}</text:p></table:table-cell>"
    data = open_document(f"<table:table><table:table-row>{cells}</table:table-row></table:table>", kind)
    assert told(with_styles(data)) == ([f"规章 | {shown}"], notes)


# --- workbooks ---------------------------------------------------------------------------------------------


def open_sheet(rows_of_sheet: str, columns: str = "", attributes: str = "") -> str:
    return f"<table:table{attributes}>{columns}{rows_of_sheet}</table:table>"


def open_row(*values: str, attributes: str = "") -> str:
    cells = "".join(f"<table:table-cell><text:p>{value}</text:p></table:table-cell>" for value in values)
    return f"<table:table-row{attributes}>{cells}</table:table-row>"


def test_hidden_parts_of_an_open_workbook() -> None:
    """tidyverse/readxl#428, pandas-dev/pandas#42562: hidden rows and columns."""
    hidden = ' table:visibility="collapse"'
    columns = f"<table:table-column/><table:table-column{hidden}/><table:table-column/>"
    sheet = open_sheet(
        open_row("规章", "88", "17") + open_row("规章", "0", "99", attributes=' table:visibility="filter"'), columns
    )
    older = open_sheet(open_row("规章", "77"), attributes=' table:name="旧" table:style-name="T"')
    lines, notes = told(with_styles(open_document(sheet + older, "spreadsheet")))
    assert lines == ["规章 | 17"]
    assert notes == [*note("隐藏的", "88", "0", "99"), "隐藏的工作表没有读取：“旧”。"]


def test_cells_of_an_open_workbook() -> None:
    """Values as typed, repeated cells and rows, and merged ones once."""
    row = (
        "<table:table-row><table:table-cell table:number-rows-spanned='2'><text:p>规章</text:p></table:table-cell>"
        "<table:table-cell office:value-type='float' office:value='12.50' table:number-columns-repeated='2'>"
        "<text:p>13</text:p></table:table-cell><table:table-cell table:number-columns-repeated='16000'/></table:table-row>"
        "<table:table-row><table:covered-table-cell/><table:table-cell office:value-type='date' "
        "office:date-value='2023-01-17'><text:p>1月17日</text:p></table:table-cell></table:table-row>"
        "<table:table-row table:number-rows-repeated='1000000'><table:table-cell/></table:table-row>"
    )
    assert told(open_document(open_sheet(row), "spreadsheet"))[0] == ["规章 | 12.5 | 12.5", "2023-01-17"]


def test_hidden_parts_of_a_workbook_saved_as_xml() -> None:
    def cells(*values: str) -> str:
        return "".join(f'<Cell><Data ss:Type="String">{value}</Data></Cell>' for value in values)

    body = f'<Column/><Column ss:Hidden="1"/><Row>{cells("规章", "88", "<S>19</S>17<Sup>1</Sup>")}</Row>'
    body += f'<Row ss:Hidden="1">{cells("规章", "0", "99")}</Row>'
    lines, notes = told(sheet_2003(body).encode())
    assert lines == ["规章 | 17"]
    assert notes == ["有数字没有作为正文读取：划掉的“19”；角标“1”；隐藏的“88”、“0”、“99”。"]


def test_hidden_rows_and_columns_of_a_binary_workbook() -> None:
    pytest.importorskip("python_calamine")
    data = as_xlsb([["规章", 88.0, 17.0], ["规章", 0.0, 99.0]])
    assert told(data, "a.xlsb")[0] == ["规章 | 88 | 17", "规章 | 0 | 99"]
    row = b"\x00\x11\x01\x00\x00\x00" + b"\0" * 13
    assert told(repacked_bytes(data, row, row[:13] + b"\x10" + row[14:]), "a.xlsb") == (
        ["规章 | 88 | 17"],
        note("隐藏的", "0", "99"),
    )


def repacked_bytes(data: bytes, old: bytes, new: bytes) -> bytes:
    """A zip with some bytes of its sheet exchanged."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.bin"]
    assert isinstance(sheet, bytes)
    assert old in sheet
    return zipped(parts | {"xl/worksheets/sheet1.bin": sheet.replace(old, new)})


Write = Callable[[Any, Any], Any]


def written(write: Write) -> bytes:
    """An xlsx by another program."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["规章", "甲", "乙"])
        sheet.write(1, 0, "许可")
        write(book, sheet)
    return buffer.getvalue()


def rich(*parts: Any) -> Write:
    def write(book: Any, sheet: Any) -> None:
        words = [book.add_format(part) if isinstance(part, dict) else part for part in parts]
        sheet.write_rich_string(1, 1, *words)

    return write


BOOKS: list[tuple[Write, list[str], list[str]]] = [
    # ExcelDataReader/ExcelDataReader#497, tfussell/xlnt#530: text in several fonts.
    (rich("17", {"font_script": 1}, "1"), ["规章 | 甲 | 乙", "许可 | 17 | "], note("角标", "1")),
    (rich({"font_strikeout": True}, "19", "17"), ["规章 | 甲 | 乙", "许可 | 17 | "], note("划掉的", "19")),
    (
        lambda book, sheet: sheet.write(1, 1, 19, book.add_format({"font_strikeout": True})),
        ["规章 | 甲 | 乙", "许可"],
        note("划掉的", "19"),
    ),
    (
        lambda book, sheet: sheet.write(1, 1, 19, book.add_format({"num_format": ";;;"})),
        ["规章 | 甲 | 乙", "许可"],
        note("隐藏的", "19"),
    ),
    (
        lambda book, sheet: sheet.write(1, 1, 19, book.add_format({"font_color": "white"})),
        ["规章 | 甲 | 乙", "许可"],
        note("隐藏的", "19"),
    ),
    (
        lambda book, sheet: sheet.write(1, 1, 19, book.add_format({"font_color": "white", "bg_color": "navy"})),
        ["规章 | 甲 | 乙", "许可 | 19 | "],
        [],
    ),
    (
        lambda book, sheet: (sheet.write_row(1, 0, ["规章", 9, 9]), sheet.set_row(1, None, None, {"hidden": True})),
        ["规章 | 甲 | 乙"],
        note("隐藏的", "9"),
    ),
    (
        lambda book, sheet: (sheet.write_row(1, 0, ["许可", 9, 7]), sheet.set_column(1, 1, None, None, {"hidden": 1})),
        ["规章 | 乙", "许可 | 7"],
        note("隐藏的", "9"),
    ),
    # What is merged shows in what is left of its area.
    (
        lambda book, sheet: (
            sheet.merge_range(1, 0, 2, 0, "许可"),
            sheet.write(1, 1, 9),
            sheet.write(2, 1, 7),
            sheet.set_row(1, None, None, {"hidden": True}),
        ),
        ["规章 | 甲 | 乙", "许可 | 7 | "],
        note("隐藏的", "9"),
    ),
    # Guards against formulas, and formulas that are but a figure.
    (
        lambda book, sheet: (sheet.write_string(1, 1, "'17"), sheet.write_string(1, 2, '="7"')),
        ["规章 | 甲 | 乙", "许可 | 17 | 7"],
        [],
    ),
]


@pytest.mark.parametrize(("write", "lines", "notes"), BOOKS)
def test_a_workbook(write: Write, lines: list[str], notes: list[str]) -> None:
    assert told(written(write)) == (lines, notes)


def test_a_hidden_sheet_is_told() -> None:
    def write(book: Any, sheet: Any) -> None:
        other = book.add_worksheet("旧表")
        other.write(0, 0, 99)
        other.hide()

    assert told(written(write)) == (["规章 | 甲 | 乙", "许可"], ["隐藏的工作表没有读取：“旧表”。"])


def test_an_old_workbook() -> None:
    pytest.importorskip("python_calamine")
    xlwt = pytest.importorskip("xlwt")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = xlwt.Workbook()
        sheet = book.add_sheet("年报")
        struck, raised = xlwt.easyfont("struck_out true"), xlwt.easyfont("escapement superscript")
        sheet.write(0, 0, "规" * 5000)
        sheet.write_rich_text(0, 1, [("19", struck), "17"])
        sheet.write_rich_text(0, 2, ["7", ("1", raised)])
        sheet.write(1, 0, "许可")
        sheet.write(1, 1, 18, xlwt.easyxf("font: struck_out true"))
        sheet.write(1, 2, "'3")
        sheet.write(1, 3, 88)
        sheet.col(3).hidden = True
        sheet.write(2, 1, 99)
        sheet.row(2).hidden = True
        book.add_sheet("旧").visibility = 1
        buffer = io.BytesIO()
        book.save(buffer)
    lines, notes = told(buffer.getvalue())
    assert lines == [f"{'规' * 5000} | 17 | 7", "许可 |  | 3"]
    assert notes == [
        "有数字没有作为正文读取：划掉的“19”、“18”；角标“1”；隐藏的“88”、“99”。",
        "隐藏的工作表没有读取：“旧”。",
    ]


@pytest.mark.parametrize(("cell", "shown"), [("'17", "17"), ('"=""17"""', "17"), ("=17", "17"), ("'甲", "'甲")])
def test_guards_in_comma_separated_values(cell: str, shown: str) -> None:
    assert told(f"规章,{cell},1\n".encode(), "a.csv")[0] == [f"规章 | {shown} | 1"]


def binary_record(kind: int, body: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(body)]) + body


@pytest.mark.parametrize(
    ("colour", "struck", "filled", "rows"),
    [
        (b"\x05\0\0\0\xff\xff\xff\xff", 0, False, ["规章 | 88"]),
        (b"\x02\x09\0\0\0\0\0\xff", 0, False, ["规章 | 88"]),
        (b"\x07\0\0\0\0\0\0\xff", 0, False, ["规章 | 88"]),
        (b"\x07\0\0\0\0\0\0\xff", 0, True, ["规章 | 88 | 17"]),
        (b"\x05\0\0\0\0\0\0\xff", 8, True, ["规章 | 88"]),
        (b"\x05\0\0\0\0\0\0\xff", 0, False, ["规章 | 88 | 17"]),
    ],
)
def test_cells_of_a_binary_workbook(colour: bytes, struck: int, filled: bool, rows: list[str]) -> None:
    """White by its shades, its number, its theme; on a ground; struck out; black."""
    black = b"\x05\0\0\0\0\0\0\xff"
    fonts = [struct.pack("<6H", 200, grid, 0, 0, 0, 0) + one + b"\0\0" for grid, one in ((0, black), (struck, colour))]
    styles = [struct.pack("<8H", 0, 0, font, font if filled else 0, 0, 0, 0, 0) for font in (0, 1)]
    written = (
        b"".join(binary_record(43, font) for font in fonts)
        + b"".join(binary_record(45, struct.pack("<I", number)) for number in (0, 1))
        + binary_record(617, struct.pack("<I", 2))
        + b"".join(binary_record(47, style) for style in styles)
        + binary_record(618)
    )
    data = as_xlsb([["规章", 88.0, 17.0]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    plain, other = (struct.pack("<IId", 2, style, 17.0) for style in (0, 1))
    sheet = parts["xl/worksheets/sheet1.bin"]
    assert isinstance(sheet, bytes)
    assert sheet.count(plain) == 1
    parts |= {"xl/styles.bin": written, "xl/worksheets/sheet1.bin": sheet.replace(plain, other)}
    assert [row.rstrip(" |") for row in told(zipped(parts), "a.xlsb")[0]] == rows
