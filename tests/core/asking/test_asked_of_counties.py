"""Kinds of questions that the blind rounds taught, asked of the counties of a city that has no report of its own.

Each line of `of_counties.tsv` is a turn: its question (`>` goes on from the one before), and an expression that the
answer matches; with `!` one that it must not match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.asking.answer import answer
from core.types import Context
from store.archive import Archive
from tests.core.asking.rounds_holdings import rounds_archive

TODAY = date(2024, 5, 1)
TURNS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "of_counties.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with rounds_archive(tmp_path_factory.mktemp("counties") / "counties.db") as opened:
        yield opened


def test_each_kind(archive: Archive) -> None:
    missed = []
    context = Context()
    for question, *expected in TURNS:
        found = answer(question.lstrip(">"), archive, context=context if question[0] == ">" else None, today=TODAY)
        context = found.context
        for expression in expected:
            never = expression.startswith("!")
            if bool(re.search(expression.lstrip("!"), found.text, re.DOTALL)) is never:
                missed.append((question, expression, found.text))
    assert missed == []
