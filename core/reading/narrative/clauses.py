"""The words of a sentence in clauses, and each clause in pieces: one number or one negation with the words about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.text.lexicon import Word

_STOPS = frozenset(",;:。!?\n")
_AND = frozenset("、")


@dataclass(frozen=True, slots=True)
class Clause:
    """Words between two marks. `before` is the mark in front; `depth` counts the brackets around it."""

    words: tuple[Word, ...]
    before: str
    depth: int
    after: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is said with one number or one negation: the words on its left and on its right."""

    left: tuple[Word, ...]
    right: tuple[Word, ...]
    figure: Word | None = None
    negation: Word | None = None
    begins: bool = True
    """Whether it is the first of its clause."""

    @property
    def words(self) -> tuple[Word, ...]:
        """All words but the number and the negation."""
        return self.left + self.right


def clauses(words: Sequence[Word]) -> list[Clause]:
    """The clauses in order; brackets open and close a level."""
    done: list[Clause] = []
    depth, before, begin = 0, "", 0
    for position, word in enumerate(words):
        if word.text in _STOPS or word.text in "()":
            if position > begin:
                done.append(Clause(tuple(words[begin:position]), before, depth, word.text))
            before, begin = (word.text if position > begin or word.text in "()" else before or word.text), position + 1
            depth = depth + 1 if word.text == "(" else max(depth - 1, 0) if word.text == ")" else depth
    if begin < len(words):
        done.append(Clause(tuple(words[begin:]), before, depth))
    return done


def is_count(word: Word) -> bool:
    """Whether the word is a number of things, exact or not."""
    return word.figure is not None and word.figure.kind == "count"


def is_and(word: Word) -> bool:
    """Whether the word joins names: 、 和 及."""
    return word.text in _AND or word.may_be("and")


def pieces(clause: Clause) -> Iterator[Piece]:
    """The pieces of a clause; without a number and a negation there is one that has neither."""
    words = clause.words
    counts = [position for position, word in enumerate(words) if is_count(word)]
    nots = [position for position, word in enumerate(words) if word.may_be("not")]
    if nots and (denied := _denied(words, counts, nots)) is not None:
        yield from denied
        return
    if not counts:
        yield Piece(words, ())
        return
    yield from _numbered(words, counts)


def _denied(words: tuple[Word, ...], counts: Sequence[int], nots: Sequence[int]) -> Iterator[Piece] | None:
    """The pieces of a clause with a negation, where the negation is the clause's own."""
    first = nots[0]
    ones = [position for position in counts if _is_one(words[position])]
    rest = [position for position in counts if position not in ones]
    if not rest:
        # 没有一起复议; 一件也没有收到.
        dropped = set(ones) if ones else set()
        left = tuple(word for position, word in enumerate(words[:first]) if position not in dropped)
        right = tuple(word for position, word in enumerate(words) if position > first and position not in dropped)
        return iter((Piece(left, _without_negations(right), negation=words[first]),))
    behind = [position for position in nots if position > rest[-1]]
    if behind:
        head = tuple(_numbered(words[: behind[0]], [p for p in counts if p < behind[0]]))
        tail = Piece((), _without_negations(words[behind[0] + 1 :]), negation=words[behind[0]], begins=False)
        return iter((*head, tail))
    return None


def _without_negations(words: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(word for word in words if not (word.may_be("not") and len(word.readings) == 1))


def _is_one(word: Word) -> bool:
    """一件, 1起: a number that a negation takes with it."""
    return word.figure is not None and word.figure.value == 1


def _numbered(words: tuple[Word, ...], counts: Sequence[int]) -> Iterator[Piece]:
    """One piece a number; the words between two numbers go to the one that they name."""
    first = counts[0]
    names_first = any(_names(word) for word in words[:first])
    left: tuple[Word, ...] = words[:first]
    for order, position in enumerate(counts):
        last = order + 1 == len(counts)
        between = words[position + 1 : None if last else counts[order + 1]]
        own, following = (between, ()) if last else _shared_out(between, names_first=names_first)
        yield Piece(left, own, figure=words[position], begins=not order)
        left = following


def _shared_out(between: tuple[Word, ...], *, names_first: bool) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words between two numbers: those of the first, those of the second."""
    for position, word in enumerate(between):
        if is_and(word):
            return between[:position], between[position + 1 :]
    if names_first:
        return (), between
    for position, word in enumerate(between):
        if any(sense.startswith(("act.", "out.", "res.")) for reading in word.readings for sense in reading):
            return (between[:position], between[position:]) if position else ((), between)
    return between, ()


def _names(word: Word) -> bool:
    """Whether the word names what is counted (and not only that something was done)."""
    return any(
        sense.startswith(("thing.", "chan.", "out.", "res.", "why.", "appl.", "path.", "staff.", "quality.", "other."))
        or sense in ("act.answer", "act.conclude", "act.carry", "act.pending", "person.principal")
        for reading in word.readings
        for sense in reading
    )


def without(piece: Piece, sense: str) -> Piece:
    """The piece without the words that have only this sense."""
    return replace(
        piece,
        left=tuple(word for word in piece.left if not word.may_be(sense)),
        right=tuple(word for word in piece.right if not word.may_be(sense)),
    )
