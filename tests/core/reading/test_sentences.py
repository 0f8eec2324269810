"""Sentences of reports and all the figures that each of them gives."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from core.reading.narrative import read_narrative
from core.text.clean import clean
from core.types import Document, Number

SENTENCES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text("utf-8"))["sentences"]
USUAL_YEAR = 2016


def figures(text: str, year: int) -> dict[str, Number]:
    facts, _ = read_narrative(Document(text), clean(text), year, ())
    return {f"{fact.indicator} {fact.applicant or ''}".strip(): fact.value for fact in facts}


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence["text"][:24])
def test_a_sentence_gives_its_figures_and_no_other(sentence: dict[str, Any]) -> None:
    assert figures(sentence["text"], sentence.get("year", USUAL_YEAR)) == sentence["facts"]
