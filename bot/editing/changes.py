"""A change to a report that a person asked for, in the words of the bot: what it is, what it would come to."""

from __future__ import annotations

from aiogram.utils.formatting import Bold, Text, as_list
from pydantic import TypeAdapter

from bot.look import sheet
from bot.look.words import Words
from core.telling.findings import describe_check
from core.telling.names import figure_name, render_number, rule_name
from core.telling.spoken import counted_as
from core.types import Check, Language, Number
from store import Archive, StoredReport
from store.changing import CORRECTS, Change, Foreseen, check_of, foresee, impossible, value_of

_MOST_CHECKS = 6

CHANGES: TypeAdapter[Change] = TypeAdapter(Change)


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
    told = foresee(change, archive, language)
    about: list[Text] = [Bold(subject(change, told.before, words, language))]
    if change.reason:
        about.append(Text(words.draft_reason.format(reason=change.reason)))
    answers = [words.answer_then.format(question=asked, answer=line) for asked, line in told.answers]
    if change.kind == "finding":
        answers = [words.finding_no_more]
    blocks = [Text(words.draft_title), as_list(*about)]
    if change.kind in CORRECTS:
        blocks.append(_checks(told, words, language))
    return [*blocks, as_list(*answers)] if answers else blocks


def as_told(value: Number | None) -> str:
    """The figure, a dash where there is none."""
    return "—" if value is None else render_number(value)


def name_of_finding(check: Check, language: Language) -> str:
    """The rule that was broken, and both sides."""
    sides = ""
    if check.left is not None and check.right is not None:
        sides = f"{render_number(check.left)} ≠ {render_number(check.right)}"
    return f"{rule_name(check.rule, language)} {sides}".strip()


def _checks(told: Foreseen, words: Words, language: Language) -> Text:
    """What fails after a change that did not before, and the other way round."""
    before, after = told.failing
    if not told.new and not told.gone:
        return Text(words.checks_same.format(failed=after))
    lines = [_told(words.check_new, check, language) for check in told.new]
    lines += [_told(words.check_gone, check, language) for check in told.gone]
    return as_list(words.checks_then.format(before=before, after=after), *lines[:_MOST_CHECKS])


def _told(mark: str, check: Check, language: Language) -> Text:
    return Text(
        mark.format(check=f"{describe_check(check, language, with_cause=False)} {name_of_finding(check, language)}")
    )


def refusal(code: str, value: Number, words: Words) -> str | None:
    """Why a figure can't be this value, if it can't."""
    match impossible(code, value):
        case "negative":
            return words.value_negative.format(value=render_number(value))
        case "too_large":
            return words.value_too_large
        case "not_whole":
            return words.value_not_whole.format(value=render_number(value), unit=counted_as(code, words.language))
    return None
