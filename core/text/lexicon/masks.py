"""Senses as bits of one number: what many words say is one OR of theirs, and whether they say something one AND."""

from __future__ import annotations

from functools import cache
from threading import Lock

from core.text.lexicon.entries import senses

_BITS: dict[str, int] = {}
# Two threads that name two senses at once must not get one bit for both.
_NAMING = Lock()


@cache
def mask(*names: str) -> int:
    """The bits of senses (thing.request), of kinds of senses (thing.) and of marks of punctuation."""
    found = 0
    with _NAMING:
        for name in names:
            found |= _BITS.setdefault(name, 1 << len(_BITS))
    return found


def names_of(bits: int) -> frozenset[str]:
    """What the bits stand for."""
    return frozenset(name for name, bit in tuple(_BITS.items()) if bits & bit)


@cache
def mask_of_word(readings: tuple[frozenset[str], ...]) -> int:
    """The bits of every sense of one of the readings and of the kinds that the senses are of."""
    said = frozenset[str]().union(*readings)
    return mask(*said, *(sense[: at + 1] for sense in said for at, sign in enumerate(sense) if sign == "."))


@cache
def every_sense(*kinds: str, but: tuple[str, ...] = ()) -> int:
    """The bits of all senses of these kinds that the lexicon has; the bits of the kinds are not among them."""
    known = {sense for readings in senses().values() for reading in readings for sense in reading}
    return mask(*sorted(sense for sense in known.difference(but) if sense.startswith(kinds)))
