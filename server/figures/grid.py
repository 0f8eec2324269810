"""The figures of bodies by years by indicators by columns: every cell asked for, with or without a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from core.asking.found.values import Found, Values
from core.errors import UsageError
from core.forms.registry import official_keys
from core.types import Applicant, Holdings, ReportEntry, Template
from server.figures.dictionary import by_applicant, dictionary

MOST_CELLS = 20_000
"""The most cells one request may ask for, listed or not."""

CellStatus = Literal["reported", "not_reported", "no_report"]


class Wanted(NamedTuple):
    """What is asked for. Empty `organizations` or `years` mean all that are stored; applicant None is the total."""

    indicators: tuple[str, ...]
    organizations: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    applicants: tuple[Applicant | None, ...] = (None,)

    def columns(self) -> list[tuple[str, Applicant | None]]:
        """The indicators and applicants that go together: most indicators have no column but the total.

        Raises UsageError where there is none, for an unknown code, and where no applicant applies to an indicator.
        """
        if not self.indicators:
            raise UsageError("No indicator is given. Call find_indicators for the codes.")
        columns: list[tuple[str, Applicant | None]] = []
        for code in self.indicators:
            indicator = dictionary().get(code)
            if indicator is None:
                raise UsageError(f"No indicator has the code {code!r}. Call find_indicators for the codes.")
            own = [applicant for applicant in self.applicants if applicant is None or by_applicant(code)]
            if not own:
                raise UsageError(f"{code} has no columns by applicant. Ask for the applicant `total`.")
            columns += [(code, applicant) for applicant in own]
        return columns


@dataclass(frozen=True, slots=True)
class GridCell:
    """One figure asked for. `entry` is None where no report is stored, `value` where the report gives none.

    A figure may be worked out (`value.derived`), but is always of the indicator asked for.
    """

    organization: int
    organization_name: str
    division_code: str | None
    year: int
    indicator: str
    applicant: Applicant | None
    entry: ReportEntry | None
    value: Found | None

    @property
    def status(self) -> CellStatus:
        if self.value is not None:
            return "reported"
        return "no_report" if self.entry is None else "not_reported"


@dataclass(frozen=True, slots=True)
class TemplateBreak:
    """Where a body's reports go over to another form; `year` is the first of the new one."""

    organization: int
    year: int
    before: Template
    after: Template


@dataclass(frozen=True, slots=True)
class FigureGrid:
    """All cells asked for, by body, year, indicator, applicant."""

    cells: Sequence[GridCell]
    entries: Sequence[ReportEntry]

    def counts(self) -> dict[str, int]:
        """How many cells were asked for, and how many of each status."""
        by_status = Counter(cell.status for cell in self.cells)
        statuses: tuple[CellStatus, ...] = ("reported", "not_reported", "no_report")
        return {"asked": len(self.cells)} | {status: by_status[status] for status in statuses}

    def template_breaks(self) -> list[TemplateBreak]:
        """The changes of form between one report of a body and the next; reports without a form don't count."""
        formal = [entry for entry in self.entries if entry.template in official_keys()]
        return [
            TemplateBreak(new.organization, new.year, old.template, new.template)
            for _, own in groupby(formal, key=lambda entry: entry.organization)
            for old, new in pairwise(own)
            if old.template != new.template
        ]


def fill(holdings: Holdings, wanted: Wanted) -> FigureGrid:
    """Fetch what is wanted. Raises UsageError for unknown ids or codes, and where it is too much for one request."""
    columns = wanted.columns()
    entries = holdings.reports(organizations=wanted.organizations or None, years=wanted.years or None)
    places = _bodies_and_years(holdings, wanted, entries)
    if len(places) * len(columns) > MOST_CELLS:
        raise UsageError(
            f"{len(places) * len(columns)} figures are more than one request may ask for ({MOST_CELLS}). "
            "Give organizations or years, or fewer indicators."
        )
    values = Values(holdings, entries, wanted.indicators, wanted.applicants)
    cells = [
        GridCell(
            organization=place.organization,
            organization_name=place.organization_name,
            division_code=place.division_code,
            year=place.year,
            indicator=code,
            applicant=applicant,
            entry=place.entry,
            value=None if place.entry is None else of_its_own(values.find(place.entry, code, applicant)),
        )
        for place in places
        for code, applicant in columns
    ]
    return FigureGrid(cells, entries)


def of_its_own(value: Found | None) -> Found | None:
    """The value, but not one of another indicator that stands in for it."""
    return value if value is not None and value.code == value.asked else None


@dataclass(frozen=True, slots=True)
class _BodyYear:
    """One body and year, with its report or without."""

    organization: int
    organization_name: str
    division_code: str | None
    year: int
    entry: ReportEntry | None


def _bodies_and_years(holdings: Holdings, wanted: Wanted, entries: Sequence[ReportEntry]) -> list[_BodyYear]:
    """The stored reports, and the gaps between them where both bodies and years are named."""
    places = [
        _BodyYear(entry.organization, entry.organization_name, entry.division_code, entry.year, entry)
        for entry in entries
    ]
    named = dict.fromkeys(wanted.organizations)
    present = {(place.organization, place.year) for place in places}
    gaps = [(number, year) for number in named for year in dict.fromkeys(wanted.years) if (number, year) not in present]
    if not gaps and named.keys() <= {place.organization for place in places}:
        return places
    bodies = {body.id: body for body in holdings.organizations()}
    unknown = [number for number in named if number not in bodies]
    if unknown:
        raise UsageError(f"No organization has the id {unknown[0]}. Call find_organizations for the ids.")
    for number, year in gaps:
        body = bodies[number]
        places.append(_BodyYear(body.id, body.name, body.division_code, year, None))
    return sorted(places, key=lambda place: (place.organization, place.year))
