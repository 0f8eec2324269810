"""The bodies of an area in one report year, with how many of them there are, have a report and give the figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.asking.found.bodies import nobody_has
from core.asking.found.codes import codes_of, columns_of
from core.asking.found.missing import About, AreaWithoutFigure, AreaWithoutReports, Halt, Missing, NotSo, WhichYear
from core.asking.found.scope import Members, how_many, members_of, standing
from core.asking.found.stored import Stored
from core.asking.found.values import Found, Values
from core.asking.found.years import nearest_to, years_named
from core.asking.understood.request import AreaRequest, Subject
from core.forms import catalogue
from core.places import divisions as places
from core.places.divisions import Division
from core.types import Applicant, Leading, Ordered, ReportEntry, Scope

_MOST_YEARS = 8
_MOST_LACKING = 3
_MOST_SHARING = 60
"""So many more than are needed are read, as several may share a place."""
Same = tuple[str | None, str | None, str]
"""What is the same for one body under all its names: the place as it is called today, the township, the kind."""


@dataclass(frozen=True, slots=True)
class Field:
    """The bodies of an area in one year: their reports, those with the figure, and how many there are in all."""

    members: Members
    year: int
    code: str
    applicant: Applicant | None
    held: int
    values: tuple[Found, ...]
    total: int | None
    """`held` bodies have a report; `total` is None where it is not known how many there are."""
    lacking: tuple[str, ...] = ()
    """The places without a report, where they are few enough to be named."""
    leading: Leading | None = None
    """Of all bodies of the store: `values` are then those alone who come first."""

    @property
    def given(self) -> int:
        """How many give the figure."""
        return self.leading.given if self.leading else len(self.values)

    @property
    def parts(self) -> Mapping[str, int]:
        """Of how many of them by the province that they are of, of a province by its prefectures: codes and numbers."""
        if self.leading:
            return self.leading.provinces
        digits = 4 if self.members.parent and self.members.parent.level == "province" else 2
        return Counter((value.entry.division_code or "")[:digits] for value in self.values)

    def about(self, request: AreaRequest, organizations: Sequence[str] = ()) -> About:
        """For the conversation; the organizations are those that the answer lists."""
        return About(
            (self.code,), (self.year,), (), tuple(organizations), scope=scope_of(request, self.members), ids=()
        )


def scope_of(request: AreaRequest, members: Members) -> Scope | None:
    """The scope of a request, its place and level settled."""
    said = request.scope
    return said and replace(said, parent=members.area.parent, level=members.area.level)


def field(stored: Stored, request: AreaRequest) -> Field:
    """The bodies of the area with the figure asked for; raises Halt where there are none."""
    members = members_of(stored, request)
    year = _one_year(stored, request.subject)
    entries = entries_of(stored, members, year)
    if not entries:
        raise Halt(_without_reports(stored, request, members, year))
    code, applicant = one_code(stored, request.subject, entries), column_of(request.subject)
    values = values_of(stored, entries, code, applicant)
    if not values:
        about = About((code,), (year,), scope=scope_of(request, members))
        raise Halt(AreaWithoutFigure(code=code, applicant=applicant, year=year, about=about))
    total = how_many(members, year)
    few = total is not None and 0 < total - len(entries) <= _MOST_LACKING
    lacking = places_without_report(stored, members, year, entries) if few else ()
    return Field(members, year, code, applicant, len(entries), values, total, lacking)


def leading_field(stored: Stored, request: AreaRequest, *, least: bool, needed: int) -> Field | None:
    """At least so many of all stored bodies, those who come first by a figure, and no report of the others read; None
    where all must be read. Who shares a place with one of them is among them.
    """
    area, subject = request.area, request.subject
    codes = [code for measure in subject.measures for code in measure.codes]
    plain = len(codes) == 1 and not catalogue.is_worked_out(codes[0])
    if not plain or area.parent or area.without or area.only or subject.targets:
        return None
    year, applicant, most = _one_year(stored, subject), column_of(subject), needed + _MOST_SHARING
    found = stored.holdings.leading(Ordered(codes[0], applicant, year, area.level), least=least, most=most)
    if found is None:
        return None
    entries = stored.holdings.reports(organizations=found.organizations, years=[year])
    values = sorted(values_of(stored, entries, codes[0], applicant), key=lambda v: v.value if least else -v.value)
    whole = tuple(value for value in values if value.value != values[-1].value)
    if len({same_body(stored, entry) for entry in entries}) < most or len(whole) < needed:
        return None
    return Field(Members(area, None), year, codes[0], applicant, found.reports, whole, None, leading=found)


def places_without_report(
    stored: Stored, members: Members, year: int, entries: Sequence[ReportEntry]
) -> tuple[str, ...]:
    """The places of an area without a report of the year."""
    there = {same_place(stored, entry) for entry in entries}
    return tuple(d.name for d in standing(members, year) if place_of(d) not in there)


def place_of(division: Division) -> tuple[str | None, str | None]:
    """As `same_place` of a report of its government."""
    if division.level != "township":
        return places.heir(division).code, None
    county = places.by_code(division.parent)
    return places.heir(county).code if county else division.parent, division.name.removesuffix("办事处")


def column_of(subject: Subject) -> Applicant | None:
    """The one column asked for, None for the total; raises Halt where there are several."""
    columns = columns_of(subject)
    if len(columns) > 1:
        raise Halt(NotSo(reason="one_figure"))
    return columns[0]


def one_code(stored: Stored, subject: Subject, entries: Sequence[ReportEntry]) -> str:
    """The one figure asked for; raises Halt where there are several."""
    codes = codes_of(stored, subject, entries)
    if len(codes) > 1:
        raise Halt(NotSo(reason="one_figure"))
    return codes[0]


def values_of(
    stored: Stored, entries: Sequence[ReportEntry], code: str, applicant: Applicant | None
) -> tuple[Found, ...]:
    """The figure of each report that gives it."""
    values = Values(stored.holdings, entries, [code], (applicant,))
    return tuple(found for entry in entries if (found := values.find(entry, code, applicant)) is not None)


def entries_of(stored: Stored, members: Members, year: int) -> tuple[ReportEntry, ...]:
    """The reports of a year, one a place and kind: a government under two names in one year counts once."""
    ids = [body.organization.id for body in members.bodies]
    held = stored.holdings.reports(organizations=ids, years=[year]) if ids else ()
    return tuple({same_body(stored, entry): entry for entry in held}.values())


def same_body(stored: Stored, entry: ReportEntry) -> Same:
    """What is the same for one body under all its names."""
    body = stored.body(entry.organization)
    return (*same_place(stored, entry), body.tail if body.kind != "government" else "government")


def same_place(stored: Stored, entry: ReportEntry) -> tuple[str | None, str | None]:
    """The code its place has today, and the township."""
    body = stored.body(entry.organization)
    return places.heir(body.place).code if body.place else entry.division_code, body.township


def _one_year(stored: Stored, subject: Subject) -> int:
    wanted = years_named(stored, subject)
    if len(wanted) == 1:
        return wanted[0]
    options = wanted or list(stored.holdings.years())
    if len(options) == 1:
        return options[0]
    raise Halt(which_year(stored, subject, options, offered=not wanted))


def which_year(stored: Stored, subject: Subject, options: Sequence[int], *, offered: bool) -> Missing:
    """That one year must be said; those there are to choose from where they are `offered`."""
    if not options:
        return nobody_has(stored, ())
    if not (subject.measures and offered):
        return NotSo(reason="one_year")
    return WhichYear(years=tuple(options[-_MOST_YEARS:]))


def _without_reports(stored: Stored, request: AreaRequest, members: Members, year: int) -> Missing:
    if not stored.holdings.years():
        return nobody_has(stored, ())
    ids = [body.organization.id for body in members.bodies]
    present = {entry.year for entry in stored.holdings.reports(organizations=ids)} if ids else set()
    about = About((), (year,), scope=scope_of(request, members))
    return AreaWithoutReports(year=year, nearest=nearest_to((year,), present), about=about)
