"""The processes that work for calls: at most so many, of one client at most half of them, each call within its time."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import pickle
import signal
import socket
import sys
import threading
import weakref
from collections import Counter, deque
from contextlib import suppress
from contextvars import ContextVar
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from core.errors import UsageError
from core.work.worker import available_cores
from server.running.line import Line
from server.running.worker import Reply, Work, serve

SECONDS = 60.0
"""The longest that one call may take, waiting for its turn included."""

MOST_WAITING = 500
"""Calls of one client that wait for their turn; another is refused."""

_GRACE = 1.0
"""Seconds that a call which is no longer wanted has to stop before its process is ended."""

CLIENT: ContextVar[str] = ContextVar("client", default="")
"""Whose share of the processes the work takes."""

_PRELOADED = ["server.running.worker", "server.work"]


class Pool:
    """Works for calls in processes that start when first needed and stay. Used by one event loop at a time.

    No client has more than `share` of the `processes` at once, so that those who come beside it find one.
    """

    def __init__(self, database: Path, *, processes: int | None = None, seconds: float = SECONDS) -> None:
        self._database = database.absolute()
        self.processes = processes or max(4, available_cores())
        self.share = max(1, self.processes // 2, 4 - self.processes)
        self.seconds = seconds
        self._all: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._running: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}
        self._ending: set[asyncio.Task[None]] = set()
        weakref.finalize(self, _end, self._all)

    def fork(self, count: int) -> None:
        """Start that many now, out of this very process, which has imported everything; only while it has no threads.

        Others start more slowly, each in a fresh interpreter's fork.
        """
        if sys.platform == "linux" and threading.active_count() == 1:
            for _ in range(count):
                self._idle.append(self._kept(_Worker(multiprocessing.get_context("fork"), self._database)))

    async def run(self, function: Work, *arguments: object) -> Reply:
        """What the function returns, called with an archive that is only read and with these arguments.

        Raises UsageError for what it says was wrong, and where it takes too long; then the work ends, too.
        """
        client = CLIENT.get()
        try:
            async with asyncio.timeout(self.seconds):
                await self._turn(client)
                return await self._worked(client, pickle.dumps((function, arguments)))
        except TimeoutError:
            raise UsageError(f"This took longer than {self.seconds:g} seconds: ask for less.") from None

    def close(self) -> None:
        """End the processes, the busy ones too."""
        _end(self._all)
        self._idle.clear()

    # --- whose turn it is ------------------------------------------------------------------------------

    async def _turn(self, client: str) -> None:
        """Wait until this client may have a process; it is counted as having one then."""
        if not self._waiting and self._free() and self._running[client] < self.share:
            self._running[client] += 1
            return
        queue = self._waiting.setdefault(client, deque())
        if len(queue) >= MOST_WAITING:
            raise UsageError("Too many calls of this client wait: go on when some have ended.")
        turn = asyncio.get_running_loop().create_future()
        queue.append(turn)
        self._next()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._gone(client)
            else:
                queue.remove(turn)
            raise

    def _next(self) -> None:
        """Give free places to those who wait, first to the client that has the fewest."""
        while self._waiting and self._free():
            able = [one for one, queue in self._waiting.items() if queue and self._running[one] < self.share]
            if not able:
                break
            client = min(able, key=self._running.__getitem__)
            self._running[client] += 1
            self._waiting[client].popleft().set_result(None)
        self._waiting = {client: queue for client, queue in self._waiting.items() if queue}

    def _free(self) -> bool:
        return self._running.total() < self.processes

    def _gone(self, client: str) -> None:
        self._running[client] -= 1
        self._running = +self._running
        self._next()

    # --- the work --------------------------------------------------------------------------------------

    async def _worked(self, client: str, message: bytes) -> Reply:
        try:
            worker = await self._worker()
        except BaseException:
            self._gone(client)
            raise
        try:
            reply = await worker.exchange(message)
        except asyncio.CancelledError:
            self._let_end(client, worker)
            raise
        except BaseException as error:
            self._drop(worker)
            self._gone(client)
            raise RuntimeError("A process that works for calls has ended") from error
        self._idle.append(worker)
        self._gone(client)
        return _value(reply)

    async def _worker(self) -> _Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.alive():
                return worker
            self._drop(worker)
        context: BaseContext = multiprocessing.get_context("spawn")
        if sys.platform != "win32":
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(_PRELOADED)
        # A future and no task: at the end of the loop that would be cancelled, and the process forgotten.
        starting = asyncio.get_running_loop().run_in_executor(None, _Worker, context, self._database)
        try:
            return self._kept(await asyncio.shield(starting))
        except asyncio.CancelledError:
            starting.add_done_callback(_end_started)
            raise

    def _kept(self, worker: _Worker) -> _Worker:
        self._all.add(worker)
        return worker

    def _drop(self, worker: _Worker) -> None:
        self._all.discard(worker)
        worker.kill()

    def _let_end(self, client: str, worker: _Worker) -> None:
        """Break off what nobody waits for; the client keeps the place until it has ended."""
        task = asyncio.ensure_future(self._broken_off(client, worker))
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def _broken_off(self, client: str, worker: _Worker) -> None:
        try:
            worker.break_off()
            async with asyncio.timeout(_GRACE):
                await worker.reply()
            self._idle.append(worker)
        except BaseException as error:
            self._drop(worker)
            if not isinstance(error, TimeoutError | OSError):
                raise
        finally:
            self._gone(client)


class _Worker:
    """One process and the line to it."""

    def __init__(self, context: BaseContext, database: Path) -> None:
        line, theirs = socket.socketpair()
        with theirs:
            self._process: BaseProcess = context.Process(target=serve, args=(theirs, database), daemon=True)  # type: ignore[attr-defined]
            self._process.start()
        self._line = Line(line)

    def alive(self) -> bool:
        return self._line.open or self._process.is_alive()

    async def exchange(self, message: bytes) -> Reply:
        """Send a call, await its reply. Raises OSError where the process ends before."""
        await self._line.send(message)
        return await self.reply()

    async def reply(self) -> Reply:
        """Await the reply to the last call, also again. Raises OSError where the process ends before."""
        reply: Reply = pickle.loads(await self._line.received())
        return reply

    def break_off(self) -> None:
        if sys.platform != "win32" and self._process.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGUSR1)

    def kill(self) -> None:
        self._process.kill()
        self._line.close()


def _end_started(starting: asyncio.Future[_Worker]) -> None:
    """End a process that nobody waits for any more."""
    if not starting.cancelled() and starting.exception() is None:
        starting.result().kill()


def _end(workers: set[_Worker]) -> None:
    for worker in list(workers):
        worker.kill()
    workers.clear()


def _value(reply: Reply) -> Reply:
    match reply.kind:
        case "done":
            return reply
        case "wrong":
            raise UsageError(reply.text)
        case _:
            logging.getLogger(__name__).error("A call failed:\n%s", reply.text)
            raise RuntimeError("A call failed")
