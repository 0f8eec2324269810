"""A figure over the years: where it began and came to, its highest and lowest, years without a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.asking.found.codes import columns_of
from core.asking.found.notes import NoReportBetween, on_forms
from core.asking.found.stored import Stored
from core.asking.found.table import Looked, look
from core.asking.found.values import Found
from core.asking.understood.request import Series, Steady, Subject
from core.asking.worked.result import Operations, Result, entries_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend(Result):
    """Figures over the years; `moving`: they are one figure of one body, so that its way can be told."""

    values: tuple[Found, ...]
    moving: bool
    steady: Steady | None = None
    """Whether they went one way year by year is asked; None where years between them are missing."""


def series(stored: Stored, request: Series) -> Trend:
    """Figures over the years that have reports."""
    found = look(stored, request.subject, all_years=True)
    values = found.values
    one = len(found.codes) == 1 and len(found.groups) == 1 and len(columns_of(request.subject)) == 1
    return Trend(
        about=found.about_told(values),
        values=values,
        moving=one and len(values) > 1,
        steady=request.steady if one and _without_gap(values) else None,
        rows=tuple(value.row() for value in values),
        told=values,
        cited=entries_of(values),
        absent=found.absent,
        unreported=found.unreported,
        notes=(*on_forms(values), *_gaps(request.subject, found)),
    )


def _without_gap(values: Sequence[Found]) -> bool:
    years = [value.entry.year for value in values]
    return len(years) > 1 and years == list(range(years[0], years[0] + len(years)))


def _gaps(subject: Subject, found: Looked) -> tuple[NoReportBetween, ...]:
    """Years within an open stretch (近三年, 2016年以来) that have no report."""
    if subject.times and all(time.kind == "years" for time in subject.times):
        return ()
    gaps: list[NoReportBetween] = []
    for group in found.groups:
        held = [year for year in found.years if year in group.reports]
        missing = tuple(y for y in range(held[0], held[-1]) if y not in group.reports) if held else ()
        if missing:
            gaps.append(NoReportBetween(group.label, missing))
    return tuple(gaps)


OPERATIONS: Operations = {Series: series}
