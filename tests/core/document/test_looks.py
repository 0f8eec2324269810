"""What decides how a figure looks, in every spelling of the formats: a reader of each of these cells sees 214.

The kinds are those of public threads on the extraction of text (hidden copies, struck-out figures, marks of notes,
text set from right to left); the inputs are built here.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from core.document import read
from tests.report_files import docx, open_document, p, repacked, sheet_2003, tbl, tc, tr, word_2003, zipped


def shown(data: bytes, name: str = "") -> list[str]:
    return read(data, name).text.splitlines()


def page(cell: str, style: str = "") -> bytes:
    text = f"<html><head><style>{style}</style></head><body><table><tr><td>许可</td><td>{cell}</td></tr></table></body></html>"
    return text.encode()


CELLS = [
    # from right to left, as pages keep their text from being copied
    ('<bdo dir="rtl">412</bdo>', ""),
    ("\u202e412\u202c", ""),
    ("\u202e412", ""),
    ("\u202d214\u202c", ""),
    ('<i style="direction:rtl;unicode-bidi:bidi-override">412</i>', ""),
    ("<i class=r>412</i>", ".r{unicode-bidi:bidi-override;direction:rtl}"),
    ("<i dir=rtl>214</i>", ""),
    # nested rules, selectors that look inside, rules of a container
    ("<i class=p>9</i>214", "td{color:black;& .p{display:none}}"),
    ("<i class=p>9</i>214", "td{color:black;.p{display:none}}"),
    ("<i class=p>9</i>214", "td, th{.p{display:none} color:black}"),
    ("<i class=p>9</i>214", "td:has(.p) .p{display:none}"),
    ("214<b></b><i>9</i>", "b:empty+i{display:none}"),
    ("<b>2</b><i class=p>9</i><i class=p>14</i>", "i:nth-child(1 of .p){display:none}"),
    ("<i class=p>9</i>214", "@container (min-width:1px){.p{display:none}}"),
    ("<i class=p>9</i>214", ".p{color:black;-webkit-text-fill-color:transparent}"),
    ("<i popover>9</i>214", ""),
    # seen although no text of the cell holds it
    ("<button>214</button>", ""),
    ("214<button>修改</button>", ""),
    # julkue/mark.js#357: a page that stands whole within this one
    ('<iframe srcdoc="214"></iframe>', ""),
    ("<svg><title>9</title><text>214</text></svg>", ""),
    # mozilla/geckodriver#1879, SeleniumHQ/selenium#314: words set by a style sheet
    ("<i class=n></i>14", '.n::before{content:"2"}'),
    ("21<i class=n></i>", ".n:after{content:'4'}"),
    ("<i class=n data-v=214></i>", ".n::before{content:attr(data-v)}"),
    ('<script>document.write("214");</script>', ""),
    ("<my-cell><template shadowrootmode=open>214</template></my-cell>", ""),
    ("<input type=text value=214 readonly>", ""),
    # words for programs, for other screens, of icons
    ("214", 'td::before{content:attr(data-label)} @media (max-width:9px){td::before{content:"9"}}'),
    ("<i class=n></i>214", '.n::before{content:"\\e601"}'),
    ("<i class=n>214</i>", '.n::after{content:"9";display:none}'),
    ("<i class=n>214</i>", '.n::after{content:"9";visibility:hidden}'),
    ("214<dialog>9</dialog>", ""),
    ("<dialog open>214</dialog>", ""),
    # Siteimprove/alfa#1776: folded parts
    ("214<details><summary></summary>9</details>", ""),
    ("<details open><summary></summary>214</details>", ""),
    *((f"214<{tag}>9</{tag}>", "") for tag in ("video", "audio", "canvas", "meter", "progress", "noembed", "applet")),
    # WICG/webcomponents#317, servo/servo#36100: what a slot holds itself shows only where nothing is put there
    ("<x-n><template shadowrootmode=open><slot>9</slot></template>214</x-n>", ""),
    ("<x-n><template shadowrootmode=open><slot name=a>9</slot></template><b slot=a>214</b></x-n>", ""),
    ("<x-n><template shadowrootmode=open><slot>214</slot></template></x-n>", ""),
    ("<x-n><template shadowrootmode=open><slot name=a>214</slot></template> </x-n>", ""),
    ("<ruby>214<rt>9</rt><rtc>8</rtc></ruby>", ""),
    # no room, no size, no colour, a place elsewhere
    *(
        (f'214<i style="{style}">9</i>', "")
        for style in (
            "display:inline-block;width:0;height:0;overflow:hidden",
            "display:block;max-height:0px;overflow:hidden",
            "position:absolute;width:1px;height:1px;overflow:hidden;margin:-1px",
            "transform:scale(0)",
            "clip-path:inset(50%)",
            "filter:opacity(0)",
            "opacity:0%",
            "opacity:.01",
            "font-size:1px",
            "font:0/0 a",
            "content-visibility:hidden",
            "display/**/:none",
            "position:absolute;right:-9999px",
            "margin-left:-9999px",
            "color:rgb(255 255 255)",
            "color:rgba(255,255,255,1)",
            "color:hsl(0,0%,100%)",
            "color:#fefefe",
            "background:#eee;color:#eee",
            "background:red;color:red",
            # drawn to next to nothing
            *("transform:scaleX(.01)", "transform:scale(1, 0.01)", "-webkit-transform:scale(1%)", "scale:.01 1"),
            *("transform:matrix(.01,0,0,1,0,0)", "transform:rotateY(90deg)", "zoom:1%"),
            *("font-size:.3mm", "font-size:1e-2px", "font-size:calc(1px * .5)", "font-size:min(1px, 2em)"),
            *("font-size:clamp(0px, 1px, 1px)", "font:italic 1px a", "font:bold 0 a"),
            *("clip-path:polygon(0 0, 0 0, 0px 0%)", "overflow:hidden;text-indent:100%;white-space:nowrap"),
            # letters told by their numbers
            *(r"d\69splay:none", r"display:n\6fne", r"d\000069 splay:none", r"font-size:1\70x", r"display:no\ne", r"d\isplay:none"),
        )
    ),
    *(
        ("214<i class=b>9</i>", f".b{{{style}}}")
        for style in (r"d\69splay:none", "zoom:.01", "scale:.01", "font:bold 0 a", "font-size:min(1px,2em)")
    ),
    ("214<font color=white>9</font>", ""),
    ("214<i class=b>9</i>", ":root{--gone:none} .b{display:var(--gone)}"),
    # seen, for all that
    ('2<i style="color:red;background:yellow">1</i>4', ""),
    ("2<b>1</b>4", "tr{background:url(a.png)} b{color:#fff}"),
    ('2<i style="width:0">1</i>4', ""),
    ('2<i style="opacity:.9;font-size:11px">1</i>4', ""),
    *(
        (f'2<i style="{style}">1</i>4', "")
        for style in (
            *("zoom:1", "zoom:0", "scale:1.1", "scale:none", "transform:scale(.9)", "transform:matrix(1,0,0,1,0,0)"),
            *("transform:rotate(90deg)", "font:italic 700 12px a", "font-size:calc(1em + 1px)", "font-size:max(1px, 1em)"),
            *("font-size:clamp(1px, 1vw, 20px)", r"font-family:\5b8b\4f53"),
        )
    ),
    # rules that look at neighbours and places (pandas-dev/pandas#51629: an element that is not displayed)
    ('<span style="display:none">9</span>214', ""),
    ("<b class=a></b>214<i class=b>9</i>", ".a + .b{display:none}"),
    ("<b class=a></b><b></b>214<i class=b>9</i>", ".a ~ .b{display:none}"),
    ("<b class=a></b><b></b><i class=b>214</i>", ".a + .b{display:none}"),
    ("<b class=a>214</b><i class=b>9</i>", "td > :not(.a){display:none}"),
    ("<b>214</b><i>9</i>", "td > :nth-child(2){display:none}"),
    ("<b>9</b><i>214</i><u>9</u>", "td > *:nth-child(odd){display:none}"),
    ("<b>214</b><i>9</i>", "td i:last-child{display:none}"),
    ("<b>9</b><i>214</i>", "td :first-child{display:none}"),
    ("<b>214</b><i></i><b>9</b>", "b:nth-of-type(2){display:none}"),
    ("<b>214</b><i>9</i><i>8</i>", "td > :nth-child(n+2){display:none}"),
    ("214<i class=b>9</i>", ":is(.b, .c){display:none}"),
    ("214<i class=b>9</i>", "td{ .b{display:none} }"),
    ('214<i data-x="old1">9</i>', '[data-x^="old"]{display:none}'),
    ('214<i class="x-old-y">9</i>', "[class*='old']{display:none}"),
    ('214<i class="x-old">9</i>', "[class$=old]{display:none}"),
    ('214<i class="x old">9</i>', "[class~=old]{display:none}"),
    ("<i class=b>214</i>", ".b:hover{display:none} .b:unknown(2){display:none}"),
    # raised, by whatever means
    *(
        (f'214<i style="{style}">1</i>', "")
        for style in (
            "vertical-align:5px;font-size:8px",
            "vertical-align:50%",
            "vertical-align:text-top;font-size:60%",
            "position:relative;bottom:5px",
            "font-variant-position:super",
            "display:inline-block;transform:translateY(-5px);font-size:8px",
        )
    ),
    ("214<div class=s>1</div>", ".s{display:inline;vertical-align:super}"),
    ('214<a href="#1"><sup>1</sup></a>', ""),
    # struck out
    ("<i style='text-decoration: red line-through 2px'>19</i>214", ""),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "style"), CELLS)
def test_a_cell_of_a_page(cell: str, style: str) -> None:
    assert shown(page(cell, style)) == ["许可 | 214"]


@pytest.mark.parametrize("display", ["block", "table-cell", "flex"])
def test_words_apart_do_not_run_together(display: str) -> None:
    assert shown(page("<i class=b>17</i><i class=b>3</i>", f".b{{display:{display}}}")) == ["许可 | 17 3"]


@pytest.mark.parametrize("display", ["inline", "inline-block"])
def test_lines_of_a_page_stay_lines(display: str) -> None:
    source = f"<html><body><div style='display:{display}'>17</div><div style='display:{display}'>3</div></body></html>"
    assert shown(source.encode()) == ["17", "3"]


@pytest.mark.parametrize(
    ("table", "style"),
    [
        ("<tr style='display:none'><td>许可<td>9</tr><tr><td>许可<td>214", ""),
        ("<tr style='visibility:collapse'><td>许可<td>9</tr><tr><td>许可<td>214", ""),
        ("<tr><td>许可<td>9<td>214", "td:nth-child(2){display:none}"),
        ("<tr class=o><td>许可<td>9</tr><tr><td>许可<td>214", "tr.o td{text-decoration:line-through}"),
        ("<tr><td>许可<td>214<td style='color:#fff'>9", ""),
        ("<tr><td>许可<td>214</tr><tr style='color:#fff'><td>许可<td>9", ""),
        ("<tr style='color:#fff' bgcolor=navy><td>许可<td>214", ""),
        ("<tr class=h><td>许可<td>214", ".h{background:#036;color:#fff}"),
    ],
)
def test_rows_and_columns_of_a_page(table: str, style: str) -> None:
    data = f"<html><head><style>{style}</style></head><body><table>{table}</table></body></html>".encode()
    assert shown(data) == ["许可 | 214"]


def folded(old: str, new: str) -> str:
    """A page on which the rows of an older table are folded away."""
    before, after = (
        "".join(f"<tr><td>{name}<td>{figure}</tr>" for name in ("规章", "许可", "处罚")) for figure in (old, new)
    )
    shown = f"<table>{after}</table>" if new else ""
    return f"<html><body><details><summary>旧</summary><table>{before}</table></details>{shown}</body></html>"


def test_a_folded_table_that_repeats_the_one_shown_is_not_read() -> None:
    rows = ["规章 | {}", "许可 | {}", "处罚 | {}"]
    assert shown(folded("9", "214").encode()) == [row.format(214) for row in rows]
    alone = shown(folded("214", "").encode())
    assert alone == ["旧", *(row.format(214) for row in rows)]


def test_white_words_are_seen_where_the_ground_may_be_told_elsewhere() -> None:
    head = '<link rel="stylesheet" href="a.css">'
    row = "<table><tr class=h style='color:#fff'><td>许可<td>214</table>"
    assert shown(f"<html><head>{head}</head><body>{row}</body></html>".encode()) == ["许可 | 214"]


SHEET = ".m{display:none}"
STYLED = (
    '<html><head><link rel="stylesheet" href="s.css"/></head><body><table><tr><td>许可</td><td>214<i class="m">9</i>'
    "</td></tr></table></body></html>"
)


def test_style_sheets_that_were_saved_with_a_page() -> None:
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    parts = [("text/html; charset=utf-8", STYLED), ("text/css", SHEET), ("text/html", "<p>另一框</p>")]
    body = "".join(f"--b\r\nContent-Type: {kind}\r\n\r\n{content}\r\n" for kind, content in parts)
    assert shown(f"{head}{body}--b--\r\n".encode()) == ["许可 | 214"]
    data = STYLED.replace("s.css", f"data:text/css,{SHEET}")
    assert shown(data.encode()) == ["许可 | 214"]
    book = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="O/c.opf"/></rootfiles></container>',
        "O/c.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="a" href="a.xhtml"/>'
        '</manifest><spine><itemref idref="a"/></spine></package>',
        "O/s.css": SHEET,
        "O/a.xhtml": STYLED,
    }
    assert shown(zipped(book)) == ["许可 | 214"]


def test_a_report_in_a_frame_of_a_saved_page() -> None:
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    pages = ["<html><body><iframe src='cid:f'></iframe></body></html>", "<table><tr><td>许可<td>214</table>"]
    body = "".join(f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{content}\r\n" for content in pages)
    assert shown(f"{head}{body}--b--\r\n".encode()) == ["许可 | 214"]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
RUNS = [
    '<w:bdo w:val="rtl">' + run("412") + "</w:bdo>",
    run("\u202e412\u202c"),
    run("214", "<w:rtl/>"),
    run("214") + run("9", '<w:color w:val="auto" w:themeColor="background1"/>'),
    run("2") + run("1", '<w:color w:val="FFFFFF" w:themeColor="background1" w:themeShade="80"/>') + run("4"),
    run("214") + run("9", '<w:color w:val="FEFEFE"/>'),
    run("214") + run("9", '<w:color w:val="000000"/><w:highlight w:val="black"/>'),
    run("214") + run("9", '<w:sz w:val="2"/>'),
    run("214") + run("9", '<w:w w:val="1"/>'),
    run("214") + run("9", '<w:w w:val="1%"/>'),
    run("214") + run("9", '<w:sz w:val="1pt"/>'),
    '<w:r><w:sym w:font="Symbol" w:char="F032"/></w:r>' + run("14"),
    f"<m:oMath {MATH}><m:sSup><m:e><m:r><m:t>214</m:t></m:r></m:e><m:sup><m:r><m:t>1</m:t></m:r></m:sup></m:sSup></m:oMath>",
    # nissl-lab/npoi#1243, python-openxml/python-docx#696: what is chosen in a list of a form
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="9"/>'
    '<w:listEntry w:val="214"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
]


@pytest.mark.parametrize("runs", RUNS)
def test_a_cell_of_word(runs: str) -> None:
    row = tbl(tr(tc(p("许可")), tc(f"<w:p>{runs}</w:p>")))
    assert shown(docx(row)) == ["许可 | 214"]
    assert shown(word_2003(row).encode()) == ["许可 | 214"]


@pytest.mark.parametrize("gone", ['<w:trHeight w:val="1" w:hRule="exact"/>', '<w:del w:id="1"/>', "<w:hidden/>"])
def test_rows_of_word(gone: str) -> None:
    row = f"<w:tr><w:trPr>{gone}</w:trPr>{tc(p('许可'))}{tc(p('9'))}</w:tr>"
    assert shown(docx(tbl(row, tr(tc(p("许可")), tc(p("214")))))) == ["许可 | 214"]


PALE_TABLE = r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}"


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (PALE_TABLE, r"214{\cf2 9}"),
        (PALE_TABLE, r"2{\cf2\highlight1 1}4"),
        ("", r"214{\fs2 9}"),
        ("", r"214{\charscalex1 9}"),
        ("", r"2{\charscalex90 1}4"),
        ("", r"2{\charscalex1\plain 1}4"),
        (r"{\stylesheet{\*\cs10 \v hid;}{\s0 plain;}}", r"214{\cs10 9}"),
        ("", r"\u8238?412\u8236?"),
    ],
)
def test_a_cell_of_rich_text(head: str, words: str) -> None:
    data = rf"{{\rtf1\ansi{head}\trowd\intbl a\cell\intbl {words}\cell\row\pard}}".encode()
    assert shown(data) == ["a | 214"]


OPEN_STYLES = {
    "W": '<style:text-properties fo:color="#ffffff"/>',
    "B": '<style:text-properties fo:color="#ffffff" fo:background-color="#000080"/>',
    "Z": '<style:text-properties fo:font-size="1pt"/>',
    "M": '<style:text-properties fo:font-size="0.3mm"/>',
    "N": '<style:text-properties style:text-scale="1%"/>',
    "C": '<style:table-cell-properties fo:background-color="#000080"/>',
}
SPACES = (
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:office'
)


@pytest.mark.parametrize("kind", ["text", "spreadsheet"])
@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("", '214<text:span text:style-name="W">9</text:span>'),
        ("", '2<text:span text:style-name="B">1</text:span>4'),
        (' table:style-name="C"', '2<text:span text:style-name="W">1</text:span>4'),
        ("", '214<text:span text:style-name="Z">9</text:span>'),
        ("", '214<text:span text:style-name="M">9</text:span>'),
        ("", '214<text:span text:style-name="N">9</text:span>'),
        ("", "214<office:annotation><text:p>9</text:p></office:annotation>"),
        ("", "214<text:note><text:note-citation>1</text:note-citation></text:note>"),
        ("", '214<text:hidden-text text:string-value="9">9</text:hidden-text>'),
        ("", '214<text:placeholder text:placeholder-type="text">9</text:placeholder>'),
        ("", "\u202e412"),
    ],
)
def test_a_cell_of_an_open_document(cell: str, words: str, kind: str) -> None:
    row = f"<table:table-cell><text:p>许可</text:p></table:table-cell><table:table-cell{cell}><text:p>{words}</text:p></table:table-cell>"
    data = open_document(f"<table:table><table:table-row>{row}</table:table-row></table:table>", kind)
    styles = "".join(f'<style:style style:name="{name}">{style}</style:style>' for name, style in OPEN_STYLES.items())
    styled = {
        "content.xml": lambda content: content.replace(
            "<office:body>", f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        ).replace("xmlns:office", SPACES, 1)
    }
    assert shown(repacked(data, styled)) == ["许可 | 214"]


Write = Callable[[Any, Any], Any]


def book(write: Write, colour: str = "") -> bytes:
    """A workbook by another program; `colour` takes the place of one that it can't write."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "许可")
        write(workbook, sheet)
    if not colour:
        return buffer.getvalue()
    own = f"<color {colour}/>"
    parts = ("xl/styles.xml", "xl/sharedStrings.xml")
    return repacked(
        buffer.getvalue(), {part: lambda text: text.replace('<color rgb="FF123456"/>', own) for part in parts}
    )


