"""Statements about figures judged: changes, shares, multiples, places in a ranking, limits; the working is shown.

Each judge takes the question that the words around the statement ask (who, when, which figure) and finds whether the
stored figures bear the statement out, to the last digit it is said to.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from core.asking.claims import changes
from core.asking.claims.amounts import fits, holds, scaled
from core.asking.claims.asked import Halt, Question, answered, no_report, worked_out
from core.asking.claims.finding import Finding, about, apart, subject, unverifiable, value_of, verdict
from core.asking.claims.statements import (
    Change,
    FromTo,
    Limit,
    Movement,
    Multiple,
    Range,
    Share,
    Standing,
    Statement,
    Total,
)
from core.asking.found.field import field
from core.asking.found.missing import Halt as NotThere
from core.asking.found.missing import NoReports, NotGiven
from core.asking.found.notes import on_forms
from core.asking.found.stored import Group
from core.asking.found.table import Looked
from core.asking.found.values import Found, Values, tidy
from core.asking.understood import kinds
from core.asking.understood.request import AreaSum, Request, Stated
from core.asking.understood.request import Standing as Placed
from core.asking.understood.said import Said
from core.asking.worded import notes
from core.asking.worded.figures import figure, years
from core.asking.worded.outcome import Outcome, missing_told
from core.asking.worded.texts import joined
from core.telling.names import figure_name, render_number
from core.types import Derived

_UNFIXED = {
    "办结率": ("requests.concluded", "requests.received"),
    "答复率": ("requests.outcome.total", "requests.received"),
}
_OF_PARTS = frozenset({"requests.outcome", "requests.channel"})
_UNFIXED_RATE = re.compile(r"(?<![时期误])(办结率|答复率)")


def request_for(statement: Statement, said: Said) -> Request:
    """What is to be worked out for a statement, of what its words name."""
    match statement:
        case Share():
            return kinds.share(said)
        case Standing():
            return kinds.ranking(said)
        case Total() if said.range is not None:
            return kinds.area_sum(said)
    return Stated(said.subject)


def question_of(statement: Statement) -> str:
    """The words to be asked for the subject of a statement."""
    rest = statement.rest
    if isinstance(statement, Share):
        found = _UNFIXED_RATE.search(rest)
        return rest.replace(found[1], "收到申请") if found else rest
    return rest


def names_nothing(statement: Statement) -> bool:
    """Whether a statement is said of the figure before: 同比增长12%, 占52.9%."""
    return statement.rest in ("", "占", "占比", "占比例", "占总数", "share")


def judge(question: Question, statement: Statement) -> Finding:
    """What becomes of a statement; raises Halt where its subject can't be settled."""
    finding = _judged(question, statement)
    query = finding.outcome.query
    if query is not None:
        finding = replace(finding, outcome=replace(finding.outcome, query=replace(query, operation="check")))
    return finding


def _judged(question: Question, statement: Statement) -> Finding:
    match statement:
        case Change():
            return changes.change(question, statement)
        case Multiple():
            return changes.multiple(question, statement)
        case FromTo():
            return changes.from_to(question, statement)
        case Share():
            return _share(question, statement)
        case Limit() | Range():
            return _limit(question, statement)
        case Total():
            return _total(question, statement)
        case Standing():
            return _standing(question, statement)
        case Movement():
            return _movement(question, statement)


# --- shares ------------------------------------------------------------------------------------------


def _share(question: Question, statement: Share) -> Finding:
    unfixed = _UNFIXED_RATE.search(statement.rest)
    if unfixed:
        return _unfixed(question, unfixed[1])
    try:
        outcome = worked_out(question, question.request)
    except NotThere as halt:
        if not isinstance(halt.missing, NoReports | NotGiven):
            raise
        outcome = missing_told(halt.missing, question)
    if outcome.status != "answered" or len(outcome.rows) != 1:
        return Finding(None, replace(outcome, text=unverifiable(question, outcome.text)))
    derived = outcome.rows[0].derived
    if derived is None:
        return Finding(None, replace(outcome, text=unverifiable(question, outcome.text)))
    *above, below = (operand.value for operand in derived.operands)
    agrees = holds(statement.amount, 100 * sum(above) / below)
    return Finding(agrees, replace(outcome, text=verdict(question, agrees, outcome.text)))


