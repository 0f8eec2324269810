"""What one stroke could take from the lexicon: a word, or one alternative of a word that is written with some."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import core.text.lexicon

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
Stroke = tuple[str, ...]
"""The senses of an entry, a word as it is written there, and one of its alternatives if it has some."""


class Written(NamedTuple):
    """A word of the lexicon, and the strokes of which any would take it."""

    senses: str
    word: str
    strokes: frozenset[Stroke]


def written() -> Iterator[Written]:
    """Every word of every entry, as often as it is written."""
    for path in sorted((Path(core.text.lexicon.__file__).parent / "data").glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8"))["entry"]:
            senses = " ".join(sorted(row["sense"].split()))
            for one in row["words"]:
                yield from _made_of(senses, one)


def _made_of(senses: str, one: str) -> Iterator[Written]:
    pieces = _BRACKETS.split(one)
    if len(pieces) == 1:
        yield Written(senses, one, frozenset({(senses, one)}))
        return
    ways = [piece.split("|") if position % 2 else [piece] for position, piece in enumerate(pieces)]
    for taken in product(*ways):
        yield Written(senses, "".join(taken), frozenset((senses, one, way) for way in taken[1::2]))
