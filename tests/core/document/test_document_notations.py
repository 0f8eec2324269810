"""Tables in the notations of wikis, typesetters, publishers and programming languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

import pytest

from core import parse
from core.document import read
from tests.forging import forge
from tests.report_files import Block, Row, report_blocks

Table = Callable[[Sequence[Row]], str]


def joined(blocks: Sequence[Block], table: Table, paragraph: Callable[[str], str] = lambda text: f"{text}\n\n") -> str:
    return "".join(paragraph(block) if isinstance(block, str) else table(block) for block in blocks)


def asciidoc(rows: Sequence[Row]) -> str:
    width = max(map(len, rows))

    def written(row: Row) -> str:
        """A short row's first cell spans the columns that are missing."""
        missing = width - len(row) + 1
        return (f"{missing}+" if missing > 1 else "") + " ".join(f"|{cell}" for cell in row)

    return f'[cols="{width}*"]\n|===\n' + "\n\n".join(map(written, rows)) + "\n|===\n"


def typst(rows: Sequence[Row]) -> str:
    width = max(map(len, rows))

    def written(row: Row) -> str:
        missing = width - len(row) + 1
        first = f"table.cell(colspan: {missing})" if missing > 1 else ""
        return f"  {first}" + ", ".join(f"[{cell}]" for cell in row) + ",\n"

    return f"#figure(\n  align(center)[#table(\n    columns: {width},\n" + "".join(map(written, rows)) + ")]\n)\n\n"


def texinfo(rows: Sequence[Row]) -> str:
    body = "".join("@item \n" + "\n@tab ".join(row) + "\n" for row in rows)
    return f"@multitable {{甲}} {{9}}\n{body}@end multitable\n\n"


def mediawiki(rows: Sequence[Row]) -> str:
    def written(row: Row) -> str:
        first, *rest = row
        return (
            f'|-\n| colspan="2" | {first}\n'
            + "".join(f"| {cell}\n" for cell in rest[:2])
            + "| "
            + " || ".join(rest[2:])
        )

    return '{| class="wikitable"\n' + "\n".join(map(written, rows)) + "\n|}\n\n"


def latex(rows: Sequence[Row]) -> str:
    def written(row: Row) -> str:
        first, *rest = [cell.replace("%", r"\%") for cell in row]
        spanned = rf"\multicolumn{{2}}{{@{{}}p{{(\linewidth - 6\tabcolsep)}}@{{}}}}{{%{chr(10)}{first}}}"
        return " & ".join((spanned, *rest)) + r" \\"

    body = "\n".join(map(written, rows))
    return (
        f"\\begin{{longtable}}[]{{@{{}}lrr@{{}}}}\n\\toprule\\noalign{{}}\n{body}\n\\bottomrule\n\\end{{longtable}}\n\n"
    )


def brackets(rows: Sequence[Row]) -> str:
    return "[table]" + "".join("[tr]" + "".join(f"[td]{c}[/td]" for c in row) + "[/tr]" for row in rows) + "[/table]\n"


def context(rows: Sequence[Row]) -> str:
    def written(row: Row) -> str:
        return "\\startxrow\n" + "\n".join(f"\\startxcell[nc=2] {cell} \\stopxcell" for cell in row) + "\n\\stopxrow\n"

    return "\\startxtable\n" + "".join(map(written, rows)) + "\\stopxtable\n\n"


def troff(rows: Sequence[Row]) -> str:
    return ".TS\ntab(@);\nl l.\n" + "\n".join("T{\n" + "\nT}@T{\n".join(row) + "\nT}" for row in rows) + "\n.TE\n"


def python_rows(rows: Sequence[Row]) -> str:
    return "".join(f"{[cell or None for cell in row]}\n" for row in rows)


def python_table(rows: Sequence[Row]) -> str:
    return f"{[[cell or None for cell in row] for row in rows]}\n"


