"""A page that was downloaded by half, after the whole one: the figures of the whole one go on answering."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from store import Archive
from tests.cli.test_command_line import gongkai, told
from tests.forging import forge
from tests.report_files import as_html, report_blocks

QUESTION = "临江县人民政府2023年收到多少件申请"


@pytest.fixture(scope="module")
def page() -> bytes:
    return as_html(report_blocks(forge(3, "2021"))).encode()


@pytest.fixture(scope="module")
def whole(page: bytes, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A database of the whole page, and the answer that it gives."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "whole.html").write_bytes(page)
    assert gongkai("ingest", "--db", "a.db", "whole.html", cwd=folder).returncode == 0
    return folder / "a.db", gongkai("ask", "--db", "a.db", QUESTION, cwd=folder).stdout.decode().strip()


@pytest.mark.parametrize("part", [0.3, 0.5, 0.7, 0.9])
def test_half_a_page_does_not_take_the_place_of_the_whole(
    tmp_path: Path, page: bytes, whole: tuple[Path, str], part: float
) -> None:
    database, before = whole
    shutil.copy(database, tmp_path / "a.db")
    (tmp_path / "cut.html").write_bytes(page[: int(len(page) * part)])
    second = gongkai("ingest", "--db", "a.db", "cut.html", cwd=tmp_path)
    # The same, with the note that there are two versions.
    assert gongkai("ask", "--db", "a.db", QUESTION, cwd=tmp_path).stdout.decode().startswith(f"{before}\n")
    assert "kept as poorer 1" in told(second) and "goes on answering" in told(second)
    judged = gongkai("judge", "--db", "a.db", "2", "confirmed", cwd=tmp_path)
    assert judged.stdout.decode() == "2 临江县人民政府 confirmed.\n"
    with Archive(tmp_path / "a.db", "ro") as archive:
        assert [entry.id for entry in archive.reports()] == [2]
