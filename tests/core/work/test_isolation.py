"""What code that has taken over a process which reads can do: nothing beyond its answer, and that is checked."""

from __future__ import annotations

import ctypes
import os
import pickle
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from core.errors import ReadError, UsageError
from core.types import Document, Fact, Identity, Report
from core.work import isolation, landlock, seccomp, worker
from core.work.nursery import Nursery
from core.work.progress import at_page
from core.work.worker import Limits, Workers
from store.intake.parsing import File, Parsed, parse_file, read_once
from tests.core.work.test_worker import double, ended

LIMITS = Limits(seconds=20, total_seconds=30, memory_bytes=1 << 30, output_bytes=1 << 20)
SEED = next((Path(__file__).parents[3] / "seeds").glob("000*.txt"))
whole = pytest.mark.skipif(not isolation.available().whole, reason="this system has no Landlock or no seccomp")


@pytest.fixture(scope="module")
def taken() -> Iterator[Workers]:
    """One reader for all attempts: what is refused leaves it as it was."""
    with (
        pytest.MonkeyPatch.context() as patched,
        # It begins with this environment, as the program's own does.
        closing(Nursery()) as nursery,
        Workers(LIMITS, processes=1, prepare=imported, ready=read_once) as pool,
    ):
        patched.setenv("GONGKAI_TELEGRAM_TOKEN", "12345:secret-of-the-bot")
        patched.setattr(worker, "NURSERY", nursery)
        # As it is when a file is read: it has done its first task.
        pool.submit(parse_file, File("a.txt", SEED.read_bytes())).result()
        yield pool


def imported() -> None:
    """Let this module be there before the doors close."""


def attempt(how: str, target: str) -> str:
    """What came of an attempt of hostile code: `refused`, or what it got."""
    try:
        return f"got {_attempts()[how](target)}"
    except OSError as error:
        return f"refused: {error.strerror}" if error.errno in (1, 13, 38) else f"failed: {error}"
    except subprocess.SubprocessError as error:
        return f"refused: {error}"


def _attempts() -> dict[str, Callable[[str], object]]:
    return {
        "read": lambda target: Path(target).read_text(errors="replace")[:50],
        "list": lambda target: list(Path(target).iterdir()),
        "write": lambda target: Path(target).write_text("x"),
        "remove": lambda target: os.remove(target),  # noqa: PTH107
        "connect": _connect,
        "listen": _listen,
        "resolve": lambda target: str(socket.getaddrinfo("localhost", int(target))),
        "unix": lambda target: str(socket.socket(socket.AF_UNIX)),
        "run": lambda target: str(subprocess.run([target], check=False)),
        "spawn": lambda target: str(os.posix_spawn(target, [target], {})),
        "exec": lambda target: str(os.execv(target, [target])),
        "fork": lambda _: str(os.fork()),
        "kill": lambda target: os.kill(int(target), signal.SIGTERM),
        "kill parent": lambda _: os.kill(os.getppid(), signal.SIGTERM),
        "kill all": lambda _: os.kill(-1, signal.SIGTERM),
        "limit": _limit,
        "trace": _trace,
        "memory": lambda target: str(Path(f"/proc/{target}/mem").open("r+b")),
    }


def _connect(target: str) -> str:
    with socket.create_connection(("127.0.0.1", int(target)), timeout=2):
        return "connected"


def _listen(target: str) -> str:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return "listens"


def _limit(target: str) -> str:
    import resource

    return str(resource.prlimit(int(target), resource.RLIMIT_CPU, (1, 1)))


