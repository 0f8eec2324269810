"""Log messages of tool calls, for clients that ask for them: once a session, or with a request since 2026-07-28."""

from __future__ import annotations

import time
from typing import Any, get_args

from mcp.server.connection import allowed_log_levels
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    LoggingLevel,
    LoggingMessageNotification,
    LoggingMessageNotificationParams,
    SetLevelRequestParams,
)

from server.http.sessions import begun, is_failed_call, is_of_handshake, offering, session

_LEVELS: tuple[LoggingLevel, ...] = get_args(LoggingLevel)
_LEAST = "gongkai/log level"


async def levels(ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
    """Middleware: sessions of the handshake say from which level on they want messages: `logging/setLevel`."""
    if not is_of_handshake(ctx):
        return await call_next(ctx)
    if ctx.method == "logging/setLevel":
        begun(ctx).state[_LEAST] = SetLevelRequestParams.model_validate(ctx.params or {}, by_name=False).level
        return {}
    returned = await call_next(ctx)
    return offering(returned, "logging", {}) if ctx.method == "initialize" else returned


async def logged(ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
    """Middleware: how every tool call ended and how long it took; `warning` where it failed, else `info`."""
    wanted = _wanted(ctx) if ctx.method == "tools/call" else frozenset()
    if not wanted:
        return await call_next(ctx)
    began = time.perf_counter()
    try:
        returned = await call_next(ctx)
    except MCPError:
        await _tell(ctx, wanted, began, failed=True)
        raise
    await _tell(ctx, wanted, began, failed=is_failed_call(returned))
    return returned


async def _tell(
    ctx: ServerRequestContext[Any, Any], wanted: frozenset[LoggingLevel], began: float, *, failed: bool
) -> None:
    level: LoggingLevel = "warning" if failed else "info"
    if level in wanted:
        told = {
            "tool": (ctx.params or {}).get("name"),
            "outcome": "error" if failed else "ok",
            "milliseconds": round(1000 * (time.perf_counter() - began), 1),
        }
        await ctx.session.send_notification(
            LoggingMessageNotification(
                params=LoggingMessageNotificationParams(level=level, logger="gongkai.calls", data=told)
            ),
            related_request_id=ctx.request_id,
        )


def _wanted(ctx: ServerRequestContext[Any, Any]) -> frozenset[LoggingLevel]:
    """The levels that the client asked for; none where it did not."""
    if not is_of_handshake(ctx):
        return allowed_log_levels(ctx.protocol_version, ctx.meta)
    known = session(ctx)
    least = None if known is None else known.state.get(_LEAST)
    return frozenset() if least is None else frozenset(_LEVELS[_LEVELS.index(least) :])
