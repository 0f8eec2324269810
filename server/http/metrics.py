"""What a Prometheus can ask: how many calls of what, how long they took, how many requests were turned away."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp_types.methods import SPEC_CLIENT_METHODS, SPEC_CLIENT_NOTIFICATION_METHODS
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from core.errors import UsageError
from server.http.sessions import is_failed_call

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_METHODS = SPEC_CLIENT_METHODS | SPEC_CLIENT_NOTIFICATION_METHODS


class Metrics:
    """The counts of one server. `tools` are the names of its tools: no others become labels, nor do unknown methods.

    Raises UsageError where PROMETHEUS_MULTIPROC_DIR is no folder.
    """

    def __init__(self) -> None:
        if _FOLDER in os.environ and not Path(os.environ[_FOLDER]).is_dir():
            raise UsageError(f"{_FOLDER}: {os.environ[_FOLDER]} is no folder.")
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
        method, name = ctx.method if ctx.method in _METHODS else "unknown", self._name(ctx)
        began = time.perf_counter()
        outcome = "failed"
        try:
            returned = await call_next(ctx)
            outcome = "error" if is_failed_call(returned) else "ok"
            return returned
        finally:
            self._calls.labels(method, name, outcome).inc()
            self._seconds.labels(method, name).observe(time.perf_counter() - began)

    def refuse(self, reason: str) -> None:
        """Count one HTTP request that was turned away."""
        self._refused.labels(reason).inc()

    def text(self) -> bytes:
        """All counts in the text format of Prometheus; with PROMETHEUS_MULTIPROC_DIR those of all who share it."""
        registry = self._registry
        if _FOLDER in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)

    def _name(self, ctx: ServerRequestContext[Any, Any]) -> str:
        if ctx.method != "tools/call":
            return ""
        name = (ctx.params or {}).get("name")
        return name if isinstance(name, str) and name in self.tools else "unknown"
