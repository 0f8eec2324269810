"""One stored report as the tools and the resources show it: the contract's object, with corrections told."""

from __future__ import annotations

from typing import Any

from core.errors import UsageError
from core.telling.json import report_json
from core.types import Issue, Report, named
from store import Archive, StoredReport
from store.records import Correction


def find_report(archive: Archive, number: int) -> StoredReport:
    """The stored report of this number. Raises UsageError with what to call for the numbers that exist."""
    try:
        return archive.report(number)
    except UsageError as error:
        raise UsageError(f"{error} Call ask or get_figures: their rows carry the number of the report.") from error


def report_object(stored: StoredReport) -> dict[str, Any]:
    """The object of `gongkai parse --json`."""
    return report_json(stored.base_name, Report(stored.identity, stored.facts, stored.checks, all_issues(stored)), None)


def all_issues(stored: StoredReport) -> tuple[Issue, ...]:
    """What was odd in the report, and what was set right since."""
    return (*stored.open_issues, *map(_correction_issue, stored.corrections))


def _correction_issue(correction: Correction) -> Issue:
    """A correction as an issue: `facts` show what was read."""
    figures = ((correction.indicator, correction.applicant),)
    if correction.new_value is None:
        return Issue("corrected", "info", "struck_out", figures, values=named(reason=correction.reason))
    changed = named(value=correction.new_value, reason=correction.reason)
    return Issue("corrected", "info", "changed", figures, values=changed)
