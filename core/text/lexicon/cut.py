"""A text cut into words: the cheapest cut by the lexicon, numbers first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from operator import itemgetter

import ahocorasick_rs

from core.text.lexicon.entries import senses
from core.text.lexicon.figures import Figure, Numbered, figures, may_count
from core.text.lexicon.masks import mask, mask_of_word

MARKS = frozenset(",;:。!?()、\n")
"""What parts clauses or names."""
_ANY_MARK = re.escape("".join(sorted(MARKS)))
_UNKNOWN_PARTS = re.compile(f"[{_ANY_MARK}]|[^{_ANY_MARK}]+")
# What a cut costs: a character that no word covers, a mark, a word. Long words are a little cheaper than short ones,
# so that 政府信息|共 goes before 政府|信息共.
_UNKNOWN, _MARK, _WORD, _PARTICLE = 3000, 500, 1000, 60
_MEANING = frozenset(
    ("thing.", "act.", "out.", "why.", "res.", "chan.", "appl.", "path.", "staff.", "quality.", "other.")
)


_Said = tuple[frozenset[str], frozenset[str], int]
"""All senses of a word, with their kinds, and the bits of these."""


class Word:
    """A stretch of a text and the senses it may have; none where the lexicon does not know it.

    `readings` are the ways to take the word, each a set of senses; `senses` has every sense of one of them, `kinds`
    besides what these begin with: thing. of thing.request. `mask` has a bit for each sense and each kind (thing.); a
    mark has one of its own, and all numbers share one.
    """

    __slots__ = ("end", "figure", "kinds", "mask", "readings", "senses", "start", "text")

    def __init__(
        self,
        start: int,
        end: int,
        text: str,
        readings: tuple[frozenset[str], ...] = (),
        figure: Figure | None = None,
        said: _Said | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.readings = readings
        self.figure = figure
        self.senses, self.kinds, self.mask = _said(text, readings, figure) if said is None else said

    def taken(self, readings: tuple[frozenset[str], ...]) -> Word:
        """The same word, taken in these ways only."""
        return Word(self.start, self.end, self.text, readings, self.figure)

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


_NONE = frozenset[str]()
NUMBER, COUNT = mask("a number"), mask("a count")
"""The bit of every word that is a number, of whatever, and that of a number of things."""
_NUMBER, _COUNT, _NOTHING = (_NONE, _NONE, NUMBER), (_NONE, _NONE, NUMBER | COUNT), (_NONE, _NONE, 0)
_OF_MARKS = {sign: (_NONE, _NONE, mask(sign)) for sign in sorted(MARKS)}


def cut(text: str, numbers: Iterable[Numbered] | None = None) -> list[Word]:
    """The words of a text in order; every character belongs to one. `numbers` are those of the text, where known."""
    words: list[Word] = []
    done = 0
    for start, end, figure in figures(text) if numbers is None else numbers:
        if start > done:
            _cut_between(text, done, start, words)
        words.append(Word(start, end, text[start:end], (), figure, _of_figure(figure)))
        done = end
    if len(text) > done:
        _cut_between(text, done, len(text), words)
    return words


def _said(text: str, readings: tuple[frozenset[str], ...], figure: Figure | None) -> _Said:
    _, _, beside = _OF_MARKS.get(text, _NOTHING) if figure is None else _of_figure(figure)
    return *_said_by(readings), mask_of_word(readings) | beside


def _of_figure(figure: Figure) -> _Said:
    return _COUNT if figure.kind == "count" else _NUMBER


def may_count_or_deny(text: str) -> bool:
    """Whether the text may hold a number or a negation; where not, it surely holds none."""
    return may_count(text) or may_deny(text)


def may_deny(text: str) -> bool:
    """Whether the text may hold a negation; where not, it surely holds none."""
    return _one_with("not").search(text) is not None


def may_name_a_thing(text: str) -> bool:
    """Whether the text may name what is counted; where not, it surely does not."""
    return _one_with("thing.").search(text) is not None


def says_nothing(text: str) -> bool:
    """Whether the text has no word of the lexicon that is more than a number, a time or a filler."""
    return not _saying().find_matches_as_indexes(text)


@cache
def _saying() -> ahocorasick_rs.AhoCorasick:
    words = [word for word, found in senses().items() if not _said_by(found)[1].isdisjoint(_MEANING)]
    return ahocorasick_rs.AhoCorasick(words)


@cache
def _one_with(beginning: str) -> re.Pattern[str]:
    """Any word that may have a sense that begins so."""
    words = {
        word
        for word, readings in senses().items()
        if any(sense.startswith(beginning) for reading in readings for sense in reading)
    }
    shortest = [word for word in words if not any(word[at : at + size] in words for at, size in _parts_of(word))]
    return re.compile("|".join(map(re.escape, sorted(shortest))))


def _parts_of(word: str) -> Iterator[tuple[int, int]]:
    """Where every shorter part of a word begins, and how long it is."""
    return ((at, size) for size in range(1, len(word)) for at in range(len(word) - size + 1))


@cache
def _said_by(readings: tuple[frozenset[str], ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Every sense of one of the readings, and with their kinds."""
    said = frozenset[str]().union(*readings)
    above = (sense[: at + with_point] for sense in said for at in _points(sense) for with_point in (0, 1))
    return said, said.union(above)


