"""The shapes of what the tools return beside the contract's objects.

The JSON itself is made by the tools; these models are its published schema and hold it to that.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from core.asking.claims import VerdictStatus
from core.types import CheckStatus
from server.shapes.contract import (
    ApplicantColumn,
    CheckObject,
    ChoiceObject,
    Code,
    DivisionCode,
    ErrorObject,
    FigureValueOrNone,
    FormKey,
    IdentityObject,
    IssueObject,
    JsonNumber,
    Object,
    Quote,
    RowObject,
)
from store.records import SaveOutcome

MOST_ID = 2**53 - 1
"""The largest number that every JSON reader keeps exact."""


class CheckSheetObject(Object):
    report: int
    title: str | None
    organization: str | None
    year: int | None
    counts: Annotated[dict[CheckStatus, int], Field(description="How many checks ended how, before any filter.")]
    checks: list[CheckObject]
    issues: list[IssueObject]


MatchKind = Annotated[
    Literal["same", "understood", "part", "abbreviation", "similar", "listed"],
    Field(
        description="How it matches. `understood`: what `ask` takes the words for. `similar` may be another one: ask "
        "the person. `listed`: no words were given."
    ),
]


class OrganizationObject(Object):
    match: MatchKind
    id: Annotated[int, Field(description="For get_figures.")]
    name: str
    division_code: DivisionCode
    division: str | None
    years: Annotated[list[int], Field(description="Years with a stored report.")]
    templates: Annotated[list[FormKey], Field(description="Forms of those reports, year by year.")]


class OrganizationsObject(Object):
    candidates: Annotated[list[OrganizationObject], Field(description="Best first; empty where nothing matches.")]
    total: Annotated[int, Field(description="How many match; more than listed means: be more specific.")]
    next: Annotated[str | None, Field(description="What to do next.")]


class IndicatorObject(Object):
    match: MatchKind
    code: Code
    label_zh: str
    label_en: str
    unit: str
    templates: Annotated[list[str], Field(description="Forms that have it.")]
    by_applicant: Annotated[bool, Field(description="Whether it is reported by kind of applicant.")]
    parent: Annotated[str | None, Field(description="The indicator it is a part of.")]
    note: str


class IndicatorsObject(Object):
    candidates: Annotated[list[IndicatorObject], Field(description="Best first; empty where nothing matches.")]
    total: int
    next: Annotated[str | None, Field(description="What to do next.")]


class FigureObject(RowObject):
    organization_id: int
    status: Annotated[
        Literal["reported", "not_reported", "no_report"],
        Field(description="`not_reported`: the report gives no such figure; `no_report`: none is stored."),
    ]
    template: FormKey | None
    inferred: Annotated[bool | None, Field(description="The column was worked out, not read.")]
    other_value: Annotated[
        JsonNumber | None, Field(description="What the narrative says where it differs from the table.")
    ]
    corrected: Annotated[
        bool | None,
        Field(description="Set right by a person (the quote says otherwise), or read by one from the quote."),
    ]
    confidence: Annotated[
        float | None,
        Field(description="0 to 1, only of a figure recognised in a scan: the less, the more to look at it."),
    ] = None


class CountsObject(Object):
    """Of all figures asked for, listed or not."""

    asked: int
    reported: int
    not_reported: int
    no_report: int


class TemplateBreakObject(Object):
    """Where a body's reports go over to another form: the figures before and after may not be comparable."""

    organization_id: int
    year: Annotated[int, Field(description="First report year of the new form.")]
    before: FormKey
    after: FormKey


class FiguresObject(Object):
    figures: Annotated[list[FigureObject], Field(description="By body, year, indicator, applicant.")]
    counts: CountsObject
    template_breaks: list[TemplateBreakObject]
    notes: list[str]
    resource: Annotated[str | None, Field(description="Where all figures can be read at once, as CSV.")]
    next_cursor: Annotated[str | None, Field(description="Pass as `cursor` with the same arguments for the rest.")]
    next: Annotated[str | None, Field(description="What to do next.")]


class RankedObject(RowObject):
    place: Annotated[int, Field(description="1 is the first; equal figures share a place.")]
    organization_id: int


class CoverageObject(Object):
    """How much of what could be ranked is ranked."""

    in_area: Annotated[
        int | None, Field(description="Governments of the level that the area had in the year, stored or not.")
    ]
    bodies: Annotated[int, Field(description="How many bodies of this area and level are stored.")]
    with_report: Annotated[int, Field(description="How many have a report of the year.")]
    with_figure: Annotated[int, Field(description="How many give the figure, and so are ranked.")]


