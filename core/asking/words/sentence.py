"""The words of a question with what every part of its reading asks of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from core.asking.found.catalog import Catalog
from core.asking.words.bounds import Bound
from core.asking.words.tokens import Token


@dataclass(frozen=True)
class Words:
    """The known and unknown words of a question, marks left out; `text` is what was cut into them."""

    tokens: Sequence[Token]
    text: str
    catalog: Catalog

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
    def has_terms(self) -> bool:
        """Whether a figure or an applicant is named."""
        return any(token.has("term") or token.has("applicant") for token in self.tokens)

    @property
    def growing(self) -> bool:
        """Whether a change is spoken of."""
        return bool(self.cues & {"change", "year_on_year"})
