"""Every name that docs/glossary.md gives stands in the code, and every word is explained in both languages."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from core import types
from core.forms.indicators import indicators

LINES = (Path(__file__).parent.parent / "docs" / "glossary.md").read_text("utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in LINES if line.startswith("| ")][1:]
NAMES = [name for row in ROWS for name in re.findall("`([^`]+)`", row[4])]


def _stands(name: str) -> bool:
    if name.endswith(".*"):
        return any(code.startswith(name[:-1]) for code in indicators())
    if name in indicators():
        return True
    start, *attributes = name.split(".")
    if hasattr(types, start):
        return all(attribute in getattr(types, start).__annotations__ for attribute in attributes)
    try:
        import_module(name)
    except ModuleNotFoundError:
        module, _, attribute = name.rpartition(".")
        return hasattr(import_module(module), attribute)
    return True


def test_every_word_is_explained_once_in_both_languages() -> None:
    assert len(ROWS) >= 25
    assert all(len(row) == 5 and all(row[:4]) for row in ROWS)
    for column in (0, 1):
        words = [row[column] for row in ROWS]
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_stands_in_the_code(name: str) -> None:
    assert _stands(name)
