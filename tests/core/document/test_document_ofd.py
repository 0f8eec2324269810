from __future__ import annotations

import pytest

from core.document import read
from core.document.limits import ReadLimits, limited
from core.errors import ReadError
from tests.report_files import ofd


def text(x: float, y: float, words: str, deltas: str = "", matrix: str = "") -> str:
    """Words in millimetres, y the line they stand on."""
    placed = f' CTM="{matrix}"' if matrix else ""
    steps = f' DeltaX="{deltas}"' if deltas else ""
    return (
        f'<ofd:TextObject Boundary="{x} {y - 5} 50 6" Size="4"{placed}>'
        f'<ofd:TextCode X="0" Y="5"{steps}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    return (
        f'<ofd:PathObject Boundary="{x1} {y1} {x2 - x1} {y2 - y1}">'
        f"<ofd:AbbreviatedData>M 0 0 L {x2 - x1} {y2 - y1}</ofd:AbbreviatedData></ofd:PathObject>"
    )


TABLE = (
    '<ofd:PathObject Boundary="20 40 100 20"><ofd:AbbreviatedData>M 0 0 L 100 0 L 100 20 L 0 20 C</ofd:AbbreviatedData>'
    "</ofd:PathObject>" + line(70, 40, 70, 60) + line(20, 50, 120, 50)
)


def test_words_and_ruled_tables() -> None:
    page = (
        text(20, 30, "共12件", "g 1 4 2 2 2") + TABLE + text(22, 46, "规章") + text(72, 46, "0") + text(22, 56, "许可")
    )
    document = read(ofd(page, text(20, 30, "第二页")))
    assert document.format == "ofd"
    assert document.text.splitlines() == ["共12件", "规章 | 0", "许可 | ", "第二页"]
    assert [document.page(document.text.index(words)) for words in ("规章", "第二页")] == [1, 2]


def test_what_a_template_page_draws_is_there() -> None:
    page = text(22, 46, "规章") + text(72, 46, "0") + text(22, 56, "许可") + text(72, 56, "3")
    assert read(ofd(page, template=TABLE)).text.splitlines() == ["规章 | 0", "许可 | 3"]


def test_a_scaled_object_and_an_absolute_location() -> None:
    data = ofd(text(20, 30, "共12件", "4 2 2 2", "0.5 0 0 0.5 0 0"), location="/Doc_0/Document.xml")
    assert read(data).text == "共12件\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ofd(TABLE), "unsupported"),
        (ofd(text(1, 1, "一"), location="../../etc/passwd"), "unreadable"),
        (ofd("<a>"), "unreadable"),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.code == code


def test_a_counted_step_is_no_bomb() -> None:
    assert read(ofd(text(20, 30, "共12件", "g 999999999 2"))).text == "共12件\n"


def test_too_many_pages() -> None:
    with limited(ReadLimits(pages=2)), pytest.raises(ReadError) as caught:
        read(ofd(*["x"] * 3))
    assert caught.value.code == "too_large"


def words(x: float, y: float, text: str, size: float = 4.2, attributes: str = "", inner: str = "") -> str:
    steps = " ".join(f"{size if character >= '⺀' else size / 2:.3f}" for character in text[:-1])
    return (
        f'<ofd:TextObject Boundary="{x} {y} 100 {size * 1.4}" Size="{size}" {attributes}>{inner}'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def patch(colour: str, alpha: int = 255) -> str:
    return (
        f'<ofd:PathObject Boundary="66.2 29 10 7" Fill="true" Stroke="false" Alpha="{alpha}">'
        f'<ofd:FillColor Value="{colour}"/><ofd:AbbreviatedData>M 0 0 L 10 0 L 10 7 L 0 7 C</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
    )


WHITE, BLACK, NAVY = "255 255 255", "0 0 0", "0 0 128"


def old(attributes: str = "", colour: str = "") -> str:
    return words(66.4, 30, "99", attributes=attributes, inner=f"<ofd:FillColor {colour}/>" if colour else "")


@pytest.mark.parametrize(
    ("drawn", "look"),
    [
        (old('Visible="false"'), "hidden"),
        (old('Alpha="0"'), "hidden"),
        (old('Fill="false"'), "hidden"),
        (old(colour=f'Value="{WHITE}"'), "hidden"),
        (old(colour='Value="0 0 0" Alpha="0"'), "hidden"),
        (old() + patch(WHITE), "hidden"),
        (old() + patch(BLACK), "hidden"),
        (patch(BLACK) + old(), "hidden"),
        (old('Alpha="30"'), "watermark"),
        (words(40, 28, "99", 15, inner='<ofd:FillColor Value="220 220 220"/>'), "watermark"),
        (words(40, 60, "99", 10, 'CTM="0.87 -0.5 0.5 0.87 0 0"'), "watermark"),
        (words(66.4, -30, "99"), "hidden"),
        (words(66.4, 30, "99", 0.2), "hidden"),
        # seen: a marker that shines through, a ground of a cell, white on dark, an order told by layers
        (old() + patch("255 255 0", 100), ""),
        (patch("230 230 230") + old(), ""),
        (patch(NAVY) + old(colour=f'Value="{WHITE}"'), ""),
        (
            f'</ofd:Layer><ofd:Layer Type="Body">{old()}</ofd:Layer><ofd:Layer Type="Background">{patch(WHITE)}',
            "",
        ),
    ],
)
def test_what_is_not_seen_on_a_page(drawn: str, look: str) -> None:
    """The kinds that mozilla/pdf.js#15370 and firecrawl/pdf-inspector#456 tell of PDF."""
    document = read(ofd(words(20, 30, "行政许可") + words(60, 30, "214") + drawn))
    assert document.text.split() == ["行政许可", "214" if look else "21499"]
    assert [dict(note.values) for note in document.notes] == ([{look: ("99",), f"{look}_in_all": 1}] if look else [])
