"""Cheap looks that spare a search: what they pass over, the search would not find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.forms.form import LitigationTable
from core.forms.registry import forms
from core.reading.narrative.flow import sentences
from core.reading.narrative.gaps import approximate
from core.reading.narrative.headings import denied_by_heading
from core.reading.tables.turned import OUTCOMES, WORD_OF_CASES
from core.text import dates, searching
from core.text.clean import clean
from core.text.lexicon import figures, may_count_or_deny

PAGES = sorted(Path("tests/pages").glob("*.txt"))[::6]
LITIGATION = [form.litigation for form in forms() if form.litigation]


@pytest.mark.parametrize("table", LITIGATION, ids=lambda table: table.codes[0])
def test_every_kind_of_case_is_written_with_the_word_that_is_looked_for(table: LitigationTable) -> None:
    for case in table.groups:
        assert WORD_OF_CASES in re.sub(r"\(\?:[^()]*\)\?", "", case.written), case.label


@pytest.mark.parametrize("table", LITIGATION, ids=lambda table: table.codes[0])
def test_the_outcomes_that_are_looked_for_are_more_than_a_turned_table_may_lack(table: LitigationTable) -> None:
    named = [case.label for case in table.results if any(word in case.label for word in OUTCOMES)]
    assert len(named) == len(OUTCOMES) > 1


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_plain_numbers_are_read_as_the_whole_expression_reads_them(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = clean(path.read_text(encoding="utf-8")).text.split("\n")
    plain = [list(figures.figures(line)) for line in lines]
    monkeypatch.setattr(figures, "_PLAIN_NUMBER", re.compile("(?!)"))
    assert plain == [list(figures.figures(line)) for line in lines]


@pytest.mark.parametrize(
    "text",
    [
        *("2018起至2019年", "3份至5月", "12件次", "7份以上", "5期左右", "20183件", "3件5角", "1,234件"),
        *(
            "2018年至2019年",
            "2018年度、2019年度",
            "2018年和2019年",
            "2018年1月",
            "2018年五月份",
            "2018年元月",
            "2010年代",
        ),
        *("2018年度代", "12018年", "近2018年", "2018年度1月"),
    ],
)
def test_what_is_no_plain_number_is_left_to_the_whole_expression(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = list(figures.figures(text))
    monkeypatch.setattr(figures, "_PLAIN_NUMBER", re.compile("(?!)"))
    assert plain == list(figures.figures(text))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_number_begins_where_none_is_looked_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = clean(path.read_text(encoding="utf-8")).text.split("\n")
    found = [list(figures.figures(line)) for line in lines]
    monkeypatch.setattr(figures, "_BEGINS", re.compile(".", re.DOTALL))
    assert found == [list(figures.figures(line)) for line in lines]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_silent_sentence_denies_nothing_and_counts_nothing(path: Path) -> None:
    for sentence in sentences(clean(path.read_text(encoding="utf-8")), ()):
        if not may_count_or_deny(sentence.text):
            assert approximate(sentence) is None
            assert not [*denied_by_heading(sentence)]


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("某县人民政府2019年3月1日", True),
        ("某县人民政府 2019-03-01 \t", True),
        ("共公开12条", False),
        ("", False),
        ("\t", False),
    ],
)
def test_a_line_that_ends_in_a_date_is_looked_into(line: str, dated: bool) -> None:
    assert bool(dates.signature_dates(line)) == dated
    assert bool(dates.signature_dates(f"{line}\n正文")) == dated


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_names_are_found_as_by_a_search_of_the_whole_page(path: Path) -> None:
    text = clean(path.read_text(encoding="utf-8")).text
    names = ("(?:结果)?维持", "尚?未审结", "[总合]计", "其[他它]")
    name, begins = re.compile("|".join(names)), searching.characters_of(names)
    found = searching.find_all(name, begins, text, 3, len(text) - 3)
    assert [one.span() for one in found] == [one.span() for one in name.finditer(text, 3, len(text) - 3)]
