"""A question beside what is stored, the bodies it means, and an answer before its sources and notes are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from core.asking.understood.request import Request, Subject, Target
from core.asking.understood.understand import Understood
from core.asking.worded.figures import say
from core.asking.worded.refusals import examples
from core.asking.words import lexicon as vocabulary
from core.asking.words.catalog import Body, Catalog
from core.forms import catalogue
from core.types import AnswerStatus, Applicant, Choice, Holdings, Language, Query, ReportEntry, Row


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer before its sources and notes are told.

    `source` names the report behind the first line of the text, `sources` are the others it rests on; `inherited` says
    what the conversation filled in.
    """

    status: AnswerStatus
    text: str
    query: Query | None = None
    rows: tuple[Row, ...] = ()
    choices: tuple[Choice, ...] = ()
    notes: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    source: str = ""
    sources: tuple[ReportEntry, ...] = ()
    organization_ids: tuple[int, ...] = ()


class Halt(Exception):
    """The question can't be taken further: its outcome is the answer."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.text)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Group:
    """One body asked about: under one name, or under the names it had over the years."""

    label: str
    bodies: tuple[Body, ...]
    reports: Mapping[int, ReportEntry]
    notes: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        """The stored bodies."""
        return tuple(body.organization.id for body in self.bodies)

    def at(self, year: int) -> ReportEntry | None:
        """The report of a year; else the one whose title names that year though its figures are of another."""
        titled = (entry for entry in self.reports.values() if entry.title_year == year)
        return self.reports.get(year) or next(titled, None)

    def name(self, year: int | None = None) -> str:
        """How it was called in the year, else now."""
        entry = self.at(year) if year is not None else None
        return entry.organization_name if entry else self.label


@dataclass(frozen=True, slots=True)
class Asked:
    """A request beside what is stored, and the language of its answer."""

    request: Request
    understood: Understood
    language: Language
    holdings: Holdings
    catalog: Catalog

    @property
    def subject(self) -> Subject:
        """Who, when and what the request is about."""
        return self.request.subject

    def about(self, subject: Subject) -> Self:
        """The same request about another subject."""
        return replace(self, request=replace(self.request, subject=subject))

    def say(self, chinese: str, english: str) -> str:
        """The sentence in the language of the answer."""
        return say(self.language, chinese, english)

    def examples(self) -> str:
        """What can be asked, with names and years of what is stored."""
        return examples(self.holdings, self.catalog, self.language)

    def query(self, codes: Iterable[str], wanted: Iterable[int], groups: Sequence[Group] = ()) -> Query:
        """What was understood, in the contract's terms."""
        asked = tuple(codes) or tuple(m.codes[0] for m in self.subject.measures if len(m.codes) == 1)
        looked_up: dict[str, None] = {}
        for code in asked:
            rate = catalogue.rates().get(code)
            looked_up.update(dict.fromkeys((*rate.numerator, rate.denominator) if rate else (code,)))
        names = (
            dict.fromkeys(g.label for g in groups) if groups else dict.fromkeys(map(_target_name, self.subject.targets))
        )
        return Query(
            operation=self.request.operation,
            indicators=tuple(looked_up),
            organizations=tuple(names),
            years=_filed_under(wanted, groups)
            or tuple(sorted({y for t in self.subject.times for y in t.years if t.kind != "published"})),
            applicant=self.subject.applicants[0] if len(self.subject.applicants) == 1 else None,
            measures=asked,
            scope=self.request.scope,
        )

    def applicants(self) -> tuple[Applicant | None, ...]:
        """The columns asked for; the total where none is named."""
        return self.subject.applicants or (None,)


def _target_name(target: Target) -> str:
    """The full name of a body asked about, as far as the words settle it."""
    if len({body.organization.name for body in target.bodies}) == 1:
        return target.bodies[0].organization.name
    kind = vocabulary.body_kinds().get(target.kind)
    if len(target.divisions) == 1 and kind:
        return f"{target.divisions[0].name}{kind.label_zh}"
    return target.text


def _filed_under(wanted: Iterable[int], groups: Sequence[Group]) -> tuple[int, ...]:
    """The years of the reports that answer for the years wanted; a year without any stays."""
    found = {year: [entry.year for group in groups if (entry := group.at(year))] or [year] for year in wanted}
    return tuple(dict.fromkeys(year for filed in found.values() for year in filed))


def ids_of(groups: Iterable[Group]) -> tuple[int, ...]:
    """The stored bodies of several groups."""
    return tuple(i for group in groups for i in group.ids)
