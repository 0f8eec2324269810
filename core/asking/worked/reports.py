"""Which reports are stored of a body, of a scope, or at all, and which are missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.asking.found.asked import Outcome
from core.asking.found.fields import same_place, years_asked
from core.asking.found.question import Question
from core.asking.found.scope import Members, area_of, members_within, standing
from core.asking.understood.request import Reports
from core.asking.worded.absence import no_report, no_report_anywhere
from core.asking.worded.figures import joined, title, years
from core.asking.worded.notes import common_notes, inherited
from core.places import divisions as places
from core.places.divisions import Division
from core.types import ReportEntry, Scope

_MOST_REPORTS = 40
_MOST_YEARS = 10


def reports(question: Question) -> Outcome:
    """Which reports are stored of a body, of a scope, or at all, and which are missing."""
    if question.subject.targets:
        return _of_bodies(question)
    request = question.request
    lacking = isinstance(request, Reports) and request.missing
    area = request.area if isinstance(request, Reports) else None
    if area is not None and not (lacking and area.parent is None):
        return _of_scope(question)
    if lacking:
        return _gaps(question)
    wanted = years_asked(question)
    entries = question.holdings.reports(years=wanted or None)
    if not entries:
        return no_report_anywhere(question, wanted)
    return Outcome("answered", _listing(question, entries), question.query((), wanted or question.holdings.years()))


def _listing(question: Question, entries: Sequence[ReportEntry]) -> str:
    by_body: dict[str, list[int]] = {}
    for entry in entries:
        by_body.setdefault(entry.organization_name, []).append(entry.year)
    lines = [
        f"{name}：{years(found, 'zh')}" if question.language == "zh" else f"{name}: {years(found, 'en')}"
        for name, found in by_body.items()
    ]
    head = question.say(
        f"共{len(entries)}份年报，{len(by_body)}个机关。", f"{len(entries)} reports of {len(by_body)} bodies."
    )
    return "\n".join([head, *_first(question, lines)])


def _first(question: Question, lines: Sequence[str]) -> list[str]:
    if len(lines) <= _MOST_REPORTS:
        return list(lines)
    more = question.say(f"只列出前{_MOST_REPORTS}个机关", f"only the first {_MOST_REPORTS} bodies are listed")
    return [*lines[:_MOST_REPORTS], more]


def _of_bodies(question: Question) -> Outcome:
    groups = question.groups()
    lines: list[str] = []
    wanted = {year for time in question.subject.times for year in time.years}
    shown: list[ReportEntry] = []
    for group in groups:
        held = [e for y, e in sorted(group.reports.items()) if not wanted or y in wanted or e.title_year in wanted]
        shown += held
        if not held:
            lines.append(no_report(question, group, sorted(wanted)))
            continue
        for entry in held:
            day = entry.published_on.isoformat() if entry.published_on else ""
            when = question.say(
                f"，{day}发布" if day else "，发布日期不详",
                f", published {day}" if day else ", date of publication unknown",
            )
            lines.append(f"{question.say(f'{entry.year}年', f'{entry.year}: ')}{title(entry, question.language)}{when}")
        if not wanted:
            gaps = [y for y in range(min(group.reports), max(group.reports)) if y not in group.reports]
            if gaps:
                lines.append(question.say(f"中间缺{years(gaps, 'zh')}", f"missing in between: {years(gaps, 'en')}"))
    query = question.query((), sorted(wanted) or sorted({e.year for e in shown}), groups)
    ids = tuple(i for group in groups for i in group.ids)
    if not shown:
        return Outcome("no_report", "".join(lines), query, organization_ids=ids)
    notes = (*common_notes(question, groups), *title_notes(question, shown))
    names = joined((group.label for group in groups), question.language)
    head = question.say(f"{names}有{len(shown)}份年报。", f"{len(shown)} reports of {names}.")
    return Outcome(
        "answered",
        "\n".join([head, *lines]),
        query,
        notes=tuple(notes),
        inherited=inherited(question, groups),
        organization_ids=ids,
    )


def title_notes(question: Question, entries: Iterable[ReportEntry]) -> list[str]:
    """That the title of a report names another year than its figures are of."""
    return [
        question.say(
            f"报告{e.id}的标题写{e.title_year}年，数据是{e.year}年",
            f"the title of report {e.id} says {e.title_year}, its figures are of {e.year}",
        )
        for e in entries
        if e.title_year is not None and e.title_year != e.year
    ]


def _of_scope(question: Question) -> Outcome:
    wanted = years_asked(question) or list(question.holdings.years())
    members = members_asked(question)
    ids = [body.organization.id for body in members.bodies]
    held = question.holdings.reports(organizations=ids, years=wanted) if ids else ()
    lacking = _lacking(question, members, wanted, held)
    where = members.parent.name if members.parent else question.say("库中", "the store")
    if not held:
        text = question.say(
            f"{where}没有{years(wanted, 'zh')}的年报。", f"No reports of {where} for {years(wanted, 'en')}. "
        )
        return Outcome("no_report", "\n".join([text, *lacking]), question.query((), wanted))
    parts = (
        [*lacking, _listing(question, held)]
        if isinstance(question.request, Reports) and question.request.missing_first
        else [_listing(question, held), *lacking]
    )
    return Outcome("answered", "\n".join(parts), question.query((), wanted))


def members_asked(question: Question) -> Members:
    """The bodies of the scope, of every level where none is said."""
    area = area_of(question.request)
    parent = places.by_code(area.parent) if area.parent else None
    level = area.level or ("county" if parent and parent.level == "prefecture" else None)
    return members_within(question, Scope(area.parent, level), parent)


def _lacking(question: Question, members: Members, wanted: Sequence[int], held: Sequence[ReportEntry]) -> list[str]:
    """For each year the divisions of the level without a report; nothing where a level has no list of its own."""
    if members.parent is None or members.scope.level in (None, "department") or not 1 <= len(wanted) <= _MOST_YEARS:
        return []
    lines = []
    for year in wanted:
        there = {same_place(question, entry) for entry in held if entry.year == year}
        gone = [d.name for d in standing(members, year) if _place(d) not in there]
        if gone:
            names = joined(sorted(gone), question.language)
            lines.append(
                question.say(
                    f"没有{year}年年报的：{names}（{len(gone)}个）", f"Without a {year} report: {names} ({len(gone)})"
                )
            )
    return lines


def _place(division: Division) -> tuple[str | None, str | None]:
    """As `same_place` of a report of its government."""
    if division.level != "township":
        return places.heir(division).code, None
    county = places.by_code(division.parent)
    return places.heir(county).code if county else division.parent, division.name.removesuffix("办事处")


def _gaps(question: Question) -> Outcome:
    """Which stored bodies lack the years asked for, or a year between others; who never had any can't be known."""
    wanted = years_asked(question)
    by_body: dict[int, dict[int, ReportEntry]] = {}
    members = members_asked(question)
    ids = [body.organization.id for body in members.bodies]
    for entry in question.holdings.reports(organizations=ids) if ids else ():
        by_body.setdefault(entry.organization, {})[entry.year] = entry
    if not by_body:
        return no_report_anywhere(question, wanted)
    lines = []
    for held in by_body.values():
        between = range(min(held), max(held))
        missing = [year for year in (wanted or between) if year not in held]
        if missing:
            name, gone, there = (
                held[min(held)].organization_name,
                years(missing, question.language),
                years(held, question.language),
            )
            lines.append(
                question.say(
                    f"{name}：缺{gone}（有{there}）", f"{name}: no report of {gone} (there are those of {there})"
                )
            )
    if wanted:
        when = years(wanted, question.language)
        head = question.say(
            f"库里有年报而没有{when}年报的机关有{len(lines)}个。",
            f"{len(lines)} stored bodies lack a report of {when}.",
        )
    else:
        head = question.say(
            f"年度中间有缺的机关有{len(lines)}个。", f"{len(lines)} stored bodies lack a year between others."
        )
    more = question.say(
        "一份年报也没有的机关，库里无从知道；可以问某市各县缺哪些。",
        "Bodies without any report can't be known from the store; ask which counties of a prefecture lack theirs.",
    )
    return Outcome("answered", "\n".join([head, *_first(question, lines), more]), question.query((), wanted))
