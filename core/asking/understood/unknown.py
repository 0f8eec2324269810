"""The words of a question that are not understood, and the name of a place among them."""

from __future__ import annotations

import re

from core.asking.understood.bodies import Named
from core.asking.words.sentence import Sentence
from core.asking.words.token import Token

_PLACE = re.compile(r"(?:[省市县区州旗镇乡]|街道|新区|[局委厅]|中心|政府|county|city|district|bureau)$")
# 县委, 县人大, 县法院 ...: bodies that publish no such report, written right after a place.
_PARTY = "委人法检政党纪"


def unknown_words(sentence: Sentence, named: Named) -> tuple[tuple[str, ...], str | None]:
    """The words that mean nothing here, and the name of the place or body that they are part of."""
    unknown, place = [], named.misfit
    for index, token in enumerate(sentence.tokens):
        if _is_unknown(sentence, named, token):
            unknown.append(token.text)
            place = _place_around(sentence, index) or place
    return tuple(unknown), place


def _is_unknown(sentence: Sentence, named: Named, token: Token) -> bool:
    bare = token.number is not None and not token.unit and "claim" not in sentence.cues
    cues = set(token.values("cue"))
    idle = bool(cues & {"fastest", "slowest"}) and not sentence.growing
    idle = idle or (bool(cues) and cues <= {"except_before", "except_after"})
    only_kind = bool(token.senses) and all(sense.role == "kind" for sense in token.senses)
    loose = only_kind and token not in named.kinds
    return token.unknown or bare or idle or loose or _is_miscounted(sentence, named, token)


def _is_miscounted(sentence: Sentence, named: Named, token: Token) -> bool:
    """泰顺、永嘉三地: other than so many are named."""
    years = {year for other in sentence.tokens if other.time for year in other.time.years}
    bodies_differ = token.has("counted") and str(len(named.targets)) not in token.values("counted")
    return bodies_differ or (token.has("counted_years") and str(len(years)) not in token.values("counted_years"))


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
