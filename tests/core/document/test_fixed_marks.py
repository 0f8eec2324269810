from __future__ import annotations

import pytest

from core.document import read
from tests.report_files import HEIGHT, OfdPen, ofd, pdf

pytest.importorskip("pypdfium2")


def text(x: float, y: float, words: str, size: float = 12) -> str:
    return f"BT /F {size} Tf {x} {HEIGHT - y} Td <{words.encode('utf-16-be').hex()}> Tj ET\n"


def line(x1: float, x2: float, y: float) -> str:
    return f"{x1} {HEIGHT - y} m {x2} {HEIGHT - y} l S\n"


def told(page: str) -> tuple[list[str], dict[str, object]]:
    document = read(pdf(text(60, 100, "行政许可") + page))
    return document.text.split(), {name: value for note in document.notes for name, value in note.values}


def notes(look: str, *figures: str) -> dict[str, object]:
    return {look: figures, f"{look}_in_all": len(figures)} if figures else {}


@pytest.mark.parametrize(
    ("page", "words", "left_out"),
    [
        # chezou/tabula-py#325, pymupdf/pymupdf4llm#160: the mark of a note behind a figure
        (text(160, 100, "214") + text(178, 95, "1", 6), ["行政许可", "214"], notes("raised", "1")),
        (text(160, 100, "214") + text(178, 95, "[1]", 6), ["行政许可", "214"], notes("raised", "1")),
        # a power of ten is a part of the number, and so is what stands on the line
        (text(160, 100, "3×10") + text(190, 95, "4", 6), ["行政许可", "3×10^4"], {}),
        (text(160, 100, "214") + text(178, 100, "5", 12), ["行政许可", "2145"], {}),
        (text(160, 100, "214") + text(178, 100, "5", 8), ["行政许可", "2145"], {}),
        # what stands apart is another figure
        (text(160, 100, "214") + text(200, 95, "1", 6), ["行政许可", "214", "1"], {}),
        # microsoft/markitdown#2340, opendatalab/MinerU#3368: struck out by a line
        (text(160, 100, "19") + line(160, 172, 96) + text(174, 100, "17"), ["行政许可", "17"], notes("struck", "19")),
        # lines below and beyond are those of a table
        (text(160, 100, "19") + line(160, 172, 102), ["行政许可", "19"], {}),
        (text(160, 100, "19") + line(100, 300, 96), ["行政许可", "19"], {}),
    ],
)
def test_figures_and_what_is_drawn_beside_them(page: str, words: list[str], left_out: dict[str, object]) -> None:
    shown, seen = told(page)
    assert (["".join(shown[:1]), *shown[1:]], seen) == (words, left_out)


def test_of_the_national_format_too() -> None:
    pen = OfdPen()
    words = pen.words(60, 100, "行政许可", 12) + pen.words(160, 100, "214", 12) + pen.words(178, 95, "1", 6)
    struck = pen.words(60, 140, "19", 12) + pen.line(60, 136, 72, 136) + pen.words(74, 140, "17", 12)
    document = read(ofd(words + struck))
    assert document.text.split() == ["行政许可", "214", "17"]
    assert [dict(note.values) for note in document.notes] == [notes("raised", "1") | notes("struck", "19")]
