"""The container file, built and run where a builder is at hand."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.torture.faults import ROUNDS

ROOT = Path(__file__).parents[2]


def builder() -> str | None:
    """A program that builds containers and has what it needs to."""
    for name in ("podman", "docker"):
        if shutil.which(name) and subprocess.run([name, "info"], capture_output=True, check=False).returncode == 0:
            return name
    return None


@pytest.mark.skipif(ROUNDS == 1, reason="building takes minutes: by `make torture`")
def test_the_container_is_built_and_finds_itself_well() -> None:
    tool = builder()
    if tool is None:
        pytest.skip("no builder of containers at hand")
    subprocess.run([tool, "build", "-f", "deploy/Containerfile", "-t", "gongkai-test", "."], cwd=ROOT, check=True)
    done = subprocess.run([tool, "run", "--rm", "gongkai-test"], capture_output=True, text=True, check=False)
    assert "Landlock and seccomp" in done.stdout
    assert "Traceback" not in done.stderr
