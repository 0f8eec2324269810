"""Several names, one verb: 甲、乙分别为1件、2件; 甲和乙均为0件; 甲、乙0件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.reading.narrative.flow import Sentence
from core.reading.narrative.mention import Mention
from core.reading.narrative.patterns import Pattern
from core.text.numerals import NUMBER, read_number
from core.text.units import in_wan

_COUNTED = rf"(?:{NUMBER})(?:亿元|万元|元|[件条宗份次起例桩项篇场])"
_RESPECTIVELY = re.compile(
    rf"(?P<names>[^。;:(\d]{{3,90}}?)分别(?:为|是|有|达到?|公开(?:政府)?信息|办理|受理|收到)?(?:了)?"
    rf"(?P<values>{_COUNTED}(?:[、,和及与]+{_COUNTED})+)"
)
_ALIKE = re.compile(
    rf"(?P<names>[^。;:(\d]{{3,90}}?)(?:均|都|各|皆)(?:为|有|是)?(?P<value>(?:0|零|〇)(?:[件条宗份次起例桩项篇场]|(?=[,。;)]|$))|{_COUNTED})"
)
# 行政复议、行政诉讼0件: nothing of either.
_NEITHER = re.compile(
    r"(?P<names>[^。;:,()\d]{3,60}?)(?:案件|案|申请|事项)?(?:数量|数)?(?:均为|都为|为|共)?(?P<value>0|零)(?:[件条宗份次起例桩]|(?=[,。;)]|$))"
)
_NONE_OF_THEM = re.compile("(?<![0-9])[0零](?:[件条宗份次起例桩]|(?=[,。;)]|$))")
_ALL_OF_THEM = re.compile("[均都各皆][为有是]?[0-9零〇一二三四五六七八九十两]")
_AND = re.compile("[、,和与或]|以及|(?<![涉以危普])及(?![时早期])")
# 网上15、来信3、当面1: the counter was said before them.
_UNCOUNTED = re.compile(
    r"(?:(?<=[:(,;])|(?<=其中))(?P<items>[\u4e00-\u9fff]{2,12}\d{1,5}(?:[件宗份条]?[、,;]和?[\u4e00-\u9fff]{2,12}\d{1,5}){1,9})(?=[件宗份条]?[。;),]|$)"
)
_ITEM = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,12})(?P<number>\d{1,5})(?P<counter>[件宗份条]?)")
_FIGURE = re.compile(rf"({NUMBER})(亿元|万元|元|[件条宗份次起例桩项篇场])?")


def listed(fitting: Sequence[Pattern], sentence: Sentence) -> Iterator[Mention]:
    """甲、乙分别为1件、2件 and 甲和乙均为0件; 甲1、乙2 under 申请3件."""
    named = [pattern for pattern in fitting if pattern.name_only is not None]
    if len(named) < 2:
        return
    text = sentence.text
    for match in _RESPECTIVELY.finditer(text) if "分别" in text else ():
        figures = list(_FIGURE.finditer(text, *match.span("values")))
        yield from _paired(_names(match)[-len(figures) :], figures, named, sentence, match.end())
    for match in _alike(text):
        figure = _FIGURE.match(text, match.start("value"))
        names = _named_at_the_end(_names(match), named)
        if figure is not None and len(names) > 1:
            yield from _paired(names, [figure] * len(names), named, sentence, match.end())
    for match in _UNCOUNTED.finditer(text) if "申请" in text or sentence.topics & {"requests", "review"} else ():
        yield from _uncounted(match, named, sentence)


def _uncounted(match: re.Match[str], named: Sequence[Pattern], sentence: Sentence) -> Iterator[Mention]:
    items = list(_ITEM.finditer(match.string, match.start(), match.end() + 1))
    owned = [
        (item, owner) for item in items if (owner := _named(item["name"], named)) and _is_all_of(item["name"], owner)
    ]
    if (
        len(owned) < 2
        or len({owner.indicator for _, owner in owned}) < len(owned)
        or all(item["counter"] for item in items)
    ):
        return
    for item, owner in owned:
        yield Mention(owner, sentence, item.start(), item.end(), item.span("number"), read_number(item["number"]))


def _is_all_of(name: str, owner: Pattern) -> bool:
    """Whether the item is called so and no more: 网上15, but not 网上咨询15; results are told by what they follow."""
    found = owner.name_only.search(name) if owner.name_only and not owner.result_of else None
    return found is not None and found.end() == len(name) and found.start() <= 2


def _alike(text: str) -> Iterator[re.Match[str]]:
    if _ALL_OF_THEM.search(text):
        yield from _ALIKE.finditer(text)
    if _NONE_OF_THEM.search(text):
        yield from _NEITHER.finditer(text)


def _named_at_the_end(names: list[tuple[int, str]], named: Sequence[Pattern]) -> list[tuple[int, str]]:
    """The names behind the last piece that is none: 全年没有超期, [行政复议, 行政诉讼] 均为0件."""
    begin = len(names)
    while begin and _named(names[begin - 1][1], named) is not None:
        begin -= 1
    return names[begin:]


def _names(match: re.Match[str]) -> list[tuple[int, str]]:
    """The pieces of the list before 分别 or 均, each with its place."""
    names: list[tuple[int, str]] = []
    begin = match.start("names")
    for sign in [*_AND.finditer(match.string, *match.span("names")), None]:
        end = sign.start() if sign else match.end("names")
        if end > begin:
            names.append((begin, match.string[begin:end]))
        begin = sign.end() if sign else end
    return names


def _paired(
    names: Sequence[tuple[int, str]],
    figures: Sequence[re.Match[str]],
    named: Sequence[Pattern],
    sentence: Sentence,
    end: int,
) -> Iterator[Mention]:
    owners = [owner for _, name in names if (owner := _named(name, named)) is not None]
    if len(owners) < len(figures) or len({owner.name for owner in owners}) < len(owners):
        return
    for owner, figure in zip(owners, figures, strict=True):
        value = read_number(figure[1])
        if value is not None:
            value = in_wan(value, figure[2]) if figure[2] and "元" in figure[2] else value
            yield Mention(owner, sentence, names[0][0], end, figure.span(1), value)


def _named(name: str, named: Sequence[Pattern]) -> Pattern | None:
    """The pattern whose name this piece of a list is; the longest name wins."""
    best: tuple[int, Pattern | None] = (0, None)
    for pattern in named:
        found = pattern.name_only.search(name) if pattern.name_only else None
        if found and len(name) - found.end() <= 10 and found.end() - found.start() > best[0]:
            best = (found.end() - found.start(), pattern)
    return best[1]
