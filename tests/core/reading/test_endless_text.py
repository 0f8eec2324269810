"""What a page costs grows with its length and not faster, whatever it is made of."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from core.reading.narrative import topic
from core.reading.narrative.flow import Sentence
from core.reading.narrative.read import read_narrative
from core.reading.narrative.words import words_of
from core.reading.parse import parse
from core.text.clean import clean
from core.text.lexicon import Word
from core.types import Document

REPORT = Path("seeds/000_16354070a9c40620.txt").read_text("utf-8")
_SMALL, _TIMES = 5_000, 8
_MOST_GROWTH = 24
"""Linear is 8, quadratic 64."""


@pytest.mark.parametrize(
    "unit",
    ["1", "年", ",", "一二三", "1,", "1 ", "(1", "2018年", "1年,一二三,年年1", "一二三件,", "12件", "1条"],
)
def test_a_report_with_an_endless_rest(unit: str) -> None:
    # The machine does other things, too: only what is too much every time is.
    assert any(growth(unit) <= _MOST_GROWTH for _ in range(3))


def growth(unit: str) -> float:
    """How many times as long the rest takes that is so many times as long, the report itself apart."""
    base = seconds(REPORT)
    small, large = (seconds(f"{REPORT}\n{unit * (size // len(unit))}") for size in (_SMALL, _SMALL * _TIMES))
    return max(large - base, 0.0) / max(small - base, base / 4)


def seconds(text: str) -> float:
    began = time.process_time()
    parse(Document(text))
    return time.process_time() - began


def test_sentences_that_ask_for_the_one_before_are_cut_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cut: list[str] = []

    def counted(sentence: Sentence, own: str = "", *, requests_before: Callable[[], bool]) -> list[Word]:
        cut.append(sentence.text)
        return words_of(sentence, own, requests_before=requests_before)

    monkeypatch.setattr(topic, "words_of", counted)
    text = "群众低保申请工作有序推进。" * 12 + "收到来件3件。"
    read_narrative(Document(text), clean(text), 2018, ())
    assert len(cut) == 12