def _unfixed(question: Question, rate: str) -> Finding:
    """办结率 has no fixed meaning: the figures it may be made of are told."""
    group, year = subject(question)
    entry = group.at(year)
    if entry is None:
        text = unverifiable(question, no_report(question, group, [year]))
        return Finding(
            None, Outcome("no_report", text, question.query((), (year,), (group,)), organization_ids=group.ids)
        )
    values = Values(question.holdings, [entry], _UNFIXED[rate])
    found = [value for code in _UNFIXED[rate] if (value := values.find(entry, code)) is not None]
    told = joined(
        (
            f"{figure_name(v.code, None, question.language, entry.template)}{figure(v.value, v.unit, 'zh')}"
            for v in found
        ),
        question.language,
    )
    why = f"“{rate}”怎么算没有统一规定（上年结转、结转下年算不算在内）。"
    text = unverifiable(question, f"{why}{f'年报里有：{told}。' if told else ''}")
    if not found:
        return Finding(None, Outcome("not_reported", text, organization_ids=group.ids))
    return Finding(None, about(question, group, found[::-1], [value.row() for value in found], text))


# --- several figures ---------------------------------------------------------------------------------


def _limit(question: Question, statement: Limit | Range) -> Finding:
    group, year = subject(question)
    value = value_of(question, group, year)
    agrees = _within(statement, value)
    name = figure_name(value.code, value.applicant, question.language, value.entry.template)
    told = figure(value.value, value.unit, question.language)
    said = question.say(
        f"{value.entry.organization_name}{year}年{name}是{told}"
        f"{'；差得不多不少，算不算“约”“近”不作判断' if agrees is None else ''}。",
        f"{name}, {value.entry.organization_name}, {year} is {told}"
        f"{'; whether that is near enough is left open' if agrees is None else ''}.",
    )
    return Finding(agrees, about(question, group, [value], [value.row()], verdict(question, agrees, said)))


def _within(statement: Limit | Range, value: Found) -> bool | None:
    """Whether a figure keeps to what is said of it; one of another unit does not."""
    if isinstance(statement, Range):
        low, high = scaled(statement.low, value.unit), scaled(statement.high, value.unit)
        return fits(statement.high, value.unit) and low.value <= value.value <= high.value
    amount = scaled(statement.amount, value.unit)
    return holds(amount, value.value) if fits(amount, value.unit) else False


def _total(question: Question, statement: Total) -> Finding:
    if isinstance(question.request, AreaSum):
        return _total_of_scope(question, question.request, statement)
    if len(question.subject.measures) > 1:
        return _total_of_figures(question, statement)
    groups = question.groups()
    wanted = question.years_of(groups)
    values = [value_of(question, group, year) for group in groups for year in wanted]
    if len({(value.unit, value.code) for value in values}) != 1:
        raise Halt(Outcome("not_understood", apart(question)))
    return _total_of(question, statement, groups, wanted, values)


def _total_of_figures(question: Question, statement: Total) -> Finding:
    """予以公开、部分公开共10件: of figures of which none is a part of another."""
    group, year = subject(question)
    each = [replace(question.subject, measures=(measured,)) for measured in question.subject.measures]
    values = [value_of(question.about(one), group, year) for one in each]
    codes = [value.code for value in values]
    if len({value.unit for value in values}) != 1 or not _are_apart(codes):
        raise Halt(Outcome("not_understood", apart(question)))
    return _total_of(question, statement, (group,), (year,), values)


def _are_apart(codes: Sequence[str]) -> bool:
    """Whether figures count different things: parts of one whole, or reviews and lawsuits."""
    wholes = {code.rpartition(".")[0] for code in codes}
    if all(code.endswith(".total") for code in codes):
        return len(wholes) == len(codes)
    return len(wholes) == 1 and wholes <= _OF_PARTS and not any(code.endswith(".total") for code in codes)


def _total_of(
    question: Question, statement: Total, groups: Sequence[Group], wanted: Sequence[int], values: Sequence[Found]
) -> Finding:
    total = tidy(sum(value.value for value in values))
    first = values[0]
    amount = scaled(statement.amount, first.unit)
    agrees = holds(amount, total) if fits(amount, first.unit) else False
    name = joined(
        dict.fromkeys(figure_name(v.code, v.applicant, question.language, v.entry.template) for v in values),
        question.language,
    )
    names = joined(dict.fromkeys(v.entry.organization_name for v in values), question.language)
    addends = " + ".join(render_number(value.value) for value in values)
    told = figure(total, first.unit, question.language)
    said = question.say(
        f"{names}{years(wanted, 'zh')}{name}合计{told}（{addends}）。",
        f"{name}, {names}, {years(wanted, 'en')}: {told} together ({addends}).",
    )
    derived = Derived("sum", tuple(value.operand() for value in values))
    row = replace(first.row(), value=total, source=None, quote=None, derived=derived)
    table = Looked(tuple(groups), tuple(wanted), (first.asked,), tuple(values), (), ())
    return Finding(agrees, answered(question, table, verdict(question, agrees, said), [row]))


