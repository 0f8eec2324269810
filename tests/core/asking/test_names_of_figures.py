"""Figures by the names that people give them: `names_of_figures.tsv` has the code (and applicant), language and names."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.asking.answer import answer
from store.archive import Archive
from tests.core.asking.rounds_holdings import rounds_archive

TODAY = date(2024, 5, 1)
_ASKED = {"zh": "龙港2023年{}", "en": "{} in Longgang in 2023"}


def _names() -> list[dict[str, str]]:
    with (Path(__file__).parent / "names_of_figures.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with rounds_archive(tmp_path_factory.mktemp("names") / "names.db") as opened:
        yield opened


@pytest.mark.parametrize("line", _names(), ids=lambda line: f"{line['figure']} {line['language']}")
def test_a_figure_is_known_by_all_its_names(archive: Archive, line: dict[str, str]) -> None:
    code, _, applicant = line["figure"].partition(" ")
    others = {}
    for name in line["names"].split("|"):
        rows = answer(_ASKED[line["language"]].format(name), archive, today=TODAY).rows
        if [(row.indicator, row.applicant or "") for row in rows] != [(code, applicant)]:
            others[name] = [(row.indicator, row.applicant) for row in rows]
    assert others == {}
