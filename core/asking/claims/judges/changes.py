"""Changes that are said: 同比增长41.7%, 比永嘉少35件, 多于永嘉, 是2017年的1.4倍, 由12件增加到17件."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from core.asking.claims.amounts import fits, holds, scaled
from core.asking.claims.judges import change_causes as causes
from core.asking.claims.judges.bearing import bears_out
from core.asking.claims.question import Question, Unjudged
from core.asking.claims.ruling import Common, Compared, Multiplied, Remark, on_values, remark
from core.asking.claims.statements.values import Change, FromTo, Multiple
from core.asking.found.missing import About, Halt
from core.asking.found.stored import Group
from core.asking.found.values import Found
from core.asking.understood.request import Subject
from core.asking.understood.understand import understand
from core.asking.words.times import Time
from core.asking.worked.comparison import difference_row

_YEAR_BEFORE = re.compile(
    r"上一?年度?(?:同期)?|去年(?:同期)?|前一年度?|同期|last year|(?:the )?(?:previous year|year before)|上年同期数?"
)


def change(question: Question, statement: Change) -> Compared:
    """Whether a figure has changed, or differs from another, as said."""
    group, now, before = _pair(question, statement.base)
    if now.unit != before.unit:
        raise Unjudged("units")
    agrees, key = bears_out(statement, now, before)
    why: tuple[Remark, ...] = (remark(key),) if key else ()
    if agrees is False and not why:
        why = causes.of_change(question, group, statement, now, before)
    if statement.base is None:
        why = (*why, remark("year_before"))
    return Compared(agrees=agrees, now=now, before=before, why=why, **_common(group, now, before))


def multiple(question: Question, statement: Multiple) -> Multiplied:
    """Whether a figure is so many times another."""
    group, now, before = _pair(question, statement.base)
    if not before.value or now.unit != before.unit:
        raise Unjudged("zero_base")
    in_percent = statement.amount.unit != "倍"
    times = (100 if in_percent else 1) * now.value / before.value
    return Multiplied(
        agrees=holds(statement.amount, times),
        now=now,
        before=before,
        times=round(times, 2),
        in_percent=in_percent,
        **_common(group, now, before),
    )


def from_to(question: Question, statement: FromTo) -> Compared:
    """Whether a figure went from the one number to the other."""
    group, now, before = _pair(question, statement.base)
    said = ((statement.after, now), (statement.before, before))
    agrees: bool | None = False
    if all(fits(amount, value.unit) for amount, value in said):
        found = [holds(scaled(amount, value.unit), value.value) for amount, value in said]
        wrong_way = statement.direction * (now.value - before.value) < 0
        agrees = False if False in found or wrong_way else None if None in found else True
    return Compared(agrees=agrees, now=now, before=before, **_common(group, now, before))


# --- what is compared --------------------------------------------------------------------------------


def _common(group: Group, now: Found, before: Found) -> Common:
    rows = [before.row(), now.row(), difference_row(now, before)]
    return on_values((group,), [now, before], rows)


def _pair(question: Question, base: str | None) -> tuple[Group, Found, Found]:
    """The body, its figure, and the one it is compared with."""
    group, year = question.one()
    now = question.value_of(group, year)
    other = _other_side(question, base, year)
    # What is spoken of stays the subject, though it can't be compared.
    spoken = About((), (year,), (group,))
    try:
        return group, now, other.value_of(*other.one())
    except Halt as halt:
        raise Halt(replace(halt.missing, about=spoken)) from halt
    except Unjudged as halt:
        raise Unjudged(halt.reason, *halt.words, about=spoken) from halt


def _other_side(question: Question, base: str | None, year: int) -> Question:
    """What is compared with: another year, another body, another figure."""
    asked = question.subject
    if base is None or _YEAR_BEFORE.fullmatch(base):
        return question.about(replace(asked, times=(Time(0, 0, "years", (year - 1,)),)))
    other = _named(question, base, year)
    times = tuple(replace(time, years=(year + time.shift,), shift=0) if time.shift else time for time in other.times)
    changed = replace(
        asked,
        targets=other.targets or asked.targets,
        times=times or asked.times,
        measures=other.measures or asked.measures,
        applicants=other.applicants or (() if other.measures else asked.applicants),
    )
    return question.about(changed)


def _named(question: Question, base: str, year: int) -> Subject:
    """What the words for a base name; not judged where they say anything else."""
    said = understand(base, question.holdings, today=date(year + 1, 1, 1)).said
    subject = said.subject
    names = subject.targets or subject.times or subject.measures or subject.applicants
    unclear = said.unknown or said.unknown_place or said.outside or said.range or said.cues - {"year_on_year"}
    if unclear or not names:
        raise Unjudged("base", base)
    return subject
