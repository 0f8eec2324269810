"""Sums and means: over the bodies of a scope, over named bodies, over the years of one body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from core.asking.found.asked import Halt, Outcome
from core.asking.found.fields import column, coverage, field, told_of
from core.asking.found.lookups import answered, table, without_figures
from core.asking.found.question import Question
from core.asking.found.scope import left_out_said, level_said, where_said
from core.asking.found.values import Value, tidy
from core.asking.understood.figures import wholes_of
from core.asking.understood.request import AreaSum, Sum
from core.asking.worded.figures import figure, joined, measure, number, years
from core.asking.worked.series import form_breaks
from core.forms import catalogue
from core.places import divisions as places
from core.places.divisions import Division
from core.types import Derived, DerivedOperand, Number, Row


def aggregate(question: Question) -> Outcome:
    """A sum or a mean over a scope, over named bodies, or over the years of one body."""
    if not isinstance(question.request, AreaSum):
        return _of_named(question)
    found = field(question)
    mean = found.scope.statistic == "mean"
    if found.code in catalogue.rates() and not mean:
        raise Halt(Outcome("not_understood", question.say("比率不能相加。", "Rates can't be added. ")))
    name = measure(found.code, column(question), question.language)
    total = tidy(sum(v.value for v in found.values))
    value = tidy(round(total / len(found.values), 2)) if mean else total
    row = _derived_row(found.values, value, "mean" if mean else "sum", found.parent)
    unit = found.values[0].unit
    without = left_out_said(question, found.members)
    where, level = where_said(question, found.members), level_said(question, found.members)
    if mean:
        head = question.say(
            f"平均{figure(value, unit, 'zh')}：{where}各{level}{without}{found.year}年{name}，{number(total)}÷{len(found.values)}。",
            f"Mean {figure(value, unit, 'en')}: {name}, {level} of {where}{without}, {found.year} ({number(total)} / {len(found.values)}).",
        )
    else:
        head = question.say(
            f"合计{figure(value, unit, 'zh')}：{where}各{level}{without}{found.year}年{name}相加，不含上级本级。",
            f"Sum {figure(value, unit, 'en')}: {name}, {level} of {where}{without}, {found.year}; the level above is not added.",
        )
    notes = []
    if mean and found.code in catalogue.rates():
        notes = [
            question.say("这是各机关比率的简单平均，没有加权", "the plain mean of the bodies' rates, not weighted")
        ]
    gap = "" if question.language == "zh" else " "
    parts = joined((f"{v.entry.organization_name}{gap}{number(v.value)}" for v in found.values[:30]), question.language)
    text = "\n".join([head, parts, coverage(question, found)])
    return told_of(question, found, text, [row], notes)


def _of_named(question: Question) -> Outcome:
    found = table(question)
    if not found.values:
        return without_figures(question, found)
    mean = isinstance(question.request, Sum) and question.request.mean
    values = found.values
    if len({v.code for v in values}) > 1 and len({v.unit for v in values}) > 1:
        raise Halt(
            Outcome(
                "not_understood", question.say("单位不同的数不能相加。", "Figures of different units can't be added.")
            )
        )
    _keep_apart(question, values)
    total = tidy(sum(v.value for v in values))
    value = tidy(round(total / len(values), 2)) if mean else total
    unit = values[0].unit
    parts = " + ".join(number(v.value) for v in values)
    names = joined(dict.fromkeys(v.entry.organization_name for v in values), question.language)
    when = years(dict.fromkeys(v.entry.year for v in values), question.language)
    what = joined(dict.fromkeys(measure(v.code, v.applicant, question.language) for v in values), question.language)
    over = f" ÷ {len(values)}" if mean else ""
    text = question.say(
        f"{'平均' if mean else '合计'}{figure(value, unit, 'zh')}：{names}{when}{what}（{parts}）{over}。",
        f"{'Mean' if mean else 'Sum'} {figure(value, unit, 'en')}: {what}, {names}, {when} ({parts}){over}.",
    )
    row = _derived_row(values, value, "mean" if mean else "sum", None)
    return answered(question, found, text, [row], form_breaks(question, values))


def _keep_apart(question: Question, values: Sequence[Value]) -> None:
    """Raise Halt where one figure is part of another: of a place within another, or of a row below another."""
    homes = {body.place for group in question.groups() for body in group.bodies if body.place}
    if any(home.code != other.code and places.is_within(home, other.code) for home in homes for other in homes):
        text = question.say(
            "上级的数常含下级的，不能一起相加，请分开问。",
            "Figures of a level often contain those below, so they can't be added together; please ask apart. ",
        )
        raise Halt(Outcome("not_understood", text))
    codes = {value.code for value in values}
    if any(above in codes for code in codes for above in wholes_of(code)):
        text = question.say(
            "其中一项是另一项的一部分，不能相加。",
            "One of these figures is part of the other, so they can't be added. ",
        )
        raise Halt(Outcome("not_understood", text))


def _derived_row(
    values: Sequence[Value], value: Number, operation: Literal["sum", "mean"], parent: Division | None
) -> Row:
    operands = tuple(DerivedOperand(f"{v.entry.organization_name} {v.entry.year}", v.value, v.entry.id) for v in values)
    first = values[0].row()
    return replace(
        first,
        organization=parent.name if parent else first.organization,
        division_code=parent.code if parent else first.division_code,
        year=values[-1].entry.year,
        value=value,
        report=None,
        source=None,
        quote=None,
        derived=Derived(operation, operands),
    )
