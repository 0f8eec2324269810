from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from core.document import read
from core.document.fixed.pdfium import characters_of, opened
from core.errors import ReadError
from tests.report_files import HEIGHT, WIDTH, pdf

pdfium = pytest.importorskip("pypdfium2")


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


def test_a_hatching_is_no_table() -> None:
    hatching = "".join(line(60 + at, 300, 60 + at, 700) for at in range(0, 480, 3))
    hatching += "".join(line(60, 300 + at, 540, 300 + at) for at in range(0, 400, 3))
    words = text(200, 500, "规章")
    assert read(pdf(table_page() + hatching + words)).text == read(pdf(table_page() + words)).text


def test_bold_by_printing_twice() -> None:
    assert read(pdf(text(60, 100, "共12件") + text(60.4, 100, "共12件"))).text == "共12件\n"


def test_a_turned_page() -> None:
    turned = (
        "0 1 -1 0 595 0 cm\n" + f"BT /F 12 Tf 60 400 Td <{'规章12'.encode('utf-16-be').hex()}> Tj ET\n"
        f"BT /F 12 Tf 60 380 Td <{'许可3'.encode('utf-16-be').hex()}> Tj ET\n"
    )
    assert read(pdf(turned, rotate=90)).text == "规章12\n许可3\n"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "matrix", [f"0 1 -1 0 {WIDTH} 0", f"0 -1 1 0 0 {HEIGHT}", f"-1 0 0 -1 {WIDTH} {HEIGHT}", "1 0 0 1 0 0"]
)
def test_a_table_on_its_side_is_read_upright_whatever_the_page_says(matrix: str, rotate: int) -> None:
    table = "".join(box(100, y, 200, y + 20) + box(200, y, 300, y + 20) for y in (300, 320))
    words = text(104, 314, "规章") + text(204, 314, "5") + text(104, 334, "行政许可") + text(204, 334, "7730.28")
    assert read(pdf(f"q {matrix} cm\n{table}{words}Q", rotate=rotate)).text == "规章 | 5\n行政许可 | 7730.28\n"


def test_what_a_browser_prints_around_every_page_is_left_out() -> None:
    """The title stays where it stands first; a table goes on over the page."""

    def printed(number: int, content: str) -> str:
        above = text(28, 22, "2024/1/20 10:12", size=8) + text(200, 22, "临江县2023年年报", size=8)
        return above + content + text(28, 824, f"https://www.example.gov.cn/art/2024/1.html {number}/2", size=8)

    def row(y: float, *cells: str) -> str:
        return "".join(
            box(x, y, x + 150, y + 20) + text(x + 4, y + 14, words)
            for x, words in zip((50, 200, 350), cells, strict=True)
        )

    upper = row(740, "规章", "1", "2") + row(760, "行政许可（包括", "3", "")
    lower = row(50, "备案）", "", "4") + row(70, "行政强制", "5", "6")
    document = read(pdf(printed(1, upper), printed(2, lower)))
    assert document.text.splitlines() == [
        "2024/1/20 10:12 临江县2023年年报",
        "规章 | 1 | 2",
        "行政许可（包括备案） | 3 | 4",
        "行政强制 | 5 | 6",
    ]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("共收到申请 12 件", "共收到申请 15 件"),
        ("不予公开 3 0 4 0 1 0 8", "不予公开 5 0 4 0 1 0 10"),
        ("其他 0 0 0 0 0 0 0", "其他 0 0 0 0 0 0 0"),
        ("7", "9"),
        ("-3", "-3"),
    ],
)
def test_figures_at_the_edge_of_pages_are_kept(here: str, there: str) -> None:
    pages = [text(58, 400, "甲") + text(58, 800, words, 8) for words in (here, there)]
    lines = read(pdf(*pages)).text.replace(" ", "").splitlines()
    assert lines == ["甲", here.replace(" ", ""), "甲", there.replace(" ", "")]


@pytest.mark.parametrize("first", [1, 45])
def test_numbers_of_pages_are_left_out(first: int) -> None:
    pages = [text(58, 400, "甲") + text(290, 820, f"{number}", 8) for number in (first, first + 1, first + 2)]
    assert read(pdf(*pages)).text == "甲\n" * 3


@pytest.mark.parametrize(("digits", "shown"), [("486.5", "486.5"), ("486", "4 8 6")])
def test_a_figure_set_in_wide_letters(digits: str, shown: str) -> None:
    spaced = "".join(text(170 + 14 * at, 120, digit) for at, digit in enumerate(digits))
    page = box(60, 100, 360, 130) + line(160, 100, 160, 130) + text(70, 120, "收费") + spaced
    assert read(pdf(page)).text == f"收费 | {shown}\n"


