"""What must be known of the body that a name was taken for, as values."""

from __future__ import annotations

from dataclasses import dataclass

from core.places.divisions import Division


@dataclass(frozen=True, slots=True)
class UnplacedBody:
    """No place was named, and only one body of the kind is stored."""

    said: str
    name: str


@dataclass(frozen=True, slots=True)
class OnlyBody:
    """No body was named, and only one has reports of these years."""

    name: str
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Other places bear the name of this one but have no reports."""

    others: tuple[Division, ...]
    here: Division


@dataclass(frozen=True, slots=True)
class Renamed:
    """A place has another name today."""

    old: Division
    today: Division


@dataclass(frozen=True, slots=True)
class WithoutPlace:
    """The report of a body does not say in which city or province it lies."""

    name: str


@dataclass(frozen=True, slots=True)
class ForOffice:
    """An office was named that has no report of its own: it writes that of its government."""

    said: str
    name: str


NameNote = UnplacedBody | OnlyBody | Namesakes | Renamed | WithoutPlace | ForOffice
