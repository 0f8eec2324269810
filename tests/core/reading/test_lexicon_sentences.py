"""Every word of the lexicon in a sentence that is read otherwise without it.

`lexicon_sentences.toml` holds the sentences with their words, kept apart from the lexicon: a word that goes from there
is missed here. `lexicon_unheld.tsv` lists the words, and the alternatives within words, that no sentence holds yet.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.reading.narrative import read_narrative
from core.reading.narrative.prose import read_prose
from core.text.clean import clean
from core.types import Document, Number
from tests.strokes import Stroke, written

HERE = Path(__file__).parent
SENTENCES = tomllib.loads((HERE / "lexicon_sentences.toml").read_text("utf-8"))["sentence"]
UNHELD = HERE / "lexicon_unheld.tsv"

Reading = tuple[dict[str, Number], list[str], list[str]]
"""The figures, their evidence, and the numbers and negations that are none with what becomes of each."""


def read(text: str, year: int, word: str) -> Reading:
    """How the sentence is read; in the evidence a gap stands for the word."""
    cleaned = clean(text)
    facts, _ = read_narrative(Document(text), cleaned, year, ())
    given = {f"{fact.indicator} {fact.applicant or ''}".strip(): fact for fact in facts}
    accounts = [one for _, found in read_prose(cleaned, year, ()).accounts() for one in found]
    told = (f"{'none' if one.frame.denied else one.frame.value} {one.kind}" for one in accounts if one.kind != "fact")
    quotes = [given[code].quote.replace(word, "{}", 1) for code in sorted(given)]
    return {code: fact.value for code, fact in given.items()}, quotes, sorted(told)


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: f"{row['sense']}: {row['text'].strip()[:24]}")
def test_a_sentence_is_read_with_each_of_its_words(row: dict[str, Any]) -> None:
    found = {word: read(row["text"].replace("{}", word), row["year"], word) for word in row["words"]}
    assert found == dict.fromkeys(row["words"], (row["facts"], row.get("quotes", []), sorted(row.get("told", []))))


def test_every_word_stands_in_a_sentence_or_is_listed() -> None:
    unheld = {part for part, words in parts().items() if not any((part[0], word) in held() for word in words)}
    assert unheld == {tuple(line.split("\t")) for line in UNHELD.read_text("utf-8").splitlines()}


@cache
def held() -> frozenset[tuple[str, str]]:
    """The senses and the words of the sentences."""
    return frozenset((row["sense"], word) for row in SENTENCES for word in row["words"])


def parts() -> dict[Stroke, list[str]]:
    """What one stroke could take from the lexicon, and the words written with it."""
    found: dict[Stroke, list[str]] = {}
    for one in written():
        for stroke in one.strokes:
            found.setdefault(stroke, []).append(one.word)
    return found
