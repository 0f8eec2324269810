"""The answer to what a person asks: a question, or a pasted paragraph whose statements are judged one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.claims import Judged, judge
from core.question import understand
from core.replying import respond
from core.types import Answer, Context, Holdings, Language, Query, Row
from core.understanding import Understanding
from core.wording import say, sources

_COMPARING = frozenset({"compare", "year_on_year", "change", "ratio"})


def answer(
    question: str,
    holdings: Holdings,
    *,
    language: Language | None = None,
    context: Context | None = None,
    today: date | None = None,
) -> Answer:
    """Answer one question from what is stored; a number is told only where the status is `answered`.

    `language` overrides that of the question. `context` is the `context` of the answer before, where the question
    is a turn of a conversation. `today` decides what 去年 means.
    """
    understood = understand(question, holdings, context, today=today)
    if _is_paragraph(understood):
        judged = judge(question, holdings, language=language, context=context, today=today)
        if sum(one.answer is not None for one in judged) > 1 and any(one.verdict.rows for one in judged):
            return _together(question, judged, holdings)
    return respond(question, understood, holdings, language=language, context=context)


def _is_paragraph(u: Understanding) -> bool:
    """Several numbers said of several bodies or years, or among words that are no question's."""
    many = len(u.targets) > 1 or len(u.times) > 1 or bool(u.cues & _COMPARING) or bool(u.unknown)
    return len(u.claims) > 1 and many and not u.outside


def _together(question: str, judged: Sequence[Judged], holdings: Holdings) -> Answer:
    answers = [one.answer for one in judged if one.answer is not None]
    language = answers[0].language
    rows = tuple(dict.fromkeys(row for one in judged for row in one.verdict.rows))
    notes = dict.fromkeys(note for found in answers for note in found.notes if not note.startswith(_INHERITED))
    lines = [_line(one, language) for one in judged]
    cited = {row.report for row in rows} | {o.report for row in rows if row.derived for o in row.derived.operands}
    told = sources((entry for entry in holdings.reports() if entry.id in cited), language).strip()
    if notes:
        told += "\n" + say(language, f"注：{'；'.join(notes)}。", f"Note: {'; '.join(notes)}.")
    return Answer(
        question=question,
        status="answered",
        text="\n".join([*lines, told]),
        query=_query(answers, rows),
        rows=rows,
        notes=tuple(notes),
        language=language,
        context=answers[-1].context,
    )


_INHERITED = ("沿用上文", "taken from before")


def _line(one: Judged, language: Language) -> str:
    said = " ".join(
        line for line in one.verdict.text.splitlines() if not line.startswith(("来源", "Source", "注", "Note"))
    )
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
