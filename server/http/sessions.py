"""What middleware sees of a request: the session it belongs to, and how a call of a tool ended."""

from __future__ import annotations

from typing import Any

from mcp.server.connection import Connection
from mcp.server.context import HandlerResult, ServerRequestContext


def connection(ctx: ServerRequestContext[Any, Any]) -> Connection:
    """The session of a request, with its `state` and what is done when it ends (`exit_stack`)."""
    return ctx.session._connection  # the SDK has no public way to it yet


def is_failed_call(returned: HandlerResult) -> bool:
    """Whether what a tool returned, as it goes to the client, says that the call failed."""
    return isinstance(returned, dict) and returned.get("isError") is True