def beside(**look: Any) -> Write:
    """The figure, and another beside it that looks so."""
    return lambda workbook, sheet: (sheet.write(0, 1, 214), sheet.write(0, 2, 9, workbook.add_format(look)))


@pytest.mark.parametrize(
    "data",
    [
        # exceljs/exceljs#290, troldal/OpenXLSX#404: white told by the theme
        lambda: book(beside(font_color="#123456"), 'theme="0"'),
        lambda: book(beside(font_color="#123456"), 'indexed="9"'),
        lambda: book(beside(font_color="#FEFEFE")),
        lambda: book(beside(font_color="#336699", bg_color="#336699", pattern=1)),
        lambda: book(beside(num_format=' ; ; ; ')),
        lambda: book(beside(font_size=1)),
        lambda: book(lambda b, s: s.write_rich_string(0, 1, "214", b.add_format({"font_size": 1}), "9")),
        lambda: book(beside(num_format=";;")),
        lambda: book(beside(num_format='""')),
        lambda: book(lambda b, s: s.write_rich_string(0, 1, "214", b.add_format({"font_color": "white"}), "9")),
        lambda: book(
            lambda b, s: s.write_rich_string(0, 1, "214", b.add_format({"font_color": "#123456"}), "9"), 'theme="0"'
        ),
        lambda: book(lambda b, s: (s.write_row(0, 1, [9, 214]), s.set_column(1, 1, 0.08))),
        lambda: book(lambda b, s: (s.write(0, 1, 214), s.write_row(1, 0, ["许可", 9]), s.set_row(1, 0.5))),
        lambda: book(lambda b, s: s.write_string(0, 1, "\u202e412")),
    ],
)  # fmt: skip
def test_a_cell_of_a_workbook(data: Callable[[], bytes]) -> None:
    assert shown(data(), "a.xlsx") == ["许可 | 214"]


