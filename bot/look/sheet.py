"""The check sheet of a report for a phone: whose, which year, key figures, what does not add up, what was odd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.utils.formatting import Bold, Italic, Text, as_list

from bot.look.sheet_words import Labels, labels_of
from core.forms.indicators import indicators
from core.places import divisions as places
from core.places import mentions
from core.telling.findings import describe_cause, describe_check, describe_issue, is_told_by
from core.telling.key_figures import KEY_FIGURES
from core.telling.names import (
    column_name,
    count_checks,
    figure_name,
    form_name,
    render_number,
    rule_name,
    status_name,
)
from core.telling.spoken import counted_as
from core.types import APPLICANTS, SURE, Check, Fact, Identity, Language
from store.deciding import best_facts
from store.records import Entry, Saved, StoredReport, without_account

_MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a check sheet says, in the order in which it is told; None where there is nothing of a kind."""

    head: Text
    failed: Text | None
    changes: Sequence[Sequence[str]]
    """What differs from the version replaced: its name, before, now."""
    figures: Sequence[Figure]
    noticed: Sequence[Text]
    oddities: Sequence[Text]
    record: Sequence[Text]


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: its name, the number and what is counted, what to mind about it."""

    name: str
    number: str
    unit: str
    doubt: str


def sheet_of(
    stored: StoredReport, language: Language, saved: Saved | None = None, older: StoredReport | None = None
) -> Sheet:
    """The sheet of a stored report; `saved` tells what became of the file, `older` is the version it replaces."""
    labels = labels_of(language)
    return Sheet(
        _head(stored, labels, language, saved),
        _failed(stored, labels, language),
        _changes(stored, older, language),
        _figures(stored, labels, language),
        _noticed(stored, labels, language),
        _oddities(stored, language),
        _record(stored, labels, language),
    )


def blocks(
    stored: StoredReport, language: Language, saved: Saved | None = None, older: StoredReport | None = None
) -> list[Text]:
    """The sheet as text."""
    told, labels = sheet_of(stored, language, saved, older), labels_of(language)
    changes = [Text(name, " ", before, " → ", now) for name, before, now in told.changes]
    figures = [Text(one.name, " ", Bold(one.number), " ", one.unit, one.doubt) for one in told.figures]
    parts = [
        told.head,
        told.failed,
        _listed(labels.changed, changes, labels),
        as_list(Text(labels.figures.format(count=len(stored.facts))), *(figures or [Text(labels.no_key_figure)])),
        _listed(status_name("notice", language).capitalize(), told.noticed, labels),
        _listed(labels.odd, told.oddities, labels),
        _listed(labels.record, told.record, labels),
    ]
    return [part for part in parts if part is not None]


def line(stored: StoredReport, language: Language) -> str:
    """The sheet in one line, for a list of files."""
    labels = labels_of(language)
    failed = sum(check.status == "fail" for check in _open(stored))
    body, year = _body_and_year(stored, labels)
    return labels.line.format(body=body, year=year, count=len(stored.facts), failed=failed)


def title(stored: StoredReport, language: Language) -> str:
    """Whose report, of which year."""
    return " ".join(_body_and_year(stored, labels_of(language)))


def _head(stored: StoredReport, labels: Labels, language: Language, saved: Saved | None) -> Text:
    identity = stored.identity
    lines: list[Text | str] = [Bold(" ".join(_body_and_year(stored, labels)))]
    if identity.division and identity.division not in (identity.organization or ""):
        lines.append(identity.division)
    if identity.title:
        lines.append(identity.title)
    about = [
        labels.template.format(form=form_name(identity.template, language))
        if identity.template != "narrative"
        else labels.no_table
    ]
    if identity.published_on:
        about.append(labels.published.format(date=identity.published_on.isoformat()))
    lines.append(" · ".join(about))
    if several := _places_of_the_name(identity):
        places_told = labels.enumeration.join(several)
        lines.append(Bold(labels.several_places.format(count=len(several), places=places_told)))
    if stored.verdict is not None:
        since = labels.changed_since if _changed_since_verdict(stored) else ""
        lines.append(Bold(labels.verdicts[stored.verdict], since))
    if saved is not None:
        lines.append(Italic(labels.outcomes[saved.outcome].format(first=_first_receipt(stored))))
    return as_list(*lines)


def _places_of_the_name(identity: Identity) -> list[str]:
    """The places that a body may be of whose name does not tell which: 江北区 is in 宁波市 and in 重庆市."""
    if identity.organization is None or identity.division_code is not None:
        return []
    found = mentions.find(identity.organization, identity.year)
    named = found[0].candidates if found and found[0].start == 0 else ()
    return [places.full_name(place, identity.year) for place in named] if len(named) > 1 else []


def _changed_since_verdict(stored: StoredReport) -> bool:
    """Whether anything was changed after a person said that the report is right."""
    subjects = [entry.subject for entry in stored.audit if not entry.subject.startswith("finding")]
    return stored.verdict == "confirmed" and bool(subjects) and subjects[-1] != "verdict"


def _figures(stored: StoredReport, labels: Labels, language: Language) -> list[Figure]:
    best = best_facts(stored)
    right = {(one.indicator, one.applicant) for one in stored.corrections}
    shown = [best[code, None] for code in KEY_FIGURES if (code, None) in best]
    return [
        Figure(
            figure_name(fact.indicator, None, language),
            render_number(fact.value),
            counted_as(fact.indicator, language, fact.value),
            doubt_of(fact, labels, corrected=(fact.indicator, fact.applicant) in right),
        )
        for fact in shown
    ]


def doubt_of(fact: Fact, labels: Labels, *, corrected: bool) -> str:
    """What to mind about a figure."""
    if corrected:
        return labels.corrected
    if fact.confidence is not None and fact.confidence < SURE:
        return labels.unsure
    return labels.inferred if fact.inferred else ""


def _changes(stored: StoredReport, older: StoredReport | None, language: Language) -> list[tuple[str, str, str]]:
    """Figures that differ from the version replaced; a dash where there was none."""
    if older is None:
        return []
    before, after = best_facts(older), best_facts(stored)
    found = []
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if (old and old.value) != (new and new.value):
            was, now = (render_number(fact.value) if fact else "—" for fact in (old, new))
            found.append((figure_name(*key, language), was, now))
    return found


def _failed(stored: StoredReport, labels: Labels, language: Language) -> Text | None:
    """How the checks came out, and every one that failed."""
    if not stored.checks:
        return None
    told = [_check(check, "✗", labels, language) for check in _open(stored) if check.status == "fail"]
    return as_list(labels.checks.format(checks=count_checks(_open(stored), language)), *told)


def _noticed(stored: StoredReport, labels: Labels, language: Language) -> list[Text]:
    return [_check(check, "△", labels, language) for check in _open(stored) if check.status == "notice"]


def _check(check: Check, mark: str, labels: Labels, language: Language) -> Text:
    """One line a finding: what it is about, both sides in bold, what may have caused it."""
    column = column_name(check.applicant, language) if check.applicant else ""
    told = describe_check(check, language, with_cause=False)
    if language == "en":
        told = f"{rule_name(check.rule, language)}{f' ({column})' if column else ''}: {told}"
    elif column and column not in told:
        told = f"{column}：{told}"
    parts: list[Text | str] = [f"{mark} ", *_bold_sides(told, check)]
    if check.cause:
        parts.append(Italic(labels.cause.format(cause=describe_cause(check.cause, language))))
    return Text(*parts)


def _bold_sides(told: str, check: Check) -> list[Text | str]:
    if check.left is None or check.right is None:
        return [told]
    sides = f"{render_number(check.left)} ≠ {render_number(check.right)}"
    before, found, after = told.partition(sides)
    return [before, Bold(found), after] if found else [told]


def _oddities(stored: StoredReport, language: Language) -> list[Text]:
    told = [check for check in stored.checks if check.status in ("fail", "notice")]
    return [Text("· ", describe_issue(issue, language)) for issue in stored.open_issues if not is_told_by(issue, told)]


def _record(stored: StoredReport, labels: Labels, language: Language) -> list[Text]:
    """Who changed what about the report, when, from what to what, and why; the newest first."""
    return [
        Text(
            f"· {entry.made_at.astimezone():%Y-%m-%d %H:%M} {without_account(entry.person)} ",
            _subject(entry.subject, labels, language),
            " ",
            _change(entry, labels),
            f"：{entry.reason}" if entry.reason else "",
        )
        for entry in reversed(stored.audit)
    ]


def _subject(subject: str, labels: Labels, language: Language) -> str:
    kind, _, rest = subject.partition(" ")
    if kind in indicators():
        applicant = next((one for one in APPLICANTS if one == rest), None)
        return figure_name(kind, applicant, language)
    rule = f" {rule_name(rest, language)}" if rest else ""
    return labels.subjects.get(kind, kind) + rule


def _change(entry: Entry, labels: Labels) -> str:
    if entry.subject.startswith("finding"):
        return labels.dismissed if entry.new else labels.open_again
    if entry.subject == "verdict":
        return next((told for verdict, told in labels.verdicts.items() if verdict == entry.new), labels.no_verdict)
    return f"{entry.old or '—'} → {entry.new or '—'}"


def _open(stored: StoredReport) -> list[Check]:
    """The checks without the findings that a person dismissed."""
    return [check for check in stored.checks if stored.dismissal(check) is None]


def _listed(title: str, lines: Sequence[Text], labels: Labels) -> Text | None:
    """Lines under a title, of many the first."""
    if not lines:
        return None
    more = [Text(labels.more.format(count=len(lines) - _MOST_LINES))] if len(lines) > _MOST_LINES else []
    return as_list(Bold(title), *lines[:_MOST_LINES], *more)


def _body_and_year(stored: StoredReport, labels: Labels) -> tuple[str, str]:
    identity = stored.identity
    return identity.organization or labels.nobody, str(identity.year) if identity.year else labels.no_year


def _first_receipt(stored: StoredReport) -> str:
    return f"#{stored.id}, {stored.received_at.astimezone():%Y-%m-%d %H:%M}, {stored.base_name}"
