"""Whether the official forms are asked about and no report: 2014年的表和2021年的表有什么区别."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_FORM = re.compile(r"表|式样|样式|格式|模板|\bforms?\b|\btemplates?\b")
_DIFFERENCE = re.compile(r"区别|不同|差在哪|差别|差异|变化|变了|改了|改动|一样|\bdiff|\bchanged?\b")
_EVERY = re.compile(
    r"新旧|新老|各版|各个版本|几[版种套个]|[三两二][版种套个]|历[年次版]|\bold and new\b|\bthree\b|\bthe forms\b"
)
# All that such a question is made of: a word more asks for something else.
_WORDS = re.compile(
    r"(?<!\d)20\d\d年?(?!\d)|起的|以来|年报|报告|统计|报?表格?|表式|式样|样式|格式|模板|版本?|新旧|新老|新|旧|老|各个?|历[年次]|几|[三两二]"
    r"|种|套|份|个|和|与|跟|同|及|、|相比|相较|对比|比较?|之间|的|区别|不同(?:之处|点)?|差别|差异|有(?:什么|何|哪些|哪几)?|哪里|哪些|哪儿"
    r"|在哪|是什么|是|什么|变化|变了|改了|改动|一样|请问|吗|呢|啊|了|地方|主要|政府信息公开|年度|\s|[,，?？。.!！]"
)
_WORDS_EN = re.compile(
    r"20\d\d|\b(?:what|whats|are|is|the|differences?|different|differ|between|of|and|in|from|to|how|do|does|did|changed?"
    r"|forms?|templates?|reports?|old|new|annual|disclosure|main|three|with|compared?|s)\b|\s|[,?.!'’]"
)


def forms_compared(text: str) -> tuple[int, ...] | None:
    """The years whose forms are to be compared, none where all are; None where something else is asked."""
    said = text.lower()
    if not (_FORM.search(said) and _DIFFERENCE.search(said)):
        return None
    years = tuple(dict.fromkeys(int(year) for year in _YEAR.findall(said)))
    if len(years) < 2 and not _EVERY.search(said):
        return None
    words = _WORDS_EN if said.isascii() else _WORDS
    return None if words.sub("", said) else (years if len(years) > 1 else ())
