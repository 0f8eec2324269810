"""A question as a sentence: its words, with what every part of its reading asks of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from core.asking.words.catalog import Catalog
from core.asking.words.lexicon import Sense
from core.asking.words.limits import Bound
from core.asking.words.token import Token
from core.types import Language

_WORD = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True, eq=False)
class Sentence:
    """The known and unknown words of a question, marks left out; `text` is what was cut into them.

    `quoted` are words that it looks for in the text of reports, `repairs` slips read as the words that were meant,
    `beside` what was said beside the question.
    """

    tokens: Sequence[Token]
    text: str
    catalog: Catalog
    quoted: str | None = None
    repairs: tuple[tuple[str, str], ...] = ()
    beside: tuple[str, ...] = ()

    def of(self, tokens: Sequence[Token]) -> Sentence:
        """The same sentence with these words only."""
        return replace(self, tokens=tokens)

    def told(self) -> Sentence:
        """The same sentence as one that tells: its numbers are claims, though no word says so; 均 is read with them."""
        end = len(self.text)
        plain = (token for token in self.tokens if not token.has("cue", "every"))
        return self.of([*plain, Token(end, end, "", senses=(Sense("cue", "claim"),))])

    @property
    def language(self) -> Language:
        """The language it is asked in: by its words that are no names."""
        named = [token for token in self.tokens if not token.divisions]
        only_latin = all(token.latin for token in self.tokens)
        english = [token for token in named if _WORD.match(token.text) and (only_latin or not token.unknown)]
        chinese = any(not (token.latin or token.bodies or token.time) for token in named)
        return "en" if len(english) >= 2 or (english and not chinese) else "zh"

    @cached_property
    def cues(self) -> frozenset[str]:
        """What the words ask to be done."""
        return frozenset(value for token in self.tokens for value in token.values("cue"))

    @cached_property
    def bounds(self) -> tuple[Bound, ...]:
        """The limits named."""
        return tuple(bound for token in self.tokens for bound in token.bounds)

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The levels of bodies named: 各县, 部门."""
        return tuple(value for token in self.tokens if not token.bodies for value in token.values("level"))

    @property
    def limit(self) -> int | None:
        """How many of a ranking are asked for."""
        return next((token.limit for token in self.tokens if token.limit), None)

    @property
    def nth(self) -> int | None:
        """Whose place in a ranking is asked for."""
        return next((token.nth for token in self.tokens if token.nth), None)

    @property
    def report(self) -> int | None:
        """The number of a report."""
        return next((token.report for token in self.tokens if token.report), None)

    @property
    def has_terms(self) -> bool:
        """Whether a figure or an applicant is named."""
        return any(token.has("term") or token.has("applicant") for token in self.tokens)

    @property
    def growing(self) -> bool:
        """Whether a change is spoken of."""
        return bool(self.cues & {"change", "year_on_year"})

    def said_as(self, *cues: str) -> str:
        """The words of the sentence that say one of these cues, apart by blanks."""
        return " ".join(token.text for token in self.tokens if any(token.has("cue", cue) for cue in cues))
