"""Drafts of people who may store them, held for half an hour where every server of the pages finds them."""

from __future__ import annotations

import json
import logging
import secrets
import sqlite3
import time
from dataclasses import asdict
from datetime import datetime

from store.intake.web.taking import Taken
from store.records import Origin

KEPT_SECONDS = 1800.0
MOST_KEPT_BYTES = 64_000_000

_OLDEST_OVER = """
DELETE FROM drafts WHERE name IN (
    SELECT name FROM (SELECT name, sum(length(data)) OVER (ORDER BY at DESC, name) AS bytes FROM drafts) WHERE bytes > ?
) AND name <> ?
"""


class Drafts:
    """Drafts by names that nobody guesses, in what the servers share (`open_shared`), which is the memory of one that
    runs alone. The oldest are given up where they are too much.
    """

    def __init__(self, shared: sqlite3.Connection) -> None:
        self._shared = shared

    def keep(self, person: str, taken: Taken) -> str:
        """The name of a draft from now on; empty where the shared file can't be written to now."""
        now, name = time.time(), secrets.token_urlsafe(16)
        origin = None if taken.origin is None else json.dumps(asdict(taken.origin), default=datetime.isoformat)
        row = (name, person, taken.name, taken.data, origin, now)
        try:
            with self._shared:
                self._shared.execute("BEGIN IMMEDIATE")
                self._shared.execute("DELETE FROM drafts WHERE at <= ?", (now - KEPT_SECONDS,))
                self._shared.execute("INSERT INTO drafts VALUES (?, ?, ?, ?, ?, ?)", row)
                self._shared.execute(_OLDEST_OVER, (MOST_KEPT_BYTES, name))
        except sqlite3.Error as error:
            logging.getLogger(__name__).warning("A draft can't be held: %s", error)
            return ""
        return name

    def of(self, person: str, name: str) -> Taken | None:
        """The draft of this person; None where it is given up, or another's."""
        row = self._shared.execute(
            "SELECT file, data, origin FROM drafts WHERE name = ? AND person = ? AND at > ?",
            (name, person, time.time() - KEPT_SECONDS),
        ).fetchone()
        return None if row is None else Taken(row[0], row[1], None if row[2] is None else _origin(row[2]))


def _origin(told: str) -> Origin:
    kept = json.loads(told)
    at = kept["fetched_at"]
    return Origin(**kept | {"fetched_at": None if at is None else datetime.fromisoformat(at)})
