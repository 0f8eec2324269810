"""A change to a report that a person asked for: what it is, what it would come to, how it is made.

The bot and the pages draft the same changes: nothing is written before the person saw what it comes to.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2s
from typing import Literal

from core import answer
from core.forms.indicators import indicators
from core.reading.identity import body_named
from core.telling.key_figures import KEY_FIGURES
from core.telling.names import figure_name
from core.types import Applicant, Check, Language, Number
from store.archive import Archive
from store.deciding import best_facts
from store.records import Decisions, StoredReport, finding

Kind = Literal["value", "year", "body", "report", "finding", "confirmation", "settled"]
Impossible = Literal["negative", "too_large", "not_whole"]

CORRECTS: tuple[Kind, ...] = ("value", "year", "body", "settled")
"""The kinds that change figures, or whose they are."""

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


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a change would come to: which checks fail then and not before, which no more, and what is answered."""

    before: StoredReport
    after: StoredReport
    new: tuple[Check, ...]
    gone: tuple[Check, ...]
    failing: tuple[int, int]
    answers: tuple[tuple[str, str], ...]


def foresee(change: Change, archive: Archive, language: Language) -> Foreseen:
    """What the change would come to; nothing of it stays written. Raises UsageError where it can't be made."""
    before = archive.report(change.report)

    def look(archive: Archive) -> tuple[StoredReport, tuple[tuple[str, str], ...]]:
        write(change, archive, "")
        after = archive.report(change.report)
        return after, _answers(change, before, after, archive, language)

    after, answers = archive.rehearse(look)
    was, will = _failing(before), _failing(after)
    return Foreseen(
        before,
        after,
        tuple(check for key, check in will.items() if key not in was),
        tuple(check for key, check in was.items() if key not in will),
        (len(was), len(will)),
        answers,
    )


def make(change: Change, archive: Archive, stood: Decisions, person: str) -> Decisions | None:
    """Make a change that was drafted while decisions stood so; how they stand then. None where they stand otherwise
    by now, or the finding is none any more: then nothing is written. Raises UsageError."""
    gone = change.kind == "finding" and check_of(archive.report(change.report), change.digest) is None
    if archive.decisions(change.report) != stood or gone:
        return None
    write(change, archive, person)
    return archive.decisions(change.report)


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


def value_of(stored: StoredReport, code: str, applicant: Applicant | None) -> Number | None:
    """The figure as it stands, corrections counted."""
    fact = best_facts(stored).get((code, applicant))
    return fact.value if fact else None


def impossible(code: str, value: Number) -> Impossible | None:
    """Why a figure can't be this value, if it can't."""
    if value < 0:
        return "negative"
    if value >= _TOO_LARGE:
        return "too_large"
    return "not_whole" if indicators()[code].unit not in _DIVISIBLE and value != int(value) else None


def digest(check: Check) -> str:
    """A short name of what a check found."""
    return blake2s(repr(finding(check)).encode(), digest_size=5).hexdigest()


def check_of(stored: StoredReport, told: str) -> Check | None:
    """The finding of this digest, if it is still one."""
    return next((check for check in stored.checks if digest(check) == told), None)


def _failing(stored: StoredReport) -> dict[object, Check]:
    return {
        finding(check): check for check in stored.checks if check.status == "fail" and stored.dismissal(check) is None
    }


def _answers(
    change: Change, before: StoredReport, after: StoredReport, archive: Archive, language: Language
) -> tuple[tuple[str, str], ...]:
    """What is answered once the change is made: about the figure, or about the report's body and year."""
    match change.kind:
        case "value" | "settled":
            questions = [_question(after, change.indicator, change.applicant)]
        case "finding":
            return ()
        case _:
            code = next((code for code in KEY_FIGURES if value_of(after, code, None) is not None), None)
            both = (_question(one, code or "requests.received", None) for one in (before, after))
            questions = list(dict.fromkeys(both))
    told = [(question, answer(question, archive, language=language).lines) for question in questions if question]
    return tuple((asked, lines[0].text.strip()) for asked, lines in told if lines)


def _question(stored: StoredReport, code: str, applicant: Applicant | None) -> str:
    identity = stored.identity
    if identity.organization is None or identity.year is None or not stored.versions:
        return ""
    return f"{identity.organization}{identity.year}年{figure_name(code, applicant, 'zh')}"
