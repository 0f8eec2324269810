"""Changes to a report as pages ask for them: what is to be filled in, what it would come to, how it is made."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, cast

from pydantic import TypeAdapter

from core.errors import UsageError
from core.forms.applicants import column_label
from core.forms.indicators import indicators
from core.reading.identity import body_named
from core.telling.findings import describe_check
from core.telling.names import figure_name, number_or_dash, render_number, rule_name
from core.types import APPLICANTS, Language
from server.work.pages.report import identity_of
from store import Archive, StoredReport
from store.changing import CORRECTS, Change, Foreseen, Kind, check_of, foresee, impossible, make, value_of
from store.records import Decisions
from store.unread import Unread

KINDS: tuple[Kind, ...] = ("value", "year", "body", "report", "finding", "confirmation", "settled")
CHANGES: TypeAdapter[Change] = TypeAdapter(Change)

_FIRST_YEAR = 2004
_MOST_LIKELY = 5
_NUMBER = re.compile(r"-?[0-9]{1,13}(?:\.[0-9]{1,6})?")


class _Wrong(Exception):
    """What was filled in can't be; `why` names the sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields of the form as they were sent, or what a link fills in beforehand."""

    kind: str
    indicator: str = ""
    applicant: str = ""
    value: str = ""
    strike: bool = False
    year: str = ""
    body: str = ""
    digest: str = ""
    reason: str = ""


def change_page(archive: Archive, report: int, filled: Filled, told: str, language: Language) -> dict[str, Any]:
    """The form of one change. Raises UsageError where there is no such report, number or finding."""
    stored = archive.report(report)
    if filled.kind not in KINDS:
        raise UsageError(f"There is no change {filled.kind!r}.")
    check = check_of(stored, filled.digest) if filled.kind == "finding" else None
    unread = _unread(archive, report, filled.digest) if filled.kind == "settled" else None
    if filled.kind == "finding" and check is None:
        raise UsageError("The finding is none any more.")
    return {
        "report": report,
        "title": identity_of(stored.identity),
        "filled": asdict(filled),
        "told": told,
        "finding": None
        if check is None
        else {"rule": rule_name(check.rule, language), "text": describe_check(check, language)},
        "unread": None if unread is None else {"number": render_number(unread.number), "quote": unread.quote},
        "likely": [] if unread is None else _likely(unread, language),
        "now": _now(stored, filled),
        "choices": _choices(stored, language),
        "columns": [("", column_label(None, language)), *((one, column_label(one, language)) for one in APPLICANTS)],
        "preview": None,
        "draft": "",
    }


def preview_page(archive: Archive, report: int, filled: Filled, language: Language, patience: float) -> dict[str, Any]:
    """What the change would come to, with the change and how decisions stand; or the form again with what is wrong."""
    page = change_page(archive, report, filled, "", language)
    try:
        change = _change(archive, report, filled)
    except _Wrong as wrong:
        return page | {"told": wrong.why}
    try:
        with _writing(archive, patience) as writing:
            foreseen = foresee(change, writing, language)
            stands = writing.decisions(report)
    except UsageError as error:
        return page | {"told": "can_not_be", "why": str(error)}
    return page | {
        "preview": _preview(change, foreseen, language),
        "change": asdict(change),
        "stands": asdict(stands),
    }


def made(
    archive: Archive, change: Mapping[str, Any], stands: Mapping[str, Any], person: str, patience: float
) -> dict[str, Any]:
    """Make a change that was drafted: how decisions stand then; None where something was decided meanwhile."""
    drafted = CHANGES.validate_python(change)
    with _writing(archive, patience) as writing:
        after = make(drafted, writing, Decisions(**stands), person)
    return {"after": None if after is None else asdict(after)}


def undone(
    archive: Archive,
    report: int,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reason: str,
    person: str,
    patience: float,
) -> dict[str, Any]:
    """Take a change back. Raises UsageError where something was decided since."""
    with _writing(archive, patience) as writing:
        writing.undo(report, Decisions(**before), Decisions(**after), reason=reason, person=person)
    return {}


def taken_back(archive: Archive, key: str, reason: str, person: str, patience: float) -> dict[str, Any]:
    """Take back what was settled of a number. Raises UsageError where nothing was."""
    with _writing(archive, patience) as writing:
        writing.take_back(key, reason=reason, person=person)
    return {}


@contextmanager
def _writing(archive: Archive, patience: float) -> Iterator[Archive]:
    """A connection of its own: the one given only reads. Raises UsageError where another program keeps writing."""
    with Archive(archive.path, patience=patience) as writing:
        try:
            yield writing
        except sqlite3.OperationalError as error:
            raise UsageError("The database can't be written to now. Nothing was changed: try again later.") from error


