from __future__ import annotations

import pytest

from core.document import read
from core.errors import ReadError


def lines(page: str) -> list[str]:
    document = read(page.encode())
    assert document.format == "html"
    return document.text.splitlines()


def body(content: str) -> list[str]:
    return lines(f"<!DOCTYPE html><html><body>{content}</body></html>")


PROSE = "2019年，本机关认真贯彻落实条例。" * 20

BODIES = [
    # Inline tags keep words whole; blocks end lines.
    ("<p>收到<b>申</b><span lang=EN-US>请</span> <font>1</font><font>2</font>件</p><p>无</p>", ["收到申请 12件", "无"]),
    ("<div>一<div>二</div>三<br>四</div>", ["一", "二", "三", "四"]),
    # Lines wrapped by an editor: nothing between two Chinese characters, a space elsewhere.
    ("<p>中华人民共和\n  国条例，收到\n12件</p>", ["中华人民共和国条例，收到 12件"]),
    ("<pre>一\n二</pre><div style='white-space: pre-wrap'>三\n四</div>", ["一", "二", "三", "四"]),
    # Breadcrumbs stay apart.
    ("<a href=1>首页</a><a href=2>政务公开</a>", ["首页 政务公开"]),
    # What is never shown is not read.
    (
        "<script>var a='9件'</script><style>p{}</style><noscript>9</noscript><template><p>9</p></template>"
        "<select><option>2019</option></select><!-- 9 --><p>正文</p>",
        ["正文"],
    ),
    ("<p>一<!--[if gte mso 9]><xml><w:View>9</w:View></xml><![endif]--><o:p>&nbsp;</o:p>二</p>", ["一\xa0二"]),
    ("<p><![if !supportEmptyParas]>一<![endif]></p><xml><w:x>9</w:x></xml><p>二</p>", ["一", "二"]),
    # Every cell, the empty ones too; spans once.
    ("<table><tr><td>规章<td>0<td>&nbsp;<td><p></p></table>", ["规章 | 0 |  | "]),
    ("<table><tr><td rowspan=2>三<td>一<tr><td>二</table>", ["三 | 一", "二"]),
    ("<table><tr><th colspan=3>行政复议<th>诉讼</table>", ["行政复议 | 诉讼"]),
    ("<table><tr><td>本年新<br/>制作<p>数量</p></td><td>1<br>2</td></tr></table>", ["本年新制作数量 | 1 2"]),
    ("<table><tr><td>规章</td><td>0\n<tr><td>许可<td>3</table><p>完", ["规章 | 0", "许可 | 3", "完"]),
    ("<table><thead><tr><td>一<td>二</thead><tbody><tr><td>1<td>2</tbody></table>", ["一 | 二", "1 | 2"]),
    # A nested table flattens where it is a part of a cell, and places the page where it is a table of its own.
    ("<table><tr><td>规章<td><table><tr><td>1<td>件</table></table>", ["规章 | 1 件"]),
    (
        "<table><tr><td>标题</td></tr><tr><td>导航</td><td><p>正文</p><table><tr><td>规章<td>0<tr><td>许可<td>3</table>"
        "<p>落款</p></td></tr></table>",
        ["标题", "导航", "正文", "规章 | 0", "许可 | 3", "落款"],
    ),
    (f"<table><tr><td>一<td><p>{PROSE}</p><p>二</p></td></tr></table>", ["一", PROSE, "二"]),
    ("<td>没有表格</td><tr>一</tr>", ["没有表格", "一"]),
]


@pytest.mark.parametrize(("content", "expected"), BODIES)
def test_lines_of_a_page(content: str, expected: list[str]) -> None:
    assert body(content) == expected


def test_what_a_page_says_of_itself_comes_first() -> None:
    page = (
        '<html><head><title>站名</title><meta name="ArticleTitle" content="某局2019年年报">'
        '<meta name="PubDate" content="2020-01-31 10:00"><meta name="SiteName" content=""></head><body>正文</body></html>'
    )
    assert lines(page) == ["ArticleTitle: 某局2019年年报", "PubDate: 2020-01-31 10:00", "正文"]
    assert lines("<html><head><title> 某局\n年报</title></head><body>正文</body></html>") == ["某局 年报", "正文"]


def test_a_fragment_is_a_page() -> None:
    assert lines("\n<p style='a'>标题</p>\t<p>一&lt;二&gt;</p>") == ["标题", "一<二>"]


def test_tables_within_plain_text_keep_its_lines() -> None:
    text = "# 年报\n\n一、概述\n\n<table><tr><td>规章</td><td>0</td></tr></table>\n\n二、 结语\n"
    assert lines(text) == ["# 年报", "一、概述", "规章 | 0", "二、 结语"]


def test_entities_of_a_document_type_are_not_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>一&a;二</p></body></html>'
    assert "root:" not in "".join(lines(page))


def test_depth_is_an_error_and_not_a_cut() -> None:
    with pytest.raises(ReadError) as caught:
        body("<div>" * 100_000 + "12件")
    assert caught.value.code == "too_large"
    assert body("<span>" * 1500 + "12件") == ["12件"]


@pytest.mark.parametrize("unit", ["<table><tr><td>", "<tr><td>1", "<td>", "<p><b>1"])
def test_tags_that_never_end_are_read_or_too_deep(unit: str) -> None:
    try:
        read(f"<html><table>{unit * 20_000}".encode())
    except ReadError as error:
        assert error.code == "too_large"


_WORDS = " ".join(f"w{number}" for number in range(2_000))


@pytest.mark.parametrize(
    "page",
    [
        f"<script>if (a<b {_WORDS})</script>",
        f"<style>p<b {_WORDS}</style>",
        f"<!-- <b {_WORDS} -->",
        f"<p title='<b {_WORDS}'></p>",
        f"<b>{_WORDS}</b>",
        f"<p {' '.join(f'a{number}' for number in range(900))}></p>",
    ],
)
def test_many_words_that_are_no_attributes_are_no_crowd(page: str) -> None:
    assert body(f"{page}<p>12件</p>")[-1] == "12件"


def test_a_tag_with_more_attributes_than_any_page_gives_one_is_refused() -> None:
    for crowd in (_WORDS, _WORDS.replace(" ", "=1 "), _WORDS.replace(" ", "='>'"), _WORDS.replace(" ", "/")):
        with pytest.raises(ReadError) as caught:
            body(f"<p {crowd}>12件</p>")
        assert caught.value.code == "too_large" and "1,000 attributes" in caught.value.message
