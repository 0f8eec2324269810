"""What each message of the bot is about, so that a button and a reply mean what stood there, after restarts too."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Mapping
from typing import Any, Literal

from bot.edge.desk import Desk
from bot.edge.recent import Recent
from store import Archive

log = logging.getLogger(__name__)

About = Mapping[str, Any]
"""`asked` of an answer, `report` of a sheet, `prompt` of what a person is asked for, `draft` of a change that waits to
be confirmed, `undo` of one that was made."""

_REMEMBERED = 1_000


class Memory:
    """Told from memory at once; written in the background, so that no answer waits for the disk."""

    def __init__(self, archive: Archive, desk: Desk) -> None:
        self._archive = archive
        self._desk = desk
        self._recent: Recent[tuple[int, int], About] = Recent(_REMEMBERED)
        self._unwritten: dict[tuple[int, int], tuple[int, About]] = {}
        self._writing: asyncio.Task[None] | None = None

    def about(self, chat: int, message: int) -> About:
        """What a message is about; empty where nothing is known of it."""
        key = (chat, message)
        if key in self._unwritten:
            return self._unwritten[key][1]
        known = self._recent.get(key)
        if known is None:
            known = self._archive.messages.about(chat, message) or {}
            self._recent.put(key, known)
        return known

    def last(self, chat: int, account: int, having: Literal["asked", "prompt", "draft"]) -> tuple[int, About] | None:
        """The last message for a person in a chat that is about something of this kind."""
        unwritten = [
            (message, about)
            for (where, message), (who, about) in self._unwritten.items()
            if (where, who) == (chat, account) and having in about
        ]
        return max(unwritten, key=lambda pair: pair[0], default=None) or self._archive.messages.last(
            chat, account, having
        )

    def put(self, chat: int, message: int, account: int, about: About) -> None:
        """Remember what a message is about, in place of what it was about before."""
        self._recent.put((chat, message), about)
        self._unwritten[chat, message] = account, about
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())

    async def finish(self) -> None:
        """Wait until all is written."""
        if self._writing is not None:
            await asyncio.wait([self._writing])

    async def _write_all(self) -> None:
        while self._unwritten:
            await asyncio.sleep(0)
            notes = dict(self._unwritten)
            try:
                await self._desk.do(lambda archive, notes=notes: archive.messages.put_all(notes))  # type: ignore[misc]
            except sqlite3.Error as error:
                log.warning("messages not noted", extra={"messages": len(notes), "reason": str(error)})
            for key, note in notes.items():
                if self._unwritten.get(key) is note:
                    del self._unwritten[key]
