"""Everyday ways to ask, of the archive of the blind rounds: what is said beside a question, names of figures, slips.

`everyday.tsv` says what a right answer says, or the word that narrows what is counted: such a question is refused, or
the word is told as not used.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.asking.answer import answer
from core.types import Answer
from store.archive import Archive
from tests.core.asking.rounds_holdings import rounds_archive
from tests.core.asking.test_blind_rounds import lacks

TODAY = date(2024, 5, 1)


def _lines() -> list[dict[str, str]]:
    with (Path(__file__).parent / "everyday.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


LINES = _lines()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with rounds_archive(tmp_path_factory.mktemp("everyday") / "rounds.db") as opened:
        yield opened


def _asked(archive: Archive, question: str) -> Answer:
    return answer(question, archive, today=TODAY)


def test_everyday_words_are_answered(archive: Archive) -> None:
    asked = [line for line in LINES if line["must"]]
    assert len(asked) > 250
    found = {line["question"]: _asked(archive, line["question"]) for line in asked}
    missed = {
        line["question"]: found[line["question"]].text[:80]
        for line in asked
        if found[line["question"]].status != "answered" or lacks({"must": [line["must"]]}, found[line["question"]])
    }
    assert missed == {}


def test_a_word_that_narrows_is_told_or_refuses(archive: Archive) -> None:
    narrowed = [line for line in LINES if line["narrows"]]
    assert len(narrowed) > 150
    silent = []
    for line in narrowed:
        found = _asked(archive, line["question"])
        told = any(line["narrows"] in note.lower() for note in found.notes)
        if found.status == "answered" and found.rows and not told:
            silent.append(line["question"])
    assert silent == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("我在赶材料，泰顺2021年收到多少申请", "没有用上：我在赶材料"),
        ("泰顺2021年收到多少申请，回头我核对", "没有用上：回头我核对"),
        ("帮我刨一下泰顺2021年申请数", "没有用上：帮我刨一下"),
        ("泰顺2021年申请那么夸张，到底几件", "没有用上：那么夸张"),
        ("Could you exhume Taishun's 2021 requests", "not used: “could you exhume”"),
    ],
)
def test_what_is_said_beside_a_question_is_told(archive: Archive, question: str, words: str) -> None:
    found = _asked(archive, question)
    assert (found.status, [row.value for row in found.rows]) == ("answered", [522])
    assert words in found.text


@pytest.mark.parametrize(
    "question",
    [
        "养老的，泰顺2021年申请几件",
        "关于养老，泰顺2021年申请几件",
        "泰顺2021年收到申请，养老类，几件",
        "泰顺2021年收到申请（养老）几件",
        "Taishun 2021 requests, housing-related",
        "Taishun 2021 requests, about housing",
    ],
)
def test_what_says_which_are_counted_is_never_beside(archive: Archive, question: str) -> None:
    assert _asked(archive, question).status == "not_understood"


def test_what_can_be_asked_without_the_word_is_told(archive: Archive) -> None:
    found = _asked(archive, "泰顺2021年涉企申请几件")
    assert "不看“涉企”，可以问：泰顺县人民政府2021年收到（新收）政府信息公开申请数。" in found.text


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("泰顺2016年主动公开的条款数", "条款数"),
        ("泰顺2021年申请补正率", "补正率"),
        ("泰顺2016年官网贴了多少条信息", "贴"),
        ("文成县2021年申请的数能不能传一个", "传一个"),
    ],
)
def test_a_half_word_is_never_named(archive: Archive, question: str, word: str) -> None:
    assert _asked(archive, question).text.startswith(f"没看懂“{word}”")


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("Ruian 2018 handed requests", None),
        ("Taishun 2021 media requests", None),
        ("Taishun 2021 challenged requests", None),
        ("泰顺2021年申请众数", None),
        ("Taishun 2021 adminstrative reviews", "administrative"),
        ("泰顺2021年shenqing多少件", "申请"),
    ],
)
def test_a_word_of_its_own_is_no_slip(archive: Archive, question: str, read_as: str | None) -> None:
    found = _asked(archive, question)
    assert (found.status == "answered") == bool(read_as)
    assert read_as is None or any(read_as in note for note in found.notes)
