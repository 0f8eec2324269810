"""How our values stand in SQLite's columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

# What SQLite's text can't hold; replaced one character for one so that offsets stand.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text without what SQLite can't hold, of the same length."""
    return _UNSTORABLE.sub("\ufffd", text)


def storable_or_none(text: str | None) -> str | None:
    """The same for a text that may be missing."""
    return None if text is None else storable(text)


def base_name(file: str) -> str:
    """A file's name without the folders it came from, of whichever system."""
    return file.replace("\\", "/").rpartition("/")[2]


def iso(day: date | None) -> str | None:
    """A date as a column holds it."""
    return None if day is None else day.isoformat()


def day(text: str | None) -> date | None:
    """A date as a column gave it."""
    return None if text is None else date.fromisoformat(text)


def as_stored(moment: datetime) -> str:
    """A moment as a column holds it: in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def now() -> str:
    """The time as a column holds it."""
    return as_stored(datetime.now(UTC))


def among(wanted: Mapping[str, Iterable[int] | None]) -> tuple[str, list[int | str]]:
    """`AND column IN ...` for every column that is limited: one parameter each, however many the values."""
    where, values = "", list[int | str]()
    for column, limited in wanted.items():
        if limited is None:
            continue
        several = [*limited]
        if len(several) == 1:
            # By far the commonest; a list costs twenty times as much, as SQLite makes a table of it.
            where += f" AND {column} = ?"
            values += several
        else:
            # A list of numbers is written in JSON as in Python.
            where += f" AND {column} IN (SELECT value FROM json_each(?))"
            values.append(str(several))
    return where, values
