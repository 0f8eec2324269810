"""Work on files from strangers, in processes that may hang, eat memory or crash without harm.

Whatever happens to a process becomes a ReadError for its file; the next file gets a fresh process.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import multiprocessing
import os
import pickle
import select
import shutil
import signal
import sys
import tempfile
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from core.errors import ReadError
from core.work.isolation import ONE_THREAD, Isolation, expected
from core.work.messages import AtPage, Failure, Result, unpacked
from core.work.nursery import Nursery
from core.work.process import Limits, Start, serve_alone
from core.work.progress import Listener
from core.work.shape import WrongShape

__all__ = ["Limits", "Workers", "available_cores"]

T = TypeVar("T")

_FOLDER = "gongkai-"
_START_SECONDS = 120.0
_MOST_MESSAGES = 10_000
_HEAD = 1 << 16
"""What a message may be longer than the result in it."""

NURSERY = Nursery()
"""Where the processes of this program are forked, on Linux."""
atexit.register(NURSERY.close)


class Workers:
    """A pool of processes. Functions and their arguments must be picklable; what they return is data of the shape that
    they declare, and checked to be.

    To be closed, or used as a context manager. Processes start when first needed.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        processes: int | None = None,
        prepare: Callable[[], object] | None = None,
        ready: Callable[[], object] | None = None,
    ) -> None:
        """`prepare` is called in every process before its first task. `ready`, which must start no thread, is called
        once in the process that they are forks of, where they are: they have what it imported and worked out.

        Raises UsageError where an isolation is required that this system can't give.
        """
        self._start = Start(limits or Limits(), prepare, ready)
        self.isolation = expected(self._start.limits.isolation)
        """What keeps the processes from everything else."""
        self.processes = processes or available_cores()
        """How many read at a time."""
        # Processes stand beside each other already; and a thread of a library that is there when a process closes its
        # doors would be kept from nothing.
        os.environ.setdefault(ONE_THREAD, "1")
        _sweep(Path(tempfile.gettempdir()))
        self._threads = ThreadPoolExecutor(self.processes, thread_name_prefix="worker")
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
                if len(waiting) >= 2 * self.processes:
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
        if isinstance(reply, Failure):
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
        worker = _Forked(self._start) if sys.platform == "linux" else _Spawned(self._start)
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


def _sweep(temporary: Path) -> None:
    """Remove what processes left whose program was ended so that it could not clear up."""
    for folder in temporary.glob(f"{_FOLDER}*-*"):
        program = folder.name.removeprefix(_FOLDER).partition("-")[0]
        if program.isdecimal() and not _lives(int(program)):
            shutil.rmtree(folder, ignore_errors=True)


def _remove(folder: str) -> None:
    """Remove a worker's folder; an empty one even where no file can be opened any more."""
    try:
        Path(folder).rmdir()
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        pass
    return True


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


class _Worker(ABC):
    """One process and the line to it. Used by one thread at a time; only `stop` may come from another."""

    def __init__(self, start: Start) -> None:
        self._limits = start.limits
        self._folder = tempfile.mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-")
        with contextlib.ExitStack() as undo:
            undo.callback(_remove, self._folder)
            self._line, theirs = multiprocessing.Pipe()
            undo.callback(self._line.close)
            with theirs:
                self._begin(theirs, start)
            undo.pop_all()
        self._ready = False

    @abstractmethod
    def _begin(self, line: Connection, start: Start) -> None:
        """Start the process, which works for this line."""

    @abstractmethod
    def alive(self) -> bool:
        """Whether the process, which has nothing to do, can do more."""

    @abstractmethod
    def stop(self) -> None:
        """End the process; whoever waits for it gets an error."""

    @abstractmethod
    def _join(self) -> None:
        """Wait until the stopped process has ended."""

    def call(self, function: Callable[..., object], args: tuple[object, ...], told: Listener | None) -> Any:
        """The task's result or its Failure. Raises ReadError where the process did not survive it."""
        try:
            task = pickle.dumps((function, args))
            if not self._ready:
                self._receive(_START_SECONDS)
                self._line.send_bytes(task)
                self._require(unpacked(self._receive(_START_SECONDS), function))
                self._ready = True
            else:
                self._line.send_bytes(task)
            return self._reply(function, told)
        except (EOFError, OSError) as error:
            raise ReadError("unreadable", "The file made the reader crash.") from error
        except WrongShape as error:
            raise ReadError("unreadable", "The reader's answer is none.") from error

    def _require(self, isolation: object) -> None:
        """See that the process, which has not looked at the file yet, is kept from everything else where it must."""
        whole = isinstance(isolation, Isolation) and isolation.whole
        if self._limits.isolation == "required" and not whole:
            raise ReadError("unreadable", "The reader could not be isolated, which is required.")

    def _reply(self, function: Callable[..., object], told: Listener | None) -> Any:
        seconds, started = self._limits.seconds, time.monotonic()
        deadline = started + seconds
        last = started + max(self._limits.total_seconds, seconds)
        for _ in range(_MOST_MESSAGES):
            match unpacked(self._receive(deadline - time.monotonic()), function):
                case AtPage(page, pages):
                    deadline = min(max(deadline, time.monotonic() + seconds / 2), last)
                    if told is not None:
                        told(page, pages)
                case Result(value):
                    return value
                case Failure() as failure:
                    return failure
        raise WrongShape("too many messages")

    def _receive(self, seconds: float) -> bytes:
        """The next message. Raises ReadError where it is not there in time, and OSError where it is too long."""
        if not self._line.poll(max(seconds, 0)):
            raise ReadError("timeout", "Reading the file took longer than allowed.")
        # One that has begun may still never end.
        watch = threading.Timer(max(seconds, 1), self.stop)
        watch.daemon = True
        watch.start()
        try:
            return self._line.recv_bytes(self._limits.output_bytes + _HEAD)
        finally:
            watch.cancel()

    def kill(self) -> None:
        """End the process and clear up after it."""
        self.stop()
        self._join()
        self._line.close()
        _remove(self._folder)


class _Forked(_Worker):
    """A fork of a process that has read before. What it holds of the line tells that it lives."""

    def _begin(self, line: Connection, start: Start) -> None:
        self._end = NURSERY.fork(line, start, self._folder)

    def alive(self) -> bool:
        return not self._line.poll()

    def stop(self) -> None:
        self._end()

    def _join(self) -> None:
        events = select.poll()
        # That the other end is closed is told unasked.
        events.register(self._line, 0)
        events.poll()


class _Spawned(_Worker):
    """A fresh interpreter: nothing of the program (threads, locks, open files) goes along."""

    def _begin(self, line: Connection, start: Start) -> None:
        self._process: BaseProcess = multiprocessing.get_context("spawn").Process(
            target=serve_alone, args=(line, start, self._folder), daemon=True
        )
        self._process.start()

    def alive(self) -> bool:
        return self._process.is_alive()

    def stop(self) -> None:
        if self._process.pid is not None and self._process.is_alive():
            if sys.platform != "win32":
                # The process leads a group of its own: what it started (LibreOffice) ends with it.
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()

    def _join(self) -> None:
        self._process.join()
