"""Migration 13: where reports came from, and when their addresses were visited."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    # The address that is told: of the latest visit that gave these bytes, else what a saved page says of itself.
    "ALTER TABLE reports ADD COLUMN origin TEXT",
    # Every address that gave these bytes; `headers` is a JSON object, `listing` the page that named the address and
    # `page` the one it hangs on as a file.
    """
    CREATE TABLE origins (
        document_id INTEGER NOT NULL REFERENCES documents (id),
        address TEXT NOT NULL,
        fetched_at TEXT NOT NULL,
        status INTEGER NOT NULL,
        headers TEXT NOT NULL,
        listing TEXT,
        page TEXT,
        PRIMARY KEY (document_id, address)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX origins_by_address ON origins (address, fetched_at)",
    "CREATE INDEX origins_by_listing ON origins (listing) WHERE listing IS NOT NULL",
    "DROP VIEW report_list",
    """
    CREATE VIEW report_list AS
    SELECT reports.id AS report_id, organizations.name AS organization, organizations.division_code,
           divisions.full_name AS division, reports.year, reports.title, reports.template, reports.period_start,
           reports.period_end, reports.published_on, reports.index_number, reports.answers, documents.file_name,
           documents.format, documents.received_at, reports.origin
    FROM reports
    JOIN documents ON documents.id = reports.document_id
    LEFT JOIN organizations ON organizations.id = reports.organization_id
    LEFT JOIN divisions ON divisions.code = organizations.division_code
    """,
)
_HEAD = 1 << 16


def origins(db: Database) -> None:
    """A report knows the address it came from; of those that are stored, what their saved pages say."""
    # Only here: whoever asks or exports needs no reader of files.
    from core.document.origin import origin_of

    for statement in _STATEMENTS:
        db.execute(statement)
    pages = db.execute("SELECT id, substr(bytes, 1, ?) FROM documents WHERE format IN ('html', 'mht')", (_HEAD,))
    found = [(origin, document) for document, head in pages.fetchall() if (origin := origin_of(bytes(head)))]
    db.conn.executemany("UPDATE reports SET origin = ? WHERE document_id = ?", found)