def _trace(target: str) -> str:
    library = ctypes.CDLL(None, use_errno=True)
    attach = 16
    if library.ptrace(attach, int(target), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "traced"


@whole
@pytest.mark.parametrize(
    "how", ["read", "list", "write", "remove", "connect", "listen", "resolve", "unix", "run", "spawn", "exec", "fork",
            "kill", "kill parent", "kill all", "limit", "trace", "memory"],
)  # fmt: skip
def test_a_reader_that_is_taken_over_reaches_nothing(taken: Workers, tmp_path: Path, how: str) -> None:
    secret = tmp_path / "gongkai.db"
    secret.write_text("secret")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        targets = {"read": str(secret), "list": str(tmp_path), "write": str(secret), "remove": str(secret)}
        targets |= dict.fromkeys(("connect", "resolve"), str(listening.getsockname()[1]))
        targets |= dict.fromkeys(("run", "spawn", "exec"), "/bin/true")
        came = taken.submit(attempt, how, targets.get(how, str(os.getpid()))).result()
    assert came.startswith("refused") or (how == "resolve" and came.startswith("failed"))
    assert secret.read_text() == "secret"


@whole
@pytest.mark.parametrize(
    "place", ["/etc/passwd", "/proc/self/environ", "/proc/self/mem", str(Path.cwd() / "pyproject.toml"), str(SEED)]
)
def test_it_reads_no_file_but_the_program(taken: Workers, place: str) -> None:
    assert taken.submit(attempt, "read", place).result().startswith("refused")


def secrets_in_memory() -> list[str]:
    """Where code finds the token of the bot, however it looks: in the environment, or in what it came from."""
    found = [name for name, value in os.environ.items() if "secret-of" in value]
    library = ctypes.CDLL(None)
    library.getenv.restype = ctypes.c_char_p
    if library.getenv(b"GONGKAI_TELEGRAM_TOKEN"):
        found.append("getenv")
    return found


def test_it_finds_no_token(taken: Workers) -> None:
    assert taken.submit(secrets_in_memory).result() == []


def threads_work() -> int:
    counted: list[int] = []
    threads = [threading.Thread(target=counted.append, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(counted)


def test_it_may_use_threads_and_its_own_folder(taken: Workers) -> None:
    assert taken.submit(threads_work).result() == 5
    assert "refused" not in taken.submit(write_in_its_folder, 1000).result()


def write_in_its_folder(size: int) -> str:
    import tempfile

    try:
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"x" * size)
            file.flush()
            return str(file.tell())
    except OSError as error:
        return f"refused: {error.strerror}"


def test_what_it_writes_and_opens_is_limited(taken: Workers) -> None:
    assert taken.submit(write_in_its_folder, 2 << 20).result().startswith("refused")
    assert taken.submit(open_many).result() < 300


def open_many() -> int:
    opened = []
    try:
        for _ in range(2000):
            opened.append(open("/dev/null"))  # noqa: SIM115, PTH123
    except OSError:
        return len(opened)
    return len(opened)


# --- what comes back -----------------------------------------------------------------------------------


class _Bomb:
    """What runs where it is unpickled."""

    def __init__(self, marker: str) -> None:
        self._marker = marker

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (self._marker,)


def _line() -> Connection:
    """The line of this process to its parent, as hostile code finds it."""
    import gc

    (line,) = (item for item in gc.get_objects() if isinstance(item, Connection) and not item.closed and item.writable)
    return line


def answer_with(kind: str, marker: str) -> str:
    """Send the parent something that is no answer, and then wait."""
    line = _line()
    sent = {
        "pickle": pickle.dumps(_Bomb(marker)),
        "pickle as result": b"r" + pickle.dumps(_Bomb(marker)),
        "another shape": b'r{"a": [1, 2]}',
        "a number": b"r17",
        "no JSON": b"r\xff\xfe",
        "nothing": b"",
        "another kind": b"z{}",
        "nested": b"r" + b"[" * 100_000,
    }
    match kind:
        case "begun":
            os.write(line.fileno(), b"\x00\x00\x10\x00abc")
            time.sleep(60)
        case "huge":
            os.write(line.fileno(), b"\x7f\xff\xff\xff")
            time.sleep(60)
        case "pages":
            for page in range(1_000_000):
                line.send_bytes(b'p{"page": %d, "pages": 2}' % page)
    line.send_bytes(sent[kind])
    time.sleep(60)
    return ""


@pytest.mark.parametrize(
    "kind",
    ["pickle", "pickle as result", "another shape", "a number", "no JSON", "nothing", "another kind", "nested", "begun",
     "huge", "pages"],
)  # fmt: skip
def test_what_comes_back_is_data_or_an_error(tmp_path: Path, kind: str) -> None:
    marker = tmp_path / "ran"
    with Workers(Limits(seconds=5, total_seconds=6), processes=1) as pool:
        started = time.monotonic()
        with pytest.raises(ReadError):
            pool.submit(answer_with, kind, str(marker)).result()
        assert time.monotonic() - started < 60
        # The next file gets a fresh process.
        assert pool.submit(double, 2).result() == 4
    assert not marker.exists()


def make_up(what: str) -> Parsed:
    """An answer of the right shape with a figure that was never read; made past the check that every process makes."""
    words = "收到申请 17 件"
    right = Fact("requests.received", None, 17, "件", "table", words, 0, len(words))
    wrong = {
        "indicator": replace(right, indicator="requests.made_up"),
        "unit": replace(right, unit="万元"),
        "quote": replace(right, quote="收到申请 18 件"),
        "place": replace(right, start=-9),
        "number": replace(right, value=float("inf")),
        "nothing": right,
    }
    parsed = Parsed(Document(words), Report(Identity(), (), (), ()))
    object.__setattr__(parsed, "report", Report(Identity(), (wrong[what],), (), ()))
    return parsed


@pytest.mark.parametrize("what", ["indicator", "unit", "quote", "place", "number"])
def test_a_figure_that_does_not_stand_in_the_text_is_not_taken(what: str) -> None:
    with Workers(LIMITS, processes=1) as pool:
        assert pool.submit(make_up, "nothing").result().report.facts
        with pytest.raises(ReadError, match="answer is none"):
            pool.submit(make_up, what).result()


# --- what can't be given -------------------------------------------------------------------------------


def test_what_is_required_and_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "version", lambda: 0)
    with pytest.raises(UsageError, match="no Landlock: run on Linux"):
        Workers(Limits(isolation="required"))
    monkeypatch.setattr(seccomp, "available", lambda: False)
    with pytest.raises(UsageError, match="no Landlock and seccomp filters"):
        Workers(Limits(isolation="required"))
    with Workers(Limits(isolation="auto"), processes=1) as pool:
        assert pool.isolation == isolation.Isolation(False, False)


@whole
def test_required_where_it_is_there() -> None:
    with Workers(Limits(isolation="required"), processes=1, ready=read_once) as pool:
        assert pool.isolation.whole
        assert pool.submit(parse_file, File("a.txt", SEED.read_bytes())).result().report.facts


def test_without() -> None:
    with Workers(Limits(isolation="off"), processes=1, prepare=imported) as pool:
        assert not pool.isolation.files
        assert pool.submit(attempt, "read", str(SEED)).result().startswith("got ")


_PROGRAM = """
import sys
from core.work.worker import Limits, Workers
from tests.core.work.test_isolation import hang
if __name__ == "__main__":
    with Workers(Limits(seconds=60), processes=1) as pool:
        pool.submit(hang, told=lambda page, pages: print(page, flush=True)).result()
"""


def hang() -> int:
    at_page(os.getpid(), 1)
    time.sleep(60)
    return 0


@pytest.mark.skipif(os.name == "nt", reason="process groups")
def test_an_isolated_reader_ends_with_the_killed_program(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(_PROGRAM, encoding="ascii")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    with subprocess.Popen([sys.executable, str(program)], env=environment, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        reader = int(running.stdout.readline())
        running.kill()
    assert ended(reader)


HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}


@pytest.mark.parametrize("machine", HEADERS)
def test_calls_have_the_numbers_of_the_kernel(machine: str) -> None:
    if not HEADERS[machine].exists():
        pytest.skip("the kernel's headers are not installed")
    defined = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", HEADERS[machine].read_text("utf-8"))
    numbers = {name: int(number) for name, number in reversed(defined)}
    ours = seccomp._MACHINES[machine].calls
    # Headers may be older than the newest of our calls.
    assert {name: number for name, number in ours.items() if numbers.get(name, number) != number} == {}
    assert [name for name in seccomp._REFUSED.split() if name in numbers and name not in ours] == []
