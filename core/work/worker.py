"""Work on files from strangers, in processes that may hang, eat memory or crash without harm.

Whatever happens to a process becomes a ReadError for its file; the next file gets a fresh process.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, TypeVar

from core.errors import ReadCode, ReadError
from core.work.progress import Listener, listening

T = TypeVar("T")

_START_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take: wall time, address space of its process, size of its pickled result.

    A task that tells of its pages (scans take seconds each) has half the time again from each one told, up to
    `total_seconds`.
    """

    seconds: float = 60.0
    total_seconds: float = 300.0
    memory_bytes: int = 3 << 30
    output_bytes: int = 64 << 20


class Workers:
    """A pool of processes. Functions and their arguments must be picklable; so must what they return.

    To be closed, or used as a context manager. Processes start when first needed.
    """

    def __init__(
        self, limits: Limits | None = None, *, processes: int | None = None, prepare: Callable[[], object] | None = None
    ) -> None:
        """`prepare` is called once in every process before its first task."""
        self._limits = limits or Limits()
        self._prepare = prepare
        self._processes = processes or available_cores()
        self._threads = ThreadPoolExecutor(self._processes, thread_name_prefix="worker")
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._closed = False

    def submit(self, function: Callable[..., T], *args: object, told: Listener | None = None) -> Future[T]:
        """The future result of one task; it raises ReadError where the task failed, whyever it did.

        `told` hears, in another thread, of the pages the task reads.
        """
        return self._threads.submit(self._call, function, args, told)

    def map(self, function: Callable[..., T], tasks: Iterable[tuple[object, ...]]) -> Iterator[T | ReadError]:
        """The results in the order of the tasks, a failed one as its error; only few tasks are drawn ahead."""
        waiting: deque[Future[T]] = deque()
        try:
            for arguments in tasks:
                waiting.append(self.submit(function, *arguments))
                if len(waiting) >= 2 * self._processes:
                    outcome = _outcome(waiting.popleft())
                    yield outcome
            while waiting:
                outcome = _outcome(waiting.popleft())
                yield outcome
        finally:
            for future in waiting:
                future.cancel()

    async def run(self, function: Callable[..., T], *args: object, told: Listener | None = None) -> T:
        """One task, awaited. Raises ReadError."""
        return await asyncio.wrap_future(self.submit(function, *args, told=told))

    def close(self) -> None:
        """End the processes, the busy ones too."""
        with self._lock:
            self._closed = True
            workers = list(self._all)
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.stop()
        self._threads.shutdown(wait=True)
        for worker in self._all:
            worker.kill()

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _call(self, function: Callable[..., T], args: tuple[object, ...], told: Listener | None) -> T:
        worker = self._take()
        try:
            reply = worker.call(function, args, told)
        except ReadError:
            self._drop(worker)
            raise
        if isinstance(reply, _Failure):
            if reply.spent:
                self._drop(worker)
            else:
                self._give_back(worker)
            error = ReadError(reply.code, reply.message, reply.kind)
            if reply.trace:
                error.add_note(reply.trace)
            raise error
        self._give_back(worker)
        result: T = reply
        return result

    def _take(self) -> _Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.alive():
                    return worker
                self._all.discard(worker)
                worker.kill()
        worker = _Worker(self._limits, self._prepare)
        with self._lock:
            self._all.add(worker)
            closed = self._closed
        if closed:
            worker.stop()
        return worker

    def _give_back(self, worker: _Worker) -> None:
        with self._lock:
            self._idle.append(worker)

    def _drop(self, worker: _Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.kill()


def available_cores() -> int:
    """The processor cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _outcome(future: Future[T]) -> T | ReadError:
    try:
        return future.result()
    except ReadError as error:
        return error


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why a task failed. `spent` tells that its process should not be used again."""

    code: ReadCode
    message: str
    trace: str = ""
    spent: bool = False
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class _AtPage:
    """How far a task got."""

    page: int
    pages: int


class _Worker:
    """One process and the line to it. Used by one thread at a time; only `stop` may come from another."""

    def __init__(self, limits: Limits, prepare: Callable[[], object] | None) -> None:
        # A fresh interpreter: nothing of the parent (threads, locks, open files) goes along.
        context = multiprocessing.get_context("spawn")
        self._limits = limits
        self._folder = tempfile.mkdtemp(prefix="gongkai-")
        self._line, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_serve, args=(theirs, limits, self._folder, prepare), daemon=True
        )
        self._process.start()
        theirs.close()
        self._ready = False

    def alive(self) -> bool:
        return self._process.is_alive()

    def call(self, function: Callable[..., object], args: tuple[object, ...], told: Listener | None) -> Any:
        """The task's result or its _Failure. Raises ReadError where the process did not survive it."""
        try:
            if not self._ready:
                self._receive(_START_SECONDS)
                self._ready = True
            self._line.send((function, args))
            seconds, started = self._limits.seconds, time.monotonic()
            deadline = started + seconds
            last = started + max(self._limits.total_seconds, seconds)
            while isinstance(reply := pickle.loads(self._receive(deadline - time.monotonic())), _AtPage):
                deadline = min(max(deadline, time.monotonic() + seconds / 2), last)
                if told is not None:
                    told(reply.page, reply.pages)
            return reply
        except (EOFError, OSError) as error:
            raise ReadError("unreadable", "The file made the reader crash.") from error

    def _receive(self, seconds: float) -> bytes:
        if not self._line.poll(max(seconds, 0)):
            raise ReadError("timeout", "Reading the file took longer than allowed.")
        return self._line.recv_bytes()

    def stop(self) -> None:
        """End the process; whoever waits for it gets an error."""
        if self._process.pid is not None and self._process.is_alive():
            if sys.platform != "win32":
                # The process leads a group of its own: what it started (LibreOffice) ends with it.
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()

    def kill(self) -> None:
        """End the process and clear up after it."""
        self.stop()
        self._process.join()
        self._line.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _serve(line: Connection, limits: Limits, folder: str, prepare: Callable[[], object] | None) -> None:
    """The life of a worker process: a task, its reply, the next task, until the line is closed.

    Temporary files go into `folder`, which is removed with the process, however it ends.
    """
    _confine(limits)
    _watch_parent(folder)
    _silence()
    tempfile.tempdir = folder
    os.environ["TMPDIR"] = folder
    if prepare is not None:
        prepare()
    line.send_bytes(b"ready")
    try:
        _work(line, limits)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _watch_parent(folder: str) -> None:
    """A file that hangs must not outlive the program, however that was ended."""
    parent = multiprocessing.parent_process()
    if sys.platform == "win32" or parent is None:
        return
    import fcntl

    # In a program without standard streams the line to it stands on one of their numbers, which are silenced next.
    sentinel = fcntl.fcntl(parent.sentinel, fcntl.F_DUPFD_CLOEXEC, 3)
    threading.Thread(target=_end_with, args=(sentinel, folder), daemon=True).start()


