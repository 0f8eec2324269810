"""Among which bodies something is said, by the words of a clause: 全市, 温州各县(市、区), the counties of Wenzhou."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import cast

from core.asking.claims.question import Unjudged
from core.asking.understood.request import Area
from core.asking.understood.scope import WHOLE_LEVELS
from core.asking.words.catalog import Body, Catalog
from core.asking.words.cut import cut
from core.asking.words.token import Token
from core.places import divisions as places
from core.places.divisions import LEVELS_ABOVE, Division
from core.types import ScopeLevel

_WHOLE = re.compile(r"(?:[全我本该贵]|这个)([省市州县区镇乡])|([省市州县区])[内里]")
_WHOLE_LEVELS = {**WHOLE_LEVELS, "镇": ("township",), "乡": ("township",)}
_ANY = ("province", "prefecture", "county")
_WHOLE_EN = {"city": "市", "province": "省", "county": "县", "district": "区"}
_NATIONAL = frozenset({"全国", "国内", "我国", "中国", "全中国"} | {"china", "nationwide", "national", "the country"})
# Any Quzhou county is one of 衢州, and none is called 曲周县.
_ANY_COUNTY = re.compile(r"\b(?:any|all|the|every)(?: other)? ([a-z'-]+) (?:county|counties|districts?)\b(?! of)")
# Between a place and the bodies within it: 温州的各县, counties of Wenzhou.
_LINKS = frozenset({"的", "of", "in", "any", "all", "the", "each", "every", "other", "其他"})


@dataclass(frozen=True, slots=True)
class AreaWords:
    """The words for an area: `whole` is the 市 of 全市, `levels` those of 各县, `places` named with them."""

    text: str
    whole: str = ""
    levels: tuple[ScopeLevel, ...] = ()
    places: tuple[Division, ...] = ()
    national: bool = field(default=False)

    @property
    def of_many(self) -> bool:
        """Whether bodies of a level are named: 各县, and not 全市 alone."""
        return bool(self.levels)


def split(words: str, catalog: Catalog, today: date) -> tuple[str, AreaWords | None]:
    """A prepared clause without its words for an area, and these."""
    tokens = cut(_ANY_COUNTY.sub(r"any county of \1", words), catalog, today)
    marked = [i for i in range(len(tokens)) if _marks(tokens, i)]
    if not marked:
        return words, None
    around = (i for mark in marked for i in ((mark,) if _is_all_of(tokens[mark]) else _places_of(tokens, mark)))
    placed = dict.fromkeys(around)
    return _without(tokens, {*marked, *placed}), _area(tokens, marked, list(placed))


def _without(tokens: Sequence[Token], taken: set[int]) -> str:
    """What is left of a clause, in stretches."""
    runs = groupby(range(len(tokens)), key=lambda i: i in taken)
    return ",".join("".join(tokens[i].text for i in run) for is_taken, run in runs if not is_taken).strip(", ")


def _area(tokens: Sequence[Token], marked: Sequence[int], placed: Sequence[int]) -> AreaWords:
    """What the words for an area say together."""
    return AreaWords(
        text="".join(tokens[i].text for i in sorted({*marked, *placed})),
        whole=next(filter(None, (_whole(tokens, i) for i in marked)), ""),
        levels=tuple(dict.fromkeys(level for i in marked for level in _levels(tokens[i]))),
        places=tuple(dict.fromkeys(division for i in placed for division in tokens[i].divisions)),
        national=any(tokens[i].text in _NATIONAL for i in marked),
    )


def _marks(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    return bool(_whole(tokens, index) or _levels(token)) or token.text in _NATIONAL or _is_all_of(token)


def _is_all_of(token: Token) -> bool:
    """全温州: the place with all that lies in it."""
    return bool(token.divisions) and token.text.startswith("全")


def _whole(tokens: Sequence[Token], index: int) -> str:
    """The 市 of 全市, of the city."""
    text = tokens[index].text
    match = _WHOLE.fullmatch(text)
    if match:
        return match[1] or match[2]
    before = tokens[index - 2].text if index > 1 else ""
    return _WHOLE_EN.get(text, "") if before == "the" else ""


def _levels(token: Token) -> tuple[ScopeLevel, ...]:
    """The levels of 各县; 县 alone names none."""
    if token.bodies or len(token.text) < 2:
        return ()
    return cast(tuple[ScopeLevel, ...], tuple(level for level in token.values("level") if level != "any"))


def _places_of(tokens: Sequence[Token], mark: int) -> Iterator[int]:
    """The place that the bodies lie in: right before them, or behind them in English."""
    whole, levels = _whole(tokens, mark), _levels(tokens[mark])
    above = set(_WHOLE_LEVELS.get(whole, ())) | {up for level in levels for up in LEVELS_ABOVE.get(level, ())}
    for step in (-1, 1):
        at = mark + step
        while 0 <= at < len(tokens) and (tokens[at].text in _LINKS or tokens[at].text.isspace()):
            at += step
        if 0 <= at < len(tokens) and any(division.level in above for division in tokens[at].divisions):
            yield at
            return


def is_of(area: AreaWords, body: Body) -> bool:
    """Whether 全县, 该县 is the place of a body itself."""
    return bool(area.whole) and not area.levels and body.place is not None and body.place.name.endswith(area.whole)


def settled(area: AreaWords, body: Body | None) -> Area:
    """The area meant where this body is spoken of; not judged where that is not plain."""
    level = area.levels[0] if area.levels else body.rank if body else None
    if area.national:
        raise Unjudged("national", area.text)
    if level is None or len(area.levels) > 1:
        raise Unjudged("which_area", area.text)
    found = [division for division in _meant(area, body) if _holds(division, level)]
    if not found:
        raise Unjudged("which_area", area.text)
    return Area(found[0].code, level)


def _meant(area: AreaWords, body: Body | None) -> Sequence[Division]:
    """The places named, those around the body first; else the places around the body that the words may mean."""
    around = (body.place, *places.parents(body.place)) if body and body.place else ()
    if area.places:
        here = {division.code for division in around}
        return sorted(area.places, key=lambda division: division.code not in here)
    levels = _WHOLE_LEVELS[area.whole] if area.whole else _ANY
    return [division for division in around if division.level in levels]


def _holds(division: Division, level: str) -> bool:
    """Whether bodies of a level lie within a place."""
    return division.level in LEVELS_ABOVE.get(level, ())


def around_all(bodies: Sequence[Body]) -> Area | None:
    """Where several bodies of one level lie together; None where they do not."""
    ranks = {body.rank for body in bodies}
    above = [places.parents(body.place) if body.place else () for body in bodies]
    if len(ranks) != 1:
        return None
    rank = ranks.pop()
    codes = set.intersection(*({division.code for division in chain} for chain in above))
    held = [division for division in above[0] if division.code in codes and _holds(division, rank)]
    return Area(held[0].code, rank) if held else None
