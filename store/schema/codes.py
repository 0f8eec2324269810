"""The numbers that stand in the tables for applicants, sources and indicators."""

from __future__ import annotations

import sqlite3

from core.forms.indicators import indicators
from core.types import APPLICANTS, Applicant, Source

APPLICANT_ID: dict[Applicant | None, int] = {applicant: number for number, applicant in enumerate((None, *APPLICANTS))}
APPLICANT = {number: applicant for applicant, number in APPLICANT_ID.items()}
SOURCE_ID: dict[Source, int] = {"table": 1, "narrative": 2}
SOURCE = {number: source for source, number in SOURCE_ID.items()}
CORRECTION = 0


def indicator_ids(db: sqlite3.Connection) -> dict[str, int]:
    """The number of every indicator the database knows."""
    return dict(db.execute("SELECT code, id FROM indicators ORDER BY id").fetchall())


def add_new_indicators(db: sqlite3.Connection) -> None:
    """Indicators the dictionary has and the database lacks; a code once given a number keeps it."""
    known = indicator_ids(db)
    db.executemany(
        "INSERT INTO indicators (code, label_zh, label_en, unit, templates) VALUES (?, ?, ?, ?, ?)",
        (
            (code, one.label_zh, one.label_en, one.unit, " ".join(one.templates))
            for code, one in indicators().items()
            if code not in known
        ),
    )
