"""The ledger of what the reader got of pages that nobody had looked at."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

TESTS = Path(__file__).parent.parent.parent
FIELDS = {"name", "date", "pages", "commit", "zeros", "others", "precision", "silent", "note"}


def test_every_batch_tells_its_figures_and_joined_the_pages() -> None:
    batches = tomllib.loads((TESTS / "first_sight.toml").read_text("utf-8"))["batch"]
    assert [batch["date"] for batch in batches] == sorted(batch["date"] for batch in batches)
    for batch in batches:
        assert set(batch) == FIELDS
        assert isinstance(batch["date"], date)
        for right, labelled in (batch["zeros"], batch["others"]):
            assert 0 <= right <= labelled
        assert batch["silent"] <= batch["others"][1] - batch["others"][0]
        joined = list((TESTS / "pages").glob(f"{batch['name']}-*.txt"))
        assert 0.8 * batch["pages"] <= len(joined) <= batch["pages"]
