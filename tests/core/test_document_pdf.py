from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from core.document import read
from core.errors import ReadError
from tests.report_files import HEIGHT, pdf

pytest.importorskip("pypdfium2")


def text(x: float, y: float, words: str, size: float = 12) -> str:
    """Words whose line stands y below the top of the page."""
    return f"BT /F {size} Tf {x} {HEIGHT - y} Td <{words.encode('utf-16-be').hex()}> Tj ET\n"


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1} {HEIGHT - y1} m {x2} {HEIGHT - y2} l S\n"


def box(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1} {HEIGHT - y2} {x2 - x1} {y2 - y1} re S\n"


def test_paragraphs_are_put_together_again() -> None:
    full = "某" * 40
    page = (
        text(200, 80, "某局年报", 18)
        + text(82, 120, full[:39])
        + text(58, 140, full + "公")
        + text(58, 160, "开12 条。")
        + text(82, 180, "一、概述")
        + text(280, 820, "- 1 -", 9)
    )
    document = read(pdf(page))
    assert document.format == "pdf"
    assert document.text.splitlines() == ["某局年报", "某" * 79 + "公开12条。", "一、概述"]


def test_a_paragraph_goes_on_over_the_page() -> None:
    full = "某" * 41
    document = read(
        pdf(
            text(58, 100, full) + text(280, 820, "— 1 —"),
            text(58, 60, "共收到申请") + text(58, 820, "2"),
            text(82, 60, "完成12件"),
        )
    )
    assert document.text == full + "共收到申请\n完成12件\n"
    assert document.page_starts == (0, 41, 47)
    assert [document.page(offset) for offset in (0, 40, 41, 46, 47)] == [1, 1, 2, 2, 3]


def table_page() -> str:
    """Three columns; the first cell spans both rows, the last row has an empty and a wrapped cell."""
    return (
        box(60, 100, 360, 160)
        + line(160, 100, 160, 160)
        + line(260, 100, 260, 160)
        + line(160, 130, 360, 130)
        + text(70, 120, "三、")
        + text(70, 140, "结果")
        + text(170, 120, "规章")
        + text(270, 120, "7730.28")
        + text(270, 150, "0")
        + text(60, 90, "二、主动公开")
        + text(60, 180, "四、其他")
    )


def test_ruled_table() -> None:
    expected = ["二、主动公开", "三、结果 | 规章 | 7730.28", " | 0", "四、其他"]
    assert read(pdf(table_page())).text.splitlines() == expected


def test_a_number_cut_by_the_edge_of_its_cell() -> None:
    page = (
        box(60, 100, 160, 160)
        + line(120, 100, 120, 160)
        + text(62, 115, "金额")
        + text(122, 115, "77302")
        + text(122, 130, ".28")
    )
    assert read(pdf(page)).text == "金额 | 77302.28\n"


@pytest.mark.parametrize(
    "lines",
    [
        # No left and right border; no border at the bottom, as where a page ends.
        [*((60, y, 360, y) for y in (100, 130, 160)), (160, 100, 160, 160), (260, 100, 260, 160)],
        [*((60, y, 360, y) for y in (100, 130)), *((x, 100, x, 160) for x in (60, 160, 260, 360))],
    ],
)
def test_tables_drawn_without_all_borders(lines: list[tuple[float, float, float, float]]) -> None:
    page = "".join(line(*ends) for ends in lines)
    page += text(70, 120, "规章") + text(170, 120, "0") + text(70, 150, "许可") + text(270, 150, "3")
    assert read(pdf(page)).text.splitlines() == ["规章 | 0 | ", "许可 |  | 3"]


def test_lines_that_make_no_table() -> None:
    page = line(60, 110, 200, 110) + box(50, 50, 550, 800) + text(70, 105, "收到申请12件")
    assert read(pdf(page)).text == "收到申请12件\n"


def test_bold_by_printing_twice() -> None:
    assert read(pdf(text(60, 100, "共12件") + text(60.4, 100, "共12件"))).text == "共12件\n"


def test_a_turned_page() -> None:
    turned = (
        "0 1 -1 0 595 0 cm\n" + f"BT /F 12 Tf 60 400 Td <{'规章12'.encode('utf-16-be').hex()}> Tj ET\n"
        f"BT /F 12 Tf 60 380 Td <{'许可3'.encode('utf-16-be').hex()}> Tj ET\n"
    )
    assert read(pdf(turned, rotate=90)).text == "规章12\n许可3\n"


