"""Workbooks whose formulas were never worked out, as programs write them."""

from __future__ import annotations

import io
import struct

import pytest
import xlwt

from core.document import read
from core.types import Document
from tests.report_files import as_xlsx, open_document, repacked, sheet_2003


def workbook(formula: str, *, cached: str = "<v></v>", calculation: str = "", before: str = "<v>3</v>") -> Document:
    """A row of 12, 3, a word, what another formula comes to, and what `formula` does (in E1)."""
    row = (
        f'<row r="1"><c r="A1"><v>12</v></c><c r="B1">{before}</c><c r="C1" t="inlineStr"><is><t>件</t></is></c>'
        f'<c r="D1"><f>A1+1</f>{cached}</c><c r="E1"><f>{formula}</f>{cached}</c></row>'
    )
    return read(
        repacked(
            as_xlsx([]),
            {
                "xl/worksheets/sheet1.xml": lambda sheet: sheet.replace("</sheetData>", f"{row}</sheetData>"),
                "xl/workbook.xml": lambda book: book.replace("</sheets>", f"</sheets>{calculation}"),
            },
        ),
        "a.xlsx",
    )


def told(document: Document) -> list[tuple[str, str, dict[str, object]]]:
    return [(note.code, note.kind, dict(note.values)) for note in document.notes]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("SUM(A1:B1)", "15"),
        ("sum($A$1:$B$1)", "15"),
        ("=A1+B1", "15"),
        ("A1-B1", "9"),
        ("-B1+SUM(A1,A1:B1) + 2", "26"),
        ("SUM(A1,D1)", "25"),
        ("B1", "3"),
        ("SUM(A1:B2)", "15"),
        ("SUM(A1,Z99)", "12"),
    ],
)
# openpyxl writes no value, others an empty one or none at all
@pytest.mark.parametrize("cached", ["<v></v>", "<v/>", ""])
def test_plain_sums_are_worked_out(formula: str, value: str, cached: str) -> None:
    document = workbook(formula, cached=cached)
    assert document.text == f"12 | 3 | 件 | 13 | {value}\n"
    assert told(document) == [("text_repaired", "summed", {"count": 2})]


@pytest.mark.parametrize(
    "formula",
    [
        *("ROUND(A1/B1,2)", "A1*B1", "SUM(A1:C1)", "A1+C1", "Sheet2!A1+A1", "E1+A1", "SUM(A1:E1)", "A1+", "A1B1", ""),
        *("IF(A1=0,1,2)", "SUM(A1:XFD1048576)", "A1++B1", "(A1+B1)"),
    ],
)
def test_other_formulas_are_told(formula: str) -> None:
    document = workbook(formula)
    assert document.text == "12 | 3 | 件 | 13\n"
    assert told(document)[1:] == [("incomplete", "formulas", {"count": 1})]


def test_figures_written_as_text_are_no_figures_to_a_formula() -> None:
    document = workbook("SUM(A1:B1)", before="").text, workbook("A1+B1", before="<f>C1</f>").text
    assert document == ("12 | 件 | 13 | 12\n", "12 | 件 | 13\n")


def test_values_that_are_there_are_read_as_they_are() -> None:
    assert workbook("SUM(A1:B1)", cached="<v>7</v>").text == "12 | 3 | 件 | 7 | 7\n"
    assert workbook("SUM(A1:B1)", cached="<v>0</v>").text == "12 | 3 | 件 | 0 | 0\n"
    assert workbook("SUM(A1:B1)", cached="<v>0</v>").notes == ()


def test_noughts_that_stand_for_no_value() -> None:
    """XlsxWriter gives every formula the value 0, and asks for all to be worked out."""
    asked = '<calcPr calcId="124519" fullCalcOnLoad="1"/>'
    assert workbook("SUM(A1:B1)", cached="<v>0</v>", calculation=asked).text == "12 | 3 | 件 | 13 | 15\n"
    assert workbook("A1-SUM(B1,B1,B1,B1)", cached="<v>0</v>", calculation=asked).text == "12 | 3 | 件 | 13 | 0\n"


def test_a_chain_of_formulas_takes_linear_time() -> None:
    rows = "".join(f'<row r="{at}"><c r="A{at}"><f>A{at + 1}+A{at + 1}</f></c></row>' for at in range(1, 90))
    last = '<row r="90"><c r="A90"><v>1</v></c></row>'
    sheet = {"xl/worksheets/sheet1.xml": lambda sheet: sheet.replace("</sheetData>", f"{rows}{last}</sheetData>")}
    data = repacked(as_xlsx([]), sheet)
    assert read(data, "a.xlsx").text.splitlines()[-3:] == ["4", "2", "1"]


@pytest.mark.parametrize("kind", ["", 'office:value-type="float"'])
def test_formulas_of_other_workbooks_are_told(kind: str) -> None:
    row = (
        '<table:table-cell office:value-type="float" office:value="12"/>'
        f'<table:table-cell table:formula="of:=SUM([.A1:.A1])" {kind}/>'
        '<table:table-cell table:formula="of:=[.A1]" office:value-type="float" office:value="12"/>'
    )
    sheet = f'<table:table table:name="a"><table:table-row>{row}</table:table-row></table:table>'
    document = read(open_document(sheet, "spreadsheet"), "a.ods")
    assert (document.text, told(document)) == ("12 | 12\n", [("incomplete", "formulas", {"count": 1})])
    saved = '<Cell><Data ss:Type="Number">12</Data></Cell><Cell ss:Formula="=RC[-1]"/>'
    document = read(sheet_2003(f"<Row>{saved}</Row>").encode(), "a.xls")
    assert (document.text.strip(" |\n"), told(document)) == ("12", [("incomplete", "formulas", {"count": 1})])


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        *(("SUM(B1:C1)", " | 15"), ("B1+C1", " | 15"), ("SUM(B1,C1)+2", " | 17"), ("B1-C1", " | 9"), ("B1-B1", " | 0")),
        ('IF(B1=1,1,"")', ""),
    ],
)
def test_sums_of_an_old_workbook(formula: str, value: str) -> None:
    """xlwt stores formulas with an empty value."""
    data = old_workbook(formula)
    document = read(data, "a.xls")
    assert document.text == f"许可 | 12 | 3{value}\n"
    assert told(document) == ([("text_repaired", "summed", {"count": 1})] if value else [])


@pytest.mark.parametrize(("stored", "shown"), [(0, "15"), (7, "7")])
def test_a_sum_of_an_old_workbook_stored_as_nought(stored: int, shown: str) -> None:
    """Apache POI stores nought as the value of a formula that was not worked out."""
    data = old_workbook("SUM(B1:C1)").replace(struct.pack("<Q", 0xFFFF000000000003), struct.pack("<d", stored))
    assert read(data, "a.xls").text == f"许可 | 12 | 3 | {shown}\n"


def test_a_sum_that_is_nought_is_not_told() -> None:
    data = old_workbook("B1-B1").replace(struct.pack("<Q", 0xFFFF000000000003), bytes(8))
    assert (read(data, "a.xls").text, read(data, "a.xls").notes) == ("许可 | 12 | 3 | 0\n", ())


def old_workbook(formula: str) -> bytes:
    book, buffer = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("a")
    for at, value in enumerate(("许可", 12, 3, xlwt.Formula(formula))):
        sheet.write(0, at, value)
    book.save(buffer)
    return buffer.getvalue()
