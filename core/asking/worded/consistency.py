"""What adds up in one report, and which reports fail checks, in words."""

from __future__ import annotations

from core.asking.worded.figures import named, title
from core.asking.worded.texts import joined, text
from core.asking.worded.told import Told, Wording
from core.asking.worked.consistency import Checked, FailingReports
from core.telling.findings import describe_check, describe_issue
from core.types import Check, Language

_MAIN_SUMS = frozenset({"balance", "outcome_sum", "review_sum", "litigation_sum"})
_MOST_SUMS = 4
# Text and table tell different figures: said before sums that agree.
_CONFLICTS = frozenset({"text_table_conflict"})


def checked_told(result: Checked, language: Language) -> Told:
    """How many checks come out how, and those that a person should look at."""
    fails, notices = result.of("fail"), result.of("notice")
    agree = "consistency.noticed" if notices and result.of("pass") else "consistency.found"
    key = "consistency.found" if fails else agree if notices else "consistency.fine"
    head = text(
        language,
        "consistency.head",
        verdict=text(language, key, fails=len(fails), notices=len(notices)),
        body=named(result.entry, language),
        year=result.entry.year,
        passed=len(result.of("pass")),
        skipped=len(result.of("skipped")),
    )
    lines = [
        text(language, f"consistency.{check.status}", check=describe_check(check, language))
        for check in (*fails, *notices, *_main_sums(result))
    ]
    told = {issue: text(language, "consistency.also", issue=describe_issue(issue, language)) for issue in result.issues}
    conflicts = [told[issue] for issue in told if issue.code in _CONFLICTS]
    if conflicts:
        head = f"{text(language, 'consistency.conflicts', count=len(conflicts))}{head}"
    others = [told[issue] for issue in told if issue.code not in _CONFLICTS]
    return Told("\n".join([head, *conflicts, *lines, *others]))


def _main_sums(result: Checked) -> list[Check]:
    """The sums of a report that add up, of its totals and not of its columns."""
    told = (check for check in result.of("pass") if check.rule in _MAIN_SUMS and check.left)
    return [check for check in told if check.applicant is None and check.left == check.right][:_MOST_SUMS]


def failing_told(result: FailingReports, language: Language) -> Told:
    """How many reports fail checks, those that fail most first."""
    whose = text(language, "consistency.whose", names=joined(result.whose, language)) if result.whose else ""
    end = text(language, "marks.colon" if result.failing else "marks.stop")
    head = text(language, "consistency.failing", whose=whose, held=result.held, failing=result.failing, end=end)
    lines = [
        text(language, "consistency.failing_line", report=title(entry, language), count=count)
        for entry, count in result.listed
    ]
    if result.failing > len(result.listed):
        lines.append(text(language, "consistency.failing_more", most=len(result.listed)))
    return Told("\n".join([head, *lines]))


TOLD: Wording = {Checked: checked_told, FailingReports: failing_told}
