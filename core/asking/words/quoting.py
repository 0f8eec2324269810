"""The words that a question looks for in the text of reports."""

from __future__ import annotations

import re

_SPEAKS_OF = re.compile(
    r"提到|提及|说到|写到|讲到|原文|怎么说|怎么写|怎么表述|mention|say|quote|passage", re.IGNORECASE
)
# 提到培训的段落有哪些: the words looked for end before 的.
_THEREOF = (
    r"的[那这]?[些个几]?(?:段落|内容|地方|部分|原文|原话|文字|句子|段)(?:有?哪些|有?哪几[处段个]|在哪里?|是什么)?"
)
WHERE_SAID = re.compile(rf"{_THEREOF}(?=[^\u4e00-\u9fff]*$|吗|么)")
_MENTIONS = re.compile(
    r"(?:提到|提及|说到|写到|讲到)过?了?([\u4e00-\u9fffA-Za-z0-9]{2,20}?)"
    rf"(?:{_THEREOF})?(?:了吗|了没有|了没|没有|吗|么|嘛)?[?？。!！]*$"
)


def quoted_phrase(question: str) -> str | None:
    """The words that a question about the text of reports looks for: in quotation marks, or after 提到."""
    match = re.search(r"[“「『\"]([^”」』\"]{2,40})[”」』\"]", question)
    if match and _SPEAKS_OF.search(question.lower()):
        return match[1]
    named = _MENTIONS.search(question)
    return named[1] if named else None
