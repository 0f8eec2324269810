"""What is carried out of a year against what is carried into the next, over many bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.asking.found.bodies import groups_of, nobody_has
from core.asking.found.field import values_of
from core.asking.found.missing import About, Halt, NoYearsInARow
from core.asking.found.stored import Stored, ids_of
from core.asking.found.values import Found
from core.asking.found.years import years_named
from core.asking.understood.request import Carried
from core.asking.worked.reports import members_asked, within_place
from core.asking.worked.result import Operations, Result, entries_of
from core.types import ReportEntry

_OUT, _IN = "requests.carried_out", "requests.carried_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedApart(Result):
    """Of so many pairs of years those where the two figures differ: what was carried out, what was carried in.

    Of bodies named the pairs that agree are told, too.
    """

    compared: int
    apart: int
    pairs: tuple[tuple[Found, Found], ...]


def compare_carried(stored: Stored, request: Carried) -> CarriedApart:
    """Every two years in a row of some bodies, of an area, or of all."""
    subject, area = within_place(request.subject, request.area)
    groups = groups_of(stored, subject) if subject.targets else ()
    wanted = years_named(stored, subject)
    ids = list(ids_of(groups)) if groups else None
    if ids is None and area is not None:
        ids = [body.organization.id for body in members_asked(stored, area).bodies]
    years = sorted({y for year in wanted for y in ((year,) if len(wanted) > 1 else (year, year + 1))})
    entries = stored.holdings.reports(organizations=ids, years=years or None) if ids != [] else ()
    if not entries:
        raise Halt(nobody_has(stored, wanted))
    compared = _pairs(stored, entries)
    if not compared:
        raise Halt(NoYearsInARow(about=About((_OUT, _IN), tuple(years), groups)))
    apart = tuple(pair for pair in compared if pair[0].value != pair[1].value)
    shown = tuple(compared) if groups else apart
    told = tuple(value for pair in shown for value in pair)
    return CarriedApart(
        about=About((_OUT, _IN), tuple(years), groups, tuple(dict.fromkeys(v.entry.organization_name for v in told))),
        compared=len(compared),
        apart=len(apart),
        pairs=shown,
        rows=tuple(value.row() for value in told),
        told=told,
        cited=entries_of(told),
    )


def _pairs(stored: Stored, entries: Sequence[ReportEntry]) -> list[tuple[Found, Found]]:
    out = {(v.entry.organization, v.entry.year): v for v in values_of(stored, entries, _OUT, None)}
    into = {(v.entry.organization, v.entry.year): v for v in values_of(stored, entries, _IN, None)}
    return [(out[body, year], into[body, year + 1]) for body, year in out if (body, year + 1) in into]


OPERATIONS: Operations = {Carried: compare_carried}
