"""What stands in a text between two marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a text, from where its first mark begins to where its last one ends."""

    start: int
    body: str
    end: int


def blocks(text: str, begins: re.Pattern[str], ends: re.Pattern[str]) -> Iterator[Block]:
    """What stands between two marks, one after the other. Each place is looked at once, whatever is left open."""
    at = 0
    while (first := begins.search(text, at)) and (last := ends.search(text, first.end())):
        yield Block(first.start(), text[first.end() : last.start()], last.end())
        at = last.end()
