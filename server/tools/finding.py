"""The tools that turn words into the ids the other tools take."""

from __future__ import annotations

from typing import Annotated

from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult
from pydantic import AfterValidator, Field

from core.forms.registry import official_keys
from server.running.pool import Pool
from server.shapes.results import FoundObject
from server.tools.arguments import Offset
from server.tools.building import read_only_tool, result
from server.work import finding

Name = Annotated[
    str,
    Field(
        description="Of a body or place, Chinese or pinyin, or a division code; empty lists all.",
        max_length=200,
    ),
]
Words = Annotated[
    str,
    Field(description="Words, a code or its start; empty lists all.", max_length=200, examples=["收到申请"]),
]
Year = Annotated[int | None, Field(description="With a report of it.", ge=2000, le=2100)]


def _official(key: str) -> str:
    if key not in official_keys():
        raise ValueError(f"no official form, which are {', '.join(official_keys())}")
    return key


def _with_keys(schema: dict[str, object]) -> None:
    schema["enum"] = list(official_keys())


Form = Annotated[
    Annotated[str, AfterValidator(_official), Field(json_schema_extra=_with_keys)] | None,
    Field(description="Only of the form used since."),
]
Limit = Annotated[int, Field(description="Up to 100.", ge=1, le=100)]


def find_organizations_tool(pool: Pool) -> Tool:
    async def find_organizations(
        name: Name, year: Year = None, offset: Offset = 0, limit: Limit = 10
    ) -> Annotated[CallToolResult, FoundObject]:
        """Find bodies that have stored reports: ids, divisions, report years; best first.

        `match`: same, understood, part, abbreviation; below: another body, inside the place named; similar: ask the
        person.
        """
        return result(await pool.run(finding.organizations, name, year, limit, offset), untrusted=True)

    return read_only_tool(find_organizations, title="查找机构 · Find organizations")


def find_indicators_tool(pool: Pool) -> Tool:
    async def find_indicators(
        words: Words, template: Form = None, offset: Offset = 0, limit: Limit = 10
    ) -> Annotated[CallToolResult, FoundObject]:
        """Find indicators: codes, labels, units, the official forms that have them (or their parts).

        Sums and rates worked out, too; `note` says how.
        """
        return result(await pool.run(finding.indicators, words, template, limit, offset))

    return read_only_tool(find_indicators, title="查找指标 · Find indicators")
