from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.document import read
from core.errors import ReadError
from core.work.progress import at_page
from core.work.worker import Limits, Workers

LIMITS = Limits(seconds=5.0, memory_bytes=1 << 30, output_bytes=1 << 20)


def double(number: int) -> int:
    return 2 * number


def behave(how: str) -> str:
    match how:
        case "hang":
            time.sleep(60)
        case "hog":
            blocks = [bytearray(1 << 26) for _ in range(64)]
            return str(len(blocks))
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "exit":
            os._exit(3)
        case "flood":
            return "a" * (2 << 20)
        case "bug":
            raise KeyError(how)
        case "refuse":
            raise ReadError("encrypted", "The file asks for a password.")
    return how


def start_child_and_hang(marker: str) -> None:
    child = subprocess.Popen(["sleep", "60"])
    Path(marker).write_text(str(child.pid), encoding="ascii")
    time.sleep(60)


def leave_a_file(how: str) -> str:
    """Where a temporary file was made; then as `behave`."""
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"1")
    print("noise of a library", flush=True)
    behave(how)
    return file.name


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(LIMITS, processes=2) as pool:
        yield pool


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("hang", "timeout"),
        ("hog", "too_large"),
        ("crash", "unreadable"),
        ("exit", "unreadable"),
        ("flood", "too_large"),
        ("bug", "unreadable"),
        ("refuse", "encrypted"),
    ],
)
def test_failure_is_an_error_and_the_next_task_is_fine(workers: Workers, how: str, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        workers.submit(behave, how).result()
    assert caught.value.code == code
    assert workers.submit(behave, "well").result() == "well"


def test_a_bug_is_told_with_its_trace(workers: Workers) -> None:
    with pytest.raises(ReadError) as caught:
        workers.submit(behave, "bug").result()
    assert "KeyError" in caught.value.message
    assert any("in behave" in note for note in caught.value.__notes__)


def test_map_keeps_the_order(workers: Workers) -> None:
    tasks = [("a",), ("crash",), ("b",), ("bug",), ("c",)]
    results = list(workers.map(behave, tasks))
    assert [result if isinstance(result, str) else result.code for result in results] == [
        *("a", "unreadable", "b", "unreadable", "c")
    ]


def test_map_draws_few_tasks_ahead(workers: Workers) -> None:
    drawn: list[int] = []

    def numbers() -> Iterator[tuple[int]]:
        for number in range(100):
            drawn.append(number)
            yield (number,)

    results = workers.map(double, numbers())
    assert next(results) == 0
    assert len(drawn) <= 4
    assert next(results) == 2


async def test_awaited(workers: Workers) -> None:
    assert await workers.run(double, 21) == 42
    with pytest.raises(ReadError):
        await workers.run(behave, "bug")


def read_three_pages() -> str:
    for page in (1, 2, 3):
        at_page(page, 3)
    return "read"


def test_the_pages_read_are_told(workers: Workers) -> None:
    told: list[tuple[int, int]] = []
    heard = workers.submit(read_three_pages, told=lambda page, pages: told.append((page, pages)))
    assert heard.result() == "read"
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert workers.submit(read_three_pages).result() == "read"


def read_slow_pages() -> str:
    for page in range(1, 9):
        at_page(page, 8)
        time.sleep(0.5)
    return "read"


def test_pages_told_give_a_task_more_time() -> None:
    with Workers(Limits(seconds=3), processes=1) as pool:
        assert pool.submit(read_slow_pages).result() == "read"


def test_but_not_for_ever() -> None:
    with Workers(Limits(seconds=1.5, total_seconds=2), processes=1) as pool, pytest.raises(ReadError) as caught:
        pool.submit(read_slow_pages).result()
    assert caught.value.code == "timeout"


def test_reads_documents(workers: Workers) -> None:
    assert workers.submit(read, "收到申请12件".encode("gb18030"), "a.txt").result().text == "收到申请12件"
    with pytest.raises(ReadError) as caught:
        workers.submit(read, b"", "a.txt").result()
    assert (caught.value.code, caught.value.message) == ("unreadable", "The file is empty.")


def test_close_ends_what_runs() -> None:
    pool = Workers(Limits(seconds=60), processes=1)
    assert pool.submit(double, 1).result() == 2
    running = pool.submit(behave, "hang")
    time.sleep(0.3)
    pool.close()
    assert isinstance(running.exception(), ReadError)


@pytest.mark.parametrize("how", ["well", "crash", "hang"])
def test_temporary_files_end_with_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Workers(Limits(seconds=1), processes=1) as pool:
        outcome = pool.submit(leave_a_file, how)
        if how == "well":
            assert Path(outcome.result()).is_relative_to(tmp_path)
        else:
            assert isinstance(outcome.exception(), ReadError)
    assert list(tmp_path.iterdir()) == []


def test_what_libraries_print_is_nobodys_output(capfd: pytest.CaptureFixture[str]) -> None:
    with Workers(LIMITS, processes=1) as pool:
        pool.submit(leave_a_file, "well").result()
    assert capfd.readouterr() == ("", "")


_prepared: list[str] = []


def put_in_place() -> None:
    _prepared.append("yes")


def what_was_prepared() -> list[str]:
    return _prepared


def test_every_process_is_prepared() -> None:
    with Workers(LIMITS, processes=1, prepare=put_in_place) as pool:
        assert pool.submit(what_was_prepared).result() == ["yes"]
        with pytest.raises(ReadError):
            pool.submit(behave, "crash").result()
        assert pool.submit(what_was_prepared).result() == ["yes"]


@pytest.mark.skipif(os.name == "nt", reason="process groups")
def test_what_a_task_started_ends_with_it(tmp_path: Path) -> None:
    marker = tmp_path / "pid"
    limits = Limits(seconds=1, isolation="off")
    with Workers(limits, processes=1) as pool, pytest.raises(ReadError):
        pool.submit(start_child_and_hang, str(marker)).result()
    assert ended(int(marker.read_text(encoding="ascii")))


_PROGRAM = """
import sys
from core.work.worker import Limits, Workers
from tests.core.work.test_worker import start_child_and_hang
if __name__ == "__main__":
    with Workers(Limits(seconds=60, isolation="off"), processes=1) as pool:
        pool.submit(start_child_and_hang, sys.argv[1]).result()
"""


@pytest.mark.skipif(os.name == "nt", reason="process groups")
def test_a_hanging_task_ends_with_the_killed_program(tmp_path: Path) -> None:
    program, marker = tmp_path / "program.py", tmp_path / "pid"
    program.write_text(_PROGRAM, encoding="ascii")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3]), "TMPDIR": str(tmp_path)}
    running = subprocess.Popen([sys.executable, str(program), str(marker)], env=environment)
    while not (marker.exists() and marker.read_text(encoding="ascii")):
        assert running.poll() is None
        time.sleep(0.05)
    running.kill()
    running.wait()
    assert ended(int(marker.read_text(encoding="ascii")))
    for _ in range(200):
        if not list(tmp_path.glob("gongkai-*")):
            break
        time.sleep(0.05)
    assert not list(tmp_path.glob("gongkai-*"))


def test_what_a_killed_program_left_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    names = (f"gongkai-{ended.pid}-abc", f"gongkai-{os.getpid()}-abc", "gongkai-others")
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").touch()
    Workers(LIMITS, processes=1).close()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[1:])


def ended(process: int) -> bool:
    for _ in range(200):
        try:
            state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False
