"""Every row of the vocabulary has phrases that must be read so and phrases that must not."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files

import pytest

from core.asking.words.catalog import build_catalog
from core.asking.words.cut import cut
from core.asking.words.prepare import prepare

_EMPTY = build_catalog(())
_TODAY = date(2024, 5, 1)
_TABLES = {
    "terms": ("term", "facets"),
    "applicants": ("applicant", "applicant"),
    "cues": ("cue", "cue"),
    "levels": ("level", "level"),
    "kinds": ("kind", "kind"),
    "passages": ("topic", "topic"),
    "lookalikes": ("lookalike", ""),
}


def _rows(table: str) -> list[dict[str, str]]:
    text = files("core.asking.words").joinpath(f"data/{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _examples(column: str) -> list[tuple[str, str, str]]:
    return [
        (role, row[key] if key else "", phrase)
        for table, (role, key) in _TABLES.items()
        for row in _rows(table)
        for phrase in row[column].split("|")
    ]


def _read_so(role: str, value: str, phrase: str) -> bool:
    return any(value in token.values(role) for token in cut(prepare(phrase), _EMPTY, _TODAY))


@pytest.mark.parametrize("table", _TABLES)
def test_every_row_has_examples_both_ways(table: str) -> None:
    assert all(row["asked_as"] and row["not_asked_as"] for row in _rows(table))


@pytest.mark.parametrize(("role", "value", "phrase"), _examples("asked_as"))
def test_a_phrase_is_read_so(role: str, value: str, phrase: str) -> None:
    assert _read_so(role, value, phrase)


@pytest.mark.parametrize(("role", "value", "phrase"), _examples("not_asked_as"))
def test_a_phrase_is_not_read_so(role: str, value: str, phrase: str) -> None:
    assert not _read_so(role, value, phrase)


def test_no_word_stands_in_two_rows_of_a_table() -> None:
    for table in ("terms", "applicants", "levels", "kinds"):
        for column in ("zh", "en") if table != "kinds" else ("names", "short"):
            words = [word for row in _rows(table) for word in row[column].split("|") if word]
            assert len(words) == len(set(words)), sorted({w for w in words if words.count(w) > 1})
