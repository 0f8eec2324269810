"""Over which bodies a question ranks, sums or lists: the place they lie in, their level, how many are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, cast

from core.asking.understood.bodies import NamedBodies
from core.asking.understood.change import EXTREME
from core.asking.understood.context import ASKS_FOR_PLACE, WHOLE, WHOLE_LEVELS
from core.asking.understood.request import Target
from core.asking.words.sentence import Words
from core.places import divisions as places
from core.places.divisions import LEVELS_ABOVE, Division
from core.types import Scope, ScopeLevel

Statistic = Literal["most", "least", "sum", "mean"]

_THAN = re.compile(
    r"比[^,，。]{1,12}?([多高大少低小])|([多高大少低小])[于过]|(more|fewer|less)\b.*\bthan\b|(超[过出]|不[如及]|比不上)"
)
_LESS = frozenset({"少", "低", "小", "fewer", "less", "不如", "不及", "比不上"})
_RANKED = EXTREME | {"rank"}
_SUM = re.compile(r"总[数量和共]|一共|合计|加起来|\btotal\b|\baltogether\b")
_WHICH_YEARS = re.compile(r"哪一?个?年(?!报)|哪几年|哪些年(?!报)|几年(?!报)|年份|的一年|\b(?:which|what) years?\b")
_LISTING = re.compile(
    r"哪些|哪几|有?几[个家]|多少[个家]|名单|[县市区省镇乡](?:有?哪些)?[?？。]?$|\bwhich\b|\blist\b|\bhow many (?:counties|districts|cities|bodies|departments|towns)"
)


def scope_of(words: Words, named: NamedBodies) -> tuple[Scope | None, bool]:
    """The scope, and whether the place of a body in it is asked for; a place that is the scope is no body any more."""
    levels = words.levels
    limit = next((token.limit for token in words.tokens if token.limit), None)
    if not named.scope_parent:
        _take_parent(named, levels)
    ranked = bool(words.cues & _RANKED)
    bounded = bool(words.bounds)
    listing = bool(_LISTING.search(words.text))
    grown = bool(words.cues & {"change", "year_on_year"}) and listing
    if asks_for_years(words, named) or (len(named.targets) > 1 and not named.scope_parent and not _outer_of_two(named)):
        return None, False
    if bounded and not named.scope_parent and not levels and listing:
        _take_bounded_parent(named)
    national = any(token.has("national") for token in words.tokens)
    asked_place = (
        bool(ASKS_FOR_PLACE.search(words.text))
        or "并列" in words.text
        or (ranked and not levels and _names_one_county(named))
    )
    position = limit is None and bool(named.targets) and asked_place
    summed = "sum" in words.cues or bool(_SUM.search(words.text))
    aggregated = (summed or "mean" in words.cues) and bool(named.scope_parent or levels or national)
    listed = bool(named.scope_parent) or (bool(levels) and national)
    follows_up = bool(levels) and not named.targets and not words.has_terms and "reports" not in words.cues
    over_levels = (bounded or grown or than_of(words) is not None) and bool(levels)
    over_all = bounded and listing and not named.targets
    if not (ranked or aggregated or listed or limit or over_levels or over_all or follows_up):
        return None, False
    statistic: Statistic = "most"
    if words.cues & {"least", "slowest"} or (bounded and not ranked and all(bound.upper for bound in words.bounds)):
        statistic = "least"
    elif not ranked and "mean" in words.cues:
        statistic = "mean"
    elif not ranked and summed:
        statistic = "sum"
    level = next((value for value in levels if value != "any"), None)
    parent = named.scope_parent[0].code if len(named.scope_parent) == 1 else None
    if parent is None and not position and ranked and len(named.targets) == 1 and not national:
        parent = _parent_from_target(named)
    if (ranked or than_of(words)) and limit is None and not position and _outer_of_two(named):
        position = True
    if position and len(named.targets) == 2:
        parent = _parent_of_two(named)
    return Scope(parent, cast(ScopeLevel | None, level), statistic, limit), position


def than_of(words: Words) -> Literal["more", "less"] | None:
    """比泰顺多的县: whether those with more or those with less than a body are to be listed."""
    other = {"change", "year_on_year", "mean", "sum", "ratio"}
    match = _THAN.search(words.text)
    if match is None or not words.levels or "compare" not in words.cues or words.cues & other:
        return None
    return "less" if next(filter(None, match.groups())) in _LESS else "more"


def _names_one_county(named: NamedBodies) -> bool:
    """泰顺县2018年收到申请数排名: its own place, for no lower level is named."""
    divisions = named.targets[0].divisions if len(named.targets) == 1 else ()
    return bool(divisions) and all(d.level in ("county", "township") for d in divisions)


def _take_parent(named: NamedBodies, levels: Sequence[str]) -> None:
    """counties of Wenzhou: the one place named, being wider than the level, is the scope."""
    if len(named.targets) != 1 or named.targets[0].kind != "government":
        return
    divisions = named.targets[0].divisions
    if any(d.level in LEVELS_ABOVE.get(level, ()) for level in levels for d in divisions):
        named.scope_parent = divisions
        named.targets.clear()


def _parent_from_target(named: NamedBodies) -> str | None:
    """温州哪个县最多: the one place named is the scope, not a body."""
    target = named.targets[0]
    if target.kind == "government" and len(target.divisions) == 1 and target.divisions[0].level != "township":
        named.targets.clear()
        return target.divisions[0].code
    return None


def _parent_of_two(named: NamedBodies) -> str | None:
    """泰顺在温州排第几: the wider place is the scope."""
    found = _outer_of_two(named)
    if found is None:
        return None
    wide, outer = found
    named.targets.remove(wide)
    return outer.code


def within_whole(words: Words, named: NamedBodies, scope: Scope | None) -> tuple[Scope | None, bool]:
    """全省 with a ranking or a sum: the province of the body named; whether it can't be told."""
    match = WHOLE.search(words.text)
    if scope is None or scope.parent is not None or match is None:
        return scope, False
    levels = WHOLE_LEVELS[match[1] or match[2]]
    divisions = named.targets[0].divisions if len(named.targets) == 1 else ()
    above = {
        outer.code for division in divisions for outer in (division, *places.parents(division)) if outer.level in levels
    }
    if len(above) != 1:
        return scope, True
    return replace(scope, parent=above.pop()), False


def _outer_of_two(named: NamedBodies) -> tuple[Target, Division] | None:
    if len(named.targets) != 2:
        return None
    for wide, narrow in (named.targets, named.targets[::-1]):
        for outer in wide.divisions:
            if any(places.is_within(inner, outer.code) and inner.code != outer.code for inner in narrow.divisions):
                return wide, outer
    return None


def _take_bounded_parent(named: NamedBodies) -> None:
    """温州超过50件的有哪些: the one place named is the scope."""
    parent = _parent_from_target(named) if len(named.targets) == 1 else None
    division = places.by_code(parent) if parent else None
    if division:
        named.scope_parent = (division,)


def asks_for_years(words: Words, named: NamedBodies) -> bool:
    """泰顺哪一年最多; 泰顺哪几年超过30件."""
    asked = bool(words.cues & (EXTREME | {"change"})) or bool(words.bounds)
    levels = any(token.has("level") for token in words.tokens if not token.bodies)
    return asked and not named.scope_parent and not levels and bool(_WHICH_YEARS.search(words.text))
