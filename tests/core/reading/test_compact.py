"""The view in which labels are looked for: what is left of a text, where it stood, and where the labels are."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.forms.merged import spellings
from core.reading.tables.rows.compact import compact
from core.text.clean import CleanText, clean

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("一、主动 公开\n| “规章” |\t1\u3000|", "一主动公开规章1"),
        ("-3 | - | 5-6 | -- | —", "-3-5-6--—"),
        # A page number on a line of its own and a rule are none of a table.
        ("规章\n- 4 -\n1", "规章1"),
        ("规章\n— 4 —\r\n1", "规章1"),
        ("规章 | - 4 - | 1", "规章-4-1"),
        ("规章\n|---|-----|\n1", "规章1"),
        ("", ""),
    ],
)
def test_what_is_left(text: str, left: str) -> None:
    found = compact(CleanText(text, range(len(text))))
    assert found.text == left
    assert "".join(text[at] for at in found.positions) == left


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_label_is_found_where_it_stands(path: Path) -> None:
    text = clean(path.read_text(encoding="utf-8"))
    found = compact(text)
    assert "".join(text.text[at] for at in found.positions) == found.text
    looked_for = {
        label: [at for at in range(len(found.text)) if found.text.startswith(label, at)] for label in spellings()
    }
    assert found.labels == {label: places for label, places in looked_for.items() if places}
    assert found.labels
