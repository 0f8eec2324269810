"""A page that was downloaded by half: after the whole one, the figures of the whole one go on answering; alone, what was
not read is never told as not given.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core import answer, parse, read
from core.errors import ReadError
from store import Archive
from tests.cli.test_command_line import gongkai, told
from tests.forging import forge
from tests.report_files import WRITERS, as_html, report_blocks

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


@pytest.mark.parametrize("ending", ["html", "mht", "rtf", "txt"])
def test_a_page_that_lacks_figures_is_told_to_be_cut(ending: str) -> None:
    written = WRITERS[ending](report_blocks(forge(3, "2021")))
    data = written if isinstance(written, bytes) else written.encode()
    whole = parse(read(data, f"a.{ending}"))
    assert "incomplete" not in {issue.code for issue in whole.issues}
    told = 0
    for part in range(20, 100, 5):
        try:
            cut = parse(read(data[: len(data) * part // 100], f"a.{ending}"))
        except ReadError:
            told += 1
            continue
        if len(cut.facts) < len(whole.facts):
            assert "incomplete" in {issue.code for issue in cut.issues}, part
            told += 1
    assert told > 5


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("临江县人民政府2023年行政复议多少件", ("没有读到", "不能说它没有给出：文档在句子或表格中间结束")),
        ("临江县人民政府2023年公开率", ("算不出公开率", "不能说它没有给出：文档在句子或表格中间结束")),
        ("how many administrative reviews did 临江县人民政府 report in 2023", ("may give it all the same", "what follows may be missing")),
    ],
)  # fmt: skip
def test_what_half_a_page_lacks_is_not_told_as_not_given(
    tmp_path: Path, page: bytes, question: str, words: tuple[str, ...]
) -> None:
    half = page[: len(page) * 3 // 10]
    document = read(half, "cut.html")
    with Archive(tmp_path / "a.db") as archive:
        archive.save(half, "cut.html", document, parse(document))
        told = answer(question, archive)
    assert told.status == "not_reported"
    assert [part for part in words if part not in told.text] == []
    assert "没有给出；" not in told.text and "gives no figure" not in told.text
