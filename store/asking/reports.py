"""Stored reports: their list, one in full, the one that is meant."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from core.errors import UsageError
from core.types import Check, Fact, Identity, Issue, ReportEntry
from store import deciding
from store.connection import Connection
from store.findings import CHECK_COLUMNS, ISSUE_COLUMNS, check_of, issue_of
from store.records import Correction, StoredReport, Version
from store.schema.codes import APPLICANT, CORRECTION, SOURCE
from store.values import among, as_stored, base_name, day, storable

# A verdict stands behind the text and the bytes of a document, which SQLite reads to get at it: only of other versions.
_ENTRIES = """
    SELECT reports.id, reports.organization_id, organizations.name, organizations.division_code, reports.year,
           reports.title, reports.title_year, reports.template, reports.published_on,
           1 + (SELECT count(*) FROM reports AS others CROSS JOIN documents ON documents.id = others.document_id
                WHERE others.organization_id = reports.organization_id AND others.year = reports.year
                  AND others.id <> reports.id AND documents.verdict IS NOT 'rejected'),
           reports.origin
    FROM reports JOIN organizations ON organizations.id = reports.organization_id
    {of} {where}
    ORDER BY reports.organization_id, reports.year
"""
_REJECTED = """
    JOIN documents ON documents.id = reports.document_id WHERE documents.verdict = 'rejected'
    AND NOT EXISTS (SELECT 1 FROM reports AS others WHERE others.organization_id = reports.organization_id
                    AND others.year = reports.year AND others.answers = 1)
"""
_FILES = """
    SELECT reports.id, documents.file_name, documents.format, documents.sha256, documents.received_at
    FROM reports JOIN documents ON documents.id = reports.document_id WHERE TRUE {where}
"""
_ONE = """
    SELECT reports.document_id, reports.organization_id, reports.title_year, reports.answers,
           reports.parser_version, documents.text, documents.page_starts, documents.file_name, documents.format,
           documents.sha256, documents.received_at, reports.year, documents.verdict
    FROM reports JOIN documents ON documents.id = reports.document_id
    WHERE reports.id = ?
"""
_IDENTITY = """
    SELECT reports.title, reports.year, reports.template, organizations.name, organizations.division_code,
           divisions.full_name, reports.period_start, reports.period_end, reports.published_on, reports.index_number,
           reports.origin
    FROM reports
    LEFT JOIN organizations ON organizations.id = reports.organization_id
    LEFT JOIN divisions ON divisions.code = organizations.division_code
    WHERE reports.id = ?
"""
# The newest first: dated before undated; of one date, and of the undated, the later received.
VERSIONS = """
    SELECT reports.id, reports.published_on, documents.received_at, documents.file_name, reports.answers,
           documents.verdict
    FROM reports JOIN documents ON documents.id = reports.document_id
    WHERE reports.organization_id = ? AND reports.year = ?
    ORDER BY reports.published_on IS NULL, reports.published_on DESC, reports.document_id DESC
"""
_MEANT = """
    SELECT reports.id, organizations.name, reports.year FROM reports
    JOIN documents ON documents.id = reports.document_id
    LEFT JOIN organizations ON organizations.id = reports.organization_id
    WHERE ?1 IN (documents.file_name, reports.title)
       OR substr(documents.file_name, -1 - length(?1)) = '/' || ?1
       OR (reports.answers = 1 AND replace(?1, ' ', '')
           IN (organizations.name || reports.year, reports.year || organizations.name,
               organizations.name || reports.year || '年', reports.year || '年' || organizations.name))
    ORDER BY reports.id
