"""The tools that turn words into the ids the other tools take."""

from __future__ import annotations

from typing import Annotated

from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult
from pydantic import AfterValidator, Field

from core.forms.registry import official_keys
from server.running.pool import Pool
from server.shapes.results import IndicatorsObject, OrganizationsObject
from server.tools.building import read_only_tool, result
from server.work import finding

Name = Annotated[
    str,
    Field(
        description="Name of a body or its place, full or short, or a division code; empty lists all.",
        max_length=200,
        examples=["泰顺", "江山市行政服务中心", "Taishun", "330329"],
    ),
]
Words = Annotated[
    str,
    Field(
        description="Words of the indicator in Chinese or English, or a code or the start of one; empty lists all.",
        max_length=200,
        examples=["收到申请", "红头文件", "requests received", "litigation."],
    ),
]
Year = Annotated[int | None, Field(description="Only bodies with a report of this year.", ge=2000, le=2100)]


def _official(key: str) -> str:
    if key not in official_keys():
        raise ValueError(f"no official form, which are {', '.join(official_keys())}")
    return key


def _with_keys(schema: dict[str, object]) -> None:
    schema["enum"] = list(official_keys())


Form = Annotated[
    Annotated[str, AfterValidator(_official), Field(json_schema_extra=_with_keys)] | None,
    Field(description="Only indicators of the form used since this year."),
]
Limit = Annotated[int, Field(description="How many candidates at most.", ge=1, le=100)]


def find_organizations_tool(pool: Pool) -> Tool:
    async def find_organizations(
        name: Name, year: Year = None, limit: Limit = 10
    ) -> Annotated[CallToolResult, OrganizationsObject]:
        """Find bodies that have stored reports, with their ids and the years and forms of their reports.

        Returns candidates, best first, or none: nothing else is offered in their place. Several candidates mean the
        name is ambiguous; choose by division or ask the person.
        """
        return result(await pool.run(finding.organizations, name, year, limit))

    return read_only_tool(find_organizations, title="查找机构 · Find organizations")


def find_indicators_tool(pool: Pool) -> Tool:
    async def find_indicators(
        words: Words, template: Form = None, limit: Limit = 10
    ) -> Annotated[CallToolResult, IndicatorsObject]:
        """Find indicators by words, with their codes, units and the official forms that have them.

        An indicator missing from a form cannot be in reports of that form. Sums and rates that are worked out are
        listed too; their `note` says how.
        """
        return result(await pool.run(finding.indicators, words, template, limit))

    return read_only_tool(find_indicators, title="查找指标 · Find indicators")
