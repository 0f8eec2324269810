"""The words around a statement read for whom, when and what it is of; strictly: a word left over leaves it unjudged."""

from __future__ import annotations

from collections.abc import Mapping

from core.asking.claims.question import Unjudged
from core.asking.claims.statements.values import Every, Majority, Movement, Nothing, Share, Standing, Statement, Total
from core.asking.understood.said import Said, Understood
from core.asking.understood.unused import kinds_of
from core.asking.words.token import Token

_READ = frozenset({"who", "when", "what", "applicant", "claim", "number", "counted", "counted_years", "exists"})
_PLAIN = frozenset({"sum", "each"})
# What the words of each kind of statement may say besides.
_TAKEN: Mapping[type[Statement], frozenset[str]] = {
    Share: frozenset({"ratio", "each", "sum"}),
    Standing: frozenset({"rank", "ratio"}),
    Majority: frozenset({"ratio"}),
    Movement: frozenset({"trend"}),
    Total: _PLAIN,
    Every: frozenset({"each"}),
    Nothing: frozenset({"each"}),
}
# Questions may leave these out; of what is told they narrow what is meant.
_NARROWING = frozenset({"后", "部分", "全部的", "所有的", "单独", "some", "over", "under"})


def left_over(said: Said, statement: Statement | None) -> tuple[str, ...]:
    """The words that nothing was made of."""
    taken = _READ | said.used | (_PLAIN if statement is None else _TAKEN.get(type(statement), frozenset()))
    return tuple(dict.fromkeys(token.text for token in said.sentence.tokens if _is_left(token, taken)))


def _is_left(token: Token, taken: frozenset[str]) -> bool:
    if token.text in _NARROWING:
        return True
    kinds = kinds_of(token)
    return bool(kinds) and not kinds & taken and not token.has("filler") and not token.separator


def reject_left(understood: Understood, statement: Statement | None) -> None:
    """Leave a statement unjudged where a word was not used."""
    left = left_over(understood.said, statement)
    if left:
        raise Unjudged("unused_words", *left)


def is_lead(understood: Understood) -> bool:
    """Whether words only name bodies, years and figures for what follows."""
    said = understood.said
    unknown = said.unknown or said.unknown_place or said.outside
    return not unknown and not left_over(said, None)
