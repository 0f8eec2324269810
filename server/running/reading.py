"""Files of strangers read in processes of their own, which stay for the next file and end with the server."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from mcp.server.mcpserver import Context

from core.document.fixed.standing import Words
from core.document.framed import framed
from core.work.worker import Workers
from store.intake.parsing import File, Parsed, open_workers, parse_file
from store.intake.web.taking import Taken, Taker
from store.settings import Settings

Read = TypeVar("Read")

AT_ONCE = 2
"""How many files are read at the same time; more wait."""

_MOST_KEPT = 4
"""Readings that are kept for what a person says."""


class Readers:
    """At most `AT_ONCE` processes that read. One whose caller stops waiting is ended with what it was doing."""

    def __init__(self, settings: Settings) -> None:
        self.seconds = max(settings.parse_seconds, settings.parse_total_seconds)
        """The longest that one file may take; a scan has half of it again for each page."""
        self._settings = settings
        self._places = asyncio.Semaphore(AT_ONCE)
        self._idle: list[Workers] = []
        self._looking: Workers | None = None
        self._taker: Taker | None = None
        self._kept: dict[tuple[str, bytes], Parsed] = {}

    async def take(self, address: str) -> Taken:
        """What stands at an address of the web, by the rules of the settings. Raises ReadError."""
        if self._taker is None:
            self._looking = self._one()
            self._taker = Taker(self._settings, self._looking)
        return await asyncio.to_thread(self._taker.take, address)

    async def read_for(self, file: File) -> Parsed:
        """The same, kept for the next call about these bytes, as a person may be asked in between."""
        about = (file.name, hashlib.sha256(file.data).digest())
        parsed = self._kept.pop(about, None) or await self.read(file)
        self._kept[about] = parsed
        if len(self._kept) > _MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        return parsed

    async def read(self, file: File) -> Parsed:
        """One file, read and parsed. Raises ReadError."""
        return await self._run(parse_file, file)

    async def picture(self, data: bytes, words: Words) -> bytes | None:
        """The part of a file's page where words stand, framed: a JPEG; None where there is none. Raises ReadError."""
        return await self._run(framed, data, words)

    async def _run(self, function: Callable[..., Read], *arguments: object) -> Read:
        async with self._places:
            # The one that has rested longest: one that was just begun again may still be starting.
            workers = self._idle.pop(0) if self._idle else self._one()
            try:
                return await workers.run(function, *arguments)
            except asyncio.CancelledError:
                # Not here: a process that does not end at once would keep the event loop waiting.
                threading.Thread(target=workers.close, daemon=True).start()
                workers = self._one()
                workers.submit(parse_file, File("", b"-"))
                raise
            finally:
                self._idle.append(workers)

    def _one(self) -> Workers:
        return open_workers(self._settings, processes=1)

    def close(self) -> None:
        """End the processes."""
        for workers in (*self._idle, *([self._looking] if self._looking else [])):
            workers.close()


@asynccontextmanager
async def readers(settings: Settings) -> AsyncIterator[Readers]:
    """The readers of a server while it runs."""
    kept = Readers(settings)
    try:
        yield kept
    finally:
        kept.close()


async def told(context: Context[Readers, Any], reading: Callable[[Readers], Awaitable[Parsed]]) -> Parsed:
    """What is read, its progress told every second: the seconds gone of those it may take. Raises ReadError."""
    readers: Readers = context.request_context.lifespan_context
    most = readers.seconds
    await context.report_progress(0, most, "Reading")
    task = asyncio.ensure_future(reading(readers))
    seconds = 0
    try:
        while not (await asyncio.wait({task}, timeout=1))[0]:
            seconds += 1
            # A scan has more time for every page that is read.
            await context.report_progress(seconds, max(seconds, most), f"Reading for {seconds} s")
        end = max(seconds + 1, most)
        await context.report_progress(end, end, "Read")
        return await task
    finally:
        task.cancel()
