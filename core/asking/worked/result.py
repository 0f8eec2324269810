"""What every operation gives: figures as rows, what they are about, what is not there. No sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, TypeVar

from core.asking.found.missing import About, Gap, NoReport
from core.asking.found.notes import Note
from core.asking.found.stored import Stored
from core.asking.found.values import Found
from core.asking.understood.request import Request
from core.types import ReportEntry, Row

MOST_PLACES, MOST_ROWS, MOST_OF_EACH = 5, 10, 20
"""So many places of a ranking fit a phone; a program gets more of them as rows, who asks for each more yet."""
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an operation comes to.

    `told` are the figures it tells, on which there may be notes; `cited` the reports it rests on; `notes` are its own.
    Of a long list `left` follow the page that is told; the next page begins at `next`.
    """

    about: About
    rows: tuple[Row, ...] = ()
    told: tuple[Found, ...] = ()
    cited: tuple[ReportEntry, ...] = ()
    absent: tuple[NoReport, ...] = ()
    unreported: tuple[Gap, ...] = ()
    notes: tuple[Note, ...] = ()
    left: int = 0
    next: int = 0


class Paged(TypedDict):
    """What follows a page."""

    left: int
    next: int


def page(items: Sequence[_Item], begin: int, size: int) -> tuple[tuple[_Item, ...], Paged]:
    """The items of a list that begin there, as many as fit a phone, and what follows them."""
    end = begin + size
    return tuple(items[begin:end]), Paged(left=max(len(items) - end, 0), next=end)


def entries_of(values: Iterable[Found]) -> tuple[ReportEntry, ...]:
    """The reports of some figures, each once."""
    return tuple(dict.fromkeys(value.entry for value in values))


Operations = Mapping[type[Request], Callable[[Stored, Any], Result]]
"""The operation of each kind of request that a module has."""
