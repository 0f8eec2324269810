"""The bodies of a scope by a figure: best first, the place of one among them, those within limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.asking.found.asked import Outcome
from core.asking.found.fields import Field, column, coverage, field, told_of, values_of
from core.asking.found.question import Question
from core.asking.found.values import Value
from core.asking.understood.request import Beyond, Ranking, Standing, Within
from core.asking.worded.absence import no_report, not_reported
from core.asking.worded.figures import figure, joined, measure, share
from core.asking.worked.limits import bounded, limits_said

_DEFAULT_LIMIT = 10


def rank(question: Question) -> Outcome:
    """The bodies of a scope by a figure, best first, or the place of one among them."""
    request = question.request
    found = field(question)
    scope = found.scope
    if isinstance(request, Within):
        return _within_bounds(question, found)
    ordered = sorted(
        found.values, key=lambda v: (v.value if scope.statistic == "least" else -v.value, v.entry.organization)
    )
    places_of = _places(ordered)
    if isinstance(request, Beyond):
        return _beyond(question, found, ordered, request.less)
    if isinstance(request, Standing):
        return _position(question, found, ordered, places_of)
    nth = request.nth if isinstance(request, Ranking) else None
    limit = scope.limit or _DEFAULT_LIMIT
    shown = [v for v in ordered if _is_shown(places_of[id(v)], nth, limit)]
    lines = [
        question.say(
            f"第{places_of[id(v)]}名：{v.entry.organization_name} {figure(v.value, v.unit, 'zh')}{share(v)}",
            f"{places_of[id(v)]}. {v.entry.organization_name}: {figure(v.value, v.unit, 'en')}{share(v)}",
        )
        for v in shown
    ]
    if scope.level is None:
        lines.append(question.say("（各级机关一起排，没有分级）", "(all levels ranked together)"))
    if nth:
        head = _nth_head(question, found, shown, nth)
    else:
        head = _head(question, found, [v for v in shown if places_of[id(v)] == 1])
    tied = _ties(question, shown, places_of)
    text = "\n".join(filter(None, [head, *lines, coverage(question, found)]))
    return told_of(question, found, text, [v.row() for v in shown], [*tied], shown)


def _places(ordered: Sequence[Value]) -> dict[int, int]:
    """The place of each of the ordered values; equal ones share it."""
    places: dict[int, int] = {}
    for i, value in enumerate(ordered):
        tied = i > 0 and ordered[i - 1].value == value.value
        places[id(value)] = places[id(ordered[i - 1])] if tied else i + 1
    return places


def _is_shown(place: int, nth: int | None, limit: int) -> bool:
    return place == nth if nth else place <= limit


def _head(question: Question, found: Field, top: Sequence[Value]) -> str:
    names = joined((v.entry.organization_name for v in top), question.language)
    name = measure(found.code, column(question), question.language)
    value = top[0]
    rated = value.unit == "%"
    if found.scope.statistic == "least":
        return question.say(
            f"{found.year}年{name}{'最低' if rated else '最少'}的是{names}：{figure(value.value, value.unit, 'zh')}（从{'低到高' if rated else '少到多'}）。",
            f"Lowest {name} in {found.year}: {names}, {figure(value.value, value.unit, 'en')} (ascending).",
        )
    return question.say(
        f"{found.year}年{name}{'最高' if rated else '最多'}的是{names}：{figure(value.value, value.unit, 'zh')}（从{'高到低' if rated else '多到少'}）。",
        f"Highest {name} in {found.year}: {names}, {figure(value.value, value.unit, 'en')} (descending).",
    )


def _nth_head(question: Question, found: Field, shown: Sequence[Value], nth: int) -> str:
    """第三名是哪个县: nobody where others share a place above it."""
    name = measure(found.code, column(question), question.language)
    least = found.scope.statistic == "least"
    order = question.say("从少到多" if least else "从多到少", "ascending" if least else "descending")
    if not shown:
        return question.say(
            f"{found.year}年{name}没有排第{nth}的（{order}）：前面有并列，或没有这么多机关。",
            f"Nobody has place {nth} by {name} in {found.year} ({order}): places above are shared, or there are too few.",
        )
    names = joined((v.entry.organization_name for v in shown), question.language)
    amount = figure(shown[0].value, shown[0].unit, question.language)
    return question.say(
        f"{found.year}年{name}排第{nth}的是{names}：{amount}（{order}）。",
        f"Place {nth} by {name} in {found.year}: {names}, {amount} ({order}).",
    )


def _within_bounds(question: Question, found: Field) -> Outcome:
    """Those of a scope whose figure keeps to the limits asked for."""
    fitting = bounded(question, found.values)
    sign = 1 if found.scope.statistic == "least" else -1
    ordered = sorted(fitting, key=lambda v: (sign * v.value, v.entry.organization))
    name = measure(found.code, column(question), question.language)
    limits = limits_said(question, found.values[0].unit)
    head = question.say(
        f"{found.year}年{name}{limits}的有{len(ordered)}个{'：' if ordered else '。'}",
        f"{len(ordered)} with {name} {limits} in {found.year}{':' if ordered else '.'}",
    )
    lines = [
        question.say(
            f"{v.entry.organization_name}：{figure(v.value, v.unit, 'zh')}{share(v)}",
            f"{v.entry.organization_name}: {figure(v.value, v.unit, 'en')}{share(v)}",
        )
        for v in ordered
    ]
    text = "\n".join([head, *lines, coverage(question, found)])
    return told_of(question, found, text, [v.row() for v in ordered], [], ordered)


def _beyond(question: Question, found: Field, ordered: Sequence[Value], less: bool) -> Outcome:
    """比泰顺多的县: the body named, then those with more, or with less."""
    group = question.groups()[0]
    entry = group.at(found.year)
    if entry is None:
        return Outcome("no_report", no_report(question, group, [found.year]), organization_ids=group.ids)
    mine = next(iter(values_of(question, [entry], found.code)), None)
    if mine is None:
        text = not_reported(question, entry, found.code, column(question))
        return Outcome("not_reported", text, organization_ids=group.ids)
    kept = [v for v in ordered if (v.value < mine.value if less else v.value > mine.value)]
    name = measure(found.code, column(question), question.language)
    amount = figure(mine.value, mine.unit, question.language)
    head = question.say(
        f"{found.year}年{name}比{mine.entry.organization_name}（{amount}）{'少' if less else '多'}的有{len(kept)}个{'：' if kept else '。'}",
        f"{len(kept)} with {'less' if less else 'more'} {name} than {mine.entry.organization_name} ({amount}) in {found.year}{':' if kept else '.'}",
    )
    lines = [
        question.say(
            f"{v.entry.organization_name}：{figure(v.value, v.unit, 'zh')}{share(v)}",
            f"{v.entry.organization_name}: {figure(v.value, v.unit, 'en')}{share(v)}",
        )
        for v in kept
    ]
    text = "\n".join([head, *lines, coverage(question, found)])
    return told_of(question, found, text, [v.row() for v in (mine, *kept)], [], (mine, *kept))


def _ties(question: Question, shown: Sequence[Value], places_of: dict[int, int]) -> list[str]:
    groups: dict[int, list[str]] = {}
    for value in shown:
        groups.setdefault(places_of[id(value)], []).append(value.entry.organization_name)
    return [
        question.say(f"{joined(names, 'zh')}并列第{place}", f"{joined(names, 'en')} share place {place}")
        for place, names in groups.items()
        if len(names) > 1
    ]


def _position(question: Question, found: Field, ordered: Sequence[Value], places_of: dict[int, int]) -> Outcome:
    group = question.groups()[0]
    mine = next((v for v in ordered if v.entry.organization in group.ids), None)
    name = measure(found.code, column(question), question.language)
    if mine is None:
        entry = group.at(found.year)
        if entry is None:
            return Outcome("no_report", no_report(question, group, [found.year]), organization_ids=group.ids)
        return Outcome(
            "not_reported", not_reported(question, entry, found.code, column(question)), organization_ids=group.ids
        )
    place = places_of[id(mine)]
    tied = [v.entry.organization_name for v in ordered if places_of[id(v)] == place and v is not mine]
    text = question.say(
        f"第{place}名。{mine.entry.organization_name}{found.year}年{name}{figure(mine.value, mine.unit, 'zh')}，"
        f"在有这个数的{len(ordered)}个中排第{place}（从{'少到多' if found.scope.statistic == 'least' else '多到少'}）。",
        f"Place {place} of {len(ordered)} that give the figure "
        f"({'ascending' if found.scope.statistic == 'least' else 'descending'}): "
        f"{mine.entry.organization_name}, {name} {figure(mine.value, mine.unit, 'en')}, {found.year}.",
    )
    notes = [question.say(f"与{joined(tied, 'zh')}并列", f"tied with {joined(tied, 'en')}")] if tied else []
    text = "\n".join([text, coverage(question, found)])
    return replace(told_of(question, found, text, [mine.row()], notes, [mine]), organization_ids=group.ids)
