"""The codes of the figures that a request means: one each; where the words fit several, those that the reports give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.asking.found.missing import MOST_OFFERED, About, Halt, NotSaid, WhichFigure
from core.asking.found.stored import Group, Stored
from core.asking.found.values import Values
from core.asking.found.years import years_in
from core.asking.understood.request import Subject
from core.forms import catalogue
from core.types import Applicant, ReportEntry

# What a report is mostly asked for, offered where the question names no figure.
MAIN_FIGURES = (
    "requests.received",
    "requests.concluded",
    "requests.outcome.total",
    "requests.outcome.granted",
    "requests.outcome.partial",
    "requests.outcome.denied",
    "requests.carried_out",
    "disclosure.items",
    "normative.issued",
    "review.total",
    "litigation.total",
    "complaints.total",
    "capacity.staff",
)


def columns_of(subject: Subject) -> tuple[Applicant | None, ...]:
    """The columns asked for; the total where none is named."""
    return subject.applicants or (None,)


def codes_of(
    stored: Stored, subject: Subject, entries: Sequence[ReportEntry], groups: Sequence[Group] = ()
) -> tuple[str, ...]:
    """One code for each figure asked for; raises Halt where none is named or the words fit several."""
    if subject.overview and not subject.measures:
        values = Values(stored.holdings, entries, MAIN_FIGURES)
        return tuple(code for code in MAIN_FIGURES if any(values.find(entry, code) for entry in entries))
    if not subject.measures:
        main = _available(stored, subject, entries, _counted_so(subject, MAIN_FIGURES))
        raise Halt(_which(entries, main, groups))
    found: list[str] = []
    for asked in subject.measures:
        if len(asked.codes) == 1:
            found.append(asked.codes[0])
            continue
        fitting = _counted_so(subject, asked.codes)
        there = _available(stored, subject, entries, fitting)
        if len(there) == 1 and (asked.topical or len(fitting) == 1):
            found.append(there[0])
        elif len(fitting) == 1 or (asked.topical and not there):
            found += fitting
        else:
            # 花了多少钱: which money is meant is not for the report to say that happens to give but one figure.
            raise Halt(_which(entries, dict.fromkeys((*there, *fitting)), groups))
    return tuple(dict.fromkeys(found))


def _available(
    stored: Stored, subject: Subject, entries: Sequence[ReportEntry], codes: Sequence[str]
) -> tuple[str, ...]:
    """Those of the codes that a report gives."""
    columns = columns_of(subject)
    values = Values(stored.holdings, entries, codes, columns)
    return tuple(c for c in codes if any(values.find(e, c, a) for e in entries for a in columns))


def _counted_so(subject: Subject, codes: Sequence[str]) -> tuple[str, ...]:
    """The codes of the unit asked for: 多少项."""
    return tuple(code for code in codes if catalogue.unit(code) == subject.unit) or tuple(codes)


def _which(entries: Sequence[ReportEntry], codes: Iterable[str], groups: Sequence[Group]) -> WhichFigure | NotSaid:
    offered = tuple(codes)[:MOST_OFFERED]
    if not offered:
        return NotSaid(what="figure")
    bodies = tuple(group.bodies[-1] for group in groups)
    return WhichFigure(
        codes=offered,
        names=bodies or tuple(entry.organization_name for entry in entries[:1]),
        years=tuple(dict.fromkeys(entry.year for entry in entries)),
        about=About(years=years_in(entries), groups=tuple(groups)),
    )
