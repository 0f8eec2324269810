"""How much of the server one client gets: requests a minute, and time for each."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

import anyio
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import REQUEST_TIMEOUT
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.http.opened import Opened

MOST_STREAMS = 100
"""Streams that wait for news which one client may hold open at once; more get 429."""

_SESSION = "mcp-session-id"
_TELLING_SECONDS = 1.0
"""How long a call that took too long has to say so."""


class Pace:
    """Lets a client spend a minute's requests at once, then as they come back; counted in the file of `open_shared`."""

    def __init__(self, a_minute: int, shared: sqlite3.Connection, clock: Callable[[], float] = time.time) -> None:
        self._a_minute = a_minute
        self._shared = shared
        self._clock = clock

    def wait(self, client: str) -> float:
        """Seconds until the next request of this client is answered; 0 where this one is, and it is then spent.

        Raises sqlite3.Error where the file can't be written to.
        """
        now = self._clock()
        with self._shared:
            self._shared.execute("BEGIN IMMEDIATE")
            # Who has rested for a minute has all its requests again, as one that is not known.
            self._shared.execute("DELETE FROM clients WHERE at <= ?", (now - 60,))
            row = self._shared.execute("SELECT requests, at FROM clients WHERE client = ?", (client,)).fetchone()
            left, at = row or (self._a_minute, now)
            left = min(self._a_minute, left + max(0.0, now - at) * self._a_minute / 60)
            spent = left >= 1
            self._shared.execute("REPLACE INTO clients VALUES (?, ?, ?)", (client, left - spent, now))
        return 0.0 if spent else (1 - left) * 60 / self._a_minute


class Limited:
    """Holds an ASGI application to a pace: requests to `path`, to those of `counted`, and all with a token; those to
    `path` also end in time.

    A client is its token where it has one of `tokens` (SHA-256, hex), else its address. `news` says whether sessions
    have a stream of them (GET); one that nobody used for `idle` seconds is over. `refuse` is told why a request is
    turned away: "rate", "streams" or "sessions" (429), "time" or "count" (503).
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        path: str,
        counted: Collection[str] = (),
        pace: Pace,
        seconds: float,
        news: bool,
        idle: float,
        tokens: Collection[str],
        refuse: Callable[[str], None],
    ) -> None:
        self._app = app
        self._path = path
        self._counted = counted
        self._pace = pace
        self._seconds = seconds + _TELLING_SECONDS
        self._news = news
        self._tokens = tokens
        self._refuse = refuse
        self._streams: dict[anyio.CancelScope, str] = {}
        self._opened = Opened(idle)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        served = scope["type"] == "http" and scope["path"] == self._path
        if not served and not self._counts(scope):
            await self._app(scope, receive, send)
            return
        client = self._client(scope)
        refusal = self._refusal(client)
        if refusal is not None:
            await refusal(scope, receive, send)
        elif not served:
            await self._app(scope, receive, send)
        elif _only_waits(scope):
            await self._until_ended(client, scope, receive, send)
        else:
            await self._in_time(client, scope, receive, send)

    def _counts(self, scope: Scope) -> bool:
        if scope["type"] != "http":
            return False
        return scope["path"] in self._counted or "authorization" in Headers(scope=scope)

    def end_streams(self) -> None:
        """End every stream that only waits for news."""
        for stream in list(self._streams):
            stream.cancel()

    def _refusal(self, client: str) -> Response | None:
        try:
            wait = self._pace.wait(client)
        except sqlite3.Error as error:
            logging.getLogger(__name__).warning("Requests can't be counted: %s", error)
            self._refuse("count")
            return JSONResponse({"error": "The server can't count requests now: try again."}, 503, {"Retry-After": "1"})
        if not wait:
            return None
        self._refuse("rate")
        return JSONResponse({"error": "Too many requests: wait, then go on."}, 429, {"Retry-After": str(int(wait) + 1)})

    async def _until_ended(self, client: str, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "GET" and not self._news:
            await Response(status_code=405, headers={"Allow": "POST"})(scope, receive, send)
            return
        if Counter(self._streams.values())[client] >= MOST_STREAMS:
            self._refuse("streams")
            await JSONResponse({"error": "Too many streams are open: close some."}, 429)(scope, receive, send)
            return
        answer = _Response(send)
        with anyio.CancelScope() as stream:
            self._streams[stream] = client
            try:
                await self._app(scope, receive, answer.send)
            finally:
                del self._streams[stream]
        if stream.cancelled_caught:
            await answer.end()

    async def _in_time(self, client: str, scope: Scope, receive: Receive, send: Send) -> None:
        session = Headers(scope=scope).get(_SESSION)
        if session is None and not self._opened.may_open(client):
            self._refuse("sessions")
            await JSONResponse({"error": "Too many sessions are open: close some."}, 429)(scope, receive, send)
            return
        answer = _Response(send, lambda opened: self._opened.used(opened, client))
        try:
            async with asyncio.timeout(self._seconds):
                await self._app(scope, receive, answer.send)
            if session is not None and scope["method"] == "DELETE":
                self._opened.ended(session)
        except TimeoutError:
            self._refuse("time")
            if answer.started:
                await answer.end()
            else:
                await JSONResponse({"error": "This took too long: ask for less."}, 503)(scope, receive, send)

    def _client(self, scope: Scope) -> str:
        given = Headers(scope=scope).get("authorization", "")
        digest = hashlib.sha256(given[len("bearer ") :].encode("latin-1")).hexdigest()
        if digest in self._tokens:
            return digest
        address = scope.get("client")
        return address[0] if address else ""


class _Response:
    """What is sent for one request, so that it can be ended where it was broken off."""

    def __init__(self, send: Send, of_session: Callable[[str], None] = lambda _: None) -> None:
        self._send = send
        self._of_session = of_session
        self.started = self._ended = False

    async def send(self, message: Message) -> None:
        self.started = True
        if message["type"] == "http.response.start" and (session := Headers(raw=message["headers"]).get(_SESSION)):
            self._of_session(session)
        self._ended = message["type"] == "http.response.body" and not message.get("more_body", False)
        await self._send(message)

    async def end(self) -> None:
        if self.started and not self._ended:
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})


async def in_time(seconds: float, ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
    """Middleware: a call ends in time, also one of a session, which does not end with its HTTP request."""
    if ctx.method == "subscriptions/listen":
        return await call_next(ctx)
    with anyio.move_on_after(seconds):
        return await call_next(ctx)
    raise MCPError(REQUEST_TIMEOUT, f"This took longer than {seconds:g} seconds: ask for less.")


def _only_waits(scope: Scope) -> bool:
    """Whether the request opens a stream of news: one of a session, or one that asks for them since 2026-07-28."""
    headers = Headers(scope=scope)
    if headers.get("mcp-protocol-version", HANDSHAKE_PROTOCOL_VERSIONS[0]) in HANDSHAKE_PROTOCOL_VERSIONS:
        return str(scope["method"]) == "GET"
    # Where this header does not say what the body does, the request is refused further in.
    return headers.get("mcp-method", "") == "subscriptions/listen"
