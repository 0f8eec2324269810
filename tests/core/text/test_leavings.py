"""What converters leave is dropped, and every character that stays keeps the place it had."""

from __future__ import annotations

import pytest

from core.text.clean import clean

LEFT = [
    # Emphasis of Markdown, around figures and labels (pandoc, MarkItDown, pymupdf4llm write it).
    ("| **一、本年新收** | **17** |", "| 一、本年新收 | 17 |"),
    ("公开政府信息**345**条", "公开政府信息345条"),
    ("公开__345__条，***3***件", "公开345条,3件"),
    ("==345==条", "345条"),
    ("| *17* | _3_ | `5` |", "| 17 | 3 | 5 |"),
    ("公开<u>345</u>条，<em>3</em>件", "公开345条,3件"),
    ("共[345]{.underline}条", "共345条"),
    ("电话138****1234，张**、李*", "电话138****1234,张**、李*"),
    ("运行 `gongkai ask`", "运行 `gongkai ask`"),
    ("17* | 3*", "17* | 3*"),
    # mixmark-io/turndown#81, #314; deathau/markdownload#50: escapes.
    (r"| 486\.5 | 1\.属于国家秘密 |", "| 486.5 | 1.属于国家秘密 |"),
    ("第一行\\\n第二行", "第一行\n第二行"),
    # opendatalab/MinerU#3658, #2670, #4524: figures set as formulas.
    ("| $17$ | $ 1 3 6 5 $ | $4 8 6 . 5$ |", "| 17 | 1365 | 486.5 |"),
    (r"| $\mathbf{17}$ | \(3\) |", "| 17 | 3 |"),
    # Mathpix/mathpix-markdown-it#162: ... with the commands of a typesetter around them.
    (r"| $\mathrm{17}$ | $\boldsymbol{\mathbf{3}}$ | \num{1,365} | \(\text{5}\) |", "| 17 | 3 | 1,365 | 5 |"),
    (r"| 17\(1\) | 17$1$ |", "| 17(1) | 17$1$ |"),
    # microsoft/markitdown#183, #2124; jsvine/pdfplumber#79, #420: words for an empty cell.
    ("| 一、本年新收 | NaN | NaN | 14 |", "| 一、本年新收 ||| 14 |"),
    ("规章\tNone\tNone\t3", "规章\t\t\t3"),
    ("| Unnamed: 3 | nan | null | 3 |", "|||| 3 |"),
    ("规章 NaN NaN 3", "规章   3"),
    ("Nanjing null 和 None", "Nanjing null 和 None"),
    # pymupdf/pymupdf4llm#160, bytedance/Dolphin#115: marks of notes; docling-project/docling#2316: struck out.
    ("17<sup>1</sup>，17^1^，17[^1]，17 $^{1}$", "17,17,17,17"),
    ("~~19~~17，<del>19</del>17，<s>19</s>17", "17,17,17"),
    ("约~30件", "约~30件"),
    ("17[1](#fn1)，17 [^1^](#note)，[17](#row) 件", "17,17,[17](#row) 件"),
    ("| [17](#row) | [3](a.html) | [行政许可](a.html) |", "| 17 | 3 | [行政许可](a.html) |"),
    ('<span style="display:none">9</span>17，17<b hidden>9</b>，<i style="display : none">9</i>3', "17,17,3"),
    ('<span style="display:inline">1</span>7', "17"),
    ("> | 规章 | 17 |\n> > | 许可 | 3 |\n> 引文", "| 规章 | 17 |\n| 许可 | 3 |\n> 引文"),
    # Letters in the place of noughts, in cells that are a figure.
    ("规章 | O | 1O | 2 | oo", "规章 | 0 | 10 | 2 | 00"),
    ("O型 | OK | 2 O |", "O型 | OK | 2 O |"),
    # A tag that breaks a line parts two figures; any other is dropped.
    ("80<br>72，商业<br/>企业，1<b>7</b>", "80 72,商业企业,17"),
    # Entities that were escaped twice.
    ("泰&#39034;县&#x81EA;然&nbsp;17", "泰顺县自然 17"),
]


@pytest.mark.parametrize(("source", "expected"), LEFT)
def test_what_is_left_is_dropped(source: str, expected: str) -> None:
    cleaned = clean(source)
    assert cleaned.text == expected
    for at, character in enumerate(cleaned.text):
        if character.isdigit():
            start, end = cleaned.span(at, at + 1)
            assert character in source[start:end] or source[start] in "&Oo"


def test_what_was_dropped_is_told() -> None:
    assert clean("~~19~~17").repairs == {"struck"}
    assert clean("17<sup>1</sup>").repairs == {"raised"}
    assert clean("17<b hidden>9</b>").repairs == {"hidden"}
