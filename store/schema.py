"""The tables, as migrations: append a new one, never change one that was released.

`fact_rows` and `check_rows` are compact (codes as numbers, rows of a report side by side); the views `facts`,
`figures`, `checks`, `coverage` and `report_list` say the same in words.

A fact's `source_id` is 0 for a correction, 1 for a table, 2 for the narrative; the lowest is the `best` one of its
report, indicator and applicant. `applicant_id` 0 is the total column. A `value` of NULL is a figure struck out.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from core.forms.indicators import indicators
from core.types import APPLICANTS, Applicant, Source

migrations = Migrations("gongkai")

APPLICANT_ID: dict[Applicant | None, int] = {applicant: number for number, applicant in enumerate((None, *APPLICANTS))}
APPLICANT = {number: applicant for applicant, number in APPLICANT_ID.items()}
SOURCE_ID: dict[Source, int] = {"table": 1, "narrative": 2}
SOURCE = {number: source for source, number in SOURCE_ID.items()}
CORRECTION = 0

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


@migrations()
def first_tables(db: Database) -> None:
    """Everything of version 0.1."""
    for statement in _TABLES + _VIEWS:
        db.execute(statement)
    labels = zip(APPLICANT_ID.items(), _APPLICANT_LABELS, strict=True)
    db.table("applicants").insert_all({"id": key, "code": code, "label_zh": label} for (code, key), label in labels)
    sources = (("correction", CORRECTION), *SOURCE_ID.items())
    db.table("sources").insert_all({"id": key, "code": code} for code, key in sources)


_PEOPLE_JOBS_AND_AUDIT = (
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


@migrations()
def people_jobs_and_audit(db: Database) -> None:
    """Roles, files waiting to be read, and the record of who changed what."""
    for statement in _PEOPLE_JOBS_AND_AUDIT:
        db.execute(statement)


_VIEWS_IN_WORDS = (
    "DROP VIEW figures",
    """
    CREATE VIEW figures AS
    SELECT facts.organization, facts.division_code, facts.year, facts.indicator, facts.label, facts.applicant,
           applicants.label_zh AS applicant_label, facts.value, facts.unit, facts.source, facts.inferred, facts.quote,
           facts.page, facts.report_id
    FROM facts
    JOIN applicants ON applicants.code IS facts.applicant
    WHERE facts.best = 1 AND facts.answers = 1 AND facts.value IS NOT NULL
    """,
    "DROP VIEW checks",
    """
    CREATE VIEW checks AS
    SELECT check_rows.report_id, organizations.name AS organization, organizations.division_code, reports.year,
           check_rows.rule, check_rows.level, check_rows.status, applicants.code AS applicant,
           check_rows.left_value, check_rows.right_value, check_rows.message, check_rows.cause
    FROM check_rows
    JOIN reports ON reports.id = check_rows.report_id
    JOIN applicants ON applicants.id = check_rows.applicant_id
    LEFT JOIN organizations ON organizations.id = reports.organization_id
    WHERE NOT EXISTS (
        SELECT 1 FROM dismissals
        WHERE dismissals.document_id = reports.document_id AND dismissals.rule = check_rows.rule
          AND dismissals.applicant_id = check_rows.applicant_id AND dismissals.cells = check_rows.cells
          AND dismissals.left_value IS check_rows.left_value AND dismissals.right_value IS check_rows.right_value)
    """,
)
# A dated version comes before an undated one, whenever that was received.
_ELECT_AGAIN = (
    "UPDATE reports SET answers = 0 WHERE answers = 1",
    """
    UPDATE reports SET answers = 1 WHERE id IN (
        SELECT id FROM (
            SELECT reports.id, row_number() OVER (
                PARTITION BY reports.organization_id, reports.year
                ORDER BY reports.published_on IS NULL, reports.published_on DESC, reports.document_id DESC) AS place
            FROM reports JOIN documents ON documents.id = reports.document_id
            WHERE reports.organization_id IS NOT NULL AND reports.year IS NOT NULL
              AND documents.verdict IS NOT 'rejected')
        WHERE place = 1)
    """,
)


@migrations()
def dated_versions_first(db: Database) -> None:
    """Dismissed findings leave the view of checks, figures name the applicant in Chinese, dated versions answer."""
    for statement in _VIEWS_IN_WORDS + _ELECT_AGAIN:
        db.execute(statement)


@migrations()
def dialogues(db: Database) -> None:
    """What people were asked for and have not answered yet."""
    db.execute(
        """
        CREATE TABLE dialogues (
            chat INTEGER NOT NULL,
            account INTEGER NOT NULL,
            state TEXT NOT NULL,
            data TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            PRIMARY KEY (chat, account)
        ) WITHOUT ROWID
        """
    )


def is_newer(db: Database) -> bool:
    """Whether a later version of the program has changed the tables in ways this one does not know."""
    applied = {migration.name for migration in migrations.applied(db)}
    nothing_applied = Database(memory=True, execute_plugins=False)
    try:
        return not applied <= {migration.name for migration in migrations.pending(nothing_applied)}
    finally:
        nothing_applied.close()


def indicator_ids(db: Database) -> dict[str, int]:
    """The number of every indicator the database knows."""
    return dict(db.execute("SELECT code, id FROM indicators ORDER BY id").fetchall())


def add_new_indicators(db: Database) -> None:
    """Indicators the dictionary has and the database lacks; a code once given a number keeps it."""
    known = indicator_ids(db)
    db.table("indicators").insert_all(
        {
            "code": code,
            "label_zh": indicator.label_zh,
            "label_en": indicator.label_en,
            "unit": indicator.unit,
            "templates": " ".join(indicator.templates),
        }
        for code, indicator in indicators().items()
        if code not in known
    )
