"""What the archive tells about what it keeps; all frozen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from core.types import Applicant, Check, Document, Fact, Identity, Issue, Number, Report, ReportEntry, Template
from store.values import base_name

_ACCOUNT = re.compile(r" \(-?\d{1,20}\)$")
ReportVerdict = Literal["confirmed", "rejected"]
SaveOutcome = Literal[
    "stored",
    "already_there",
    "replaced_older",
    "kept_as_older",
    "kept_as_poorer",
    "parsed_again",
    "kept_fuller",
    "incomplete",
]


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of one document.

    stored          the first report of its body and year
    already_there   the same bytes were stored before, by this parser or a newer one: nothing changed
    replaced_older  it answers from now on; `other` is the older version, kept
    kept_as_older   kept, but `other` is newer and goes on answering
    kept_as_poorer  kept, but `other` gives more figures and goes on answering until a person confirms this one
    parsed_again    the same bytes, read by a newer parser than before
    kept_fuller     the same bytes, but a newer parser reads nothing of what is kept: that stays
    incomplete      kept, but without a body or a year it can't answer
    """

    outcome: SaveOutcome
    report: int
    other: int | None = None
    figures: tuple[int, int] | None = None
    """How many figures it and the other give, where it is the poorer."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes came from: an address, and with what it answered. `listing` named it, `page` carries it as a file.

    `status` 0 is an address that a person gave for a file.
    """

    address: str
    fetched_at: datetime | None = None
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    listing: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read, to be kept: its bytes and name, what it says, and where it came from."""

    data: bytes
    name: str
    document: Document
    report: Report
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """The last visit of an address: the report it gave, when (UTC), its headers, the parser that read it last."""

    report: int
    at: datetime
    headers: Mapping[str, str]
    tried_version: int


@dataclass(frozen=True, slots=True)
class Version:
    """One of the reports of the same body and year, as they came in."""

    report: int
    published_on: date | None
    received_at: datetime
    file_name: str
    answers: bool


@dataclass(frozen=True, slots=True)
class StoredReport:
    """Everything kept of one report. `facts` and `issues` are as parsed, corrections apart; `versions` newest first."""

    id: int
    identity: Identity
    title_year: int | None
    answers: bool
    facts: tuple[Fact, ...]
    checks: tuple[Check, ...]
    issues: tuple[Issue, ...]
    text: str
    page_starts: tuple[int, ...]
    file_name: str
    format: str
    sha256: str
    received_at: datetime
    parser_version: int
    corrections: tuple[Correction, ...]
    versions: tuple[Version, ...]
    verdict: ReportVerdict | None = None
    dismissals: tuple[Dismissal, ...] = ()
    audit: tuple[Entry, ...] = ()

    @property
    def open_issues(self) -> tuple[Issue, ...]:
        """The issues without the unread numbers that a person settled."""
        return tuple(issue for issue in self.issues if not any(one.settles(issue) for one in self.corrections))

    @property
    def base_name(self) -> str:
        """The file's name without the folders it came from."""
        return base_name(self.file_name)

    def dismissal(self, check: Check) -> Dismissal | None:
        """Who said that this finding is none, if anyone did: of these very figures."""
        return next((one for one in reversed(self.dismissals) if one.of == finding(check)), None)


Finding = tuple[str, Applicant | None, tuple[str, ...], Number | None, Number | None]
"""What a check found: rule, column, cells, and both sides."""


def finding(check: Check) -> Finding:
    """The finding of a check. Another parser that reads other figures finds something else."""
    return check.rule, check.applicant, check.cells, check.left, check.right


def without_account(person: str) -> str:
    """What a person of the record is called; the number of their account is for whoever has the database alone."""
    return _ACCOUNT.sub("", person)


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A finding that a person looked at and found to be none."""

    of: Finding
    reason: str
    person: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit: who changed what, when, from what to what, and why.

    `subject` is an indicator's code (with its column), `organization`, `year`, `verdict`, `finding RULE`, or
    `role of ACCOUNT`.
    """

    made_at: datetime
    person: str
    subject: str
    old: str | None
    new: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure set right by a person. `new_value` None strikes the figure out; `old_value` None: none was read.

    `quote` is None where the person gave the number; else the words of the report that the number was taken from,
    which the reader had left unread, and `start` and `end` tell where they stood.
    """

    indicator: str
    applicant: Applicant | None
    old_value: Number | None
    new_value: Number | None
    reason: str
    person: str
    made_at: datetime
    quote: str | None = None
    start: int | None = None
    end: int | None = None

    def settles(self, issue: Issue) -> bool:
        """Whether it says which figure an unread number is."""
        if issue.code != "unread_figure" or self.quote is None:
            return False
        return (self.quote, self.new_value) == (issue.quote, dict(issue.values).get("number"))


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided about a document at one time: the last of each kind by its number, and what it came to."""

    document: int
    verdict: ReportVerdict | None
    organization: int | None
    year: int | None
    given_organization: int | None
    given_year: int | None
    corrected: int
    dismissed: int
    audited: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The answering reports of one body, by year."""

    organization: int
    organization_name: str
    division_code: str | None
    division: str | None
    reports: tuple[ReportEntry, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years with a report, ascending."""
        return tuple(entry.year for entry in self.reports)

    @property
    def templates(self) -> tuple[Template, ...]:
        """The template of each year's report."""
        return tuple(entry.template for entry in self.reports)
