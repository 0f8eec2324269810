"""All writing goes over one desk: a thread with a connection of its own, so that a long write of another program,
or of our own, never holds up an answer."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from store import Archive

T = TypeVar("T")

_PATIENCE = 600.0
"""Seconds that another program may keep the database to itself before what is to be written is given up."""


class Desk:
    """What is done here is done one thing after the other."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._archive: Archive | None = None
        self._closing = False

    async def do(self, function: Callable[[Archive], T]) -> T:
        """What the function gives, called with the desk's archive. Once begun it is carried to its end."""
        return await asyncio.wrap_future(self._thread.submit(self._call, function))

    def close(self) -> None:
        """Finish what was begun, and let go of the file."""
        self._closing = True
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    def _call(self, function: Callable[[Archive], T]) -> T:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                if self._archive is None:
                    self._archive = Archive(self._database)
                return function(self._archive)
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or self._closing or time.monotonic() > until:
                    raise

    def _close(self) -> None:
        if self._archive is not None:
            self._archive.close()
