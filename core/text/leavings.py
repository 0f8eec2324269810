"""What programs that turn a document into text leave around its words and figures: the marks of Markdown and TeX, the
words of a spreadsheet library for an empty cell. Each step drops the marks and keeps where every character stood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.text.clean import CleanText

_CJK = "\u3400-\u4dbf\u4e00-\u9fff"

# Struck out by whoever corrected it: ~~19~~17, <del>19</del>17, -19- with its tags.
_STRUCK = re.compile(r"~~[^~\n|]{1,60}~~|<(del|s|strike)\b[^<>]{0,200}>[^<>\n]{0,60}</\1>", re.IGNORECASE)
# Not shown where the text is made a page: <span style="display:none">9</span>17.
_HIDDEN = re.compile(
    r"<(span|font|div|b|i|em|strong|small|u)\b[^<>]{0,120}?"
    r"(?:display\s*+:\s*+none|visibility\s*+:\s*+hidden|font-size\s*+:\s*+0(?![.\d])|\shidden(?=[\s>]))[^<>]{0,120}>"
    r"[^<>\n]{0,60}</\1>",
    re.IGNORECASE,
)
# The mark of a note, raised: 17^1^, 17<sup>[1]</sup>, 17[^1], 17 $^{1}$, 17:sup:`1`.
_MARK = r"[\[(]?(?:\d{1,2}|[a-z*†‡]|注)(?:,\d{1,2})?[\])]?"
_RAISED = re.compile(
    rf"<(su[pb])\b[^<>]{{0,100}}>\s*{_MARK}\s*</\1>|\^{_MARK}\^|\[\^[\w-]{{1,12}}\](?!:)"
    rf"|[ ]?\$\s*\^\s*(?:\{{\s*{_MARK}\s*\}}|{_MARK})\s*\$|\\?[ ]?:su[pb]:`{_MARK}`|(?<=\d)\^\{{{_MARK}\}}"
    rf"|(?<=\d)[ ]?\[\^?{_MARK}\^?\]\(#[^()\s|]{{0,60}}\)",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>~$%&^\"':=-])")
_BROKEN_LINE = re.compile(r"\\(?=[ ]*\n)")
# $17$, $\mathbf{17}$, \(17\): a figure set as a formula, its digits perhaps apart.
_SET = r"\\(?:(?:math|text)(?:bf|rm|it|sf|tt|normal)|text|bf|rm|boldsymbol|bm|num)"
_FORMULA = re.compile(
    rf"(?<!\d)(?:\$\$?|\\\()\s*+(?:{_SET}\s*+(?:\{{\s*+)?)*+(?:\{{\s*+)?([+-]?\s?\d[\d ,.]{{0,20}}?)\s*+"
    rf"(?:\}}\s*+)*+(?:\$\$?|\\\))|(?<!\d)\\num\{{([+-]?\d[\d,.]{{0,20}})\}}"
)
_FORMULAS = ("$", "\\(", "\\num")
# A table that is quoted, line by line.
_QUOTED = re.compile(r"^[ ]{0,3}(?:>[ ]?){1,4}(?=\|)", re.MULTILINE)
_APART = re.compile(r"(?<=[\d.,])[ ]+(?=[\d.,])")
_EMPHASIS = re.compile(
    r"(?<![*\\])(\*{2,3})(?=[^\s*])([^*\n|]{0,300}?[^\s*|])\1(?!\*)|(?<!_)(_{2,3})(?=[^\s_])([^_\n|]{0,300}?[^\s_|])\3(?!_)"
    r"|(?<![=])(==)(?=[^\s=])([^=\n|]{0,300}?[^\s=|])\5(?!=)"
)
_LONE_EMPHASIS = re.compile(
    rf"(?<![\w*{_CJK}])(\*|_)([+-]?\d[\d,.]*|[^*_`|\n]{{2,60}})\1(?=[ ]*[|\t\n]|$)|`([+-]?\d[\d,.]*)`"
    r"|\[([^\[\]\n|]{1,60})\]\{\.[\w .-]{1,40}\}"
    r"|(?:(?<=\|)|(?<=\| )|(?<=\t))\[([+-]?\d[\d,.]*)\]\([^()\n|]{0,200}\)(?=[ ]*[|\t\n]|$)"
)
# What stands for nothing in the cells of pandas, pdfplumber and others.
_NOTHING = re.compile(
    r"(^|[|\t,\n])[ ]*(?:NaN|nan|NaT|None|none|null|NULL|<NA>|#N/A|#?VALUE!|Unnamed: \d{1,3}(?:_level_\d)?)[ ]*"
    r"(?=[|\t,\n]|$)"
)
_NAN = re.compile(r"(?<![\w.])(?:NaN|<NA>|Unnamed: \d{1,3}(?:_level_\d)?)(?![\w.])")
# A figure of a cell in which letters stand for noughts.
_LIKE_NOUGHT = "OoОо"
_LETTER = re.compile(rf"(?<=[|\t])[ ]*\d{{0,6}}[{_LIKE_NOUGHT}][\d{_LIKE_NOUGHT}]{{0,6}}(?=[ ]*(?:[|\t\n]|$))")
_NOUGHT = str.maketrans(dict.fromkeys(_LIKE_NOUGHT, "0"))
# A sign that a program could not write stands as a question mark on both sides of a figure: 新闻发布会?2场?.
_ASKED = re.compile(rf"(?<=[{_CJK}])\?(\d[\d,.]{{0,12}}[{_CJK}]{{1,2}})\?")
# Every mark begins with one of a set of characters, so that a search skips all others at once.
_SIGNS = "*_~\\$^`=][<#NnUu"
_MARKS = re.compile(
    f"[{re.escape(_SIGNS)}]"
    r"(?:(?<=[*_~\\$^`])|(?<==)=|(?<=\])[{(]|(?<=\[)\^"
    r"|(?<=<)(?i:(?:del|s|strike|sup|sub|span|font|div|b|i|em|strong|small|u)\b|NA>)"
    r"|(?<=#)(?i:N/A)|(?<=[Nn])(?i:an|[oa]ne|ull)|(?<=[Uu])(?i:nnamed: ))"
)


def without_leavings(text: CleanText) -> CleanText:
    """The text without them. `repairs` may gain: hidden, struck, raised, letters."""
    if ("|" in text.text or "\t" in text.text) and any(letter in text.text for letter in _LIKE_NOUGHT):
        text = text.substitute(_LETTER, lambda cell: cell.group().translate(_NOUGHT), "letters")
    if "?" in text.text:
        text = text.keep(_ASKED, 1)
    if "> |" in text.text:
        text = text.remove(_QUOTED)
    if not any(sign in text.text for sign in _SIGNS) or not _MARKS.search(text.text):
        return text
    text = text.remove(_HIDDEN, "hidden").remove(_STRUCK, "struck").remove(_RAISED, "raised")
    if any(sign in text.text for sign in _FORMULAS):
        text = text.keep(_FORMULA, 1, 2, within=_APART)
    if "\\" in text.text:
        text = text.keep(_ESCAPED, 1).remove(_BROKEN_LINE)
    text = text.keep(_EMPHASIS, 2, 4, 6).keep(_LONE_EMPHASIS, 2, 3, 4, 5)
    # Neighbouring cells share the bar between them: twice finds all.
    return text.keep(_NOTHING, 1).keep(_NOTHING, 1).remove(_NAN)
