"""Figures of named bodies side by side: two with their difference, more with the highest named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.asking.found.asked import Group, Outcome
from core.asking.found.lookups import Table, answered, table, without_figures
from core.asking.found.question import Question
from core.asking.found.values import Value, percent, tidy
from core.asking.worded.figures import figure, joined, measure, number, several, single, years
from core.asking.worked.series import form_breaks
from core.types import Derived, DerivedOperand, Row


def compare(question: Question) -> Outcome:
    """Two figures side by side with their difference: of two bodies, two years, two indicators or columns."""
    u = question.subject
    groups = question.groups()
    wanted: Sequence[int] | None = None
    if len(groups) == 1 and len(u.measures) <= 1 and len(u.applicants) <= 1:
        wanted = _pair_of_years(question, groups)
    elif len(groups) > 1 and not u.times:
        wanted = _common_years(question, groups)
    found = table(question, years_wanted=wanted)
    if not found.values:
        return without_figures(question, found)
    values = list(found.values)
    if len(values) != 2:
        if len(values) == 1:
            line = single(values[0], question.language)
            text = "\n".join(filter(None, (line.text, _no_change(question, found, values[0]))))
            return answered(question, found, text, [values[0].row()], source=line.source)
        best = _extremes(question, values) if len(values) > 2 and len({v.code for v in values}) == 1 else ""
        text = (f"{best}\n" if best else "") + several(values, question.language)
        return answered(question, found, text, [v.row() for v in values], form_breaks(question, values))
    first, second = values
    of_years = first.entry.organization == second.entry.organization and first.entry.year != second.entry.year
    if of_years and first.entry.year > second.entry.year:
        first, second = second, first
    if first.unit != second.unit:
        note = question.say("单位不同，不算差", "the units differ, so no difference is worked out")
        return answered(question, found, several(values, question.language), [v.row() for v in values], [note])
    minuend, subtrahend = (second, first) if of_years else (first, second)
    rows = [first.row(), second.row(), difference_row(minuend, subtrahend)]
    text = f"{_difference(question, minuend, subtrahend)}\n{several([first, second], question.language)}"
    return answered(question, found, text, rows, form_breaks(question, values))


def _pair_of_years(question: Question, groups: Sequence[Group]) -> tuple[int, ...]:
    wanted = question.years_of(groups)
    if len(wanted) != 1:
        return wanted
    # The title may say another year than the figures are of: the year before is that of the figures.
    entry = groups[0].at(wanted[0])
    year = entry.year if entry else wanted[0]
    return (year - 1, year)


def _no_change(question: Question, found: Table, value: Value) -> str:
    """That a comparison of years lacks its other year."""
    gone = [year for year in found.years if year != value.entry.year]
    if len(found.groups) > 1 or not gone:
        return ""
    when = years(gone, question.language)
    return question.say(
        f"没有{when}的这个数，算不出变化。", f"There is no such figure of {when}, so no change is worked out."
    )


def _common_years(question: Question, groups: Sequence[Group]) -> tuple[int, ...]:
    common = set(groups[0].reports).intersection(*(group.reports for group in groups[1:]))
    if len(common) == 1:
        return tuple(common)
    return question.years_of(groups)


def _extremes(question: Question, values: Sequence[Value]) -> str:
    high = max(values, key=lambda v: v.value)
    tied = [v for v in values if v.value == high.value]
    names = joined(
        (
            question.say(f"{v.entry.organization_name}{v.entry.year}年", f"{v.entry.organization_name} {v.entry.year}")
            for v in tied
        ),
        question.language,
    )
    return question.say(
        f"最多的是{names}：{figure(high.value, high.unit, 'zh')}。",
        f"Highest: {names}, {figure(high.value, high.unit, 'en')}.",
    )


def difference_row(first: Value, second: Value) -> Row:
    """The first figure less the second, with both as operands."""
    operands = (
        DerivedOperand(_operand_name(first), first.value, first.entry.id),
        DerivedOperand(_operand_name(second), second.value, second.entry.id),
    )
    return replace(
        first.row(),
        value=tidy(first.value - second.value),
        source=None,
        quote=None,
        derived=Derived("difference", operands),
    )


def _operand_name(value: Value) -> str:
    return f"{value.entry.organization_name} {value.entry.year} {value.code}"


def _difference(question: Question, second: Value, first: Value) -> str:
    change = tidy(second.value - first.value)
    of_rates = second.unit == "%"
    amount = figure(abs(change), second.unit, question.language)
    if of_rates:
        amount = question.say(f"{number(abs(change))}个百分点", f"{number(abs(change))} percentage points")
    share = ""
    if first.value > 0 and change and not of_rates:
        share = question.say(
            f"（{number(percent(abs(change), first.value))}%）", f" ({number(percent(abs(change), first.value))}%)"
        )
    if first.entry.organization == second.entry.organization and first.entry.year != second.entry.year:
        a, b = f"{first.entry.year}", f"{second.entry.year}"
        if change == 0:
            return question.say(f"{b}年与{a}年相同。", f"{b} equals {a}.")
        how = question.say("增加" if change > 0 else "减少", "up" if change > 0 else "down")
        return question.say(f"{b}年比{a}年{how}{amount}{share}。", f"{b} against {a}: {how} by {amount}{share}.")
    a, b = _distinct(question, first, second), _distinct(question, second, first)
    if change == 0:
        return question.say(f"{b}与{a}一样多。", f"{b} and {a} are equal.")
    how = question.say("多" if change > 0 else "少", "more" if change > 0 else "less")
    return question.say(f"{b}比{a}{how}{amount}{share}。", f"{b}: {amount} {how} than {a}{share}.")


def _distinct(question: Question, value: Value, other: Value) -> str:
    if value.entry.organization != other.entry.organization:
        return value.entry.organization_name
    return measure(value.code, value.applicant, question.language, value.entry.template)
