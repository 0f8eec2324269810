"""What people decided about a document: corrections, dismissed findings, verdicts, and the record of it all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from core.forms.indicators import indicators
from core.types import Applicant, Fact, FigureKey, Number
from store.connection import Connection
from store.records import Correction, Dismissal, Entry, Finding, StoredReport
from store.schema.codes import APPLICANT, APPLICANT_ID
from store.values import now, storable, storable_or_none


def note(
    connection: Connection,
    document_id: int | None,
    subject: str,
    old: object,
    new: object,
    *,
    reason: str,
    person: str,
) -> None:
    """Add a line to the audit, within a transaction of the caller."""
    connection.run(
        "INSERT INTO audit (made_at, person, document_id, subject, old_value, new_value, reason)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        now(),
        storable(person),
        document_id,
        subject,
        storable_or_none(_text(old)),
        storable_or_none(_text(new)),
        storable(reason),
    )


def audit(connection: Connection, document_id: int | None = None, limit: int = 1000) -> tuple[Entry, ...]:
    """The lines of the audit about a document (None: about everything), the oldest first, the last `limit` of them."""
    where = "" if document_id is None else "WHERE document_id = ?"
    rows = connection.all(
        f"SELECT made_at, person, subject, old_value, new_value, reason FROM audit {where} ORDER BY id DESC LIMIT ?",
        *(() if document_id is None else (document_id,)),
        limit,
    )
    return tuple(Entry(datetime.fromisoformat(made_at), *rest) for made_at, *rest in reversed(rows))


def entries_after(connection: Connection, document_id: int, number: int) -> tuple[Entry, ...]:
    """The lines of the audit about a document after the one of this number, the oldest first."""
    rows = connection.all(
        "SELECT made_at, person, subject, old_value, new_value, reason FROM audit"
        " WHERE document_id = ? AND id > ? ORDER BY id",
        *(document_id, number),
    )
    return tuple(Entry(datetime.fromisoformat(made_at), *rest) for made_at, *rest in rows)


def dismiss(connection: Connection, document_id: int, of: Finding, *, reason: str, person: str) -> None:
    """Note that a finding is none, within a transaction of the caller."""
    rule, applicant, cells, left, right = of
    connection.run(
        "INSERT INTO dismissals (document_id, rule, applicant_id, cells, left_value, right_value, reason, person,"
        " made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(document_id, rule, APPLICANT_ID[applicant], json.dumps(cells), left, right),
        storable(reason),
        storable(person),
        now(),
    )


def dismissals(connection: Connection, document_id: int) -> tuple[Dismissal, ...]:
    """The findings of a document that people dismissed, the oldest first."""
    rows = connection.all(
        "SELECT rule, applicant_id, cells, left_value, right_value, reason, person, made_at FROM dismissals"
        " WHERE document_id = ? ORDER BY id",
        document_id,
    )
    return tuple(
        Dismissal((rule, APPLICANT[applicant], tuple(json.loads(cells)), left, right), reason, person, _time(made_at))
        for rule, applicant, cells, left, right, reason, person, made_at in rows
    )


def corrected(facts: Iterable[Fact], corrections: Iterable[Correction]) -> tuple[Fact, ...]:
    """The facts with the last correction of each figure where it was read.

    What was not read at all stands in the words that it was taken from, or as a row of a table where a person gave it.
    """
    last = {(one.indicator, one.applicant): one for one in corrections}
    kept: list[Fact] = []
    placed: set[tuple[str, Applicant | None]] = set()
    for fact in sorted(facts, key=lambda fact: fact.source != "table"):
        key = (fact.indicator, fact.applicant)
        correction = last.get(key)
        if correction is None or key in placed:
            kept.append(fact)
        elif correction.new_value is not None:
            kept.append(replace(fact, value=correction.new_value))
        placed.add(key)
    kept += [_given(one, one.new_value) for key, one in last.items() if key not in placed and one.new_value is not None]
    return tuple(kept)


def best_facts(stored: StoredReport) -> dict[FigureKey, Fact]:
    """The fact that answers for each indicator and column: as corrected, table before narrative, the first of each."""
    struck = {(one.indicator, one.applicant): one.new_value is None for one in stored.corrections}
    best: dict[FigureKey, Fact] = {}
    for fact in sorted(corrected(stored.facts, stored.corrections), key=lambda fact: fact.source != "table"):
        key = (fact.indicator, fact.applicant)
        if not struck.get(key):
            best.setdefault(key, fact)
    return best


def _given(one: Correction, value: Number) -> Fact:
    unit = indicators()[one.indicator].unit
    if one.quote is None:
        return Fact(one.indicator, one.applicant, value, unit, "table", "", 0, 0)
    return Fact(one.indicator, one.applicant, value, unit, "narrative", one.quote, one.start or 0, one.end or 0)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
