"""Keeping Telegram's limits: calls are paced, `retry_after` is obeyed, what fails on the way is sent again."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import (
    EditMessageReplyMarkup,
    EditMessageText,
    Response,
    SendDocument,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType

log = logging.getLogger(__name__)

_PACED = (SendMessage, SendPhoto, SendDocument, EditMessageText, EditMessageReplyMarkup)
_ATTEMPTS = 4


@dataclass(slots=True)
class Pace:
    """At most `burst` calls at once and one each `interval` seconds after that."""

    interval: float
    burst: int
    _due: float = field(default=0.0, init=False)

    def reserve(self, now: float) -> float:
        """Take the next place; returns the seconds to wait for it."""
        wait = self._wait(now)
        self._due = max(self._due, now) + self.interval
        return wait

    def take(self, now: float) -> float:
        """Take a place if one is free now (0); else take none and return the seconds until one is."""
        wait = self._wait(now)
        if wait == 0:
            self._due = max(self._due, now) + self.interval
        return wait

    def hold(self, until: float) -> None:
        """Give no place before `until`."""
        self._due = max(self._due, until + (self.burst - 1) * self.interval)

    def idle(self, now: float) -> bool:
        return self._due <= now

    def _wait(self, now: float) -> float:
        return max(self._due - (self.burst - 1) * self.interval - now, 0.0)


def _of_chat(chat: int | str) -> Pace:
    """Telegram: about one message a second to a person, twenty a minute to a group (their ids are negative)."""
    group = isinstance(chat, str) or chat < 0
    return Pace(interval=3.5, burst=3) if group else Pace(interval=1.0, burst=5)


class Courteous(BaseRequestMiddleware):
    """Paces what is sent, per chat and overall (Telegram allows thirty a second)."""

    def __init__(self) -> None:
        self._overall = Pace(interval=1 / 25, burst=5)
        self._chats: dict[int | str, Pace] = {}

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        chat = method.chat_id if isinstance(method, _PACED) else None
        attempt = 1
        while True:
            if chat is not None:
                await self._wait_for_place(chat)
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as refusal:
                log.warning("Telegram asks to wait", extra={"seconds": refusal.retry_after})
                if chat is not None:
                    self._pace(chat).hold(_now() + refusal.retry_after)
                else:
                    await asyncio.sleep(refusal.retry_after)
            except (TelegramNetworkError, TelegramServerError):
                # The polling loop has its own patience; every other call is tried again here.
                if attempt == _ATTEMPTS or method.__api_method__ in ("getUpdates", "getMe"):
                    raise
                await asyncio.sleep(0.5 * 2**attempt)
                attempt += 1

    async def _wait_for_place(self, chat: int | str) -> None:
        await asyncio.sleep(self._pace(chat).reserve(_now()))
        await asyncio.sleep(self._overall.reserve(_now()))

    def _pace(self, chat: int | str) -> Pace:
        if len(self._chats) > 10_000:
            self._chats = {key: pace for key, pace in self._chats.items() if not pace.idle(_now())}
        return self._chats.setdefault(chat, _of_chat(chat))


def _now() -> float:
    return asyncio.get_running_loop().time()
