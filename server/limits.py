"""How much of the server one client gets: requests a minute, and time for each."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_CLIENTS = 10_000
"""How many clients are told apart; then those that have rested longest are forgotten."""


@dataclass(slots=True)
class _Bucket:
    """What is left to a client, and when that was worked out."""

    left: float
    at: float


class Pace:
    """Lets a client spend a minute's requests at once, then as they come back."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}

    def wait(self, client: str) -> float:
        """Seconds until the next request of this client is answered; 0 where this one is, and it is then spent."""
        now = self._clock()
        bucket = self._buckets.pop(client, None) or _Bucket(self._a_minute, now)
        bucket.left = min(self._a_minute, bucket.left + (now - bucket.at) * self._a_minute / 60)
        bucket.at = now
        self._buckets[client] = bucket
        if len(self._buckets) > MOST_CLIENTS:
            del self._buckets[next(iter(self._buckets))]
        if bucket.left < 1:
            return (1 - bucket.left) * 60 / self._a_minute
        bucket.left -= 1
        return 0.0


class Limited:
    """An ASGI application whose requests to `path` keep a pace and end in time.

    A client is its token where it has one of `tokens` (SHA-256, hex), else its address. `refuse` is told why a request
    is turned away: "rate" (429) or "time" (503).
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        path: str,
        pace: Pace,
        seconds: float,
        tokens: Collection[str],
        refuse: Callable[[str], None],
    ) -> None:
        self._app = app
        self._path = path
        self._pace = pace
        self._seconds = seconds
        self._tokens = tokens
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != self._path:
            await self._app(scope, receive, send)
            return
        wait = self._pace.wait(self._client(scope))
        if wait:
            self._refuse("rate")
            refusal = JSONResponse(
                {"error": "Too many requests: wait, then go on."}, 429, {"Retry-After": str(int(wait) + 1)}
            )
            await refusal(scope, receive, send)
            return
        await self._in_time(scope, receive, send)

    async def _in_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            async with asyncio.timeout(self._seconds):
                await self._app(scope, receive, sending)
        except TimeoutError:
            self._refuse("time")
            if not started:
                await JSONResponse({"error": "This took too long: ask for less."}, 503)(scope, receive, send)

    def _client(self, scope: Scope) -> str:
        given = Headers(scope=scope).get("authorization", "")
        digest = hashlib.sha256(given[len("bearer ") :].encode("latin-1")).hexdigest()
        if digest in self._tokens:
            return digest
        address = scope.get("client")
        return address[0] if address else ""
