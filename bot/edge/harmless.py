"""What the bot sends goes through the one place that makes words of strangers harmless."""

from __future__ import annotations

import copy

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile

from core.text.harmless import harmless, harmless_parts


class Harmless(BaseRequestMiddleware):
    """Makes every text that is sent harmless: messages, captions, buttons, offers, names of files.

    Where words stand in a text stays as it is.
    """

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        return await make_request(bot, _with_harmless_names(harmless_parts(method)))


def _with_harmless_names(method: TelegramMethod[TelegramType]) -> TelegramMethod[TelegramType]:
    renamed: dict[str, InputFile] = {}
    for name, value in method:
        if isinstance(value, InputFile) and value.filename and harmless(value.filename) != value.filename:
            renamed[name] = copy.copy(value)
            renamed[name].filename = harmless(value.filename)
    return method.model_copy(update=renamed) if renamed else method
