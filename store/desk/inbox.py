"""The updates a program took in and has not handled yet; what is noted here outlives a restart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from store.connection import Connection
from store.values import as_stored, now

_MOST_TRIES = 3
_FRESH = timedelta(hours=24)
_KEPT = timedelta(days=3)


class Inbox:
    """Each update once, by its number."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, taken: Iterable[tuple[int, str]], handled: Iterable[int]) -> None:
        """Note updates by number and body, and of which nothing is left to do."""
        with self._connection.writing():
            self._connection.run_many(
                "INSERT INTO inbox (update_id, body, received_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [(number, body, now()) for number, body in taken],
            )
            self._connection.run_many(
                "INSERT INTO inbox (update_id, body, received_at) VALUES (?, NULL, ?)"
                " ON CONFLICT DO UPDATE SET body = NULL",
                [(number, now()) for number in handled],
            )

    def is_known(self, update: int) -> bool:
        """Whether an update was taken in before."""
        return self._connection.first("SELECT 1 FROM inbox WHERE update_id = ?", update) is not None

    def waiting(self) -> int:
        """How many updates are noted and not handled."""
        return int(self._connection.one("SELECT count(*) FROM inbox WHERE body IS NOT NULL")[0])

    def take_up(self) -> tuple[tuple[int, str], ...]:
        """The updates that were not handled before a restart, the oldest first.

        What was tried three times, or is a day old, is given up: it may be what ended the program.
        """
        made = datetime.now(UTC)
        with self._connection.writing():
            self._connection.run(
                "UPDATE inbox SET body = NULL WHERE tries >= ? OR received_at < ?",
                _MOST_TRIES,
                as_stored(made - _FRESH),
            )
            self._connection.run("DELETE FROM inbox WHERE body IS NULL AND received_at < ?", as_stored(made - _KEPT))
            self._connection.run("UPDATE inbox SET tries = tries + 1 WHERE body IS NOT NULL")
            rows = self._connection.all("SELECT update_id, body FROM inbox WHERE body IS NOT NULL ORDER BY update_id")
        return tuple((number, body) for number, body in rows)
