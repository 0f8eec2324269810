"""How a figure of named bodies grew: in which year most, and whether past a limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.asking.found.asked import Halt, Outcome
from core.asking.found.lookups import Table, answered, table, without_figures
from core.asking.found.question import Question
from core.asking.understood.request import ChangeByYear, ChangeHeld
from core.asking.worded.figures import measure, years
from core.asking.worded.notes import common_notes, inherited
from core.asking.worked.grown import (
    Grown,
    Order,
    in_order,
    keeps_to_limits,
    most,
    order_of,
    said,
    way,
    without_percentage,
)
from core.asking.worked.limits import bounds_of, limits_said
from core.asking.worked.series import form_breaks


def over_years(question: Question, request: ChangeByYear) -> Outcome:
    """The years of one body by how much the figure changed from the year before."""
    found = table(question, all_years=True)
    if not found.values:
        return without_figures(question, found)
    if len(found.codes) > 1 or len(found.groups) > 1 or len(question.applicants()) > 1:
        text = question.say("一次只看一个机关的一项数字。", "One figure of one body at a time, please. ")
        raise Halt(Outcome("not_understood", text))
    by_year = {value.entry.year: value for value in found.values}
    changes = [Grown(by_year[year - 1], value) for year, value in by_year.items() if year - 1 in by_year]
    if not changes:
        text = question.say(
            "没有相邻两年的数，算不出变化。", "No two years in a row give the figure, so there is no change. "
        )
        return Outcome("not_reported", text, question.query(found.codes, found.years, found.groups))
    order = order_of(request, changes)
    ordered = in_order(question, order, changes)
    lines = [
        question.say(f"{c.after.entry.year}年：", f"{c.after.entry.year}: ") + said(question, order, c) for c in ordered
    ]
    compared = question.say(
        f"比较了{years(by_year, 'zh')}的年报，只算相邻两年。",
        f"Years with the figure: {years(by_year, 'en')}; only years in a row are compared.",
    )
    shown = tuple(dict.fromkeys(v for c in ordered for v in (c.before, c.after)))
    text = "\n".join(filter(None, [_years_head(question, order, found, ordered), *lines, compared]))
    rows = [change.row(order.relative) for change in ordered]
    notes = [*form_breaks(question, found.values), *without_percentage(question, order, changes)]
    return answered(question, replace(found, values=shown), text, rows, notes)


def _years_head(question: Question, order: Order, found: Table, ordered: Sequence[Grown]) -> str:
    name = measure(found.codes[0], question.applicants()[0], question.language)
    label, how = found.groups[0].label, way(question, order)
    if not ordered:
        return question.say(f"{label}{name}没有这样的年份。", f"No such year: {name}, {label}.")
    if order.listed or not order.growth.extreme:
        unit = "%" if order.relative else ordered[0].after.unit
        limits = limits_said(question, unit) if bounds_of(question.request) else ""
        return question.say(
            f"{label}{name}比上年{how}{limits}的有{len(ordered)}年：",
            f"{len(ordered)} years in which {name} of {label} {how}{' by ' if limits else ''}{limits}:",
        )
    top = [c for c in ordered if order.size(c) == order.size(ordered[0])]
    best = years((c.after.entry.year for c in top), question.language)
    amount = said(question, order, top[0])
    return question.say(
        f"{label}{name}比上年{how}{most(question, order)}的是{best}：{amount}。",
        f"{name} of {label} {how} {most(question, order)} in {best}: {amount}.",
    )


def held_against(question: Question, request: ChangeHeld) -> Outcome:
    """Whether the figure of each body named changed as far as said: 泰顺2018年申请量增长超过20%了吗."""
    groups = question.groups()
    wanted = question.years_of(groups)
    first, last = (wanted[0] - 1, wanted[0]) if len(wanted) == 1 else (wanted[0], wanted[-1])
    found = table(question, years_wanted=(first, last))
    if len(found.codes) > 1 or len(question.applicants()) > 1:
        raise Halt(Outcome("not_understood", question.say("一次只看一项数字。", "One figure at a time, please. ")))
    lines, changes = [], []
    order = order_of(request, ())
    for group in groups:
        pair = [v for year in (first, last) for v in found.values if v.entry == group.at(year)]
        if len(pair) < 2:
            continue
        change = Grown(*pair)
        order = order_of(request, [change])
        changes.append(change)
        lines.append(_judged(question, order, change, found.codes[0]))
    if not changes:
        return without_figures(question, found) if found.unreported else _incomplete(question, found)
    cited = [v for c in changes for v in (c.before, c.after)]
    notes = form_breaks(question, cited)
    rows = [change.row(order.relative) for change in changes if change.measured(order.relative) is not None]
    return answered(question, found, "\n".join(lines), rows, notes, cited=cited)


def _incomplete(question: Question, found: Table) -> Outcome:
    return Outcome(
        "no_report",
        "".join(found.absent),
        question.query(found.codes, found.years, found.groups),
        notes=tuple(common_notes(question, found.groups)),
        inherited=inherited(question, found.groups),
        organization_ids=found.ids,
    )


def _judged(question: Question, order: Order, change: Grown, code: str) -> str:
    if change.measured(order.relative) is None:
        return question.say(
            f"{change.after.entry.organization_name}{change.before.entry.year}年是零，算不出百分比。",
            f"{change.after.entry.organization_name} had zero in {change.before.entry.year}, so there is no percentage.",
        )
    went = order.growth.direction == "either" or (change.difference > 0) == (order.growth.direction == "up")
    keeps = went and keeps_to_limits(question, order, change)
    name = measure(code, question.applicants()[0], question.language)
    amount = said(question, order, change)
    limits = limits_said(question, "%" if order.relative else change.after.unit)
    how = way(question, order)
    return question.say(
        f"{'是' if keeps else '否'}：{change.after.entry.organization_name}{change.after.entry.year}年比"
        f"{change.before.entry.year}年{name}{amount}，{'' if keeps else '并不是'}{how}{limits}。",
        f"{'Yes' if keeps else 'No'}: {name}, {change.after.entry.organization_name}, {change.after.entry.year} against "
        f"{change.before.entry.year}: {amount}; {'' if keeps else 'not '}{limits}.",
    )
