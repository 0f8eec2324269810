"""What a report says and could not be read for sure: where a figure could be that it seems not to give."""

from __future__ import annotations

from collections.abc import Iterable

from core.asking.found.values import needed
from core.types import Applicant, Holdings, Issue, ReportEntry


def unread_quotes(
    holdings: Holdings, entry: ReportEntry, figures: Iterable[tuple[str, Applicant | None]]
) -> tuple[str, ...]:
    """The words of a report that hold a number that was not read and that one of these figures could be."""
    unread = holdings.issues(entry.id, "unread_figure")
    if not unread:
        return ()
    # Only here: most reports leave nothing unread, and asking needs no reader.
    from core.reading.narrative.candidates import could_be

    wanted = tuple((part, applicant) for code, applicant in figures for part in needed((code,)))
    told: dict[str, None] = {}
    for issue in unread:
        number = dict(issue.values).get("number")
        if isinstance(number, int | float) and any(could_be(issue.quote, number, entry.year, *key) for key in wanted):
            told[issue.quote] = None
    return tuple(told)


def left_out(holdings: Holdings, entry: ReportEntry) -> Issue | None:
    """What tells that a report was not read whole, so that it may give what was not read of it."""
    return next(iter(holdings.issues(entry.id, "incomplete")), None)
