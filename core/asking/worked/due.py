"""How late a report came out, and when it was due."""

from __future__ import annotations

from datetime import date

from core.reading.checks.formalities import days_late, legal_deadline
from core.types import Identity, ReportEntry


def late_by(entry: ReportEntry) -> int | None:
    """How many days after it was due a report came out, None where that can't be told."""
    days = days_late(_identity(entry))
    return None if days is None else max(days, 0)


def due_on(entry: ReportEntry) -> date | None:
    """The last day on which a report was to come out, None where the law names none."""
    return legal_deadline(_identity(entry))


def _identity(entry: ReportEntry) -> Identity:
    return Identity(organization=entry.organization_name, year=entry.year, published_on=entry.published_on)
