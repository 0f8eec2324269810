"""The report years a request means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.asking.found.missing import About, Halt, NoneThen, WhichYear
from core.asking.found.stored import Group, Stored
from core.asking.understood.request import Subject
from core.types import ReportEntry


def years_of(subject: Subject, groups: Sequence[Group], *, default_all: bool = False) -> tuple[int, ...]:
    """Of some bodies; raises Halt where none is said and there are several."""
    present = tuple(sorted({year for group in groups for year in group.reports}))
    if not subject.times:
        if len(present) == 1 or default_all:
            return present
        raise Halt(WhichYear(years=present, about=About(groups=tuple(groups))))
    found = {year for time in subject.times if time.kind != "published" for year in time.select(present)}
    out_in = {year for time in subject.times if time.kind == "published" for year in time.years}
    if out_in:
        entries = [entry for group in groups for entry in group.reports.values()]
        came_out = {e.year for e in entries if e.published_on and e.published_on.year in out_in}
        undated = {e.year for e in entries if e.published_on is None}
        found = found & (came_out | undated) if found else came_out
    if not found:
        raise Halt(NoneThen(present=present, about=About(groups=tuple(groups))))
    return tuple(sorted(found))


def years_named(stored: Stored, subject: Subject) -> list[int]:
    """The report years named, ascending, of all that are stored."""
    named = all(time.kind == "years" for time in subject.times)
    present = () if named else stored.holdings.years()
    return sorted({year for time in subject.times for year in time.select(present)})


def nearest_to(wanted: Iterable[int], present: Iterable[int]) -> tuple[int, ...]:
    """The three years present that are nearest to those wanted, ascending."""
    asked = tuple(wanted)
    return tuple(sorted(sorted(present, key=lambda year: (min(abs(year - w) for w in asked), year))[:3]))


def years_in(entries: Iterable[ReportEntry]) -> tuple[int, ...]:
    """The years of some reports, ascending."""
    return tuple(sorted({entry.year for entry in entries}))
