"""The words of a question that are not understood, and the name of a place among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from core.asking.understood.bodies import Named
from core.asking.words.asides import says_which
from core.asking.words.sentence import Sentence
from core.asking.words.token import Token

_PLACE = re.compile(r"(?:[省市县区州旗镇乡]|街道|新区|[局委厅]|中心|政府|county|city|district|bureau)$")
_WORDS_OF_THEIR_OWN = frozenset("是有在年几和与及吗呢被把给由对从到为也还就共各每多少比占哪谁我你他它这那")
# 10个百分点: a counter before a word is none of it; behind one it may be, as in 文件.
_COUNTERS = frozenset("的了个")
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
        together = _together(sentence, around)
        stands_apart = elsewhere and token.unknown and token.number is None and not any(map(_names, around))
        if stands_apart and not says_which(sentence.text[around[0].start : around[-1].end].strip()):
            apart.append(together)
        else:
            barring.append(_whole_word(sentence, index))
    return Unknown(_apart(barring), _apart(apart), place)


def _apart(words: Sequence[str]) -> tuple[str, ...]:
    """Each of the words once, and none that another one holds."""
    return tuple(dict.fromkeys(w for w in words if not any(w != other and w in other for other in words)))


def _around(sentence: Sentence, index: int) -> tuple[Token, ...]:
    """The words that no mark parts from one: they may say what is counted, or whose it is."""
    before, after = reversed(sentence.tokens[:index]), sentence.tokens[index:]
    return (*reversed([*takewhile(_goes_on, before)]), *takewhile(_goes_on, after))


def _goes_on(token: Token) -> bool:
    return not (token.mark and token.text not in "、()")


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
    """过程性文件 and not 文, 主要 and not 主: what is not known is named with all that it is written together with."""
    tokens, token = sentence.tokens, sentence.tokens[index]
    if token.latin:
        return token.text
    first = last = index
    while first and tokens[first - 1].end == tokens[first].start and _may_be_half(tokens[first - 1]):
        if tokens[first - 1].text in _COUNTERS:
            break
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].start == tokens[last].end and _may_be_half(tokens[last + 1]):
        last += 1
    alone = first == last and len(token.text) == 1
    before = tokens[first - 1] if first and tokens[first - 1].end == tokens[first].start else None
    if alone and before and (before.has("term") or before.has("level")):
        first -= 1
    start, end = tokens[first].start, tokens[last].end
    return sentence.text[start:end].strip("的了") or token.text


def _may_be_half(token: Token) -> bool:
    """Whether a single character may be the half of a word: 件 of 文件, and not 几."""
    half = len(token.text) == 1 and not (token.mark or token.separator or token.latin)
    return half and token.text not in _WORDS_OF_THEIR_OWN and not token.time and token.number is None


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
    if token.has("counted"):
        # 龙港跟龙湾两家占温州多少: the whole is none of them.
        many = len(named.targets)
        so_many = {str(many), str(many - 1)} if "ratio" in sentence.cues else {str(many)}
        return so_many.isdisjoint(token.values("counted"))
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
