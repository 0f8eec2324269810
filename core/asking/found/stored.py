"""What is stored, as every operation asks it, and the bodies that a request means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.asking.found.names import NameNote
from core.asking.words import catalog as bodies
from core.asking.words.catalog import Body, Catalog
from core.types import Holdings, ReportEntry


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored, with the names of its bodies."""

    holdings: Holdings
    catalog: Catalog

    def body(self, number: int) -> Body:
        """The body of this number, which there must be."""
        found = self.catalog.body(number)
        assert found is not None
        return found


def stored_in(holdings: Holdings) -> Stored:
    """What is stored."""
    return Stored(holdings, bodies.catalog(holdings))


@dataclass(frozen=True, slots=True)
class Group:
    """One body asked about: under one name, or under the names it had over the years. `notes` are on its name."""

    label: str
    bodies: tuple[Body, ...]
    reports: Mapping[int, ReportEntry]
    notes: tuple[NameNote, ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        """The stored bodies."""
        return tuple(body.organization.id for body in self.bodies)

    def at(self, year: int) -> ReportEntry | None:
        """The report of a year; else the one whose title names that year though its figures are of another."""
        titled = (entry for entry in self.reports.values() if entry.title_year == year)
        return self.reports.get(year) or next(titled, None)

    def entries(self, years: Iterable[int]) -> list[ReportEntry]:
        """The reports of these years."""
        return [entry for year in years if (entry := self.at(year)) is not None]


def ids_of(groups: Iterable[Group]) -> tuple[int, ...]:
    """The stored bodies of several groups."""
    return tuple(i for group in groups for i in group.ids)
