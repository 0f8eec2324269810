"""What the tools cost a model stays small."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mcp import Client
from mcp_types import TextContent

from benchmarks.questions import build
from benchmarks.tokens import tasks, tokens
from server.app import INSTRUCTIONS, build_server
from store import Archive

MOST = {"108 figures": 2_000, "a report in short": 1_500, "one figure, zh": 250, "the default page": 2_000}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("requests", 1),
        ("organizations", 2),
        ("2018", 2),
        ("政府信息公开申请数十", 7),
        ('{"rows":[[1,2018,17]]}', 10),
    ],
)
def test_tokens_are_counted_by_the_rule(text: str, count: int) -> None:
    assert tokens(text) == count


async def test_a_model_sees_little_and_is_told_little(tmp_path: Path) -> None:
    build(tmp_path / "large.db", 500)
    with Archive(tmp_path / "large.db", "ro") as archive:
        bodies, reports = list(archive.organizations()), [entry.id for entry in archive.reports(years=[2021])]
        async with Client(build_server(archive)) as client:
            tools = (await client.list_tools()).tools
            seen = [
                {"name": one.name, "description": one.description, "inputSchema": one.input_schema} for one in tools
            ]
            whole = [one.model_dump(by_alias=True, exclude_none=True) for one in tools]
            assert tokens(json.dumps(seen, ensure_ascii=False, separators=(",", ":"))) <= 2_500
            assert tokens(json.dumps(whole, ensure_ascii=False, separators=(",", ":"))) <= 5_500
            assert tokens(INSTRUCTIONS) <= 250
            for name, calls in tasks(bodies, reports):
                for tool, arguments in calls if name in MOST else ():
                    returned = await client.call_tool(tool, arguments)
                    told = "\n".join(part.text for part in returned.content if isinstance(part, TextContent))
                    assert not returned.is_error and tokens(told) <= MOST[name], (name, tokens(told))
