"""The commands that the READMEs and the page of the data show, run as they stand, and their outputs compared."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.web.site import Reply, Site, open_site, page, report

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_MADE_ELSEWHERE = ("make test", "make demo")
_SITE = "https://gk.example.gov.cn"
"""The site that the pages show reports of; a site on this machine stands in for it."""


@pytest.fixture
def site() -> Iterator[Site]:
    """A list of yearly reports, and these."""
    with open_site() as opened:
        listed = "".join(
            f'<li><a href="/nianbao/{year}.html">泰顺县{year}年政府信息公开工作年度报告</a></li>'
            for year in (2022, 2021)
        )
        opened.pages["/nianbao/"] = page(listed)
        for seed, year in enumerate((2022, 2021), 1):
            opened.pages[f"/nianbao/{year}.html"] = Reply(report(seed, "泰顺县人民政府", year))
        yield opened


def shown(page: str) -> list[tuple[str, str]]:
    """(command, output) pairs in order."""
    text = (ROOT / page).read_text("utf-8")
    pairs: list[tuple[str, str]] = []
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            pairs.append((command, output))
    return pairs


@pytest.mark.parametrize(("page", "fewest"), [("README.md", 7), ("README.zh.md", 7), ("docs/data.md", 7)])
def test_every_command_prints_what_the_page_shows(page: str, fewest: int, tmp_path: Path, site: Site) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "LICENSE", tmp_path)
    launchers = tmp_path / "bin"
    launchers.mkdir()
    for name, more in (("gongkai", "-m gongkai "), ("python3", "")):
        (launchers / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {more}"$@"\n')
        (launchers / name).chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    environment |= {"PATH": f"{launchers}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    environment |= {"GONGKAI_FETCH_HOSTS": site.host, "GONGKAI_FETCH_PAUSE_SECONDS": "0"}
    commands = [pair for pair in shown(page) if pair[0] not in _MADE_ELSEWHERE]
    assert len(commands) >= fewest
    for command, output in commands:
        done = subprocess.run(
            command.replace(_SITE, site.address),
            shell=True,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert (done.stdout + done.stderr).replace(site.address, _SITE) == output, command


def test_make_demo_does_what_the_readme_shows(tmp_path: Path) -> None:
    if not (ROOT / ".venv/.base").exists() or (ROOT / ".venv").is_symlink():
        pytest.skip("the environment of make demo has not been made here")
    done = subprocess.run(
        ["make", "--silent", "demo", f"DEMO_DB={tmp_path / 'demo.db'}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith("Taishun County 泰顺县 received 17 requests in 2018.")
