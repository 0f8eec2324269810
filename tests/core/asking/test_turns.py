"""Questions that lean on each other, several in one, reasons asked for, claims: what a right answer says, turn by turn.

`turns.txt` (and `turns_en.txt` what is asked in English and by programs) holds a conversation a line, its turns apart by `;;`: the question, then after `|` the expressions of
`test_blind_rounds` that its answer must match, apart by `;`. They are asked of the reports of the blind rounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.asking.answer import answer
from core.types import Context
from store.archive import Archive
from tests.core.asking.rounds_holdings import rounds_archive
from tests.core.asking.test_blind_rounds import TODAY, lacks

LINES = [
    line
    for table in ("turns.txt", "turns_en.txt")
    for line in (Path(__file__).parent / table).read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with rounds_archive(tmp_path_factory.mktemp("turns") / "turns.db") as opened:
        yield opened


@pytest.mark.parametrize("line", LINES)
def test_each_turn_is_answered(archive: Archive, line: str) -> None:
    context = Context()
    for turn in line.split(";;"):
        question, _, expected = turn.partition("|")
        found = answer(question, archive, context=context, today=TODAY)
        context = found.context
        assert not lacks({"must": expected.split(";")}, found), (question, found.text)
