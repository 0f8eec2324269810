"""docs/server.md says what is so."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from tests.server.known import PROMPTS, RESOURCES, TEMPLATES, TOOLS

PAGE_ZH = (Path(__file__).parents[2] / "docs" / "server.zh.md").read_text(encoding="utf-8")
PAGE = (Path(__file__).parents[2] / "docs" / "server.md").read_text(encoding="utf-8")

PROJECT = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")


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


@pytest.mark.parametrize("page", [PAGE, PAGE_ZH], ids=["English", "Chinese"])
def test_every_client_has_a_line_that_starts_the_server(page: str) -> None:
    """Without an installation: the command of the package, with the arguments that every client gives."""
    lines = dict(re.findall(r"^\| ([A-Z][\w ]+) \| `(.*uvx.*)` \|$", page, re.MULTILINE))
    assert set(lines) == {"Claude Code", "Claude Desktop", "Cursor", "VS Code"}
    (command,) = tomllib.loads(PROJECT)["project"]["scripts"]
    for client, line in lines.items():
        assert started(line) == ["uvx", command, "serve", "--db", "/path/to/gongkai.db"], client


def started(line: str) -> list[str]:
    """The command that a client is told to start: in words behind `--`, or in JSON, by itself or as a word."""
    if line.startswith('"'):
        ((_, told),) = json.loads(f"{{{line}}}").items()
        return [told["command"], *told["args"]]
    words = shlex.split(line)
    if "--" in words:
        return words[words.index("--") + 1 :]
    told = json.loads(words[-1])
    return [told["command"], *told["args"]]
