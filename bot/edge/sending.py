"""Keeping Telegram's limits: calls are paced, `retry_after` is obeyed, what fails on the way is sent again."""

from __future__ import annotations

import asyncio
import logging
from contextvars import ContextVar
from typing import cast

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    EditMessageReplyMarkup,
    EditMessageText,
    Response,
    SendDocument,
    SendMessage,
    SendPhoto,
    SendRichMessage,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType

from bot.edge.pace import BURST, INTERVAL, Pace

log = logging.getLogger(__name__)

TELLING = (SendMessage, SendRichMessage, SendPhoto, SendDocument, EditMessageText, EditMessageReplyMarkup)
"""The calls that tell a chat something: they are paced, and the answer to each is the message."""
_ATTEMPTS = 6
_NOTHING_LOST = ("query is too old", "query ID is invalid", "message is not modified")
"""What Telegram says where a person pressed twice, or long ago: nobody needs to hear of it."""

_patient: ContextVar[bool] = ContextVar("patient", default=False)


def patiently(patient: bool) -> None:
    """Whether what this task sends from here on is progress: answers that people wait for go before it."""
    _patient.set(patient)


class Forgiving(BaseRequestMiddleware):
    """Takes an answer to a press that is too old, and an edit that changes nothing, for done."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        try:
            return await make_request(bot, method)
        except TelegramBadRequest as refusal:
            if not any(reason in refusal.message for reason in _NOTHING_LOST):
                raise
            return cast(Response[TelegramType], True)


def _of_chat(chat: int | str) -> Pace:
    """Telegram: about one message a second to a person, twenty a minute to a group (their ids are negative)."""
    group = isinstance(chat, str) or chat < 0
    return Pace(interval=3.5, burst=3) if group else Pace(interval=1.0, burst=5)


class Courteous(BaseRequestMiddleware):
    """Paces what is sent, per chat and overall (Telegram allows thirty a second); answers go before progress."""

    def __init__(self) -> None:
        self._overall = Pace(INTERVAL, BURST)
        self._chats: dict[int | str, Pace] = {}

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        chat = method.chat_id if isinstance(method, TELLING) else None
        attempt = 1
        while True:
            if chat is not None:
                await self._wait_for_place(chat)
            try:
                return await make_request(bot, method)
            except TelegramMigrateToChat as moved:
                if attempt == _ATTEMPTS or not isinstance(method, TELLING):
                    raise
                # The group has become a supergroup; who writes to it is told by a message of its own.
                method = method.model_copy(update={"chat_id": moved.migrate_to_chat_id})  # type: ignore[assignment]
                attempt += 1
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
        if not _patient.get():
            await asyncio.sleep(self._pace(chat).reserve(_now()))
            await asyncio.sleep(self._overall.reserve(_now()))
            return
        # No place is taken ahead of time: whatever somebody waits for goes before.
        for pace in (self._pace(chat), self._overall):
            while (wait := pace.take(_now(), spare=1)) > 0:
                await asyncio.sleep(wait)

    def _pace(self, chat: int | str) -> Pace:
        if len(self._chats) > 10_000:
            self._chats = {key: pace for key, pace in self._chats.items() if not pace.idle(_now())}
        return self._chats.setdefault(chat, _of_chat(chat))


def _now() -> float:
    return asyncio.get_running_loop().time()
