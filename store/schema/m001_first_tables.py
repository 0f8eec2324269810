"""Migration 1: documents, reports and what they say, with the views of version 0.1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.schema.codes import APPLICANT_ID, CORRECTION, SOURCE_ID

if TYPE_CHECKING:
    from sqlite_utils import Database

_APPLICANT_LABELS = ("总计", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")

_TABLES = (
    """
    CREATE TABLE divisions (
        code TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        full_name TEXT NOT NULL,
        level TEXT NOT NULL CHECK (level IN ('province', 'prefecture', 'county', 'township'))
    )
    """,
    """
    CREATE TABLE organizations (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        division_code TEXT REFERENCES divisions (code)
    )
    """,
    "CREATE UNIQUE INDEX organizations_by_name ON organizations (name, ifnull(division_code, ''))",
    """
    CREATE TABLE documents (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        file_name TEXT NOT NULL,
        format TEXT NOT NULL,
        received_at TEXT NOT NULL,
        size INTEGER NOT NULL,
        page_starts TEXT NOT NULL,
        text TEXT NOT NULL,
        bytes BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE reports (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL UNIQUE REFERENCES documents (id),
        organization_id INTEGER REFERENCES organizations (id),
        year INTEGER,
        title TEXT,
        title_year INTEGER,
        template TEXT NOT NULL,
        period_start TEXT,
        period_end TEXT,
        published_on TEXT,
        index_number TEXT,
        answers INTEGER NOT NULL DEFAULT 0 CHECK (answers IN (0, 1)),
        parser_version INTEGER NOT NULL,
        parsed_at TEXT NOT NULL
    )
    """,
    "CREATE INDEX reports_by_body ON reports (organization_id, year)",
    "CREATE UNIQUE INDEX reports_answering_by_body ON reports (organization_id, year) WHERE answers = 1",
    "CREATE INDEX reports_answering_by_year ON reports (year, organization_id) WHERE answers = 1",
    """
    CREATE TABLE indicators (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        label_zh TEXT NOT NULL,
        label_en TEXT NOT NULL,
        unit TEXT NOT NULL,
        templates TEXT NOT NULL
    )
    """,
    "CREATE TABLE applicants (id INTEGER PRIMARY KEY, code TEXT UNIQUE, label_zh TEXT NOT NULL)",
    "CREATE TABLE sources (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE)",
    """
    CREATE TABLE fact_rows (
        report_id INTEGER NOT NULL REFERENCES reports (id),
        indicator_id INTEGER NOT NULL REFERENCES indicators (id),
        applicant_id INTEGER NOT NULL REFERENCES applicants (id),
        source_id INTEGER NOT NULL REFERENCES sources (id),
        position INTEGER NOT NULL,
        best INTEGER NOT NULL CHECK (best IN (0, 1)),
        value NUMERIC,
        starts_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL,
        page INTEGER,
        inferred INTEGER NOT NULL CHECK (inferred IN (0, 1)),
        confidence REAL,
        quote TEXT NOT NULL,
        PRIMARY KEY (report_id, indicator_id, applicant_id, source_id, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE check_rows (
        report_id INTEGER NOT NULL REFERENCES reports (id),
        position INTEGER NOT NULL,
        rule TEXT NOT NULL,
        level TEXT NOT NULL,
        status TEXT NOT NULL,
        applicant_id INTEGER NOT NULL REFERENCES applicants (id),
        left_value NUMERIC,
        right_value NUMERIC,
        message TEXT NOT NULL,
        cells TEXT NOT NULL,
        cause TEXT,
        PRIMARY KEY (report_id, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE issues (
        report_id INTEGER NOT NULL REFERENCES reports (id),
        position INTEGER NOT NULL,
        code TEXT NOT NULL,
        severity TEXT NOT NULL,
        message TEXT NOT NULL,
        PRIMARY KEY (report_id, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE sections (
        id INTEGER PRIMARY KEY,
        report_id INTEGER NOT NULL REFERENCES reports (id),
        title TEXT NOT NULL,
        starts_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL
    )
    """,
    "CREATE INDEX sections_by_report ON sections (report_id)",
    # Without content of its own: the text stands in `documents` already.
    "CREATE VIRTUAL TABLE section_index USING fts5 (words, content = '', tokenize = 'unicode61')",
    # Kept by document, so that they outlive a new parse of it; never deleted: the last one of a figure holds.
    """
    CREATE TABLE corrections (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents (id),
        indicator_id INTEGER NOT NULL REFERENCES indicators (id),
        applicant_id INTEGER NOT NULL REFERENCES applicants (id),
        old_value NUMERIC,
        new_value NUMERIC,
        reason TEXT NOT NULL,
        person TEXT NOT NULL,
        made_at TEXT NOT NULL
    )
    """,
    "CREATE INDEX corrections_by_document ON corrections (document_id)",
)

_VIEWS = (
    """
    CREATE VIEW report_list AS
    SELECT reports.id AS report_id, organizations.name AS organization, organizations.division_code,
           divisions.full_name AS division, reports.year, reports.title, reports.template, reports.period_start,
           reports.period_end, reports.published_on, reports.index_number, reports.answers, documents.file_name,
           documents.format, documents.received_at
    FROM reports
    JOIN documents ON documents.id = reports.document_id
    LEFT JOIN organizations ON organizations.id = reports.organization_id
    LEFT JOIN divisions ON divisions.code = organizations.division_code
    """,
    """
    CREATE VIEW facts AS
    SELECT fact_rows.report_id, organizations.name AS organization, organizations.division_code,
           reports.year, indicators.code AS indicator, indicators.label_zh AS label,
           applicants.code AS applicant, fact_rows.value, indicators.unit, sources.code AS source, fact_rows.quote,
           fact_rows.starts_at, fact_rows.ends_at, fact_rows.page, fact_rows.inferred, fact_rows.confidence,
           fact_rows.best, reports.answers
    FROM fact_rows
    JOIN reports ON reports.id = fact_rows.report_id
    JOIN indicators ON indicators.id = fact_rows.indicator_id
    JOIN applicants ON applicants.id = fact_rows.applicant_id
    JOIN sources ON sources.id = fact_rows.source_id
    LEFT JOIN organizations ON organizations.id = reports.organization_id
    """,
    """
    CREATE VIEW figures AS
    SELECT organization, division_code, year, indicator, label, applicant, value, unit, source, inferred,
           quote, page, report_id
    FROM facts
    WHERE best = 1 AND answers = 1 AND value IS NOT NULL
    """,
    """
    CREATE VIEW checks AS
    SELECT check_rows.report_id, organizations.name AS organization, organizations.division_code, reports.year,
           check_rows.rule, check_rows.level, check_rows.status, applicants.code AS applicant,
           check_rows.left_value, check_rows.right_value, check_rows.message, check_rows.cause
    FROM check_rows
    JOIN reports ON reports.id = check_rows.report_id
    JOIN applicants ON applicants.id = check_rows.applicant_id
    LEFT JOIN organizations ON organizations.id = reports.organization_id
    """,
    """
    CREATE VIEW coverage AS
    SELECT organizations.name AS organization, organizations.division_code, divisions.full_name AS division,
           count(*) AS reports, min(reports.year) AS first_year, max(reports.year) AS last_year,
           group_concat(reports.year, ' ') AS years
    FROM reports
    JOIN organizations ON organizations.id = reports.organization_id
    LEFT JOIN divisions ON divisions.code = organizations.division_code
    WHERE reports.answers = 1
    GROUP BY organizations.id
    """,
)


def first_tables(db: Database) -> None:
    """Everything of version 0.1."""
    for statement in _TABLES + _VIEWS:
        db.execute(statement)
    labels = zip(APPLICANT_ID.items(), _APPLICANT_LABELS, strict=True)
    db.table("applicants").insert_all({"id": key, "code": code, "label_zh": label} for (code, key), label in labels)
    sources = (("correction", CORRECTION), *SOURCE_ID.items())
    db.table("sources").insert_all({"id": key, "code": code} for code, key in sources)
