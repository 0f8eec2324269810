"""docs/server.md says what is so."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.server.known import PROMPTS, RESOURCES, TEMPLATES, TOOLS

PAGE = (Path(__file__).parents[2] / "docs" / "server.md").read_text(encoding="utf-8")


def test_every_tool_resource_and_prompt_is_named() -> None:
    tools = PAGE[PAGE.index("## Tools") : PAGE.index("## Resources")]
    assert re.findall(r"^\| `(\w+)` \|", tools, re.MULTILINE) == TOOLS
    told = set(re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)))
    assert {*RESOURCES, *TEMPLATES, *PROMPTS} <= told


def test_configurations_start_the_server_or_find_it() -> None:
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
    servers = [server for block in blocks for kind in block.values() for server in kind.values()]
    assert len(servers) == 4
    for server in servers:
        if "url" in server:
            assert server["url"] == "http://127.0.0.1:8765/mcp"
        else:
            assert server["command"].endswith("/bin/gongkai") and server["args"][:2] == ["serve", "--db"]
