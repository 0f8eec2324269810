"""Every migration has a file of its own, and the files are applied in the order of their numbers."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from store import schema


def test_every_file_is_a_migration_and_applied_in_order() -> None:
    files = sorted(path.stem for path in Path(schema.__file__).parent.glob("m[0-9]*.py"))
    database = Database(memory=True, execute_plugins=False)
    try:
        pending = [migration.name for migration in schema.migrations().pending(database)]
    finally:
        database.close()
    assert files == [f"m{number:03}_{name}" for number, name in enumerate(pending, 1)]
