"""What the words of a question say, before and after a kind of request is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from core.asking.understood.refusal import Reason, Refusal
from core.asking.understood.request import Average, Claim, Growth, Request, Subject, Target
from core.asking.understood.scope import Range
from core.asking.words.sentence import Sentence
from core.forms import catalogue
from core.types import Language, Operation

_PERCENT = frozenset({"百分之几", "百分之多少", "几成", "百分比", "percent", "per cent", "percentage", "pct", "pct."})


@dataclass(frozen=True, eq=False)
class Said:
    """The parts of a sentence that requests are made of.

    `used` are the cues that the figures were read by (各渠道). The conversation gives what is left out: `inherited`
    names what it filled in, `settled` the places taken for others by what was spoken of; `goes_on` is what was done
    before, where the question only names another body or year for it.
    """

    sentence: Sentence
    subject: Subject
    range: Range | None = None
    without: tuple[Target, ...] = ()
    of_years: bool = False
    """Which of the years of a body are asked for: the best, or those within limits."""
    growth: Growth | None = None
    claims: tuple[Claim, ...] = ()
    topics: tuple[str, ...] = ()
    outside: Reason | None = None
    unknown: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    """Unknown words that stand apart from what is asked for."""
    unknown_place: str | None = None
    inherited: frozenset[str] = frozenset()
    settled: tuple[tuple[str, str], ...] = ()
    used: frozenset[str] = frozenset()
    goes_on: Operation | None = None
    made: Average | None = None
    """What the figures spoken of were made, their sum or mean, where these words ask for the same of others."""

    @property
    def cues(self) -> frozenset[str]:
        """What the words ask to be done."""
        return self.sentence.cues

    @property
    def changing(self) -> bool:
        """Whether a change is spoken of."""
        return self.sentence.growing

    @property
    def of_rates(self) -> bool:
        """Whether a rate is among the figures named."""
        return any(code in catalogue.rates() for measure in self.subject.measures for code in measure.codes)


def counts_percent(said: Said) -> bool:
    """多百分之几: of a difference, and no share."""
    words = {token.text for token in said.sentence.tokens if token.has("cue", "ratio")}
    return bool(words) and words <= _PERCENT


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question asks for (`request`), or why it is not answered (`refusal`); `said` are its parts."""

    request: Request
    said: Said
    language: Language
    refusal: Refusal | None = None
    unused: tuple[str, ...] = ()
    """Recognised words that the request does not use."""
    empty: tuple[str, ...] = ()
    """Of these, stretches that ask for an amount and name none."""
    set_aside: tuple[str, ...] = ()
    """Words that are not understood and that the question is answered without: told before the answer."""

    @property
    def repairs(self) -> tuple[tuple[str, str], ...]:
        """Words taken for others, to be told: slips, and places that the conversation settles."""
        return (*self.said.sentence.repairs, *self.said.settled)
