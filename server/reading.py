"""Files of strangers read in processes of their own, which stay for the next file and end with the server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context

from core.worker import Limits, Workers
from store.parsing import File, Parsed, parse_file

LIMITS = Limits(seconds=30, memory_bytes=2 << 30)
AT_ONCE = 2
"""How many files are read at the same time; more wait."""


class Readers:
    """At most `AT_ONCE` processes that read. One whose caller stops waiting is ended with what it was doing."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(AT_ONCE)
        self._idle: list[Workers] = []

    async def read(self, file: File) -> Parsed:
        """One file, read and parsed. Raises ReadError."""
        async with self._places:
            workers = self._idle.pop() if self._idle else Workers(LIMITS, processes=1)
            try:
                return await workers.run(parse_file, file)
            except asyncio.CancelledError:
                workers.close()
                workers = Workers(LIMITS, processes=1)
                raise
            finally:
                self._idle.append(workers)

    def close(self) -> None:
        """End the processes."""
        for workers in self._idle:
            workers.close()


@asynccontextmanager
async def readers(_: MCPServer[Readers]) -> AsyncIterator[Readers]:
    """The readers of a server while it runs."""
    kept = Readers()
    try:
        yield kept
    finally:
        kept.close()


async def told(context: Context[Readers, Any], reading: Callable[[Readers], Awaitable[Parsed]]) -> Parsed:
    """What is read, its progress told every second: the seconds gone of those it may take. Raises ReadError."""
    await context.report_progress(0, LIMITS.seconds, "Reading")
    task = asyncio.ensure_future(reading(context.request_context.lifespan_context))
    seconds = 0
    try:
        while not (await asyncio.wait({task}, timeout=1))[0]:
            seconds += 1
            await context.report_progress(min(seconds, LIMITS.seconds), LIMITS.seconds, f"Reading for {seconds} s")
        await context.report_progress(LIMITS.seconds, LIMITS.seconds, "Read")
        return await task
    finally:
        task.cancel()
