"""Figures as they are reported."""

from __future__ import annotations

from dataclasses import dataclass

from core.asking.found.stored import Stored
from core.asking.found.table import look
from core.asking.found.values import Found
from core.asking.understood.request import Lookup
from core.asking.worked.result import Operations, Result, entries_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures(Result):
    """One figure or several."""

    values: tuple[Found, ...]


def lookup(stored: Stored, request: Lookup) -> Figures:
    """One figure or several, each as reported."""
    found = look(stored, request.subject)
    return Figures(
        about=found.about_told(found.values),
        values=found.values,
        rows=tuple(value.row() for value in found.values),
        told=found.values,
        cited=entries_of(found.values),
        absent=found.absent,
        unreported=found.unreported,
    )


OPERATIONS: Operations = {Lookup: lookup}
