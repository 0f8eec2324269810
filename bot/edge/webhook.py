"""Telegram calls us: an HTTP server that takes updates, and only those with the secret that was agreed."""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from aiogram import Bot, Dispatcher
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from core.errors import UsageError
from store.settings import Settings

log = logging.getLogger(__name__)


@asynccontextmanager
async def listening(dispatcher: Dispatcher, bot: Bot, settings: Settings) -> AsyncIterator[None]:
    """Take updates at `webhook_listen` within the block. Raises UsageError where the address is no HOST:PORT."""
    assert settings.webhook_url is not None
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else secrets.token_urlsafe(32)
    host, port = _address(settings.webhook_listen)
    app = web.Application()
    # An update is confirmed by our answer: not before it was handled, and its file noted.
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=secret)
    app.router.add_post(urlsplit(settings.webhook_url).path or "/", handler.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await dispatcher.emit_startup(**dispatcher.workflow_data, dispatcher=dispatcher, bot=bot)
        await web.TCPSite(runner, host, port).start()
        allowed = dispatcher.resolve_used_update_types()
        await bot.set_webhook(settings.webhook_url, secret_token=secret, allowed_updates=allowed)
        log.info("listening for Telegram", extra={"host": host, "port": port})
        yield
    finally:
        await runner.cleanup()
        await dispatcher.emit_shutdown(**dispatcher.workflow_data, dispatcher=dispatcher, bot=bot)
        await bot.session.close()


async def serve(dispatcher: Dispatcher, bot: Bot, settings: Settings) -> None:
    """The same until SIGINT or SIGTERM."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with listening(dispatcher, bot, settings):
        await stopped.wait()


def _address(told: str) -> tuple[str, int]:
    host, _, port = told.rpartition(":")
    if not host or not port.isdecimal():
        raise UsageError(f"GONGKAI_WEBHOOK_LISTEN is {told!r}: it looks like 127.0.0.1:8080.")
    return host.strip("[]"), int(port)
