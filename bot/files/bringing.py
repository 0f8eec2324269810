"""The bytes of a job: a file that Telegram keeps, a text that was pasted, or what stands at an address."""

from __future__ import annotations

import asyncio
import logging

from aiogram import Bot

from bot.files.fetching import Lost, TooLarge, fetch
from bot.look.words import Words
from core.errors import ReadError
from store.desk.records import Job
from store.intake.web.taking import Taken, Taker

log = logging.getLogger(__name__)

PASTED, ADDRESS = "text:", "address:"
"""What the source of a job begins with where it is the text itself, or an address of the web."""


class Unfetched(Exception):
    """There is no file to read; the text says why. `again`: it may be had another time."""

    def __init__(self, sentence: str, *, again: bool = False) -> None:
        super().__init__(sentence)
        self.again = again


class Bringer:
    """Brings what is to be read; no file is larger than `largest` bytes."""

    def __init__(self, largest: int, taker: Taker) -> None:
        self._largest, self._taker = largest, taker

    async def bring(self, job: Job, bot: Bot, words: Words) -> Taken:
        """The bytes of a job, and where they came from. Raises Unfetched and ReadError."""
        if job.source.startswith(PASTED):
            return Taken(job.name, job.source.removeprefix(PASTED).encode(), None)
        if job.source.startswith(ADDRESS):
            return await self._from_address(job.source.removeprefix(ADDRESS), words)
        return Taken(job.name, await self._from_telegram(job, bot, words), None)

    async def _from_address(self, address: str, words: Words) -> Taken:
        try:
            return await asyncio.to_thread(self._taker.take, address)
        except ReadError as error:
            if error.kind not in ("address", "gone"):
                raise
            log.info("address not taken", extra={"address": address, "reason": error.message})
            why = "is_a_list" if error.code == "not_a_report" else "gone" if error.kind == "gone" else "not_had"
            raise Unfetched(words.addresses[why].format(address=address), again=error.code == "timeout") from None

    async def _from_telegram(self, job: Job, bot: Bot, words: Words) -> bytes:
        too_large = words.file_too_large.format(name=job.name, size=self._largest >> 20)
        if job.size is not None and job.size > self._largest:
            raise Unfetched(too_large)
        try:
            data = await fetch(bot, job.source, self._largest)
        except TooLarge:
            raise Unfetched(too_large) from None
        except Lost:
            raise Unfetched(words.file_lost.format(name=job.name), again=True) from None
        if not data:
            raise Unfetched(words.file_empty.format(name=job.name))
        return data
