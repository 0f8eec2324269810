"""The reader against every labelled page, with a floor that may only rise."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.document import read
from core.errors import ReadError
from core.reading.parse import parse
from core.types import Report

TESTS = Path(__file__).parent.parent.parent
FLOOR = tomllib.loads((TESTS / "accuracy_floor.toml").read_text("utf-8"))
FOLDERS = {
    "seeds": (TESTS.parent / "seeds/gold", TESTS.parent / "seeds"),
    "corpus": (TESTS / "corpus", TESTS / "corpus"),
    "pages": (TESTS / "pages", TESTS / "pages"),
}
METADATA = ("year", "organization", "division_code", "published_on", "index_number")

Gold = dict[str, Any]
Values = dict[tuple[str, str | None], list[float]]


@dataclass(frozen=True)
class Score:
    """What one page gives: figures found, wanted, wrong or not in the page, and the metadata that was right."""

    hits: int
    wanted: int
    bad: tuple[str, ...]
    right: int
    asked: int


@cache
def labels(name: str) -> tuple[tuple[str, Gold], ...]:
    gold_folder, _ = FOLDERS[name]
    golds = [json.loads(path.read_text("utf-8")) for path in sorted(gold_folder.glob("*.json"))]
    return tuple((gold["file"], gold) for gold in golds)


@cache
def parsed(name: str, file: str) -> tuple[str, Report | None]:
    document = read((FOLDERS[name][1] / file).read_bytes(), file)
    try:
        return document.text, parse(document)
    except ReadError as error:
        assert error.code == "not_a_report"
        return document.text, None


def pages() -> Iterator[tuple[str, str, Gold]]:
    for name in FOLDERS:
        for file, gold in labels(name):
            yield name, file, gold


def values(facts: list[dict[str, Any]]) -> Values:
    found: Values = defaultdict(list)
    for fact in facts:
        found[fact["indicator"], fact.get("applicant")].append(fact["value"])
    return found


def score(gold: Gold, report: Report) -> Score:
    wanted, optional = values(gold["facts"]), values(gold.get("optional_facts", []))
    got: Values = defaultdict(list)
    for fact in report.facts:
        got[fact.indicator, fact.applicant].append(fact.value)
    hits = sum(key in got and numbers[0] in got[key] for key, numbers in wanted.items())
    bad = [
        f"{key}: {value}"
        for key, found in got.items()
        for value in found
        if value not in wanted.get(key, [])[:1] and value not in optional.get(key, [])
    ]
    asked = [key for key in METADATA if gold["report"].get(key) is not None]
    right = sum(
        _plain(getattr(report.identity, key)) in [gold["report"][key], *gold.get("accepted", {}).get(key, [])]
        for key in asked
    )
    return Score(hits, len(wanted), tuple(bad), right, len(asked))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("name", FOLDERS)
def test_accuracy_stays_above_its_floor(name: str) -> None:
    scores = {}
    for file, gold in labels(name):
        _, report = parsed(name, file)
        if gold["report"] is not None:
            assert report is not None, f"{file} was rejected"
            scores[file] = score(gold, report)
    hits, wanted = sum(one.hits for one in scores.values()), sum(one.wanted for one in scores.values())
    bad = {file: one.bad for file, one in scores.items() if one.bad}
    missing = {file: one.wanted - one.hits for file, one in scores.items() if one.hits < one.wanted}
    assert hits / wanted >= FLOOR[name]["recall"], missing
    assert hits / (hits + sum(map(len, bad.values()))) >= FLOOR[name]["precision"], bad
    right, asked = sum(one.right for one in scores.values()), sum(one.asked for one in scores.values())
    assert right / asked >= FLOOR[name]["metadata"], [file for file, one in scores.items() if one.right < one.asked]


@pytest.mark.parametrize(
    ("name", "file", "gold"), list(pages()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_page_is_judged_evidenced_and_warned_about(name: str, file: str, gold: Gold) -> None:
    text, report = parsed(name, file)
    assert (report is None) == (gold["report"] is None)
    if report is None:
        return
    assert all(text[fact.start : fact.end] == fact.quote for fact in report.facts)
    assert all(_says(fact.quote, fact.value) for fact in report.facts)
    if "failed_checks" in gold:
        assert {check.rule for check in report.checks if check.status == "fail"} == set(gold["failed_checks"])
    assert set(gold["issues"]) - {issue.code for issue in report.issues} == set()


def _says(quote: str, value: float) -> bool:
    """The evidence of a figure other than 0 holds a digit, or a number in words."""
    return value == 0 or any(
        character.isdigit() or character in "一二两三四五六七八九十百全均壹贰叁肆伍陆柒捌玖拾" for character in quote
    )
