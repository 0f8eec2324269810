"""Streamable HTTP: one endpoint, /mcp, with /health and /metrics beside it."""

from __future__ import annotations

import socket
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from mcp.server import MCPServer
from mcp.server.auth.routes import build_resource_metadata_url, create_protected_resource_routes
from mcp.server.transport_security import TransportSecurityMiddleware, TransportSecuritySettings
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from sse_starlette.sse import AppStatus
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Lifespan

from core.errors import UsageError
from server.http.access import READ, WRITE
from server.http.granting import BACK, granting_issuer
from server.http.limits import Limited, Pace
from server.http.metrics import Metrics
from server.http.origins import WholeOrigins
from server.http.settings import HttpSettings
from server.http.stepping import SteppingUp
from server.http.unescaped import Unescaped
from server.pages.app import page_routes
from server.pages.signing import Sessions
from server.pages.site import Site
from server.running.pool import Pool
from server.running.reading import Readers
from server.tools import WRITING
from store.settings import load_settings

SIGN_IN = "/sign-in"
"""Where tokens are tried, no faster than calls may come."""

LARGEST_REQUEST = 4 * 1024 * 1024
"""Bytes of the largest request body; a larger one gets 413."""

MOST_REQUESTS = 1_000
"""Requests and connections at once, streams that only wait among them; more get 503."""

MOST_SESSIONS = 1_000
"""Sessions at once; a client that wants another gets 503."""

IDLE_SECONDS = 600
"""How long a session without a request or an open stream is kept."""

GRACE = 5
"""Seconds that running calls have to end when the server is stopped."""

_LOOPBACK = [f"{name}{port}" for name in ("127.0.0.1", "localhost", "[::1]") for port in ("", ":*")]
"""With any port, and without one: a client leaves out that of its scheme."""


def http_app(
    server: MCPServer[Any],
    metrics: Metrics,
    settings: HttpSettings,
    shared: sqlite3.Connection,
    pool: Pool | None = None,
    sessions: Sessions | None = None,
) -> Limited:
    """The server as an ASGI application with /health and /metrics beside it; with a pool and sessions also the pages
    for people.

    A Host that is neither loopback nor among the settings' gets 421, a foreign Origin 403.
    """
    security = TransportSecuritySettings(
        allowed_hosts=[*_LOOPBACK, *settings.hosts],
        allowed_origins=[*(f"http://{name}" for name in _LOOPBACK), *(f"https://{name}" for name in settings.hosts)],
    )
    app = server.streamable_http_app(
        stateless_http=not settings.sessions,
        max_sessions=MOST_SESSIONS,
        session_idle_timeout=IDLE_SECONDS,
        max_request_body_size=LARGEST_REQUEST,
        transport_security=security,
    )
    guard = TransportSecurityMiddleware(security)

    async def health(request: Request) -> Response:
        return await guard.validate_request(request) or JSONResponse({"status": "ok"})

    async def counts(request: Request) -> Response:
        refusal = await guard.validate_request(request)
        if refusal is None and settings.protected and not request.user.is_authenticated:
            refusal = Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
        return refusal or Response(metrics.text(), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    auth = server.settings.auth
    if auth is not None and auth.resource_server_url is not None:
        # Before those of the SDK, which know only the scopes that every request needs.
        app.router.routes[:0] = create_protected_resource_routes(
            auth.resource_server_url, [auth.issuer_url], scopes_supported=[READ, WRITE]
        )
        metadata = str(build_resource_metadata_url(auth.resource_server_url))
        app.user_middleware.append(Middleware(SteppingUp, WRITING, metadata))
    app.router.routes += [Route("/health", health), Route("/metrics", counts)]
    if pool is not None and sessions is not None:
        common = load_settings()
        readers = Readers(common)
        site = Site(pool, readers, common, sessions, guard.validate_request, granting_issuer(settings))
        app.router.routes += page_routes(site, shared)
        app.router.lifespan_context = _closing(readers, app.router.lifespan_context)
    return Limited(
        WholeOrigins(Unescaped(app)),
        path="/mcp",
        counted=frozenset({SIGN_IN, BACK}),
        pace=Pace(settings.rate, shared),
        seconds=settings.seconds,
        news=settings.sessions,
        idle=IDLE_SECONDS,
        tokens=settings.tokens,
        refuse=metrics.refuse,
    )


def _closing(readers: Readers, lifespan: Lifespan[Any]) -> Lifespan[Any]:
    """The same life of the application, with the processes that read drafts ended after it."""

    @asynccontextmanager
    async def living(app: Any) -> AsyncIterator[Any]:
        async with lifespan(app) as state:
            try:
                yield state
            finally:
                readers.close()

    return living


def serve(app: Limited, host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM. Raises UsageError where the address can't be had."""
    listening = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    print(f"Gongkai MCP server: http://{shown}:{listening.getsockname()[1]}/mcp", file=sys.stderr, flush=True)
    config = uvicorn.Config(
        app,
        log_level="warning",
        # Its records go where ours go.
        log_config=None,
        access_log=False,
        limit_concurrency=MOST_REQUESTS,
        timeout_graceful_shutdown=GRACE,
    )
    # It would break off the answers of running calls as soon as the server is told to stop.
    AppStatus.enable_automatic_graceful_drain = False
    with listening:
        _Server(config, app).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Lets calls end when it is told to stop; streams that only wait for news are ended at once."""

    def __init__(self, config: uvicorn.Config, app: Limited) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._app.end_streams()
        await super().shutdown(sockets)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(f"Cannot listen on {host}:{port}: {error.strerror}. Choose another port.") from error
    # Connections inherit it. Without it every answer waits some 40 ms for the client's acknowledgement of its headers.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
