"""Origins that are none: a port is digits, and no name stands before a host."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class WholeOrigins:
    """An ASGI application that answers 403 to an Origin such as http://localhost:80@gongkai.example.

    What compares origins beyond it takes anything behind the colon for a port.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass the request on."""
        if scope["type"] == "http" and "@" in Headers(scope=scope).get("origin", ""):
            await PlainTextResponse("Invalid Origin header", 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
