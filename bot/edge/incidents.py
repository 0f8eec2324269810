"""The unexpected: everything to the log, one sentence with a reference to the person."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramForbiddenError
from aiogram.types import CallbackQuery, ErrorEvent

from bot.edge.access import Access
from bot.look.words import language_of, words_of

log = logging.getLogger(__name__)

_KEPT = 5
_QUIET = 600.0
"""Seconds after an incident in which administrators hear of no other."""


@dataclass(frozen=True, slots=True)
class Incident:
    """What a reference stands for; the log has all of it."""

    reference: str
    at: datetime
    kind: str


class Incidents:
    """The last few errors nobody expected."""

    def __init__(self) -> None:
        self._last: deque[Incident] = deque(maxlen=_KEPT)
        self._bot: Bot | None = None
        self._access: Access | None = None
        self._quiet_until = 0.0
        self._telling: set[asyncio.Task[None]] = set()

    def report_to(self, bot: Bot, access: Access) -> None:
        """From here on administrators hear of trouble."""
        self._bot, self._access = bot, access

    @property
    def last(self) -> Sequence[Incident]:
        """The oldest first."""
        return tuple(self._last)

    def note(self, error: BaseException) -> str:
        """Log an error with all that is known about it; returns the reference it can be found by."""
        reference = secrets.token_hex(3)
        log.error("unexpected error", extra={"reference": reference}, exc_info=error)
        self._last.append(Incident(reference, datetime.now().astimezone(), type(error).__name__))
        now = asyncio.get_running_loop().time()
        if now >= self._quiet_until and self._bot is not None:
            self._quiet_until = now + _QUIET
            task = asyncio.create_task(self._report(self._last[-1]))
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)
        return reference

    async def _report(self, incident: Incident) -> None:
        """Tell the administrators, of the first of a run of incidents only."""
        assert self._bot is not None
        assert self._access is not None
        sentence = words_of("zh").trouble.format(kind=incident.kind, reference=incident.reference)
        for administrator in self._access.administrators():
            try:
                await self._bot.send_message(administrator, sentence)
            except TelegramAPIError as refusal:
                log.info("administrator not reached", extra={"account": administrator, "reason": str(refusal)})

    async def tell(self, event: ErrorEvent) -> None:
        """Tell the person whose update failed; log it even where they can't be told."""
        if isinstance(event.exception, TelegramForbiddenError):
            log.info("not told: the bot was blocked", extra={"update": event.update.update_id})
            return
        reference = self.note(event.exception)
        origin = event.update.message or event.update.callback_query
        if origin is None or origin.from_user is None:
            return
        words = words_of(language_of(origin.from_user.language_code))
        sentence = words.unexpected.format(reference=reference)
        message = origin.message if isinstance(origin, CallbackQuery) else origin
        if message is not None:
            # A failed button may have been answered already, so that a message it is.
            try:
                await message.answer(sentence)
            except TelegramAPIError as refusal:
                log.warning("failure not told", extra={"reference": reference, "reason": str(refusal)})
