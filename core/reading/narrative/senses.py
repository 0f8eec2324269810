"""What kinds of senses a word may have."""

from __future__ import annotations

from collections.abc import Iterable, Set

from core.text.lexicon import Word, mask

SAYING = frozenset(
    ("thing.", "act.", "chan.", "out.", "res.", "why.", "appl.", "path.", "staff.", "quality.", "other.")
)
"""What senses begin with that say what is counted or what was done with it."""
SAYS, THINGS, PLACES = mask(*sorted(SAYING)), mask("thing.", "other.", "path.", "business."), mask("chan.", "many")
"""The same as bits; those of what is counted; and those of by what something is disclosed or how a request came."""


def has(word: Word, kinds: Set[str] | tuple[str, ...]) -> bool:
    """Whether one of the senses of the word is or begins so: thing.request, thing., thing."""
    return not word.kinds.isdisjoint(kinds)


def says(word: Word) -> bool:
    """Whether the word says what is counted or what was done with it."""
    return bool(word.mask & SAYS)


def has_any(words: Iterable[Word], kinds: Set[str] | tuple[str, ...]) -> bool:
    """Whether one of the words has a sense that is or begins so."""
    for word in words:  # noqa: SIM110
        if not word.kinds.isdisjoint(kinds):
            return True
    return False


def said_by(words: Iterable[Word]) -> int:
    """The bits of everything that one of the words may say."""
    said = 0
    for word in words:
        said |= word.mask
    return said


def is_other(word: Word) -> bool:
    """Whether the word names other business, however it is taken."""
    return "other." in word.kinds and all(
        any(sense.startswith("other.") for sense in reading) for reading in word.readings
    )


def is_thing(word: Word) -> bool:
    """Whether the word names what is counted."""
    return bool(word.mask & THINGS)


def is_place(word: Word) -> bool:
    """Whether the word says by what something is disclosed or how a request came."""
    return bool(word.mask & PLACES)


def any_of(words: Iterable[Word], *senses: str) -> bool:
    """Whether one of the words may have one of the senses."""
    # Asked a thousand times of a page: a loop is twice as fast as any().
    wanted = mask(*senses)
    for word in words:  # noqa: SIM110
        if word.mask & wanted:
            return True
    return False


def all_senses(words: Iterable[Word]) -> set[str]:
    """Every sense that one of the words may have."""
    return set().union(*[word.senses for word in words])
