"""The reports that the blind rounds are asked of, in an archive."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import core
from store.archive import Archive
from tests.core.asking.question_holdings import SEEDS, forge

ROUNDS = Path(__file__).parent / "blind" / "rounds.csv"


@contextmanager
def rounds_archive(path: Path) -> Iterator[Archive]:
    """The forged reports of the twelve counties of Wenzhou, and that of 泰顺 of 2018."""
    with Archive(path) as opened, ROUNDS.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            document, report = forge(line)
            opened.save(document.text.encode(), f"{line['organization']}{line['year']}.txt", document, report)
        seed = next(data for path in sorted(SEEDS.glob("*.txt")) if "泰顺县".encode() in (data := path.read_bytes()))
        document = core.read(seed)
        opened.save(seed, "泰顺县2018.txt", document, core.parse(document))
        yield opened
