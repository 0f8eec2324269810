"""Senses as bits."""

from __future__ import annotations

import pytest

from core.text.lexicon import COUNT, MARKS, NUMBER, Word, cut, entries, every_sense, mask

SENTENCES = [entry.example.replace("{}", word) for entry in entries() for word in entry.words[:1]]


def test_each_name_has_a_bit_of_its_own() -> None:
    assert mask("thing.request") & mask("thing.") == 0
    assert mask("thing.request").bit_count() == 1
    assert mask("thing.request", "thing.") == mask("thing.request") | mask("thing.")
    assert mask() == 0


def test_the_bits_of_a_word_are_its_senses_and_their_kinds() -> None:
    for word in (word for text in SENTENCES for word in cut(text)):
        kinds = {kind for kind in word.kinds if kind.endswith(".")}
        assert word.mask == mask(*sorted(word.senses | kinds)) | _own(word), word.text
        assert word.taken(word.readings).mask == word.mask


def _own(word: Word) -> int:
    """What a word has besides its senses: the bits of numbers, or that of its mark."""
    if word.figure is not None:
        return NUMBER | COUNT if word.figure.kind == "count" else NUMBER
    return mask(word.text) if word.text in MARKS else 0


@pytest.mark.parametrize(
    ("text", "bits"),
    [
        pytest.param("3件", NUMBER | COUNT, id="a count"),
        pytest.param("2018年", NUMBER, id="a year"),
        pytest.param("、", mask("、"), id="a mark"),
        pytest.param("甲乙丙丁", 0, id="an unknown word"),
    ],
)
def test_numbers_share_a_bit_and_a_mark_has_its_own(text: str, bits: int) -> None:
    assert [word.mask for word in cut(text)] == [bits]


def test_every_sense_of_a_kind_is_had_without_the_kind() -> None:
    known = {sense for entry in entries() for sense in entry.senses}
    outcomes = {sense for sense in known if sense.startswith("out.")}
    assert every_sense("out.").bit_count() == len(outcomes) > 10
    assert every_sense("out.") & mask("out.") == 0
    assert every_sense("out.", but=("out.denied",)) == every_sense("out.") & ~mask("out.denied")
