"""The thing that is spoken of while the sentences go by: 收到申请3件。其中网上2件。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.reading.narrative.flow import Sentence
from core.reading.narrative.frames import Frame
from core.reading.narrative.senses import any_of, has_any
from core.reading.narrative.words import words_of
from core.text.lexicon import Word, mask, may_name_a_thing

_HEADINGS = {"requests": "thing.request", "disclosure": "thing.item", "fees": "thing.fee"}
_OF_REPORTS, _NAMING = mask("thing."), mask("thing.", "other.")
# Sentences without a number are only cut where their topic is asked for; so many may wait.
_WAITING = 20


class Topic:
    """The thing spoken of last."""

    def __init__(self, own: str) -> None:
        self._own = own
        self._words: tuple[Word, ...] = ()
        self._begun: Sentence | None = None
        """The sentence that is read, until it is asked what was spoken of before it."""
        self._waiting: list[Sentence] = []
        self._named: dict[int, tuple[Word, ...]] = {}
        """What each of the sentences that wait names last, once it was asked for."""

    def pass_by(self, sentence: Sentence) -> None:
        """A sentence without a number and a negation went by."""
        if len(self._waiting) == _WAITING:
            self._catch_up()
        self._waiting.append(sentence)

    def begin(self, sentence: Sentence) -> None:
        """The sentence is read now."""
        self._begun = sentence

    def before(self) -> tuple[Word, ...]:
        """What was spoken of before the sentence that is read; nothing where it begins a new part of the report."""
        if self._begun is not None:
            self._catch_up()
            self._words = _kept(self._words, self._begun)
            self._begun = None
        return self._words

    def see(self, words: Sequence[Word], found: Iterable[Frame]) -> None:
        """The sentence that was begun has these words and frames."""
        self._words = _last_thing(words, found) or self.before()
        self._begun = None
        self._waiting.clear()
        self._named.clear()

    def _catch_up(self) -> None:
        self._words = self._after(len(self._waiting))
        self._waiting.clear()
        self._named.clear()

    def _after(self, count: int) -> tuple[Word, ...]:
        """The thing spoken of after so many of the sentences that wait."""
        for position in range(count - 1, -1, -1):
            if named := self._named_in(position):
                return _through(named, self._waiting[position + 1 : count])
            if not self._waiting[position].previous:
                return ()
        return _through(self._words, self._waiting[:count])

    def _named_in(self, position: int) -> tuple[Word, ...]:
        """The thing that one of the sentences that wait names last: found once, as each may ask for those before."""
        if position not in self._named:
            self._named[position] = self._found_in(position)
        return self._named[position]

    def _found_in(self, position: int) -> tuple[Word, ...]:
        sentence = self._waiting[position]
        if not may_name_a_thing(sentence.text):
            return ()

        def requests_before() -> bool:
            return any_of(_kept(self._after(position), sentence), "thing.request")

        return _last_thing(words_of(sentence, self._own, requests_before=requests_before), ())


def topic_of_headings(sentence: Sentence) -> tuple[Word, ...]:
    """The thing that the headings above the sentence name."""
    for heading, sense in _HEADINGS.items():
        if heading in sentence.topics:
            return (Word(0, 0, "", (frozenset((sense,)),)),)
    if "公开" in sentence.title and "申请" not in sentence.title and not sentence.topics:
        return (Word(0, 0, "", (frozenset(("thing.item",)),)),)
    return ()


def _kept(topic: tuple[Word, ...], sentence: Sentence) -> tuple[Word, ...]:
    """The topic as it is when the sentence begins."""
    other = has_any(topic, ("other.",))
    return () if not sentence.previous or (other and topic_of_headings(sentence)) else topic


def _through(topic: tuple[Word, ...], sentences: Iterable[Sentence]) -> tuple[Word, ...]:
    """The topic after sentences that name nothing."""
    for sentence in sentences:
        topic = _kept(topic, sentence)
    return topic


def _last_thing(words: Sequence[Word], found: Iterable[Frame]) -> tuple[Word, ...]:
    """The thing that the sentence spoke of last; other business only where it was counted."""
    counted: set[Word] | None = None
    for word in reversed(words):
        if not word.mask & _NAMING:
            continue
        if word.mask & _OF_REPORTS:
            return (word,)
        counted = _counted(found) if counted is None else counted
        if word in counted:
            return (word,)
    return ()


def _counted(found: Iterable[Frame]) -> set[Word]:
    """The words that are said with a number."""
    return {word for frame in found if frame.figure is not None for word in frame.words}
