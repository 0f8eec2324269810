"""One question to its answer: understood, looked up, worked out, worded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from core.asking.claims import figures
from core.asking.found import catalog as bodies
from core.asking.found import lookups
from core.asking.found.asked import Halt, Outcome
from core.asking.found.question import Question
from core.asking.understood.request import Understanding
from core.asking.worded.figures import say, sources
from core.asking.worked import comparison as comparing
from core.asking.worked import consistency, failing, growth_of_bodies, passages, ranking, series
from core.asking.worked import limits as selecting
from core.asking.worked import reports as report_lists
from core.asking.worked import share as shares
from core.asking.worked import sum as summing
from core.types import Answer, AnswerLine, Context, Holdings, Language, Operation, Query


def _check(question: Question) -> Outcome:
    """A claim or a limit against the reports, the consistency checks of one report, or the reports that fail some."""
    if question.u.claims:
        return figures.stated(question).outcome
    if question.u.bounds:
        return growth_of_bodies.held_against(question) if question.u.growth else selecting.held_against(question)
    return failing.failing(question) if failing.is_asked(question) else consistency.consistency(question)


_RUN: Mapping[Operation, Callable[[Question], Outcome]] = MappingProxyType(
    {
        "lookup": lookups.lookup,
        "trend": series.trend,
        "compare": comparing.compare,
        "ratio": shares.ratio,
        "rank": ranking.rank,
        "aggregate": summing.aggregate,
        "check": _check,
        "reports": report_lists.reports,
        "text": passages.passages,
    }
)


def respond(
    question: str,
    understood: Understanding,
    holdings: Holdings,
    *,
    language: Language | None = None,
    context: Context | None = None,
) -> Answer:
    """The answer to a question already understood."""
    understood = replace(understood, language=language or understood.language)
    asked = Question(understood, holdings, bodies.catalog(holdings))
    try:
        asked.reject_outside()
        outcome = _RUN[understood.operation](asked)
    except Halt as halt:
        outcome = halt.outcome
    return told(question, asked, outcome, context)


def told(question: str, asked: Question, outcome: Outcome, context: Context | None) -> Answer:
    """The outcome as an answer, with what the next question may leave out."""
    return Answer(
        question=question,
        status=outcome.status,
        lines=_lines(outcome, asked.language),
        query=outcome.query or _nothing_looked_up(asked, outcome),
        rows=outcome.rows if outcome.status == "answered" else (),
        choices=outcome.choices,
        notes=(*outcome.notes, *outcome.inherited),
        language=asked.language,
        context=_next(outcome, asked, context),
    )


def _lines(outcome: Outcome, language: Language) -> tuple[AnswerLine, ...]:
    """The text with its sources, notes and choices told."""
    first, *others = outcome.text.strip().split("\n")
    lines = [AnswerLine(first, outcome.source), *map(AnswerLine, others)]
    if outcome.sources:
        lines.append(AnswerLine("", sources(outcome.sources, language).strip()))
    if outcome.notes or outcome.inherited:
        told = ("；" if language == "zh" else "; ").join((*outcome.notes, *outcome.inherited))
        lines.append(AnswerLine(say(language, f"注：{told}。", f"Note: {told}.")))
    if outcome.choices:
        labels = "；".join(choice.label for choice in outcome.choices)
        offered = say(language, f"可选：{labels}。", f"Choices: {labels.replace('；', '; ')}.")
        lines.append(AnswerLine(offered, choices=True))
    return tuple(lines)


def _nothing_looked_up(asked: Question, outcome: Outcome) -> Query | None:
    return None if outcome.status == "not_understood" else asked.query((), ())


def _next(outcome: Outcome, asked: Question, before: Context | None) -> Context:
    """What the next question may leave out: what this one said, or, where it was not understood, what held before."""
    if outcome.status == "not_understood":
        return before or Context()
    query = outcome.query or asked.query((), ())
    return Context(query=query, organization_ids=outcome.organization_ids)
