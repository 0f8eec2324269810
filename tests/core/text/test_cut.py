"""A text cut into words by the vocabulary of the field."""

from __future__ import annotations

import pytest

from core.text.lexicon import cut, entries, may_count_or_deny


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("收到政府信息公开申请3件", ["收到", "政府信息公开申请", "3件"], id="longest words"),
        pytest.param("政府信息共12条", ["政府信息", "共", "12条"], id="long before short"),
        pytest.param("甲乙丙,收到", ["甲乙丙", ",", "收到"], id="unknown words and marks"),
        pytest.param("、,", ["、", ","], id="marks alone"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_text_is_cut_into_its_words(text: str, words: list[str]) -> None:
    assert [word.text for word in cut(text)] == words
    assert "".join(word.text for word in cut(text)) == text


def test_a_number_or_a_negation_is_never_overlooked() -> None:
    sentences = {entry.example.replace("{}", word) for entry in entries() for word in entry.words}
    counted = [text for text in sentences if any(_counts_or_denies(text))]
    assert len(counted) > 1000
    assert [text for text in counted if not may_count_or_deny(text)] == []
    assert not may_count_or_deny("我县政府信息公开工作扎实推进,成效明显。")


def _counts_or_denies(text: str) -> list[bool]:
    return [word.may_be("not") or (word.figure is not None and word.figure.kind == "count") for word in cut(text)]
