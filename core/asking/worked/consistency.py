"""Whether reports add up: the checks of one with those over the years beside it, and which of many fail some."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from core.asking.found.bodies import groups_of, nobody_has
from core.asking.found.missing import About, Halt, NoReportHere, NoSuchReport, NotSo
from core.asking.found.stored import Group, Stored, ids_of
from core.asking.found.table import without_report
from core.asking.found.years import years_in, years_named, years_of
from core.asking.understood.request import Consistency, Failing
from core.asking.worked.reports import bodies_asked
from core.asking.worked.result import Operations, Result
from core.places import divisions as places
from core.reading.checks.years import YearCells, check_years, two_year_codes
from core.types import APPLICANTS, Applicant, Check, CheckStatus, Holdings, Issue, Number, ReportEntry

_MOST_REPORTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Result):
    """The checks of one report and its issues; `groups` are the bodies it was found by."""

    entry: ReportEntry
    checks: tuple[Check, ...]
    issues: tuple[Issue, ...]
    groups: tuple[Group, ...] = ()

    def of(self, status: CheckStatus) -> list[Check]:
        """The checks that came out so."""
        return [check for check in self.checks if check.status == status]


@dataclass(frozen=True, slots=True, kw_only=True)
class FailingReports(Result):
    """How many of some reports fail checks, those that fail most first with how many checks each fails."""

    whose: tuple[str, ...]
    held: int
    failing: int
    listed: tuple[tuple[ReportEntry, int], ...] = field(default=())


def check(stored: Stored, request: Consistency) -> Checked:
    """What adds up in one report and what does not."""
    entry, groups = _one_report(stored, request)
    return Checked(
        about=About((), (entry.year,), groups, (entry.organization_name,), ids=(entry.organization,)),
        entry=entry,
        checks=(*stored.holdings.checks(entry.id), *over_years(stored.holdings, entry)),
        issues=tuple(stored.holdings.issues(entry.id)),
        groups=groups,
        cited=(entry,),
    )


def over_years(holdings: Holdings, entry: ReportEntry, *, later: bool = True) -> list[Check]:
    """The rules over two years, with the year before where it is stored, and with the year after if `later`."""
    steps = (-1, 1) if later else (-1,)
    of_body = holdings.reports(organizations=[entry.organization])
    beside = {other.year: other for other in of_body if other.year - entry.year in steps}
    if not beside:
        return []
    cells: dict[int, dict[tuple[str, Applicant | None], Number]] = {year: {} for year in (entry.year, *beside)}
    for figure in holdings.figures(
        organizations=[entry.organization],
        years=sorted(cells),
        indicators=two_year_codes(),
        applicants=(None, *APPLICANTS),
    ):
        cells[figure.year][figure.indicator, figure.applicant] = figure.value
    found = [YearCells(e.year, e.template, cells[e.year]) for e in sorted((entry, *beside.values()), key=_year)]
    return [check for before, after in pairwise(found) for check in check_years(before, after)]


def _year(entry: ReportEntry) -> int:
    return entry.year


def _one_report(stored: Stored, request: Consistency) -> tuple[ReportEntry, tuple[Group, ...]]:
    if request.report is not None:
        entry = next(iter(stored.holdings.reports(ids=(request.report,))), None)
        if entry is None:
            raise Halt(NoSuchReport())
        return entry, ()
    groups = groups_of(stored, request.subject)
    wanted = years_of(request.subject, groups)
    entries = [entry for group in groups for entry in group.entries(wanted)]
    if not entries:
        absent = tuple(without_report(group, wanted) for group in groups)
        raise Halt(NoReportHere(absent=absent, about=About((), wanted, groups)))
    if len(entries) > 1:
        raise Halt(NotSo(reason="one_report"))
    return entries[0], groups


def list_failing(stored: Stored, request: Failing) -> FailingReports:
    """The reports of some bodies, of an area, or of all that fail checks: those that fail most first."""
    groups = groups_of(stored, request.subject) if request.subject.targets else ()
    wanted = years_named(stored, request.subject)
    ids = bodies_asked(stored, groups, request.area)
    entries = stored.holdings.reports(organizations=ids, years=wanted or None) if ids != [] else ()
    if not entries:
        raise Halt(nobody_has(stored, wanted))
    failed = dict(stored.holdings.failures(organizations=ids, years=wanted or None))
    found = sorted((e for e in entries if e.id in failed), key=lambda e: (-failed[e.id], e.year, e.id))
    parent = places.by_code(request.area.parent) if request.area and request.area.parent else None
    return FailingReports(
        about=About((), years_in(found), ids=ids_of(groups)),
        whose=tuple(group.label for group in groups) or ((parent.name,) if parent else ()),
        held=len(entries),
        failing=len(found),
        listed=tuple((entry, failed[entry.id]) for entry in found[:_MOST_REPORTS]),
    )


OPERATIONS: Operations = {Consistency: check, Failing: list_failing}
