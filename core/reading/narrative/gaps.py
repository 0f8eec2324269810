"""Numbers that are missing (公开信息共计  条), and the first that is only approximate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from core.reading.narrative.flow import Sentence
from core.reading.narrative.reading import passages
from core.types import FigureKey

_GAP = re.compile(
    r"(?:公开|发布|公布|收到|受理|申请|答复|办结|复议|诉讼|收取)[^,。;:\d]{0,24}?"
    r"(?:(?:共计|总计|合计|累计|共有|共|计|为|达)(?P<behind>(?:[_×xX*□○—-]{1,8}|\(\))?)|(?P<alone>[_×xX*□○]{1,8}|\(\)))"
    r"(?:条|件|宗|份|次|万元|元)(?=[,。;、)]|$)"
)
# 在政府网上共主动公开条,其中…: the number dropped without a trace.
_DROPPED = re.compile(
    r"(?:共|共计|合计|累计)(?:主动)?(?:公开|收到|受理)(?:了)?(?:各类)?(?:政府)?(?:信息|申请)?(?P<behind>)(?P<alone>)[条件](?=[,。;])"
)
_SIGN = re.compile("[_×xX*□○—)-][条件宗份次万元]")
# What stands before a counter without its number: a sign, or the last character of what is counted.
_MAY_LACK = re.compile("[条件宗份次万元](?<=[_×xX*□○—)开到理了类府息请-].)")
# 公开三务信息2300余条: disclosed, but not said under which indicator, nor how many exactly.
_ABOUT_SO_MUCH = "约近余多"
_ABOUT = re.compile(
    r"(?:公开|发布|公布|张贴|发放|刊登|推送|整理|公示)(?:了|各类)?[^,。;:\d]{0,40}?"
    r"(?:(?:约|近)\d+|\d+[余多])[余多]?(?:条|份|篇|件)"
)
_FILLED_WITH = "9"


def may_lack(texts: Iterable[str]) -> bool:
    """Whether a counter may stand without its number in one of the texts; where not, it surely does not."""
    return _MAY_LACK.search("\n".join(texts)) is not None


def gaps(sentence: Sentence) -> Iterator[re.Match[str]]:
    """Each place where a counter stands without its number."""
    if not _MAY_LACK.search(sentence.text):
        return
    if _SIGN.search(sentence.text):
        yield from _GAP.finditer(sentence.text)
    yield from _DROPPED.finditer(sentence.text)


def approximate(sentence: Sentence) -> re.Match[str] | None:
    """The first count of things disclosed that is only approximate."""
    text = sentence.text
    may_be = "plans" not in sentence.topics and any(sign in text for sign in _ABOUT_SO_MUCH)
    return _ABOUT.search(text) if may_be else None


def figures_of(sentence: Sentence, gap: re.Match[str], year: int | None) -> tuple[FigureKey, ...]:
    """The figures that a number in the gap may be of: by the whole sentence, and by the words of the gap alone."""
    start, end = gap.span("alone" if gap["alone"] else "behind")
    text = sentence.text[:start] + _FILLED_WITH + sentence.text[end:]
    offsets = [*sentence.offsets[:start], sentence.offsets[start], *sentence.offsets[end:]]
    whole = sentence._replace(text=text, offsets=offsets)
    first, last = gap.start(), gap.end() + 1 - (end - start)
    alone = sentence._replace(text=text[first:last], offsets=offsets[first:last])
    return tuple(dict.fromkeys((*_said_at(whole, year, start), *_said_at(alone, year, start - first))))


def _said_at(sentence: Sentence, year: int | None, position: int) -> Iterator[FigureKey]:
    for passage in passages((sentence,), year):
        for said in passage.said:
            figure = said.frame.figure
            if figure is not None and figure.figure is not None and figure.figure.number[0] == position:
                yield said.rule.indicator, said.rule.applicant
