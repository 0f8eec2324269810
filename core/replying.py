"""One question to its answer: understood, looked up, worked out, worded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from core import bodies, inquiries, operations, scopes
from core.question import understand
from core.resolving import Halt, Outcome, Question
from core.types import Answer, Context, Holdings, Language, Operation, Query
from core.understanding import Understanding
from core.wording import say

_RUN: Mapping[Operation, Callable[[Question], Outcome]] = MappingProxyType(
    {
        "lookup": operations.lookup,
        "trend": operations.trend,
        "compare": operations.compare,
        "ratio": scopes.ratio,
        "rank": scopes.rank,
        "aggregate": scopes.aggregate,
        "check": inquiries.check,
        "reports": inquiries.reports,
        "text": inquiries.passages,
    }
)


def reply(
    question: str,
    holdings: Holdings,
    *,
    language: Language | None = None,
    context: Context | None = None,
    today: date | None = None,
) -> Answer:
    """Answer one question; the arguments are those of `core.answering.answer`."""
    understood = understand(question, holdings, context, today=today)
    return respond(question, understood, holdings, language=language, context=context)


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
    return Answer(
        question=question,
        status=outcome.status,
        text=_text(outcome, understood.language),
        query=outcome.query or _nothing_looked_up(asked, outcome),
        rows=outcome.rows if outcome.status == "answered" else (),
        choices=outcome.choices,
        notes=outcome.notes,
        language=understood.language,
        context=_next(outcome, asked, context),
    )


def _text(outcome: Outcome, language: Language) -> str:
    """The text with its notes and choices told."""
    parts = [outcome.text.strip()]
    if outcome.notes:
        told = "；".join(outcome.notes) if language == "zh" else "; ".join(outcome.notes)
        parts.append(say(language, f"注：{told}。", f"Note: {told}."))
    if outcome.choices:
        labels = "；".join(choice.label for choice in outcome.choices)
        parts.append(say(language, f"可选：{labels}。", f"Choices: {labels.replace('；', '; ')}."))
    return "\n".join(parts)


def _nothing_looked_up(asked: Question, outcome: Outcome) -> Query | None:
    return None if outcome.status == "not_understood" else asked.query((), ())


def _next(outcome: Outcome, asked: Question, before: Context | None) -> Context:
    """What the next question may leave out: what this one said, or, where it was not understood, what held before."""
    if outcome.status == "not_understood":
        return before or Context()
    query = outcome.query or asked.query((), ())
    return Context(query=query, organization_ids=outcome.organization_ids)
