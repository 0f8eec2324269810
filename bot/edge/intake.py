"""No file is lost between Telegram and our queue.

Asking for the next updates confirms those before: that waits until every file among them is noted.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import GetUpdates, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import TelegramObject, Update

_PATIENCE = 60.0
"""Seconds a file may take to be noted before the bot goes on all the same."""


class Intake(BaseMiddleware):
    """Knows the updates being handled: for the next request of updates, and so that a stopping bot lets them finish."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._files: set[int] = set()
        self._noted = asyncio.Event()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            return await handler(event, data)
        finally:
            self._tasks.discard(task)
            if isinstance(event, Update):
                self._files.discard(event.update_id)
                self._noted.set()

    async def finish(self, seconds: float) -> None:
        """Let the updates being handled finish."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    def expect(self, updates: list[Update]) -> None:
        """Remember which of the updates just fetched carry a file."""
        for update in updates:
            if update.message and (update.message.document or update.message.photo):
                self._files.add(update.update_id)

    async def noted(self) -> None:
        """Wait until every file that was expected is noted."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                while self._files:
                    self._noted.clear()
                    await self._noted.wait()
        self._files.clear()


class Confirming(BaseRequestMiddleware):
    """Confirms updates only when their files are noted."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        polling = isinstance(method, GetUpdates)
        if polling:
            await self._intake.noted()
        response = await make_request(bot, method)
        if polling and isinstance(response, list):
            self._intake.expect(response)
        return response
