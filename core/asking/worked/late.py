"""Reports that came out later than the law has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.asking.found.bodies import groups_of, nobody_has
from core.asking.found.missing import About, Halt
from core.asking.found.stored import Stored, ids_of
from core.asking.found.years import years_in, years_named
from core.asking.understood.request import Late
from core.asking.worked.due import due_on, late_by
from core.asking.worked.reports import bodies_asked, within_place
from core.asking.worked.result import Operations, Result
from core.types import ReportEntry

_MOST_REPORTS = 20
_FEW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LateReports(Result):
    """How many of some reports came out late, the latest first with the day due and days late; some have no day."""

    held: int
    undated: int
    late: int
    listed: tuple[tuple[ReportEntry, date | None, int], ...]
    in_time: tuple[ReportEntry, ...] = ()
    """The others, where they are few."""
    first: tuple[ReportEntry, ...] = ()
    """Those that came out first, where they are asked for."""


def list_late(stored: Stored, request: Late) -> LateReports:
    """The reports of some bodies, of an area, or of all that came out after the day they were due."""
    subject, area = within_place(request.subject, request.area)
    groups = groups_of(stored, subject) if subject.targets else ()
    wanted = years_named(stored, subject)
    ids = bodies_asked(stored, groups, area)
    entries = stored.holdings.reports(organizations=ids, years=wanted or None) if ids != [] else ()
    if not entries:
        raise Halt(nobody_has(stored, wanted))
    days = {entry: late_by(entry) for entry in entries}
    behind = {entry: late for entry, late in days.items() if late}
    late = sorted(behind, key=lambda entry: (-behind[entry], entry.id))
    first = _first(entries) if request.earliest else ()
    names = dict.fromkeys(entry.organization_name for entry in (*first, *late) if area)
    scope = area.scope("most") if area else None
    return LateReports(
        about=About((), tuple(wanted) or years_in(late), organizations=tuple(names), scope=scope, ids=ids_of(groups)),
        in_time=tuple(entry for entry in entries if entry not in late) if len(entries) <= _FEW else (),
        first=first,
        held=len(entries),
        undated=sum(of is None for of in days.values()),
        late=len(late),
        listed=tuple((entry, due_on(entry), behind[entry]) for entry in late[:_MOST_REPORTS]),
    )


def _first(entries: Sequence[ReportEntry]) -> tuple[ReportEntry, ...]:
    """Those of the first day on which one came out."""
    first = min((entry.published_on for entry in entries if entry.published_on), default=None)
    return tuple(entry for entry in entries if entry.published_on and entry.published_on == first)


OPERATIONS: Operations = {Late: list_late}
