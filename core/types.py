"""The frozen values that travel between the rooms.

Offsets (`start`, `end`) count characters of `Document.text`, the extracted text exactly as it stands;
`quote` is always `text[start:end]`. Values are numbers in the indicator's unit; money is in 万元.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, Protocol

Number = int | float

Source = Literal["table", "narrative"]
Template = str
"""The key of a form in `core.forms`: its first year, or `local`; `narrative` for a report without a table."""
Severity = Literal["info", "warning", "error"]
CheckLevel = Literal["official", "structural", "usual", "bound"]
CheckStatus = Literal["pass", "fail", "notice", "skipped"]
Applicant = Literal["natural_person", "business", "research", "public_welfare", "legal_services", "other"]
Language = Literal["zh", "en"]
AnswerStatus = Literal["answered", "not_reported", "no_report", "ambiguous", "not_understood"]
ScopeLevel = Literal["province", "prefecture", "county", "township", "department"]
Operation = Literal["lookup", "compare", "trend", "rank", "aggregate", "ratio", "check", "reports", "text"]
CauseCode = Literal["shifted", "total_empty", "digit", "left_out", "total_not_updated", "counted_differently"]
IssueCode = Literal[
    "missing_title",
    "missing_year",
    "missing_organization",
    "organization_conflict",
    "year_conflict",
    "missing_number",
    "approximate_value",
    "unread_figure",
    "several_tables",
    "several_reports",
    "ambiguous_columns",
    "missing_unit",
    "text_repaired",
    "unseen_text",
    "attachments",
    "text_table_conflict",
    "low_confidence_ocr",
    "ocr_solved",
    "incomplete",
    "corrected",
]

APPLICANTS: tuple[Applicant, ...] = (
    "natural_person",
    "business",
    "research",
    "public_welfare",
    "legal_services",
    "other",
)

FigureKey = tuple[str, Applicant | None]
"""Which figure of a report: its indicator and its column, None for the total."""
NamedValue = Number | str | tuple[str, ...] | tuple[int, ...]
Named = tuple[tuple[str, NamedValue], ...]
"""What a check or an issue says besides its own fields, each value under its name; days are ISO 8601."""

SURE = 0.7
"""Below this confidence a figure read from a picture should be looked at by a person."""
AS_STORED = "as_stored"
"""The kind of a check or an issue that was stored as a sentence: its value `message`."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says: its text, and where in it the pages begin.

    Tables stand in the text: one row a line, cells apart by " | ", an empty cell as nothing between two bars.
    A cell that spans rows or columns is written once.
    """

    text: str
    format: str = "text"
    page_starts: tuple[int, ...] = ()
    notes: tuple[Issue, ...] = ()
    confidence: tuple[tuple[int, int, float], ...] = ()
    """Stretches read by OCR: (start, end, confidence between 0 and 1); an empty one where something can't be read."""
    pictures: int = 0
    """Pictures beside the text that were not recognised and may be its tables."""

    def page(self, offset: int) -> int | None:
        """The 1-based page of an offset, or None where the format has no pages."""
        if not self.page_starts:
            return None
        return max(sum(1 for start in self.page_starts if start <= offset), 1)


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose report, of which year: the `report` object of the contract."""

    title: str | None = None
    year: int | None = None
    template: Template = "narrative"
    organization: str | None = None
    division_code: str | None = None
    division: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    published_on: date | None = None
    index_number: str | None = None
    origin: str | None = None
    """The address it came from, where that is known."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of a report and the words it was read from."""

    indicator: str
    applicant: Applicant | None
    value: Number
    unit: str
    source: Source
    quote: str
    start: int
    end: int
    page: int | None = None
    inferred: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """What probably made two sides differ; `number` is the part that the total leaves out."""

    code: CauseCode
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One rule of the consistency rules applied to one report. `applicant` names the column, None the total.

    `core.telling` says it in words; `kind` tells which of the things its rule can find, where there are several.
    """

    rule: str
    level: CheckLevel
    status: CheckStatus
    left: Number | None = None
    right: Number | None = None
    applicant: Applicant | None = None
    cells: tuple[str, ...] = ()
    """The indicator codes that were compared, left side first."""
    cause: Cause | None = None
    """The likely cause of a failure, where one can be told."""
    missing: tuple[FigureKey, ...] = ()
    """What a check lacks that was skipped."""
    kind: str = ""
    values: Named = ()

    @property
    def figures(self) -> tuple[FigureKey, ...]:
        """The figures that were compared."""
        return tuple((code, self.applicant) for code in self.cells)


@dataclass(frozen=True, slots=True)
class Issue:
    """Something odd that a reader should know; never a reason to guess.

    `core.telling` says it in words; `kind` tells which of the things its code can mean, where there are several.
    """

    code: IssueCode
    severity: Severity
    kind: str = ""
    figures: tuple[FigureKey, ...] = ()
    """The figures it speaks of."""
    quote: str = ""
    start: int | None = None
    end: int | None = None
    """Where in the text it was seen, as for a fact."""
    values: Named = ()


def named(**values: NamedValue) -> Named:
    """The values of a check or an issue, by name."""
    return tuple(values.items())


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the report under one heading (`title` may be empty), for full-text search."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything read from one document."""

    identity: Identity
    facts: tuple[Fact, ...]
    checks: tuple[Check, ...]
    issues: tuple[Issue, ...]
    sections: tuple[Section, ...] = ()


