"""What a Prometheus can ask: how many calls of what, how long they took, how many requests were turned away."""

from __future__ import annotations

import time
from typing import Any

from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp_types import CallToolResult
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest


class Metrics:
    """The counts of one server. `tools` are the names of its tools: no others become labels."""

    def __init__(self) -> None:
        self.tools: frozenset[str] = frozenset()
        self._registry = CollectorRegistry()
        self._calls = Counter(
            "gongkai_calls", "Requests by outcome", ("method", "tool", "outcome"), registry=self._registry
        )
        self._seconds = Histogram(
            "gongkai_call_seconds", "Time of requests", ("method", "tool"), registry=self._registry
        )
        self._refused = Counter(
            "gongkai_refused", "HTTP requests turned away, by reason", ("reason",), registry=self._registry
        )

    async def counted(self, ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
        """Middleware: every request of the protocol is counted with its time."""
        method, name = ctx.method, self._name(ctx)
        began = time.perf_counter()
        outcome = "failed"
        try:
            returned = await call_next(ctx)
            outcome = "error" if isinstance(returned, CallToolResult) and returned.is_error else "ok"
            return returned
        finally:
            self._calls.labels(method, name, outcome).inc()
            self._seconds.labels(method, name).observe(time.perf_counter() - began)

    def refuse(self, reason: str) -> None:
        """Count one HTTP request that was turned away."""
        self._refused.labels(reason).inc()

    def text(self) -> bytes:
        """All counts in the text format of Prometheus."""
        return generate_latest(self._registry)

    def _name(self, ctx: ServerRequestContext[Any, Any]) -> str:
        if ctx.method != "tools/call":
            return ""
        name = (ctx.params or {}).get("name")
        return name if isinstance(name, str) and name in self.tools else "unknown"
