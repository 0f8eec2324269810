"""The patterns of `data/*.toml`, compiled.

A pattern says which indicator a stretch of a sentence gives:

form = "number"   `match` is a whole expression (or several); its slot {件} {条} ... holds the number and its counter
form = "label"    `match` is only the name; the usual shapes are built around it: 予以公开3件, 3件予以公开,
                  甲、乙分别为1件、2件, 甲和乙均为0件; for a reason or an applicant also 9件(全是甲)
form = "zero"     `match` is a negation; the value is 0

Names in braces are the fragments of `fragments.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any, Literal

from core.reading.narrative.flow import Topic
from core.text.numerals import NUMBER
from core.types import Applicant

Form = Literal["number", "label", "zero"]

# 1-2名 and 第3 are no counts; a digit that a blank parts from the number belongs to it in some unknown way.
_SLOT = (
    rf"(?P<near>近|将近|大约|约|超过|超|逾|不足|接近)?(?<![\d.第])(?<!\d[-~—至 ,])(?P<number>{NUMBER})"
    r"(?P<odd>余|多|几|来)?(?P<unit>{units}|(?<=[为是:数][0零])(?=[,。;、)]|$))(?P<over>以上|左右|上下)?(?![也都](?:没|未|无))"
)


class Expression:
    """A regular expression, compiled when it is first used: one report needs a third of them."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        """As that of a compiled expression."""
        return self._compiled.search

    @cached_property
    def finditer(self) -> Callable[[str], Iterator[re.Match[str]]]:
        """As that of a compiled expression."""
        return self._compiled.finditer

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.text)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say one indicator. `topics` or `context` must hold for the sentence, when given."""

    name: str
    indicator: str
    form: Form
    matches: tuple[Expression, ...]
    """Each a way to say it; of a label, first the name before its number, then the number before the name."""
    anchors: tuple[str, ...]
    """Words of which a sentence must hold one for the pattern to be tried."""
    name_only: Expression | None = None
    """`label`: the bare name, for the shapes that list several names."""
    all_of_them: tuple[Expression, ...] = ()
    """`label`: 无法提供9件(全是甲), 收到9件,均为甲."""
    applicant: Applicant | None = None
    topics: frozenset[Topic] = frozenset()
    context: Expression | None = None
    unless: Expression | None = None
    """Must not stand in the clause before the match nor in the match."""
    never: Expression | None = None
    """Must not stand anywhere in the sentence."""
    looks_back: bool = False
    """The context may stand in the sentence before, under the same heading."""
    shares: bool = False
    """Takes a number that another pattern owns: a request by letter is also a request."""
    since: int = 0
    until: int = 9999
    total: bool = False
    """A total of the whole body: a part (其中…, …占5%) does not give it."""
    weak: bool = False
    """Gives way to any other pattern of the same indicator."""
    any_year: bool = False
    """Names another year by itself (上年结转)."""
    result_of: str | None = None
    """review, litigation, direct or after_review: what the sentence must have named last before the match."""


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence of the data and the figures it gives, all of them."""

    pattern: str
    text: str
    year: int
    facts: Mapping[str, float]


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every pattern, in the order of the files."""
    fragments = _fragments()
    return tuple(_pattern(row, fragments) for row in _rows())


@cache
def examples() -> tuple[Example, ...]:
    """Every example of every pattern: what it must give, and what must give nothing (or other figures)."""
    return tuple(_example(row, example) for row in _rows() for example in row["examples"])


@cache
def _fragments() -> dict[str, str]:
    raw: dict[str, str] = _load("fragments.toml")["fragments"]
    counters: dict[str, str] = _load("fragments.toml")["counters"]
    slots = {name: _SLOT.replace("{units}", units) for name, units in counters.items()}
    done: dict[str, str] = dict(slots)
    for name, text in raw.items():
        done[name] = _filled(text, done)
    return done


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    folder = resources.files("core.reading.narrative").joinpath("data")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(row for name in names if name != "fragments.toml" for row in _load(name)["pattern"])


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("core.reading.narrative").joinpath("data", name).read_text(encoding="utf-8"))


def _filled(text: str, fragments: Mapping[str, str]) -> str:
    """The text with {name} replaced; {2,3} and the like are left alone."""
    return re.sub(r"\{([^\W\d]\w*)\}", lambda found: fragments[found[1]], text)


def _pattern(row: Mapping[str, Any], fragments: Mapping[str, str]) -> Pattern:
    form: Form = row.get("form", "number")
    ways = [row["match"]] if isinstance(row["match"], str) else row["match"]
    matches = [_filled(way, fragments) for way in ways]
    name_only = None
    all_of_them: tuple[Expression, ...] = ()
    if form == "label":
        name, counter, tail = matches[0], fragments[row.get("counter", "件")], _filled(row.get("tail", ""), fragments)
        name_only = Expression(name)
        matches = [f"(?:{name}){tail}{fragments['为']}{counter}"]
        if row.get("reversed", True):
            matches.append(f"{counter}{fragments['属']}(?:{name})")
        if row.get("reason") or row.get("applicant") or row.get("result_of"):
            all_of_them = (Expression(f"{counter}{fragments['均']}(?:{name})(?!等)"),)
        if row.get("reason"):
            lead = "(?:不予公开|无法提供|不予处理|其他处理)" + fragments["为"] + "(?=[1一][件宗条份])"
            because = "[,(](?:理由|原因|属于|属|系|为|因|是|涉及)*"
            all_of_them += (Expression(f"{lead}{counter}{because}(?:{name})(?!等)"),)
    return Pattern(
        name=row["name"],
        indicator=row["indicator"],
        form=form,
        matches=tuple(Expression(match) for match in matches),
        anchors=tuple(row["anchor"].split("|")),
        applicant=row.get("applicant"),
        topics=frozenset(row.get("topics", ())),
        context=_optional(row.get("context"), fragments),
        unless=_optional(row.get("unless"), fragments),
        never=_optional(row.get("never"), fragments),
        looks_back=row.get("looks_back", False),
        shares=row.get("shares", False),
        since=row.get("since", 0),
        until=row.get("until", 9999),
        total=row.get("total", False),
        weak=row.get("weak", False),
        any_year=row.get("any_year", False),
        result_of=row.get("result_of"),
        name_only=name_only,
        all_of_them=all_of_them,
    )


def _optional(text: str | None, fragments: Mapping[str, str]) -> Expression | None:
    return Expression(_filled(text, fragments)) if text else None


def _example(row: Mapping[str, Any], example: Mapping[str, Any]) -> Example:
    return Example(row["name"], example["text"], example.get("year", 2016), example["facts"])
