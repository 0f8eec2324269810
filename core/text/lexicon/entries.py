"""The entries of `data/*.toml`: words of one sense, with a sentence that each of them fits and one that it does not.

A word may be written with alternatives in square brackets: [我|本][局|镇] stands for four words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import product
from typing import Any

_ALTERNATIVES = re.compile(r"\[([^\[\]]*)\]")
_USUAL_YEAR = 2022
# 消费, 安全: nothing is said of fees or of all. Such a word counts as unknown, but is not cut.
_WHOLE = frozenset(("whole",))


@dataclass(frozen=True, slots=True)
class Entry:
    """Words of one sense (or of several senses at once)."""

    senses: frozenset[str]
    words: tuple[str, ...]
    example: str
    """A sentence with {} where any of the words may stand."""
    gives: Mapping[str, float]
    counter_example: str
    """A sentence with {} in which the words do not give the last of those figures."""
    year: int = field(default=_USUAL_YEAR)


@cache
def entries() -> tuple[Entry, ...]:
    """Every entry, in the order of the files."""
    folder = resources.files("core.text.lexicon").joinpath("data")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(
        _entry(row)
        for name in names
        for row in tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))["entry"]
    )


@cache
def senses() -> dict[str, tuple[frozenset[str], ...]]:
    """The ways to take every word, each a set of senses."""
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for entry in entries():
        for word in entry.words:
            readings = found.setdefault(word, ())
            if entry.senses != _WHOLE and entry.senses not in readings:
                found[word] = (*readings, entry.senses)
    return found


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        senses=frozenset(row["sense"].split()),
        words=tuple(dict.fromkeys(word for written in row["words"] for word in _written_out(written))),
        example=row["say"],
        gives=row["gives"],
        counter_example=row["not"],
        year=row.get("year", _USUAL_YEAR),
    )


def _written_out(word: str) -> Iterator[str]:
    """Each way to take one alternative of every bracket."""
    pieces = _ALTERNATIVES.split(word)
    for chosen in product(*(piece.split("|") if position % 2 else [piece] for position, piece in enumerate(pieces))):
        yield "".join(chosen)
