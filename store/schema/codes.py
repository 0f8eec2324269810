"""The numbers that stand in the tables for applicants, sources and indicators."""

from __future__ import annotations

from sqlite_utils import Database

from core.forms.indicators import indicators
from core.types import APPLICANTS, Applicant, Source

APPLICANT_ID: dict[Applicant | None, int] = {applicant: number for number, applicant in enumerate((None, *APPLICANTS))}
APPLICANT = {number: applicant for applicant, number in APPLICANT_ID.items()}
SOURCE_ID: dict[Source, int] = {"table": 1, "narrative": 2}
SOURCE = {number: source for source, number in SOURCE_ID.items()}
CORRECTION = 0


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
