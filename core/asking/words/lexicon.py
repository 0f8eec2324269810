"""The words of questions: what people call indicators, applicants, operations, kinds of bodies.

All of it is data in `data/`, each table one idea; this module reads it into one dictionary.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from core.forms.indicators import Indicator, indicators
from core.text.clean import normalize
from core.types import Applicant, Template

# (一)收到申请数, 1.按时办结数, 四、行政复议数量
_ROW_NUMBER = re.compile(r"^(?:\([一二三四五六七八九十]\)|\d{1,2}\.|[一二三四五六七八九十]、)")
_SHORTEST_LABEL = 4

Role = Literal[
    "term",
    "applicant",
    "cue",
    "level",
    "national",
    "kind",
    "topic",
    "filler",
    "counted",
    "counted_years",
    "lookalike",
]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word says in a question: its role, and the facets, code or name that belong to the role."""

    role: Role
    value: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A figure that can be asked for: the facets a question must name for it, and those it may name besides."""

    code: str
    needs: frozenset[str]
    may: frozenset[str]
    asked_as: tuple[str, ...]
    not_asked_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DerivedSum:
    """A figure worked out as a sum where a form has no row for it. `templates` are those forms."""

    code: str
    label_zh: str
    label_en: str
    unit: str
    templates: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """A share nobody has fixed officially: the figures above and below the line."""

    code: str
    label_zh: str
    label_en: str
    numerator: tuple[str, ...]
    denominator: str


@dataclass(frozen=True, slots=True)
class BodyKind:
    """A kind of body with its full names (most usual first) and its short ones."""

    kind: str
    label_zh: str
    names: tuple[str, ...]
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageTopic:
    """What the narrative is asked about, and the phrases that find it."""

    topic: str
    phrases: tuple[str, ...]


def _table(name: str) -> Iterator[dict[str, str]]:
    home = "core.forms" if name in ("breaks", "derived", "rates", "replacements") else "core.asking.words"
    text = files(home).joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


@cache
def concepts() -> tuple[Concept, ...]:
    """Every figure that can be asked for; a code stands in several rows where it goes by several sets of facets."""
    return tuple(
        Concept(
            row["code"],
            frozenset(row["needs"].split()),
            frozenset(row["may"].split()),
            _split(row["asked_as"]),
            _split(row["not_asked_as"]),
        )
        for row in _table("concepts")
    )


@cache
def topic_facets() -> frozenset[str]:
    """The facets that name a subject (复议) and not an aspect of one (维持)."""
    return frozenset(row["facets"] for row in _table("terms") if row["kind"] == "topic")


@cache
def derived_sums() -> Mapping[str, DerivedSum]:
    """The sums of the consistency rules by code."""
    return {
        row["code"]: DerivedSum(
            row["code"],
            row["label_zh"],
            row["label_en"],
            row["unit"],
            tuple(row["templates"].split(",")),
            tuple(row["parts"].split()),
        )
        for row in _table("derived")
    }


@cache
def rates() -> Mapping[str, Rate]:
    """The rates of the consistency rules by code."""
    return {
        row["code"]: Rate(
            row["code"], row["label_zh"], row["label_en"], tuple(row["numerator"].split()), row["denominator"]
        )
        for row in _table("rates")
    }


@cache
def body_kinds() -> Mapping[str, BodyKind]:
    """The kinds of bodies by name of kind."""
    return {
        row["kind"]: BodyKind(row["kind"], row["label_zh"], _split(row["names"]), _split(row["short"]))
        for row in _table("kinds")
    }


@cache
def passage_topics() -> Mapping[str, PassageTopic]:
    """What can be looked up in the narrative, by topic."""
    return {row["topic"]: PassageTopic(row["topic"], _split(row["phrases"])) for row in _table("passages")}


@cache
def applicant_labels() -> Mapping[Applicant | None, tuple[str, str]]:
    """Each applicant's name in Chinese and English; the total column too."""
    labels: dict[Applicant | None, tuple[str, str]] = {None: ("总计", "total")}
    for row in _table("applicants"):
        labels[cast(Applicant, row["applicant"])] = (row["label_zh"], row["label_en"])
    return labels


@cache
def dictionary() -> Mapping[str, tuple[Sense, ...]]:
    """Every known word, lower case, with all its senses."""
    senses: dict[str, dict[Sense, None]] = defaultdict(dict)
    for word, sense in _words():
        senses[word.lower()][sense] = None
    return {word: tuple(found) for word, found in senses.items()}


