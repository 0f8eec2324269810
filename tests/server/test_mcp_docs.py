"""docs/server.md says what is so."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.server.known import PROMPTS, RESOURCES, TEMPLATES, TOOLS

PAGE_ZH = (Path(__file__).parents[2] / "docs" / "server.zh.md").read_text(encoding="utf-8")
PAGE = (Path(__file__).parents[2] / "docs" / "server.md").read_text(encoding="utf-8")


def test_every_tool_resource_and_prompt_is_named() -> None:
    tools = PAGE[PAGE.index("## Tools") : PAGE.index("## Resources")]
    assert re.findall(r"^\| `(\w+)` \|", tools, re.MULTILINE) == TOOLS
    told = set(re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)))
    assert {*RESOURCES, *TEMPLATES, *PROMPTS} <= told


def test_the_chinese_page_names_the_same() -> None:
    page = PAGE_ZH[PAGE_ZH.index("## 工具") :]
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == TOOLS
    settings = {name for text in (PAGE, PAGE_ZH) for name in re.findall(r"GONGKAI_[A-Z_]+", text)}
    assert settings == set(re.findall(r"GONGKAI_[A-Z_]+", PAGE_ZH)) | {
        "GONGKAI_PARSE_SECONDS",
        "GONGKAI_PARSE_TOTAL_SECONDS",
    }


def test_configurations_start_the_server_or_find_it() -> None:
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
    servers = [server for block in blocks for kind in block.values() for server in kind.values()]
    assert len(servers) == 4
    for server in servers:
        if "url" in server:
            assert server["url"] == "http://127.0.0.1:8765/mcp"
        else:
            assert server["command"].endswith("/bin/gongkai") and server["args"][:2] == ["serve", "--db"]
