"""The consistency checks of one stored report, with those over the years beside it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from core.asking.found.asked import Group, Halt, Outcome
from core.asking.found.question import Question
from core.asking.understood.request import Consistency
from core.asking.worded.absence import no_report
from core.asking.worded.notes import common_notes, inherited, value_notes
from core.reading.checks.years import YearCells, check_years, two_year_codes
from core.telling.findings import describe_check, describe_issue
from core.types import APPLICANTS, Applicant, Check, Number, ReportEntry


def consistency(question: Question) -> Outcome:
    """What adds up in one report and what does not."""
    entry, groups = _one_report(question)
    checks = (*question.holdings.checks(entry.id), *_over_years(question, entry))
    counted = {status: [c for c in checks if c.status == status] for status in ("pass", "fail", "notice", "skipped")}
    fails, notices = counted["fail"], counted["notice"]
    passed = len(counted["pass"])
    if not fails and not notices:
        verdict = question.say("没有发现不一致。", "No inconsistency found. ")
    else:
        verdict = question.say(
            f"{len(fails)}项不符，{len(notices)}项需留意。", f"{len(fails)} checks fail, {len(notices)} to look at. "
        )
    head = question.say(
        f"{verdict}{entry.organization_name}{entry.year}年报告：{passed}项通过，{len(counted['skipped'])}项因缺数跳过。",
        f"{verdict}{entry.organization_name} {entry.year}: {passed} pass, {len(counted['skipped'])} skipped for lack of figures.",
    )
    lines = [_check_line(question, c) for c in (*fails, *notices)]
    also = question.say("另：", "Also: ")
    issues = [also + describe_issue(issue, question.language) for issue in question.holdings.issues(entry.id)]
    text = "\n".join([head, *lines, *issues])
    notes = [*common_notes(question, groups), *value_notes(question, ())]
    return Outcome(
        "answered",
        text,
        replace(question.query((), (entry.year,), groups), organizations=(entry.organization_name,)),
        notes=tuple(notes),
        inherited=inherited(question, groups),
        sources=(entry,),
        organization_ids=(entry.organization,),
    )


def _over_years(question: Question, entry: ReportEntry) -> list[Check]:
    """The rules over two years, with the year before and the year after where they are stored."""
    of_body = question.holdings.reports(organizations=[entry.organization])
    beside = {other.year: other for other in of_body if abs(other.year - entry.year) == 1}
    if not beside:
        return []
    cells: dict[int, dict[tuple[str, Applicant | None], Number]] = {year: {} for year in (entry.year, *beside)}
    for figure_ in question.holdings.figures(
        organizations=[entry.organization],
        years=sorted(cells),
        indicators=two_year_codes(),
        applicants=(None, *APPLICANTS),
    ):
        cells[figure_.year][figure_.indicator, figure_.applicant] = figure_.value
    found = [YearCells(e.year, e.template, cells[e.year]) for e in sorted((entry, *beside.values()), key=_year)]
    return [check for before, after in pairwise(found) for check in check_years(before, after)]


def _year(entry: ReportEntry) -> int:
    return entry.year


def _check_line(question: Question, found: Check) -> str:
    word = question.say("不符：", "fails: ") if found.status == "fail" else question.say("留意：", "look: ")
    return f"- {word}{describe_check(found, question.language)}"


def _one_report(question: Question) -> tuple[ReportEntry, tuple[Group, ...]]:
    number = question.request.report if isinstance(question.request, Consistency) else None
    if number is not None:
        entry = next(iter(question.holdings.reports(ids=(number,))), None)
        if entry is None:
            raise Halt(Outcome("no_report", question.say("没有这个编号的报告。", "There is no report of that number.")))
        return entry, ()
    groups = question.groups()
    wanted = question.years_of(groups)
    entries = [entry for group in groups for year in wanted if (entry := group.at(year)) is not None]
    if not entries:
        text = "".join(no_report(question, group, wanted) for group in groups)
        raise Halt(Outcome("no_report", text, question.query((), wanted, groups)))
    if len(entries) > 1:
        raise Halt(
            Outcome(
                "not_understood",
                question.say("一次只检查一份报告，请说明哪一年。", "One report at a time, please: which year?"),
            )
        )
    return entries[0], groups
