"""The recognised words of a question that its request does not use: told beside the answer, or reason to give none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from core.asking.understood.figures import COLUMNS
from core.asking.understood.outside import is_yes_or_no
from core.asking.understood.request import Request
from core.asking.understood.said import Said
from core.asking.words.lexicon import Role, Unused, unused_words
from core.asking.words.sentence import Sentence
from core.asking.words.token import Token


@dataclass(frozen=True, slots=True)
class Left:
    """The words that are told as not used, and those that would change what is meant."""

    told: tuple[str, ...] = ()
    changing: tuple[str, ...] = ()


def left_of(said: Said, request: Request) -> Left:
    """Words recognised minus words taken."""
    taken = request.takes | _used_in_reading(said, request)
    told: dict[str, None] = {}
    changing: dict[str, None] = {}
    for token in said.sentence.tokens:
        kinds = kinds_of(token)
        kinds = frozenset({"nth"}) if token.nth and "nth" not in taken else kinds
        if not kinds or "filler" in kinds or not kinds.isdisjoint(taken):
            continue
        then = {_then(kind, token.text, request) for kind in kinds}
        if "nothing" not in then:
            (told if "told" in then else changing)[token.text] = None
    if "organizations" not in said.inherited:
        told |= dict.fromkeys(target.text for target in request.idle)
    return Left(tuple(told), tuple(changing))


def empty_stretches(sentence: Sentence) -> tuple[str, ...]:
    """Of 收了多少、搞了多少、没给多少 what asks for an amount and names none: known words that say nothing of one."""
    stretches = _stretches(sentence)
    if len(stretches) < _FEWEST_STRETCHES or not any(token.has("term") for of, _ in stretches for token in of):
        return ()
    found = []
    for of, listed in stretches:
        words = sentence.text[of[0].start : of[-1].end] if of else ""
        idle = len(words) > 1 and all(kinds_of(token) == {"filler"} for token in of)
        asks = bool(_AMOUNT.search(words)) and len(_AMOUNT.sub("", words)) > 0
        if idle and (asks or (listed and _IN_LIST.fullmatch(words))):
            found.append(words)
    return tuple(found)


def _stretches(sentence: Sentence) -> list[tuple[Sequence[Token], bool]]:
    """The words between two marks; whether 、 stands on a side of them."""
    marks = [index for index, token in enumerate(sentence.tokens) if token.separator]
    sides = pairwise((-1, *marks, len(sentence.tokens)))
    listed = {index for index in marks if sentence.tokens[index].text == "、"}
    return [(sentence.tokens[begin + 1 : end], not listed.isdisjoint((begin, end))) for begin, end in sides]


def _used_in_reading(said: Said, request: Request) -> frozenset[str]:
    """The cues that the figures were read by, as far as the request uses the figures; a negation asked as yes or no."""
    used = {"negation"} if is_yes_or_no(said.sentence) else set()
    if "what" in request.takes:
        used |= said.used - COLUMNS.keys()
        used |= {"all_indicators"} if said.subject.overview and not said.subject.measures else set()
    if "applicant" in request.takes:
        used |= said.used & COLUMNS.keys()
    return frozenset(used)


def kinds_of(token: Token) -> frozenset[str]:
    """What a word may be used as: its cues by name, and what it names; `filler` where it says nothing."""
    if token.separator:
        return frozenset()
    kinds = {sense.value if sense.role == "cue" else _KINDS[sense.role] for sense in token.senses}
    if token.bodies:
        kinds.discard("level")
    # 除 left in a sentence leaves out nothing that was understood: it does not just deny.
    if not kinds.isdisjoint(_EXCEPT):
        kinds.discard("negation")
    named = (
        ("who", token.bodies or token.divisions),
        ("when", token.time),
        ("limit", token.limit),
        ("nth", token.nth),
        ("bound", token.bounds),
        ("number", token.number is not None),
        ("report", token.report),
    )
    kinds.update(kind for kind, is_so in named if is_so)
    return frozenset(kinds - {"lookalike"})


_FEWEST_STRETCHES = 2
_AMOUNT = re.compile(r"(?:有|是|为)?(?:多少|几)[件个条起次人]?(?:呢|啊|呀)?")
_IN_LIST = re.compile(r"[\u4e00-\u9fff]{2,6}")
_EXCEPT = frozenset({"except_before", "except_after"})
_KINDS: Mapping[Role, str] = {
    "term": "what",
    "applicant": "applicant",
    "level": "level",
    "national": "national",
    "kind": "who",
    "topic": "topic",
    "filler": "filler",
    "counted": "counted",
    "counted_years": "counted",
    "kind_of_county": "level",
    "lookalike": "lookalike",
}


def _then(kind: str, word: str, request: Request) -> str:
    """What becomes of a word left over: nothing, told, refused."""
    found = next(one for one in _by_kind()[kind] if not one.words or word in one.words)
    return "told" if found.then == "refused" and kind in request.beside else found.then


@cache
def _by_kind() -> Mapping[str, tuple[Unused, ...]]:
    kinds = dict.fromkeys(one.kind for one in unused_words())
    return {kind: tuple(one for one in unused_words() if one.kind == kind) for kind in kinds}
