"""Streamable HTTP: one stateless endpoint, /mcp, with /health and /metrics beside it."""

from __future__ import annotations

import socket
import sys
from typing import Any

import uvicorn
from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecurityMiddleware, TransportSecuritySettings
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from core.errors import UsageError
from server.limits import Limited, Pace
from server.metrics import Metrics
from server.settings import HttpSettings

LARGEST_REQUEST = 4 * 1024 * 1024
"""Bytes of the largest request body; a larger one gets 413."""

MOST_REQUESTS = 200
"""Requests and connections at once; more get 503."""

GRACE = 5
"""Seconds that running calls have to end when the server is stopped."""

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def http_app(server: MCPServer[Any], metrics: Metrics, settings: HttpSettings) -> ASGIApp:
    """The server as an ASGI application with /health and /metrics beside it.

    A Host that is neither loopback nor among the settings' gets 421, a foreign Origin 403.
    """
    loopback = [f"{name}:*" for name in _LOOPBACK]
    security = TransportSecuritySettings(
        allowed_hosts=[*loopback, *settings.hosts],
        allowed_origins=[*(f"http://{name}" for name in loopback), *(f"https://{name}" for name in settings.hosts)],
    )
    app = server.streamable_http_app(
        stateless_http=True, max_request_body_size=LARGEST_REQUEST, transport_security=security
    )
    guard = TransportSecurityMiddleware(security)

    async def health(request: Request) -> Response:
        return await guard.validate_request(request) or JSONResponse({"status": "ok"})

    async def counts(request: Request) -> Response:
        refusal = await guard.validate_request(request)
        if refusal is None and settings.protected and not request.user.is_authenticated:
            refusal = Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
        return refusal or Response(metrics.text(), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    app.router.routes += [Route("/health", health), Route("/metrics", counts)]
    return Limited(
        app,
        path="/mcp",
        pace=Pace(settings.rate),
        seconds=settings.seconds,
        tokens=settings.tokens,
        refuse=metrics.refuse,
    )


def serve(app: ASGIApp, host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM. Raises UsageError where the address can't be had."""
    listening = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    print(f"Gongkai MCP server: http://{shown}:{listening.getsockname()[1]}/mcp", file=sys.stderr, flush=True)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        limit_concurrency=MOST_REQUESTS,
        timeout_graceful_shutdown=GRACE,
    )
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(f"Cannot listen on {host}:{port}: {error.strerror}. Choose another port.") from error
    # Connections inherit it. Without it every answer waits some 40 ms for the client's acknowledgement of its headers.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
