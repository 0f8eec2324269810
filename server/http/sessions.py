"""What middleware sees of a request: the session of the handshake it belongs to, and how a call of a tool ended."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

import anyio
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_REQUEST
from mcp_types.version import HANDSHAKE_PROTOCOL_VERSIONS

_BEGUN = "notifications/initialized"


class Session:
    """What is kept of one session (`state`), and what is done when it ends (`ending`)."""

    def __init__(self) -> None:
        self.state: dict[str, Any] = {}
        self.ending = ExitStack()


SESSIONS: dict[int, Session] = {}
"""Those that have begun and not ended, by what their clients said of themselves, which is one object in a session."""


async def living(ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
    """Middleware, the first of all: knows a session from the notification that it has begun until its end.

    The end is told to nobody; but what still runs in a session is broken off then, and so is this.
    """
    key = _key(ctx)
    if ctx.method != _BEGUN or not is_of_handshake(ctx) or key is None or key in SESSIONS:
        return await call_next(ctx)
    SESSIONS[key] = Session()
    try:
        await call_next(ctx)
        await anyio.sleep_forever()
    finally:
        SESSIONS.pop(key).ending.close()
    return None


def session(ctx: ServerRequestContext[Any, Any]) -> Session | None:
    """The session of a request; None before the notification that it has begun."""
    key = _key(ctx)
    return None if key is None else SESSIONS.get(key)


def begun(ctx: ServerRequestContext[Any, Any]) -> Session:
    """The same where there must be one. Raises MCPError."""
    found = session(ctx)
    if found is None:
        raise MCPError(INVALID_REQUEST, f"The session has not begun: send {_BEGUN} first.")
    return found


def is_of_handshake(ctx: ServerRequestContext[Any, Any]) -> bool:
    """Whether the client speaks one of the versions that have sessions."""
    return ctx.protocol_version in HANDSHAKE_PROTOCOL_VERSIONS


def offering(returned: HandlerResult, name: str, offered: dict[str, Any]) -> HandlerResult:
    """The result of `initialize` with one capability more, or with more of it."""
    if not isinstance(returned, dict):
        return returned
    capabilities = returned.get("capabilities", {})
    return {**returned, "capabilities": {**capabilities, name: {**capabilities.get(name, {}), **offered}}}


def is_failed_call(returned: HandlerResult) -> bool:
    """Whether what a tool returned, as it goes to the client, says that the call failed."""
    return isinstance(returned, dict) and returned.get("isError") is True


def _key(ctx: ServerRequestContext[Any, Any]) -> int | None:
    said = ctx.session.client_params
    return None if said is None else id(said)
