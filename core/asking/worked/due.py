"""How late a report came out, and when it was due."""

from __future__ import annotations

from datetime import date, timedelta

from core.reading.checks.formalities import days_late
from core.types import Identity, ReportEntry


def late_by(entry: ReportEntry) -> int | None:
    """How many days after it was due a report came out, None where that can't be told."""
    days = days_late(Identity(organization=entry.organization_name, year=entry.year, published_on=entry.published_on))
    return None if days is None else max(days, 0)


def due_on(entry: ReportEntry, days: int) -> date:
    """The day a report was due that came out so many days late."""
    assert entry.published_on is not None
    return entry.published_on - timedelta(days=days)
