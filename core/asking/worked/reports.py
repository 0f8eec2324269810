"""Which reports are stored of a body, of an area, or at all, and which are missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.asking.found.bodies import groups_of, nobody_has
from core.asking.found.field import place_of, same_place
from core.asking.found.missing import About, Halt, NoReport, NoReportHere, NoReportsInArea
from core.asking.found.notes import Note, TitleOfOtherYear
from core.asking.found.scope import Members, members_within, standing
from core.asking.found.stored import Group, Stored, ids_of
from core.asking.found.table import without_report
from core.asking.found.years import years_in, years_named
from core.asking.understood.request import Area, Reports, Subject
from core.asking.worked.result import Operations, Result
from core.places import divisions as places
from core.types import ReportEntry

_MOST_YEARS = 10
Lacking = tuple[int, tuple[str, ...]]
"""A year, and the names of the divisions without a report of it."""


@dataclass(frozen=True, slots=True)
class OfBody:
    """The reports of one body, the years missing between them or of those asked for; where it has none, why."""

    entries: tuple[ReportEntry, ...] = ()
    between: tuple[int, ...] = ()
    absent: NoReport | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsOfBodies(Result):
    """The reports of each body named."""

    groups: tuple[Group, ...]
    bodies: tuple[OfBody, ...]
    count: int
    where: bool = False
    """Their addresses are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsOfAll(Result):
    """Every report (of some years), the years of each body by its name; how many only where that is asked."""

    entries: tuple[ReportEntry, ...]
    counted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsOfArea(Result):
    """The reports of an area, and for each year who lacks one; those first where they are asked for."""

    entries: tuple[ReportEntry, ...]
    lacking: tuple[Lacking, ...]
    missing_first: bool
    counted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsOfAll(Result):
    """The stored bodies that lack the years asked for, or a year between others: name, years missing, years there."""

    years: tuple[int, ...]
    gaps: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...]


Listed = ReportsOfBodies | ReportsOfAll | ReportsOfArea | GapsOfAll


def list_reports(stored: Stored, request: Reports) -> Listed:
    """Which reports are stored of a body, of an area, or at all, and which are missing."""
    if request.missing:
        subject, within = within_place(request.subject, request.area)
        request = replace(request, subject=subject, area=within, missing_first=True)
    area, which_lack = request.area, request.missing or (request.missing_first and bool(request.subject.times))
    if request.subject.targets:
        return _of_bodies(stored, request)
    if area is not None and not (which_lack and area.parent is None):
        return _of_area(stored, request, area)
    if which_lack:
        return _gaps(stored, request)
    wanted = years_named(stored, request.subject)
    entries = stored.holdings.reports(years=wanted or None)
    if not entries:
        raise Halt(nobody_has(stored, wanted))
    about = About((), tuple(wanted or stored.holdings.years()), ids=())
    return ReportsOfAll(about=about, entries=tuple(entries), counted=request.counted)


def within_place(subject: Subject, area: Area | None) -> tuple[Subject, Area | None]:
    """温州哪些年报缺了: of the counties of a city that has no report itself."""
    alone = subject.targets[0] if len(subject.targets) == 1 and area is None else None
    if alone is None or alone.bodies or len(alone.divisions) != 1:
        return subject, area
    if alone.divisions[0].level not in ("province", "prefecture"):
        return subject, area
    return replace(subject, targets=()), Area(alone.divisions[0].code)


# --- of named bodies ---------------------------------------------------------------------------------


def _of_bodies(stored: Stored, request: Reports) -> ReportsOfBodies:
    groups = groups_of(stored, request.subject)
    wanted = sorted({year for time in request.subject.times for year in time.years})
    bodies = tuple(_of_body(group, wanted) for group in groups)
    shown = [entry for body in bodies for entry in body.entries]
    about = About((), tuple(wanted) or years_in(shown), groups)
    if not shown:
        raise Halt(NoReportHere(absent=tuple(body.absent for body in bodies if body.absent), about=about))
    return ReportsOfBodies(
        about=about, groups=groups, bodies=bodies, count=len(shown), where=request.where, notes=title_notes(shown)
    )