def _total_of_scope(question: Question, request: AreaSum, statement: Total) -> Finding:
    """A sum over a scope is sure only where every body in it has a report with the figure."""
    asked = replace(question, request=replace(request, mean=False))
    outcome = worked_out(asked, asked.request)
    if outcome.status != "answered" or len(outcome.rows) != 1:
        return Finding(None, replace(outcome, text=unverifiable(question, outcome.text)))
    found = field(asked.stored, replace(request, mean=False))
    row = outcome.rows[0]
    whole = found.total is not None and len(found.values) == found.total
    agrees = holds(scaled(statement.amount, row.unit), row.value or 0) if whole else None
    return Finding(agrees, replace(outcome, text=verdict(question, agrees, outcome.text)))


def _standing(question: Question, statement: Standing) -> Finding:
    if question.understood.said.growth or question.understood.said.changing:
        text = question.say("这是变化的名次，请直接问排名。", "This is a rank by change: ask for the ranking. ")
        raise Halt(Outcome("not_understood", text))
    outcome = worked_out(question, question.request)
    if outcome.status != "answered" or not isinstance(question.request, Placed):
        return Finding(None, replace(outcome, text=unverifiable(question, outcome.text)))
    ids = {i for group in question.groups() for i in group.ids}
    found = field(question.stored, question.request)
    sign = -1 if question.request.least else 1
    mine = next(v.value for v in found.values if v.entry.organization in ids)
    place = 1 + sum(1 for v in found.values if sign * v.value > sign * mine)
    # Those without a report may stand above: the true place is this one or a later one.
    unknown = found.total is None or len(found.values) < found.total
    agrees: bool | None = place == statement.place
    if unknown and place <= statement.place:
        agrees = None
    why = ""
    if agrees is None:
        why = question.say("没有年报的机关可能排在前面。", "Bodies without a report may stand above. ")
    return Finding(agrees, replace(outcome, text=verdict(question, agrees, f"{why}{outcome.text}")))


def _movement(question: Question, statement: Movement) -> Finding:
    groups = question.groups()
    if len(groups) != 1:
        raise Halt(Outcome("not_understood", apart(question)))
    group = groups[0]
    said = question.years_of(groups, default_all=True)
    last = said[-1]
    count = (statement.years or 0) + 1
    wanted = said if len(said) > 1 and statement.years is None else _up_to(group, last, statement.years)
    if statement.years is not None:
        wanted = tuple(range(last - count + 1, last + 1))
    if len(wanted) < 2:
        raise Halt(_missing(question, group, [last - 1]))
    values = [value_of(question, group, year) for year in wanted if group.at(year) is not None]
    steps = [statement.direction * (b.value - a.value) > 0 for a, b in itertools.pairwise(values)]
    agrees: bool | None = all(steps)
    if agrees and len(values) < len(wanted):
        raise Halt(_missing(question, group, [year for year in wanted if group.at(year) is None]))
    if statement.years is not None and not steps[0] and all(steps[1:]) and len(steps) > 1:
        agrees = None
    name = figure_name(values[-1].code, values[-1].applicant, question.language, values[-1].entry.template)
    told = joined(
        (f"{v.entry.year}{question.say('年', ' ')}{figure(v.value, v.unit, question.language)}" for v in values),
        question.language,
    )
    said_text = question.say(
        f"{values[-1].entry.organization_name}{name}：{told}。",
        f"{name}, {values[-1].entry.organization_name}: {told}.",
    )
    outcome = about(question, group, values[::-1], [v.row() for v in values], verdict(question, agrees, said_text))
    told_besides = (*outcome.notes, *notes.said(on_forms(values), question.language))
    return Finding(agrees, replace(outcome, notes=tuple(dict.fromkeys(told_besides))))


def _missing(question: Question, group: Group, years_: Sequence[int]) -> Outcome:
    text = unverifiable(question, no_report(question, group, years_))
    return Outcome("no_report", text, question.query((), years_, (group,)), organization_ids=group.ids)


def _up_to(group: Group, year: int, count: int | None) -> tuple[int, ...]:
    """The years with a report up to this one without a gap."""
    found = [year]
    while found[0] - 1 in group.reports and (count is None or len(found) <= count):
        found.insert(0, found[0] - 1)
    return tuple(found)
