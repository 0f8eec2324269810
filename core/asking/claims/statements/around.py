"""What stands around a wording: the words it leaves, and which way it says that something went or goes on going."""

from __future__ import annotations

import re

from core.asking.claims.statements.values import Direction, Movement
from core.text.numerals import read_count


def without(words: str, match: re.Match[str], instead: str = "") -> str:
    """The words without a match, or with others in its place."""
    return joined(words[: match.start()], instead, words[match.end() :])


def joined(*parts: str) -> str:
    """Stretches of a clause put together, marks at their ends left out."""
    kept = [stripped for part in parts if (stripped := part.strip(" ,，"))]
    return (" " if all(part.isascii() for part in parts) else "").join(kept)


def way(match: re.Match[str]) -> Direction:
    """Up or down as the groups of those names say; 0 where neither does."""
    return 1 if match["up"] else -1 if match["down"] else 0


def moving(words: str, pattern: re.Pattern[str]) -> Movement | None:
    """连续三年下降, as a language says it: a pattern with the groups up, down and years."""
    match = pattern.search(words)
    if match is None:
        return None
    return Movement(way(match), read_count(match["years"]) if match["years"] else None, without(words, match))
