from __future__ import annotations

import pytest

from core.document import read
from tests.report_files import HEIGHT, pdf

pytest.importorskip("pypdfium2")

FORM = "/AcroForm<</Fields[100 0 R]/DA(/F 12 Tf 0 g)/DR<</Font<</F 3 0 R/Helv 103 0 R>>>>{more}>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def filled_in(widget: str, *, more: str = "", shows: str = "") -> list[str]:
    """The text of a page on which a label is printed and something is filled in beside it."""
    label = f"BT /F 12 Tf 60 {HEIGHT - 100} Td <{'行政许可'.encode('utf-16-be').hex()}> Tj ET"
    look = f"<</Type/XObject/Subtype/Form/BBox[0 0 60 20]/Resources<</Font<</F 3 0 R>>>>/Length {len(shows)}>>stream\n{shows}\nendstream"
    box = f"/Rect[160 {HEIGHT - 104} 220 {HEIGHT - 84}]"
    data = pdf(
        label,
        catalog=FORM.format(more=more),
        page="/Annots[100 0 R]",
        more=[(100, f"<</Type/Annot{box}{widget}>>".encode()), (101, look.encode()), (103, HELVETICA)],
    )
    return read(data).text.split()


SHOWS_214 = "/Tx BMC BT /F 12 Tf 4 4 Td <003200310034> Tj ET EMC"


@pytest.mark.parametrize(
    ("widget", "words"),
    [
        # docling-project/docling#2677, JonathanLink/PDFLayoutTextStripper#35, MuckRock/documentcloud#292
        ("/Subtype/Widget/FT/Tx/T(a)/V(214)/F 4/AP<</N 101 0 R>>", ["行政许可", "214"]),
        ("/Subtype/FreeText/Contents(214)/F 4/AP<</N 101 0 R>>", ["行政许可", "214"]),
        # hidden fields, and links, are no part of the page
        ("/Subtype/Widget/FT/Tx/T(a)/V(214)/F 2/AP<</N 101 0 R>>", ["行政许可"]),
        ("/Subtype/Link/Border[0 0 0]", ["行政许可"]),
    ],
)
def test_what_is_filled_in_is_read_where_it_stands(widget: str, words: list[str]) -> None:
    assert filled_in(widget, shows=SHOWS_214) == words


def test_a_field_whose_look_is_to_be_made_by_the_reader() -> None:
    widget = "/Subtype/Widget/FT/Tx/T(a)/V(214)/F 4/DA(/Helv 12 Tf 0 g)"
    assert filled_in(widget, more="/NeedAppearances true") == ["行政许可", "214"]
