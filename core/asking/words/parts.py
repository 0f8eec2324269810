"""Which of the parts of a figure is the largest: 哪类申请人最多, 不予公开最多的理由是什么, 哪种渠道最少."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.asking.words.lexicon import Sense
from core.asking.words.token import Token

_EXTREMES = ("most", "least")
# What is asked for, and the cue that all the parts are asked for by.
_PARTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"[哪何]一?[类种]的?申请人|申请人哪一?[类种]|(?:什么|啥)(?:样的)?申请人|各类申请人|申请人(?:类[型别])?(?:里|中|当中)"
            r"|\bwh(?:ich|at) (?:kind|type)s? of applicants?|\bapplicant (?:type|kind|group|category)"
        ),
        "applicants_all",
    ),
    (
        re.compile(
            r"(?:[哪何]一?[种个类条项]|什么|啥|最[多少]的)(?:理由|原因|情形)|(?:理由|原因)(?:里|中|是|哪)|(?<![a-z.])(?:reason|ground)s?(?![a-z.])"
        ),
        "parts",
    ),
    (
        re.compile(r"(?:[哪何]一?[种个类条项]|什么|啥|最[多少]的)(?:渠道|方式|途径)|(?<![a-z.])channels?(?![a-z.])"),
        "channels_all",
    ),
    (
        re.compile(
            r"结果(?:里头|里面|里|当中|中)?(?:[哪何]一?[种项类]|什么|啥|最[多少])|(?<![a-z.])outcomes?(?![a-z.])"
        ),
        "outcomes_all",
    ),
)
# 龙港谁的申请最多: of a city it asks which county, of a county which applicants.
_WHOSE = re.compile(r"谁(?:的|提的?|提出的?|递的?)申请")
LARGEST = "largest_part"


def asked_for_largest(tokens: Sequence[Token], text: str) -> tuple[Token, ...]:
    """The words of a question, and as words of their own that all parts are asked for and the largest of them."""
    if not any(token.has("cue", extreme) for token in tokens for extreme in _EXTREMES):
        return tuple(tokens)
    cue = next((cue for words, cue in _PARTS if words.search(text)), None)
    if cue is None and _WHOSE.search(text) and _of_one_county(tokens):
        cue = "applicants_all"
    if cue is None:
        return tuple(tokens)
    end = len(text)
    kept = (token for token in tokens if not (token.has("cue", "why") or token.has("level", "any")))
    return (*kept, Token(end, end, "", senses=(Sense("cue", cue), Sense("cue", LARGEST))))


def _of_one_county(tokens: Sequence[Token]) -> bool:
    found = [division for token in tokens for division in token.divisions]
    found += [body.place for token in tokens for body in token.bodies if body.place]
    return any(d.level in ("county", "township") for d in found) and not any(
        token.has("level", "county") for token in tokens
    )
