"""Arithmetic of figures by their codes or names: received + carried_in == outcome.total + carried_out.

What is worked out stands in the question as a formula; whose it is and of when stands around it, or behind a code in
brackets: in_force(2022) + issued(2023) - repealed(2023).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from core.asking.words import lexicon as vocabulary
from core.asking.words.facets import WEAK, exact
from core.forms import catalogue
from core.forms.indicators import indicators

Relation = Literal["==", "!=", ">", "<", ">=", "<="]

# One cheap look before the names are compiled.
_MAY_BE = re.compile(
    r"[+=<>≠≤≥]|[\])a-z] ?[/-] ?[(a-z]|\bplus\b|\bminus\b|\bequals?\b|\b(?:add|sum)s? (?:up )?to\b|\bmatch"
)
_SIGNS: Mapping[str, Relation] = {
    "=": "==",
    "==": "==",
    "!=": "!=",
    "<>": "!=",
    "≠": "!=",
    ">": ">",
    "<": "<",
    ">=": ">=",
    "≥": ">=",
    "<=": "<=",
    "≤": "<=",
}
_EQUALS = r"(?:equals?(?: to)?|(?:is|are) (?:equal to|the same as)|match(?:es)?|(?:add|sum)s? (?:up )?to|makes? up)"
_LINK = r" ?(?:\+|-|\bplus\b|\bminus\b) ?"
_LISTED = r"(?:, (?:and |plus )?| and | plus )"
_ARGUMENTS = r"(?: ?[(\[][^()\[\]+=]{1,40}[)\]])?"
# normative.in_force flow check 330302: what is checked, named before its formula.
_TITLE = re.compile(
    r"\b(?P<code>[a-z_]{1,30}(?:\.[a-z_]{1,30}){1,5})? ?"
    r"(?:stock|flow|balance|identity|carry-?over|arithmetic)(?: check)?\b"
)
_SHORTEST_NAME = 4
# The parts of a formula name the subject that its short names are of.
_FAMILIES = ("requests.outcome", "requests", "litigation", "review", "normative", "regulations")
_CALLED: Mapping[str, tuple[str, ...]] = {
    "requests.outcome.total": (
        "total outcomes",
        "outcomes total",
        "outcome total",
        "all outcomes",
        "outcomes",
    ),
    "requests.concluded": ("total concluded",),
    "requests.carried_in": ("carry-in", "carryin", "brought in"),
    "requests.carried_out": ("carry-out", "carryout"),
    "litigation.direct.total": ("direct lawsuits", "direct", "lawsuits filed directly", "direct suits"),
    "litigation.after_review.total": ("lawsuits after review", "after review", "post-review lawsuits"),
    "litigation.total": ("total lawsuits", "all lawsuits"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """A figure of a formula, with its sign and what stands behind it in brackets."""

    sign: int
    code: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expression:
    """Figures added, divided by one other (`over`), or held against others; `rest` is the question around them."""

    left: tuple[Term, ...]
    over: tuple[Term, ...]
    relation: Relation | None
    right: tuple[Term, ...]
    rest: str


def find(text: str) -> Expression | None:
    """The formula of a prepared text; None where there is none that is plain."""
    if not _MAY_BE.search(text):
        return None
    for match in _expression().finditer(text):
        found = _read(text, match)
        if found is not None:
            return found
    return None


def _read(text: str, match: re.Match[str]) -> Expression | None:
    title = _TITLE.search(text[: match.start()])
    rest = text[: match.start()] + " " + text[match.end() :]
    rest = rest.replace(title.group(), " ", 1) if title else rest
    written = [match["left"] or match["listed"], match["over"], match["right"] or match["whole"]]
    sides = [tuple(_terms(side)) if side else () for side in written]
    named = [name for side in sides for _, name, _ in side] + ([title["code"]] if title and title["code"] else [])
    families = _families_of(named)
    settled = [_settled(side, families) for side in _with_total(sides, families)]
    if any(side is None for side in settled):
        return None
    left, over, right = (side or () for side in settled)
    relation = _SIGNS.get(match["sign"] or "", "==") if right else None
    return Expression(left, over, relation, right, rest) if _is_formula(left, over, right) else None


def _is_formula(left: tuple[Term, ...], over: tuple[Term, ...], right: tuple[Term, ...]) -> bool:
    """Whether it is one: two figures of one report, or of two, side by side are asked for in other ways, too."""
    several = len(left) > 1
    if right:
        return several or len(right) > 1 or any(term.arguments for term in (*left, *right))
    if over:
        return several
    of_each = len({term.arguments for term in left}) > 1
    return several and (of_each or (any(term.sign < 0 for term in left) and len(left) > 2))


_Written = tuple[int, str, tuple[str, ...]]


def _terms(side: str) -> Iterator[_Written]:
    """The figures of one side as they are written."""
    sign = 1
    for match in _term().finditer(side):
        before = side[: match.start()].rstrip(" (")
        sign = -1 if before.endswith(("-", "minus")) else 1
        arguments = re.split(r"\s*[,，]\s*", (match["arguments"] or "").strip()[1:-1].strip())
        yield sign, match["name"], tuple(argument for argument in arguments if argument)


def _with_total(sides: list[tuple[_Written, ...]], families: tuple[str, ...]) -> list[tuple[_Written, ...]]:
    """The total, of what all the other figures are parts of."""
    others = [code for side in sides for _, name, _ in side if name != "total" and (code := _code(name, families))]
    above = {tuple(code.removesuffix(".total").split(".")[:-1]) for code in others}
    meant = ".".join((*above.pop(), "total")) if len(above) == 1 else ""
    return [
        tuple((sign, meant or name, given) if name == "total" else (sign, name, given) for sign, name, given in side)
        for side in sides
    ]


def _settled(side: tuple[_Written, ...], families: tuple[str, ...]) -> tuple[Term, ...] | None:
    """The terms by their codes; None where a name may be of several."""
    found = [Term(sign, code, arguments) for sign, name, arguments in side if (code := _code(name, families))]
    return tuple(found) if len(found) == len(side) else None


def _code(name: str, families: tuple[str, ...]) -> str | None:
    codes = _names().get(name, ())
    if len(codes) == 1:
        return codes[0]
    for family in families:
        near = [code for code in codes if code.rpartition(".")[0] == family]
        if len(near) == 1:
            return near[0]
    return None


def _families_of(named: list[str]) -> tuple[str, ...]:
    """The subjects of the names that are of one figure only; else the usual ones, where the names fit."""
    sure = [_names()[name][0] for name in named if len(_names().get(name, ())) == 1]
    own = list(dict.fromkeys(code.rpartition(".")[0] for code in sure))
    subjects = {family.split(".")[0] for family in own}
    return (*own, *(family for family in _FAMILIES if not subjects or family.split(".")[0] in subjects))


# --- the names ---------------------------------------------------------------------------------------


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """What stands for a figure in a formula: its code, the end of it, an English name; and the codes it may be of."""
    found: dict[str, dict[str, None]] = {}
    codes = dict.fromkeys((*indicators(), *catalogue.derived_sums()))
    for code in codes:
        parts = code.split(".")
        for i in range(len(parts)):
            suffix = ".".join(parts[i:])
            for name in {suffix, suffix.replace("_", " ")}:
                found.setdefault(name, {})[code] = None
    for code in codes:
        # The code itself is no other's end.
        found[code] = {code: None}
    for code, names in _CALLED.items():
        for name in names:
            found[name] = {code: None}
    for word, senses in vocabulary.dictionary().items():
        facets = next((frozenset(s.value.split()) for s in senses if s.role == "term"), frozenset[str]())
        named = exact(facets) if facets and not facets <= WEAK else ()
        if word.isascii() and len(word) >= _SHORTEST_NAME and len(named) == 1 and word not in found:
            found[word] = {named[0]: None}
    return {name: tuple(of) for name, of in found.items()}


@cache
def _any_name() -> str:
    return "|".join(re.escape(name) for name in sorted(_names(), key=len, reverse=True))


@cache
def _term() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z_.\d])(?P<name>{_any_name()})(?![a-z_.\d]|-[a-z])(?P<arguments>{_ARGUMENTS})")


@cache
def _expression() -> re.Pattern[str]:
    term = rf"(?:the )?(?<![a-z_.\d])(?:{_any_name()})(?![a-z_.\d]|-[a-z]){_ARGUMENTS}"
    side = rf"\(?{term}(?:{_LINK}{term})*\)?"
    signs = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
    return re.compile(
        # direct lawsuits and lawsuits after review add up to the total
        rf"(?P<listed>{term}(?:{_LISTED}{term})+),? {_EQUALS} (?P<whole>{side})"
        rf"|(?P<left>{side})(?: ?/ ?(?P<over>{term}))?(?: ?(?:(?P<sign>{signs})|{_EQUALS}) ?(?P<right>{side}))?"
    )
