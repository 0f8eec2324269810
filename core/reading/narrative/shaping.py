"""The same words set out in other ways, put in the plain one: 新收申请(143件), 同意公开,17件; 壹仟贰佰元.

Only single characters are dropped or replaced, so that every figure keeps its place in the source.
"""

from __future__ import annotations

import re

from core.text.clean import CleanText
from core.text.numerals import CAPITAL_NUMERAL, NUMBER, from_capitals

_COUNTER = "(?:件次|人次|场次|万元|[件条宗份次起例桩篇期场班个处人名部项元])"
_COUNTED = re.compile(rf"(?:{NUMBER}){_COUNTER}(?:[,;、/][^()]*)?")
# 12件(10件): a figure already stands before the bracket.
_AFTER_A_FIGURE = re.compile(rf"[\d万千百亿零〇一二两三四五六七八九十余多%]{_COUNTER}?$")
_TOPIC = re.compile(r"[。;:\n](?P<topic>[^,。;:\n\d]{2,30})$")
_IN_BRACKETS = re.compile(rf"\d{_COUNTER}(?=[/,、;]|$)")
_LONGEST_BRACKETS = 80
_LONGEST_FIGURE = 40
# A number as far as it must be looked at, so that the cost stays linear.
_SHORT = r"[\d ,.]{1,12}[万亿]?|[零〇一二两三四五六七八九十百千万]{1,8}"
# All begin with one set of characters, so that a search skips all others at once.
_SHAPED = re.compile(
    r"[(),/\[\]】零壹贰叁肆伍陆柒捌玖拾佰仟圆](?:"
    rf"(?<=\()(?=(?:{_SHORT}){_COUNTER}[),;、/]|次\))|(?<=\))"
    rf"|(?<=,)(?=(?:{_SHORT})[件宗份条起][。;\n])|(?<=[件条份次]/)|(?<=[\[\]】])"
    rf"|(?<={CAPITAL_NUMERAL}){CAPITAL_NUMERAL}{{0,16}}(?=[元圆角分件条宗份次])|(?<=圆)(?=整)"
    r"|(?<=[\u4e00-\u9fff]\()不?含(?:转[发载]|链接)[^()\d]{0,4}\)(?=\d))"
)


def shaped(flow: CleanText) -> CleanText:
    """The flow with brackets, commas and numerals as plain prose has them."""
    return flow.substitute(_SHAPED, _plain, None)


def _plain(match: re.Match[str]) -> str:
    sign, text, start = match.group(), match.string, match.start()
    match sign:
        case "(":
            end = text.find(")", start, start + _LONGEST_FIGURE)
            return "" if end > 0 and _begins_with_its_figure(text, start, end) else sign
        case ")":
            begin = text.rfind("(", max(start - _LONGEST_FIGURE, 0), start)
            return "" if begin >= 0 and _begins_with_its_figure(text, begin, start) else sign
        case "[" | "]":
            return _round(text, start, sign)
        case "/":
            return "、" if _IN_BRACKETS.search(text, max(start - 4, 0), start) else sign
        case ",":
            # 同意公开,17件; 信息不存在,3件。
            return "" if _TOPIC.search(text, max(start - 32, 0), start) else sign
        case "】":
            return "" if text.startswith("(", start + 1) else ":"
        case _:
            # 网站(含转发)200条: what the number includes names nothing else.
            return "" if sign.startswith("(") else from_capitals(sign)


def _begins_with_its_figure(text: str, begin: int, end: int) -> bool:
    """新收申请(143件), 同意公开(20件,占77%), 人(次): the brackets begin with the number of the words before."""
    held = text[begin + 1 : end]
    if held == "次":
        return text[begin - 1 : begin] == "人"
    if not _COUNTED.fullmatch(held):
        return False
    before = text[max(begin - 3, 0) : begin]
    return (
        bool(before)
        and ("\u4e00" <= before[-1] <= "\u9fff" or before[-1] in ":】》")
        and not _AFTER_A_FIGURE.search(before)
    )


def _round(text: str, start: int, sign: str) -> str:
    """[网站6204条/微博2871条]: square brackets that hold figures are round ones."""
    if sign == "[":
        begin, end = start, text.find("]", start, start + _LONGEST_BRACKETS)
    else:
        begin, end = text.rfind("[", max(start - _LONGEST_BRACKETS, 0), start), start
    if begin < 0 or end < 0 or not _IN_BRACKETS.search(text, begin, end):
        return sign
    return "(" if sign == "[" else ")"
