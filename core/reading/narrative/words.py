"""The words of a sentence, each taken as the sentence has it: 申请 of what, 申请 as a verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.reading.narrative.flow import Sentence
from core.text.lexicon import Word, cut

_REQUEST = (frozenset(("thing.request",)),)
_OTHER = (frozenset(("other.application",)),)
_FILED = (frozenset(("act.file",)),)
_CHANNELS = ("chan.in_person", "chan.fax", "chan.letter", "chan.net")


def words_of(sentence: Sentence, *, requests_before: bool) -> list[Word]:
    """The words of the sentence; `requests_before` says whether requests were spoken of right before it."""
    words = cut(sentence.text)
    if not any(word.may_be("thing.application") for word in words):
        return words
    known = requests_before or bool(sentence.topics & {"requests"}) or _speaks_of_requests(words)
    return [_taken(words, position, known=known) for position in range(len(words))]


def _speaks_of_requests(words: Sequence[Word]) -> bool:
    """Whether the sentence names requests for disclosure, or several of the ways in which they come."""
    if any(word.may_be("thing.request") or word.may_be("disclosure") for word in words):
        return True
    return sum(any(word.may_be(channel) for word in words) for channel in _CHANNELS) > 1


def _taken(words: Sequence[Word], position: int, *, known: bool) -> Word:
    word = words[position]
    if not word.may_be("thing.application"):
        return word
    if position + 1 < len(words) and any(
        words[position + 1].may_be(thing) for thing in ("thing.review", "thing.lawsuit")
    ):
        return replace(word, readings=_FILED)
    for before in reversed(words[:position]):
        if (
            before.text in ",;。:("
            or before.figure is not None
            or before.may_be("act.receive")
            or before.may_be("act.accept")
        ):
            break
        if any(sense.startswith("other.") for reading in before.readings for sense in reading) or not before.known:
            return replace(word, readings=_OTHER)
    return replace(word, readings=_REQUEST) if known else word
