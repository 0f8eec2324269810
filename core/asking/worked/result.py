"""What every operation gives: figures as rows, what they are about, what is not there. No sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.asking.found.missing import About, Gap, NoReport
from core.asking.found.notes import Note
from core.asking.found.stored import Stored
from core.asking.found.values import Found
from core.asking.understood.request import Request
from core.types import ReportEntry, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an operation comes to.

    `told` are the figures it tells, on which there may be notes; `cited` the reports it rests on; `notes` are its own.
    """

    about: About
    rows: tuple[Row, ...] = ()
    told: tuple[Found, ...] = ()
    cited: tuple[ReportEntry, ...] = ()
    absent: tuple[NoReport, ...] = ()
    unreported: tuple[Gap, ...] = ()
    notes: tuple[Note, ...] = ()


def entries_of(values: Iterable[Found]) -> tuple[ReportEntry, ...]:
    """The reports of some figures, each once."""
    return tuple(dict.fromkeys(value.entry for value in values))


Operations = Mapping[type[Request], Callable[[Stored, Any], Result]]
"""The operation of each kind of request that a module has."""
