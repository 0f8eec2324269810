"""One reading of a stretch of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from core.reading.narrative.flow import Sentence
from core.reading.narrative.patterns import Pattern
from core.types import Number


@dataclass(frozen=True, slots=True)
class Mention:
    """One reading of a stretch of a sentence. `value` is in the indicator's unit; None where it is approximate."""

    pattern: Pattern
    sentence: Sentence
    start: int
    end: int
    number: tuple[int, int] | None
    """Where the number stands, if the mention alone may own it; a negation has none."""
    value: Number | None
    clause: str = ""
