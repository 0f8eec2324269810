"""Frames: one number or one negation of a sentence with all that is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from core.reading.narrative.clauses import Clause, Piece, clauses, is_and, is_count, pieces
from core.reading.narrative.times import Time, Times, read_times
from core.text.lexicon import Word
from core.types import Number

Whose = Literal["own", "part", "other"]

_ACTS = ("act.receive", "act.accept", "act.answer", "act.conclude", "act.handle")
_NAMED_BY = ("chan.website", "chan.wechat", "chan.weibo", "chan.gazette", "chan.column", "chan.platform")


@dataclass(frozen=True, slots=True)
class Frame:
    """One number or one negation, and what is said of it."""

    words: tuple[Word, ...]
    """What is said with it, the words that only name a body or a site left out."""
    topic: tuple[Word, ...]
    """The thing that was spoken of before, where the words name none."""
    span: tuple[int, int]
    """The stretch of the sentence that says it."""
    figure: Word | None = None
    value: Number | None = None
    negation: Word | None = None
    of_all: bool = False
    """Whether it is said of all of another figure: 3件,均为网上申请."""
    share: bool = False
    """Whether the number belongs to several names at once: 信函、传真申请1件."""
    part: bool = False
    time: Time = "this"
    whose: Whose = "own"
    carried: str | None = None
    """Whether it is carried over from last year ("in") or to the next ("out")."""
    joined: bool = False
    """Whether two things were done with it: 收到并答复3件."""

    @property
    def denied(self) -> bool:
        """Whether it says that there is none."""
        return self.negation is not None

    @property
    def unread(self) -> tuple[Word, ...]:
        """The words that the lexicon does not know."""
        return tuple(word for word in self.words if not word.known)


@dataclass(slots=True)
class _State:
    topic: tuple[Word, ...] = ()
    time: Time = "this"
    until: bool = False
    whose: Whose = "own"
    part: bool = False
    this_year: bool = False
    """Whether the report's year was named, so that a negation holds for it too."""


def frames(words: Sequence[Word], year: int | None, topic: tuple[Word, ...] = ()) -> list[Frame]:
    """The frames of a sentence, in order. `topic` is the thing spoken of before it."""
    return list(_Walk(year, topic).frames(words))


class _Walk:
    """Goes through the clauses of one sentence and remembers what holds for those that follow."""

    def __init__(self, year: int | None, topic: tuple[Word, ...]) -> None:
        self._year = year
        self._state = _State(topic=topic)
        self._outer: list[_State] = []
        self._last: Frame | None = None

    def frames(self, words: Sequence[Word]) -> Iterator[Frame]:
        """Every frame of the sentence."""
        depth = 0
        lead: tuple[Word, ...] = ()
        for clause in clauses(words):
            depth = self._enter(clause, depth)
            said = False
            for piece in pieces(clause):
                for frame in self._framed(piece, clause, lead):
                    said = True
                    yield frame
            lead = () if said else clause.words

    def _enter(self, clause: Clause, depth: int) -> int:
        while depth < clause.depth:
            self._outer.append(replace(self._state))
            depth += 1
        while depth > clause.depth and self._outer:
            topic = self._state.topic
            self._state = self._outer.pop()
            depth -= 1
            del topic
        if clause.before in ";。!?\n":
            self._state.whose, self._state.part = "own", False
        return clause.depth

    def _framed(self, piece: Piece, clause: Clause, lead: tuple[Word, ...]) -> Iterator[Frame]:
        times = read_times(piece.left, piece.figure, self._year, self._state.time, until=self._state.until)
        self._state.time, self._state.until = times.after, times.until
        self._state.this_year = self._state.this_year or times.this_year
        if piece.negation is not None and self._state.this_year and times.here in ("other", "several"):
            times = replace(times, here="this")
        words = _content((*_behind_among(piece.left), *piece.right))
        if any(word.may_be("part") for word in piece.left):
            self._state.part = True
        self._see_whose(piece)
        if piece.figure is None and piece.negation is None:
            self._see_topic(words)
            if any(word.may_be("all") for word in words):
                yield self._frame(piece, words, times, lead, of_all=True)
            return
        if lead and not any(map(_is_thing, words)) and (piece.negation or not any(map(_says, words))):
            # 行政复议和诉讼,本年度没有发生: the things stand in the clause before.
            piece = replace(piece, left=(*lead, *piece.left))
            words = _content((*_behind_among(piece.left), *piece.right))
        frame = self._frame(piece, words, times, lead)
        self._see_topic(words)
        self._last = frame
        yield from _distributed(frame, piece)

    def _frame(
        self, piece: Piece, words: tuple[Word, ...], times: Times, lead: tuple[Word, ...], *, of_all: bool = False
    ) -> Frame:
        topic = () if any(_is_thing(word) for word in words) else self._state.topic
        held = [*piece.words, *([piece.figure] if piece.figure else []), *([piece.negation] if piece.negation else [])]
        value: Number | None = None
        if piece.figure is not None and piece.figure.figure is not None:
            value = piece.figure.figure.value
        elif piece.negation is not None:
            value = 0
        return Frame(
            words=words,
            topic=topic,
            span=_span(held),
            figure=piece.figure,
            value=value,
            negation=piece.negation,
            of_all=of_all,
            part=self._state.part,
            time=times.here,
            whose=self._state.whose,
            carried=times.carried,
            joined=_joined(piece.left),
        )

    def _see_topic(self, words: Sequence[Word]) -> None:
        things = tuple(word for word in words if _is_thing(word))
        if things:
            self._state.topic = things[-1:]

    def _see_whose(self, piece: Piece) -> None:
        for word in piece.left:
            if word.may_be("whose.all") or word.may_be("whose.own"):
                self._state.whose = "own"
            elif word.may_be("whose.part"):
                self._state.whose = "part"
            elif word.may_be("whose.other"):
                self._state.whose = "other"