def _change(archive: Archive, report: int, filled: Filled) -> Change:
    """What was filled in, as a change. Raises _Wrong."""
    kind, reason = cast(Kind, filled.kind), " ".join(filled.reason.split())[:500]
    if not reason:
        raise _Wrong("needs_reason")
    match kind:
        case "value" | "settled":
            return _figure(archive, report, filled, kind, reason)
        case "year":
            year = unicodedata.normalize("NFKC", filled.year).strip()
            if not (year.isascii() and year.isdecimal() and _FIRST_YEAR <= int(year[:6]) <= date.today().year):
                raise _Wrong("no_such_year")
            return Change(kind, report, reason, year=int(year))
        case "body":
            named = body_named(filled.body.strip(), archive.report(report).identity.year)
            if named is None:
                raise _Wrong("no_such_body")
            return Change(kind, report, reason, body=named[0])
        case _:
            return Change(kind, report, reason, digest=filled.digest)


def _figure(archive: Archive, report: int, filled: Filled, kind: Kind, reason: str) -> Change:
    known = indicators().get(filled.indicator)
    if known is None:
        raise _Wrong("which_figure")
    if filled.applicant and (filled.applicant not in APPLICANTS or not known.by_applicant):
        raise _Wrong("no_such_column")
    applicant = filled.applicant or None
    if kind == "settled":
        unread = _unread(archive, report, filled.digest)
        return Change(kind, report, reason, known.code, applicant, unread.number, digest=filled.digest)
    if filled.strike:
        return Change(kind, report, reason, known.code, applicant, None)
    typed = unicodedata.normalize("NFKC", filled.value).strip().replace(",", "")
    if not _NUMBER.fullmatch(typed):
        raise _Wrong("no_number")
    value = float(typed) if "." in typed else int(typed)
    if (why := impossible(known.code, value)) is not None:
        raise _Wrong(why)
    return Change(kind, report, reason, known.code, applicant, value)


def _unread(archive: Archive, report: int, key: str) -> Unread:
    found = next((one for one in archive.unread_figures(report) if one.key == key), None)
    if found is None:
        raise UsageError(f"There is no unread number {key!r}.")
    return found


def _now(stored: StoredReport, filled: Filled) -> str:
    """What is to be changed, as it stands."""
    match filled.kind:
        case "value" if filled.indicator in indicators():
            applicant = filled.applicant if filled.applicant in APPLICANTS else None
            value = value_of(stored, filled.indicator, applicant)
            return number_or_dash(value)
        case "year":
            return str(stored.identity.year or "–")
        case "body":
            return stored.identity.organization or "–"
    return ""


def _choices(stored: StoredReport, language: Language) -> list[tuple[str, str]]:
    """The figures that a report of its form may hold, those that it does first."""
    read = [code for code in indicators() if any(fact.indicator == code for fact in stored.facts)]
    of_form = [code for code, one in indicators().items() if stored.identity.template in one.templates]
    return [(code, figure_name(code, None, language)) for code in dict.fromkeys([*read, *of_form, *indicators()])]


def _likely(one: Unread, language: Language) -> list[dict[str, str]]:
    # Only here: no other page needs the reader.
    from core.reading.narrative.candidates import likely

    return [
        {"indicator": code, "applicant": column or "", "name": figure_name(code, column, language)}
        for code, column in likely(one.quote, one.number, one.year, _MOST_LIKELY)
    ]


def _preview(change: Change, told: Foreseen, language: Language) -> dict[str, Any]:
    before, after = told.failing
    return {
        "subject": _subject(change, told.before, language),
        "reason": change.reason,
        "checks": change.kind in CORRECTS,
        "before": before,
        "after": after,
        "new": [describe_check(check, language, with_cause=False) for check in told.new],
        "gone": [describe_check(check, language, with_cause=False) for check in told.gone],
        "answers": [{"question": question, "line": line} for question, line in told.answers],
    }


def _subject(change: Change, stored: StoredReport, language: Language) -> dict[str, str]:
    """What is changed: its name, and from what to what."""
    value = number_or_dash(change.value)
    match change.kind:
        case "value":
            old = number_or_dash(value_of(stored, change.indicator, change.applicant))
            return {"name": figure_name(change.indicator, change.applicant, language), "old": old, "new": value}
        case "settled":
            return {"name": figure_name(change.indicator, change.applicant, language), "old": "", "new": value}
        case "year":
            return {"name": "", "old": str(stored.identity.year or "–"), "new": str(change.year)}
        case "body":
            return {"name": "", "old": stored.identity.organization or "–", "new": change.body}
        case "finding":
            check = check_of(stored, change.digest)
            return {"name": "" if check is None else rule_name(check.rule, language), "old": "", "new": ""}
        case _:
            return {"name": identity_of(stored.identity), "old": "", "new": ""}