@pytest.mark.parametrize("words", ["收到12件", "收到-\n12件", "ﬁ12", "\u202b12\u202c件", "a\u00ad12"])
def test_characters_come_in_one_call_as_one_by_one(words: str) -> None:

    page = opened(pdf(*[text(60, 100 + 20 * y, part) for y, part in enumerate(words.split("\n"))]))[0]
    content = page.get_textpage()
    count = content.count_chars()
    one_by_one = [chr(pdfium.raw.FPDFText_GetUnicode(content, at)) for at in range(count)]
    assert list(characters_of(content, count)) == one_by_one


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = [
        "2023年，本单位收到政府信息公",
        "开申请180件，其中自然人申请一",
        "百件，法人申请八十件。办结申请",
        "一百七十五件，结转下年度共有12",
    ]
    right = [
        "件。全年主动公开政府信息一千条",
        "，回应公众关注热点或者重大舆情",
        "三次。行政复议四件，行政诉讼两",
        "件，都已办结，没有被纠正的。",
    ]
    columns = "".join(
        text(50, 140 + 18 * at, one) + text(320, 140 + 18 * at, other)
        for at, (one, other) in enumerate(zip(left, right, strict=True))
    )
    above, below = (
        text(200, 80, "某县2023年年报", 18),
        text(74, 300, "二、以上数据的统计期限是二〇二三年全年，由办公室汇总，附件是各部门报来的年度报告全文。"),
    )
    document = read(pdf(above + columns + below))
    assert document.text.splitlines() == [
        "某县2023年年报",
        "".join(left + right),
        "二、以上数据的统计期限是二〇二三年全年，由办公室汇总，附件是各部门报来的年度报告全文。",
    ]
    assert document.page_starts == (0,)


def sheet(gap: float, words: str) -> bytes:
    """A4 on its side: a table in each half, of labels and figures."""
    rows = range(60, 60 + 20 * 12, 20)
    content = "".join(
        box(left, y, left + 200, y + 20)
        + box(left + 200, y, left + 365 - gap, y + 20)
        + text(left + 4, y + 14, f"{name}{words}", 10)
        + text(left + 204, y + 14, f"{number}", 10)
        for left, name in ((30, "甲"), (421 + gap, "乙"))
        for number, y in enumerate(rows)
    )
    return pdf(content).replace(f"[0 0 {WIDTH} {HEIGHT}]".encode(), f"[0 {HEIGHT - 595} 842 {HEIGHT}]".encode())


def test_two_pages_on_one_sheet_are_read_one_after_the_other() -> None:
    document = read(sheet(20, "规章和规范性文件"))
    assert document.text.splitlines() == [
        f"{name}规章和规范性文件 | {number}" for name in "甲乙" for number in range(12)
    ]
    assert document.page_starts == (0,)


def test_two_columns_with_tables_are_read_one_after_the_other() -> None:
    rows = range(60, 60 + 20 * 12, 20)
    page = "".join(
        box(left, y, left + 180, y + 20)
        + box(left + 180, y, left + 265, y + 20)
        + text(left + 4, y + 14, f"{name}规章和规范性文件", 10)
        + text(left + 184, y + 14, f"{number}", 10)
        for left, name in ((28, "甲"), (300, "乙"))
        for number, y in enumerate(rows)
    )
    document = read(pdf(page))
    assert document.text.splitlines() == [
        f"{name}规章和规范性文件 | {number}" for name in "甲乙" for number in range(12)
    ]
    assert document.page_starts == (0,)


def test_a_sheet_of_figures_is_not_parted() -> None:
    lines = read(sheet(20, "12345")).text.splitlines()
    assert [line[0] for line in lines[:4]] == ["甲", "乙", "甲", "乙"]


def test_figures_beside_labels_are_no_columns_of_prose() -> None:
    labels = [
        "本年新收政府信息公开申请数量",
        "上年结转政府信息公开申请数量",
        "其他法律行政法规禁止公开的数量",
        "保护第三方合法权益的数量",
    ]
    page = "".join(
        text(50, 140 + 18 * at, label) + text(330, 140 + 18 * at, f"{at}2 3 45") for at, label in enumerate(labels)
    )
    read_across = "".join(f"{label} {at}2 3 45" for at, label in enumerate(labels))
    assert "".join(read(pdf(page)).text.splitlines()) == read_across


def test_many_figures_beside_labels_are_no_columns_of_prose() -> None:
    labels = ["予以公开的政府信息", "部分公开的政府信息", "不予公开的政府信息", "无法提供的政府信息"]
    page = "".join(
        text(50, 140 + 18 * at, label)
        + "".join(text(240 + 45 * column, 140 + 18 * at, f"{100 + at + column}") for column in range(7))
        for at, label in enumerate(labels)
    )
    assert read(pdf(page)).text.splitlines() == [
        f"{label} " + " ".join(f"{100 + at + column}" for column in range(7)) for at, label in enumerate(labels)
    ]


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
    for _ in range(24):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        attempt(bytes(data))


def attempt(data: bytes) -> None:
    try:
        assert isinstance(read(data).text, str)
    except ReadError as error:
        assert error.code in ("unreadable", "unsupported", "encrypted", "too_large")


REAL = Path(__file__).parents[4] / "shared" / "real" / "hongze2023.pdf"


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
