"""How often one person may ask: enough for anyone who reads the answers."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, TelegramObject, User

from bot.edge.pace import Pace
from bot.edge.recent import Recent
from bot.look.words import Words


class Patience(BaseMiddleware):
    """At most `burst` questions at once and one each `interval` seconds after that, per person; files wait in turn."""

    def __init__(self, interval: float = 1.0, burst: int = 20) -> None:
        self._interval = interval
        self._burst = burst
        self._people: Recent[int, Pace] = Recent(10_000)
        self._told: Recent[int, float] = Recent(10_000)

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        user: User | None = data.get("event_from_user")
        if user is None or (isinstance(event, Message) and (event.document or event.photo)):
            return await handler(event, data)
        now = asyncio.get_running_loop().time()
        wait = self._wait(user.id, now)
        if wait == 0:
            return await handler(event, data)
        await self._ask_to_wait(event, user.id, now, wait, data["words"])
        return None

    def _wait(self, person: int, now: float) -> float:
        """The seconds until this person may ask again; 0 takes the place."""
        pace = self._people.get(person)
        if pace is None:
            pace = Pace(self._interval, self._burst)
            self._people.put(person, pace)
        return pace.take(now)

    async def _ask_to_wait(self, event: TelegramObject, person: int, now: float, wait: float, words: Words) -> None:
        """Told once for each pause, not once for each message."""
        sentence = words.too_fast.format(seconds=math.ceil(wait))
        if isinstance(event, CallbackQuery):
            await event.answer(sentence)
        elif isinstance(event, Message) and (self._told.get(person) or 0.0) <= now:
            self._told.put(person, now + wait)
            await event.answer(sentence)
