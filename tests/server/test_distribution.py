"""What the registry and clients are told of the server, and the bundle that they install."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

from mcp import Client, StdioServerParameters

from deploy.bundle import ROOT, bundle

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SERVER = json.loads((ROOT / "deploy" / "server.json").read_text(encoding="utf-8"))
MANIFEST = json.loads((ROOT / "deploy" / "manifest.json").read_text(encoding="utf-8"))


def test_versions_and_names_are_those_of_the_project() -> None:
    (package,) = SERVER["packages"]
    assert {SERVER["version"], package["version"], MANIFEST["version"]} == {PROJECT["version"]}
    assert {package["identifier"], MANIFEST["name"]} == {PROJECT["name"]}
    assert MANIFEST["license"] == PROJECT["license"]
    assert MANIFEST["compatibility"]["runtimes"]["python"] == PROJECT["requires-python"]
    assert len(SERVER["description"]) <= 100, "the registry takes no more"


async def test_the_bundle_runs(tmp_path: Path, seeds_database: Path) -> None:
    """With the arguments of its manifest, in a folder of its own; what it needs is installed here already."""
    with zipfile.ZipFile(bundle(tmp_path)) as packed:
        assert not [name for name in packed.namelist() if name.startswith(("tests", "/")) or "__pycache__" in name]
        packed.extractall(tmp_path / "installed")
    installed = tmp_path / "installed"
    told = json.loads((installed / "manifest.json").read_text(encoding="utf-8"))["server"]
    arguments = told["mcp_config"]["args"]
    assert (installed / told["entry_point"]).is_file() and arguments[:4] == [
        "run",
        "--directory",
        "${__dirname}",
        "gongkai",
    ]
    given = [argument.replace("${user_config.database}", str(seeds_database)) for argument in arguments[4:]]
    started = StdioServerParameters(
        command=sys.executable, args=["-m", "gongkai", *given], cwd=installed, env={"PYTHONPATH": str(installed)}
    )
    async with Client(started) as client:
        asked = await client.call_tool("ask", {"question": "泰顺2018年收到多少依申请公开申请？"})
    assert (asked.structured_content or {})["rows"][0][4] == 17


def test_the_same_files_make_the_same_bundle(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "deploy.bundle", str(tmp_path / "other")]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    assert bundle(tmp_path).read_bytes() == (tmp_path / "other" / "gongkai.mcpb").read_bytes()
