"""A question's result, or why there is none, as an answer: its text with sources, notes and choices."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import cast

from core.asking.found.bodies import like_bodies
from core.asking.found.missing import Missing, ZeroBase
from core.asking.found.notes import on_figures
from core.asking.found.query import query_of, spoken_of
from core.asking.understood.refusal import NoAdministration, Refusal, UnknownPlace
from core.asking.understood.request import BesideMean, Comparison, Definition, Lookup, SumOfEach, TextSearch
from core.asking.worded.absence import choices_for, missing_said
from core.asking.worded.asked import Asked, asks_whether
from core.asking.worded.figures import sources
from core.asking.worded.gaps import gap, no_report
from core.asking.worded.notes import inherited, reading, said, unused
from core.asking.worded.refusals import quoted, refusal_said
from core.asking.worded.texts import text
from core.asking.worded.told import Told, Wording
from core.asking.worded.turns import MOST_TURNS, order_of, turn_of
from core.asking.worked.result import Result
from core.types import Answer, AnswerLine, AnswerStatus, Choice, Context, Language, Query, ReportEntry, Rest, Row, Turn

_EXTREME = frozenset({"most", "least"})
_WHETHER = re.compile(r"[了过]吗")
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩"
"""What can be chosen is numbered: people answer by the number."""
_MOST_GAPS = 3
"""More figures that are not there are told in one sentence."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer before its sources and notes are told.

    `source` names the report behind the first line of the text, `sources` are the others it rests on; `inherited` says
    what the conversation filled in, `lead` what must be known before the text.
    """

    status: AnswerStatus
    text: str
    query: Query | None = None
    rows: tuple[Row, ...] = ()
    choices: tuple[Choice, ...] = ()
    notes: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    source: str = ""
    sources: tuple[ReportEntry, ...] = ()
    organization_ids: tuple[int, ...] = ()
    order: tuple[tuple[int, ...], ...] = ()
    next: int = 0
    lead: str = ""


def result_told(result: Result, asked: Asked) -> Outcome:
    """A result in words, with what must be known beside it."""
    name = type(result).__module__.rpartition(".")[2]
    return with_notes(result, asked, _answering(_wording(name)[type(result)](result, asked.language), result, asked))


@cache
def _wording(name: str) -> Wording:
    return cast(Wording, import_module(f"core.asking.worded.{name}").TOLD)


def _answering(told: Told, result: Result, asked: Asked) -> Told:
    """有没有行政复议, 收到申请了吗: whether there are any, before how many."""
    words = asked.understood.said
    # 是不是最多; 第几 asks for the place.
    compares = bool(words.cues & _EXTREME) or isinstance(asked.request, Comparison | BesideMean | SumOfEach)
    if told.holds is not None and compares and asks_whether(words.sentence.text):
        said = told.text if told.holds else told.instead + told.text
        return replace(told, text=text(asked.language, "lookup.yes" if told.holds else "lookup.no", said=said))
    row = result.rows[0] if len(result.rows) == 1 else None
    whether = "exists" in words.cues or bool(_WHETHER.search(words.sentence.text))
    if row is None or row.value is None or not isinstance(asked.request, Lookup) or not whether:
        return told
    key = "lookup.some" if row.value else "lookup.none"
    return replace(told, text=text(asked.language, key, said=told.text))


def no_figure_but_words(result: Result, phrase: str, asked: Asked) -> Outcome:
    """Passages in place of a figure: that it is none, and what the reports say of it."""
    found = result_told(result, asked)
    head = text(asked.language, "passages.no_figure", phrase=phrase)
    return replace(found, text=f"{head}\n{found.text}")


def with_notes(result: Result, asked: Asked, told: Told) -> Outcome:
    """A result told in these words, with its gaps, notes and sources."""
    language, groups = asked.language, result.about.groups
    doubts = on_figures(asked.stored.holdings, result.told, people=asked.subject.people)
    notes = [*reading(asked, groups), *said(doubts, language), *told.notes, *said(result.notes, language)]
    gaps = _gaps(result, language)
    return Outcome(
        "answered",
        f"{told.text}\n{gaps}".strip() if gaps else told.text,
        query_of(asked.request, result.about),
        result.rows,
        notes=tuple(dict.fromkeys(notes)),
        inherited=inherited(asked, groups),
        source=told.source,
        sources=() if told.source else result.cited,
        organization_ids=spoken_of(result.about),
        order=order_of(result),
        next=result.next if result.left else 0,
    )


def _gaps(result: Result, language: Language) -> str:
    """The figures and reports that are not there."""
    unreported = [gap(found, language) for found in result.unreported]
    if len(unreported) > _MOST_GAPS:
        unread = any(
            not isinstance(found, ZeroBase) and (found.unread or found.left_out) for found in result.unreported
        )
        unreported = [text(language, "lookup.others_unread" if unread else "lookup.others_not_given")]
    return "".join((*unreported, *(no_report(absent, language) for absent in result.absent)))


def missing_told(missing: Missing, asked: Asked) -> Outcome:
    """Why there is no result, with what can be chosen instead."""
    groups = missing.about.groups
    known = missing.status != "not_understood"
    return Outcome(
        missing.status,
        missing_said(missing, asked),
        query_of(asked.request, missing.about) if known else None,
        choices=choices_for(missing, asked),
        notes=tuple(reading(asked, groups)) if missing.explained else (),
        inherited=inherited(asked, groups) if missing.explained else (),
        organization_ids=spoken_of(missing.about),
    )


def refused(refusal: Refusal, asked: Asked) -> Outcome:
    """Why a question is not answered."""
    if isinstance(refusal, UnknownPlace):
        return missing_told(like_bodies(asked.stored, refusal.name), asked)
    status: AnswerStatus = "no_report" if isinstance(refusal, NoAdministration) else "not_understood"
    return Outcome(status, refusal_said(refusal, asked))


def answer_of(question: str, asked: Asked, outcome: Outcome, context: Context | None) -> Answer:
    """The outcome as an answer, with what the next question may leave out."""
    answered = outcome.status == "answered"
    if answered and (beside := unused(asked)):
        outcome = replace(outcome, notes=(*beside, *outcome.notes))
    if answered and (words := asked.understood.set_aside):
        lead = text(asked.language, "notes.set_aside", words=quoted(words, asked.language))
        outcome = replace(outcome, lead=lead)
    query = outcome.query or _as_understood(asked, outcome)
    understood = outcome.status != "not_understood"
    return Answer(
        question=question,
        status=outcome.status,
        lines=_lines(outcome, asked.language),
        query=query,
        rows=outcome.rows if answered else (),
        choices=outcome.choices,
        notes=(*filter(None, (outcome.lead,)), *outcome.notes, *outcome.inherited),
        language=asked.language,
        context=(_context(question, asked, query, outcome, context) if understood else _unanswered(asked, context)),
    )


def _begun(line: str, language: Language) -> str:
    """A line as it begins: in English with a capital letter."""
    return line[:1].upper() + line[1:] if language == "en" else line


def _unanswered(asked: Asked, before: Context | None) -> Context:
    """The conversation as before a question that was not understood; the figure it named is not spoken of."""
    before = before or Context()
    measures = () if "measures" in asked.understood.said.inherited else asked.understood.said.subject.measures
    named = {code for measure in measures for code in measure.codes} - {"?"}
    spoken = set(before.query.measures) if before.query is not None else set()
    return replace(before, refused=True) if named and spoken and not named <= spoken else before


def _context(question: str, asked: Asked, query: Query | None, outcome: Outcome, before: Context | None) -> Context:
    """What the next question may leave out, what it may choose, and what was told lately."""
    before = before or Context()
    if isinstance(asked.request, Definition) and before.query is not None and not outcome.choices:
        # What a term means: it goes on over what was told.
        return replace(before, choices=(), asked="", rest=None, refused=False)
    turn = turn_of(asked, query, outcome.organization_ids)
    return Context(
        query,
        outcome.organization_ids,
        outcome.choices,
        question if outcome.choices else "",
        Rest(question, outcome.next) if outcome.next else None,
        (*before.turns, turn)[-MOST_TURNS:] if turn.bodies or turn.years else before.turns,
        outcome.order or (before.order if _of_same_figure(query, before.query) else ()),
        _beside(turn, before),
        asked.request.topics if isinstance(asked.request, TextSearch) else (),
    )


def _of_same_figure(query: Query | None, before: Query | None) -> bool:
    if query is None or before is None:
        return False
    return (query.measures, query.years, query.applicant) == (before.measures, before.years, before.applicant)


def _beside(turn: Turn, before: Context) -> tuple[str, ...]:
    """The figures spoken of before, where this question asks others of the same bodies and years."""
    last = before.turns[-1] if before.turns else Turn()
    same = turn.bodies and (turn.bodies, turn.years) == (last.bodies, last.years)
    if not same or set(last.measures) & set(turn.measures):
        return ()
    return (*before.beside, *last.measures)


def _as_understood(asked: Asked, outcome: Outcome) -> Query | None:
    return None if outcome.status == "not_understood" else query_of(asked.request, Missing().about)


def _lines(outcome: Outcome, language: Language) -> tuple[AnswerLine, ...]:
    """The text with its sources, notes and choices told."""
    first, *others = (_begun(line, language) for line in outcome.text.strip().split("\n"))
    lines = [AnswerLine(outcome.lead)] if outcome.lead else []
    lines += [AnswerLine(first, outcome.source), *map(AnswerLine, others)]
    if outcome.sources:
        lines.append(AnswerLine("", sources(outcome.sources, language).strip()))
    if outcome.notes or outcome.inherited:
        told = text(language, "marks.apart").join((*outcome.notes, *outcome.inherited))
        lines.append(AnswerLine(text(language, "marks.note", notes=told)))
    if outcome.choices:
        marked = zip(_MARKS, outcome.choices, strict=False)
        each = (text(language, "marks.choice", mark=mark, label=choice.label) for mark, choice in marked)
        labels = text(language, "marks.apart").join(each)
        lines.append(AnswerLine(text(language, "marks.choices", labels=labels), choices=True))
    return tuple(lines)
