"""A text that tells figures, judged statement by statement and answered as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from core.asking.claims import LONGEST, Judged, VerdictStatus, figures, judge
from core.asking.claims.asked import Halt, Question, say, stopped
from core.asking.claims.clauses import clauses
from core.asking.claims.statements import Change, Limit, Movement, Statement
from core.asking.found.missing import Halt as NotThere
from core.asking.understood.request import Stated
from core.asking.worded.asked import Asked
from core.asking.worded.figures import sources
from core.asking.worded.outcome import Outcome
from core.types import Answer, AnswerLine, Context, DerivedOperand, Holdings, Language, Query, Row

_TOLD_IN_FULL = 40
_TOLD_ONE_BY_ONE = 10


def verdicts(
    text: str,
    holdings: Holdings,
    *,
    language: Language | None = None,
    context: Context | None = None,
    today: date | None = None,
) -> Answer | None:
    """What becomes of the statements of a text; None where nothing could be held against a report."""
    judged = judge(text, holdings, language=language, context=context, today=today)
    if any(one.verdict.rows for one in judged):
        return _together(text, judged, holdings)
    absent = next((one.answer for one in judged if one.answer.status in ("no_report", "not_reported")), None)
    return replace(absent, question=text) if absent is not None and len(judged) == 1 else None


def stated(asked: Asked) -> Outcome:
    """Whether the numbers that a question states are those of the reports."""
    question = Question(asked.request, asked.understood, asked.language, asked.stored)
    try:
        return figures.stated(question, cast(Stated, asked.request)).outcome
    except (Halt, NotThere) as halt:
        return stopped(halt, question)


def states(question: str) -> bool:
    """Whether a text that does not ask tells how much changed, of what, or more than one figure."""
    told = [clause for clause in clauses(question) if clause.counts or clause.denies]
    return len(told) > 1 or any(_is_told(clause.statement) for clause in told)


def _is_told(statement: Statement | None) -> bool:
    """A limit or a place in a ranking may be asked for too: 超过30件, 排第一."""
    if isinstance(statement, Limit):
        return statement.amount.hedge in ("about", "nearly", "odd")
    if isinstance(statement, Change):
        return statement.amount is not None
    return statement is not None and not isinstance(statement, Movement)


def _together(question: str, judged: Sequence[Judged], holdings: Holdings) -> Answer:
    answers = [one.answer for one in judged if one.answer.status != "not_understood"]
    language = answers[0].language
    rows = tuple(dict.fromkeys(row for one in judged for row in one.verdict.rows))
    notes = dict.fromkeys(note for one in judged for note in one.notes)
    if len(judged) == 1:
        lines = judged[0].answer.lines
    else:
        operands = (operand for row in rows if row.derived for operand in row.derived.operands)
        rests_on: tuple[Row | DerivedOperand, ...] = (*rows, *operands)
        cited = {on.report for on in rests_on if on.report is not None}
        told = sources(holdings.reports(ids=cited), language).strip()
        noted = [say(language, f"注：{'；'.join(notes)}。", f"Note: {'; '.join(notes)}.")] if notes else []
        said = (AnswerLine(line) for line in (*_head(question, judged, language), *_lines(judged, language)))
        lines = (*said, AnswerLine("", told), *map(AnswerLine, noted))
    return Answer(
        question=question,
        status="answered",
        lines=lines,
        query=_query(answers, rows),
        rows=rows,
        notes=tuple(notes),
        language=language,
        context=answers[-1].context,
    )


def _head(question: str, judged: Sequence[Judged], language: Language) -> list[str]:
    """How many statements agree, of a text with many; that the end of a long text was not read."""
    head = []
    if len(question) > LONGEST:
        head.append(
            say(
                language,
                f"文字有{len(question)}字，只核实了前{LONGEST}字；其余请分段发来。",
                f"The text has {len(question)} characters; only the first {LONGEST} were checked. Please send the rest "
                "apart.",
            )
        )
    if len(judged) > _TOLD_ONE_BY_ONE:
        count = Counter(one.verdict.status for one in judged)
        right, wrong, open_ = count["agrees"], count["differs"], count["unverifiable"]
        head.append(
            say(
                language,
                f"{len(judged)}处：一致{right}，不一致{wrong}，无法核实{open_}。",
                f"{len(judged)} statements: {right} agree, {wrong} differ, {open_} can't be verified.",
            )
        )
    return head


def _lines(judged: Sequence[Judged], language: Language) -> list[str]:
    """Each statement with its verdict; of a long text those that differ first, the others by their words alone."""
    if len(judged) <= _TOLD_IN_FULL:
        return [_line(one, language) for one in judged]
    named: tuple[tuple[VerdictStatus, str], ...] = (
        ("agrees", say(language, "一致的：", "Agree: ")),
        ("unverifiable", say(language, "无法核实的：", "Can't be verified: ")),
    )
    lines = [_line(one, language) for one in judged if one.verdict.status == "differs"]
    for status, heading in named:
        quotes = [f"“{one.verdict.quote}”" for one in judged if one.verdict.status == status]
        lines += [heading + "".join(quotes)] if quotes else []
    return lines


def _line(one: Judged, language: Language) -> str:
    said = " ".join(one.said.splitlines())
    unverified = say(language, "无法核实：", "Can't be verified: ")
    if one.verdict.status == "unverifiable" and not said.startswith((unverified.strip(), "无法核实")):
        said = f"{unverified}{said}"
    return f"“{one.verdict.quote}” — {said}"


def _query(answers: Sequence[Answer], rows: Sequence[Row]) -> Query:
    return Query(
        operation="check",
        indicators=tuple(dict.fromkeys(row.indicator for row in rows)),
        organizations=tuple(dict.fromkeys(row.organization for row in rows)),
        years=tuple(sorted({row.year for row in rows})),
        measures=tuple(dict.fromkeys(code for found in answers if found.query for code in found.query.measures)),
    )
