"""What a client can complete while a person types the argument of a prompt or of a resource's address."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mcp.server import MCPServer
from mcp_types import Completion, CompletionArgument, CompletionContext, PromptReference, ResourceTemplateReference

from server.figures.dictionary import dictionary
from store import Archive

MOST = 100
"""The most values of one completion, as the protocol has it."""


def add_completions(server: MCPServer[Any], archive: Archive) -> None:
    """Register the completion of names of bodies, codes of indicators, years and numbers of reports."""
    sources: dict[str, Callable[[], Iterable[str]]] = {
        "name": lambda: (body.name for body in archive.organizations()),
        "code": lambda: dictionary(),
        "year": lambda: map(str, archive.years()),
        "report": lambda: (str(entry.id) for entry in archive.reports()),
    }
    aliases = {"organization": "name", "organizations": "name", "indicator": "code", "indicators": "code"}

    @server.completion()  # type: ignore[no-untyped-call, untyped-decorator]
    async def complete(
        reference: PromptReference | ResourceTemplateReference,
        argument: CompletionArgument,
        context: CompletionContext | None,
    ) -> Completion | None:
        source = sources.get(aliases.get(argument.name, argument.name))
        return None if source is None else completion(argument.value, source())


def completion(typed: str, values: Iterable[str]) -> Completion:
    """The values that begin with what was typed, then those that hold it."""
    known = list(values)
    fitting = [value for value in known if value.startswith(typed)]
    fitting += [value for value in known if typed in value and not value.startswith(typed)]
    return Completion(values=fitting[:MOST], total=len(fitting), has_more=len(fitting) > MOST)
