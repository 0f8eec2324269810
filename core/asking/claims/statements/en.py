"""The wordings of statements in English: changes, multiples, ranges, shares and limits."""

from __future__ import annotations

import re
from dataclasses import replace

from core.asking.claims.amounts import AMOUNT, UNITS_EN, Amount, Hedge, read_amount
from core.asking.claims.statements.around import moving, way, without
from core.asking.claims.statements.en_places import placed
from core.asking.claims.statements.en_wholes import every, majority, nothing
from core.asking.claims.statements.quantities import ANY_AMOUNT, Phrases, by_amount, in_range
from core.asking.claims.statements.values import (
    YEAR_BEFORE,
    Change,
    Direction,
    FromTo,
    Limit,
    Movement,
    Multiple,
    Statement,
)
from core.text.numerals import COUNT_EN

_BASE = (
    r"(?:\s*+,?\s*+(?:on|from|over|than|against|versus|vs|compared (?:with|to)|relative to)(?: that of| those of)?"
    r"(?: in| of)? (?P<base>(?:the )?(?:year before|previous year|last year)|(?:19|20)\d\d|[a-z' -]{3,30}?)"
    r"(?=$|[,.;]| (?:in|to) \d{4})"
    r"|\s*+,?\s*+(?:year on year|year-on-year|yoy))?"
)
_UP = r"up|rose|rising|risen|increas(?:ed|e|ing)|grew|growing|growth|gained|higher|more"
_DOWN = r"down|fell|falling|fallen|declin(?:ed|e|ing)|decreas(?:ed|e|ing)|dropp(?:ed|ing)|drop|lower|fewer|less"
_FROM_TO = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})|went) from (?P<before>\d[\d,]*) ?(?:{UNITS_EN})?"
    rf" in (?P<base>(?:19|20)\d\d) to (?P<after>\d[\d,]*) ?(?:{UNITS_EN})?"
)
_DOUBLED = re.compile(
    rf"\b(?:(?P<over>more than)|(?P<nearly>nearly|almost))? ?\b(?P<word>doubled|tripled|halved){_BASE}"
)
_SAME = re.compile(
    r"\b(?:unchanged|the same|no change)(?: (?:on|from|as in|as|over|compared with) (?P<base>[a-z0-9' -]{3,30}?))?"
    r"(?=$|[,.;])"
)
_CHANGE = re.compile(
    rf"\b(?:an? |have |has |had |were |was )?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?: of| by)?"
    rf" (?:(?:{AMOUNT})|(?P<bare>\d[\d,]*)){_BASE}"
)
_MORE = re.compile(
    rf"(?:{AMOUNT}|(?<!\d)(?<!\d,)(?P<bare>\d[\d,]*))"
    rf" ?(?:(?P<up>more|higher|up)|(?P<down>fewer|less|lower|down))(?: requests)?{_BASE}"
)
_RISE = re.compile(
    rf"(?:an? )?{AMOUNT} (?:(?P<up>increase|rise|growth|jump)|(?P<down>decrease|decline|drop|fall|reduction)){_BASE}"
)
_BEYOND = re.compile(
    r"\b(?:(?P<up>more|higher|exceed(?:ed|ing|s)?|above)|(?P<down>fewer|less|lower|below))"
    r"(?P<what> (?:administrative )?(?:requests|applications|reviews|lawsuits))?(?: than)?"
    r"(?: (?:in|that of|those of))? (?P<base>(?:the )?(?:year before|previous year|last year)"
    r"|(?:19|20)\d\d|(?!any\b|half\b|the average)[a-z' -]{3,30}?)(?: did)?(?P<year> in (?:19|20)\d\d)?$"
)
_WENT = re.compile(
    r"\b(?:(?P<up>rose|increased|grew|went up|rising)|(?P<down>fell|declined|decreased|dropped|went down|falling))"
    r"(?: (?:on|from|over|compared (?:with|to)) (?P<base>(?:the )?(?:year before|previous year|last year)"
    r"|(?:19|20)\d\d|[a-z' -]{3,30}?)| year on year| year-on-year)$"
)
_MOVEMENT = re.compile(
    r"\b(?:(?P<up>rose|grew|increased)|(?P<down>fell|declined|decreased|dropped))"
    r" (?:every year|each year|year after year|steadily"
    rf"|(?:for )?(?P<years>{COUNT_EN}) years (?:running|in a row))"
)
_MULTIPLE = re.compile(
    rf"\b(?:{AMOUNT}|(?:(?P<over>more than|over)|(?P<under>less than|under|fewer than)|(?P<near>nearly|almost))?"
    r" ?(?P<word>twice|double|half)) (?:that|those|the number|the figure|as many as|as many requests as)?"
    rf"(?: (?:of|in|as))* ?(?P<base>(?:19|20)\d\d|(?:the )?(?:year before|previous year)|[a-z' -]{{3,24}})"
)
_BARE = re.compile(
    r"(?<![\d,.])((?!(?:19|20)\d\d\b)\d[\d,]*)(?= (?:of (?:them|these|those|which|whom)|came|were|was|from|had)\b)"
)
# reviews rose to 42, were down to 4
_LEVEL = re.compile(
    rf"\b(?:had |has |have |was |were )?(?:(?P<up>{_UP}|climbed|jumped)|(?P<down>{_DOWN}|sank))(?: [a-z]+ly| back)? to"
    rf" (?!(?:19|20)\d\d\b)(?P<number>\d[\d,]*)(?P<noun> (?:{UNITS_EN})\b)?(?! ?%| per ?cent)"
)
_NOUN = re.compile(r"requests?|applications?|reviews?|lawsuits?")
_PHRASES = Phrases(
    link=re.compile(
        r"\b(?:account(?:ing|ed) for|mak(?:es|ing) up|made up|representing|equal to|or|was|were|is|at|of|and)$"
    ),
    each=re.compile(r"\b(?:each|both|all)(?: (?:had|received|with))?$"),
    total=re.compile(r"\b(?:together|altogether|in total|combined)\b"),
)


