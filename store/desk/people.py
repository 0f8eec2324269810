"""Who may do what, by the number a program knows them by."""

from __future__ import annotations

from store.connection import Connection
from store.deciding import note
from store.desk.records import Person, Role
from store.values import now, storable


class People:
    """The roles that were given; of everyone else nothing is known."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def role(self, account: int) -> Role | None:
        """The role of an account, None where it was never given or refused one."""
        row = self._connection.first("SELECT role FROM people WHERE account = ?", account)
        return None if row is None else row[0]

    def all(self) -> tuple[Person, ...]:
        """Everyone known, by account."""
        rows = self._connection.all("SELECT account, name, role FROM people ORDER BY account")
        return tuple(Person(*row) for row in rows)

    def name(self, account: int) -> str:
        """The name an account was last known by, empty where it has none."""
        row = self._connection.first("SELECT name FROM people WHERE account = ?", account)
        return "" if row is None else row[0]

    def set(self, account: int, name: str, role: Role, *, person: str) -> Role | None:
        """Give a role, and note who gave it; the role it had before."""
        with self._connection.writing():
            before = self.role(account)
            self._connection.run(
                "INSERT INTO people (account, name, role, changed_at) VALUES (?, ?, ?, ?) ON CONFLICT (account) DO"
                " UPDATE SET name = coalesce(nullif(excluded.name, ''), name), role = excluded.role,"
                " changed_at = excluded.changed_at",
                account,
                storable(name),
                role,
                now(),
            )
            if before != role:
                note(self._connection, None, f"role of {account}", before, role, reason="", person=person)
        return before
