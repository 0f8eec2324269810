from __future__ import annotations

import codecs
import random

import pytest

from core.document import read
from core.document.limits import ReadLimits, limited
from core.errors import ReadError

SIMPLIFIED = "某市人民政府2018年政府信息公开工作年度报告\r\n\n　　一、概述：全年共收到申请 12 件，“按时”办结。\n"
TRADITIONAL = "某市人民政府2018年政府資訊公開工作年度報告\n　　一、概述：全年共收到申請 12 件，按時辦結。\n"


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_stands_exactly_as_decoded(name: str) -> None:
    document = read(SIMPLIFIED.encode(name))
    assert (document.text, document.format, document.page_starts) == (SIMPLIFIED, "text", ())


@pytest.mark.parametrize(
    "text",
    [SIMPLIFIED, TRADITIONAL, "<table><tr><td>行政许可<td>8<tr><td>行政处罚<td>1+1<tr><td>行政强制<td>0</table>"],
)
def test_seven_bits_a_byte(text: str) -> None:
    assert read(text.encode("utf-7")) == read(text.encode())


@pytest.mark.parametrize(
    "text", ["a+bcdefg- c+defghi- e+fghijk-", "1+22222=3 2+22222=4 3+22222=5", "+86-10-1234567 " * 4]
)
def test_text_with_plus_signs_stays_as_it_is(text: str) -> None:
    assert read(text.encode()).text == text


def test_four_bytes_a_character() -> None:
    assert read("收到申请12件".encode("utf-32")).text.strip() == "收到申请12件"


@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a.txt"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_quoted_cells_are_rows_whatever_the_name(name: str, delimiter: str) -> None:
    rows = "".join(f'"行政\n许可"{delimiter}"{number}"\n' for number in range(6))
    assert read(rows.encode(), name).text.splitlines()[:2] == ["行政许可 | 0", "行政许可 | 1"]


def test_big_endian_mark() -> None:
    assert read(codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be")).text == SIMPLIFIED


def test_traditional_text_in_big5() -> None:
    assert read(TRADITIONAL.encode("big5")).text == TRADITIONAL


@pytest.mark.parametrize("text", ["收到申请12件", "共公开政府信息3条。", "plain words, 12 of them\n", "年"])
@pytest.mark.parametrize("name", ["utf-8", "gb18030"])
def test_short_texts(text: str, name: str) -> None:
    assert read(text.encode(name)).text == text


def test_utf8_outranks_what_a_page_declares() -> None:
    page = '<html><head><meta charset="gb2312"></head><body><p>收到申请12件</p></body></html>'
    assert "收到申请12件" in read(page.encode("utf-8")).text
    assert "收到申请12件" in read(page.encode("gb18030")).text


def test_a_latin_declaration_is_not_believed() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>收到政府信息公开申请12件</p></body></html>'
    assert "收到政府信息公开申请12件" in read(page.encode("gb18030")).text


def test_broken_bytes_stay_visible() -> None:
    data = (SIMPLIFIED * 20).encode("utf-8")
    text = read(data[:100] + b"\xff" + data[100:-1]).text
    assert text.count("\ufffd") >= 1
    assert SIMPLIFIED in text


@pytest.mark.parametrize("data", [b"", b"  \r\n", b"\0" * 100, codecs.BOM_UTF8 + b"\0\0"])
def test_nothing_is_unreadable(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.code == "unreadable"


@pytest.mark.parametrize("size", [60, 700, 8000])
def test_junk_is_unreadable(size: int) -> None:
    for seed in range(20):
        with pytest.raises(ReadError) as caught:
            read(random.Random(seed).randbytes(size))
        assert caught.value.code == "unreadable"


def test_too_much_text() -> None:
    with limited(ReadLimits(text_bytes=100)), pytest.raises(ReadError) as caught:
        read(b"a" * 101)
    assert caught.value.code == "too_large"


@pytest.mark.parametrize(
    "text",
    [
        "一、概述\n收到<span>申请12件\n",
        "规章 | 0 | 0\n<br> 1 < 2\n",
        "# 年报\n\n| 规章 | 0 |\n| --- | --- |\n",
    ],
)
def test_text_with_a_stray_tag_stays_text(text: str) -> None:
    assert read(text.encode()).text == text
