"""The reader against every labelled page: what it is known to miss is listed in `known_misses.tsv`, and nothing else may be.

A miss that is mended fails the test too, so that it is taken off the list and stays mended.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
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
KNOWN_MISSES = Path(__file__).parent / "known_misses.tsv"
FOLDERS = {
    "seeds": (TESTS.parent / "seeds/gold", TESTS.parent / "seeds"),
    "corpus": (TESTS / "corpus", TESTS / "corpus"),
    "pages": (TESTS / "pages", TESTS / "pages"),
}
METADATA = ("year", "organization", "division_code", "published_on", "index_number")

Gold = dict[str, Any]
Values = dict[tuple[str, str | None], list[float]]


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


def misses(gold: Gold, report: Report) -> Iterator[tuple[str, str, str, str]]:
    """What a page's report lacks or has wrong: (kind of miss, what of, its label, what was given), in words."""
    wanted, optional = values(gold["facts"]), values(gold.get("optional_facts", []))
    got: Values = defaultdict(list)
    for fact in report.facts:
        got[fact.indicator, fact.applicant].append(fact.value)
    for key, numbers in wanted.items():
        if numbers[0] not in got[key]:
            yield "missing", _named(key), str(numbers[0]), ""
    for key, numbers in got.items():
        for value in numbers:
            if value not in wanted.get(key, [])[:1] and value not in optional.get(key, []):
                yield "wrong", _named(key), str(wanted[key][0]) if key in wanted else "", str(value)
    for field in METADATA:
        right = [gold["report"].get(field), *gold.get("accepted", {}).get(field, [])]
        given = _plain(getattr(report.identity, field))
        if right[0] is not None and given not in right:
            yield "wrong", field, str(right[0]), str(given)


def _named(key: tuple[str, str | None]) -> str:
    return " ".join(filter(None, key))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def known_misses() -> Iterator[tuple[str, ...]]:
    for line in KNOWN_MISSES.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield tuple(line.split("\t"))


@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_is_missed_but_what_is_listed(name: str) -> None:
    found = []
    for file, gold in labels(name):
        _, report = parsed(name, file)
        if gold["report"] is not None:
            assert report is not None, f"{file} was rejected"
            found += [(name, file, *miss) for miss in misses(gold, report)]
    assert sorted(found) == sorted(known for known in known_misses() if known[0] == name)


def test_no_wrong_figure_is_ever_listed() -> None:
    """A figure that is not read may be known; one that is read wrong has to be mended."""
    assert not [known for known in known_misses() if known[2] == "wrong" and known[3] not in METADATA]


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
