"""Figures picked by what they are: those within limits (超过50件), the years of a body in which it was most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.asking.found.asked import Halt, Outcome
from core.asking.found.lookups import answered, table, without_figures
from core.asking.found.question import Question
from core.asking.found.values import Value
from core.asking.understood.request import BestYears, ChangeByYear, ChangeHeld, ChangeRanking, Held, Request, Within
from core.asking.worded.figures import figure, joined, measure, years
from core.asking.words.limits import Bound, Comparison
from core.asking.worked.series import form_breaks
from core.types import Language


def bounds_of(request: Request) -> tuple[Bound, ...]:
    """The limits of a request; none where its kind has none."""
    bounded = BestYears | ChangeByYear | ChangeHeld | ChangeRanking | Held | Within
    return request.bounds if isinstance(request, bounded) else ()


def bounded(question: Question, values: Sequence[Value]) -> list[Value]:
    """The values that keep to the limits; raises Halt where a limit is of another kind than the figure."""
    bounds = bounds_of(question.request)
    if any(not bound.fits(value.unit) for bound in bounds for value in values):
        text = question.say("所说的单位与这项数字的单位不同。", "The unit said is not that of the figure. ")
        raise Halt(Outcome("not_understood", text))
    return [value for value in values if all(bound.holds(value.value, value.unit) for bound in bounds)]


def limits_said(question: Question, unit: str) -> str:
    """超过50件、不到90件."""
    return joined(
        (_bound_said(bound, unit, question.language) for bound in bounds_of(question.request)), question.language
    ) + (unit if question.language == "zh" else "")


_ZH: dict[Comparison, str] = {
    "over": "超过",
    "under": "不到",
    "at_least": "不少于",
    "at_most": "不超过",
    "equal": "等于",
}
_EN: dict[Comparison, str] = {
    "over": "more than",
    "under": "fewer than",
    "at_least": "at least",
    "at_most": "at most",
    "equal": "exactly",
}


def _bound_said(bound: Bound, unit: str, language: Language) -> str:
    """超过50; more than 50: without the unit."""
    limit = bound.limit(unit)
    return f"{_ZH[bound.comparison]}{limit}" if language == "zh" else f"{_EN[bound.comparison]} {limit}"


def held_against(question: Question) -> Outcome:
    """Whether each figure asked for keeps to the limits: 泰顺2022年申请量超过30件了吗."""
    found = table(question)
    if not found.values:
        return without_figures(question, found)
    fitting = {id(value) for value in bounded(question, found.values)}
    lines = []
    for value in found.values:
        entry, keeps = value.entry, id(value) in fitting
        amount = figure(value.value, value.unit, question.language)
        limits = limits_said(question, value.unit)
        name = measure(value.code, value.applicant, question.language, entry.template)
        lines.append(
            question.say(
                f"{'是' if keeps else '否'}：{entry.organization_name}{entry.year}年{name}{amount}，"
                f"{'' if keeps else '并不是'}{limits}。",
                f"{'Yes' if keeps else 'No'}: {name}, {entry.organization_name}, {entry.year}: {amount}, "
                f"{'' if keeps else 'not '}{limits}.",
            )
        )
    return answered(question, found, "\n".join(lines), [v.row() for v in found.values])


def over_years(question: Question) -> Outcome:
    """The years of one body by a figure, best first, or those within the limits asked for."""
    found = table(question, all_years=True)
    if not found.values:
        return without_figures(question, found)
    if len(found.codes) > 1 or len(found.groups) > 1 or len(question.applicants()) > 1:
        text = question.say("一次只看一个机关的一项数字。", "One figure of one body at a time, please. ")
        raise Halt(Outcome("not_understood", text))
    request = question.request
    least, bounds = isinstance(request, BestYears) and request.least, bounds_of(request)
    sign = 1 if least else -1
    kept = bounded(question, found.values) if bounds else list(found.values)
    ordered = kept if bounds else sorted(kept, key=lambda v: (sign * v.value, v.entry.year))
    first = found.values[0]
    name = measure(first.code, first.applicant, question.language, first.entry.template)
    label = found.groups[0].label
    if bounds:
        limits = limits_said(question, first.unit)
        head = question.say(
            f"{label}{name}{limits}的有{len(kept)}年{'：' if kept else '。'}",
            f"{label}, {name} {limits}: {len(kept)} years{':' if kept else '.'}",
        )
    else:
        best = [v.entry.year for v in ordered if v.value == ordered[0].value]
        head = question.say(
            f"{label}{name}{'最少' if least else '最多'}的是{years(best, 'zh')}：{figure(ordered[0].value, first.unit, 'zh')}"
            f"（{'从少到多' if least else '从多到少'}）。",
            f"{'Lowest' if least else 'Highest'} {name} of {label}: {years(best, 'en')}, "
            f"{figure(ordered[0].value, first.unit, 'en')} ({'ascending' if least else 'descending'}).",
        )
    lines = [
        question.say(f"{v.entry.year}年：", f"{v.entry.year}: ") + figure(v.value, v.unit, question.language)
        for v in ordered
    ]
    held = years((v.entry.year for v in found.values), question.language)
    compared = question.say(f"比较了{held}的年报。", f"Years with the figure: {held}.")
    text = "\n".join([head, *lines, compared])
    rows = [v.row() for v in ordered]
    return answered(question, replace(found, values=tuple(ordered)), text, rows, form_breaks(question, found.values))
