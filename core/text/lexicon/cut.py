"""A text cut into words: the cheapest cut by the lexicon, numbers first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import ahocorasick_rs

from core.text.lexicon.entries import senses
from core.text.lexicon.figures import Figure, figures

_MARKS = frozenset(",;:。!?()、\n")
# What a cut costs: a character that no word covers, a mark, a word. Long words are a little cheaper than short ones,
# so that 政府信息|共 goes before 政府|信息共.
_UNKNOWN, _MARK, _WORD, _PARTICLE = 3000, 500, 1000, 60


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of a text and the senses it may have; none where the lexicon does not know it."""

    start: int
    end: int
    text: str
    readings: tuple[frozenset[str], ...] = ()
    """The ways to take the word, each a set of senses."""
    figure: Figure | None = None
    senses: frozenset[str] = field(init=False, compare=False, repr=False)
    """Every sense of one of the readings."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "senses", _all_of(self.readings))

    @property
    def known(self) -> bool:
        """Whether the lexicon has the word, or it is a number or made of signs."""
        return bool(self.readings) or self.figure is not None or not any(map(str.isalnum, self.text))

    def may_be(self, sense: str) -> bool:
        """Whether one of the readings has the sense."""
        return sense in self.senses

    @property
    def is_mark(self) -> bool:
        """Whether the word is a mark of punctuation that parts clauses or names."""
        return self.text in _MARKS


def cut(text: str) -> list[Word]:
    """The words of a text in order; every character belongs to one."""
    words: list[Word] = []
    done = 0
    for start, end, figure in figures(text):
        words += _cheapest(text, done, start)
        words.append(Word(start, end, text[start:end], figure=figure))
        done = end
    words += _cheapest(text, done, len(text))
    return words


@cache
def _all_of(readings: tuple[frozenset[str], ...]) -> frozenset[str]:
    return frozenset().union(*readings)


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[frozenset[str], ...], ...]]:
    known = senses()
    return ahocorasick_rs.AhoCorasick(list(known)), tuple(known.values())


def _cheapest(text: str, start: int, end: int) -> Iterator[Word]:
    if start >= end:
        return
    automaton, readings = _automaton()
    piece = text[start:end]
    length = len(piece)
    ending: dict[int, list[tuple[int, int]]] = {}
    for word, begin, stop in automaton.find_matches_as_indexes(piece, overlapping=True):
        ending.setdefault(stop, []).append((begin, word))
    cost = [0] * (length + 1)
    step: list[tuple[int, int]] = [(0, -1)] * (length + 1)
    for stop in range(1, length + 1):
        best, how = cost[stop - 1] + (_MARK if piece[stop - 1] in _MARKS else _UNKNOWN), (stop - 1, -1)
        for begin, word in ending.get(stop, ()):
            price = cost[begin] + _WORD - (stop - begin) ** 2 + (_PARTICLE if piece[stop - 1] == "的" else 0)
            if price < best or (price == best and begin < how[0]):
                best, how = price, (begin, word)
        cost[stop], step[stop] = best, how
    path: list[tuple[int, int, int]] = []
    stop = length
    while stop:
        begin, word = step[stop]
        path.append((begin, stop, word))
        stop = begin
    unknown: int | None = None
    for begin, stop, word in reversed(path):
        if word < 0 and piece[begin] not in _MARKS:
            unknown = begin if unknown is None else unknown
            continue
        if unknown is not None:
            yield Word(start + unknown, start + begin, piece[unknown:begin])
            unknown = None
        yield Word(start + begin, start + stop, piece[begin:stop], readings[word] if word >= 0 else ())
    if unknown is not None:
        yield Word(start + unknown, end, piece[unknown:])
