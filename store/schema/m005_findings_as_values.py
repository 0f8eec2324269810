"""Checks and issues as values, from which they are told in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    # NULL: stored by an older version, which kept the Chinese sentence alone.
    "ALTER TABLE check_rows ADD COLUMN details TEXT",
    "ALTER TABLE issues ADD COLUMN details TEXT",
)


def findings_as_values(db: Database) -> None:
    """What a check or an issue says, beside its sentence."""
    for statement in _STATEMENTS:
        db.execute(statement)
