"""What the server answers and logs goes through the one place that makes words of strangers harmless."""

from __future__ import annotations

import logging
from typing import Any

from mcp.server.context import CallNext, HandlerResult, ServerRequestContext

from core.text.harmless import harmless, harmless_parts

_MADE_HARMLESS = ("structuredContent", "content")


class HarmlessLines(logging.Formatter):
    """Lines of the log, tracebacks among them."""

    def format(self, record: logging.LogRecord) -> str:
        """A record as text that only shows."""
        return harmless(super().format(record))


async def harmless_results(ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
    """Middleware: results of tools, resources, prompts and completions."""
    returned = await call_next(ctx)
    if ctx.method == "tools/call" and isinstance(returned, dict) and "structuredContent" in returned:
        # The object and its JSON are made harmless where they are made (`running.worker.done`), off the event loop.
        return {key: part if key in _MADE_HARMLESS else harmless_parts(part) for key, part in returned.items()}
    result: HandlerResult = harmless_parts(returned)
    return result
