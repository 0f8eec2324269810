"""Figures of named bodies looked up: those found, and sentences for those that are not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.asking.found.asked import Group, Halt, Outcome
from core.asking.found.question import Question
from core.asking.found.values import Value, Values
from core.asking.worded.absence import no_report, not_reported
from core.asking.worded.figures import several, single
from core.asking.worded.notes import common_notes, inherited, value_notes
from core.types import Query, ReportEntry, Row


@dataclass(frozen=True, slots=True)
class Table:
    """The figures asked for: those found, and sentences for each that is not there."""

    groups: tuple[Group, ...]
    years: tuple[int, ...]
    codes: tuple[str, ...]
    values: tuple[Value, ...]
    absent: tuple[str, ...]
    unreported: tuple[str, ...]
    """`absent`: no report; `unreported`: a report without the figure."""

    @property
    def ids(self) -> tuple[int, ...]:
        """The bodies, for the conversation."""
        return tuple(i for group in self.groups for i in group.ids)


def table(question: Question, *, all_years: bool = False, years_wanted: Sequence[int] | None = None) -> Table:
    """Look up every figure asked for; raises Halt where none is there."""
    groups = question.groups()
    wanted = tuple(years_wanted or question.years_of(groups, default_all=all_years))
    entries: list[ReportEntry] = []
    absent: list[str] = []
    for group in groups:
        missing = [year for year in wanted if group.at(year) is None]
        entries += [entry for year in wanted if (entry := group.at(year)) is not None]
        if missing:
            absent.append(no_report(question, group, missing))
    entries = list(dict.fromkeys(entries))
    if not entries:
        raise Halt(
            Outcome(
                "no_report",
                "".join(absent),
                question.query((), wanted, groups),
                notes=tuple(common_notes(question, groups)),
                inherited=inherited(question, groups),
                organization_ids=tuple(i for g in groups for i in g.ids),
            )
        )
    codes = question.codes(entries, groups)
    values = Values(question.holdings, entries, codes, question.applicants())
    found: list[Value] = []
    unreported: list[str] = []
    for entry in entries:
        for code in codes:
            for applicant in question.applicants():
                value = values.find(entry, code, applicant)
                if value is not None:
                    found.append(value)
                else:
                    unreported.append(not_reported(question, entry, code, applicant))
    return Table(groups, wanted, codes, tuple(found), tuple(absent), tuple(unreported))


def without_figures(question: Question, found: Table) -> Outcome:
    """The outcome where reports are there but no figure."""
    return Outcome(
        "not_reported",
        "".join((*found.unreported, *found.absent)),
        question.query(found.codes, found.years, found.groups),
        notes=tuple(common_notes(question, found.groups)),
        inherited=inherited(question, found.groups),
        organization_ids=found.ids,
    )


def answered(
    question: Question,
    found: Table,
    text: str,
    rows: Sequence[Row],
    notes: Sequence[str] = (),
    *,
    cited: Sequence[Value] | None = None,
    source: str = "",
) -> Outcome:
    """Figures told, with what must be known beside them.

    The sources are those of the figures `cited` (None: of all found), or the one that stands behind the first line.
    """
    told = [*common_notes(question, found.groups), *value_notes(question, found.values), *notes]
    unreported = found.unreported
    if len(unreported) > 3:
        unreported = (
            question.say(
                "其余各项报告没有给出；没有给出不等于零。",
                "The reports give none of the others; not given does not mean zero. ",
            ),
        )
    gaps = "".join((*unreported, *found.absent))
    whole = f"{text}\n{gaps}".strip() if gaps else text
    return Outcome(
        "answered",
        whole,
        query_of(question, found),
        tuple(rows),
        notes=tuple(dict.fromkeys(told)),
        inherited=inherited(question, found.groups),
        source=source,
        sources=() if source else tuple(dict.fromkeys(v.entry for v in (found.values if cited is None else cited))),
        organization_ids=found.ids,
    )


def query_of(question: Question, found: Table) -> Query:
    """The query with the codes that were really looked up."""
    query = question.query(found.codes, found.years, found.groups)
    replaced = {value.asked: value.code for value in found.values}
    names = dict.fromkeys(value.entry.organization_name for value in found.values) or query.organizations
    return replace(
        query, indicators=tuple(dict.fromkeys(replaced.get(c, c) for c in query.indicators)), organizations=tuple(names)
    )


def lookup(question: Question) -> Outcome:
    """One figure or several, each as reported."""
    found = table(question)
    if not found.values:
        return without_figures(question, found)
    language = question.language
    rows = [value.row() for value in found.values]
    if len(rows) == 1:
        line = single(found.values[0], language)
        return answered(question, found, line.text, rows, source=line.source)
    return answered(question, found, several(found.values, language), rows)
