"""Verdicts on clauses: from what was found, or with the reason why there is none."""

from __future__ import annotations

from dataclasses import replace

from core.asking.claims import Judged, Verdict, VerdictStatus
from core.asking.claims.clauses import Clause
from core.asking.claims.question import Question, Reason
from core.asking.claims.spoken import Discourse
from core.asking.claims.told import Finding
from core.asking.worded import claims as worded
from core.asking.worded.outcome import answer_of
from core.types import Answer, AnswerLine


def concluded(discourse: Discourse, clause: Clause, question: Question, finding: Finding) -> Judged:
    """The verdict on a clause that was understood, with the answer it comes from."""
    outcome = finding.outcome
    if outcome.status == "answered":
        failed = dict.fromkeys(discourse.doubts.of(outcome.rows))
        notes = (worded.check_fails(*whose, check, discourse.language) for whose, check in failed)
        outcome = replace(outcome, notes=tuple(dict.fromkeys((*outcome.notes, *notes))))
    answer = answer_of(clause.words, question, outcome, discourse.context)
    settled = outcome.status == "answered" and finding.agrees is not None
    status: VerdictStatus = ("agrees" if finding.agrees else "differs") if settled else "unverifiable"
    verdict = Verdict(clause.words, clause.start, clause.end, status, answer.text, answer.rows, answer.choices)
    return Judged(verdict, answer, outcome.text, outcome.notes)


def unjudged(discourse: Discourse, clause: Clause, reason: Reason) -> Judged:
    """That a clause is not judged, and why."""
    return told(discourse, clause, worded.unjudged(reason, (), discourse.language))


def told(discourse: Discourse, clause: Clause, text: str) -> Judged:
    """That a clause is left open, in these words."""
    verdict = Verdict(clause.words, clause.start, clause.end, "unverifiable", text)
    language, context = discourse.language, discourse.context
    answer = Answer(clause.words, "not_understood", (AnswerLine(text),), language=language, context=context)
    return Judged(verdict, answer, text)