def test_a_tint_of_white_is_seen() -> None:
    assert shown(book(beside(font_color="#123456"), 'theme="0" tint="-0.5"')) == ["许可 | 214 | 9"]


def old_book(write: Write) -> bytes:
    xlwt = pytest.importorskip("xlwt")
    workbook = xlwt.Workbook(style_compression=2)
    sheet = workbook.add_sheet("a")
    sheet.write(0, 0, "许可")
    write(xlwt.easyxf, sheet)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def drawn_to_nothing(_style: Any, sheet: Any) -> None:
    sheet.write(0, 1, 214)
    sheet.write(1, 0, "许可")
    sheet.write(1, 1, 9)
    sheet.row(1).height_mismatch = True
    sheet.row(1).height = 0


@pytest.mark.parametrize(
    ("write", "row"),
    [
        (lambda style, s: (s.write(0, 1, 214), s.write(0, 2, 9, style("font: color white"))), "许可 | 214"),
        (
            lambda style, s: s.write(0, 1, 214, style("font: color white; pattern: pattern solid, fore_color black")),
            "许可 | 214",
        ),
        (lambda style, s: (s.write(0, 1, 214), s.write(0, 2, 9, style(num_format_str=";;;"))), "许可 | 214"),
        (
            lambda style, s: s.write_rich_text(0, 1, ["214", ("9", style("font: color white").font)]),
            "许可 | 214",
        ),
        (lambda style, s: (s.write(0, 1, 214), s.write(0, 2, 9, style("font: height 20"))), "许可 | 214"),
        (lambda style, s: s.write_rich_text(0, 1, ["214", ("9", style("font: height 20").font)]), "许可 | 214"),
        (drawn_to_nothing, "许可 | 214"),
    ],
)
def test_a_cell_of_an_old_workbook(write: Write, row: str) -> None:
    pytest.importorskip("python_calamine")
    assert shown(old_book(write), "a.xls") == [row]


