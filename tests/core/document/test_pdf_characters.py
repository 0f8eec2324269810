from __future__ import annotations

import pytest

from core.document import read
from core.document.fixed import pdf as pdf_reading
from tests.report_files import HEIGHT, pdf

pytest.importorskip("pypdfium2")


def shown(words: str, x: float, y: float, font: str = "F") -> str:
    codes = "".join(f"{ord(letter):04x}" for letter in words)
    return f"BT /{font} 12 Tf 1 0 0 1 {x} {HEIGHT - y} Tm <{codes}> Tj ET\n"


def to_unicode(codes: dict[str, str]) -> bytes:
    """A map of the characters of a font: each code to what it stands for."""
    rows = "".join(
        f"<{ord(code):04x}> <{letter.encode('utf-16-be', 'surrogatepass').hex()}>\n" for code, letter in codes.items()
    )
    table = f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange {len(codes)} beginbfchar\n{rows}endbfchar endcmap"
    return f"<</Length {len(table)}>>stream\n{table}\nendstream".encode()


MAPPED = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/Identity-H/ToUnicode 101 0 R/DescendantFonts[4 0 R]>>"
)
UNMAPPED = b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Any/Encoding/Identity-H/DescendantFonts[103 0 R]>>"
ANY = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Any/FontDescriptor 5 0 R/DW 500/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"


def with_fonts(content: str, codes: dict[str, str], *more: tuple[int, bytes], resources: str = "") -> bytes:
    """A PDF whose font /M has these characters, and whose font /U does not tell its own."""
    return pdf(
        content,
        resources=f"{resources}/Font<</F 3 0 R/M 100 0 R/U 102 0 R>>",
        more=[(100, MAPPED), (101, to_unicode(codes)), (102, UNMAPPED), (103, ANY), *more],
    )


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        # characters beyond U+FFFF: names of people and places, emoji
        ({"a": "王", "b": "𠮷", "c": "村"}, "王𠮷村"),
        ({"a": "收", "b": "😀", "c": "件"}, "收😀件"),
        # half of one
        ({"a": "收到申请" * 9, "b": "\ud842", "c": "件"}, "收到申请" * 9 + "\ufffd件"),
        ({"a": "收到申请" * 9, "b": "\udfb7", "c": "件"}, "收到申请" * 9 + "\ufffd件"),
    ],
)
def test_characters_of_two_halves(letters: dict[str, str], text: str) -> None:
    assert read(with_fonts(shown("abc", 60, 100, "M"), letters)).text == text + "\n"


def test_characters_told_by_a_mark_in_a_form_stand_in_their_line() -> None:
    """wkhtmltopdf/wkhtmltopdf#4202, ajrcarey/pdfium-render#198, pymupdf/PyMuPDF#1433: browsers print Kangxi radicals
    in layers so, 二 and 行 among them."""
    letters = {"a": "收", "b": "⼆", "c": "⼗", "d": "件"}
    words = "".join(
        f"/Span<</ActualText<feff{ord(plain):04x}>>>BDC {shown(letter, 60 + 12 * at, 300, 'M')} EMC "
        for at, (letter, plain) in enumerate(zip("abcd", "收二十件", strict=True))
    )
    form = (
        "<</Type/XObject/Subtype/Form/BBox[0 0 2000 2000]/Resources<</Font<</M 100 0 R>>>>"
        f"/Length {len(words)}>>stream\n{words}\nendstream"
    )
    data = with_fonts(
        "q 0.4 0 0 0.4 20 300 cm /Form Do Q " + shown("申请", 20 + 0.4 * 130, HEIGHT - 300 - 0.4 * 542),
        letters,
        (104, form.encode()),
        resources="/XObject<</Form 104 0 R>>",
    )
    assert read(data).text == "收二十件 申请\n"


def test_a_text_in_a_form_stands_where_it_is_drawn() -> None:
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 2000 2000]/Resources<</Font<</F 3 0 R>>>>/Length 99>>stream\n"
    form += shown("收到申请二十件", 60, 100) + shown("办结十件", 300, 100) + "\nendstream"
    drawn = "q 0.5 0 0 0.5 20 300 cm /Form Do Q " + shown("规章", 60, 600)
    data = pdf(drawn, more=[(104, form.encode())], resources="/XObject<</Form 104 0 R>>")
    assert read(data).text.splitlines() == ["收到申请二十件 办结十件", "规章"]


def test_the_digits_of_a_font_that_does_not_tell_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """pdfminer/pdfminer.six#566, #746: they are recognised, or left out and told."""
    monkeypatch.setattr(pdf_reading, "_recognition", lambda: None)
    document = read(with_fonts(shown("行政许可", 60, 100) + shown("\x13", 120, 100, "U"), {"a": "a"}))
    assert document.text.split() == ["行政许可\ufffd"]
    assert [(note.kind, dict(note.values)) for note in document.notes] == [("characters", {"pages": (1,)})]
