"""Calls that a token may not make: turned away so that the client can ask its issuer for more."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from server.http.access import READ, WRITE

_ERROR = "insufficient_scope"
_SAID = "Storing needs the scope write"


class SteppingUp:
    """Gives 403 to calls of tools that write where the token has only the scope to read, with the scopes to ask for.

    It stands behind what looks at tokens. A call is known by the headers that say what it is, since 2026-07-28; to
    others the tool itself says that there is no right to write.
    """

    def __init__(self, app: ASGIApp, tools: Collection[str], metadata: str) -> None:
        self._app = app
        self._tools = tools
        self._challenge = (
            f'Bearer error="{_ERROR}", error_description="{_SAID}", scope="{READ} {WRITE}", '
            f'resource_metadata="{metadata}"'
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._lacks_right(scope):
            await self._app(scope, receive, send)
            return
        told = {"error": _ERROR, "error_description": _SAID}
        await JSONResponse(told, 403, {"WWW-Authenticate": self._challenge})(scope, receive, send)

    def _lacks_right(self, scope: Scope) -> bool:
        if scope["type"] != "http":
            return False
        headers = Headers(scope=scope)
        if headers.get("mcp-method") != "tools/call" or headers.get("mcp-name") not in self._tools:
            return False
        scopes = getattr(scope.get("auth"), "scopes", ())
        return READ in scopes and WRITE not in scopes
