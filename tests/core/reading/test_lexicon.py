"""Every word of the lexicon in the sentence of its entry, and in the sentence that must not give that figure.

`lexicon_misses.tsv` lists the words that do not hold yet. It is compared both ways: one that holds is taken off.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from core.reading.narrative import read_narrative
from core.text.clean import clean
from core.text.lexicon import Entry, entries
from core.types import Document, Number

MISSES = Path(__file__).parent / "lexicon_misses.tsv"
Miss = tuple[str, str, str]
"""Which sentence (say or not), the senses of the entry, the word."""


def figures(text: str, year: int) -> dict[str, Number]:
    facts, _ = read_narrative(Document(text), clean(text), year, ())
    return {f"{fact.indicator} {fact.applicant or ''}".strip(): fact.value for fact in facts}


def misses_of(entry: Entry) -> Iterator[Miss]:
    senses = " ".join(sorted(entry.senses))
    for word in entry.words:
        given = figures(entry.example.replace("{}", word), entry.year)
        if any(given.get(code) != value for code, value in entry.gives.items()):
            yield "say", senses, word
        if entry.gives and "{}" in entry.counter_example:
            last = list(entry.gives)[-1]
            if figures(entry.counter_example.replace("{}", word), entry.year).get(last) == entry.gives[last]:
                yield "not", senses, word


@cache
def known() -> frozenset[Miss]:
    lines = MISSES.read_text("utf-8").splitlines()
    return frozenset((kind, senses, word) for kind, senses, word in (line.split("\t") for line in lines))


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: " ".join(sorted(entry.senses)))
def test_every_word_stands_for_its_sense(entry: Entry) -> None:
    senses = " ".join(sorted(entry.senses))
    words = frozenset(entry.words)
    assert set(misses_of(entry)) == {miss for miss in known() if miss[1] == senses and miss[2] in words}


def test_every_entry_has_a_place_for_its_words() -> None:
    assert [entry.example for entry in entries() if "{}" not in entry.example] == []
