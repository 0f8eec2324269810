"""The bodies of a scope in one report year, with how many of them there are, have a report and give the figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.asking.found.asked import Halt, Outcome
from core.asking.found.lookups import Table, answered
from core.asking.found.question import Question
from core.asking.found.scope import Members, how_many, left_out_said, level_said, members_of
from core.asking.found.values import Value, Values
from core.asking.worded.absence import no_report_anywhere
from core.asking.worded.choices import measure_name
from core.asking.worded.figures import joined, measure, years
from core.asking.worked.series import form_breaks
from core.places import divisions as places
from core.places.divisions import Division
from core.types import Applicant, Choice, ReportEntry, Row, Scope


@dataclass(frozen=True, slots=True)
class Field:
    """The bodies of a scope in one year: their reports, those with the figure, and how many there are in all."""

    members: Members
    year: int
    code: str
    entries: tuple[ReportEntry, ...]
    values: tuple[Value, ...]
    total: int | None

    @property
    def scope(self) -> Scope:
        """The scope asked for, its level filled in."""
        return self.members.scope

    @property
    def parent(self) -> Division | None:
        """The place the bodies lie in; None for everywhere."""
        return self.members.parent


def field(question: Question) -> Field:
    """The bodies of the scope asked for with the figure asked for; raises Halt where there are none."""
    members = members_of(question)
    year = _one_year(question)
    entries = entries_of(question, members, year)
    if not entries:
        raise Halt(_no_entries(question, members, year))
    code = one_code(question, entries)
    values = values_of(question, entries, code)
    if not values:
        name = measure(code, column(question), question.language)
        text = question.say(
            f"这个范围{year}年的年报都没有给出“{name}”。", f"No report of {year} in this scope gives “{name}”."
        )
        raise Halt(Outcome("not_reported", text, replace(question.query((code,), (year,)), scope=members.scope)))
    return Field(members, year, code, entries, values, how_many(members, year))


def column(question: Question) -> Applicant | None:
    """The one column asked for, None for the total; raises Halt where there are several."""
    if len(question.applicants()) > 1:
        raise Halt(_one_at_a_time(question))
    return question.applicants()[0]


def one_code(question: Question, entries: Sequence[ReportEntry]) -> str:
    """The one figure asked for; raises Halt where there are several."""
    codes = question.codes(entries)
    if len(codes) > 1:
        raise Halt(_one_at_a_time(question))
    return codes[0]


def _one_at_a_time(question: Question) -> Outcome:
    text = question.say("排名和汇总一次只看一项数字。", "Rankings and sums take one figure at a time. ")
    return Outcome("not_understood", text)


def values_of(question: Question, entries: Sequence[ReportEntry], code: str) -> tuple[Value, ...]:
    """The figure of each report that gives it."""
    values = Values(question.holdings, entries, [code], (column(question),))
    return tuple(v for entry in entries if (v := values.find(entry, code, column(question))) is not None)


def entries_of(question: Question, members: Members, year: int) -> tuple[ReportEntry, ...]:
    """The reports of a year, one a place and kind: a government under two names in one year counts once."""
    ids = [body.organization.id for body in members.bodies]
    held = question.holdings.reports(organizations=ids, years=[year]) if ids else ()
    return tuple({same_body(question, entry): entry for entry in held}.values())


def same_body(question: Question, entry: ReportEntry) -> tuple[str | None, str | None, str]:
    """What is the same for one body under all its names: the place as it is called today, the township, the kind."""
    body = question.catalog.by_id[entry.organization]
    return (*same_place(question, entry), body.tail if body.kind != "government" else "government")


def same_place(question: Question, entry: ReportEntry) -> tuple[str | None, str | None]:
    """The code its place has today, and the township."""
    body = question.catalog.by_id[entry.organization]
    return places.heir(body.place).code if body.place else entry.division_code, body.township


def years_asked(question: Question) -> list[int]:
    """The report years named, ascending."""
    present = question.holdings.years()
    return sorted({year for time in question.subject.times for year in time.select(present)})


def _one_year(question: Question) -> int:
    wanted = years_asked(question)
    if len(wanted) == 1:
        return wanted[0]
    options = wanted or list(question.holdings.years())
    if len(options) == 1:
        return options[0]
    raise Halt(which_year(question, options, offered=not wanted))


def which_year(question: Question, options: Sequence[int], *, offered: bool) -> Outcome:
    """That one year must be said; those there are to choose from where they are `offered`."""
    what = joined((measure_name(question, m) for m in question.subject.measures), question.language)
    if not options:
        return no_report_anywhere(question, ())
    if not (what and offered):
        text = question.say(
            "排名和汇总一次只看一年，请说明哪一年。", "Rankings and sums take one year at a time; please say which."
        )
        return Outcome("not_understood", text)
    choices = tuple(
        Choice(
            f"{year}年" if question.language == "zh" else str(year), f"{question.understood.said.sentence.text} {year}"
        )
        for year in options[-8:]
    )
    return Outcome("ambiguous", question.say("按哪一年？", "Of which year?"), choices=choices)


def _no_entries(question: Question, members: Members, year: int) -> Outcome:
    if not question.holdings.years():
        return no_report_anywhere(question, ())
    text = question.say(f"这个范围没有{year}年的年报", f"No report of {year} in this scope")
    stored = [body.organization.id for body in members.bodies]
    present = {entry.year for entry in question.holdings.reports(organizations=stored)} if stored else set()
    if present:
        near = years(sorted(sorted(present, key=lambda y: (abs(y - year), y))[:3]), question.language)
        text += question.say(f"；最近的有{near}。", f"; the nearest are of {near}.")
    else:
        text += question.say("，别的年度也没有。", ", nor of any other year.")
    return Outcome("no_report", text, replace(question.query((), (year,)), scope=members.scope))


def coverage(question: Question, field: Field) -> str:
    """How many of the bodies in scope have a report, and how many of these the figure."""
    level = level_said(question, field.members)
    where = field.parent.name if field.parent else question.say("库中", "stored")
    held, told = len(field.entries), len(field.values)
    without = left_out_said(question, field.members)
    if field.total is not None:
        return question.say(
            f"范围：{where}{field.total}个{level}{without}中{held}个有{field.year}年的年报，{told}个给出了这个数。",
            f"Coverage: {held} of {field.total} {level} of {where}{without} have a {field.year} report, {told} give the figure.",
        )
    return question.say(
        f"范围：{where}有{held}份{level}{without}的{field.year}年年报，{told}份给出了这个数。",
        f"Coverage: {where} are {held} reports of {field.year} by {level}{without}, {told} give the figure.",
    )


def told_of(
    question: Question,
    field: Field,
    text: str,
    rows: Sequence[Row],
    notes: Sequence[str],
    shown: Sequence[Value] | None = None,
) -> Outcome:
    """The answer over a field; `shown` are the values told, where these are not all of it."""
    told = Table((), (field.year,), (field.code,), tuple(field.values if shown is None else shown), (), ())
    made = answered(question, told, text, rows, [*notes, *form_breaks(question, field.values)])
    query = question.query((field.code,), (field.year,))
    ranked = field.scope.statistic in ("most", "least")
    names = tuple(dict.fromkeys(row.organization for row in rows)) if ranked else query.organizations
    return replace(made, query=replace(query, organizations=names, scope=field.scope), organization_ids=())
