"""Facets to codes: which figures the facets of some words fit."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from core.asking.words import lexicon as vocabulary
from core.asking.words.lexicon import Concept

WEAK = frozenset({"requests", "info", "open", "total", "volume", "amount"})
_COUNTING = frozenset({"total", "volume"})
# 多少钱 alone may be any sum of money, 公开多少 is no more said than 公开.
_SAYING_NOTHING = WEAK - {"amount"}


@lru_cache(4096)
def exact(facets: frozenset[str]) -> tuple[str, ...]:
    """The codes whose needs are all named and that leave no facet unexplained; those that need most."""
    facets = (facets - _COUNTING) or facets
    fitting = [c for c in vocabulary.concepts() if c.needs <= facets <= c.needs | c.may]
    most = max((len(c.needs) for c in fitting), default=0)
    return _codes(c for c in fitting if len(c.needs) == most)


def partial(facets: frozenset[str]) -> tuple[str, ...]:
    """The codes that the facets are part of: what a question may mean that does not say enough."""
    facets = (facets - _COUNTING) or facets
    return _codes(
        c for c in vocabulary.concepts() if facets <= c.needs | c.may and (facets & c.needs or facets - _SAYING_NOTHING)
    )


def _codes(concepts: Iterable[Concept]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(concept.code for concept in concepts))
