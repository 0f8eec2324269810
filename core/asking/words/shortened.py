"""Names of stored bodies cut short: 左贡牧业局 is 左贡县牧业服务局, 厦门药监 the 食品药品监督管理局 there.

What is left of a name keeps its order. A place written before it must be that of the body; without one only the long
name of a single body will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from core.asking.words import catalog as bodies
from core.asking.words.catalog import Body, Catalog
from core.asking.words.token import Token

_BETWEEN = re.compile(r"(?:那个|的|[省市县区])?")
_CHINESE = re.compile("[\u4e00-\u9fff]+")
_OFFICE = re.compile(r"(?:[局委办厅室院处所站会]|中心|分局)$")
_LONGEST = 14
_SHORTEST = 2
_SHORTEST_ALONE = 3

Span = tuple[int, int, str]
"""A stretch of the text, and the whole name of the body that it means."""


def whole_name(text: str, tokens: Sequence[Token], unknown: Token, catalog: Catalog) -> Span | None:
    """The one stored body that the words around an unknown one are short for."""
    if unknown.latin:
        return None
    place = _place_before(tokens, unknown)
    if place is not None:
        found = _in_place(text, place, unknown, catalog)
        if found is not None:
            return found
    if any(token.divisions or token.bodies for token in tokens):
        return None
    return _anywhere(text, unknown, catalog)


def _place_before(tokens: Sequence[Token], unknown: Token) -> Token | None:
    """The place that a name with this word in it begins with."""
    before = [token for token in tokens if token.end <= unknown.start and (token.divisions or token.bodies)]
    near = before[-1] if before else None
    return near if near is not None and unknown.start - near.end <= _LONGEST else None


def _in_place(text: str, place: Token, unknown: Token, catalog: Catalog) -> Span | None:
    within = [body for body in _bodies_of(place, catalog) if body.kind != "government"]
    between = _BETWEEN.match(text, place.end)
    begin = between.end() if between else place.end
    for start in dict.fromkeys((begin, place.end)):
        for end in _ends(text, start, unknown):
            found = [body for body in within if _is_short_of(text[start:end], body.tail)]
            if len(found) == 1:
                return place.start, end, found[0].organization.name
    return None


def _bodies_of(place: Token, catalog: Catalog) -> Iterable[Body]:
    held = [body for division in place.divisions for body in bodies.of_place(catalog, division)]
    for body in place.bodies:
        held += bodies.of_place(catalog, body.place) if body.place else []
    return dict.fromkeys(held)


def _ends(text: str, start: int, unknown: Token) -> Iterator[int]:
    """Where a name may end that begins here and reaches over the whole unknown word or its beginning, longest first."""
    run = _CHINESE.match(text, start)
    if run is None or run.end() <= unknown.start or unknown.start < start:
        return
    least = max(start + _SHORTEST, unknown.start + 1)
    yield from range(min(run.end(), start + _LONGEST), least - 1, -1)


def _is_short_of(short: str, name: str) -> bool:
    """Whether the characters stand in the name in this order, the first of them early."""
    rest = iter(name)
    return short != name and all(character in rest for character in short)


def _anywhere(text: str, unknown: Token, catalog: Catalog) -> Span | None:
    """The one body with a name so long that what is left of it can be no other: 琴台事务办."""
    run = next((m for m in _CHINESE.finditer(text) if m.start() <= unknown.start < m.end()), None)
    if run is None:
        return None
    for end in range(min(run.end(), unknown.start + _LONGEST), unknown.start, -1):
        if not _OFFICE.search(text[run.start() : end]):
            continue
        for start in range(run.start(), min(unknown.start, end - _SHORTEST_ALONE) + 1):
            short = text[start:end]
            found = [body for body in catalog.holding(short[:2]) if _is_tail(short, body)]
            if len(found) == 1:
                return start, end, found[0].organization.name
    return None


def _is_tail(short: str, body: Body) -> bool:
    """Whether the words are short for a name from some place in it on; its first two characters stand side by side."""
    name = body.organization.name
    begin = name.find(short[:2])
    return begin >= 0 and _is_short_of(short[2:], name[begin + 2 :] + " ")
