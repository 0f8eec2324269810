"""What belongs to one report: its facts, checks, issues and sections, put in and taken out as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable

from core.forms.indicators import indicators
from core.types import Check, Document, Fact, Issue, Report, Section
from store.asking import reports
from store.asking.passages import indexed
from store.connection import Connection, SqlRow
from store.deciding import corrected
from store.findings import CHECK_COLUMNS, ISSUE_COLUMNS, check_row, issue_row
from store.schema.codes import APPLICANT_ID, CORRECTION, SOURCE_ID
from store.values import now, storable

_ONE_FIGURE = "report_id = ? AND indicator_id = ? AND applicant_id = ?"


def add_contents(connection: Connection, report_id: int, document_id: int, document: Document, report: Report) -> None:
    """Store everything a report says; corrections of its document come before what was read."""
    _add_facts(connection, report_id, report.facts)
    _add_checks(connection, report_id, report.checks)
    _add_issues(connection, report_id, report.issues)
    apply_corrections(connection, report_id, document_id)
    text = storable(document.text)
    _add_sections(connection, report_id, text, report.sections or (Section("", 0, len(text)),))


def remove_contents(connection: Connection, report_id: int, document_id: int) -> None:
    """Forget everything a report says, corrections apart. The document's text must still be the old one."""
    (text,) = connection.one("SELECT text FROM documents WHERE id = ?", document_id)
    # An index without content must be told the words it is to forget.
    connection.run_many(
        "INSERT INTO section_index (section_index, rowid, words) VALUES ('delete', ?, ?)",
        [
            (section_id, indexed(text[start:end]))
            for section_id, start, end in connection.all(
                "SELECT id, starts_at, ends_at FROM sections WHERE report_id = ?", report_id
            )
        ],
    )
    for table in ("sections", "issues", "check_rows", "fact_rows"):
        connection.run(f"DELETE FROM {table} WHERE report_id = ?", report_id)


def apply_corrections(connection: Connection, report_id: int, document_id: int) -> None:
    """Put the last correction of each figure before what was read, with the evidence of what was read.

    Where anything was corrected the checks are those of the corrected figures.
    """
    last = connection.all(
        "SELECT indicator_id, applicant_id, new_value, quote, starts_at, max(id) FROM corrections"
        " WHERE document_id = ? AND taken_back_at IS NULL GROUP BY indicator_id, applicant_id",
        document_id,
    )
    for indicator_id, applicant_id, value, quote, start, _ in last:
        key = (report_id, indicator_id, applicant_id)
        connection.run(f"DELETE FROM fact_rows WHERE {_ONE_FIGURE} AND source_id = ?", *key, CORRECTION)
        read = connection.first(
            f"SELECT value, starts_at, ends_at, page, quote FROM fact_rows WHERE {_ONE_FIGURE}"
            " ORDER BY source_id, position",
            *key,
        )
        if quote is not None and read is not None and read[0] == value:
            # The words say again what was read elsewhere: nothing is corrected.
            withdraw_correction(connection, *key)
            continue
        connection.run(f"UPDATE fact_rows SET best = 0 WHERE {_ONE_FIGURE}", *key)
        connection.run(
            "INSERT INTO fact_rows (report_id, indicator_id, applicant_id, source_id, position, best, value,"
            " inferred, starts_at, ends_at, page, quote) VALUES (?, ?, ?, ?, 0, 1, ?, 0, ?, ?, ?, ?)",
            *key,
            CORRECTION,
            value,
            *(read[1:] if read and quote is None else _where_it_stands(connection, document_id, quote, start)),
        )
    if last or connection.first("SELECT 1 FROM identity_corrections WHERE document_id = ?", document_id):
        check_again(connection, report_id, document_id)


def withdraw_correction(connection: Connection, report_id: int, indicator_id: int, applicant_id: int) -> None:
    """Let what was read of a figure answer again, in place of a correction."""
    key = (report_id, indicator_id, applicant_id)
    connection.run(f"DELETE FROM fact_rows WHERE {_ONE_FIGURE} AND source_id = ?", *key, CORRECTION)
    first = connection.first(
        f"SELECT source_id, position FROM fact_rows WHERE {_ONE_FIGURE} ORDER BY source_id, position", *key
    )
    if first is not None:
        connection.run(
            f"UPDATE fact_rows SET best = 1 WHERE {_ONE_FIGURE} AND source_id = ? AND position = ?", *key, *first
        )


