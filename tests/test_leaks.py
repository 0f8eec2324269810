"""What lives on for days keeps nothing of what it did: no file stays open, none lies about, and memory does not grow."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from core.asking.answer import answer
from core.errors import GongkaiError
from core.work.worker import Limits, Workers
from server.sql import SqlQuery
from store import Archive
from store.intake.parsing import File, parse_file, read_once

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
_TIMES = 60
_MOST_MORE = 200
"""Objects: what a library notes once now and then. One kept of each time would be some sixty, and of each row hundreds."""

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are looked up in /proc")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("leaks") / "a.db")
    for file in SEEDS:
        parsed = parse_file(File(file.name, file.read_bytes()))
        archive.save(file.read_bytes(), file.name, parsed.document, parsed.report)
    return archive


def opened() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208


def grown(work: Callable[[int], object]) -> tuple[int, int]:
    """How many more files are open, and objects kept, after many times than after some."""

    def held(times: range) -> tuple[int, int]:
        for number in times:
            with suppress(GongkaiError):
                work(number)
        gc.collect()
        return opened(), len(gc.get_objects())

    # So often that every cache of so many has come to hold what it holds.
    held(range(_TIMES))
    before, after = held(range(_TIMES)), held(range(_TIMES))
    return after[0] - before[0], after[1] - before[1]


QUESTIONS = (
    "泰顺2018年收到申请数是多少",
    "温州各县2018年申请量排名",
    "今天天气怎么样",
    "how many requests did 泰顺 receive in 2018",
)


def test_asking(archive: Archive) -> None:
    files, objects = grown(lambda number: answer(QUESTIONS[number % len(QUESTIONS)], archive))
    assert files == 0 and objects < _MOST_MORE


def test_sql_of_strangers(archive: Archive) -> None:
    statements = ("SELECT count(*) FROM figures", "SELECT * FROM documents", "not sql at all")
    files, objects = grown(lambda number: SqlQuery(archive.path, statements[number % 3]).run())
    assert files == 0 and objects < _MOST_MORE


def test_opening(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "none.db").write_text("no database" * 100)

    def open_one(number: int) -> None:
        with Archive(archive.path if number % 2 else tmp_path / "none.db", "ro"):
            pass

    files, objects = grown(open_one)
    assert files == 0 and objects < _MOST_MORE


def test_reading_files_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    files = (File("a.txt", SEEDS[0].read_bytes()), File("b.txt", b"nothing"), File("c.pdf", b"%PDF-1.7 broken"))
    with Workers(Limits(seconds=60), processes=1, ready=read_once) as pool:
        more, objects = grown(lambda number: pool.submit(parse_file, files[number % 3]).result())
        assert more == 0 and objects < _MOST_MORE
        (folder,) = tmp_path.iterdir()
        assert list(folder.iterdir()) == []
    assert list(tmp_path.iterdir()) == []
