"""Every press of a button is answered once, or the person's phone goes on waiting: here, and nowhere else."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.look.words import Words
from core.errors import UsageError
from store import Archive, StoredReport

_AT_ONCE = 0.3
"""Seconds after which a press is answered while the work on it goes on."""


class PopUp(Exception):
    """Ends the work on a press with a sentence that pops up over the chat."""


class Answered(BaseMiddleware):
    """Answers each press: with the sentence its work ends with, else without a word, and soon."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if not isinstance(event, CallbackQuery):
            return await handler(event, data)
        late = asyncio.create_task(_answer_late(event))
        sentence = None
        try:
            return await handler(event, data)
        except PopUp as told:
            sentence = str(told)
            return None
        finally:
            if late.cancel() or sentence:
                await event.answer(sentence)


async def _answer_late(press: CallbackQuery) -> None:
    await asyncio.sleep(_AT_ONCE)
    await press.answer()


def message_of(press: CallbackQuery, words: Words) -> Message:
    """The message the button hangs under. Raises PopUp where Telegram gives it no more."""
    if not isinstance(press.message, Message):
        raise PopUp(words.expired)
    return press.message


def stored_of(archive: Archive, report: int, words: Words) -> StoredReport:
    """The stored report a button names. Raises PopUp where there is none."""
    try:
        return archive.report(report)
    except (UsageError, OverflowError):
        raise PopUp(words.expired) from None
