"""Which stored names a typed one may mean: candidates with how they match, or none; never a guessed fallback."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Literal, TypeVar

from rapidfuzz import fuzz

from core.text.clean import normalize

Thing = TypeVar("Thing")
Match = Literal["same", "part", "abbreviation", "similar"]

_ORDER: tuple[Match, ...] = ("same", "part", "abbreviation", "similar")
_TYPING_ERROR = 75.0
"""Least similarity (0 to 100) at which a name may be a mistyped other one."""


def matching(
    wanted: str, things: Iterable[Thing], names: Callable[[Thing], Iterable[str]]
) -> list[tuple[Match, Thing]]:
    """The things one of whose names is `wanted`, holds it, is abbreviated by it, or is only similar to it.

    The same name excludes all others, and similar names come only where nothing else fits; else by kind of match,
    within a kind in the given order.
    """
    folded = fold(wanted)
    found: dict[Match, list[tuple[Match, Thing]]] = {kind: [] for kind in _ORDER}
    for thing in things:
        kinds = {_match(folded, fold(name)) for name in names(thing)}
        for kind in _ORDER:
            if kind in kinds:
                found[kind].append((kind, thing))
                break
    return found["same"] or [*found["part"], *found["abbreviation"]] or found["similar"]


@lru_cache(maxsize=200_000)
def fold(name: str) -> str:
    """A name as it is compared."""
    return " ".join(normalize(name).casefold().split())


def parts_of(short: str) -> list[str]:
    """What stands in this order in each name that is meant: words, or Chinese characters."""
    return short.split() if short.isascii() else list(short.replace(" ", ""))


def _match(wanted: str, name: str) -> Match | None:
    if not wanted or not name:
        return None
    if wanted == name:
        return "same"
    if wanted in name:
        return "part"
    if _abbreviates(wanted, name):
        return "abbreviation"
    return "similar" if len(wanted) >= 4 and fuzz.ratio(wanted, name) >= _TYPING_ERROR else None


def _abbreviates(short: str, name: str) -> bool:
    """Whether the words of `short`, or its Chinese characters, stand in `name` in this order.

    So do 泰顺县政府 in 泰顺县人民政府 and "requests answered" in the label of the form.
    """
    parts = parts_of(short)
    place = 0
    for part in parts:
        place = name.find(part, place) + len(part)
        if place < len(part):
            return False
    return len(parts) >= 2
