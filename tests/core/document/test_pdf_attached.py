from __future__ import annotations

import pytest

from core.document import read
from core.errors import ReadError
from tests.report_files import HEIGHT, pdf

pytest.importorskip("pypdfium2")

TABLE = "<table>" + "".join(f"<tr><td>第{n}行</td><td>{n}</td></tr>" for n in range(6)) + "</table>"
ROWS = [f"第{n}行 | {n}" for n in range(6)]


def carrying(words: str, *files: tuple[str, str], drawn: str = "") -> bytes:
    """A PDF with these words that carries files along."""
    names = "".join(f"({name}) {100 + 2 * at} 0 R" for at, (name, _) in enumerate(files))
    more = []
    for at, (name, content) in enumerate(files):
        more.append((100 + 2 * at, f"<</Type/Filespec/F({name})/UF({name})/EF<</F {101 + 2 * at} 0 R>>>>".encode()))
        data = content.encode()
        stream = f"<</Type/EmbeddedFile/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"
        more.append((101 + 2 * at, stream))
    line = f"BT /F 12 Tf 60 {HEIGHT - 100} Td <{words.encode('utf-16-be').hex()}> Tj ET\n" if words else ""
    return pdf(line + drawn, catalog=f"/Names<</EmbeddedFiles<</Names[{names}]>>>>", more=more)


def told(data: bytes) -> tuple[list[str], list[tuple[str, dict[str, object]]]]:
    document = read(data)
    return document.text.split("\n")[:-1], [(note.kind, dict(note.values)) for note in document.notes]


def test_the_report_that_a_letter_carries_is_read() -> None:
    """pymupdf/PyMuPDF#3962, sumatrapdfreader/sumatrapdf#1557: attachments and portfolios."""
    data = carrying("详见附件", ("report.html", TABLE), ("note.txt", "请查收"))
    assert told(data) == (ROWS, [("read", {"name": "report.html"}), ("left", {"names": ("note.txt",)})])


def test_a_portfolio_without_a_text_of_its_own() -> None:
    assert told(carrying("", ("report.html", TABLE)))[0] == ROWS


def test_a_report_that_carries_something_else_is_read_itself() -> None:
    rows = "".join(
        f"{60 + 200 * cell} {HEIGHT - 220 - 20 * row} 200 20 re S\n"
        f"BT /F 10 Tf {64 + 200 * cell} {HEIGHT - 214 - 20 * row} Td <{words.encode('utf-16-be').hex()}> Tj ET\n"
        for row in range(6)
        for cell, words in enumerate((f"规章{row}", f"{row}"))
    )
    lines, notes = told(carrying("年度报告", ("other.html", TABLE * 9), drawn=rows))
    assert lines == ["年度报告", *(f"规章{row} | {row}" for row in range(6))]
    assert notes == [("left", {"names": ("other.html",)})]


def test_an_attachment_that_cannot_be_read_is_named() -> None:
    assert told(carrying("详见附件", ("a.html", ""))) == (["详见附件"], [("left", {"names": ("a.html",)})])


def test_a_portfolio_of_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        read(carrying("", ("a.html", "")))
    assert caught.value.message == "The PDF holds no text."