def parse(words: str) -> Statement | None:
    """What a prepared clause says beyond a plain figure; None for a plain figure, and where it says none."""
    return next((found for read in _READERS if (found := read(words)) is not None), None)


def plain(words: str) -> str:
    """A plain figure with the noun that its number leaves out: 3 of them were refused, reviews rose to 42."""
    return _BARE.sub(r"\1 cases", _LEVEL.sub(_come_to, words))


def direction_of_level(words: str) -> Direction:
    """Which way a plain figure is said to have come to: rose to 42; 0 where none is said."""
    match = _LEVEL.search(words)
    return way(match) if match else 0


def _come_to(match: re.Match[str]) -> str:
    return f"{match['number']}{match['noun'] or ' cases'}"


def _base(match: re.Match[str]) -> str | None:
    if match["base"]:
        return match["base"].strip()
    return YEAR_BEFORE if re.search("year on year|year-on-year|yoy", match.group()) else None


def _from_to(words: str) -> FromTo | None:
    match = _FROM_TO.search(words)
    if match is None:
        return None
    before, after = (Amount(int(match[name].replace(",", "")), "") for name in ("before", "after"))
    return FromTo(way(match), before, after, match["base"], without(words, match))


def _same(words: str) -> Change | None:
    match = _SAME.search(words)
    return Change(0, Amount(0, ""), _base(match), without(words, match)) if match else None


def _doubled(words: str) -> Change | None:
    match = _DOUBLED.search(words)
    if match is None:
        return None
    hedge: Hedge = "nearly" if match["nearly"] else "over" if match["over"] else "exact"
    if match["word"] == "halved":
        return Change(-1, Amount(50, "%", 1, hedge), _base(match), without(words, match))
    times = 2 if match["word"] == "doubled" else 3
    return Change(1, Amount(times - 1, "倍", 0.1, hedge), _base(match), without(words, match))


def _change(words: str) -> Change | None:
    for pattern in (_RISE, _MORE, _CHANGE):
        match = pattern.search(words)
        bare = match.groupdict().get("bare") if match else None
        if match and (bare or match["number"]):
            amount = Amount(int(bare.replace(",", "")), "") if bare else read_amount(match)
            if amount is not None:
                return Change(1 if match["up"] else -1, amount, _base(match), without(words, match))
    return None


def _beyond(words: str) -> Change | None:
    """More than Yongjia, fewer than in 2019, rose from the year before."""
    match = _BEYOND.search(words) or _WENT.search(words)
    if match is None or ANY_AMOUNT.search(words):
        return None
    return Change(way(match), None, _base(match), without(words, match, _kept_of(match)))


def _kept_of(match: re.Match[str]) -> str:
    """The figure and the year that a wording holds."""
    groups = match.groupdict()
    return f"{groups.get('what') or ''}{groups.get('year') or ''}"


def _multiple(words: str) -> Multiple | None:
    match = _MULTIPLE.search(words)
    if match is None or not (match["word"] or match["unit"] == "times"):
        return None
    hedge: Hedge = "over" if match["over"] else "under" if match["under"] else "nearly" if match["near"] else "exact"
    half = Amount(0.5 if match["word"] == "half" else 2, "倍", 0.1, hedge)
    amount = half if match["word"] else read_amount(match)
    return Multiple(amount, _base(match), without(words, match)) if amount else None


def _moving(words: str) -> Movement | None:
    return moving(words, _MOVEMENT)


def _by_amount(words: str) -> Statement | None:
    """Of a limit the unit is what is counted: got nearly 1000 requests."""
    found = by_amount(words, _PHRASES)
    if isinstance(found, Limit) and _NOUN.fullmatch(found.amount.unit):
        return replace(found, rest=f"{found.amount.unit} {found.rest}")
    return found


_READERS = (
    _from_to,
    _same,
    _doubled,
    _multiple,
    _change,
    _moving,
    placed,
    _beyond,
    nothing,
    every,
    majority,
    in_range,
    _by_amount,
)
