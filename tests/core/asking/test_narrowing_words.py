"""Words that narrow or turn what is asked: none is dropped in silence, wherever the question lets other words go."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.asking.answer import answer
from store.archive import Archive
from tests.core.asking.question_holdings import fill

TODAY = date(2024, 5, 1)


def _cases() -> list[tuple[str, str]]:
    with (Path(__file__).parent / "narrowing.tsv").open(encoding="utf-8", newline="") as file:
        return [(row["question"], row["word"]) for row in csv.DictReader(file, delimiter="\t")]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("narrowing") / "questions.db") as opened:
        fill(opened)
        yield opened


@pytest.mark.parametrize(("question", "word"), _cases(), ids=lambda value: value)
def test_it_is_used_or_told_or_refused(archive: Archive, question: str, word: str) -> None:
    found = answer(question, archive, today=TODAY)
    if found.status != "answered":
        return
    told = any(word in note for note in found.notes)
    quoted = found.query is not None and found.query.operation == "text" and not found.rows
    assert told or quoted, found.text
