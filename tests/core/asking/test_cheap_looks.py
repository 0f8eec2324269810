"""Cheap looks before dear ones: what is passed over by them would have found nothing."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from core.asking.words import everyday, numbers, telling, times
from core.asking.words import lexicon as vocabulary
from core.asking.words.catalog import known_words
from core.asking.words.prepare import prepare
from core.asking.words.wording import Hinted, hints_of

HERE = Path(__file__).parent
TODAY = date(2024, 5, 1)
ANYTHING = re.compile("")


def _asked() -> list[str]:
    """Every question and statement of the tables beside this file."""
    tables = ("bank.tsv", "conversations.tsv", "everyday.tsv", "of_counties.tsv", "claims.tsv", "blind/phrasings.tsv")
    cells = [cell for table in tables for cell in re.split("[\t\n]", (HERE / table).read_text(encoding="utf-8"))]
    turns = [
        turn["question"]
        for line in (HERE / "blind" / "rounds.jsonl").read_text(encoding="utf-8").splitlines()
        for turn in json.loads(line)["turns"]
    ]
    return sorted({prepare(said) for said in (*cells, *turns)})


ASKED = _asked()


def test_no_mention_of_years_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [times.find_times(said, TODAY) for said in ASKED]
    monkeypatch.setattr(times, "_GROUPS", tuple((ANYTHING, group) for _, group in times._GROUPS))
    assert len({time.kind for each in found for time in each}) == 7
    assert found == [times.find_times(said, TODAY) for said in ASKED]


def test_each_wording_of_years_passes_its_look() -> None:
    """One wording of every branch that the questions beside this file do not have."""
    for said in (
        "再早一年",
        "更早一年",
        "再下一年",
        "往前推一年",
        "这几年",
        "三年合计",
        "五年平均",
        "2018起",
        "2018年度后",
    ):
        assert times.find_times(said, TODAY), said
    for said in ("2018及以后", "到2018年为止", "from 2018 on", "until the end of 2018", "2018财年以来", "23到24年"):
        assert times.find_times(said, TODAY), said


def test_no_counted_county_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [list(numbers.numbered_words(said)) for said in ASKED]
    monkeypatch.setattr(numbers, "_MAY_COUNT_COUNTIES", ANYTHING)
    assert found == [list(numbers.numbered_words(said)) for said in ASKED]


def test_no_statement_that_runs_on_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [telling.told_words(said) for said in ASKED]
    monkeypatch.setattr(telling, "_MAY_RUN_ON", ANYTHING)
    assert found == [telling.told_words(said) for said in ASKED]


def test_no_wording_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def each(hinted: Hinted, text: str, begin: int = 0) -> list[int]:
        places = range(begin, len(hinted.wordings))
        return [at for at in places if any(hint in text for hint in hints_of(hinted.wordings[at][0]))]

    found = [everyday.read(said) for said in ASKED]
    assert sum(read != said for said, (read, _) in zip(ASKED, found, strict=True)) > 100
    monkeypatch.setattr(Hinted, "standing_in", each)
    assert found == [everyday.read(said) for said in ASKED]


def test_no_word_is_passed_over() -> None:
    for word in vocabulary.dictionary():
        for text in (word, f"在{word}里", f"{word}有"):
            found = known_words().find_matches_as_indexes(text, overlapping=True)
            assert any(text[start:end] == word for _, start, end in found), word
