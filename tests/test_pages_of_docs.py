"""The pages for maintainers and analysts name what is there, and nothing that has gone."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from core.forms.indicators import indicators
from store.archive import Archive

ROOT = Path(__file__).parent.parent
PAGES = ("CONTRIBUTING.md", "docs/architecture.md", "docs/adding.md")
_PATH = re.compile(r"`((?:bot|cli|core|server|store|tests|docs|requirements|benchmarks)/[\w./-]*)`")


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_is_there(page: str) -> None:
    paths = _PATH.findall((ROOT / page).read_text("utf-8"))
    assert len(paths) > 3
    assert [path for path in paths if "FORM" not in path and not (ROOT / path).exists()] == []


def test_every_room_stands_in_the_architecture() -> None:
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    rooms = {path.parent for path in (ROOT / "core").glob("*/__init__.py")}
    rooms |= {path.parent for room in ("asking", "reading") for path in (ROOT / "core" / room).glob("*/__init__.py")}
    assert [
        room.name for room in sorted(rooms) if f"`{room.name}`" not in page and f"core/{room.name}/" not in page
    ] == []


def test_the_data_page_lists_every_view_column_and_indicator(tmp_path: Path) -> None:
    page = (ROOT / "docs/data.md").read_text("utf-8")
    with Archive(tmp_path / "a.db"):
        pass
    with sqlite3.connect(tmp_path / "a.db") as connection:
        views = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]
        columns = {view: [row[1] for row in connection.execute(f"PRAGMA table_info({view})")] for view in views}
    connection.close()
    told = {
        heading: re.findall(r"^\| `(\w+)` \|", body, re.MULTILINE)
        for heading, body in re.findall(r"^### `(\w+)`\n(.*?)(?=^##)", page, re.MULTILINE | re.DOTALL)
    }
    assert told == columns
    listed = re.findall(r"^\| `([a-z_.]+)` \| .* \| .* \| .* \| .* \|$", page, re.MULTILINE)
    assert listed == list(indicators())
