"""What judges of statements ask of a request, and an answer that stops them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from core.asking.found.bodies import groups_of
from core.asking.found.codes import codes_of, columns_of
from core.asking.found.missing import About
from core.asking.found.missing import Halt as NotThere
from core.asking.found.query import query_of
from core.asking.found.stored import Group
from core.asking.found.table import Looked, not_reported, without_report
from core.asking.found.years import years_of
from core.asking.understood.request import Request, Subject
from core.asking.worded import gaps
from core.asking.worded.asked import Asked
from core.asking.worded.outcome import Outcome, missing_told, refused, result_told, with_notes
from core.asking.worded.refusals import examples
from core.asking.worded.told import Told
from core.asking.words.catalog import Catalog
from core.asking.worked.result import Result, entries_of
from core.asking.worked.run import run
from core.types import Applicant, Holdings, Language, Query, ReportEntry, Row


class Halt(Exception):
    """A statement can't be judged: its outcome is the answer."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.text)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Question(Asked):
    """The request that the words around a statement make."""

    @property
    def holdings(self) -> Holdings:
        """What is stored."""
        return self.stored.holdings

    @property
    def catalog(self) -> Catalog:
        """The names of its bodies."""
        return self.stored.catalog

    def about(self, subject: Subject) -> Self:
        """The same request about another subject."""
        return replace(self, request=replace(self.request, subject=subject))

    def say(self, chinese: str, english: str) -> str:
        """The sentence in the language of the answer."""
        return say(self.language, chinese, english)

    def examples(self) -> str:
        """What can be asked."""
        return examples(self.stored, self.language)

    def reject_outside(self) -> None:
        """Raise Halt for what annual figures can't answer and for words that were not understood."""
        if self.understood.refusal:
            raise Halt(refused(self.understood.refusal, self))

    def groups(self) -> tuple[Group, ...]:
        """The bodies asked about."""
        return groups_of(self.stored, self.subject)

    def years_of(self, groups: Sequence[Group], *, default_all: bool = False) -> tuple[int, ...]:
        """The report years meant."""
        return years_of(self.subject, groups, default_all=default_all)

    def codes(self, entries: Sequence[ReportEntry], groups: Sequence[Group] = ()) -> tuple[str, ...]:
        """One code for each figure asked for."""
        return codes_of(self.stored, self.subject, entries, groups)

    def applicants(self) -> tuple[Applicant | None, ...]:
        """The columns asked for."""
        return columns_of(self.subject)

    def query(self, codes: Iterable[str], wanted: Iterable[int], groups: Sequence[Group] = ()) -> Query:
        """What was understood, in the contract's terms."""
        return query_of(self.request, About(tuple(codes), tuple(wanted), tuple(groups)))


def say(language: Language, chinese: str, english: str) -> str:
    """The sentence in the language of the answer."""
    return chinese if language == "zh" else english


def worked_out(question: Question, request: Request) -> Outcome:
    """What another request comes to, told as its own answer."""
    asked = replace(question, request=request)
    return result_told(run(question.stored, request), asked)


def stopped(halt: Halt | NotThere, question: Question) -> Outcome:
    """Why there is no figure, or why a statement can't be judged."""
    return halt.outcome if isinstance(halt, Halt) else missing_told(halt.missing, question)


def answered(question: Question, found: Looked, text: str, rows: Sequence[Row]) -> Outcome:
    """Figures told in these words, with what must be known beside them."""
    result = Result(
        about=found.about_told(found.values),
        rows=tuple(rows),
        told=found.values,
        cited=entries_of(found.values),
    )
    return with_notes(result, question, Told(text))


def no_report(question: Question, group: Group, wanted: Sequence[int]) -> str:
    """That a body has no report of these years, and the nearest that exist."""
    return gaps.no_report(without_report(group, wanted), question.language)


def no_figure(question: Question, entry: ReportEntry, code: str, applicant: Applicant | None) -> str:
    """That a report gives no such figure."""
    return gaps.not_reported(not_reported(question.stored, entry, code, applicant), question.language)
