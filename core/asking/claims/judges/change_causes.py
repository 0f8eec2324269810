"""What a change said really is, where the figures hold exactly that."""

from __future__ import annotations

from dataclasses import replace

from core.asking.claims.amounts import holds
from core.asking.claims.judges.bearing import bears_out
from core.asking.claims.judges.parts import INTAKE
from core.asking.claims.question import Question
from core.asking.claims.ruling import Remark, remark
from core.asking.claims.statements.values import Change
from core.asking.found.stored import Group
from core.asking.found.values import Found, Values, tidy
from core.asking.worded.claims import FigureName, Measured


def of_change(question: Question, group: Group, statement: Change, now: Found, before: Found) -> tuple[Remark, ...]:
    """The likely cause; nothing where none is sure."""
    amount, direction = statement.amount, statement.direction
    if amount is None:
        return ()
    if direction == 0:
        return ()
    if direction * (now.value - before.value) < 0 and bears_out(_turned(statement), now, before)[0]:
        return (remark("other_way"),)
    cause = _worked_out_otherwise(statement, now, before)
    if cause is None and amount.hedge == "exact":
        cause = _against_year(question, group, statement, now)
        cause = cause or _other_figure(question, statement, now, before)
    return (cause,) if cause else ()


def _worked_out_otherwise(statement: Change, now: Found, before: Found) -> Remark | None:
    """Of the later figure instead of the earlier; as a multiple; the difference itself."""
    amount, difference = statement.amount, tidy(now.value - before.value)
    if amount is None:
        return None
    if amount.is_share and now.value and holds(amount, 100 * statement.direction * difference / now.value):
        return remark("of_later")
    if amount.unit == "倍" and before.value and holds(amount, now.value / before.value):
        return remark("how_many_times", times=tidy(amount.value))
    if amount.is_share and abs(difference) == amount.value:
        return remark("difference", amount=Measured(amount.value, now.unit), number=amount.value)
    return None


def _turned(statement: Change) -> Change:
    """The same change the other way round."""
    return replace(statement, direction=1 if statement.direction < 0 else -1)


def _against_year(question: Question, group: Group, statement: Change, now: Found) -> Remark | None:
    """The change against another year."""
    for year in sorted(group.reports, key=lambda y: (abs(now.entry.year - y), y)):
        entry = group.reports[year]
        other = Values(question.holdings, [entry], [now.asked], (now.applicant,)).find(entry, now.asked, now.applicant)
        if other is not None and year < now.entry.year and bears_out(statement, now, other)[0]:
            return remark("against_year", year=str(year))
    return None


def _other_figure(question: Question, statement: Change, now: Found, before: Found) -> Remark | None:
    """The same change of a figure that is taken for this one."""
    if now.code not in INTAKE or now.applicant is not None:
        return None
    for code in INTAKE:
        values = Values(question.holdings, [now.entry, before.entry], [code])
        after, earlier = values.find(now.entry, code), values.find(before.entry, code)
        if code != now.code and after and earlier and bears_out(statement, after, earlier)[0]:
            return remark("other_change", name=FigureName(code, None))
    return None
