"""Figures over many bodies: rankings, places in a ranking, sums and means, with how many of them have reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from core import bodies, operations, places
from core.operations import Table, answered, form_breaks, table, without_figures
from core.places import Division, Level
from core.resolving import Halt, Outcome, Question
from core.selecting import bounded, limits_said, over_years
from core.types import Applicant, Choice, Derived, DerivedOperand, Number, ReportEntry, Row, Scope
from core.values import Value, Values, percent, tidy
from core.wording import figure, joined, measure, number, share, sources, years

_DEFAULT_LIMIT = 10
_LEVEL_ZH = {
    "province": "省级政府",
    "prefecture": "市级政府",
    "county": "县级政府",
    "township": "乡镇街道",
    "department": "部门",
}
_LEVEL_EN = {
    "province": "provincial governments",
    "prefecture": "prefecture-level governments",
    "county": "county-level governments",
    "township": "townships and street offices",
    "department": "departments",
}


@dataclass(frozen=True, slots=True)
class Field:
    """The bodies of a scope in one year: their reports, those with the figure, and how many there are in all."""

    scope: Scope
    parent: Division | None
    year: int
    code: str
    entries: tuple[ReportEntry, ...]
    values: tuple[Value, ...]
    total: int | None


def rank(question: Question) -> Outcome:
    """The bodies of a scope by a figure, best first, or the place of one among them, or the years of one body."""
    if question.u.over_years:
        return over_years(question)
    field = _field(question)
    scope = field.scope
    if question.u.bounds:
        return _within_bounds(question, field)
    ordered = sorted(
        field.values, key=lambda v: (v.value if scope.statistic == "least" else -v.value, v.entry.organization)
    )
    places_of = {id(v): 1 + sum(1 for o in ordered if _before(o, v, scope)) for v in ordered}
    if question.u.position and question.u.targets:
        return _position(question, field, ordered, places_of)
    limit = scope.limit or _DEFAULT_LIMIT
    shown = [v for v in ordered if places_of[id(v)] <= limit]
    language = question.language
    lines = [
        question.say(
            f"第{places_of[id(v)]}名：{v.entry.organization_name} {figure(v.value, v.unit, 'zh')}{share(v)}",
            f"{places_of[id(v)]}. {v.entry.organization_name}: {figure(v.value, v.unit, 'en')}{share(v)}",
        )
        for v in shown
    ]
    if scope.level is None:
        lines.append(question.say("（各级机关一起排，没有分级）", "(all levels ranked together)"))
    top = [v for v in shown if places_of[id(v)] == 1]
    head = _head(question, field, top)
    tied = _ties(question, shown, places_of)
    text = "\n".join([head, *lines, coverage(question, field), sources((v.entry for v in shown), language).strip()])
    return _outcome(question, field, text, [v.row() for v in shown], [*tied], shown)


def _before(other: Value, value: Value, scope: Scope) -> bool:
    return other.value < value.value if scope.statistic == "least" else other.value > value.value


def _head(question: Question, field: Field, top: Sequence[Value]) -> str:
    names = joined((v.entry.organization_name for v in top), question.language)
    name = measure(field.code, _column(question), question.language)
    value = top[0]
    if field.scope.statistic == "least":
        return question.say(
            f"{field.year}年{name}最少的是{names}：{figure(value.value, value.unit, 'zh')}（从少到多）。",
            f"Lowest {name} in {field.year}: {names}, {figure(value.value, value.unit, 'en')} (ascending).",
        )
    return question.say(
        f"{field.year}年{name}最多的是{names}：{figure(value.value, value.unit, 'zh')}（从多到少）。",
        f"Highest {name} in {field.year}: {names}, {figure(value.value, value.unit, 'en')} (descending).",
    )


def _within_bounds(question: Question, field: Field) -> Outcome:
    """Those of a scope whose figure keeps to the limits asked for."""
    fitting = bounded(question, field.values)
    sign = 1 if field.scope.statistic == "least" else -1
    ordered = sorted(fitting, key=lambda v: (sign * v.value, v.entry.organization))
    name = measure(field.code, _column(question), question.language)
    limits = limits_said(question, field.values[0].unit)
    head = question.say(
        f"{field.year}年{name}{limits}的有{len(ordered)}个{'：' if ordered else '。'}",
        f"{len(ordered)} with {name} {limits} in {field.year}{':' if ordered else '.'}",
    )
    lines = [
        question.say(
            f"{v.entry.organization_name}：{figure(v.value, v.unit, 'zh')}{share(v)}",
            f"{v.entry.organization_name}: {figure(v.value, v.unit, 'en')}{share(v)}",
        )
        for v in ordered
    ]
    told = sources((v.entry for v in ordered), question.language).strip() if ordered else ""
    text = "\n".join(filter(None, [head, *lines, coverage(question, field), told]))
    return _outcome(question, replace(field, values=tuple(ordered)), text, [v.row() for v in ordered], [])


def _ties(question: Question, shown: Sequence[Value], places_of: dict[int, int]) -> list[str]:
    groups: dict[int, list[str]] = {}
    for value in shown:
        groups.setdefault(places_of[id(value)], []).append(value.entry.organization_name)
    return [
        question.say(f"{joined(names, 'zh')}并列第{place}", f"{joined(names, 'en')} share place {place}")
        for place, names in groups.items()
        if len(names) > 1
    ]


def coverage(question: Question, field: Field) -> str:
    """How many of the bodies in scope have a report, and how many of these the figure."""
    scope = field.scope
    level = question.say(_LEVEL_ZH.get(scope.level or "", "机关"), _LEVEL_EN.get(scope.level or "", "bodies"))
    where = field.parent.name if field.parent else question.say("库中", "stored")
    held, told = len(field.entries), len(field.values)
    if field.total is not None:
        return question.say(
            f"范围：{where}{field.total}个{level}中{held}个有{field.year}年的年报，{told}个给出了这个数。",
            f"Coverage: {held} of {field.total} {level} of {where} have a {field.year} report, {told} give the figure.",
        )
    return question.say(
        f"范围：{where}有{held}份{level}的{field.year}年年报，{told}份给出了这个数。",
        f"Coverage: {where} are {held} reports of {field.year} by {level}, {told} give the figure.",
    )


def _position(question: Question, field: Field, ordered: Sequence[Value], places_of: dict[int, int]) -> Outcome:
    group = question.groups()[0]
    mine = next((v for v in ordered if v.entry.organization in group.ids), None)
    name = measure(field.code, _column(question), question.language)
    if mine is None:
        entry = group.at(field.year)
        if entry is None:
            return Outcome("no_report", question.no_report(group, [field.year]), organization_ids=group.ids)
        return Outcome(
            "not_reported", question.not_reported(entry, field.code, _column(question)), organization_ids=group.ids
        )
    place = places_of[id(mine)]
    tied = [v.entry.organization_name for v in ordered if places_of[id(v)] == place and v is not mine]
    text = question.say(
        f"第{place}名。{mine.entry.organization_name}{field.year}年{name}{figure(mine.value, mine.unit, 'zh')}，"
        f"在有这个数的{len(ordered)}个中排第{place}（从{'少到多' if field.scope.statistic == 'least' else '多到少'}）。",
        f"Place {place} of {len(ordered)} that give the figure "
        f"({'ascending' if field.scope.statistic == 'least' else 'descending'}): "
        f"{mine.entry.organization_name}, {name} {figure(mine.value, mine.unit, 'en')}, {field.year}.",
    )
    notes = [question.say(f"与{joined(tied, 'zh')}并列", f"tied with {joined(tied, 'en')}")] if tied else []
    text = "\n".join([text, coverage(question, field), sources([mine.entry], question.language).strip()])
    return replace(_outcome(question, field, text, [mine.row()], notes, [mine]), organization_ids=group.ids)


def _outcome(
    question: Question,
    field: Field,
    text: str,
    rows: Sequence[Row],
    notes: Sequence[str],
    shown: Sequence[Value] | None = None,
) -> Outcome:
    """`shown` are the values told, where these are not all of the field."""
    told = Table((), (field.year,), (field.code,), tuple(field.values if shown is None else shown), (), ())
    made = answered(question, told, text, rows, [*notes, *form_breaks(question, field.values)])
    query = question.query((field.code,), (field.year,))
    ranked = field.scope.statistic in ("most", "least")
    names = tuple(dict.fromkeys(row.organization for row in rows)) if ranked else query.organizations
    return replace(made, query=replace(query, organizations=names, scope=field.scope), organization_ids=())


def _column(question: Question) -> Applicant | None:
    return question.applicants()[0]


# --- the field ---------------------------------------------------------------------------------------


def _field(question: Question) -> Field:
    scope = question.u.scope or Scope()
    parent = places.by_code(scope.parent) if scope.parent else None
    if question.u.position and parent is None and question.u.targets:
        scope, parent = _around(question, scope)
    if question.u.position and question.u.targets and question.u.targets[0].bodies and scope.level is None:
        scope = replace(scope, level=question.u.targets[0].bodies[0].rank)
    if parent is not None and scope.level is None:
        scope = replace(scope, level=_default_level(question, parent))
    if scope.level is None and scope.statistic in ("sum", "mean"):
        text = question.say(
            "上级的数常含下级的，不能一起相加；请说明哪一级，例如各市、各县。",
            "Figures of a level often contain those below, so they can't be added together; please name one level.",
        )
        raise Halt(Outcome("not_understood", text))
    year = _year(question, scope, parent)
    members = bodies.below(question.catalog, parent, scope.level)
    if parent is not None and scope.level != "department":
        members = tuple(
            b
            for b in members
            if b.rank != "department" and b.place and not (b.place.code == parent.code and not b.township)
        )
    held = (
        question.holdings.reports(organizations=[b.organization.id for b in members], years=[year]) if members else ()
    )
    entries = _one_each(question, held)
    if not entries:
        text = question.say(f"这个范围没有{year}年的年报", f"No report of {year} in this scope")
        stored = [b.organization.id for b in members]
        present = {entry.year for entry in question.holdings.reports(organizations=stored)} if stored else set()
        if present:
            near = years(sorted(sorted(present, key=lambda y: (abs(y - year), y))[:3]), question.language)
            text += question.say(f"；最近的有{near}。", f"; the nearest are of {near}.")
        else:
            text += question.say("，别的年度也没有。", ", nor of any other year.")
        raise Halt(Outcome("no_report", text, replace(question.query((), (year,)), scope=scope)))
    code = question.codes(entries)[0]
    values = Values(question.holdings, entries, [code], (_column(question),))
    found = tuple(v for e in entries if (v := values.find(e, code, _column(question))) is not None)
    if not found:
        text = question.say(
            f"这个范围{year}年的年报都没有给出“{measure(code, _column(question), 'zh')}”。",
            f"No report of {year} in this scope gives “{measure(code, _column(question), 'en')}”.",
        )
        raise Halt(Outcome("not_reported", text, replace(question.query((code,), (year,)), scope=scope)))
    return Field(scope, parent, year, code, entries, found, _how_many(parent, scope, year))


def _around(question: Question, scope: Scope) -> tuple[Scope, Division | None]:
    """A place in a ranking without a scope: among those of its level under the place right above."""
    target = question.groups()[0]
    body = target.bodies[0]
    above = places.parents(body.place) if body.place else ()
    if body.rank in ("department", "township") and body.place:
        above = (body.place, *above)
    return replace(scope, level=body.rank, parent=above[0].code if above else None), above[0] if above else None


def _default_level(question: Question, parent: Division) -> Level:
    if parent.level == "province":
        held = {body.rank for body in bodies.below(question.catalog, parent, None)}
        return "prefecture" if "prefecture" in held else "county"
    return "county" if parent.level == "prefecture" else "township"


def _one_each(question: Question, held: Sequence[ReportEntry]) -> tuple[ReportEntry, ...]:
    """One report a place and kind: a government under two names in one year counts once."""
    found: dict[tuple[str | None, str | None, str], ReportEntry] = {}
    for entry in held:
        body = question.catalog.by_id[entry.organization]
        key = (entry.division_code, body.township, body.tail if body.kind != "government" else "government")
        found[key] = entry
    return tuple(found.values())


def _year(question: Question, scope: Scope, parent: Division | None) -> int:
    present = question.holdings.years()
    wanted = sorted({year for time in question.u.times for year in time.select(present)})
    if len(wanted) == 1:
        return wanted[0]
    options = wanted or list(present)
    if len(options) == 1:
        return options[0]
    what = joined((question.measure_name(m) for m in question.u.measures), question.language)
    text = question.say("按哪一年？", "Of which year?")
    choices = tuple(
        Choice(f"{year}年" if question.language == "zh" else str(year), f"{question.u.text} {year}")
        for year in options[-8:]
        if what and not wanted
    )
    if not choices:
        text = question.say(
            "排名和汇总一次只看一年，请说明哪一年。", "Rankings and sums take one year at a time; please say which."
        )
        return _refuse(text)
    raise Halt(Outcome("ambiguous", text, choices=choices))


def _refuse(text: str) -> int:
    raise Halt(Outcome("not_understood", text))


def _how_many(parent: Division | None, scope: Scope, year: int) -> int | None:
    if scope.level in (None, "department") or parent is None:
        return None
    return len(_members(parent, scope.level, year))


def _members(parent: Division, level: str, year: int) -> list[Division]:
    found: list[Division] = []
    pending = list(places.children(parent.code, year))
    while pending:
        division = pending.pop()
        if division.level == level:
            found.append(division)
        elif division.level in ("province", "prefecture") or (division.level == "county" and level == "township"):
            pending += places.children(division.code, year)
    return found


# --- sum and mean ------------------------------------------------------------------------------------


def aggregate(question: Question) -> Outcome:
    """A sum or a mean over a scope, over named bodies, or over the years of one body."""
    if question.u.scope is None:
        return _of_named(question)
    field = _field(question)
    mean = field.scope.statistic == "mean"
    name = measure(field.code, _column(question), question.language)
    total = tidy(sum(v.value for v in field.values))
    value = tidy(round(total / len(field.values), 2)) if mean else total
    row = _derived_row(field.values, value, "mean" if mean else "sum", field.parent)
    unit = field.values[0].unit
    where = field.parent.name if field.parent else question.say("全库", "all stored bodies")
    level = question.say(
        _LEVEL_ZH.get(field.scope.level or "", "机关"), _LEVEL_EN.get(field.scope.level or "", "bodies")
    )
    if mean:
        head = question.say(
            f"平均{figure(value, unit, 'zh')}：{where}各{level}{field.year}年{name}，{number(total)}÷{len(field.values)}。",
            f"Mean {figure(value, unit, 'en')}: {name}, {level} of {where}, {field.year} ({number(total)} / {len(field.values)}).",
        )
    else:
        head = question.say(
            f"合计{figure(value, unit, 'zh')}：{where}各{level}{field.year}年{name}相加，不含上级本级。",
            f"Sum {figure(value, unit, 'en')}: {name}, {level} of {where}, {field.year}; the level above is not added.",
        )
    gap = "" if question.language == "zh" else " "
    parts = joined((f"{v.entry.organization_name}{gap}{number(v.value)}" for v in field.values[:30]), question.language)
    text = "\n".join(
        [head, parts, coverage(question, field), sources((v.entry for v in field.values), question.language).strip()]
    )
    return _outcome(question, field, text, [row], [])


def ratio(question: Question) -> Outcome:
    """The share of one body in the sum of a scope; else a rate or a share of named bodies."""
    if question.u.scope is None:
        return operations.ratio(question)
    groups = question.groups()
    scope = replace(question.u.scope, statistic="sum", level=question.u.scope.level or groups[0].bodies[0].rank)
    field = _field(replace(question, u=replace(question.u, scope=scope, position=False)))
    mine = next((v for v in field.values if v.entry.organization in groups[0].ids), None)
    if len(groups) > 1 or mine is None:
        entry = groups[0].at(field.year)
        text = question.no_report(groups[0], [field.year])
        if entry is not None:
            text = question.say(
                "这个机关不在这个范围内，或没有给出这个数。", "It is not in this scope or gives no such figure."
            )
        return Outcome("no_report" if entry is None else "not_reported", text, organization_ids=groups[0].ids)
    whole = tidy(sum(v.value for v in field.values))
    name = measure(field.code, _column(question), question.language)
    if not whole:
        text = question.say(f"{name}合计为零，算不出比例。", f"{name} sums to zero, so there is no share.")
        return Outcome("not_reported", text, organization_ids=groups[0].ids)
    share_of = percent(mine.value, whole)
    where = field.parent.name if field.parent else question.say("全库", "all stored bodies")
    level = question.say(
        _LEVEL_ZH.get(field.scope.level or "", "机关"), _LEVEL_EN.get(field.scope.level or "", "bodies")
    )
    parts = " + ".join(number(v.value) for v in field.values)
    head = question.say(
        f"{number(share_of)}%。{mine.entry.organization_name}{field.year}年{name}{number(mine.value)}÷"
        f"{where}各{level}合计{number(whole)}（{parts}）。",
        f"{number(share_of)}%: {name}, {mine.entry.organization_name}, {field.year}: {number(mine.value)} / "
        f"{number(whole)}, the sum of {level} of {where} ({parts}).",
    )
    operands = tuple(
        DerivedOperand(f"{v.entry.organization_name} {v.entry.year}", v.value, v.entry.id)
        for v in (mine, *field.values)
    )
    row = replace(mine.row(), value=share_of, unit="%", source=None, quote=None, derived=Derived("ratio", operands))
    told = sources((v.entry for v in field.values), question.language).strip()
    text = "\n".join([head, coverage(question, field), told])
    return replace(_outcome(question, field, text, [row], []), organization_ids=groups[0].ids)


def _of_named(question: Question) -> Outcome:
    found = table(question)
    if not found.values:
        return without_figures(question, found)
    mean = "mean" in question.u.cues
    values = found.values
    if len({v.code for v in values}) > 1 and len({v.unit for v in values}) > 1:
        raise Halt(
            Outcome(
                "not_understood", question.say("单位不同的数不能相加。", "Figures of different units can't be added.")
            )
        )
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
    text = f"{text}\n{sources((v.entry for v in values), question.language).strip()}"
    return answered(question, found, text, [row], form_breaks(question, values))


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
