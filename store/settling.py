"""What a person or an agent reads from the words of a report where the reader could not: which figure a number is.

Nobody gives the number: it is that of the words. Every function works within a transaction of the caller.
"""

from __future__ import annotations

from core.errors import UsageError
from core.forms.indicators import indicators
from core.text.lexicon.figures import figures
from core.types import Applicant, Number
from store import deciding
from store.connection import Connection
from store.keeping import apply_corrections, check_again, withdraw_correction
from store.schema.codes import APPLICANT, APPLICANT_ID
from store.unread import Unread, find_unread, parts_of
from store.values import now, storable

_MONEY = "万元"


def answering(connection: Connection, report: int, indicator: str, applicant: Applicant | None) -> Number | None:
    """What a report gives for a figure, corrections counted."""
    row = connection.first(
        "SELECT value FROM fact_rows WHERE report_id = ? AND indicator_id = ? AND applicant_id = ? AND best = 1",
        *(report, connection.indicator_number(indicator), APPLICANT_ID[applicant]),
    )
    value: Number | None = None if row is None else row[0]
    return value


def settle(
    connection: Connection, key: str, indicator: str, applicant: Applicant | None, *, reason: str, person: str
) -> Unread:
    """Say which figure an unread number is. Raises UsageError where it can't be that one."""
    found = find_unread(connection, key)
    _refuse_what_it_cannot_be(found, indicator, applicant)
    figure = (connection.indicator_number(indicator), APPLICANT_ID[applicant])
    old = answering(connection, found.report, indicator, applicant)
    if old is not None and old != found.number:
        raise UsageError(f"The report gives {old:g} for {indicator}: where that is wrong, correct it.")
    (document_id,) = connection.one("SELECT document_id FROM reports WHERE id = ?", found.report)
    connection.run(
        "INSERT INTO corrections (document_id, indicator_id, applicant_id, old_value, new_value, reason, person,"
        " made_at, quote, starts_at, ends_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(document_id, *figure, old, found.number, storable(reason), storable(person), now()),
        *(found.quote, found.start, found.end),
    )
    subject = _subject(indicator, applicant)
    deciding.note(
        connection, document_id, subject, old, found.number, reason=_with_quote(reason, found.quote), person=person
    )
    apply_corrections(connection, found.report, document_id)
    return found


def take_back(connection: Connection, key: str, *, reason: str, person: str) -> tuple[str, Applicant | None]:
    """Take back what was settled of a number; which figure it was. Raises UsageError where nothing was."""
    report, start, end = parts_of(key)
    row = connection.first(
        "SELECT corrections.id, corrections.document_id, indicator_id, applicant_id, new_value, quote FROM corrections"
        " JOIN reports ON reports.document_id = corrections.document_id"
        " WHERE reports.id = ? AND starts_at = ? AND ends_at = ? AND taken_back_at IS NULL"
        " ORDER BY corrections.id DESC",
        *(report, start, end),
    )
    if row is None:
        raise UsageError(f"Nobody settled {key!r}.")
    number, document_id, indicator_id, applicant_id, value, quote = row
    connection.run(
        "UPDATE corrections SET taken_back_at = ?, taken_back_by = ? WHERE id = ?", now(), storable(person), number
    )
    withdraw_correction(connection, report, indicator_id, applicant_id)
    apply_corrections(connection, report, document_id)
    check_again(connection, report, document_id)
    indicator, applicant = connection.indicator[indicator_id], APPLICANT[applicant_id]
    left = answering(connection, report, indicator, applicant)
    subject = _subject(indicator, applicant)
    deciding.note(connection, document_id, subject, value, left, reason=_with_quote(reason, quote), person=person)
    return indicator, applicant


def _refuse_what_it_cannot_be(found: Unread, indicator: str, applicant: Applicant | None) -> None:
    known = indicators().get(indicator)
    if known is None:
        raise UsageError(f"There is no indicator {indicator!r}.")
    if applicant is not None and not known.by_applicant:
        raise UsageError(f"{indicator} has no columns by applicant.")
    counted = {figure.counter for _, _, figure in figures(found.quote) if figure.value == found.number}
    is_money = bool(counted) and all(counter.endswith("元") for counter in counted)
    if is_money != (known.unit == _MONEY) and counted != {""}:
        raise UsageError(f"{indicator} is counted in {known.unit}, not so the number of “{found.quote}”.")


def _subject(indicator: str, applicant: Applicant | None) -> str:
    return f"{indicator} {applicant}" if applicant else indicator


def _with_quote(reason: str, quote: str) -> str:
    return f"“{quote}”" + (f": {reason}" if reason else "")
