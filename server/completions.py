"""What a client can complete while a person types the argument of a prompt or of a resource's address."""

from __future__ import annotations

from typing import Any

from mcp.server import MCPServer
from mcp_types import Completion, CompletionArgument, CompletionContext, PromptReference, ResourceTemplateReference

from server.running.pool import Pool
from server.work.resources import beginning

MOST = 100
"""The most values of one completion, as the protocol has it."""


def add_completions(server: MCPServer[Any], pool: Pool) -> None:
    """Register the completion of names of bodies, codes of indicators, years and numbers of reports."""
    kinds = {kind: kind for kind in ("name", "code", "year", "report")}
    kinds |= {
        "organization": "name",
        "organizations": "name",
        "indicator": "code",
        "indicators": "code",
        "years": "year",
    }

    @server.completion()  # type: ignore[no-untyped-call, untyped-decorator]
    async def complete(
        reference: PromptReference | ResourceTemplateReference,
        argument: CompletionArgument,
        context: CompletionContext | None,
    ) -> Completion | None:
        if argument.name not in kinds:
            return None
        values, total = (await pool.run(beginning, kinds[argument.name], argument.value, MOST)).value
        return Completion(values=values, total=total, has_more=total > MOST)