"""


def entries(
    connection: Connection,
    organizations: Iterable[int] | None,
    years: Iterable[int] | None,
    ids: Iterable[int] | None,
    most: int = -1,
) -> tuple[ReportEntry, ...]:
    """The answering reports, by body and year; at most so many of them."""
    where, values = among({"reports.organization_id": organizations, "reports.year": years, "reports.id": ids})
    sql = _ENTRIES.format(of="WHERE reports.answers = 1", where=where)
    return _entries(connection, f"{sql} LIMIT ?", *values, most)


def files(connection: Connection, ids: Iterable[int]) -> dict[int, tuple[str, str, str, str]]:
    """Of reports the name of the file, its format, its SHA-256 and when it was received."""
    where, values = among({"reports.id": ids})
    rows = connection.all(_FILES.format(where=where), *values)
    return {number: (base_name(name), *rest) for number, name, *rest in rows}


def rejected(connection: Connection) -> tuple[ReportEntry, ...]:
    """The reports that answer no more since a person rejected them, where no other version answers."""
    return _entries(connection, _ENTRIES.format(of=_REJECTED, where=""))


def _entries(connection: Connection, sql: str, *values: object) -> tuple[ReportEntry, ...]:
    rows = connection.all(sql, *values)
    return tuple(
        [
            ReportEntry._make((*known, day(published_on), versions, origin))
            for *known, published_on, versions, origin in rows
        ]
    )


def stored_report(connection: Connection, report: int) -> StoredReport:
    """Everything kept of one report. Raises UsageError where there is none of this number."""
    row = connection.first(_ONE, report)
    if row is None:
        raise UsageError(f"There is no report {report}.")
    document_id, organization_id, title_year, answers, parser_version, text, page_starts, *about = row
    file_name, file_format, sha256, received_at, year, verdict = about
    return StoredReport(
        id=report,
        identity=identity(connection, report),
        title_year=title_year,
        answers=bool(answers),
        facts=facts(connection, report),
        checks=checks(connection, report),
        issues=issues(connection, report),
        text=text,
        page_starts=tuple(json.loads(page_starts)),
        file_name=file_name,
        format=file_format,
        sha256=sha256,
        received_at=datetime.fromisoformat(received_at),
        parser_version=parser_version,
        corrections=corrections(connection, document_id),
        versions=_versions(connection, organization_id, year),
        verdict=verdict,
        dismissals=deciding.dismissals(connection, document_id),
        audit=deciding.audit(connection, document_id),
    )


def original(connection: Connection, report: int) -> tuple[str, bytes]:
    """The name and bytes of the file a report was read from. Raises UsageError where there is no such report."""
    row = connection.first(
        "SELECT file_name, bytes FROM documents JOIN reports ON reports.document_id = documents.id"
        " WHERE reports.id = ?",
        report,
    )
    if row is None:
        raise UsageError(f"There is no report {report}.")
    return row[0], row[1]


def received(connection: Connection, since: datetime, until: datetime) -> tuple[int, ...]:
    """The answering reports whose file came in from one moment on and before another, in the order they came."""
    rows = connection.all(
        "SELECT reports.id FROM documents JOIN reports ON reports.document_id = documents.id"
        " WHERE documents.received_at >= ? AND documents.received_at < ? AND reports.answers = 1"
        " ORDER BY documents.received_at, documents.id",
        *map(as_stored, (since, until)),
    )
    return tuple(number for (number,) in rows)


def find_report(connection: Connection, reference: str) -> int:
    """The one report meant. Raises UsageError where there is none, or several."""
    reference = storable(reference.strip())
    if reference.isascii() and reference.isdigit():
        row = connection.first("SELECT id FROM reports WHERE id = ?", reference)
        if row is not None:
            return int(row[0])
    found = connection.all(_MEANT, reference)
    if not found:
        raise UsageError(f"There is no file or stored report {reference!r}: name one by its number, title or file.")
    if len(found) > 1:
        several = "; ".join(f"{number}: {name} {year}" for number, name, year in found[:10])
        raise UsageError(f"{reference!r} could be several reports: name one by its number ({several}).")
    return int(found[0][0])


def checks(connection: Connection, report: int) -> tuple[Check, ...]:
    """The checks stored with a report."""
    rows = connection.all(f"SELECT {CHECK_COLUMNS} FROM check_rows WHERE report_id = ? ORDER BY position", report)
    return tuple(map(check_of, rows))


def failures(
    connection: Connection, organizations: Iterable[int] | None, years: Iterable[int] | None
) -> tuple[tuple[int, int], ...]:
    """The answering reports that fail checks, each with how many."""
    where, values = among({"reports.organization_id": organizations, "reports.year": years})
    rows = connection.all(
        "SELECT reports.id, count(*) FROM reports JOIN checks_of_reports AS checks ON checks.report_id = reports.id"
        f" WHERE reports.answers = 1 AND checks.status = 'fail' {where} GROUP BY reports.id",
        *values,
    )
    return tuple((report, count) for report, count in rows)


def issues(connection: Connection, report: int, code: str | None = None) -> tuple[Issue, ...]:
    """The issues stored with a report: all, or those of one code."""
    # Not compared in SQL: as an index is of one code SQLite would plan anew for every code that is asked for.
    rows = connection.all(f"SELECT {ISSUE_COLUMNS} FROM issues WHERE report_id = ? ORDER BY position", report)
    return tuple([issue_of(row) for row in rows if code is None or row[0] == code])


def failing(connection: Connection, ids: Iterable[int]) -> frozenset[int]:
    """Those of the reports that fail checks, dismissed ones counted."""
    where, values = among({"report_id": ids})
    rows = connection.all(f"SELECT DISTINCT report_id FROM check_rows WHERE status = 'fail' {where}", *values)
    return frozenset(report for (report,) in rows)


def blurred(connection: Connection, ids: Iterable[int]) -> frozenset[int]:
    """Those of the reports that were read from images with low confidence."""
    where, values = among({"report_id": ids})
    rows = connection.all(f"SELECT DISTINCT report_id FROM issues WHERE code = 'low_confidence_ocr' {where}", *values)
    return frozenset(report for (report,) in rows)


def identity(connection: Connection, report: int) -> Identity:
    """Whose report it is, of which year: as corrected."""
    title, year, template, organization, code, division, start, end, published, index, origin = connection.one(
        _IDENTITY, report
    )
    return Identity(
        title=title,
        year=year,
        template=template,
        organization=organization,
        division_code=code,
        division=division,
        period_start=day(start),
        period_end=day(end),
        published_on=day(published),
        index_number=index,
        origin=origin,
    )


def facts(connection: Connection, report: int) -> tuple[Fact, ...]:
    """The facts as they were read, corrections apart."""
    rows = connection.all(
        "SELECT indicator_id, applicant_id, value, indicators.unit, source_id, quote, starts_at, ends_at, page,"
        " inferred, confidence FROM fact_rows JOIN indicators ON indicators.id = indicator_id"
        " WHERE report_id = ? AND source_id <> ? ORDER BY position",
        report,
        CORRECTION,
    )
    return tuple(
        Fact(
            indicator=connection.indicator[indicator],
            applicant=APPLICANT[applicant],
            value=value,
            unit=unit,
            source=SOURCE[source],
            quote=quote,
            start=start,
            end=end,
            page=page,
            inferred=bool(inferred),
            confidence=confidence,
        )
        for indicator, applicant, value, unit, source, quote, start, end, page, inferred, confidence in rows
    )


def corrections(connection: Connection, document_id: int) -> tuple[Correction, ...]:
    """Every correction of a figure of a document that holds, in order; of one figure the last."""
    rows = connection.all(
        "SELECT indicator_id, applicant_id, old_value, new_value, reason, person, made_at, quote, starts_at, ends_at"
        " FROM corrections WHERE document_id = ? AND taken_back_at IS NULL ORDER BY id",
        document_id,
    )
    return tuple(
        Correction(
            indicator=connection.indicator[indicator],
            applicant=APPLICANT[applicant],
            old_value=old,
            new_value=new,
            reason=reason,
            person=person,
            made_at=datetime.fromisoformat(made_at),
            quote=quote,
            start=start,
            end=end,
        )
        for indicator, applicant, old, new, reason, person, made_at, quote, start, end in rows
    )


def _versions(connection: Connection, organization_id: int | None, year: int | None) -> tuple[Version, ...]:
    return tuple(
        Version(number, day(published_on), datetime.fromisoformat(received_at), file_name, bool(answers))
        for number, published_on, received_at, file_name, answers, _ in connection.all(VERSIONS, organization_id, year)
    )
