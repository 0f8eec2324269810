"""What questions may call the bodies, kept beside them: names, townships, kinds of bodies, and how names sound."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from core.asking.words.catalog import Body, kind_name, names_of, place_before, sound, take_apart, township_names
from core.types import Organization

NAMES_VERSION = 1
"""Raised whenever names are taken apart otherwise: what is kept of those stored before is then made anew."""

NAME, TOWNSHIP, KIND, UNPLACED, SOUND = range(5)
"""What a word is to a body: its name or a shorter form; the township it governs; the kind that only its name tells; the
place that the name of one filed under none begins with; how its name sounds."""
_SEARCHED = frozenset({NAME, TOWNSHIP, KIND})
HEAD = 2
"""By so many characters the words are found that begin alike; a shorter one by all it has."""
_ALL = """
    SELECT organizations.id, organizations.name, organizations.division_code,
           (SELECT count(*) FROM reports WHERE organization_id = organizations.id AND answers = 1)
    FROM organizations
"""


def is_kept(connection: sqlite3.Connection) -> bool:
    """Whether the names are kept as this version takes them apart."""
    row = connection.execute("SELECT version FROM names_version").fetchone()
    return row is not None and row[0] == NAMES_VERSION


def keep_all_names(connection: sqlite3.Connection) -> None:
    """Keep the names of all bodies anew, within a transaction of the caller."""
    for table in ("body_names", "body_words", "word_heads", "names_version"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO name_index (name_index) VALUES ('delete-all')")
    connection.execute("INSERT INTO names_version VALUES (?)", (NAMES_VERSION,))
    every = connection.execute(_ALL)
    while some := every.fetchmany(1000):
        _keep(connection, ((Organization(number, name, code, None), reports) for number, name, code, reports in some))


def keep_names(connection: sqlite3.Connection, number: int, name: str, division_code: str | None) -> None:
    """Keep the names of a new body, within a transaction of the caller."""
    _keep(connection, [(Organization(number, name, division_code, None), 0)])


def spaced(text: str) -> str:
    """A name as its index keeps it: every character is a word."""
    return " ".join(text)


def _keep(connection: sqlite3.Connection, several: Iterable[tuple[Organization, int]]) -> None:
    bodies = [(take_apart(organization), reports) for organization, reports in several]
    words = [(word, role, body.organization.id) for body, _ in bodies for role, word in _words_of(body)]
    connection.executemany(
        "INSERT INTO body_names VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                body.organization.id,
                body.place.code if body.place else None,
                body.township,
                body.kind,
                body.tail,
                body.rank,
                reports,
            )
            for body, reports in bodies
        ),
    )
    connection.executemany("INSERT OR IGNORE INTO body_words VALUES (?, ?, ?)", words)
    connection.executemany(
        "INSERT OR IGNORE INTO word_heads VALUES (?, ?)",
        {(word[:HEAD], len(word)) for word, role, _ in words if role in _SEARCHED},
    )
    connection.executemany(
        "INSERT INTO name_index (rowid, characters) VALUES (?, ?)",
        ((body.organization.id, spaced(body.organization.name)) for body, _ in bodies),
    )


def _words_of(body: Body) -> Iterator[tuple[int, str]]:
    for name in names_of(body):
        yield NAME, name
    for name in township_names(body):
        yield TOWNSHIP, name
    kind = kind_name(body)
    if kind:
        yield KIND, kind
    for place, _ in place_before(body):
        yield UNPLACED, place
    heard = [body.organization.name]
    if body.place and body.place.level == "township":
        # The sounds of all others are known without.
        heard += [body.place.name, body.place.stem]
    for name in heard:
        key = sound(name) if len(name) > 1 else None
        if key:
            yield SOUND, key
