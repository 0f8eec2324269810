"""All, none and most of the requests in English: all were granted, none came from businesses, mostly online."""

from __future__ import annotations

import re

from core.asking.claims.statements.around import joined
from core.asking.claims.statements.quantities import ANY_AMOUNT
from core.asking.claims.statements.values import Every, Majority, Nothing

_OF_THEM = r"(?: of (?:them|these|those|which|whom|it|the (?:requests|applications|cases|total)))?"
_BEING = r"(?: (?:requests?|applications?|cases?))?(?:,? (?:has|have|had))?(?: (?:been|were|was|are|is|came|being))*"
_NONE = re.compile(
    rf"\b(?:none|not (?:one|a single (?:one|request|application|case)|any)|no (?:one|single)){_OF_THEM}{_BEING}"
    r"|\b(?:there (?:were|was)|had|has|received|faced|recorded|with)? ?(?:no|not any|zero)\b(?: (?:such))?"
)
_ALL = r"(?:all|every (?:one|single one|request|application)|each(?: one)?|both)"
_EVERY = re.compile(
    r"(?P<remaining>\b(?:the )?(?:rest|remaining(?: ones?| requests| cases)?|others?)\b)?"
    rf"(?: ?\b(?:and )?(?:were |was |are |have |had )?{_ALL}\b{_OF_THEM}){_BEING} (?P<part>[a-z].+)$"
)
# granted every request it answered
_EVERY_ONE = re.compile(
    r"\b(?P<part>granted|denied|refused|answered|concluded)(?: in full)? (?:every|all)(?: (?:of )?the| its)? "
    r"(?:single )?(?:requests?|applications?)(?: (?:that )?(?:it|they) (?P<whole>answered|received|got|handled))?"
)
_REMAINING = re.compile(
    rf"^(?:and |while )?(?:the )?(?:rest|remaining(?: ones?| requests| cases)?|others){_BEING} (?P<part>[a-z].+)$"
)
_MOST = re.compile(
    r"\b(?:(?P<vast>the (?:vast|overwhelming|great) majority|almost all|nearly all)"
    r"|(?P<many>(?:the|a) (?:large )?majority|most))"
    rf"{_OF_THEM}{_BEING} (?P<part>[a-z].+)$"
    r"|\b(?:mostly|mainly|chiefly|primarily|predominantly|largely) (?P<mainly>[a-z].+)$"
)


def nothing(words: str) -> Nothing | None:
    """That there was none."""
    match = _NONE.search(words)
    if match is None or ANY_AMOUNT.search(words):
        return None
    rest = joined(words[: match.start()], words[match.end() :])
    return Nothing(rest) if len(rest) > 1 else None


def every(words: str) -> Every | None:
    """That all of them were something."""
    if ANY_AMOUNT.search(words):
        return None
    match = _EVERY_ONE.search(words)
    if match:
        whole = "requests answered" if match["whole"] in ("answered", "handled") else "requests received"
        return Every(match["part"], joined(words[: match.start()], whole, words[match.end() :]))
    match = _EVERY.search(words)
    if match:
        return Every(match["part"], joined(words[: match.start()]), bool(match["remaining"]))
    match = _REMAINING.search(words)
    return Every(match["part"], "", remaining=True) if match else None


def majority(words: str) -> Majority | None:
    """That most of them were something."""
    match = _MOST.search(words)
    if match is None or ANY_AMOUNT.search(words):
        return None
    if match["mainly"]:
        return Majority("main", match["mainly"], joined(words[: match.start()]))
    return Majority("vast" if match["vast"] else "many", match["part"], joined(words[: match.start()]))
