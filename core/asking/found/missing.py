"""What is not there, or not settled, as values: why a request gets no figures. No sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from core.asking.found.stored import Group
from core.asking.found.values import Found
from core.asking.words.catalog import Body
from core.places.divisions import Division
from core.types import AnswerStatus, Applicant, Issue, ReportEntry, Scope

Unfit = Literal[
    "one_year",
    "one_report",
    "one_figure",
    "one_change",
    "one_of_a_body",
    "no_level",
    "rates_added",
    "units_added",
    "places_nested",
    "rows_nested",
    "units_shared",
    "share_of_what",
    "rate_beside_figure",
    "unit_of_limit",
    "unit_of_change",
]
Unsaid = Literal["figure", "subject", "words"]
MOST_OFFERED = 8
"""So many are offered to choose from."""

NoReason = Literal["columns", "row", "blank"]
Key = tuple[str, Applicant | None]
"""A figure of a report: its code and its column."""


@dataclass(frozen=True, slots=True)
class About:
    """What an answer is about, for the conversation: codes, years and bodies; names and scope where they differ."""

    codes: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    groups: tuple[Group, ...] = ()
    organizations: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    scope: Scope | None = None
    ids: tuple[int, ...] | None = None
    """The bodies spoken of; None for those of the groups."""


@dataclass(frozen=True, slots=True)
class NoReport:
    """A body has no report of these years; the nearest that it has."""

    label: str
    years: tuple[int, ...]
    nearest: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NotReported:
    """A report gives no such figure, for this reason where the form or an issue tells it."""

    entry: ReportEntry
    code: str
    applicant: Applicant | None
    reason: NoReason | None = None
    unread: tuple[str, ...] = ()
    """The words of the report that could not be read for sure and may hold it."""
    left_out: Issue | None = None
    """That not all of the report was read, so that it may give it all the same."""


@dataclass(frozen=True, slots=True)
class ShareOf:
    """Which share: the figures above the line and the one below; `rate` where it is one that has a name."""

    above: tuple[Key, ...]
    below: Key
    rate: str | None = None


@dataclass(frozen=True, slots=True)
class NoShare:
    """A report lacks figures that a share needs."""

    entry: ReportEntry
    missing: tuple[Key, ...]
    share: ShareOf
    unread: tuple[str, ...] = ()
    left_out: Issue | None = None


@dataclass(frozen=True, slots=True)
class ZeroBase:
    """The figure below the line is zero."""

    whole: Found
    share: ShareOf


Gap = NotReported | NoShare | ZeroBase
"""Why one figure or share of a report is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Why a request gets no figures."""

    about: About = field(default_factory=About)

    status: ClassVar[AnswerStatus] = "no_report"
    explained: ClassVar[bool] = False
    """Whether it is told beside it how the question was read."""


class Halt(Exception):
    """A request can't be taken further."""

    def __init__(self, missing: Missing) -> None:
        super().__init__(type(missing).__name__)
        self.missing = missing


# --- no reports --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingStored(Missing):
    """No reports at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoReportOfYears(Missing):
    """Nobody's report of these years; those that are present."""

    years: tuple[int, ...]
    present: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoBody(Missing):
    """A name that nobody knows; stored bodies with like names."""

    name: str
    alike: tuple[Body, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotStored(Missing):
    """A body that has no report; others of the place, or bodies near it, that have."""

    said: str
    kind: str
    division: Division | None
    renamed: tuple[Division, Division] | None
    held: tuple[Body, ...]
    near: tuple[Division, tuple[Body, ...]] | None
    placeless: bool
    """Neither a place nor a government was named."""
    rejected: tuple[ReportEntry, ...] = ()
    """Its reports that a person rejected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoneThen(Missing):
    """No report of the bodies for that time; the years that they have."""

    present: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoReports(Missing):
    """No report of any body and year asked for."""

    absent: tuple[NoReport, ...]

    explained: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NoReportHere(NoReports):
    """The same, where nothing more is to be said about how the question was read."""

    explained: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSuchReport(Missing):
    """No report of that number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaWithoutReports(Missing):
    """No report of the year in an area; the nearest years that have some."""

    year: int
    nearest: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoReportsInArea(Missing):
    """No report of these years in a place (None: anywhere); for each year the divisions without one."""

    parent: Division | None
    years: tuple[int, ...]
    lacking: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaWithoutPair(Missing):
    """No body of an area has reports of both years."""

    first: int
    last: int


# --- no figures --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NotGiven(Missing):
    """Reports without the figure, and bodies and years without a report."""

    unreported: tuple[Gap, ...]
    absent: tuple[NoReport, ...] = ()

    status: ClassVar[AnswerStatus] = "not_reported"
    explained: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NotGivenHere(NotGiven):
    """The same, where nothing more is to be said about how the question was read."""

    explained: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaWithoutFigure(Missing):
    """No report of an area gives the figure; of both years, where a change is asked for."""

    code: str
    applicant: Applicant | None
    year: int
    of_both_years: bool = False

    status: ClassVar[AnswerStatus] = "not_reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoYearsInARow(Missing):
    """No two years in a row give the figure."""

    status: ClassVar[AnswerStatus] = "not_reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotInArea(Missing):
    """The body lies outside the area, or gives no such figure."""

    status: ClassVar[AnswerStatus] = "not_reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class ZeroWhole(Missing):
    """The sum over an area is zero: there is no share of it."""

    code: str
    applicant: Applicant | None

    status: ClassVar[AnswerStatus] = "not_reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotInText(Missing):
    """The reports do not hold these words."""

    phrase: str

    status: ClassVar[AnswerStatus] = "not_reported"


# --- not settled -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichBody(Missing):
    """A name fits several bodies (of one year, where that matters); none was named where it is empty."""

    name: str
    bodies: tuple[Body, ...]
    year: int | None = None
    to_leave_out: bool = False

    status: ClassVar[AnswerStatus] = "ambiguous"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichYear(Missing):
    """No year was named, and the bodies have reports of these; no bodies where it is of a ranking or a sum."""

    years: tuple[int, ...]

    status: ClassVar[AnswerStatus] = "ambiguous"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichFigure(Missing):
    """No figure was named, or the words fit several."""

    codes: tuple[str, ...]
    names: tuple[Body, ...] | tuple[str, ...]
    """Whose figures they are: bodies, or a name."""
    years: tuple[int, ...]

    status: ClassVar[AnswerStatus] = "ambiguous"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSaid(Missing):
    """What a question does not say and would have to."""

    what: Unsaid

    status: ClassVar[AnswerStatus] = "not_understood"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSo(Missing):
    """What can't be worked out in this way."""

    reason: Unfit

    status: ClassVar[AnswerStatus] = "not_understood"
