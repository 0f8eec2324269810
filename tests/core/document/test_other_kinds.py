"""Inputs of kinds met in public threads on the extraction of text, beyond those that other tests name; all built here.

Each holds the figure 214 (or none) in one cell; nothing else may stand beside it, whatever other programs read there.
"""

from __future__ import annotations

import io
from typing import Any

import pytest

from core.document import read
from tests.report_files import docx, p, tbl, tc, tr

xlsxwriter = pytest.importorskip("xlsxwriter")

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def page(cell: str, style: str = "") -> tuple[str, bytes]:
    text = f"<html><head><style>{style}</style></head><body><table><tr><td>许可</td><td>{cell}</td></tr></table></body></html>"
    return "a.html", text.encode()


def table(*rows: str, name: str = "a.csv") -> tuple[str, bytes]:
    return name, "\n".join(rows).encode()


def book(value: Any, number_format: str = "") -> tuple[str, bytes]:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "许可")
        sheet.write(0, 1, value, workbook.add_format({"num_format": number_format}) if number_format else None)
    return "a.xlsx", buffer.getvalue()


def word(cell: str) -> tuple[str, bytes]:
    return "a.docx", docx(tbl(tr(tc(p("<w:r><w:t>许可</w:t></w:r>")), tc(p(cell)))))


@pytest.mark.parametrize(
    ("thread", "file", "rows"),
    [
        ("nightwatchjs/nightwatch#682", page('<i class="n"></i>14', '.n::before{content:"2"}'), ["许可 | 214"]),
        ("jhy/jsoup#1125", page('214<iframe src="a">999</iframe>'), ["许可 | 214"]),
        ("rust-scraper/scraper#123", page("214<noscript>999</noscript>"), ["许可 | 214"]),
        ("jjlee/mechanize#105", page("<select><option>13<option selected>214<option>99</select>"), ["许可 | 214"]),
        ("html5 datalist", page("214<datalist><option>99</option></datalist>"), ["许可 | 214"]),
        ("cucumber/cucumber-rails#32", page('<img src="a.png" alt="">214'), ["许可 | 214"]),
        ("numeric references", page("&#50;&#49;&#x34;"), ["许可 | 214"]),
        ("mathml", page("<math><mn>214</mn></math>"), ["许可 | 214"]),
        (
            "KaTeX, told twice",
            page(
                '<span class="katex"><span class="katex-mathml"><math><mn>214</mn><annotation>214</annotation></math>'
                '</span><span class="katex-html" aria-hidden="true">214</span></span>'
            ),
            ["许可 | 214"],
        ),
        ("simonbengtsson/jsPDF-AutoTable#157", page('214<b style="position:absolute;left:-9999px">9</b>'), ["许可 | 214"]),
        ("abbreviations", page('<abbr title="999">214</abbr>'), ["许可 | 214"]),
        ("OpenRefine/OpenRefine#764", table('"行政\n许可";214', '处罚;"1365"'), ["行政许可 | 214", "处罚 | 1365"]),
        ("stevehansen/csv#51", table('许可\t214', '"行政"处罚\t5', name="a.tsv"), ["许可 | 214", "行政处罚 | 5"]),
        ("h2oai/datatable#922", table('处罚,"1,365"', "许可,214"), ["处罚 | 1,365", "许可 | 214"]),
        ("EPPlusSoftware/EPPlus#2284", book(0, '0;-0;"—"'), ["许可 | 0"]),
        ("exceljs/exceljs#1937", book(12, "000"), ["许可 | 12"]),
        ("a unit in the format", book(214, '0"件"'), ["许可 | 214"]),
        ("a format that hides", book(214, ";;;"), ["许可"]),
        ("python-openxml/python-docx#998", word('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>214</w:t></w:r>'), ["许可 | 214"]),
        ("a formula in Word", word(f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>214</m:t></m:r></m:oMath>'), ["许可 | 214"]),
        ("a soft hyphen", word("<w:r><w:t>2</w:t><w:softHyphen/><w:t>14</w:t></w:r>"), ["许可 | 214"]),
        (
            "a field that sums up",
            word(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>214</w:t></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            ),
            ["许可 | 214"],
        ),
    ],
)  # fmt: skip
def test_what_a_reader_sees(thread: str, file: tuple[str, bytes], rows: list[str]) -> None:
    name, data = file
    assert read(data, name).text.splitlines() == rows, thread


def test_rows_and_cells_by_other_names() -> None:
    """adbar/trafilatura#819: a table whose rows and cells are `row` and `cell`, in html."""
    cells = "".join(
        f"<row><cell>{label}</cell><cell>{value}</cell></row>" for label, value in (("许可", 8), ("处罚", 5))
    )
    page = f'<html><body><table><row span="2"><cell role="head">事项</cell><cell role="head">数量</cell></row>{cells}</table></body></html>'
    assert read(page.encode()).text.splitlines() == ["事项 | 数量", "许可 | 8", "处罚 | 5"]
