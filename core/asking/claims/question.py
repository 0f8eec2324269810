"""A statement beside what is stored: the request that its words make, and why it can't be judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Self

from core.asking.found.bodies import groups_of
from core.asking.found.codes import codes_of, columns_of
from core.asking.found.missing import About, Halt, NoReports, NotGiven
from core.asking.found.stored import Group
from core.asking.found.table import not_reported, without_report
from core.asking.found.values import Found, Values
from core.asking.found.years import years_of
from core.asking.understood.request import Request, Subject
from core.asking.worded.asked import Asked
from core.types import Applicant, Holdings, ReportEntry

Reason = Literal[
    "nothing_said",
    "too_long",
    "too_much",
    "mixed",
    "which_figure",
    "which_of_several",
    "said_before",
    "whose",
    "other_body",
    "negated",
    "not_whole",
    "not_one_figure",
    "no_such_figure",
    "unknown_words",
    "unused_words",
    "compares",
    "base",
    "units",
    "zero_base",
    "rank_by_change",
    "which_added",
    "which_area",
    "national",
    "which_order",
    "which_part",
    "which_whole",
]


class Unjudged(Exception):
    """A statement is not judged for this reason; `words` are those of it that the reason speaks of."""

    def __init__(self, reason: Reason, *words: str, about: About | None = None) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.words = words
        self.about = about or About()


@dataclass(frozen=True, slots=True)
class Question(Asked):
    """What the words around a statement are about."""

    @property
    def holdings(self) -> Holdings:
        """What is stored."""
        return self.stored.holdings

    def of(self, request: Request) -> Self:
        """Another request of the same words."""
        return replace(self, request=request)

    def about(self, subject: Subject) -> Self:
        """The same request about another subject."""
        return replace(self, request=replace(self.request, subject=subject))

    def groups(self) -> tuple[Group, ...]:
        """The bodies spoken of."""
        return groups_of(self.stored, self.subject)

    def years_of(self, groups: Sequence[Group], *, default_all: bool = False) -> tuple[int, ...]:
        """The report years meant."""
        return years_of(self.subject, groups, default_all=default_all)

    def one(self) -> tuple[Group, int]:
        """The one body and year spoken of; not judged where these are several."""
        groups = self.groups()
        wanted = self.years_of(groups)
        if len(groups) != 1 or len(wanted) != 1:
            raise Unjudged("mixed", about=About(groups=groups))
        return groups[0], wanted[0]

    def each(self) -> list[tuple[Group, int]]:
        """Every body and year spoken of; several of only one of both."""
        groups = self.groups()
        wanted = self.years_of(groups)
        if len(groups) > 1 and len(wanted) > 1:
            raise Unjudged("mixed", about=About(groups=groups))
        return [(group, year) for group in groups for year in wanted]

    def key(self, entry: ReportEntry, group: Group) -> tuple[str, Applicant | None]:
        """The one figure and column spoken of; not judged where these are several."""
        codes, columns = codes_of(self.stored, self.subject, [entry], [group]), columns_of(self.subject)
        if len(codes) != 1 or len(columns) != 1:
            raise Unjudged("mixed", about=About(groups=(group,)))
        return codes[0], columns[0]

    def value_of(self, group: Group, year: int) -> Found:
        """The one figure spoken of, of a body and year; raises Halt where there is none."""
        entry = self.entry_of(group, year)
        return self.figure(entry, group, *self.key(entry, group))

    def entry_of(self, group: Group, year: int) -> ReportEntry:
        """The report of a body and year; raises Halt where there is none."""
        entry = group.at(year)
        if entry is None:
            raise Halt(NoReports(absent=(without_report(group, [year]),), about=About((), (year,), (group,))))
        return entry

    def figure(self, entry: ReportEntry, group: Group, code: str, applicant: Applicant | None) -> Found:
        """A figure of a report; raises Halt where it is not given."""
        found = Values(self.holdings, [entry], [code], (applicant,)).find(entry, code, applicant)
        if found is None:
            gone = not_reported(self.stored, entry, code, applicant)
            raise Halt(NotGiven(unreported=(gone,), about=About((), (entry.year,), (group,))))
        return found
