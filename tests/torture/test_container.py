"""The container file, built and run where a builder is at hand."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.torture.faults import ROUNDS

ROOT = Path(__file__).parents[2]
IMAGE = "gongkai-test"
OPTIONS = shlex.split(os.environ.get("TORTURE_BUILD", ""))
"""More options of the builder: another base image, folders that hold packages."""
_CHROOT = ("--isolation", "chroot")
"""Needs no more rights than a user has, nor any daemon."""


def builder() -> str | None:
    """A program that builds containers and has what it needs to."""
    for name in ("podman", "docker", "buildah"):
        if shutil.which(name) and subprocess.run([name, "info"], capture_output=True, check=False).returncode == 0:
            return name
    return None


def told_by_image(tool: str) -> subprocess.CompletedProcess[str]:
    """What the image says when it is run as it is."""
    if tool != "buildah":
        return done(tool, "run", "--rm", IMAGE)
    container = done(tool, "from", IMAGE).stdout.strip()
    try:
        return done(tool, "run", *_CHROOT, container, "--", "gongkai", "doctor")
    finally:
        done(tool, "rm", container)


def done(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def building(tool: str) -> Sequence[str]:
    return (
        tool,
        "build",
        *(_CHROOT if tool == "buildah" else ()),
        *OPTIONS,
        "-f",
        "deploy/Containerfile",
        "-t",
        IMAGE,
        ".",
    )


@pytest.mark.skipif(ROUNDS == 1, reason="building takes minutes: by `make torture`")
def test_the_container_is_built_and_finds_itself_well() -> None:
    tool = builder()
    if tool is None:
        pytest.skip("no builder of containers at hand")
    built = done(*building(tool))
    if "initializing source" in built.stderr or "pulling image" in built.stderr:
        pytest.skip("no registry of images at hand")
    assert built.returncode == 0, built.stderr
    told = told_by_image(tool)
    assert "Landlock and seccomp" in told.stdout
    assert "Traceback" not in told.stderr
