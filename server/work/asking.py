"""Answers to questions, claims held against the reports, passages of their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from core import answer
from core.asking.claims import Verdict, verify
from core.telling.json import answer_json, row_json
from core.types import Context, Holdings, Language, Passage


def answered(
    archive: Holdings, question: str, language: Language | None, earlier_questions: Sequence[str]
) -> dict[str, Any]:
    """The answer to the last of several questions of one conversation."""
    context = Context()
    for earlier in earlier_questions:
        context = answer(earlier, archive, language=language, context=context).context
    return answer_json(answer(question, archive, language=language, context=context))


def verified(archive: Holdings, text: str, language: Language | None) -> dict[str, Any]:
    """What becomes of every clause of a text."""
    verdicts = verify(text, archive, language=language)
    return {
        "verdicts": [_verdict_object(verdict) for verdict in verdicts],
        "counts": dict(Counter(verdict.status for verdict in verdicts)),
        "next": None if verdicts else "The text states no number. Give statements with a body, year and number.",
    }


def _verdict_object(verdict: Verdict) -> dict[str, Any]:
    return {
        "quote": verdict.quote,
        "start": verdict.start,
        "end": verdict.end,
        "status": verdict.status,
        "text": verdict.text,
        "rows": [row_json(row) for row in verdict.rows],
        "choices": [{"label": choice.label, "question": choice.question} for choice in verdict.choices],
    }


def passages(
    archive: Holdings, phrase: str, organizations: Sequence[int], years: Sequence[int], limit: int
) -> dict[str, Any]:
    """Where a phrase stands in the text of the reports."""
    found = archive.passages(phrase, organizations=organizations or None, years=years or None, limit=limit)
    return {
        "passages": [_passage_object(one) for one in found],
        "next": _next(len(found), limit, everywhere=not organizations and not years),
    }


def _passage_object(passage: Passage) -> dict[str, object]:
    return {
        "organization": passage.organization_name,
        "division_code": passage.division_code,
        "year": passage.year,
        "report": passage.report,
        "section": passage.section,
        "quote": passage.text,
        "start": passage.start,
        "end": passage.end,
    }


def _next(count: int, limit: int, *, everywhere: bool) -> str | None:
    if not count and not everywhere:
        return "The phrase stands in no report of these bodies and years: try a shorter one, or more of them."
    if not count:
        return "The phrase stands in no stored report: try a shorter one."
    return "There may be more: raise `limit` or give organizations and years." if count == limit else None