def json_rows(rows: Sequence[Row]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def called(name: str, blank: str = ", ") -> Table:
    def written(row: Row) -> str:
        return f"{name}({blank.join(map(repr, row))}),\n" if len(row) > 1 else f"{row[0]}\n"

    return lambda rows: "".join(map(written, rows))


def list_table(rows: Sequence[Row]) -> str:
    def written(row: Row) -> str:
        first, *rest = row
        return f"   * - {first}\n" + "".join(f"     - {cell}\n" for cell in rest)

    return ".. list-table::\n   :header-rows: 0\n\n" + "".join(map(written, rows)) + "\n"


def quoted_rows(rows: Sequence[Row]) -> str:
    return ".. csv-table::\n\n" + "".join("   " + ", ".join(f'"{cell}"' for cell in row) + "\n" for row in rows) + "\n"


def parted(sign: str) -> Callable[[Sequence[Block]], str]:
    rows: Table = lambda block: "".join(sign.join(row) + "\n" for row in block)  # noqa: E731
    return lambda blocks: joined(blocks, rows, lambda text: f"{text}\n")


def native(rows: Sequence[Row]) -> str:
    def cell(text: str) -> str:
        words = "".join(f"\\{ord(one)}" if one > "~" else f"\\&{one}" for one in text)
        return f'Cell ( "" , [] , [] ) AlignDefault (RowSpan 1) (ColSpan 1) [ Plain [ Str "{words}" ] ]'

    body = " , ".join(f'Row ( "" , [] , [] ) [ {" , ".join(map(cell, row))} ]' for row in rows)
    head = '(Caption Nothing []) [ ( AlignDefault , ColWidthDefault ) ] (TableHead ( "" , [] , [] ) [])'
    return f'\n, Table ( "" , [] , [] ) {head} [ TableBody ( "" , [] , [] ) (RowHeadColumns 0) [] [ {body} ] ]'


def pandoc_json(blocks: Sequence[Block]) -> str:
    attributes: tuple[object, ...] = ("", [], [])

    def plain(kind: str, text: str) -> object:
        return {"t": kind, "c": [{"t": "Str", "c": text}]}

    def cell(text: str) -> object:
        return [attributes, {"t": "AlignDefault"}, 1, 1, [plain("Plain", text)]]

    def table(rows: Sequence[Row]) -> object:
        body = [attributes, 0, [], [[attributes, [cell(text) for text in row]] for row in rows]]
        return {"t": "Table", "c": [attributes, [None, []], [], [attributes, []], [body], [attributes, []]]}

    told = [plain("Para", block) if isinstance(block, str) else table(block) for block in blocks]
    return json.dumps({"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": told}, ensure_ascii=False)


def outline(blocks: Sequence[Block]) -> str:
    def note(rows: Sequence[Row]) -> str:
        return f'<outline text="表" _note="{escape(brackets(rows))}"/>\n'

    body = joined(blocks, note, lambda text: f'<outline text="{escape(text)}"/>\n')
    return f'<?xml version="1.0"?>\n<opml version="2.0"><head><title></title></head><body>{body}</body></opml>'


def coloured(blocks: Sequence[Block]) -> str:
    def rows(block: Sequence[Row]) -> str:
        return "".join(" | ".join(f"\x1b[1;36m{cell}\x1b[0m\x1b[K" for cell in row) + "\n" for row in block)

    return joined(blocks, rows, lambda text: f"\x1b[4m{text}\x1b[24m\n")


WRITTEN: dict[str, Callable[[Sequence[Block]], str]] = {
    "asciidoc": lambda blocks: joined(blocks, asciidoc),
    "mediawiki": lambda blocks: joined(
        blocks, mediawiki, lambda text: f"== {text} ==\n" if len(text) < 30 else text + "\n"
    ),
    "latex": lambda blocks: (
        "\\documentclass{article}\n\\begin{document}\n"
        + joined(blocks, latex, lambda text: f"\\section{{{text}}}\n" if len(text) < 30 else text + "\n")
        + "\\end{document}\n"
    ),
    "typst": lambda blocks: "#set table(\n  inset: 6pt,\n)\n= " + joined(blocks, typst),
    "texinfo": lambda blocks: "@chapter " + joined(blocks, texinfo),
    "forum": lambda blocks: joined(blocks, brackets, lambda text: f"[b]{text}[/b]\n"),
    "context": lambda blocks: "\\starttext\n" + joined(blocks, context) + "\\stoptext",
    "troff": lambda blocks: joined(blocks, troff, lambda text: f".SH {text}\n"),
    # jsvine/pdfplumber#79, ArtifexSoftware/pdf2docx#150: lists as they are printed, None for merged cells.
    "pandoc native": lambda blocks: (
        "[ Para [ Str "
        + joined(blocks, native, lambda text: f"\n, Para [ Str {json.dumps(text, ensure_ascii=False)} ]").partition(
            "Str "
        )[2]
        + "]"
    ),
    "pandoc json": pandoc_json,
    "outline": outline,
    "terminal": coloured,
    "python rows": lambda blocks: joined(blocks, python_rows),
    "python table": lambda blocks: joined(blocks, python_table),
    "tuples": lambda blocks: joined(blocks, called("")),
    "arrays": lambda blocks: joined(blocks, called("array")),
    "lisp": lambda blocks: joined(blocks, called("", " ")),
    "sql": lambda blocks: joined(blocks, called("INSERT INTO t VALUES ")),
    # jgm/pandoc#3432: tables of reStructuredText; vincentlaucsb/csv-parser#190: blanks before quoted values
    "list-table": lambda blocks: joined(blocks, list_table),
    "csv-table": lambda blocks: joined(blocks, quoted_rows),
    **{f"parted by {sign}": parted(sign) for sign in (" ~ ", "¦", " · ", "::", "#")},
    "json rows": lambda blocks: joined(blocks, json_rows),
}


def in_xml(blocks: Sequence[Block], root: str, paragraph: str, row: str, cell: str) -> str:
    def rows(block: Sequence[Row]) -> str:
        body = "".join(
            f"<{row}>" + "".join(f"<{cell}>{escape(c)}</{cell}>" for c in line) + f"</{row}>" for line in block
        )
        return f"<informaltable><tgroup>{body}</tgroup></informaltable>"

    body = joined(blocks, rows, lambda text: f"<{paragraph}>{escape(text)}</{paragraph}>")
    name = root.split()[0]
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{root}>{body}</{name}>'


for title, names in {
    "docbook": ("article xmlns='http://docbook.org/ns/docbook'", "para", "row", "entry"),
    "tei": ("TEI xmlns='http://www.tei-c.org/ns/1.0'", "head", "row", "cell"),
    "trafilatura": ("doc", "p", "row", "cell"),
    "pandoc": ("Pandoc", "Para", "Row", "Cell"),
}.items():
    WRITTEN[title] = lambda blocks, names=names: in_xml(blocks, *names)  # type: ignore[misc]


@pytest.mark.parametrize("template", ["2019", "2021"])
@pytest.mark.parametrize("notation", WRITTEN)
def test_a_report_in_a_notation(notation: str, template: str) -> None:
    forged = forge(11, template)
    report = parse(read(WRITTEN[notation](report_blocks(forged)).encode()))
    assert {(f.indicator, f.applicant): f.value for f in report.facts if f.source == "table"} == forged.values
    assert (report.identity.organization, report.identity.year) == ("临江县人民政府", forged.year)


CELLS = [
    ("|===\n|规章 |[.line-through]#19#17 |3^1^\n|===\n", "规章 | 17 | 3"),
    ("{|\n|-\n| 规章 || <s>19</s>17 || 3<sup>1</sup>\n|}\n", "规章 | 17 | 3"),
    ("\\begin{tabular}{ll}\n规章 & \\sout{19}17 & 3\\textsuperscript{1} \\\\\n\\end{tabular}\n", "规章 | 17 | 3"),
    (
        "\\begin{tabular}{ll}\n规章 & \\textbf{1\\%} & \\multirow{2}{*}{\\textbf{3}} \\\\\n\\end{tabular}\n",
        "规章 | 1% | 3",
    ),
    ("[table][tr][td]规章[/td][td][s]19[/s]17[/td][td]3[sup]1[/sup][/td][/tr][/table]", "规章 | 17 | 3"),
    ("['规章', None, '3\\n件']\n", "规章 |  | 3 件"),
    ("#table(\n  columns: (1fr, auto, auto),\n  [规章], [#strike[19]17], [3#super[1]],\n)\n", "规章 | 17 | 3"),
    (
        "#table(\n  columns: 2,\n  table.cell(rowspan: 2)[规章], [1], [2],\n  [*许可*], [3],\n)\n",
        "规章 | 1\n2\n许可 | 3",
    ),
    ("规章 | \x1b[9m19\x1b[29m17 | \x1b[8m9\x1b[0m3\b3\n", "规章 | 17 | 3"),
    ("|===\n|规章 .2+|甲 |3\n|许可 |5\n|===\n", "规章 | 甲 | 3\n许可 | 5"),
]


@pytest.mark.parametrize(("source", "expected"), CELLS)
def test_cells_of_a_notation(source: str, expected: str) -> None:
    assert read(source.encode()).text.strip() == expected


PLACED = (
    '<pdf2xml><page number="1" top="0" left="0" height="842" width="595">{}</page></pdf2xml>',
    "<html><body><doc><page width='595' height='842'>{}</page></doc></body></html>",
    "<html><body><div class='ocr_page' title='bbox 0 0 595 842'>{}</div></body></html>",
)
WORD = (
    '<text top="{y}" left="{x}" width="{w}" height="12" font="0"><b>{word}</b></text>',
    '<word xMin="{x}" yMin="{y}" xMax="{right}" yMax="{bottom}">{word}</word>',
    "<span class='ocrx_word' title='bbox {x} {y} {right} {bottom}; x_wconf 90'>{word}</span>",
)


@pytest.mark.parametrize(("page", "word"), [*zip(PLACED, WORD, strict=True)], ids=["pdftohtml", "pdftotext", "hocr"])
def test_words_written_down_where_they_stand(page: str, word: str) -> None:
    """Lines are put together by their place, not by their order in the file."""
    words = [(60, 100, "政府信息公开"), (200, 100.0, "17"), (60, 130, "收到申请"), (200, 129.5, "3")] * 5
    body = "".join(
        word.format(
            x=x,
            y=y + 60 * (at // 4),
            w=12 * len(text),
            right=x + 12 * len(text),
            bottom=y + 60 * (at // 4) + 12,
            word=text,
        )
        for at, (x, y, text) in sorted(enumerate(words), key=lambda item: item[1][2])
    )
    assert read(page.format(body).encode()).text.splitlines() == ["政府信息公开 17", "收到申请 3"] * 5


@pytest.mark.parametrize("sign", ["#", "•", "·", "~"])
def test_headings_and_items_are_no_rows(sign: str) -> None:
    text = "".join(f"{sign} 第{at}节\n公开信息{at}条。\n{sign} {at}\n" for at in range(1, 20))
    assert read(text.encode()).text == text
