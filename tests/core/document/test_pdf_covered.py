"""What a page of a PDF holds but does not paint: covered, of the colour of its ground, cut off, of no size, off the page."""

from __future__ import annotations

import pytest

from core.document import read
from tests.report_files import HEIGHT, pdf

pytest.importorskip("pypdfium2")


def text(x: float, y: float, words: str, size: float = 12, matrix: str = "1 0 0 1", mode: int = 0) -> str:
    return f"BT {mode} Tr /F {size} Tf {matrix} {x} {HEIGHT - y} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"


def box(x: float, y: float, width: float, height: float, colour: str = "1 g") -> str:
    return f"q {colour} {x} {HEIGHT - y - height} {width} {height} re f Q\n"


BOTH = text(60, 100, "行政许可") + text(160, 100, "214")
OLD = text(180, 100, "99")
PATCH = box(179, 85, 30, 20)
STATES = "/ExtGState<</Half<</ca 0.4>>/Multiply<</BM/Multiply>>>>"
PICTURE = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\xff\nendstream"
FORM = PATCH.encode()
HELD = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 900]/Length %d>>stream\n%b\nendstream" % (len(FORM), FORM)
OBJECTS = "/XObject<</Picture 100 0 R/Held 101 0 R>>"


@pytest.mark.parametrize(
    ("content", "hidden"),
    [
        # coolwanglu/pdf2htmlEX#311, firecrawl/pdf-inspector#456, run-llama/liteparse#432: a patch painted over a text
        (BOTH + OLD + PATCH, "99"),
        (BOTH + OLD + box(179, 85, 30, 20, "0 g"), "99"),
        (BOTH + OLD + box(179, 85, 15, 20) + box(194, 85, 15, 20), "99"),
        (text(60, 100, "行政许可") + text(160, 100, "999") + box(155, 85, 30, 20) + text(160, 100, "214"), "999"),
        # ... further down than the text drawn last, as programs do that append their changes
        (text(60, 200, "99") + BOTH + box(55, 185, 40, 20), "99"),
        # a part of a text painted in one piece
        (text(60, 100, "行政许可") + text(160, 100, "214 99") + box(180, 85, 40, 20), "99"),
        (BOTH + OLD + f"q 30 0 0 20 179 {HEIGHT - 105} cm /Picture Do Q", "99"),
        (BOTH + OLD + "/Held Do", "99"),
        # ... of the colour that it stands on
        (BOTH + box(179, 85, 30, 20, "1 0 0 rg") + "1 0 0 rg " + OLD + "0 g ", "99"),
        (BOTH + box(179, 85, 30, 20, "0 g") + OLD, "99"),
        # jsvine/pdfplumber#1230, Unstructured-IO/unstructured#4377: not painted by the mode of its text
        (BOTH + text(180, 100, "99", mode=3), "99"),
        (BOTH + "q " + text(180, 100, "99", mode=7) + "Q ", "99"),
        # of no size (euske/pdfminer#70), beyond the page (opendataloader-project/opendataloader-pdf#9)
        (BOTH + text(180, 100, "99", size=0.5), "99"),
        (BOTH + text(180, 100, "99", matrix="0.01 0 0 0.01"), "99"),
        (BOTH + text(180, -100, "99"), "99"),
        (BOTH + text(900, 100, "99"), "99"),
        # grounds of cells, markers, and what lies aside
        (text(60, 100, "行政许可") + box(155, 85, 40, 20, "0.9 g") + text(160, 100, "214"), ""),
        (text(60, 100, "行政许可") + box(155, 85, 40, 20, "0 g") + "1 g " + text(160, 100, "214"), ""),
        (BOTH + "q /Half gs " + box(155, 85, 40, 20, "1 1 0 rg") + "Q", ""),
        (BOTH + "q /Multiply gs " + box(155, 85, 40, 20, "1 1 0 rg") + "Q", ""),
        (BOTH + box(300, 85, 40, 20), ""),
    ],
)
def test_what_is_not_painted(content: str, hidden: str) -> None:
    data = pdf(content, resources=STATES + OBJECTS, more=[(100, PICTURE), (101, HELD)])
    told_and_read(data, hidden)


def told_and_read(data: bytes, hidden: str, look: str = "hidden") -> None:
    document = read(data)
    assert document.text.split() == ["行政许可", "214"]
    told = {look: (hidden,), f"{look}_in_all": 1}
    assert [dict(note.values) for note in document.notes] == ([told] if hidden else [])


PAGE = "0 0 595 842 re"
ROUND = "100 700 m 300 700 l 310 700 320 710 320 720 c 320 760 l 320 770 310 780 300 780 c 100 780 l 100 700 l h"


@pytest.mark.parametrize(
    ("clip", "hidden"),
    [
        ("0 0 10 10 re", "99"),
        (PAGE, ""),
        (f"{PAGE} W n 0 0 10 10 re", "99"),
        (f"0 0 10 10 re W n {PAGE}", "99"),
        (ROUND, ""),
    ],
)
def test_what_is_cut_off(clip: str, hidden: str) -> None:
    """pdfminer/pdfminer.six#414, thomas-villani/all2md#435: outside the path that cuts off what lies beyond it."""
    words = text(180, 100, "99") if hidden else text(160, 100, "214")
    kept = BOTH if hidden else text(60, 100, "行政许可")
    told_and_read(pdf(f"{kept}q {clip} W n {words} Q"), hidden)


def test_a_part_of_a_text_that_is_cut_off() -> None:
    words = text(60, 100, "行政许可") + "q 150 0 32 842 re W n " + text(160, 100, "214 99") + "Q"
    told_and_read(pdf(words), "99")


RECT = f"/Rect[158 {HEIGHT - 104} 176 {HEIGHT - 88}]"
QUAD = f"/QuadPoints[158 {HEIGHT - 88} 174 {HEIGHT - 88} 158 {HEIGHT - 104} 174 {HEIGHT - 104}]"


@pytest.mark.parametrize(
    ("annotation", "look"),
    [
        (f"/Subtype/StrikeOut{RECT}{QUAD}/C[1 0 0]/F 4", "struck"),
        (f"/Subtype/Square{RECT}/C[1 1 1]/IC[1 1 1]/F 4", "hidden"),
        (f"/Subtype/Highlight{RECT}{QUAD}/C[1 1 0]/F 4", ""),
    ],
)
def test_annotations_over_a_text(annotation: str, look: str) -> None:
    figure = text(160, 100, "19") + text(180, 100, "214") if look else text(160, 100, "214")
    data = pdf(text(60, 100, "行政许可") + figure, page=f"/Annots[<</Type/Annot{annotation}>>]")
    told_and_read(data, "19" if look else "", look)


def test_a_layer_of_unseen_words_alone_is_read() -> None:
    """Where nothing else is written on a page they are what was recognised on its picture."""
    words = text(60, 100, "行政许可", mode=3) + text(160, 100, "214", mode=3)
    assert read(pdf(words)).text.split() == ["行政许可", "214"]
