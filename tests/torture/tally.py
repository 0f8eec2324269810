"""How often what was tried, and what was lost by it: a table at the end of a run (`-p tests.torture.tally`)."""

from __future__ import annotations

import os
from collections import Counter, defaultdict

import pytest

_TRIED: Counter[str] = Counter()
_OF_TEST: defaultdict[str, list[str]] = defaultdict(list)
_LOST: Counter[str] = Counter()
_SECONDS: Counter[str] = Counter()


def tried(what: str, count: int = 1) -> None:
    """Something was tried so often, by the test that runs."""
    _TRIED[what] += count
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]
    if what not in _OF_TEST[test]:
        _OF_TEST[test].append(what)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count a test that failed as one loss of each thing it tried."""
    for what in _OF_TEST.get(report.nodeid, ()):
        _LOST[what] += report.failed
        _SECONDS[what] += round(report.duration)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    terminalreporter.write_line("\n| tried | times | lost or wrong | seconds |\n|---|---|---|---|")
    for what, times in _TRIED.items():
        terminalreporter.write_line(f"| {what} | {times} | {_LOST[what]} | {_SECONDS[what]} |")