def test_nothing_to_read() -> None:
    with pytest.raises(ReadError) as caught:
        read(pdf(line(1, 1, 2, 2)))
    assert caught.value.code == "unreadable"


def test_characters_without_a_way_back_to_unicode_are_not_believed() -> None:
    words = "收到申请规章制度"
    data = pdf(text(60, 100, words))
    assert read(data).text == f"{words}\n"
    codes = "".join(f"<{ord(word):04x}> <{0xE000 + number:04x}>\n" for number, word in enumerate(words))
    private = (
        "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(words)} beginbfchar\n{codes}endbfchar endcmap"
    )
    unmapped = data.replace(b"/Encoding/UniGB-UCS2-H", b"/Encoding/Identity-H/ToUnicode 6 0 R").replace(
        b"5 0 obj", f"6 0 obj<</Length {len(private)}>>stream\n{private}\nendstream endobj\n5 0 obj".encode()
    )
    with pytest.raises(ReadError) as caught:
        read(unmapped)
    assert caught.value.code in ("unsupported", "unreadable")


def framed(*rows: tuple[str, str]) -> str:
    """A table of two columns at the top of a page."""
    lines = [line(60, 50 + 30 * number, 460, 50 + 30 * number) for number in range(len(rows) + 1)]
    lines += [line(x, 50, x, 50 + 30 * len(rows)) for x in (60, 360, 460)]
    words = [
        text(x, 70 + 30 * number, word)
        for number, row in enumerate(rows)
        for x, word in zip((66, 366), row, strict=True)
        if word
    ]
    return "".join((*lines, *words))


CUT = [
    # A label in brackets, cut by the page's end.
    (("（二）部分公开（只计", "4"), ("这一情形）", ""), ["（二）部分公开（只计这一情形） | 4"]),
    (("（二）部分公开（只计", ""), ("这一情形）", "4"), ["（二）部分公开（只计这一情形） | 4"]),
    # Two rows that only look alike.
    (("规章", ""), ("行政规范性文件", "5"), ["规章 | ", "行政规范性文件 | 5"]),
    (("部分公开（只计", "4"), ("（三）不予（公开）", "5"), ["部分公开（只计 | 4", "（三）不予（公开） | 5"]),
]


@pytest.mark.parametrize(("upper", "lower", "expected"), CUT)
def test_a_row_cut_by_the_end_of_a_page(upper: tuple[str, str], lower: tuple[str, str], expected: list[str]) -> None:
    document = read(pdf(framed(("规章", "1"), upper), framed(lower, ("总计", "9"))))
    assert document.text.splitlines() == ["规章 | 1", *expected, "总计 | 9"]
    assert document.page(document.text.index("总计")) == 2


def test_a_password() -> None:
    data = pdf(text(60, 100, "一")).replace(
        b"trailer\n<<",
        b"trailer\n<</ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
        + b"00" * 32
        + b">/U<"
        + b"00" * 32
        + b">>>",
    )
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.code == "encrypted"


def test_many_objects_do_not_hide_the_text() -> None:
    content = "".join(line(x % 500, x % 700, x % 500 + 20, x % 700) for x in range(100_000))
    assert read(pdf(content + text(60, 100, "收到申请12件"))).text == "收到申请12件\n"


def test_damaged_files_are_read_or_refused() -> None:
    whole = pdf(table_page(), table_page())
    chance = random.Random(1)
    for length in range(0, len(whole), len(whole) // 12):
        attempt(whole[:length])
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        attempt(bytes(data))


def attempt(data: bytes) -> None:
    try:
        assert isinstance(read(data).text, str)
    except ReadError as error:
        assert error.code in ("unreadable", "unsupported", "encrypted", "too_large")


REAL = Path(__file__).parents[3] / "shared" / "real" / "hongze2023.pdf"


@pytest.mark.skipif(not REAL.exists(), reason="the real report is not part of the project")
def test_a_real_report_shows_its_figures_row_by_row() -> None:
    gold = json.loads(REAL.with_suffix(".json").read_text(encoding="utf-8"))
    rows = [row.split(" | ") for row in read(REAL.read_bytes()).text.splitlines() if " | " in row]
    found = [cell for row in rows for cell in row]
    received = [fact["value"] for fact in gold["facts"] if fact["indicator"] == "requests.received"]
    assert received
    row = next(row for row in rows if row[0].startswith("一、本年新收"))
    assert sorted(map(float, row[1:])) == sorted(map(float, received))
    assert "7730.28" in found
