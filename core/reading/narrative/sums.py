"""A part whose sum is told behind it gives the sum: 参加发布会2次,举办1次,共3次; 两处各设查阅点一处,共两处."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.reading.narrative.mention import Mention
from core.text.numerals import NUMBER, NUMERALS, read_number
from core.types import Number

# What is added up, and the word by which each part must name it unless it is only a verb.
_NAMES = {
    "disclosure.items": "信息",
    "response.press_conferences": "发布会",
    "response.interviews": "访谈",
    "response.interpretations": "解读",
    "requests.received": "申请",
    "capacity.offices": "机构",
    "capacity.reading_points": "查阅",
    "training.meetings": "会议",
    "training.courses": "培训",
}
_SUM = re.compile(
    rf"[,、](?P<whole>(?:全年|全[市县区镇乡局])?(?:一共|总共|共计|合计|总计|共)(?:有|为)?(?P<sum>{NUMBER})(?P<counter>[条件次场期处个人名宗]))(?=[,。;)]|$)"
)
_FIGURE = re.compile(
    rf"(?:(?<!\d)(?=\d)|(?<![{NUMERALS}])(?=[{NUMERALS}]))(?P<number>{NUMBER})(?P<counter>[条件次场期处个人名宗])"
)
_ONLY_A_VERB = re.compile(
    "[,、和及]?(?:自主|应邀|另外?|还|再|自行|联合)*(?:举办|参加|召开|承办|组织|开展|举行)?(?:省|市|县|区|乡|镇)?级?"
)
_EACH = re.compile(
    r"各(?:自|单独|均|都)?(?:设|建|配|确定|明确|指定|安排|召开|开|办|举|组织|有|派)|每[个家]"
    r"|各[^,。;:\d共]{1,6}(?:设|建|配|确定|明确|指定)"
)
# What is carried over, asked or answered adds nothing to the received.
_OTHER = re.compile("上一?年|去年|结转|遗留|留言|咨询|答复|办结")


def sum_behind(mention: Mention, beside: Sequence[Mention]) -> Mention | None:
    """The figure; of a part of a sum the sum (`start` is its own), and None where the parts do not explain it.

    `beside` are the mentions of the sentence: what adds up figures of several indicators is the sum of none.
    """
    indicator = mention.pattern.indicator
    if mention.number is None or mention.value is None or indicator not in _NAMES or mention.pattern.applicant:
        return mention
    requests = indicator == "requests.received"
    each = not requests and _EACH.search(mention.clause)
    total = _told_behind(mention)
    if total is None:
        return None if each else mention
    value, begin = read_number(total["sum"]), total.string.rfind(";", 0, mention.start) + 1
    if value == mention.value or (requests and _OTHER.search(total.string, begin, total.start())):
        return mention
    if not each:
        others = [other for other in beside if _owns_a_part(other, indicator, begin, total.start())]
        if others:
            return mention if value == _added(mention, others) else None
        if value != _parts(total, begin, _NAMES[indicator]):
            return mention if requests else None
    return replace(mention, start=total.start("whole"), end=total.end(), number=total.span("sum"), value=value)


def _told_behind(mention: Mention) -> re.Match[str] | None:
    """The first sum behind the figure, in its counter and before the next semicolon."""
    text, (_, stop) = mention.sentence.text, mention.number or (0, 0)
    counter = text[stop : stop + 1]
    end = text.find(";", stop)
    for total in _SUM.finditer(text, stop, end if end > 0 else len(text)):
        value = read_number(total["sum"])
        if total["counter"] == counter and value is not None and mention.value is not None and value >= mention.value:
            return total
    return None


def _owns_a_part(other: Mention, indicator: str, begin: int, end: int) -> bool:
    return other.number is not None and begin <= other.number[0] < end and other.pattern.indicator != indicator


def _added(mention: Mention, others: Sequence[Mention]) -> Number:
    return (mention.value or 0) + sum({other.number: other.value or 0 for other in others}.values())


def _parts(total: re.Match[str], begin: int, name: str) -> Number | None:
    """All figures of the counter before the sum, each behind the name or only a verb; None where one is not."""
    parts: list[Number] = []
    done = begin
    for found in _FIGURE.finditer(total.string, begin, total.start()):
        words = total.string[done : found.start()]
        if found["counter"] == total["counter"]:
            if name not in words and not (parts and _ONLY_A_VERB.fullmatch(words)):
                return None
            parts.append(read_number(found["number"]) or 0)
            done = found.end()
    return sum(parts)
