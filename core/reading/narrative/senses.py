"""What kinds of senses a word may have."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from core.text.lexicon import Word

_SAYING = ("thing.", "act.", "chan.", "out.", "res.", "why.", "appl.", "path.", "staff.", "quality.", "other.")
_THINGS = ("thing.", "other.", "path.", "business.")


def has(word: Word, kinds: tuple[str, ...]) -> bool:
    """Whether one of the senses of the word begins so."""
    return bool(word.senses) and _begins(word.senses, kinds)


@cache
def _begins(senses: frozenset[str], kinds: tuple[str, ...]) -> bool:
    return any(sense.startswith(kinds) for sense in senses)


def says(word: Word) -> bool:
    """Whether the word says what is counted or what was done with it."""
    return has(word, _SAYING)


def is_thing(word: Word) -> bool:
    """Whether the word names what is counted."""
    return has(word, _THINGS)


def is_place(word: Word) -> bool:
    """Whether the word says by what something is disclosed or how a request came."""
    return has(word, ("chan.",)) or word.may_be("many")


def any_of(words: Iterable[Word], *senses: str) -> bool:
    """Whether one of the words may have one of the senses."""
    return any(not word.senses.isdisjoint(senses) for word in words)


def all_senses(words: Iterable[Word]) -> set[str]:
    """Every sense that one of the words may have."""
    return set().union(*[word.senses for word in words])
