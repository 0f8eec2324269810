"""One question to its answer: understood, looked up, worked out, worded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from core.asking.claims import figures
from core.asking.found import lookups
from core.asking.found.asked import Halt, Outcome
from core.asking.found.question import Question
from core.asking.understood.request import (
    AreaShare,
    AreaSum,
    BestYears,
    Beyond,
    ChangeByYear,
    ChangeHeld,
    ChangeRanking,
    Comparison,
    Consistency,
    Definition,
    Failing,
    Held,
    Lookup,
    Ranking,
    Reports,
    Request,
    Series,
    Share,
    Standing,
    Stated,
    Sum,
    TextSearch,
    Within,
)
from core.asking.understood.understand import Understood
from core.asking.worded.figures import say, sources
from core.asking.worded.notes import unused
from core.asking.words import catalog as bodies
from core.asking.worked import comparison as comparing
from core.asking.worked import consistency, definitions, failing, growth, growth_of_bodies, passages, ranking, series
from core.asking.worked import limits as selecting
from core.asking.worked import reports as report_lists
from core.asking.worked import share as shares
from core.asking.worked import sum as summing
from core.types import Answer, AnswerLine, Context, Holdings, Language, Query


def run(question: Question) -> Outcome:
    """What comes of a request; raises Halt where it can't be settled what is asked for."""
    match question.request:
        case Stated() as request:
            return figures.stated(question, request).outcome
        case ChangeHeld() as request:
            return growth_of_bodies.held_against(question, request)
        case ChangeByYear() as request:
            return growth_of_bodies.over_years(question, request)
        case ChangeRanking() as request:
            return growth.rank(question, request)
    return _RUN[type(question.request)](question)


_RUN: Mapping[type[Request], Callable[[Question], Outcome]] = MappingProxyType(
    {
        Lookup: lookups.lookup,
        Series: series.trend,
        Comparison: comparing.compare,
        Share: shares.ratio,
        AreaShare: shares.ratio,
        Ranking: ranking.rank,
        Standing: ranking.rank,
        Within: ranking.rank,
        Beyond: ranking.rank,
        BestYears: selecting.over_years,
        Sum: summing.aggregate,
        AreaSum: summing.aggregate,
        Held: selecting.held_against,
        Consistency: consistency.consistency,
        Failing: failing.failing,
        Reports: report_lists.reports,
        TextSearch: passages.passages,
        Definition: definitions.definition,
    }
)


def respond(
    question: str,
    understood: Understood,
    holdings: Holdings,
    *,
    language: Language | None = None,
    context: Context | None = None,
) -> Answer:
    """The answer to a question already understood."""
    asked = Question(
        understood.request, understood, language or understood.language, holdings, bodies.catalog(holdings)
    )
    try:
        asked.reject_outside()
        outcome = run(asked)
    except Halt as halt:
        outcome = halt.outcome
    return told(question, asked, outcome, context)


def told(question: str, asked: Question, outcome: Outcome, context: Context | None) -> Answer:
    """The outcome as an answer, with what the next question may leave out."""
    if outcome.status == "answered":
        outcome = replace(outcome, notes=(*unused(asked), *outcome.notes))
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
