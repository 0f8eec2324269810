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
