"""A change to a report that a person asked for: what it is, how it is written, what it would come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aiogram.utils.formatting import Bold, Text, as_list
from pydantic import TypeAdapter

from bot.look import keyboards, sheet
from bot.look.words import Words
from core import answer
from core.forms.indicators import indicators
from core.reading.identity import body_named
from core.telling.findings import describe_check
from core.telling.names import figure_name, render_number, rule_name
from core.types import Applicant, Check, Language, Number
from store import Archive, StoredReport
from store.records import finding

Kind = Literal["value", "year", "body", "report", "finding", "confirmation", "settled"]

_MOST_CHECKS = 6
_TOO_LARGE = 10**12
_DIVISIBLE = ("元", "万元", "亿元", "%")
"""Units of which there are halves."""


@dataclass(frozen=True, slots=True)
class Change:
    """`report` is what is changed; of a value `indicator` and `applicant` say which, and `value` None strikes it out.

    `kind` report rejects all of it, finding one finding by its `digest`, confirmation says that the report is right,
    settled says which figure the number is that could not be read, whose words stand at `digest`.
    """

    kind: Kind
    report: int
    reason: str = ""
    indicator: str = ""
    applicant: Applicant | None = None
    value: Number | None = None
    year: int = 0
    body: str = ""
    digest: str = ""


CHANGES: TypeAdapter[Change] = TypeAdapter(Change)


def write(change: Change, archive: Archive, person: str) -> None:
    """Make the change. Raises UsageError where the report is no more."""
    told = {"reason": change.reason, "person": person}
    match change.kind:
        case "value":
            archive.correct(change.report, change.indicator, change.applicant, change.value, **told)
        case "year":
            archive.correct_year(change.report, change.year, **told)
        case "body":
            name, code, division = body_named(change.body, archive.report(change.report).identity.year) or ("", "", "")
            archive.correct_organization(change.report, name, code, division, **told)
        case "report":
            archive.judge(change.report, "rejected", **told)
        case "finding":
            check = check_of(archive.report(change.report), change.digest)
            assert check is not None
            archive.dismiss(change.report, finding(check), **told)
        case "confirmation":
            archive.judge(change.report, "confirmed", **told)
        case "settled":
            archive.settle(change.digest, change.indicator, change.applicant, **told)


def subject(change: Change, stored: StoredReport, words: Words, language: Language) -> str:
    """What is changed, in words: what it is, from what to what."""
    identity = stored.identity
    match change.kind:
        case "settled":
            label = figure_name(change.indicator, change.applicant, language)
            return words.settle_figure.format(label=label, value=as_told(change.value))
        case "value":
            old = as_told(value_of(stored, change.indicator, change.applicant))
            return f"{figure_name(change.indicator, change.applicant, language)} {old} → {as_told(change.value)}"
        case "year":
            return f"{words.the_year} {identity.year or '—'} → {change.year}"
        case "body":
            return f"{words.the_body} {identity.organization or '—'} → {change.body}"
        case "report":
            return words.reject_report.format(report=sheet.title(stored, language))
        case "finding":
            check = check_of(stored, change.digest)
            return words.reject_finding.format(finding=name_of_finding(check, language) if check else "—")
        case "confirmation":
            return words.confirm_report.format(report=sheet.title(stored, language))


def preview(change: Change, archive: Archive, words: Words, language: Language) -> list[Text]:
    """What the change is, what the checks then say, and what the answer becomes. Nothing of it stays written."""
    before = archive.report(change.report)
    about: list[Text] = [Bold(subject(change, before, words, language))]
    if change.reason:
        about.append(Text(words.draft_reason.format(reason=change.reason)))

    def look(archive: Archive) -> tuple[StoredReport, list[str]]:
        write(change, archive, "")
        after = archive.report(change.report)
        return after, _answers(change, before, after, archive, words, language)

    after, answers = archive.rehearse(look)
    blocks = [Text(words.draft_title), as_list(*about)]
    if change.kind in ("value", "year", "body", "settled"):
        blocks.append(_checks(before, after, words, language))
    return [*blocks, as_list(*answers)] if answers else blocks


def value_of(stored: StoredReport, code: str, applicant: Applicant | None) -> Number | None:
    """The figure as it stands, corrections counted."""
    fact = next((f for f in sheet.best_facts(stored) if (f.indicator, f.applicant) == (code, applicant)), None)
    return fact.value if fact else None


def as_told(value: Number | None) -> str:
    """The figure, a dash where there is none."""
    return "—" if value is None else render_number(value)


def name_of_finding(check: Check, language: Language) -> str:
    """The rule that was broken, and both sides."""
    sides = ""
    if check.left is not None and check.right is not None:
        sides = f"{render_number(check.left)} ≠ {render_number(check.right)}"
    return f"{rule_name(check.rule, language)} {sides}".strip()


def digest(check: Check) -> str:
    return keyboards.digest(repr(finding(check)))


def check_of(stored: StoredReport, told: str) -> Check | None:
    """The finding of this digest, if it is still one."""
    return next((check for check in stored.checks if digest(check) == told), None)


def _checks(before: StoredReport, after: StoredReport, words: Words, language: Language) -> Text:
    """What fails after a change that did not before, and the other way round."""
    was, will = _failing(before), _failing(after)
    new = [check for key, check in will.items() if key not in was]
    gone = [check for key, check in was.items() if key not in will]
    if not new and not gone:
        return Text(words.checks_same.format(failed=len(will)))
    lines = [_told(words.check_new, check, language) for check in new]
    lines += [_told(words.check_gone, check, language) for check in gone]
    return as_list(words.checks_then.format(before=len(was), after=len(will)), *lines[:_MOST_CHECKS])


def _failing(stored: StoredReport) -> dict[object, Check]:
    return {
        finding(check): check for check in stored.checks if check.status == "fail" and stored.dismissal(check) is None
    }


def _told(mark: str, check: Check, language: Language) -> Text:
    return Text(
        mark.format(check=f"{describe_check(check, language, with_cause=False)} {name_of_finding(check, language)}")
    )


def _answers(
    change: Change, before: StoredReport, after: StoredReport, archive: Archive, words: Words, language: Language
) -> list[str]:
    """What is answered once the change is made: about the figure, or about the report's body and year."""
    match change.kind:
        case "value" | "settled":
            questions = [_question(after, change.indicator, change.applicant)]
        case "finding":
            return [words.finding_no_more]
        case _:
            code = next((code for code in sheet.KEY_FIGURES if value_of(after, code, None) is not None), None)
            both = (_question(one, code or "requests.received", None) for one in (before, after))
            questions = list(dict.fromkeys(both))
    told = [(question, answer(question, archive, language=language).lines) for question in questions if question]
    return [words.answer_then.format(question=asked, answer=lines[0].text.strip()) for asked, lines in told if lines]


def _question(stored: StoredReport, code: str, applicant: Applicant | None) -> str:
    identity = stored.identity
    if identity.organization is None or identity.year is None or not stored.versions:
        return ""
    return f"{identity.organization}{identity.year}年{figure_name(code, applicant, 'zh')}"


def refusal(code: str, value: Number, words: Words) -> str | None:
    """Why a figure can't be this value, if it can't."""
    unit = indicators()[code].unit
    if value < 0:
        return words.value_negative.format(value=render_number(value))
    if value >= _TOO_LARGE:
        return words.value_too_large
    if unit not in _DIVISIBLE and value != int(value):
        return words.value_not_whole.format(value=render_number(value), unit=unit)
    return None
