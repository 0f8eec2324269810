"""One way to say a thing, and as what it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import ahocorasick_rs

Meant = str | Callable[[re.Match[str]], str]
Hints = str | tuple[str, ...]
Written = tuple[Hints, str, Meant, bool]
"""Hints of which one stands in the text, else nothing is looked for; what is written (an expression); as what it is
read, and whether that is told."""
Reading = tuple[re.Pattern[str], Meant]
"""What is written, ready to be looked for, and as what it is read."""


def hints_of(hints: Hints) -> tuple[str, ...]:
    """The hints of a wording, each by itself."""
    return (hints,) if isinstance(hints, str) else hints


@dataclass(frozen=True, eq=False)
class Hinted:
    """Many wordings, in the order in which they are read."""

    wordings: Sequence[Written]

    @cached_property
    def _hints(self) -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[int, ...], ...]]:
        """All hints, to be found in one pass, and the places of the wordings of each."""
        places: dict[str, tuple[int, ...]] = {}
        for at, (hints, *_) in enumerate(self.wordings):
            for hint in hints_of(hints):
                places[hint] = (*places.get(hint, ()), at)
        return ahocorasick_rs.AhoCorasick(places), tuple(places.values())

    def standing_in(self, text: str, begin: int = 0) -> list[int]:
        """The places, from `begin`, of those whose hint stands in the text."""
        hints, places = self._hints
        found = {number for number, _, _ in hints.find_matches_as_indexes(text, overlapping=True)}
        return sorted({at for number in found for at in places[number] if at >= begin})


def reworded(text: str, readings: Iterable[Reading]) -> str:
    """The text with all that is written so read as it is meant, one wording after the other."""
    for written, meant in readings:
        text = written.sub(meant, text)
    return text