def test_a_cell_of_a_workbook_saved_as_xml() -> None:
    cells = "".join(f'<Cell><Data ss:Type="String">{value}</Data></Cell>' for value in ("许可", "\u202e412"))
    assert shown(sheet_2003(f"<Row>{cells}</Row>").encode()) == ["许可 | 214"]


# Strikes that are drawn as a ground, and masks: they hide what a page's text still holds
STRUCK = [
    "background:linear-gradient(transparent 45%, red 45%, red 55%, transparent 55%)",
    "background-image:linear-gradient(transparent 48%,#000 48% 52%,transparent 52%)",
    "background-image:linear-gradient(to bottom, transparent calc(50% - 1px), currentColor calc(50% - 1px), currentColor calc(50% + 1px), transparent calc(50% + 1px))",
    "background:linear-gradient(rgba(0,0,0,0) 9px, #f00 9px, #f00 11px, rgba(0,0,0,0) 11px)",
    "background:linear-gradient(red,red) no-repeat center / 100% 1px",
    "background:linear-gradient(#000,#000) 0 50%/100% 2px no-repeat",
    "background-image:linear-gradient(red,red);background-size:100% 2px;background-position:center;background-repeat:no-repeat",
    "background:linear-gradient(to top right, transparent 48%, red 50%, transparent 52%)",
    "background:linear-gradient(#fff 45%,red 45%,red 55%,#fff 55%)",
    "background:linear-gradient(transparent, transparent 46%, red 46%, red 54%, transparent 54%)",
    "background:linear-gradient(0deg,transparent 45%,red 50%,transparent 55%)",
    "background:-webkit-linear-gradient(transparent 45%, red 45%, red 55%, transparent 55%)",
]
MASKED = [
    "mask:linear-gradient(transparent,transparent)",
    "-webkit-mask-image:linear-gradient(#0000 0 0)",
    "mask:linear-gradient(transparent 100%,#000)",
    "-webkit-mask:url(#m)",
    "mask-image:linear-gradient(#000,#000);mask-size:0 0",
]
ORDINARY = [
    "background:linear-gradient(#fff,#eee)",
    "background:linear-gradient(to right, transparent 48%, red 50%, transparent 52%)",
    "background:linear-gradient(transparent 90%, red 90%)",
    "background:linear-gradient(transparent 60%, yellow 60%)",
    "background:linear-gradient(transparent 85%,red 85%,red 95%,transparent 95%)",
    "mask-image:linear-gradient(to right,#000 80%,transparent)",
    "mask:none",
    "-webkit-mask-image:none",
    "background:linear-gradient(red,red) no-repeat bottom / 100% 1px",
    "background:linear-gradient(red,red) 0 100%/100% 2px no-repeat",
    "background:linear-gradient(#eee,#eee)",
    "background:linear-gradient(#fff, #f0f0f0 50%, #fff)",
    "background:linear-gradient(#eee 45%, #fff 45%, #fff 55%, #eee 55%)",
    "background:linear-gradient(#f5f5f5,#ddd) center",
    "background:linear-gradient(white 45%, white 55%, transparent)",
    "background:repeating-linear-gradient(#eee,#eee 10px,#fff 10px,#fff 20px)",
]


