"""Whether a database is whole: its pages, its references, its index, and what it tells against what it keeps."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from store.schema.codes import CORRECTION
from store.standing import address

_MOST_TOLD = 5
_STRAY = (
    # What belongs to something that is not there, each with what to call it.
    ("figures without a report", "SELECT report_id FROM fact_rows WHERE report_id NOT IN (SELECT id FROM reports)"),
    ("checks without a report", "SELECT report_id FROM check_rows WHERE report_id NOT IN (SELECT id FROM reports)"),
    ("sections without a report", "SELECT report_id FROM sections WHERE report_id NOT IN (SELECT id FROM reports)"),
    ("reports without a document", "SELECT id FROM reports WHERE document_id NOT IN (SELECT id FROM documents)"),
    ("documents without a report", "SELECT id FROM documents WHERE id NOT IN (SELECT document_id FROM reports)"),
    (
        "sections that can't be searched",
        "SELECT id FROM sections WHERE id NOT IN (SELECT id FROM section_index_docsize)",
    ),
    ("index entries of no section", "SELECT id FROM section_index_docsize WHERE id NOT IN (SELECT id FROM sections)"),
    (
        "bodies and years that nothing answers for",
        "SELECT min(reports.id) FROM reports JOIN documents ON documents.id = reports.document_id"
        " WHERE organization_id IS NOT NULL AND year IS NOT NULL AND verdict IS NOT 'rejected'"
        " GROUP BY organization_id, year HAVING sum(answers) <> 1",
    ),
)


def troubles(path: Path) -> Iterator[str]:
    """What is wrong with a database of ours, a sentence each; nothing where it is whole. It is not changed."""
    try:
        uri, _ = address(path)
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            # Held to the end: all is looked at as it stands at one moment.
            connection.isolation_level = None
            # What is damaged may be no text any more, and is told all the same.
            connection.text_factory = lambda held: held.decode("utf-8", "replace")
            connection.execute("BEGIN")
            damage = [str(line) for (line,) in connection.execute("PRAGMA integrity_check(5)")]
            if damage != ["ok"]:
                yield f"The file is damaged: {'; '.join(damage)}."
                return
            yield from _strays(connection)
            yield from _index(connection)
            yield from _originals(connection)
            yield from _quotes(connection)
            connection.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        yield f"The file can't be read: {error}."
    except (UnicodeDecodeError, TypeError):
        yield "The file is damaged: what is in it has another form than it should."


def _strays(connection: sqlite3.Connection) -> Iterator[str]:
    for what, sql in _STRAY:
        numbers = [number for (number,) in connection.execute(sql)]
        if numbers:
            yield f"There are {what}: {_some(numbers)}."
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        yield "There are references to what is not there."


def _index(connection: sqlite3.Connection) -> Iterator[str]:
    try:
        connection.execute("INSERT INTO section_index (section_index) VALUES ('integrity-check')")
    except sqlite3.OperationalError:
        # Who may not write can't have it checked.
        return
    except sqlite3.DatabaseError as error:
        yield f"The index of texts is damaged: {error}."


def _originals(connection: sqlite3.Connection) -> Iterator[str]:
    """Documents whose bytes are no longer those that came in."""
    changed = [
        number
        for number, sha256, data in connection.execute("SELECT id, sha256, bytes FROM documents")
        if hashlib.sha256(data).hexdigest() != sha256
    ]
    if changed:
        yield f"Documents are no longer as they came in: {_some(changed)}."


def _quotes(connection: sqlite3.Connection) -> Iterator[str]:
    """Figures whose words do not stand in the text where they say."""
    rows = connection.execute(
        "SELECT fact_rows.report_id, fact_rows.starts_at, fact_rows.ends_at, fact_rows.quote, documents.text"
        " FROM fact_rows JOIN reports ON reports.id = fact_rows.report_id"
        " JOIN documents ON documents.id = reports.document_id WHERE fact_rows.source_id <> ?",
        [CORRECTION],
    )
    astray = sorted({report for report, start, end, quote, text in rows if text[start:end] != quote})
    if astray:
        yield f"Figures of these reports do not stand in their texts: {_some(astray)}."


def _some(numbers: list[int]) -> str:
    told = ", ".join(map(str, numbers[:_MOST_TOLD]))
    return told if len(numbers) <= _MOST_TOLD else f"{told} and {len(numbers) - _MOST_TOLD} more"