def _words() -> Iterator[tuple[str, Sense]]:
    columns: tuple[tuple[str, Role, str], ...] = (
        ("terms", "term", "facets"),
        ("applicants", "applicant", "applicant"),
        ("cues", "cue", "cue"),
        ("levels", "level", "level"),
        ("passages", "topic", "topic"),
    )
    for table, role, column in columns:
        for row in _table(table):
            for word in _split(row["zh"]) + _split(row["en"]):
                yield word, Sense(role, row[column])
    for row in _table("national"):
        for word in _split(row["zh"]) + _split(row["en"]):
            yield word, Sense("national", "")
    for row in _table("kinds"):
        for word in _split(row["names"]) + _split(row["short"]) + _split(row["en"]):
            yield word, Sense("kind", row["kind"])
    for row in _table("fillers"):
        for word in _split(row["words"]):
            yield word, Sense("filler", row["language"])
    for row in _table("lookalikes"):
        for word in _split(row["words"]):
            yield word, Sense("lookalike", "")
    yield from _official_labels()


def _official_labels() -> Iterator[tuple[str, Sense]]:
    """The label of each indicator, official and as shown, stands for the facets its concept needs."""
    needs = {concept.code: " ".join(sorted(concept.needs)) for concept in reversed(concepts())}
    for indicator in indicators().values():
        for named in (label(indicator.code, "zh"), indicator.label_en, indicator.code):
            yield named, Sense("term", needs[indicator.code])
    for printed, code in _printed_labels().items():
        yield printed, Sense("term", needs[code])


def _printed_labels() -> Mapping[str, str]:
    """The rows as the forms print them, with and without their number, where only one indicator is printed so."""
    codes: dict[str, set[str]] = defaultdict(set)
    for indicator in indicators().values():
        for _, label in indicator.official_labels:
            printed = normalize(label)
            for words in {printed, _ROW_NUMBER.sub("", printed)}:
                codes[words].add(indicator.code)
    return {words: min(found) for words, found in codes.items() if len(found) == 1 and len(words) >= _SHORTEST_LABEL}


def label(code: str, language: str, template: Template | None = None) -> str:
    """How a person sees an indicator, a sum or a rate; a sum's own label where the form has no such row."""
    found: Indicator | DerivedSum | Rate | None = indicators().get(code)
    derived = derived_sums().get(code)
    if found is None or (derived and template in derived.templates):
        found = derived or rates().get(code)
    if found is None:
        return code
    if language == "zh" and isinstance(found, Indicator) and found.parent and len(found.label_zh) < _SHORTEST_LABEL:
        # 其他 says nothing without the row above it.
        return f"{label(found.parent, language)}中的{found.label_zh}"
    return found.label_zh if language == "zh" else found.label_en


def unit(code: str) -> str:
    """The unit of an indicator or a sum; % for a rate."""
    if code in rates():
        return "%"
    found = indicators().get(code) or derived_sums().get(code)
    return found.unit if found else ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What stands for a figure in forms that have no row for it; the note says that it does."""

    code: str
    templates: tuple[str, ...]
    instead: str
    note_zh: str
    note_en: str


@cache
def replacements() -> Mapping[str, Replacement]:
    """By the code that is replaced."""
    return {
        row["code"]: Replacement(
            row["code"], tuple(row["templates"].split(",")), row["instead"], row["note_zh"], row["note_en"]
        )
        for row in _table("replacements")
    }


@dataclass(frozen=True, slots=True)
class Break:
    """Codes (a prefix) that the forms in `before` count otherwise than the later ones."""

    prefix: str
    before: frozenset[str]
    note_zh: str
    note_en: str

    def crossed(self, code: str, forms: Iterable[str]) -> bool:
        """Whether a series of this code over these forms crosses the break."""
        official = set(forms) & {"2014", "2019", "2021"}
        under = code == self.prefix or code.startswith(self.prefix + ".")
        return under and bool(official & self.before) and bool(official - self.before)


@cache
def breaks() -> tuple[Break, ...]:
    """Where series break because the form changed."""
    return tuple(
        Break(row["prefix"], frozenset(row["before"].split(",")), row["note_zh"], row["note_en"])
        for row in _table("breaks")
    )
