"""A text cut into words: the cheapest cut by the lexicon, numbers first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter

import ahocorasick_rs

from core.text.lexicon.entries import senses
from core.text.lexicon.figures import Figure, figures, may_count

MARKS = frozenset(",;:。!?()、\n")
"""What parts clauses or names."""
_ANY_MARK = re.escape("".join(sorted(MARKS)))
_UNKNOWN_PARTS = re.compile(f"[{_ANY_MARK}]|[^{_ANY_MARK}]+")
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
        return self.text in MARKS


def cut(text: str) -> list[Word]:
    """The words of a text in order; every character belongs to one."""
    words: list[Word] = []
    done = 0
    for start, end, figure in figures(text):
        if start > done:
            _cut_between(text, done, start, words)
        words.append(Word(start, end, text[start:end], figure=figure))
        done = end
    if len(text) > done:
        _cut_between(text, done, len(text), words)
    return words


def may_count_or_deny(text: str) -> bool:
    """Whether the text may hold a number or a negation; where not, it surely holds none."""
    return may_count(text) or _negation().search(text) is not None


@cache
def _negation() -> re.Pattern[str]:
    words = {word for word, readings in senses().items() if any("not" in reading for reading in readings)}
    shortest = [word for word in words if not any(other != word and other in word for other in words)]
    return re.compile("|".join(map(re.escape, sorted(shortest))))


@cache
def _all_of(readings: tuple[frozenset[str], ...]) -> frozenset[str]:
    return frozenset().union(*readings)


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[frozenset[str], ...], ...]]:
    known = senses()
    return ahocorasick_rs.AhoCorasick(list(known)), tuple(known.values())


_Match = tuple[int, int, int]
"""Which entry, where it begins and where it ends."""


def _cut_between(text: str, start: int, end: int, words: list[Word]) -> None:
    """Appends the words of a stretch without a number: those of the lexicon, marks, and what lies between."""
    automaton, readings = _automaton()
    piece = text[start:end]
    done = 0
    for entry, begin, stop in _chosen(piece, automaton.find_matches_as_indexes(piece, overlapping=True)):
        if done < begin:
            _append_unknown(words, start, piece, done, begin)
        words.append(Word(start + begin, start + stop, piece[begin:stop], readings[entry]))
        done = stop
    if done < len(piece):
        _append_unknown(words, start, piece, done, len(piece))


def _append_unknown(words: list[Word], start: int, piece: str, begin: int, end: int) -> None:
    """Each mark by itself, and what lies between two marks as one word."""
    for part in _UNKNOWN_PARTS.finditer(piece, begin, end):
        words.append(Word(start + part.start(), start + part.end(), part.group()))


def _chosen(piece: str, matches: list[_Match]) -> Iterator[_Match]:
    """The matches of the cheapest cut; only those that overlap have to be weighed."""
    matches.sort(key=itemgetter(1))
    at = 0
    while at < len(matches):
        reach, following = matches[at][2], at + 1
        while following < len(matches) and matches[following][1] < reach:
            reach = max(reach, matches[following][2])
            following += 1
        if following > at + 1:
            yield from _cheapest(piece, matches[at:following], reach)
        elif piece[matches[at][1] : reach] not in MARKS:
            yield matches[at]
        at = following


def _cheapest(piece: str, matches: list[_Match], end: int) -> Iterator[_Match]:
    """The cheapest cut of a stretch whose matches overlap."""
    first = matches[0][1]
    ending: dict[int, list[_Match]] = {}
    for match in matches:
        ending.setdefault(match[2], []).append(match)
    cost = {first: 0}
    step: dict[int, tuple[int, _Match | None]] = {}
    for stop in range(first + 1, end + 1):
        best = cost[stop - 1] + (_MARK if piece[stop - 1] in MARKS else _UNKNOWN)
        how: tuple[int, _Match | None] = (stop - 1, None)
        for match in ending.get(stop, ()):
            begin = match[1]
            price = cost[begin] + _WORD - (stop - begin) ** 2 + (_PARTICLE if piece[stop - 1] == "的" else 0)
            if price < best or (price == best and begin < how[0]):
                best, how = price, (begin, match)
        cost[stop], step[stop] = best, how
    path: list[_Match] = []
    stop = end
    while stop > first:
        stop, taken = step[stop]
        if taken is not None:
            path.append(taken)
    yield from reversed(path)
