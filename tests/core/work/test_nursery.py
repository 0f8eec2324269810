"""The process that readers are forks of: made ready once, without threads, and gone without harm."""

from __future__ import annotations

import os
import signal
import stat
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import ReadError
from core.work import worker
from core.work.nursery import Nursery
from core.work.worker import Limits, Workers
from store.intake.parsing import read_once

LIMITS = Limits(seconds=20, memory_bytes=1 << 30, output_bytes=1 << 20)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere readers are interpreters of their own")

_done: list[str] = []


def make_ready() -> None:
    _done.append("ready")


def prepare() -> None:
    _done.append("prepared")


def what_was_done() -> list[str]:
    return _done


@pytest.fixture
def nursery(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with closing(Nursery()) as own:
        monkeypatch.setattr(worker, "NURSERY", own)
        yield


@pytest.mark.usefixtures("nursery")
def test_it_is_made_ready_once_and_each_reader_prepared() -> None:
    for _ in range(2):
        with Workers(LIMITS, processes=1, prepare=prepare, ready=make_ready) as pool:
            assert pool.submit(what_was_done).result() == ["ready", "prepared"]
    assert _done == []


def parent() -> int:
    return os.getppid()


def test_all_readers_of_a_program_are_its_forks() -> None:
    with Workers(LIMITS, processes=1) as first, Workers(LIMITS, processes=1) as second:
        assert first.submit(parent).result() == second.submit(parent).result() != os.getpid()


def opened() -> list[str]:
    kinds = {stat.S_IFSOCK: "socket", stat.S_IFCHR: "device", stat.S_IFIFO: "pipe"}
    found = []
    for number in range(256):
        try:
            found.append(kinds[stat.S_IFMT(os.fstat(number).st_mode)])
        except OSError:
            continue
    return found


def test_a_reader_holds_nothing_but_its_line() -> None:
    with Workers(LIMITS, processes=3) as pool:
        assert [pool.submit(opened).result() for _ in range(3)] == [["device", "device", "device", "socket"]] * 3


def wait_long() -> None:
    time.sleep(60)


@pytest.mark.usefixtures("nursery")
def test_where_it_is_killed_its_readers_end_and_another_begins() -> None:
    with Workers(LIMITS, processes=2) as pool:
        killed = pool.submit(parent).result()
        waiting = pool.submit(wait_long)
        os.kill(killed, signal.SIGKILL)
        assert isinstance(waiting.exception(), ReadError)
        assert pool.submit(parent).result() not in (killed, os.getpid())


def threads() -> int:
    return len(list(Path("/proc/self/task").iterdir()))


def test_reading_once_starts_no_thread() -> None:
    before = threads()
    read_once()
    assert threads() == before


def number() -> int:
    return os.getpid()


def test_it_may_be_asked_by_many_threads_at_once() -> None:
    numbers: list[int] = []

    def ask() -> None:
        with Workers(LIMITS, processes=1) as pool:
            numbers.append(pool.submit(number).result())

    asking = [threading.Thread(target=ask) for _ in range(12)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert len(set(numbers)) == 12