def _end_with(sentinel: int, folder: str) -> None:
    wait([sentinel])
    shutil.rmtree(folder, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)


def _work(line: Connection, limits: Limits) -> None:
    while True:
        try:
            function, args = line.recv()
        except (EOFError, OSError):
            return
        with listening(lambda page, pages: line.send_bytes(pickle.dumps(_AtPage(page, pages)))):
            reply = _reply(function, args)
        data = pickle.dumps(reply)
        if len(data) > limits.output_bytes:
            data = pickle.dumps(_Failure("too_large", "The file holds more than can be passed on."))
        line.send_bytes(data)
        del function, args, reply, data


def _reply(function: Callable[..., object], args: tuple[object, ...]) -> object:
    try:
        return function(*args)
    except ReadError as error:
        return _Failure(error.code, error.message, kind=error.kind)
    except MemoryError:
        return _Failure("too_large", "Reading the file takes more memory than allowed.", spent=True)
    except Exception as error:
        trace = "".join(traceback.format_exception(error))[-4000:]
        return _Failure("unreadable", f"The reader failed on the file ({type(error).__name__}).", trace)


def _silence() -> None:
    """What libraries print about a file is nobody's output; what matters comes back as an error."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _confine(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    import resource

    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = limits.memory_bytes if hard == resource.RLIM_INFINITY else min(limits.memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
