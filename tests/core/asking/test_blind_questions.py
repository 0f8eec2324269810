"""The questions of `blind/`, written without sight of the program: see the README there."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from core import parse, read
from core.asking.answer import answer
from core.forms.indicators import indicators
from core.reading.checks import run_checks
from core.telling.names import render_number
from core.types import Answer, Context, Document, Fact, Identity, Report, Section
from store.archive import Archive
from tests.core.asking.accounting import unaccounted
from tests.core.asking.question_holdings import SEEDS

BLIND = Path(__file__).parent / "blind"
TODAY = date(2026, 11, 21)


def _objects(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (BLIND / name).read_text(encoding="utf-8").splitlines()]


QUESTIONS = {name: _objects(f"{name}.jsonl") for name in ("questions", "questions_2")}
CONVERSATIONS = [*_objects("conversations.jsonl"), *_objects("conversations_2.jsonl")]
UNANSWERABLE = (BLIND / "unanswerable.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("blind") / "blind.db") as opened:
        for path in sorted(SEEDS.glob("*.txt")):
            data = path.read_bytes()
            document = read(data)
            opened.save(data, path.name, document, parse(document))
        for forged in _objects("reports.jsonl"):
            document, report = _forged(forged)
            opened.save(document.text.encode(), f"{forged['title']}.txt", document, report)
        yield opened


def _forged(forged: dict[str, Any]) -> tuple[Document, Report]:
    text, facts = f"{forged['title']}\n", []
    for code, applicant, value, source in forged["facts"]:
        quote = f"{indicators()[code].label_zh} | {applicant or '总计'} | {value}"
        start, text = len(text), f"{text}{quote}\n"
        unit = indicators()[code].unit
        facts.append(Fact(code, applicant, value, unit, source, quote, start, start + len(quote)))
    words = forged.get("text") or ""
    identity = Identity(
        title=forged["title"],
        year=forged["year"],
        template=forged["template"],
        organization=forged["organization"],
        division_code=forged["division_code"],
        division=forged["division"],
        published_on=date.fromisoformat(forged["published_on"]) if forged["published_on"] else None,
    )
    sections = (Section("", len(text), len(text) + len(words)),) if words else ()
    checks = run_checks(identity, facts, (), text)
    return Document(text + words), Report(identity, tuple(facts), checks, (), sections)


def _faults(expected: dict[str, Any], found: Answer) -> list[str]:
    statuses = expected["status"] if isinstance(expected["status"], list) else [expected["status"]]
    if "not_understood" in statuses and _only_quotes(found):
        return []
    faults = [] if found.status in statuses else [f"status {found.status}"]
    told = [row.value for row in found.rows if row.value is not None]
    wanted = [values for values in (expected["values"], *expected.get("values_alt", ())) if values is not None]
    if found.status == "answered" and wanted and not any(_in_order(values, told) for values in wanted):
        faults.append(f"values {told}")
    said = " ".join((found.text, *found.notes, *(choice.label for choice in found.choices))).replace(",", "")
    if found.status == statuses[0]:
        faults += [f"lacks {w}" for w in expected.get("must_contain", ()) if not any(o in said for o in _options(w))]
    faults += [f"says {w}" for w in expected.get("must_not_contain", ()) if any(o in found.text for o in _options(w))]
    return faults


def _only_quotes(found: Answer) -> bool:
    """Whether it is said to be no figure, and the words of a report are quoted instead."""
    quoted = found.query is not None and found.query.operation == "text" and "不是报表里的一项" in found.text
    return quoted and not found.rows


def _in_order(values: list[float], told: Iterable[float]) -> bool:
    left = iter(told)
    return all(any(abs(value - other) < 0.011 for other in left) for value in values) if values else not list(left)


def _options(words: str | list[str]) -> list[str]:
    return [words] if isinstance(words, str) else words


def _is_wrong(expected: dict[str, Any], faults: list[str], found: Answer) -> bool:
    """An answer where there is none, or other figures than the report's."""
    return found.status == "answered" and any(not fault.startswith("lacks") for fault in faults)


@pytest.mark.parametrize("name", QUESTIONS)
def test_questions(archive: Archive, name: str) -> None:
    judged = []
    for question in QUESTIONS[name]:
        found = answer(question["question"], archive, today=TODAY)
        judged.append((question, found, _faults(question, found)))
    assert not [(q["question"], faults) for q, found, faults in judged if _is_wrong(q, faults, found)]
    entries = archive.reports()
    assert not [(found.text, odd) for _, found, _ in judged if (odd := unaccounted(found, entries))]
    assert {q["question"]: faults for q, _, faults in judged if faults} == {
        q["question"]: q["known"] for q in QUESTIONS[name] if "known" in q
    }


def test_conversations(archive: Archive) -> None:
    misses = []
    for conversation in CONVERSATIONS:
        context = Context()
        for turn in conversation["turns"]:
            found = answer(turn["question"], archive, context=context, today=TODAY)
            context = found.context
            faults = _faults(turn, found)
            if faults:
                misses.append((turn["question"], faults))
    assert not misses


def test_phrasings(archive: Archive) -> None:
    with (BLIND / "phrasings.tsv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(lines) > 300
    entries, misses = archive.reports(), []
    for line in lines:
        found = answer(line["question"], archive, today=TODAY)
        values = " ".join(render_number(row.value) for row in found.rows if row.value is not None)
        assert not unaccounted(found, entries), found.text
        if (found.status, values) != (line["status"], line["values"]):
            misses.append((line["question"], found.status, values))
    assert not misses


@pytest.mark.parametrize("question", UNANSWERABLE)
def test_look_alikes_are_not_answered(archive: Archive, question: str) -> None:
    found = answer(question, archive, today=TODAY)
    assert found.status != "answered" or _only_quotes(found)
    assert not found.rows


def _fillers() -> list[dict[str, str]]:
    text = files("core.asking.words").joinpath("data/fillers.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


_ASKED = {"zh": "泰顺2018年收到申请多少件，{}", "en": "how many requests did Taishun receive in 2018, {}"}


@pytest.mark.parametrize("line", _fillers(), ids=lambda line: line["language"])
def test_a_filler_changes_nothing(archive: Archive, line: dict[str, str]) -> None:
    asked = _ASKED[line["language"]]
    changed = [
        word
        for word in line["words"].split("|")
        if [row.value for row in answer(asked.format(word), archive, today=TODAY).rows] != [17]
    ]
    assert not changed


@pytest.mark.parametrize("line", _fillers(), ids=lambda line: line["language"])
def test_words_that_say_something_are_no_fillers(archive: Archive, line: dict[str, str]) -> None:
    asked = _ASKED[line["language"]]
    words = line["never"].split("|")
    assert not set(words) & set(line["words"].split("|"))
    found = {word: answer(asked.format(word), archive, today=TODAY) for word in words}
    in_silence = [
        word for word, one in found.items() if one.status == "answered" and not any(word in n for n in one.notes)
    ]
    assert not in_silence
