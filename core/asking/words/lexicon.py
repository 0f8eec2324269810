"""The words of questions: what people call figures, applicants, operations, kinds of bodies.

All of it is data in `data/`, each table one idea; this module reads it into one dictionary.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from core.forms import catalogue
from core.forms.indicators import indicators
from core.text.clean import normalize

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
    "kind_of_county",
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
    text = files("core.asking.words").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


# What a question may say besides the label of a figure.
_BESIDE_A_LABEL = frozenset({"total", "requests"})


@cache
def concepts() -> tuple[Concept, ...]:
    """Every figure that can be asked for; a code stands in several rows where it goes by several sets of facets.

    An indicator without a row, as of a form that has just been added, is asked for by its labels alone.
    """
    described = tuple(
        Concept(
            row["code"],
            frozenset(row["needs"].split()),
            frozenset(row["may"].split()),
            _split(row["asked_as"]),
            _split(row["not_asked_as"]),
        )
        for row in _table("concepts")
    )
    others = indicators().keys() - {concept.code for concept in described}
    by_label = (Concept(code, frozenset({code}), _BESIDE_A_LABEL, (), ()) for code in indicators() if code in others)
    return (*described, *by_label)


@cache
def topic_facets() -> frozenset[str]:
    """The facets that name a subject (复议) and not an aspect of one (维持)."""
    return frozenset(row["facets"] for row in _table("terms") if row["kind"] == "topic")


@cache
def _chinese_terms() -> Mapping[str, tuple[str, ...]]:
    return {row["facets"]: _split(row["zh"]) for row in _table("terms")}


def chinese_of(facets: str) -> tuple[str, ...]:
    """The Chinese words for what an English one names: reports are in Chinese."""
    return _chinese_terms().get(facets, ())


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


@dataclass(frozen=True, slots=True)
class Unused:
    """What becomes of a word of a kind (of these words, where there are some) that no request takes, and why."""

    kind: str
    words: frozenset[str]
    then: Literal["nothing", "told", "refused"]
    reason: str


@cache
def unused_words() -> tuple[Unused, ...]:
    """By kind of word; the first that fits a word counts."""
    return tuple(
        Unused(
            row["kind"],
            frozenset(_split(row["words"])),
            cast(Literal["nothing", "told", "refused"], row["then"]),
            row["reason"],
        )
        for row in _table("unused")
    )


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
        for named in (catalogue.label(indicator.code, "zh"), indicator.label_en):
            yield named, Sense("term", needs[indicator.code])
        # requests.received, requests.carried_in: a figure of its own, and no subject of the next.
        own = " volume" if indicator.code == "requests.received" else ""
        yield indicator.code, Sense("term", needs[indicator.code] + own)
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
