"""The life of a process that reads: within its limits, kept from everything else, a task at a time."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from core.errors import ReadError
from core.work.isolation import Wanted, isolate
from core.work.messages import AtPage, Failure, Message, Result, packed
from core.work.progress import listening

_MOST_FILES = 256
Task = tuple[Callable[..., object], tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take: wall time, address space of its process, size of its result and of what it writes.

    A task that tells of its pages (scans take seconds each) has half the time again from each one told, up to
    `total_seconds`.
    """

    seconds: float = 60.0
    total_seconds: float = 300.0
    memory_bytes: int = 3 << 30
    output_bytes: int = 64 << 20
    isolation: Wanted = "auto"


@dataclass(frozen=True, slots=True)
class Start:
    """With what a process that reads starts. `prepare` is called in it before its first task, and `ready`, which must
    start no thread, in the process that it is a fork of, where it is one.
    """

    limits: Limits
    prepare: Callable[[], object] | None = None
    ready: Callable[[], object] | None = None


def serve_alone(line: Connection, start: Start, folder: str) -> None:
    """The same in an interpreter of its own, that no other process ends when the program has ended."""
    # The line to the process that clears up after the program is none of ours.
    tracker: Any = vars(resource_tracker).get("_resource_tracker")
    with suppress(OSError, TypeError, AttributeError):
        os.close(tracker._fd)
    serve(line, start, folder, _parent())


def serve(line: Connection, start: Start, folder: str, parent: int | None = None) -> None:
    """Do a task, send its reply, do the next, until the line is closed, or `parent` tells that the program has ended.

    Temporary files go into `folder`, which is removed with the process, however it ends.
    """
    _confine(start.limits)
    _silence()
    tempfile.tempdir = folder
    os.environ["TMPDIR"] = folder
    if start.prepare is not None:
        start.prepare()
    line.send_bytes(b"ready")
    try:
        _work(line, start.limits, folder, parent)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _work(line: Connection, limits: Limits, folder: str, parent: int | None) -> None:
    isolated = False
    while True:
        try:
            task = line.recv_bytes()
        except (EOFError, OSError):
            return
        # The program's own words. They name the room that is to work, which is imported before the doors close.
        function, args = pickle.loads(task)
        if not isolated:
            line.send_bytes(packed(isolate(limits.isolation, Path(folder))))
            if parent is not None:
                # Not before: a thread that was there already would not be kept from anything.
                threading.Thread(target=_end_with, args=(parent, folder), daemon=True).start()
            isolated = True
        with listening(lambda page, pages: line.send_bytes(packed(AtPage(page, pages)))):
            data = _reply(function, args)
        if len(data) > limits.output_bytes:
            data = packed(Failure("too_large", "The file holds more than can be passed on."))
        line.send_bytes(data)
        del task, function, args, data


def _reply(function: Callable[..., object], args: tuple[object, ...]) -> bytes:
    reply: Message
    try:
        return packed(Result(function(*args)))
    except ReadError as error:
        reply = Failure(error.code, error.message, kind=error.kind)
    except MemoryError:
        reply = Failure("too_large", "Reading the file takes more memory than allowed.", spent=True)
    except Exception as error:
        trace = "".join(traceback.format_exception(error))[-4000:]
        reply = Failure("unreadable", f"The reader failed on the file ({type(error).__name__}).", _storable(trace))
    return packed(reply)


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _parent() -> int | None:
    """What tells that the program has ended."""
    parent = multiprocessing.parent_process()
    if sys.platform == "win32" or parent is None:
        return None
    import fcntl

    # In a program without standard streams it stands on one of their numbers, which are silenced next.
    return fcntl.fcntl(parent.sentinel, fcntl.F_DUPFD_CLOEXEC, 3)


def _end_with(parent: int, folder: str) -> None:
    """End with the program: a file that hangs must not outlive it, however it was ended."""
    wait([parent])
    shutil.rmtree(folder, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)


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
    for which, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
        (resource.RLIMIT_NOFILE, _MOST_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(which)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (allowed, allowed))
