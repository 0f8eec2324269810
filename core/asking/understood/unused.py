"""The recognised words of a question that its request does not use: told beside the answer, or reason to give none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from core.asking.understood.figures import COLUMNS
from core.asking.understood.outside import is_yes_or_no
from core.asking.understood.request import Request
from core.asking.understood.said import Said
from core.asking.words.lexicon import Unused, unused_words
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
        if not kinds or kinds & taken or token.has("filler") or token.separator:
            continue
        then = {_then(kind, token.text, request) for kind in kinds}
        if "nothing" not in then:
            (told if "told" in then else changing)[token.text] = None
    if "organizations" not in said.inherited:
        told |= dict.fromkeys(target.text for target in request.idle)
    return Left(tuple(told), tuple(changing))


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
    """What a word may be used as: its cues by name, and what it names."""
    named = {
        "who": bool(token.bodies or token.divisions) or token.has("kind"),
        "when": token.time is not None,
        "what": token.has("term"),
        "level": token.has("level") and not token.bodies,
        "counted": token.has("counted") or token.has("counted_years"),
        "limit": token.limit is not None,
        "nth": token.nth is not None,
        "bound": bool(token.bounds),
        "number": token.number is not None,
        "report": token.report is not None,
    } | {role: token.has(role) for role in ("applicant", "national", "topic")}
    cues = frozenset(token.values("cue"))
    # 除 left in a sentence leaves out nothing that was understood: it does not just deny.
    cues -= {"negation"} if cues & {"except_before", "except_after"} else set()
    return cues | {kind for kind, is_so in named.items() if is_so}


def _then(kind: str, word: str, request: Request) -> str:
    """What becomes of a word left over: nothing, told, refused."""
    found = next(one for one in _by_kind()[kind] if not one.words or word in one.words)
    return "told" if found.then == "refused" and kind in request.beside else found.then


@cache
def _by_kind() -> Mapping[str, tuple[Unused, ...]]:
    kinds = dict.fromkeys(one.kind for one in unused_words())
    return {kind: tuple(one for one in unused_words() if one.kind == kind) for kind in kinds}
