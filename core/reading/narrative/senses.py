"""What kinds of senses a word may have."""

from __future__ import annotations

from collections.abc import Iterable, Set

from core.text.lexicon import Word

_SAYING = frozenset(
    ("thing.", "act.", "chan.", "out.", "res.", "why.", "appl.", "path.", "staff.", "quality.", "other.")
)
_THINGS = frozenset(("thing.", "other.", "path.", "business."))


def has(word: Word, kinds: Set[str] | tuple[str, ...]) -> bool:
    """Whether one of the senses of the word is or begins so: thing.request, thing., thing."""
    return not word.kinds.isdisjoint(kinds)


def says(word: Word) -> bool:
    """Whether the word says what is counted or what was done with it."""
    return not word.kinds.isdisjoint(_SAYING)


def is_thing(word: Word) -> bool:
    """Whether the word names what is counted."""
    return not word.kinds.isdisjoint(_THINGS)


def is_place(word: Word) -> bool:
    """Whether the word says by what something is disclosed or how a request came."""
    return "chan." in word.kinds or "many" in word.senses


def any_of(words: Iterable[Word], *senses: str) -> bool:
    """Whether one of the words may have one of the senses."""
    # Asked a thousand times of a page: a loop is twice as fast as any().
    for word in words:  # noqa: SIM110
        if not word.senses.isdisjoint(senses):
            return True
    return False


def all_senses(words: Iterable[Word]) -> set[str]:
    """Every sense that one of the words may have."""
    return set().union(*[word.senses for word in words])