def _of_body(group: Group, wanted: Sequence[int]) -> OfBody:
    held = tuple(
        entry
        for year, entry in sorted(group.reports.items())
        if not wanted or year in wanted or entry.title_year in wanted
    )
    if not held:
        return OfBody(absent=without_report(group, wanted))
    if wanted:
        lacking = tuple(year for year in wanted if group.at(year) is None) if len(wanted) > 1 else ()
        return OfBody(held, lacking)
    return OfBody(held, tuple(y for y in range(min(group.reports), max(group.reports)) if y not in group.reports))


def title_notes(entries: Iterable[ReportEntry]) -> tuple[Note, ...]:
    """That the title of a report names another year than its figures are of."""
    return tuple(
        TitleOfOtherYear(e, listed=True) for e in entries if e.title_year is not None and e.title_year != e.year
    )


# --- of an area --------------------------------------------------------------------------------------


def members_asked(stored: Stored, area: Area) -> Members:
    """The bodies of an area, of every level where none is said; those of a prefecture are its counties."""
    parent = places.by_code(area.parent) if area.parent else None
    level = area.level or ("county" if parent and parent.level == "prefecture" else None)
    return members_within(stored, replace(area, level=level), parent)


def bodies_asked(stored: Stored, groups: Sequence[Group], area: Area | None) -> list[int] | None:
    """The bodies whose reports are asked about, those named or those of a place; None for all."""
    if groups:
        return list(ids_of(groups))
    if area is not None and area.parent is not None:
        return [body.organization.id for body in members_asked(stored, area).bodies]
    return None


def _of_area(stored: Stored, request: Reports, area: Area) -> ReportsOfArea:
    wanted = tuple(years_named(stored, request.subject) or stored.holdings.years())
    members = members_asked(stored, area)
    ids = [body.organization.id for body in members.bodies]
    held = stored.holdings.reports(organizations=ids, years=wanted) if ids else ()
    if request.missing and not request.subject.times:
        # Of years of which the place has any, the newest.
        wanted = years_in(held)[-_MOST_YEARS:]
    lacking, about = _lacking(stored, members, wanted, held), About((), wanted, ids=())
    if not held:
        raise Halt(NoReportsInArea(parent=members.parent, years=wanted, lacking=lacking, about=about))
    return ReportsOfArea(
        about=about,
        entries=tuple(held),
        lacking=lacking,
        missing_first=request.missing_first,
        counted=request.counted,
    )


def _lacking(
    stored: Stored, members: Members, wanted: Sequence[int], held: Sequence[ReportEntry]
) -> tuple[Lacking, ...]:
    """For each year the divisions of the level without a report; nothing where a level has no list of its own."""
    if not members.has_divisions or not 1 <= len(wanted) <= _MOST_YEARS:
        return ()
    found: list[Lacking] = []
    for year in wanted:
        there = {same_place(stored, entry) for entry in held if entry.year == year}
        gone = sorted(d.name for d in standing(members, year) if place_of(d) not in there)
        if gone:
            found.append((year, tuple(gone)))
    return tuple(found)


def _gaps(stored: Stored, request: Reports) -> GapsOfAll:
    """Which stored bodies lack the years asked for, or a year between others; who never had any can't be known."""
    wanted = years_named(stored, request.subject)
    by_body: dict[int, dict[int, ReportEntry]] = {}
    members = members_asked(stored, request.area or Area())
    ids = [body.organization.id for body in members.bodies]
    for entry in stored.holdings.reports(organizations=ids) if ids else ():
        by_body.setdefault(entry.organization, {})[entry.year] = entry
    if not by_body:
        raise Halt(nobody_has(stored, wanted))
    gaps: list[tuple[str, tuple[int, ...], tuple[int, ...]]] = []
    for held in by_body.values():
        missing = tuple(year for year in (wanted or range(min(held), max(held))) if year not in held)
        if missing:
            gaps.append((held[min(held)].organization_name, missing, tuple(held)))
    return GapsOfAll(about=About((), tuple(wanted), ids=()), years=tuple(wanted), gaps=tuple(gaps))


OPERATIONS: Operations = {Reports: list_reports}
