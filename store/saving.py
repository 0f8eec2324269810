"""Documents and what was read from them: kept once for the same bytes, read again by a newer parser."""

from __future__ import annotations

import hashlib
import json

from core.text.years import first_year
from core.types import Document, Identity, Report
from store import origins
from store.connection import Connection
from store.electing import (
    answering,
    apply_identity,
    body_and_year,
    count_figures,
    elect,
    is_newer_version,
    organization_number,
)
from store.keeping import add_contents, remove_contents
from store.records import Origin, Saved
from store.schema.codes import CORRECTION
from store.values import iso, now, storable, storable_or_none

_COLUMNS = "organization_id, year, title, title_year, template, period_start, period_end, published_on, index_number"


def holds(connection: Connection, data: bytes, parser_version: int) -> int | None:
    """The report made of these very bytes, if this parser or a newer one has read them."""
    row = connection.first(
        "SELECT reports.id FROM documents JOIN reports ON reports.document_id = documents.id"
        " WHERE documents.sha256 = ? AND reports.tried_version >= ?",
        hashlib.sha256(data).hexdigest(),
        parser_version,
    )
    return None if row is None else int(row[0])


def save(
    connection: Connection,
    data: bytes,
    name: str,
    document: Document,
    report: Report,
    parser_version: int,
    origin: Origin | None = None,
) -> Saved:
    """Keep one parsed document and where it came from, within a transaction of the caller."""
    saved = _save(connection, data, name, document, report, parser_version)
    if origin is not None:
        origins.note(connection, saved.report, origin)
    elif report.identity.origin is not None:
        origins.suggest(connection, saved.report, report.identity.origin)
    return saved


def _save(
    connection: Connection, data: bytes, name: str, document: Document, report: Report, parser_version: int
) -> Saved:
    sha256 = hashlib.sha256(data).hexdigest()
    known = connection.first(
        "SELECT reports.id, reports.tried_version FROM documents"
        " JOIN reports ON reports.document_id = documents.id WHERE documents.sha256 = ?",
        sha256,
    )
    if known is None:
        document_id = _add_document(connection, sha256, data, name, document)
        return _add(connection, document_id, document, report, parser_version)
    report_id, tried_version = known
    if tried_version >= parser_version:
        return Saved("already_there", report_id)
    return read_again(connection, report_id, document, report, parser_version)


def read_again(
    connection: Connection, report_id: int, document: Document, report: Report, parser_version: int
) -> Saved:
    """Put another reading of the same document in the place of the one kept; the caller holds the transaction.

    What people corrected and decided stands. A reading that has lost all figures, the body or the year is not put in.
    """
    (document_id,) = connection.one("SELECT document_id FROM reports WHERE id = ?", report_id)
    if _has_lost_what_is_kept(connection, report_id, document_id, report):
        note_tried(connection, report_id, parser_version)
        return Saved("kept_fuller", report_id)
    if report.identity.origin is not None:
        origins.suggest(connection, report_id, report.identity.origin)
    return _replace(connection, report_id, document_id, document, report, parser_version)


def note_tried(connection: Connection, report_id: int, parser_version: int) -> None:
    """Note that this parser could read the document no better, within a transaction of the caller."""
    connection.run("UPDATE reports SET tried_version = ? WHERE id = ?", parser_version, report_id)


def older(connection: Connection, parser_version: int) -> list[int]:
    """The reports whose reading is of an older parser."""
    rows = connection.all("SELECT id FROM reports WHERE parser_version < ? ORDER BY id", parser_version)
    return [report_id for (report_id,) in rows]


def count_untried(connection: Connection, parser_version: int) -> int:
    """How many reports this parser has not tried to read."""
    return int(connection.one("SELECT count(*) FROM reports WHERE tried_version < ?", parser_version)[0])


def _has_lost_what_is_kept(connection: Connection, report_id: int, document_id: int, report: Report) -> bool:
    had_figures = connection.first(
        "SELECT 1 FROM fact_rows WHERE report_id = ? AND source_id <> ?", report_id, CORRECTION
    )
    given = connection.first(
        "SELECT organization_id, year FROM identity_corrections WHERE document_id = ?", document_id
    )
    given_body, given_year = given or (None, None)
    body, year = body_and_year(connection, report_id)
    lost_body = body is not None and given_body is None and report.identity.organization is None
    lost_year = year is not None and given_year is None and report.identity.year is None
    return (had_figures is not None and not report.facts) or lost_body or lost_year


def _replace(
    connection: Connection,
    report_id: int,
    document_id: int,
    document: Document,
    report: Report,
    parser_version: int,
) -> Saved:
    before = body_and_year(connection, report_id)
    remove_contents(connection, report_id, document_id)
    connection.run(
        "UPDATE documents SET format = ?, page_starts = ?, text = ? WHERE id = ?",
        document.format,
        json.dumps(document.page_starts),
        storable(document.text),
        document_id,
    )
    connection.run(
        f"UPDATE reports SET (answers, parser_version, tried_version, parsed_at, {_COLUMNS})"
        " = (0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?",
        parser_version,
        parser_version,
        now(),
        *_values(connection, report.identity),
        report_id,
    )
    apply_identity(connection, report_id, document_id)
    add_contents(connection, report_id, document_id, document, report)
    after = body_and_year(connection, report_id)
    for body in {before, after}:
        elect(connection, *body)
    return Saved("incomplete" if None in after else "parsed_again", report_id)


def _add_document(connection: Connection, sha256: str, data: bytes, name: str, document: Document) -> int:
    return connection.insert(
        "INSERT INTO documents (sha256, file_name, format, received_at, size, page_starts, text, bytes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        sha256,
        storable(name),
        document.format,
        now(),
        len(data),
        json.dumps(document.page_starts),
        storable(document.text),
        data,
    )


def _add(connection: Connection, document_id: int, document: Document, report: Report, parser_version: int) -> Saved:
    report_id = connection.insert(
        f"INSERT INTO reports (document_id, parser_version, tried_version, parsed_at, {_COLUMNS})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        document_id,
        parser_version,
        parser_version,
        now(),
        *_values(connection, report.identity),
    )
    add_contents(connection, report_id, document_id, document, report)
    body = body_and_year(connection, report_id)
    if None in body:
        return Saved("incomplete", report_id)
    before = answering(connection, *body)
    elect(connection, *body)
    if before is None:
        return Saved("stored", report_id)
    if answering(connection, *body) == report_id:
        return Saved("replaced_older", report_id, before)
    if is_newer_version(connection, report_id, before):
        figures = count_figures(connection, report_id), count_figures(connection, before)
        return Saved("kept_as_poorer", report_id, before, figures)
    return Saved("kept_as_older", report_id, before)


def _values(connection: Connection, identity: Identity) -> tuple[object, ...]:
    return (
        organization_number(connection, identity),
        identity.year,
        storable_or_none(identity.title),
        first_year(identity.title or ""),
        identity.template,
        iso(identity.period_start),
        iso(identity.period_end),
        iso(identity.published_on),
        storable_or_none(identity.index_number),
    )