def _points(sense: str) -> Iterator[int]:
    return (at for at, character in enumerate(sense) if character == ".")


_Taken = tuple[str, tuple[frozenset[str], ...], _Said]
"""What every word of an entry has: its text, readings, and what these say."""


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[_Taken, ...]]:
    known = senses()
    return ahocorasick_rs.AhoCorasick(list(known)), tuple(
        (word, found, (*_said_by(found), mask_of_word(found))) for word, found in known.items()
    )


_Match = tuple[int, int, int]
"""Which entry, where it begins and where it ends."""
_BEGIN = itemgetter(1)


def _cut_between(text: str, start: int, end: int, words: list[Word]) -> None:
    """Appends the words of a stretch without a number: those of the lexicon, marks, and what lies between."""
    automaton, taken = _automaton()
    piece = text[start:end]
    done = 0
    for entry, begin, stop in _chosen(piece, automaton.find_matches_as_indexes(piece, overlapping=True)):
        if done < begin:
            _append_unknown(words, start, piece, done, begin)
        word, readings, said = taken[entry]
        words.append(Word(start + begin, start + stop, word, readings, None, said))
        done = stop
    if done < len(piece):
        _append_unknown(words, start, piece, done, len(piece))


def _append_unknown(words: list[Word], start: int, piece: str, begin: int, end: int) -> None:
    """Each mark by itself, and what lies between two marks as one word."""
    text = piece[begin:end]
    if end - begin == 1 or MARKS.isdisjoint(text):
        words.append(Word(start + begin, start + end, text, (), None, _OF_MARKS.get(text, _NOTHING)))
        return
    for part in _UNKNOWN_PARTS.finditer(piece, begin, end):
        text = part.group()
        said = _OF_MARKS.get(text, _NOTHING)
        words.append(Word(start + part.start(), start + part.end(), text, (), None, said))


def _chosen(piece: str, matches: list[_Match]) -> list[_Match]:
    """The matches of the cheapest cut; only those that overlap have to be weighed."""
    # They come by where they end: turned round and sorted by where they begin, the longest of a place goes first.
    matches.reverse()
    matches.sort(key=_BEGIN)
    chosen: list[_Match] = []
    first = last = reach = 0
    for at, (_, begin, stop) in enumerate(matches):
        if begin >= reach:
            if last < reach:
                chosen += _cheapest(piece, matches[first:at], reach)
            elif reach:
                # One word over all of a stretch costs less than any others in it.
                chosen.append(matches[first])
            first, last, reach = at, stop, stop
        elif stop > reach:
            reach = stop
    if last < reach:
        chosen += _cheapest(piece, matches[first:], reach)
    elif reach:
        chosen.append(matches[first])
    return chosen


def _cheapest(piece: str, matches: list[_Match], end: int) -> list[_Match]:
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
    return path[::-1]
