"""A process that has imported what reading takes, and forks a process that reads whenever it is asked to. For Linux.

It has one thread: a fork of a program that has several may wait for ever for what another of them held. No file of a
stranger comes here, as each reader has a line of its own to the program; and each keeps itself from everything else as
one that was started anew would (`core.work.process`).
"""

from __future__ import annotations

import ctypes
import gc
import itertools
import multiprocessing
import os
import pickle
import shutil
import signal
import socket
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection

from core.work.process import Start, serve

_LONGEST = 1 << 16
_SIGNAL_AT_DEATH_OF_PARENT = 1
_LINE = 3
"""All that a reader has open beside its standard streams."""


@dataclass(frozen=True, slots=True)
class Birth:
    """A reader to be forked."""

    number: int
    start: Start
    folder: str


class Nursery:
    """The line of a program to the process that forks its readers, which starts when first needed and ends with it."""

    def __init__(self, begin: Callable[[socket.socket], None] | None = None) -> None:
        """`begin` starts a process that runs `tend` with this end of its line."""
        self._begin = begin or _begin
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._line: socket.socket | None = None

    def fork(self, line: Connection, start: Start, folder: str) -> Callable[[], None]:
        """Have a reader forked that works for this line; what is returned ends it."""
        birth = Birth(next(self._numbers), start, folder)
        asked = pickle.dumps(birth)
        with self._lock:
            try:
                socket.send_fds(self._running(), [asked], [line.fileno()])
            except ConnectionError:
                # It has ended, and its readers with it.
                self._leave()
                socket.send_fds(self._running(), [asked], [line.fileno()])
            return partial(_end, self._running(), birth.number)

    def close(self) -> None:
        """End it with all its readers; another begins for the next."""
        with self._lock:
            self._leave()

    def _running(self) -> socket.socket:
        if self._line is None:
            self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                self._begin(theirs)
        return self._line

    def _leave(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


def _begin(line: socket.socket) -> None:
    multiprocessing.get_context("spawn").Process(target=tend, args=(line,), daemon=True).start()


def _end(line: socket.socket, number: int) -> None:
    # Where the line is closed, they have ended.
    with suppress(OSError):
        line.send(pickle.dumps(number))


def tend(line: socket.socket) -> None:
    """Fork readers and end them, as the program says, until it has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    readers: dict[int, tuple[int, str]] = {}
    called: set[Callable[[], object]] = set()
    while True:
        asked, lines, _, _ = socket.recv_fds(line, _LONGEST, 1)
        if not asked:
            break
        match pickle.loads(asked):
            case Birth(number, start, folder):
                if start.ready is not None and start.ready not in called:
                    start.ready()
                    called.add(start.ready)
                    gc.freeze()
                readers[number] = _forked(line, lines[0], start, folder), folder
            case number:
                if number in readers:
                    _end_all([readers.pop(number)])
    _end_all(readers.values())


def _forked(ours: socket.socket, line: int, start: Start, folder: str) -> int:
    """The number of a new process that reads."""
    parent = os.getpid()
    process = os.fork()
    if process:
        os.close(line)
        return process
    try:
        ours.detach()
        os.dup2(line, _LINE)
        os.set_inheritable(_LINE, False)
        os.closerange(_LINE + 1, os.sysconf("SC_OPEN_MAX"))
        ctypes.CDLL(None).prctl(_SIGNAL_AT_DEATH_OF_PARENT, signal.SIGKILL)
        if os.getppid() == parent:
            serve(Connection(_LINE), start, folder)
    finally:
        os._exit(0)


def _end_all(readers: Iterable[tuple[int, str]]) -> None:
    """End these processes, each with the group it leads (LibreOffice), and remove their folders."""
    for process, folder in readers:
        with suppress(ProcessLookupError):
            os.killpg(process, signal.SIGKILL)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        shutil.rmtree(folder, ignore_errors=True)
