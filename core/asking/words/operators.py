"""Words between two names that are signs of arithmetic: 当面申请加上信函申请, 洞头区减龙湾区, granted plus denied."""

from __future__ import annotations

from collections.abc import Sequence

from core.asking.words.lexicon import Sense
from core.asking.words.token import Token

_ADDS = frozenset({"加", "加上", "再加", "再加上", "外加", "plus"})
_TAKES_AWAY = frozenset({"减", "减去", "minus"})
_SIGNS = _ADDS | _TAKES_AWAY
_BEHIND_A_NAME = frozenset({"的", "数", "件数", "数量", "量", "那边", "的数", "总数"})


def as_signs(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words with those between two names of one kind as signs; elsewhere they stay what they are."""
    read = list(tokens)
    for i, token in enumerate(tokens):
        if token.text not in _SIGNS:
            continue
        before = [j for j in range(i) if tokens[j].text not in _BEHIND_A_NAME and not tokens[j].text.isspace()]
        after = [j for j in range(i + 1, len(tokens)) if not tokens[j].text.isspace()]
        if not before or not after or not (_names(tokens[before[-1]]) & _names(tokens[after[0]])):
            continue
        cue = "sum" if token.text in _ADDS else "compare"
        read[i] = token._replace(senses=(Sense("cue", cue),), separator=True)
        for j in (before[-1], after[0]):
            read[j] = _whole(tokens[j])
    return tuple(read)


def is_sign(token: Token) -> bool:
    """Whether a word was read as a sign."""
    return token.separator and token.text in _SIGNS


def _whole(token: Token) -> Token:
    """申请 beside a sign is how many there are, and not what the next word is of."""
    return token._replace(senses=(Sense("term", "requests volume"),)) if token.has("term", "requests") else token


def _names(token: Token) -> frozenset[str]:
    """What a word names: a figure, a body, a year or an applicant."""
    named = (
        ("figure", token.has("term") or token.has("applicant")),
        ("body", bool(token.divisions or token.bodies)),
        ("year", token.time is not None),
    )
    return frozenset(what for what, is_so in named if is_so)
