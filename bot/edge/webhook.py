"""Telegram calls us: an HTTP server that takes updates, and only those with the secret that was agreed."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import logging
import re
import secrets
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramBadRequest
from aiohttp import web

from bot.edge.decoding import update_of
from bot.edge.inbox import Inbox, start
from bot.edge.listening import address_of, listen
from core.errors import UsageError
from store.settings import Settings

log = logging.getLogger(__name__)


_LISTEN = "GONGKAI_WEBHOOK_LISTEN"
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LAST_WORDS = 60.0
"""Seconds the start or the end may take once the bot is to stop."""
_LONGEST_WAIT = 20.0
"""Seconds until Telegram is asked to send an update again that could not be noted."""


class Receiver:
    """Answers Telegram as soon as an update is noted; the work on it goes on. The same update twice is done once."""

    def __init__(self, dispatcher: Dispatcher, bot: Bot, inbox: Inbox, secret: str) -> None:
        self._dispatcher = dispatcher
        self._bot = bot
        self._inbox = inbox
        self._secret = secret.encode()

    async def take(self, request: web.Request) -> web.Response:
        told = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(told.encode(errors="surrogateescape"), self._secret):
            return web.Response(status=401)
        try:
            raw = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        update = update_of(raw, self._bot)
        if update is None:
            # Sent again it would be no better.
            return web.Response()
        if not self._inbox.is_known(update.update_id):
            self._inbox.expect([update])
            start(self._dispatcher, self._bot, update)
        noted = await self._inbox.settled(update.update_id, _LONGEST_WAIT)
        return web.Response(status=200 if noted else 503)


@asynccontextmanager
async def listening(dispatcher: Dispatcher, bot: Bot, settings: Settings) -> AsyncIterator[None]:
    """Take updates at `webhook_listen` within the block. Raises UsageError where a setting can't be used."""
    assert settings.webhook_url is not None
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else secrets.token_urlsafe(32)
    if not _SECRET.fullmatch(secret):
        raise UsageError("GONGKAI_WEBHOOK_SECRET may hold letters, digits, _ and - only, 256 at most.")
    address_of(settings.webhook_listen, _LISTEN)
    app = web.Application()
    receiver = Receiver(dispatcher, bot, dispatcher["inbox"], secret)
    app.router.add_post(urlsplit(settings.webhook_url).path or "/", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await dispatcher.emit_startup(**dispatcher.workflow_data, dispatcher=dispatcher, bot=bot)
        await listen(runner, settings.webhook_listen, _LISTEN)
        allowed = dispatcher.resolve_used_update_types()
        try:
            await bot.set_webhook(settings.webhook_url, secret_token=secret, allowed_updates=allowed)
        except TelegramBadRequest as refusal:
            raise UsageError(f"Telegram does not take GONGKAI_WEBHOOK_URL: {refusal.message}") from None
        log.info("listening for Telegram", extra={"address": settings.webhook_listen})
        yield
    finally:
        await runner.cleanup()
        await dispatcher.emit_shutdown(**dispatcher.workflow_data, dispatcher=dispatcher, bot=bot)
        await bot.session.close()


async def serve(dispatcher: Dispatcher, bot: Bot, settings: Settings) -> None:
    """The same until SIGINT or SIGTERM, which are heard from the first moment."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    serving = asyncio.create_task(_serve(dispatcher, bot, settings, stopped))
    waiting = asyncio.create_task(stopped.wait())
    await asyncio.wait([serving, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not serving.done():
        await asyncio.wait([serving], timeout=_LAST_WORDS)
        serving.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await serving


async def _serve(dispatcher: Dispatcher, bot: Bot, settings: Settings, stopped: asyncio.Event) -> None:
    async with listening(dispatcher, bot, settings):
        await stopped.wait()
