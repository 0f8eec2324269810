"""Every benchmark runs, with the smallest sizes: what it measures is not looked at, that it measures is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Module, arguments, an extra it needs, and what its output must hold.
RUNS = (
    ("parsing", "seeds --rounds 1 --long 9000", "lxml", ("gongkai, html", "checks", "0.009 million characters")),
    ("deletions", "--sample 2", "lxml", ("of 2 strokes could go",)),
    ("documents", "formats --rounds 1", "pypdfium2", ("docx", "pdf", "zip")),
    ("documents", "pdf --rounds 1", "pdfplumber", ("gongkai, tables and text", "found in the same row")),
    ("questions", "--reports 200 --rounds 1", "lxml", ("lookup", "ranking", "growth", "cold start")),
    ("scale", "--reports 200 --rounds 1 --ingest 2", "mcp", ("rank over all bodies", "cold start", "server", "stored")),
    ("server", "--reports 200 --calls 2", "mcp", ("stdio  ask", "http   get_figures")),
    ("pages", "--reports 200 --rounds 2", "mcp", ("ask, core", "report", "compare")),
    ("tokens", "", "mcp", ("ten claims", "a report given as text")),
    ("bot_load", "--askers 2 --senders 1 --alone 2 --rounds 1 --pause 0", "aiogram", ("against echo: a question",)),
    ("bot_soak", "--minutes 0.05 --pause 0.3", "aiogram", ("everything holds",)),
)


@pytest.mark.parametrize(("name", "arguments", "needed", "wanted"), RUNS)
def test_it_runs(name: str, arguments: str, needed: str, wanted: tuple[str, ...]) -> None:
    pytest.importorskip(needed)
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", *arguments.split()],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert [words for words in wanted if words not in done.stdout] == []


def test_none_is_forgotten() -> None:
    assert {path.stem for path in (ROOT / "benchmarks").glob("*.py")} == {name for name, *_ in RUNS}