# --- what is stored, as questions see it -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Organization:
    """A body that has at least one stored report. `division_code` is that of the place it belongs to."""

    id: int
    name: str
    division_code: str | None
    division: str | None


class ReportEntry(NamedTuple):
    """One stored report (the version that answers; `versions` counts the older ones too).

    A tuple, as every question makes those of all years of a body, and of many bodies thousands.
    """

    id: int
    organization: int
    organization_name: str
    division_code: str | None
    year: int
    title: str | None
    title_year: int | None
    template: Template
    published_on: date | None
    versions: int = 1
    origin: str | None = None
    """The address it came from, where that is known."""


class Figure(NamedTuple):
    """The best value of one body, year, indicator and applicant: table before narrative, corrected before read.

    A tuple for the same reason.
    """

    organization: int
    organization_name: str
    division_code: str | None
    year: int
    indicator: str
    applicant: Applicant | None
    value: Number
    unit: str
    report: int
    source: Source
    quote: str
    start: int
    end: int
    page: int | None
    inferred: bool
    template: Template
    other_value: Number | None = None
    """What the other source (narrative beside table) says, where it differs."""
    corrected: bool = False
    settled: bool = False
    """Whether a person read it from the quote, which the reader had left unread; it is corrected, too."""
    confidence: float | None = None
    """Of a figure read by OCR, between 0 and 1."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report's text that holds a phrase."""

    report: int
    organization_name: str
    division_code: str | None
    year: int
    section: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ordered:
    """By what all bodies (of one level, None: of every) are put in order: a figure of one year."""

    indicator: str
    applicant: Applicant | None
    year: int
    level: ScopeLevel | None


@dataclass(frozen=True, slots=True)
class Leading:
    """The bodies that come first by a figure; how many have a report and how many give the figure, of which forms.

    `provinces`: how many give it by the first two digits of their division's code ("": without one).
    """

    organizations: tuple[int, ...]
    reports: int
    given: int
    forms: tuple[Template, ...]
    provinces: Mapping[str, int]


class Holdings(Protocol):
    """What the answering side asks of what is stored. `store.Archive` is one."""

    def organizations(self) -> Sequence[Organization]:
        """Every body with a report, in order of id."""

    def years(self) -> Sequence[int]:
        """Every report year present, ascending."""

    def reports(
        self,
        *,
        organizations: Iterable[int] | None = None,
        years: Iterable[int] | None = None,
        ids: Iterable[int] | None = None,
    ) -> Sequence[ReportEntry]:
        """The answering reports of these bodies, years and numbers (None: of all), by body and year."""

    def rejected(self) -> Sequence[ReportEntry]:
        """The reports that answer no more since a person rejected them, where no other version answers."""

    def figures(
        self,
        *,
        organizations: Iterable[int] | None = None,
        years: Iterable[int] | None = None,
        indicators: Iterable[str],
        applicants: Iterable[Applicant | None] = (None,),
    ) -> Sequence[Figure]:
        """The figures of these bodies, years, indicators and columns, by body, year, indicator, applicant."""

    def checks(self, report: int) -> Sequence[Check]:
        """The checks stored with a report."""

    def failed_checks(self, ids: Iterable[int]) -> Mapping[int, Sequence[Check]]:
        """The checks that these reports fail; without those that fail none."""

    def failures(
        self, *, organizations: Iterable[int] | None = None, years: Iterable[int] | None = None
    ) -> Sequence[tuple[int, int]]:
        """The answering reports of these bodies and years that fail checks, each with how many."""

    def issues(self, report: int, code: str | None = None) -> Sequence[Issue]:
        """The issues stored with a report: all, or those of one code."""

    def blurred(self, ids: Iterable[int]) -> Set[int]:
        """Those of the reports that were read from images with low confidence."""

    def passages(
        self,
        phrase: str,
        *,
        organizations: Iterable[int] | None = None,
        years: Iterable[int] | None = None,
        limit: int = 10,
    ) -> Sequence[Passage]:
        """Where the phrase (any length, two Chinese characters too) stands, best first."""

    def leading(self, asked: Ordered, *, least: bool, most: int) -> Leading | None:
        """Those of all bodies who come first by a figure, so many at most.

        None where no more than these give it, or where only reading all tells.
        """

    def mentioning(
        self, phrase: str, *, organizations: Iterable[int] | None = None, years: Iterable[int] | None = None
    ) -> int:
        """How many answering reports of these bodies and years the phrase stands in."""


