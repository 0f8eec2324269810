"""The wordings of places in an order in English: ranked third, the most of any county, second only to Yueqing."""

from __future__ import annotations

import re

from core.asking.claims.statements.around import joined, without
from core.asking.claims.statements.quantities import ANY_AMOUNT
from core.asking.claims.statements.values import Order, Record, Standing
from core.text.numerals import COUNT_EN, ORDINAL_EN, read_count

_PLACE_SAID = rf"(?:(?P<ordinal>{ORDINAL_EN})|(?P<number>\d{{1,2}})(?:st|nd|rd|th)?)"
_RANKED = re.compile(
    rf"\b(?:rank(?:s|ed|ing)?|came|placed|stood|was|is) {_PLACE_SAID}(?P<last>[ -](?:from (?:the )?bottom|to last))?"
    r"(?=$|[,.;]| (?:in|among|of|for|from)\b)"
)
_NTH = re.compile(
    rf"\b(?:the )?{_PLACE_SAID}[ -](?:(?P<most>most|highest|largest)|(?P<least>fewest|lowest|smallest|least))\b"
)
_EXTREME = re.compile(
    r"\b(?:the )?(?:(?P<most>most|highest|largest|biggest|greatest)|(?P<least>fewest|least|lowest|smallest))\b"
    r"(?! of (?:them|these|those|the requests|its)\b)|\b(?:(?P<top>topped)|(?P<bottom>came last|at the bottom))\b"
)
_THAN_ANY = re.compile(
    r"\b(?:(?P<most>more|higher)|(?P<least>fewer|less|lower))(?P<what> [a-z]+)? than any(?: other)?\b"
)
_BEHIND = re.compile(r"\b(?:second only to|behind only|surpassed only by) (?P<behind>[a-z' -]{3,40}?)(?=$|[,.;])")
_RECORD = re.compile(
    rf"\b(?:since (?P<since>(?:19|20)\d\d)|(?:in|for|of) (?:the )?(?:last |past )?(?P<count>{COUNT_EN}) years|on record"
    r"|of all years|in any year|ever)\b|\ba (?:new )?(?:record )(?P<new>high|low)\b"
)
_TOP = re.compile(rf"\b(?:in|among) the (?P<end>top|bottom) (?P<count>{COUNT_EN})\b")
_MAJORITY = re.compile(
    r"^(?:of (?:them|these|which|the requests) )?most\b(?! requests? (?:in|of|among)\b)|\bat most\b|\bat least\b"
)


def placed(words: str) -> Standing | Record | None:
    """A place in an order, where the clause says one and no number."""
    if ANY_AMOUNT.search(words) or _MAJORITY.search(words):
        return None
    return _behind(words) or _top(words) or _ranked(words) or _extreme(words)


def _behind(words: str) -> Standing | None:
    match = _BEHIND.search(words)
    return Standing(2, "most", without(words, match), behind=match["behind"]) if match else None


def _top(words: str) -> Standing | None:
    match = _TOP.search(words)
    count = read_count(match["count"]) if match else None
    if match is None or count is None:
        return None
    return Standing(count, "most" if match["end"] == "top" else "least", without(words, match), up_to=True)


def _ranked(words: str) -> Standing | None:
    match = _RANKED.search(words) or _NTH.search(words)
    place = read_count(match["ordinal"] or match["number"]) if match else None
    if match is None or place is None:
        return None
    groups = match.groupdict()
    least = groups.get("last") or groups.get("least")
    return Standing(place, "least" if least else "most", without(words, match))


def _extreme(words: str) -> Standing | Record | None:
    record = _RECORD.search(words)
    if record and record["new"]:
        return Record("most" if record["new"] == "high" else "least", None, None, without(words, record))
    match = _THAN_ANY.search(words) or _EXTREME.search(words)
    if match is None:
        return None
    groups = match.groupdict()
    order: Order = "least" if groups.get("least") or groups.get("bottom") else "most"
    rest = without(words, match, groups.get("what") or "")
    if record is None:
        return Standing(1, order, rest)
    since, count = record["since"], record["count"]
    bare = joined(rest.replace(record.group(), "", 1))
    return Record(order, read_count(count) if count else None, int(since) if since else None, bare)