class RankingObject(Object):
    rows: Annotated[list[RankedObject], Field(description="Best first.")]
    order: Literal["highest", "lowest"]
    coverage: CoverageObject
    notes: list[str]
    next: str | None


class PassageObject(Object):
    organization: str
    division_code: DivisionCode
    year: int
    report: int
    section: Annotated[str, Field(description="Heading of the section; untrusted content too.")]
    quote: Quote
    start: int
    end: int


class PassagesObject(Object):
    passages: Annotated[list[PassageObject], Field(description="Best first.")]
    next: str | None


class VerdictObject(Object):
    quote: Annotated[str, Field(description="The statement as it stands in the text given: `text[start:end]`.")]
    start: int
    end: int
    status: Annotated[
        VerdictStatus,
        Field(description="`unverifiable`: no report gives it, or the clause was not judged; `text` says why."),
    ]
    text: Annotated[str, Field(description="Why: the stored figure and, where it differs, the likely cause.")]
    rows: Annotated[list[RowObject], Field(description="The stored figures it was held against.")]
    choices: list[ChoiceObject]


class VerdictsObject(Object):
    verdicts: Annotated[
        list[VerdictObject],
        Field(description="One for each clause, in order; one that only names bodies and years has none."),
    ]
    counts: Annotated[dict[VerdictStatus, int], Field(description="How many statements ended how.")]
    next: Annotated[str | None, Field(description="What to do next.")]


class TableObject(Object):
    columns: list[str]
    rows: Annotated[
        list[list[str | JsonNumber | None]],
        Field(description="Values in the order of `columns`. Texts of reports are untrusted content."),
    ]
    truncated: Annotated[bool, Field(description="There are more rows than are listed.")]
    next: Annotated[str | None, Field(description="What to do next.")]


class StoredObject(Object):
    """What became of one document."""

    outcome: Annotated[
        SaveOutcome | None,
        Field(
            description="`stored`: new; `already_there`: the same bytes; `replaced_older`: answers from now on; "
            "`kept_as_older`: a newer one goes on answering; `kept_as_poorer`: it gives fewer figures than `other`, "
            "which goes on answering until a person confirms this one; `parsed_again`: known, read by a newer parser; "
            "`kept_fuller`: known, a newer parser reads less, so the older reading stays; "
            "`incomplete`: without a body or year it answers nothing. "
            "Null where nothing was stored: see `error`."
        ),
    ]
    report: Annotated[int | None, Field(description="Number of the stored report.")]
    other: Annotated[int | None, Field(description="The other report of the same body and year.")]
    identity: Annotated[IdentityObject | None, Field(description="Whose report, of which year.")]
    failed_checks: Annotated[int | None, Field(description="How many of its checks failed.")]
    error: ErrorObject | None
    next: Annotated[str | None, Field(description="What to do next.")]


class UnreadObject(Object):
    """A number of a report that could not be read for sure."""

    unread: Annotated[str, Field(description="Its name, for settle_unread.")]
    number: JsonNumber
    quote: Quote
    start: int
    end: int
    report: int
    organization: str | None
    division_code: DivisionCode
    year: int | None
    may_be: Annotated[
        list[Code], Field(description="The likeliest indicators by its words; empty where they leave it open.")
    ]


class WordingObject(Object):
    """Unread numbers that are worded alike."""

    wording: Annotated[str, Field(description="Their words, # for each number. Untrusted content.")]
    count: int
    reports: Annotated[int, Field(description="In how many reports.")]
    example: UnreadObject


class UnreadsObject(Object):
    wordings: Annotated[list[WordingObject], Field(description="Without `report`: the commonest first.")]
    numbers: Annotated[list[UnreadObject], Field(description="With `report`: those of it.")]
    total: Annotated[int, Field(description="How many wordings or numbers there are, listed or not.")]
    next: Annotated[str | None, Field(description="What to do next.")]


class SettledObject(Object):
    """Which figure an unread number was settled to be."""

    report: int
    indicator: Code
    applicant: ApplicantColumn
    value: Annotated[FigureValueOrNone, Field(description="What answers now for the figure.")]
    failed_checks: Annotated[int, Field(description="How many checks of the report fail now.")]
    next: Annotated[str | None, Field(description="What to do next.")]
