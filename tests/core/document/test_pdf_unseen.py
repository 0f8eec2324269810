from __future__ import annotations

from itertools import product

import pytest

from core.document import read
from tests.report_files import HEIGHT, pdf

pytest.importorskip("pypdfium2")


def text(x: float, y: float, words: str, size: float = 12, matrix: str = "1 0 0 1") -> str:
    """Words whose line stands y below the top of the page."""
    return f"BT /F {size} Tf {matrix} {x} {HEIGHT - y} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"


def form(layer: int) -> bytes:
    """A form that lies in a layer as a whole."""
    drawn = text(180, 100, "99").encode()
    head = f"<</Type/XObject/Subtype/Form/BBox[0 0 600 900]/OC {layer} 0 R/Resources<</Font<</F 3 0 R>>>>/Length {len(drawn)}>>"
    return head.encode() + b"stream\n" + drawn + b"\nendstream"


def page(*parts: str, rotate: int = 0) -> bytes:
    """A page with a layer that is switched off, one that is not, and states of little opacity and of none."""
    return pdf(
        "\n".join((text(60, 100, "行政许可"), text(160, 100, "214"), *parts)),
        rotate=rotate,
        catalog="/OCProperties<</OCGs[100 0 R 101 0 R]/D<</OFF[100 0 R]>>>>",
        resources="/ExtGState<</Faint<</ca 0.15>>/Gone<</ca 0>>>>/Properties<</Layer 100 0 R/Shown 101 0 R>>"
        "/XObject<</Old 102 0 R/New 103 0 R>>",
        more=[
            (100, b"<</Type/OCG/Name(Old)>>"),
            (101, b"<</Type/OCG/Name(New)>>"),
            *((number + 2, form(number)) for number in (100, 101)),
        ],
    )


SLANTED = "0.87 -0.5 0.5 0.87"


@pytest.mark.parametrize(
    ("drawn", "look", "figures"),
    [
        # mozilla/pdf.js#15370, yfedoseev/pdf_oxide#1373: a layer that is switched off, and one that is not
        ("/OC /Layer BDC " + text(180, 100, "99") + " EMC", "hidden", ("99",)),
        ("/OC /Shown BDC " + text(180, 100, "99") + " EMC", None, ()),
        # yfedoseev/pdf_oxide#1372: a form in such a layer
        ("/Old Do", "hidden", ("99",)),
        ("/New Do", None, ()),
        # drawn around in white, filled with nothing; in black it is seen
        ("q 1 G BT 1 Tr " + text(180, 100, "99").removeprefix("BT") + " Q", "hidden", ("99",)),
        ("q 1 g BT 1 Tr " + text(180, 100, "99").removeprefix("BT") + " Q", None, ()),
        # transparent, white on white
        ("q /Gone gs " + text(180, 100, "99") + " Q", "hidden", ("99",)),
        ("q 1 1 1 rg " + text(180, 100, "99") + " Q", "hidden", ("99",)),
        # white on black is seen
        (f"0 0 0 rg 179 {HEIGHT - 110} 60 30 re f q 1 1 1 rg " + text(180, 100, "99") + " Q", None, ()),
        # tabulapdf/tabula-java#517, jsvine/pdfplumber#1153, opendatalab/MinerU#5124: watermarks, pale or slanted
        ("q /Faint gs " + text(180, 100, "20240120") + " Q", "watermark", ("20240120",)),
        ("q 0.85 g " + text(150, 100, "20240120", 40) + " Q", "watermark", ("20240120",)),
        (text(150, 150, "20240120", 40, SLANTED), "watermark", ("20240120",)),
        # grey text is text
        ("q 0.6 g " + text(180, 100, "99") + " Q", None, ()),
    ],
    ids=str,
)
def test_what_a_page_does_not_show_is_no_part_of_its_text(
    drawn: str, look: str | None, figures: tuple[str, ...]
) -> None:
    document = read(page(drawn))
    told = {} if look is None else {look: figures, f"{look}_in_all": 1}
    assert [dict(note.values) for note in document.notes] == ([told] if told else [])
    assert document.text.split() == ["行政许可", "214" if look else "21499"]


def test_a_watermark_without_figures_is_left_out_without_a_word() -> None:
    document = read(page(text(150, 150, "内部资料", 40, SLANTED)))
    assert (document.text.split(), document.notes) == (["行政许可", "214"], ())


def test_a_page_on_its_side_is_not_slanted() -> None:
    turned = "0 1 -1 0"
    words = "".join(text(100 + 20 * at, 400, f"第{at}行的文字", matrix=turned) for at in range(5))
    assert read(pdf(words)).text.split() == [f"第{at}行的文字" for at in range(5)]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_what_is_not_shown_on_a_page_that_lies_on_its_side(rotate: int) -> None:
    hidden, shown = ("q 1 1 1 rg " + text(180, 300, "99") + " Q", text(60, 300, "规章"))
    assert read(page(hidden, shown, rotate=rotate)).text.split() == ["行政许可", "214", "规章"]


@pytest.mark.parametrize("aside", [0.5, 1, 2])
@pytest.mark.parametrize("shade", [0.5, 0.85, 1])
def test_figures_with_a_shadow(aside: float, shade: float) -> None:
    """UglyToad/PdfPig#568: words drawn twice, the first time a little aside and paler; it tells them only once."""
    shadow = f"{shade} g {text(160 + aside, 100 + aside, '214')} 0 g "
    document = read(pdf(f"{text(60, 100, '行政许可')} {shadow} {text(160, 100, '214')}"))
    assert document.text.split() == ["行政许可", "214"]
    assert document.notes == ()


@pytest.mark.parametrize("figure", ["217", "5", "11", "1117"])
@pytest.mark.parametrize("aside", [(3, 0), (3, 3), (4, -4), (5, 5), (-3, 3), (0, 5)])
@pytest.mark.parametrize("one_by_one", [False, True])
def test_figures_with_a_dark_shadow(figure: str, aside: tuple[float, float], one_by_one: bool) -> None:
    """jsvine/pdfplumber#71, UglyToad/PdfPig#568: the second drawing lies a quarter of a height aside, or more."""
    parts = [*enumerate(figure)] if one_by_one else [(0, figure)]
    shadow, own = (
        "".join(text(160 + right + 6.7 * at, 100 + down, part) for at, part in parts) for right, down in (aside, (0, 0))
    )
    document = read(pdf(f"{text(60, 100, '行政许可')} 0.3 g {shadow} 0 g {own} {text(260, 100, '3001')}"))
    assert document.text.split() == ["行政许可", figure, "3001"]
    assert document.confidence == ()


def test_a_word_with_a_dark_shadow_lower_down() -> None:
    page = f"{text(60, 100, '行政许可')} {text(167, 106, '217')} {text(160, 100, '217')}"
    assert read(pdf(page)).text.split().count("217") == 1


@pytest.mark.parametrize("other", ["218", "99"])
def test_figures_drawn_over_one_another_are_not_sure(other: str) -> None:
    document = read(pdf(f"{text(60, 100, '行政许可')} {text(163, 103, other)} {text(160, 100, '217')}"))
    assert [sure for _, _, sure in document.confidence] == [0.5]


@pytest.mark.parametrize(("figure", "spacing"), [("11", -2), *product(("217", "300", "1111"), (-2, -3, -4))])
def test_figures_set_narrowly_are_sure(figure: str, spacing: int) -> None:
    document = read(pdf(f"{text(60, 100, '行政许可')} {spacing} Tc {text(160, 100, figure)}"))
    assert (document.text.split(), document.confidence) == (["行政许可", figure], ())
