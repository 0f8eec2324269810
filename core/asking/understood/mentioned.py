"""Words of a question that are no figure but may stand in the text of reports: 瓯e办自助终端有多少台."""

from __future__ import annotations

from collections.abc import Sequence

from core.asking.words.sentence import Sentence
from core.asking.words.token import Token

_SHORTEST = 4
_LONGEST_WITHIN = 2
"""Known words within an unknown name are short: 办 of 瓯e办自助终端."""


def phrases_of(sentence: Sentence) -> tuple[str, ...]:
    """Unknown words that stand side by side, the longest first; short ones may be anything."""
    runs: list[list[Token]] = []
    for token in sentence.tokens:
        joins = bool(runs) and runs[-1][-1].end == token.start and not token.mark
        if joins and (token.unknown or _may_be_within(token)):
            runs[-1].append(token)
        elif token.unknown and not token.latin:
            runs.append([token])
    found = (_whole(sentence, run) for run in runs)
    return tuple(sorted({text for text in found if len(text) >= _SHORTEST}, key=len, reverse=True))


def _may_be_within(token: Token) -> bool:
    names = token.time or token.divisions or token.bodies or token.number is not None
    return len(token.text) <= _LONGEST_WITHIN and not names and not token.has("cue")


def _whole(sentence: Sentence, run: Sequence[Token]) -> str:
    """From the first unknown word to the last."""
    last = max(i for i, token in enumerate(run) if token.unknown)
    return sentence.text[run[0].start : run[last].end]
