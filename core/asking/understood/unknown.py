"""The words of a question that are not understood, and the name of a place among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from core.asking.understood.bodies import Named
from core.asking.words.sentence import Sentence
from core.asking.words.token import Token

_PLACE = re.compile(r"(?:[省市县区州旗镇乡]|街道|新区|[局委厅]|中心|政府|county|city|district|bureau)$")
_WORDS_OF_THEIR_OWN = frozenset("的了是有在年几件条个次和与及吗呢被把给由对从到为也还就共")
# 县委, 县人大, 县法院 ...: bodies that publish no such report, written right after a place.
_PARTY = "委人法检政党纪"


@dataclass(frozen=True, slots=True)
class Unknown:
    """The words that mean nothing here: those that may be part of what is asked for, and those that stand apart.

    `place` is the name of the place or body that one of them is part of.
    """

    barring: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    place: str | None = None


def unknown_words(sentence: Sentence, named: Named) -> Unknown:
    """What is not understood of a question."""
    unknown = [index for index, token in enumerate(sentence.tokens) if _is_unknown(sentence, named, token)]
    if not unknown:
        return Unknown(place=named.misfit)
    barring: list[str] = []
    apart: list[str] = []
    place = named.misfit
    elsewhere = any(map(_names, sentence.tokens))
    for index in unknown:
        token = sentence.tokens[index]
        place = _place_around(sentence, index) or place
        around = _around(sentence, index)
        if elsewhere and token.unknown and token.number is None and not any(map(_names, around)):
            apart.append(_together(sentence, around))
        else:
            barring.append(_whole_word(sentence, index))
    return Unknown(tuple(dict.fromkeys(barring)), tuple(dict.fromkeys(apart)), place)


def _around(sentence: Sentence, index: int) -> tuple[Token, ...]:
    """The words that no mark parts from one: they may say what is counted, or whose it is."""
    before, after = reversed(sentence.tokens[:index]), sentence.tokens[index:]
    return (*reversed([*takewhile(_goes_on, before)]), *takewhile(_goes_on, after))


def _goes_on(token: Token) -> bool:
    return not (token.mark and token.text != "、")


def _together(sentence: Sentence, tokens: Sequence[Token]) -> str:
    """The words between two marks, without known words at the ends; 来电 and not 电."""
    kept = list(tokens)
    while len(kept) > 1 and _is_known_word(kept[0]) and len(kept[1].text) > 1:
        kept.pop(0)
    while len(kept) > 1 and _is_known_word(kept[-1]) and len(kept[-2].text) > 1:
        kept.pop()
    return sentence.text[kept[0].start : kept[-1].end]


def _is_known_word(token: Token) -> bool:
    return len(token.text) > 1 and not token.unknown


def _names(token: Token) -> bool:
    """Whether a word names a figure, an applicant or a body."""
    named = any(token.has(role) for role in ("term", "applicant", "level", "kind", "topic"))
    return named or bool(token.divisions or token.bodies) or token.number is not None


def _whole_word(sentence: Sentence, index: int) -> str:
    """维持率 and not 率, 主要 and not 主: a character is named with what it is written together with."""
    tokens, token = sentence.tokens, sentence.tokens[index]
    if len(token.text) != 1 or token.latin:
        return token.text
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    start, end = token.start, token.end
    if before and before.end == start and (_may_be_half(before) or before.has("term") or before.has("level")):
        start = before.start
    if after and after.start == end and _may_be_half(after):
        end = after.end
    return sentence.text[start:end]


def _may_be_half(token: Token) -> bool:
    return len(token.text) == 1 and token.has("filler") and token.text not in _WORDS_OF_THEIR_OWN


def _is_unknown(sentence: Sentence, named: Named, token: Token) -> bool:
    bare = token.number is not None and not token.unit and "claim" not in sentence.cues
    if not token.senses or token.unknown or bare:
        return token.unknown or bare
    loose = all(sense.role == "kind" for sense in token.senses) and token not in named.kinds
    return loose or _is_idle(sentence, token) or _is_miscounted(sentence, named, token)


def _is_idle(sentence: Sentence, token: Token) -> bool:
    """Whether a cue has nothing to work on: 最快 where nothing changes, 除 where nothing is left out."""
    cues = set(token.values("cue"))
    if cues & {"fastest", "slowest"} and not sentence.growing:
        return True
    return bool(cues) and cues <= {"except_before", "except_after"}


def _is_miscounted(sentence: Sentence, named: Named, token: Token) -> bool:
    """泰顺、永嘉三地: other than so many are named."""
    if token.has("counted") and str(len(named.targets)) not in token.values("counted"):
        return True
    if not token.has("counted_years"):
        return False
    years = {year for other in sentence.tokens if other.time for year in other.time.years}
    return str(len(years)) not in token.values("counted_years")


def _place_around(sentence: Sentence, index: int) -> str | None:
    """The name that an unknown word is part of, where it is that of a place or body."""
    tokens, token = sentence.tokens, sentence.tokens[index]
    whole, found = token.text, None
    before = tokens[index - 1] if index else None
    if before and before.divisions and before.end == token.start and token.text[0] in _PARTY:
        found = whole = before.text + whole
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following and following.start == token.end and (following.has("level") or following.has("kind")):
        whole += following.text
    return whole if _PLACE.search(whole) else found
