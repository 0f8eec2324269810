"""What the words of a question say, before a kind of request is chosen; what is left out comes from the conversation."""

from __future__ import annotations

from dataclasses import dataclass

from core.asking.understood.refusal import Reason
from core.asking.understood.request import Claim, Growth, Subject, Target
from core.asking.understood.scope import Range
from core.asking.words.sentence import Sentence
from core.types import Operation


@dataclass(frozen=True, eq=False)
class Said:
    """The parts of a sentence that requests are made of.

    `used` are the cues that the figures were read by (各渠道); `inherited` names what the conversation filled in; `goes_on` is what was done before, where the question only
    names another body or year for it. `settled` are places taken for others by what was spoken of, to be told.
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
    unknown_place: str | None = None
    inherited: frozenset[str] = frozenset()
    settled: tuple[tuple[str, str], ...] = ()
    used: frozenset[str] = frozenset()
    goes_on: Operation | None = None

    @property
    def cues(self) -> frozenset[str]:
        """What the words ask to be done."""
        return self.sentence.cues

    @property
    def changing(self) -> bool:
        """Whether a change is spoken of."""
        return self.sentence.growing
