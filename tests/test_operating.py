"""The units and the container file that operators copy, and the pages that tell about them."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from cli.app import main

ROOT = Path(__file__).parent.parent
UNITS = sorted((ROOT / "deploy").glob("*.service"))
PAGES = ("docs/operating.md", "docs/operating.zh.md", "docs/rights.md", "docs/rights.zh.md", "SECURITY.md")
HARDENED = ("NoNewPrivileges", "CapabilityBoundingSet", "ProtectSystem", "ProtectHome", "PrivateTmp", "PrivateDevices")


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text("utf-8"))
    return parser


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_a_command_of_ours_without_rights(path: Path) -> None:
    service = unit(path)["Service"]
    (command,) = re.findall(r"/opt/gongkai/bin/gongkai (\w+)", service["ExecStart"])
    assert command in main.commands
    assert service["User"] == "gongkai"
    assert all(name in service for name in HARDENED)
    # A unit that forbids the calls by which readers isolate themselves would undo it.
    assert "SystemCallFilter" not in service


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd checks its units")
@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_takes_the_unit(path: Path) -> None:
    checked = subprocess.run(["systemd-analyze", "verify", str(path)], capture_output=True, text=True, check=False)
    wrong = [line for line in checked.stderr.splitlines() if path.name in line and "not executable" not in line]
    assert wrong == []


def test_the_container_copies_what_is_there_and_runs_without_rights() -> None:
    lines = (ROOT / "deploy" / "Containerfile").read_text("utf-8").splitlines()
    steps = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    assert [word for word, _ in steps[:2]] == ["ARG", "FROM"]
    assert {word for word, _ in steps} <= {
        "FROM",
        "ARG",
        "RUN",
        "WORKDIR",
        "COPY",
        "USER",
        "VOLUME",
        "ENV",
        "ENTRYPOINT",
        "CMD",
    }
    for word, rest in steps:
        if word == "COPY":
            assert (ROOT / rest.split()[0]).exists()
    assert max(at for at, step in enumerate(steps) if step[0] == "RUN") < steps.index(["USER", "10001"])


@pytest.mark.skipif(shutil.which("hadolint") is None, reason="its linter is not at hand")
def test_a_linter_finds_nothing_in_the_container_file() -> None:
    done = subprocess.run(["hadolint", "deploy/Containerfile"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == ""


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for command in re.findall(r"`gongkai (\w+)", text):
        assert command in main.commands, command
    for file in re.findall(r"`((?:tests|deploy)/[\w./-]*)`", text):
        assert (ROOT / file).exists(), file
    for link in re.findall(r"\]\(([\w./-]+\.md)\)", text):
        assert (ROOT / page).parent.joinpath(link).exists(), link


def test_the_container_holds_what_the_program_is_made_of_and_nothing_else() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    kept = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    made_of = {part.partition("/")[0] for part in built["tool"]["hatch"]["build"]["targets"]["wheel"]["include"]}
    needed = {"requirements", "pyproject.toml", built["project"]["readme"], "LICENSE"}
    assert kept == made_of | needed
