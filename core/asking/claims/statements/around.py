"""What stands around a wording: the words it leaves, and which way it says that something went."""

from __future__ import annotations

import re

from core.asking.claims.statements.values import Direction


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