def withdraw_corrections(connection: Connection, report_id: int, document_id: int, last: int, person: str) -> None:
    """Take back the corrections after the one of the number `last`: what was read, or corrected before, holds again."""
    figures = connection.all(
        "SELECT DISTINCT indicator_id, applicant_id FROM corrections"
        " WHERE document_id = ? AND id > ? AND taken_back_at IS NULL",
        *(document_id, last),
    )
    connection.run(
        "UPDATE corrections SET taken_back_at = ?, taken_back_by = ?"
        " WHERE document_id = ? AND id > ? AND taken_back_at IS NULL",
        *(now(), storable(person), document_id, last),
    )
    for indicator_id, applicant_id in figures:
        withdraw_correction(connection, report_id, indicator_id, applicant_id)
    apply_corrections(connection, report_id, document_id)


def _where_it_stands(connection: Connection, document_id: int, quote: str | None, start: int) -> SqlRow:
    """The evidence of a figure that was not read: the words that it was taken from, wherever they stand by now."""
    if quote is None:
        return 0, 0, None, ""
    text, page_starts = connection.one("SELECT text, page_starts FROM documents WHERE id = ?", document_id)
    at = start if text.startswith(quote, start) else text.find(quote)
    if at < 0:
        return 0, 0, None, quote
    return at, at + len(quote), Document(text, page_starts=tuple(json.loads(page_starts))).page(at), quote


def check_again(connection: Connection, report_id: int, document_id: int) -> None:
    """Put the checks of the figures as they are corrected in the place of those that are kept."""
    # Only here: asking needs none of it.
    from core.reading import parse

    (text,) = connection.one("SELECT text FROM documents WHERE id = ?", document_id)
    corrections = reports.corrections(connection, document_id)
    right = corrected(reports.facts(connection, report_id), corrections)
    given = {(one.indicator, one.applicant) for one in corrections}
    identity, issues = reports.identity(connection, report_id), reports.issues(connection, report_id)
    connection.run("DELETE FROM check_rows WHERE report_id = ?", report_id)
    _add_checks(connection, report_id, parse.check_again(identity, right, issues, text, given))


def _add_facts(connection: Connection, report_id: int, facts: Iterable[Fact]) -> None:
    rows = [_fact_row(connection, report_id, position, fact) for position, fact in enumerate(facts)]
    best: dict[SqlRow, SqlRow] = {}
    for row in sorted(rows, key=lambda row: row[:5]):
        best.setdefault(row[:3], row[:5])
    connection.run_many(
        "INSERT INTO fact_rows (report_id, indicator_id, applicant_id, source_id, position, value, starts_at,"
        " ends_at, page, inferred, confidence, quote, best) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((*row, best[row[:3]] == row[:5]) for row in rows),
    )


def _fact_row(connection: Connection, report_id: int, position: int, fact: Fact) -> SqlRow:
    number = connection.indicator_number(fact.indicator)
    unit = indicators()[fact.indicator].unit
    if fact.unit != unit:
        raise ValueError(f"{fact.indicator} is counted in {unit}, not {fact.unit}")
    return (
        report_id,
        number,
        APPLICANT_ID[fact.applicant],
        SOURCE_ID[fact.source],
        position,
        fact.value,
        fact.start,
        fact.end,
        fact.page,
        fact.inferred,
        fact.confidence,
        storable(fact.quote),
    )


def _add_checks(connection: Connection, report_id: int, checks: Iterable[Check]) -> None:
    connection.run_many(
        f"INSERT INTO check_rows (report_id, position, {CHECK_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((report_id, position, *check_row(check)) for position, check in enumerate(checks)),
    )


def _add_issues(connection: Connection, report_id: int, issues: Iterable[Issue]) -> None:
    connection.run_many(
        f"INSERT INTO issues (report_id, position, {ISSUE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        ((report_id, position, *issue_row(issue)) for position, issue in enumerate(issues)),
    )


def _add_sections(connection: Connection, report_id: int, text: str, sections: Iterable[Section]) -> None:
    for section in sections:
        section_id = connection.insert(
            "INSERT INTO sections (report_id, title, starts_at, ends_at) VALUES (?, ?, ?, ?)",
            report_id,
            storable(section.title),
            section.start,
            section.end,
        )
        words = indexed(text[section.start : section.end])
        connection.run("INSERT INTO section_index (rowid, words) VALUES (?, ?)", section_id, words)
