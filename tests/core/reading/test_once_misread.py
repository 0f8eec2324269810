"""Classes of sentences and pages that an earlier reader read wrong or missed, each by the examples that showed it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from core.errors import ReadError
from core.reading.narrative import read_narrative
from core.reading.parse import parse
from core.text.clean import clean
from core.types import Document, Number, Report

TOLD = tomllib.loads((Path(__file__).parent / "once_misread.toml").read_text("utf-8"))


def named(row: dict[str, Any]) -> str:
    return f"{row['class']}: {row['text'].strip()[:24]}"


@pytest.mark.parametrize("row", TOLD["sentences"], ids=named)
def test_a_sentence_gives_its_figures_and_no_other(row: dict[str, Any]) -> None:
    text = f"{row['under']}\n{row['text']}"
    facts, issues = read_narrative(Document(text), clean(text), row["year"], ())
    assert {f"{fact.indicator} {fact.applicant or ''}".strip(): fact.value for fact in facts} == row["facts"]
    told = {dict(issue.values).get("number") for issue in issues if issue.code == "unread_figure"}
    assert told >= set(row.get("unread", []))


@pytest.mark.parametrize("row", TOLD["page"], ids=named)
def test_a_page_is_the_report_it_is(row: dict[str, Any]) -> None:
    if row.get("refused"):
        with pytest.raises(ReadError):
            parse(Document(row["text"]))
        return
    report = parse(Document(row["text"]))
    for name in ("organization", "division_code", "year", "index_number", "title"):
        if name in row:
            assert (getattr(report.identity, name) or "") == row[name], name
    if "issue" in row:
        assert row["issue"] in {issue.code for issue in report.issues}
    given = figures(report)
    assert {code: given.get(code) for code in row.get("facts", {})} == row.get("facts", {})
    assert row.get("not_given") not in given


def figures(report: Report) -> dict[str, Number]:
    """The figures of all applicants together."""
    return {fact.indicator: fact.value for fact in report.facts if fact.applicant is None}
