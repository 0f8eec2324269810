"""One stored report: everything read from it, and its checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from core.telling.json import check_json, issue_json
from core.types import CheckStatus
from server.figures.stored import all_issues, find_report, report_object
from store import Archive


def report(archive: Archive, number: int, indicators: Sequence[str]) -> dict[str, Any]:
    """Everything read from one report."""
    return report_object(find_report(archive, number), indicators)


def check_sheet(archive: Archive, number: int, statuses: Sequence[CheckStatus]) -> dict[str, Any]:
    """The checks of one report, and what was odd in it."""
    stored = find_report(archive, number)
    return {
        "report": stored.id,
        "title": stored.identity.title,
        "organization": stored.identity.organization,
        "year": stored.identity.year,
        "counts": dict(Counter(check.status for check in stored.checks)),
        "checks": [check_json(check) for check in stored.checks if not statuses or check.status in statuses],
        "issues": [issue_json(issue) for issue in all_issues(stored)],
    }