# --- questions and answers ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scope:
    """Over which bodies a ranking or a sum runs, and how. `parent` is a division code, None for everywhere.

    `only`: of the counties those whose names end so; `without` are the ids of the bodies left out. `kept`: which
    of them were asked for, in the words of a question (超过100件的有哪些), as another year may be asked of next.
    """

    parent: str | None = None
    level: ScopeLevel | None = None
    statistic: Literal["most", "least", "sum", "mean", "median"] | None = None
    limit: int | None = None
    only: str | None = None
    without: tuple[int, ...] = ()
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood. `organizations` are names as the answer says them.

    `measures` are the codes as asked for (rates too) where `indicators` are those looked up; `scope` is that of a
    ranking or a sum, `how` what figures of named bodies were made: none of these is part of the JSON.
    """

    operation: Operation
    indicators: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    applicant: Applicant | None = None
    measures: tuple[str, ...] = ()
    scope: Scope | None = None
    how: Literal["sum", "mean", "median"] | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """How a figure was worked out of stored ones: `operands` are told with it."""

    operation: Literal["sum", "mean", "median", "difference", "ratio"]
    operands: tuple[DerivedOperand, ...] = ()


@dataclass(frozen=True, slots=True)
class DerivedOperand:
    """One figure that went into a derived one: of whom, of when and what it is."""

    organization: str
    year: int
    indicator: str
    applicant: Applicant | None
    value: Number
    report: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of an answer."""

    organization: str
    division_code: str | None
    year: int
    indicator: str
    applicant: Applicant | None
    value: Number | None
    unit: str
    report: int | None
    source: Source | None
    quote: str | None
    derived: Derived | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing an ambiguous question could mean: ask `question` to get it."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Rest:
    """What follows the part of a list that was told: the question that asked for it, and how many were told."""

    question: str
    begin: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What one answer told of: which bodies, of a ranking those that were asked for; which years and figures."""

    bodies: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    measures: tuple[str, ...] = ()
    applicant: Applicant | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a next question of the same conversation may leave out. The caller keeps it.

    `choices` were offered for `asked`, which was ambiguous; `rest` is what was not told of a list;
    `turns` are the answers given lately, the last one last; `order` are the bodies of the last ranking, the highest
    first and those that share a place together; `beside` are the figures asked of the same bodies and years right
    before those of the query; `topics` is what of the narrative was quoted last. `refused`: the question before named
    another figure and was not answered, so that nobody knows which a next one means that names none.
    """

    query: Query | None = None
    organization_ids: tuple[int, ...] = ()
    choices: tuple[Choice, ...] = ()
    asked: str = ""
    rest: Rest | None = None
    turns: tuple[Turn, ...] = ()
    order: tuple[tuple[int, ...], ...] = ()
    beside: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    refused: bool = False


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One line of an answer. `source` names the report behind it; `choices` marks the line that only lists those."""

    text: str
    source: str = ""
    choices: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The one answer object behind the bot, the server and the command line."""

    question: str
    status: AnswerStatus
    lines: tuple[AnswerLine, ...]
    query: Query | None = None
    rows: tuple[Row, ...] = ()
    choices: tuple[Choice, ...] = ()
    notes: tuple[str, ...] = ()
    language: Language = "zh"
    context: Context = field(default_factory=Context)

    @property
    def text(self) -> str:
        """The lines as a person reads them."""
        return "\n".join(line.text + line.source for line in self.lines)