@pytest.mark.parametrize("by_class", [False, True])
@pytest.mark.parametrize(
    ("said", "look"), [(said, look) for kind, look in ((STRUCK, "struck"), (MASKED, "hidden")) for said in kind]
)
def test_figures_struck_by_their_ground_or_hidden_by_a_mask(said: str, look: str, by_class: bool) -> None:
    cell = "<i class=x>9</i>214" if by_class else f'<i style="{said}">9</i>214'
    document = read(page(cell, f".x{{{said}}}" if by_class else ""))
    assert document.text.splitlines() == ["许可 | 214"]
    assert [dict(note.values) for note in document.notes] == [{look: ("9",), f"{look}_in_all": 1}]


@pytest.mark.parametrize("said", ORDINARY)
def test_figures_on_other_grounds(said: str) -> None:
    assert shown(page(f'<i style="{said}">9</i>214')) == ["许可 | 9214"]


def test_a_slanted_line_through_the_words_of_a_corner() -> None:
    corner = f'<table><tr><th style="{STRUCK[7]}">项目<br>数量<th>件<tr><td>许可<td>214</table>'
    assert shown(f"<html><body>{corner}</body></html>".encode())[-1] == "许可 | 214"
    assert "项目" in shown(f"<html><body>{corner}</body></html>".encode())[0]
