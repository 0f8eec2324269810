"""How the bot does, told over HTTP to what watches it: `/health` and, for Prometheus, `/metrics`."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import TelegramObject, Update
from aiohttp import web
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.edge.listening import listen
from store import Archive

_SILENCE = 120.0
"""Seconds without an answer of Telegram after which a bot that polls, which asks every ten, does not work."""


class Health(BaseRequestMiddleware):
    """Counts what the bot does and notes when Telegram last answered. No label holds what a person wrote."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._updates = Counter(
            "gongkai_bot_updates", "Updates by kind and outcome", ("kind", "outcome"), registry=self._registry
        )
        self._seconds = Histogram("gongkai_bot_update_seconds", "Time of updates", ("kind",), registry=self._registry)
        self._calls = Counter(
            "gongkai_bot_calls", "Calls of Telegram by outcome", ("method", "outcome"), registry=self._registry
        )
        self._waiting = Gauge("gongkai_bot_files_waiting", "Files that wait to be read", registry=self._registry)
        self._silent = Gauge(
            "gongkai_bot_silent_seconds", "Seconds since Telegram last answered", registry=self._registry
        )
        self._answered = time.monotonic()
        self._polls = False
        self._archive: Archive | None = None

    def watch(self, dispatcher: Dispatcher, bot: Bot, archive: Archive, *, polls: bool) -> None:
        """From here on this bot is watched."""
        self._archive, self._polls, self._answered = archive, polls, time.monotonic()
        dispatcher.update.outer_middleware(self._counted)
        bot.session.middleware(self)

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        """Count one call of Telegram."""
        outcome = "failed"
        try:
            answer = await make_request(bot, method)
            outcome, self._answered = "ok", time.monotonic()
            return answer
        except TelegramAPIError as refusal:
            outcome = type(refusal).__name__
            raise
        finally:
            self._calls.labels(method.__api_method__, outcome).inc()

    async def _counted(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        kind = event.event_type if isinstance(event, Update) else "unknown"
        began, outcome = time.perf_counter(), "failed"
        try:
            returned = await handler(event, data)
            outcome = "ok"
            return returned
        finally:
            self._updates.labels(kind, outcome).inc()
            self._seconds.labels(kind).observe(time.perf_counter() - began)

    async def tell(self, _: web.Request) -> web.Response:
        """200 while the bot works, 503 while it starts and where Telegram has been silent for long."""
        if self._archive is None:
            return web.json_response({"status": "starting"}, status=503)
        silence = time.monotonic() - self._answered
        if self._polls and silence > _SILENCE:
            return web.json_response({"status": "telegram is silent", "seconds": int(silence)}, status=503)
        return web.json_response({"status": "ok"})

    async def measure(self, _: web.Request) -> web.Response:
        """The counts in Prometheus' text."""
        if self._archive is not None:
            self._waiting.set(self._archive.jobs.waiting())
            self._silent.set(time.monotonic() - self._answered)
        return web.Response(body=generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})


@asynccontextmanager
async def answering_health(listen_at: str | None) -> AsyncIterator[Health]:
    """What counts, told at HOST:PORT within the block, where one is set. Raises UsageError where it can't be."""
    health = Health()
    if listen_at is None:
        yield health
        return
    app = web.Application()
    app.router.add_get("/health", health.tell)
    app.router.add_get("/metrics", health.measure)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await listen(runner, listen_at, "GONGKAI_HEALTH_LISTEN")
        yield health
    finally:
        await runner.cleanup()
