"""What the bot sends goes through the one place that makes words of strangers harmless."""

from __future__ import annotations

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from core.text.harmless import harmless

_TEXTS = ("text", "caption")


class Harmless(BaseRequestMiddleware):
    """Makes the text of every message, caption and pop-up harmless; where words stand in it stays as it is."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        texts = {name: harmless(text) for name in _TEXTS if isinstance(text := getattr(method, name, None), str)}
        return await make_request(bot, method.model_copy(update=texts) if texts else method)
