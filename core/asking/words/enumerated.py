"""Questions under numbers: 1）泰顺2022年新收 2）行政诉讼, each a question of its own."""

from __future__ import annotations

import re

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_CHINESE = "一二三四五六七八九十"
# 1） and (1) stand anywhere, 1. and 1、 where something begins; a year may follow, another figure may not.
_NUMBER = re.compile(
    rf"(?<!\d)(?<!第)(?:[（(](\d{{1,2}})[）)]|(\d{{1,2}})[）)]|(?:^|(?<=[\s:：;；。?？!！,，]))(\d{{1,2}})[.．、](?!\d(?!\d{{3}}))|([{_CIRCLED}])"
    rf"|(?:^|(?<=[\s:：;；。?？!！,，]))([{_CHINESE}])、)"
)
_EDGES = " \t\r\n;；,，、"


def items(text: str) -> tuple[str, ...]:
    """The questions of a list numbered from 1, each behind the words before the list; none where there is no list."""
    found: list[re.Match[str]] = []
    for match in _NUMBER.finditer(text):
        if _value(match) == len(found) + 1:
            found.append(match)
        elif found:
            return ()
    if len(found) < 2:
        return ()
    lead = text[: found[0].start()].strip(f"{_EDGES}:：")
    ends = [match.start() for match in found[1:]] + [len(text)]
    listed = [text[match.end() : end].strip(_EDGES) for match, end in zip(found, ends, strict=True)]
    if not all(listed):
        return ()
    return tuple(f"{lead} {item}".strip() for item in listed)


def _value(match: re.Match[str]) -> int:
    for digits, written in ((_CIRCLED, match[4]), (_CHINESE, match[5])):
        if written:
            return digits.index(written) + 1
    return int(match[1] or match[2] or match[3])
