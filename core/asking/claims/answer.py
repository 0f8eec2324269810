"""A text that tells figures, judged statement by statement and answered as a whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from core.asking.claims import LONGEST, Judged, VerdictStatus, judge
from core.asking.claims.clauses import Clause, clauses
from core.asking.claims.judges import figures
from core.asking.claims.question import Question, Unjudged
from core.asking.claims.statements import direction_of_level
from core.asking.claims.statements.values import Change, Limit, Movement, Nothing, Record, Standing
from core.asking.claims.told import found, stopped
from core.asking.found.missing import Halt
from core.asking.found.query import looked_up
from core.asking.understood.request import Stated
from core.asking.worded import claims as worded
from core.asking.worded.asked import Asked, asks_whether
from core.asking.worded.figures import sources
from core.asking.worded.outcome import Outcome
from core.asking.worded.texts import text as sentence
from core.types import Answer, AnswerLine, Context, DerivedOperand, Holdings, Language, Query, Row

# 居全市第一 tells, 最多 alone may be asked for.
_SAYS_PLACE = re.compile(
    r"第[\d一二三四五六七八九十]|[居列]|[为是][^,，。]{0,6}最|最[多少高低大小]的[县市区]?[是为]"
    r"|仅次于|\brank(?:ed|s)\b|second only"
)
_TOLD_IN_FULL = 40
_COUNTED = 10
"""Of more statements than these it is told how many agree."""
_QUOTED = 60
"""So many characters of a clause are quoted where only the words of many are told."""
_TURNING = frozenset({"most", "least", "rank", "mean", "median", "trend"})
"""What a number that is right leaves open."""
_ROUGH = frozenset({"about", "nearly", "odd", "barely", "thereabouts", "between"})
_BESIDE = (Record,)
"""What is told only beside a number: alone it may be asked for."""


def verdicts(
    text: str,
    holdings: Holdings,
    *,
    language: Language | None = None,
    context: Context | None = None,
    today: date | None = None,
    whether: bool = False,
) -> Answer | None:
    """What becomes of the statements of a text; None where nothing could be held against a report.

    `whether`: it was asked if one is so, which yes or no answers.
    """
    judged = judge(text, holdings, language=language, context=context, today=today)
    if any(one.verdict.rows for one in judged):
        together = _together(text, judged, holdings)
        return _as_answer(together) if len(judged) == 1 and whether else together
    absent = next((one.answer for one in judged if one.answer.status in ("no_report", "not_reported")), None)
    return replace(absent, question=text) if absent is not None and len(judged) == 1 else None


def stated(asked: Asked) -> Outcome:
    """Whether the numbers that a question states are those of the reports."""
    question = Question(asked.request, asked.understood, asked.language, asked.stored)
    try:
        ruling = figures.stated(question, cast(Stated, asked.request))
        outcome = found(ruling, question).outcome
        if not asks_whether(asked.understood.said.sentence.text):
            return outcome
        # 17件是历年最低，对吧: the number is right, the rest was not looked at.
        if ruling.agrees and _TURNING & asked.understood.said.cues:
            return replace(outcome, text=f"{worded.all_told(0, 1, asked.language)}\n{outcome.text}")
        if len(outcome.text.splitlines()) > 1:
            head = worded.all_told(int(ruling.agrees is False), int(ruling.agrees is None), asked.language)
            return replace(outcome, text=f"{head}\n{outcome.text}")
        return replace(outcome, text=worded.as_answer(outcome.text, asked.language))
    except (Halt, Unjudged) as halt:
        return stopped(halt, question).outcome


def _as_answer(judged: Answer) -> Answer:
    first, *others = judged.lines
    told = replace(first, text=worded.as_answer(first.text, judged.language))
    return replace(judged, lines=(told, *others))


def states(question: str, *, asserted: bool = False) -> bool:
    """Whether a text that does not ask tells how much changed, of what, or more than one figure.

    `asserted`: it is asked whether it is so, and what could be asked for is told.
    """
    told = [clause for clause in clauses(question) if clause.claims]
    if any(
        _is_told(clause)
        or (clause.counts and direction_of_level(clause.said))
        or (asserted and isinstance(clause.statement, Record | Change | Standing | Limit | Nothing))
        for clause in told
    ):
        return True
    return len(told) > 1 and any(
        clause.counts or isinstance(clause.statement, Nothing | Standing | Movement) for clause in told
    )


def _is_told(clause: Clause) -> bool:
    """A limit or a place in a ranking may be asked for too: 超过30件, 排第一."""
    statement = clause.statement
    if isinstance(statement, Standing):
        return bool(_SAYS_PLACE.search(clause.said))
    if isinstance(statement, Limit):
        return statement.amount.hedge in _ROUGH
    if isinstance(statement, Change):
        return statement.amount is not None
    if isinstance(statement, Movement):
        return statement.years is not None
    return statement is not None and not isinstance(statement, _BESIDE)


def _together(question: str, judged: Sequence[Judged], holdings: Holdings) -> Answer:
    answers = [one.answer for one in judged if one.answer.status != "not_understood"]
    language = answers[0].language
    rows = tuple(dict.fromkeys(row for one in judged for row in one.verdict.rows))
    notes = tuple(dict.fromkeys(note for one in judged for note in one.notes))
    return Answer(
        question=question,
        status="answered",
        lines=judged[0].answer.lines if len(judged) == 1 else _lines(question, judged, rows, notes, holdings),
        query=_query(answers, rows),
        rows=rows,
        notes=notes,
        language=language,
        context=answers[-1].context,
    )


def _lines(
    question: str, judged: Sequence[Judged], rows: Sequence[Row], notes: Sequence[str], holdings: Holdings
) -> tuple[AnswerLine, ...]:
    """How many agree, each statement with its verdict, the reports they rest on, what must be known besides."""
    language = judged[0].answer.language
    operands = (operand for row in rows if row.derived for operand in row.derived.operands)
    rests_on: tuple[Row | DerivedOperand, ...] = (*rows, *operands)
    cited = {on.report for on in rests_on if on.report is not None}
    told = sources(holdings.reports(ids=cited), language).strip()
    said = (*_head(question, judged, language), *_verdicts(judged, language))
    lines = [*map(AnswerLine, said), AnswerLine("", told)]
    if notes:
        joined = sentence(language, "marks.apart").join(notes)
        lines.append(AnswerLine(sentence(language, "marks.note", notes=joined)))
    return tuple(lines)


def _head(question: str, judged: Sequence[Judged], language: Language) -> list[str]:
    """That the end of a long text was not read; how many statements agree."""
    count = Counter(one.verdict.status for one in judged)
    agree, differ, left_open = (count[status] for status in ("agrees", "differs", "unverifiable"))
    head = [worded.beginning_only(len(question), LONGEST, language)] if len(question) > LONGEST else []
    head.append(worded.all_told(differ, left_open, language))
    return [*head, worded.counted(agree, differ, left_open, language)] if len(judged) > _COUNTED else head


def _verdicts(judged: Sequence[Judged], language: Language) -> list[str]:
    """Each statement with its verdict; of a long text those that differ first, the others by their words alone."""
    if len(judged) <= _TOLD_IN_FULL:
        return [_verdict(one, language) for one in judged]
    lines = [_verdict(one, language) for one in judged if one.verdict.status == "differs"]
    others: tuple[VerdictStatus, ...] = ("agrees", "unverifiable")
    for status in others:
        quotes = [_shortened(one.verdict.quote) for one in judged if one.verdict.status == status]
        lines += [worded.listed_quotes(status, quotes, language)] if quotes else []
    return lines


def _verdict(one: Judged, language: Language) -> str:
    return worded.quoted_verdict(" ".join(one.verdict.quote.split()), " ".join(one.said.splitlines()), language)


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…"


def _query(answers: Sequence[Answer], rows: Sequence[Row]) -> Query:
    return Query(
        operation="check",
        indicators=looked_up(row.indicator for row in rows),
        organizations=tuple(dict.fromkeys(row.organization for row in rows)),
        years=tuple(sorted({row.year for row in rows})),
        measures=tuple(dict.fromkeys(code for told in answers if told.query for code in told.query.measures)),
    )
