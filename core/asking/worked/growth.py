"""Whose figure grew fastest or most, fell, or changed past a limit: over the bodies of a scope, over the years of a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.asking.found.asked import Halt, Outcome
from core.asking.found.fields import column, entries_of, one_code, same_body, values_of, which_year, years_asked
from core.asking.found.lookups import Table, answered
from core.asking.found.question import Question
from core.asking.found.scope import Members, how_many, left_out_said, level_said, members_of
from core.asking.understood.request import ChangeRanking
from core.asking.worded.absence import no_report_anywhere
from core.asking.worded.figures import joined, measure, years
from core.asking.worked.grown import Grown, Order, in_order, most, order_of, places_in, said, way, without_percentage
from core.asking.worked.limits import bounds_of, limits_said
from core.asking.worked.series import form_breaks

_DEFAULT_LIMIT = 10


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of a figure over the bodies of a scope, from the first year to the last."""

    members: Members
    first: int
    last: int
    code: str
    held: int
    """How many have a report of the last year."""
    found: tuple[Grown, ...]


def rank(question: Question, request: ChangeRanking) -> Outcome:
    """The bodies of a scope by how much a figure changed."""
    changes = _changes(question)
    order = order_of(request, changes.found)
    ordered = in_order(question, order, changes.found)
    limit = changes.members.scope.limit or (len(ordered) if order.listed else _DEFAULT_LIMIT)
    numbered = list(zip(places_in(order, ordered), ordered, strict=True))
    nth = request.nth
    shown = [(place, c) for place, c in numbered if (place == nth if nth else place <= limit)]
    lines = [_line(question, order, change, place) for place, change in shown]
    told = tuple(v for _, change in shown for v in (change.before, change.after))
    head = _head(question, nth, order, changes, shown)
    text = "\n".join(filter(None, [head, *lines, _coverage(question, changes)]))
    notes = [
        *([] if order.listed else _ties(question, shown)),
        *without_percentage(question, order, changes.found),
        *form_breaks(question, [v for c in changes.found for v in (c.before, c.after)]),
    ]
    rows = [change.row(order.relative) for _, change in shown]
    done = Table((), (changes.first, changes.last), (changes.code,), told, (), ())
    made = answered(question, done, text, rows, notes)
    query = question.query((changes.code,), (changes.first, changes.last))
    names = tuple(dict.fromkeys(row.organization for row in rows))
    return replace(made, query=replace(query, organizations=names, scope=changes.members.scope), organization_ids=())


def _changes(question: Question) -> Changes:
    """Raises Halt where no body has reports of both years, or none gives the figure in both."""
    members = members_of(question)
    first, last = _two_years(question)
    entries = entries_of(question, members, last)
    earlier = {same_body(question, entry): entry for entry in entries_of(question, members, first)}
    both = [entry for entry in entries if same_body(question, entry) in earlier]
    if not both:
        raise Halt(_no_pair(question, members, first, last))
    code = one_code(question, both)
    begun = values_of(question, [earlier[same_body(question, entry)] for entry in both], code)
    before = {same_body(question, value.entry): value for value in begun}
    found = tuple(
        Grown(before[key], value)
        for value in values_of(question, both, code)
        if (key := same_body(question, value.entry)) in before
    )
    if not found:
        name = measure(code, column(question), question.language)
        text = question.say(
            f"这个范围没有一个机关两年都给出“{name}”。", f"No body in this scope gives “{name}” in both years."
        )
        raise Halt(Outcome("not_reported", text, replace(question.query((code,), (first, last)), scope=members.scope)))
    return Changes(members, first, last, code, len(entries), found)


def _two_years(question: Question) -> tuple[int, int]:
    """The year asked for and the one before; of several the first and the last."""
    wanted = years_asked(question)
    if not wanted:
        present = list(question.holdings.years())
        raise Halt(which_year(question, [y for y in present if y - 1 in present] or present, offered=True))
    return (wanted[0] - 1, wanted[0]) if len(wanted) == 1 else (wanted[0], wanted[-1])


def _no_pair(question: Question, members: Members, first: int, last: int) -> Outcome:
    if not question.holdings.years():
        return no_report_anywhere(question, ())
    when = years((first, last), question.language)
    text = question.say(
        f"这个范围没有一个机关{when}都有年报，算不出变化。",
        f"No body in this scope has reports of both {when}, so no change can be worked out.",
    )
    return Outcome("no_report", text, replace(question.query((), (first, last)), scope=members.scope))


def _coverage(question: Question, changes: Changes) -> str:
    members, last = changes.members, changes.last
    total = how_many(members, last)
    level, without = level_said(question, members), left_out_said(question, members)
    where = members.parent.name if members.parent else question.say("库中", "stored")
    of = f"{total}个{level}{without}中" if total is not None else f"各{level}{without}"
    of_en = f" of {total}" if total is not None else ""
    return question.say(
        f"范围：{where}{of}{changes.held}个有{last}年的年报，{len(changes.found)}个两年都给出了这个数。",
        f"Coverage: {changes.held}{of_en} {level} of {where}{without} have a {last} report, "
        f"{len(changes.found)} give the figure in both years.",
    )


def _line(question: Question, order: Order, change: Grown, place: int) -> str:
    name, how = change.after.entry.organization_name, said(question, order, change)
    if order.listed:
        return question.say(f"{name}：{how}", f"{name}: {how}")
    return question.say(f"第{place}名：{name} {how}", f"{place}. {name}: {how}")


def _head(
    question: Question, nth: int | None, order: Order, changes: Changes, shown: Sequence[tuple[int, Grown]]
) -> str:
    name = measure(changes.code, column(question), question.language)
    span = question.say(f"{changes.last}年比{changes.first}年", f"{changes.last} against {changes.first}")
    how = way(question, order)
    top = [change for place, change in shown if place == shown[0][0]]
    if order.listed:
        unit = "%" if order.relative else changes.found[0].after.unit
        limits = limits_said(question, unit) if bounds_of(question.request) else ""
        return question.say(
            f"{span}{name}{how}{limits}的有{len(shown)}个{'：' if shown else '。'}",
            f"{len(shown)} whose {name} {how}{' by ' if limits else ''}{limits} ({span}){':' if shown else '.'}",
        )
    if not shown and nth:
        return question.say(f"{span}{name}按变化没有排第{nth}的。", f"Nobody has place {nth}, {span}.")
    if not shown:
        return question.say(f"{span}{name}没有{how}的。", f"{span}: nobody's {name} {how}.")
    names = joined((change.after.entry.organization_name for change in top), question.language)
    amount = said(question, order, top[0])
    if nth:
        return question.say(
            f"{span}{name}按变化排第{nth}的是{names}：{amount}。",
            f"Place {nth} by change of {name}, {span}: {names}, {amount}.",
        )
    if order.growth.extreme:
        return question.say(
            f"{span}{name}{how}{most(question, order)}的是{names}：{amount}。",
            f"{name} {how} {most(question, order)}, {span}: {names}, {amount}.",
        )
    sense = question.say("从减到增" if order.least else "从增到减", "lowest first" if order.least else "highest first")
    return question.say(f"{span}{name}的变化（{sense}）：", f"Changes of {name}, {span} ({sense}):")


def _ties(question: Question, shown: Sequence[tuple[int, Grown]]) -> list[str]:
    names: dict[int, list[str]] = {}
    for place, change in shown:
        names.setdefault(place, []).append(change.after.entry.organization_name)
    return [
        question.say(f"{joined(tied, 'zh')}并列第{place}", f"{joined(tied, 'en')} share place {place}")
        for place, tied in names.items()
        if len(tied) > 1
    ]
