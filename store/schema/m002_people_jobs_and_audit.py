"""Migration 2: roles, files waiting to be read, and the record of who changed what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    # What a person found of a document: it outlives a new parse.
    "ALTER TABLE documents ADD COLUMN verdict TEXT CHECK (verdict IN ('confirmed', 'rejected'))",
    """
    CREATE TABLE identity_corrections (
        document_id INTEGER PRIMARY KEY REFERENCES documents (id),
        organization_id INTEGER REFERENCES organizations (id),
        year INTEGER
    )
    """,
    """
    CREATE TABLE dismissals (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents (id),
        rule TEXT NOT NULL,
        applicant_id INTEGER NOT NULL REFERENCES applicants (id),
        cells TEXT NOT NULL,
        left_value NUMERIC,
        right_value NUMERIC,
        reason TEXT NOT NULL,
        person TEXT NOT NULL,
        made_at TEXT NOT NULL
    )
    """,
    "CREATE INDEX dismissals_by_document ON dismissals (document_id)",
    """
    CREATE TABLE audit (
        id INTEGER PRIMARY KEY,
        made_at TEXT NOT NULL,
        person TEXT NOT NULL,
        document_id INTEGER REFERENCES documents (id),
        subject TEXT NOT NULL,
        old_value TEXT,
        new_value TEXT,
        reason TEXT NOT NULL
    )
    """,
    "CREATE INDEX audit_by_document ON audit (document_id)",
    """
    INSERT INTO audit (made_at, person, document_id, subject, old_value, new_value, reason)
    SELECT corrections.made_at, corrections.person, corrections.document_id,
           indicators.code || ifnull(' ' || applicants.code, ''), corrections.old_value, corrections.new_value,
           corrections.reason
    FROM corrections
    JOIN indicators ON indicators.id = corrections.indicator_id
    JOIN applicants ON applicants.id = corrections.applicant_id
    ORDER BY corrections.id
    """,
    """
    CREATE TABLE people (
        account INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('reader', 'editor', 'administrator', 'asking', 'nobody')),
        changed_at TEXT NOT NULL
    )
    """,
    # `chat`, `message`, `album` and `source` are names given by the program that took the files in.
    """
    CREATE TABLE batches (
        id INTEGER PRIMARY KEY,
        chat INTEGER NOT NULL,
        message INTEGER NOT NULL,
        album TEXT,
        account INTEGER NOT NULL,
        language TEXT NOT NULL,
        shown_in INTEGER,
        told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
        UNIQUE (chat, message)
    )
    """,
    "CREATE UNIQUE INDEX batches_by_album ON batches (chat, album) WHERE album IS NOT NULL",
    """
    CREATE TABLE jobs (
        id INTEGER PRIMARY KEY,
        batch_id INTEGER NOT NULL REFERENCES batches (id),
        message INTEGER NOT NULL,
        member INTEGER NOT NULL DEFAULT 0,
        name TEXT NOT NULL,
        source TEXT NOT NULL,
        size INTEGER,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'unpacked', 'done', 'failed')),
        outcome TEXT,
        report_id INTEGER REFERENCES reports (id),
        other_id INTEGER REFERENCES reports (id),
        sentence TEXT,
        changed_at TEXT NOT NULL,
        UNIQUE (batch_id, message, member)
    )
    """,
    "CREATE INDEX batches_untold ON batches (id) WHERE told = 0",
)


def people_jobs_and_audit(db: Database) -> None:
    """Roles, files waiting to be read, and the record of who changed what."""
    for statement in _STATEMENTS:
        db.execute(statement)