def _span(words: Sequence[Word]) -> tuple[int, int]:
    said = [word for word in words if _says(word) or word.figure is not None] or list(words)
    return min(word.start for word in said), max(word.end for word in said)


def _says(word: Word) -> bool:
    """Whether the word says what is counted."""
    return any(
        sense.startswith(
            ("thing.", "act.", "chan.", "out.", "res.", "why.", "appl.", "path.", "staff.", "quality.", "other.")
        )
        for reading in word.readings
        for sense in reading
    )


def _is_thing(word: Word) -> bool:
    return any(sense.startswith(("thing.", "other.", "path.")) for reading in word.readings for sense in reading)


def _content(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words but for marks, times and the names of bodies and sites."""
    kept: list[Word] = []
    for position, word in enumerate(words):
        if word.is_mark or (word.figure is not None and not is_count(word)):
            continue
        if not word.known and position + 1 < len(words) and _is_named(words[position + 1]):
            continue
        kept.append(word)
    return tuple(kept)


def _behind_among(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """收到的申请中,予以公开3件: what stands before 中 is what the number is a part of."""
    for position in range(len(words) - 1, 0, -1):
        if words[position].may_be("among") and any(_says(word) for word in words[position + 1 :]):
            return words[position + 1 :]
    return words


def _joined(words: Sequence[Word]) -> bool:
    acts = [position for position, word in enumerate(words) if any(word.may_be(act) for act in _ACTS)]
    return any(
        all(is_and(word) or word.may_be("filler") for word in words[first + 1 : second])
        and any(map(is_and, words[first + 1 : second]))
        for first, second in pairwise(acts)
    )


def _is_named(word: Word) -> bool:
    return any(word.may_be(sense) for sense in _NAMED_BY) or word.may_be("whose.own") or word.may_be("whose.part")


def _distributed(frame: Frame, piece: Piece) -> Iterator[Frame]:
    """甲、乙0件: one frame a name, where the number or the negation may be said of each."""
    side = piece.left if not frame.denied or not any(_is_thing(word) for word in piece.right) else piece.right
    groups = _groups(side)
    if len(groups) < 2:
        yield frame
        return
    rest = tuple(word for word in frame.words if not any(word in group for group in groups))
    for group in groups:
        words = _content(group)
        yield replace(frame, words=(*words, *rest), topic=() if any(map(_is_thing, words)) else frame.topic, share=True)


def _groups(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    groups: list[list[Word]] = [[]]
    for word in words:
        if is_and(word):
            groups.append([])
        else:
            groups[-1].append(word)
    return [tuple(group) for group in groups if any(_says(word) for word in group)]
