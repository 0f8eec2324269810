"""Migration 14: what questions call the bodies, and the totals by indicator and year, ready to be looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.naming import keep_all_names

if TYPE_CHECKING:
    from sqlite_utils import Database

TOTALS = """
    INSERT INTO totals (indicator_id, year, organization_id, value)
    SELECT fact_rows.indicator_id, reports.year, reports.organization_id, fact_rows.value
    FROM reports CROSS JOIN fact_rows ON fact_rows.report_id = reports.id
    WHERE reports.answers = 1 AND fact_rows.applicant_id = 0 AND fact_rows.best = 1 AND fact_rows.value IS NOT NULL
"""
IN_ORDER = "ORDER BY fact_rows.indicator_id, reports.year, reports.organization_id"
"""Of rows that are many."""

_TABLES = (
    # What the name of a body tells, how many of its reports answer. `place` is a code; `rank` a level, or department.
    """
    CREATE TABLE body_names (
        organization_id INTEGER PRIMARY KEY REFERENCES organizations (id),
        place TEXT,
        township TEXT,
        kind TEXT NOT NULL,
        tail TEXT NOT NULL,
        rank TEXT NOT NULL,
        reports INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX body_names_by_place ON body_names (place, rank, reports)",
    "CREATE INDEX body_names_by_kind ON body_names (kind)",
    "CREATE INDEX body_names_by_rank ON body_names (rank, reports)",
    # `role`: see `store.naming`. The first two characters of the words that questions use, and how long these are.
    """
    CREATE TABLE body_words (
        word TEXT NOT NULL,
        role INTEGER NOT NULL,
        organization_id INTEGER NOT NULL REFERENCES organizations (id),
        PRIMARY KEY (word, role, organization_id)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE word_heads (head TEXT NOT NULL, length INTEGER NOT NULL, PRIMARY KEY (head, length)) WITHOUT ROWID",
    "CREATE VIRTUAL TABLE name_index USING fts5 (characters, content = '', tokenize = 'unicode61')",
    "CREATE TABLE names_version (version INTEGER NOT NULL)",
    # The figures of answering reports without their columns by applicant.
    """
    CREATE TABLE totals (
        indicator_id INTEGER NOT NULL REFERENCES indicators (id),
        year INTEGER NOT NULL,
        organization_id INTEGER NOT NULL REFERENCES organizations (id),
        value NUMERIC NOT NULL,
        PRIMARY KEY (indicator_id, year, organization_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX reports_answering_by_form ON reports (year, template, organization_id) WHERE answers = 1",
)
_GONE = """
    DELETE FROM totals
    WHERE indicator_id IN (SELECT id FROM indicators) AND year = OLD.year AND organization_id = OLD.organization_id;
    UPDATE body_names SET reports = reports - 1 WHERE organization_id = OLD.organization_id;
"""
_COME = f"""
    {TOTALS} AND reports.id = NEW.id;
    UPDATE body_names SET reports = reports + 1 WHERE organization_id = NEW.organization_id;
"""
_CHANGES = "OLD.answers <> NEW.answers OR OLD.organization_id IS NOT NEW.organization_id OR OLD.year IS NOT NEW.year"
_FIGURE = "(SELECT year, organization_id FROM reports WHERE id = {row}.report_id AND answers = 1)"


def _figure_again(row: str) -> str:
    return f"""
    DELETE FROM totals
    WHERE indicator_id = {row}.indicator_id AND (year, organization_id) = {_FIGURE.format(row=row)};
    {TOTALS} AND reports.id = {row}.report_id AND fact_rows.indicator_id = {row}.indicator_id;
"""


# Whoever changes what answers, or corrects a figure, changes these with it. A report is read before it answers: its
# figures come all at once.
_TRIGGERS = (
    f"""
    CREATE TRIGGER report_goes AFTER UPDATE OF answers, organization_id, year ON reports
    WHEN OLD.answers = 1 AND ({_CHANGES}) BEGIN {_GONE} END
    """,
    f"""
    CREATE TRIGGER report_comes AFTER UPDATE OF answers, organization_id, year ON reports
    WHEN NEW.answers = 1 AND ({_CHANGES}) BEGIN {_COME} END
    """,
    f"""
    CREATE TRIGGER figure_corrected AFTER INSERT ON fact_rows
    WHEN NEW.source_id = 0 AND NEW.applicant_id = 0 BEGIN {_figure_again("NEW")} END
    """,
    f"""
    CREATE TRIGGER figure_chosen AFTER UPDATE OF best, value ON fact_rows
    WHEN NEW.applicant_id = 0 BEGIN {_figure_again("NEW")} END
    """,
    f"""
    CREATE TRIGGER figure_uncorrected AFTER DELETE ON fact_rows
    WHEN OLD.source_id = 0 AND OLD.applicant_id = 0 BEGIN {_figure_again("OLD")} END
    """,
)


def names_and_totals(db: Database) -> None:
    """Names are searched and totals ranked in the database, however many there are."""
    for statement in _TABLES:
        db.execute(statement)
    db.execute(f"{TOTALS} {IN_ORDER}")
    keep_all_names(db.conn)
    for statement in _TRIGGERS:
        db.execute(statement)
