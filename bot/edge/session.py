"""The connection to the Bot API: every odd answer is one of the errors that are tried again, none stops the polling."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramServerError
from aiogram.methods import GetUpdates, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Message, Update

from bot.edge.decoding import least_message, update_of
from bot.edge.sending import TELLING


class Session(AiohttpSession):
    """aiogram's, but that it takes updates one by one, and a page of a gateway for a fault of the server."""

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        try:
            data = self.json_loads(content)
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict):
            raise TelegramServerError(method=method, message=f"HTTP {status_code} that is no answer of the Bot API")
        if isinstance(method, GetUpdates) and data.get("ok") and isinstance(data.get("result"), list):
            return Response[Any](ok=True, result=_updates(data["result"], bot))
        least = least_message(data.get("result")) if data.get("ok") and isinstance(method, TELLING) else None
        if least is not None and status_code < HTTPStatus.BAD_REQUEST:
            # What was sent is known here: to decode all of it, with what it is a reply to, takes long and may fail.
            return Response[Any](ok=True, result=Message.model_validate(least, context={"bot": bot}))
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError:
            if status_code >= HTTPStatus.BAD_REQUEST or not data.get("ok"):
                raise TelegramServerError(method=method, message=f"HTTP {status_code} that can't be read") from None
            raise

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        try:
            return await super().make_request(bot, method, timeout)
        except (UnicodeDecodeError, OSError) as error:
            raise TelegramNetworkError(method=method, message=f"{type(error).__name__}: {error}") from error


def _updates(told: list[object], bot: Bot) -> list[Update]:
    """Every update in its place; of one that can't be decoded only its number, so that it is confirmed."""
    updates = []
    for raw in told:
        update = update_of(raw, bot)
        if update is None and isinstance(raw, dict) and isinstance(raw.get("update_id"), int):
            update = Update(update_id=raw["update_id"])
        if update is not None:
            updates.append(update)
    return updates
