"""A statement judged in the conversation that a text is: its words read, its figures found, the two held together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from core.asking.claims import areas, stating
from core.asking.claims.judges import changes, shares, totals, years
from core.asking.claims.judges.parts import RECEIVED
from core.asking.claims.parting import parted
from core.asking.claims.phrases import Spoken, spoken
from core.asking.claims.placing import placed
from core.asking.claims.question import Question, Unjudged
from core.asking.claims.reading import reject_left
from core.asking.claims.ruling import Ruling
from core.asking.claims.spoken import Discourse
from core.asking.claims.statements.values import (
    Change,
    Every,
    FromTo,
    Limit,
    Majority,
    Movement,
    Multiple,
    Nothing,
    Range,
    Record,
    Share,
    Standing,
    Statement,
    Total,
)
from core.asking.claims.told import Finding, found, rejected, stopped
from core.asking.found.missing import Halt
from core.asking.understood import kinds
from core.asking.understood.figures import wholes_of
from core.asking.understood.refusal import UnknownWords
from core.asking.understood.request import AreaShare, Measure, Stated
from core.types import Context

Judged = tuple[Question, Finding]
"""A statement's words as a question, and what became of it."""

# 各占三成: of each, and not of them together.
_EACH = re.compile(r"各|均|都|分别|\beach\b|respectively")
_UNFIXED = re.compile(rf"(?<![时期误])({'|'.join(shares.UNFIXED)})")


def judge(discourse: Discourse, statement: Statement, words: str, context: Context) -> Judged:
    """What becomes of a statement whose subject these words name."""
    rate = _UNFIXED.search(words) if isinstance(statement, Share) else None
    if rate:
        words = f"{words[: rate.start()]}{words[rate.end() :]}"
    said = spoken(discourse, words, context)
    ruled = partial(_unfixed, said, rate[1]) if rate else partial(_ruled, said, statement)
    return said.question, _found(said, statement, ruled)


def figure(discourse: Discourse, words: str, context: Context) -> Judged | None:
    """What becomes of a plain number; None where the words state none."""
    said = spoken(discourse, words, context)
    request, refusal = said.question.request, said.question.understood.refusal
    if isinstance(request, Stated):
        return said.question, _found(said, None, partial(stating.stated, said, request))
    unknown = said.question.understood.said.unknown
    return (said.question, rejected(UnknownWords(unknown), said.question)) if refusal and unknown else None


def names_nothing(statement: Statement) -> bool:
    """Whether a statement is said of the figure before: 同比增长12%, 占52.9%, 均予以公开."""
    return statement.rest in ("", "占", "占比", "占例", "占比例", "占总数") and not isinstance(statement, Nothing)


def _found(said: Spoken, statement: Statement | None, ruled: Callable[[], Ruling]) -> Finding:
    question = said.question
    refusal = question.understood.refusal
    try:
        said.discourse.reject_others(question, said.area)
        if refusal:
            return rejected(refusal, question)
        if isinstance(statement, Standing) and question.understood.said.changing:
            raise Unjudged("rank_by_change")
        reject_left(question.understood, statement)
        ruling = ruled()
        if not (question.subject.targets or said.area or question.stored.catalog.count() == 1):
            raise Unjudged("whose")
        said.discourse.settle(question)
        return found(ruling, question)
    except (Halt, Unjudged) as halt:
        return stopped(halt, question)


# --- by kind of statement ----------------------------------------------------------------------------


def _ruled(said: Spoken, statement: Statement) -> Ruling:
    """The kinds that may speak of an area, then those that may not."""
    match statement:
        case Standing():
            return placed(said, statement)
        case Share():
            return _shared(said, statement)
        case Total() if said.area is not None and said.area.of_many:
            return stating.of_area(said, statement)
    said.reject_area()
    match statement:
        case Every() | Majority():
            return parted(said, statement)
        case Change():
            return changes.change(said.question, statement)
        case Multiple():
            return changes.multiple(said.question, statement)
        case FromTo():
            return changes.from_to(said.question, statement)
        case Movement():
            return years.movement(said.question, statement)
        case Record():
            return years.record(said.question, statement)
        case Limit() | Range():
            return totals.limit(said.question, statement)
        case Nothing():
            return totals.nothing(said.question, statement)
        case Total():
            return totals.total(said.question, statement)


def _unfixed(said: Spoken, rate: str) -> Ruling:
    """办结率: of the requests of the body and year spoken of."""
    said.reject_area()
    subject = replace(said.question.subject, measures=(Measure((RECEIVED,)),), applicants=())
    return shares.unfixed(said.question.about(subject), rate)


def _is_no_part(question: Question) -> bool:
    """Whether a figure is no part of another: what was denied is no share of all that a city received."""
    return not any(wholes_of(code) for measure in question.subject.measures for code in measure.codes)


def _shared(said: Spoken, statement: Share) -> Ruling:
    """占52.9%; 占全市的5%: in the sum over an area."""
    question, area, body = said.question, said.area, said.body
    words = question.understood.said
    together = [token.text for token in words.sentence.tokens if token.has("cue", "sum")]
    if together and (area is None or len(words.subject.targets) < 2):
        raise Unjudged("unused_words", *together)
    if len(words.subject.targets) > 1 and _EACH.search(words.sentence.text):
        raise Unjudged("mixed")
    of_area = "ratio" in words.cues or (area is not None and (area.whole or area.levels) and _is_no_part(question))
    if area is not None and of_area and body is not None and not words.of_rates:
        subject = replace(question.subject, measures=question.subject.measures[:1])
        return shares.share(question.of(AreaShare(subject, areas.settled(area, body))), statement)
    said.reject_area()
    return shares.share(question.of(kinds.share(replace(words, range=None))), statement)
