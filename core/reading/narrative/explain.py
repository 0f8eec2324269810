"""How the prose was read, sentence by sentence: words, frames, the rules that took them and those that did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.reading.narrative.account import Account, Kind
from core.reading.narrative.clauses import is_count
from core.reading.narrative.flow import Sentence
from core.reading.narrative.frames import Frame
from core.reading.narrative.nearest import Miss, nearest
from core.reading.narrative.prose import Prose, number_at, read_prose
from core.reading.narrative.reading import Passage
from core.reading.narrative.rules import Fit, fitting
from core.reading.narrative.words import words_of
from core.text.clean import CleanText
from core.text.lexicon import Word
from core.types import Document, FigureKey


@dataclass(frozen=True, slots=True)
class Taken:
    """A rule that a frame fits: how surely, and whether its figure was taken."""

    figure: FigureKey
    fit: Fit
    fired: bool
    """Whether the sentence as a whole says it so."""
    kept: bool
    """Whether the figure is one of the report's."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One frame: what became of it, and why."""

    frame: Frame
    kind: Kind | None
    """What became of its number or negation; None where it is said of another figure."""
    rules: tuple[Taken, ...]
    patterns: tuple[FigureKey, ...]
    """The figures that patterns took from its number where the rules were silent."""
    nearest: tuple[Miss, ...]
    """Where no rule fits: those that come nearest."""


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """One sentence with its words and frames."""

    sentence: Sentence
    quote: str
    """The sentence as the document has it."""
    start: int
    end: int
    words: tuple[Word, ...]
    frames: tuple[Explained, ...]


def explain(
    document: Document,
    clean: CleanText,
    year: int | None,
    tables: Sequence[tuple[int, int]],
    at: str | None = None,
    own: str = "",
) -> Iterator[ExplainedSentence]:
    """The sentences that count or deny something, or those that hold the text `at`; `own` is the body's name."""
    prose = read_prose(clean, year, tables, own)
    wanted = None if at is None else "".join(at.split())
    for passage, accounts in prose.accounts():
        start, end = passage.sentence.span(0, len(passage.sentence.text))
        quote = document.text[start:end]
        words = _words(passage, own)
        if wanted is None:
            told = any(is_count(word) or word.may_be("not") for word in words)
        else:
            told = wanted in "".join(quote.split()) or wanted in passage.sentence.text
        if told:
            frames = tuple(_explained(frame, passage, accounts, prose, year) for frame in passage.frames)
            yield ExplainedSentence(passage.sentence, quote, start, end, words, frames)


def _words(passage: Passage, own: str) -> tuple[Word, ...]:
    """The words of the sentence as its frames took them; of one that was not cut, as they are without those before."""
    taken = {(word.start, word.end): word for frame in passage.frames for word in frame.words}
    words = passage.words or words_of(passage.sentence, own, requests_before=lambda: False)
    return tuple(taken.get((word.start, word.end), word) for word in words)


def _explained(
    frame: Frame, passage: Passage, accounts: Sequence[Account], prose: Prose, year: int | None
) -> Explained:
    fired = {(one.rule.indicator, one.rule.applicant): one for one in passage.said if one.frame is frame}
    kept = {(one.rule.indicator, one.rule.applicant) for one in prose.chosen if one.frame is frame}
    fits = {(rule.indicator, rule.applicant): fit for rule, fit in fitting(frame, year)}
    fits |= {key: one.fit for key, one in fired.items()}
    kind = next((account.kind for account in accounts if account.frame is frame), None)
    at = number_at(frame)
    patterns = tuple(
        (one.pattern.indicator, one.pattern.applicant)
        for one in prose.others
        if one.sentence is passage.sentence and at is not None and one.start <= at < one.end
    )
    return Explained(
        frame,
        kind,
        tuple(Taken(key, fit, key in fired, key in kept) for key, fit in fits.items()),
        patterns,
        () if fits else nearest(frame, year),
    )
