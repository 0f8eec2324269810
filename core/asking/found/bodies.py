"""From the bodies a request names to those stored, one group each under all its names; Halt where none is settled."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from core.asking.found.missing import (
    MOST_OFFERED,
    About,
    Halt,
    NoBody,
    NoReportOfYears,
    NothingStored,
    NotSaid,
    NotStored,
    WhichBody,
)
from core.asking.found.names import ForOffice, NameNote, Namesakes, OnlyBody, Renamed, UnplacedBody, WithoutPlace
from core.asking.found.stored import Group, Stored
from core.asking.understood.request import Subject, Target
from core.asking.words import catalog as bodies
from core.asking.words import lexicon as vocabulary
from core.asking.words.catalog import Body
from core.places import divisions as places
from core.places.divisions import Division
from core.types import Organization, ReportEntry

_LIKE = 50
_MOST_ALIKE = 3
_MOST_NEAR = 5


def groups_of(stored: Stored, subject: Subject) -> tuple[Group, ...]:
    """The bodies asked about; raises Halt where one is missing, unknown to the store, or may be several."""
    if not subject.targets:
        return (_only_body(stored, subject),)
    found = [_group(stored, subject, target) for target in subject.targets]
    return tuple({group.ids: group for group in found}.values())


def _only_body(stored: Stored, subject: Subject) -> Group:
    """The one body that has reports of the time asked for; raises Halt where there is none or are several."""
    if not subject.measures and not subject.times:
        raise Halt(NotSaid(what="subject"))
    wanted = {year for time in subject.times for year in time.select(stored.holdings.years())}
    entries = stored.holdings.reports(years=wanted or None)
    held = [stored.body(i) for i in dict.fromkeys(entry.organization for entry in entries)][:MOST_OFFERED]
    if not held:
        raise Halt(nobody_has(stored, sorted(wanted)))
    if len(held) > 1:
        raise Halt(WhichBody(name="", bodies=tuple(held)))
    body = held[0]
    name = full_name(stored, body)
    group = _group(stored, subject, Target(name, body.kind, (body.place,) if body.place else (), (body,)))
    return replace(group, notes=(*group.notes, OnlyBody(name, tuple(sorted(wanted)))))


def _group(stored: Stored, subject: Subject, target: Target) -> Group:
    """The body a target means."""
    if not target.bodies:
        raise Halt(_not_stored(stored, target))
    named_places = {body.place.code if body.place else body.organization.name for body in target.bodies}
    first = target.bodies[0]
    lineage = {d.code for d in bodies.lineage(first.place)} if first.place else named_places
    if not named_places <= lineage or len({body.township for body in target.bodies}) > 1:
        ids = tuple(body.organization.id for body in target.bodies)
        raise Halt(WhichBody(name=target.text, bodies=target.bodies, about=About(ids=ids)))
    entries = stored.holdings.reports(organizations=[body.organization.id for body in target.bodies])
    label = max(entries, key=_year).organization_name if entries else first.organization.name
    return Group(label, target.bodies, _by_year(stored, subject, entries, target), tuple(_notes_on(target)))


def _by_year(
    stored: Stored, subject: Subject, entries: Iterable[ReportEntry], target: Target
) -> dict[int, ReportEntry]:
    found: dict[int, ReportEntry] = {}
    asked = {year for time in subject.times for year in time.years}
    for entry in entries:
        other = found.setdefault(entry.year, entry)
        if other is not entry and (not asked or entry.year in asked):
            both = tuple(stored.body(e.organization) for e in (other, entry))
            raise Halt(WhichBody(name=target.text, bodies=both, year=entry.year))
    return found


def _year(entry: ReportEntry) -> int:
    return entry.year


def nobody_has(stored: Stored, wanted: Sequence[int]) -> NothingStored | NoReportOfYears:
    """Nothing stored of these years."""
    present = tuple(stored.holdings.years())
    return NoReportOfYears(years=tuple(wanted), present=present) if present else NothingStored()


def like_bodies(stored: Stored, name: str) -> NoBody:
    """No body of this name; bodies with like names are offered, never taken."""
    # Few questions name what nobody knows, and this takes long to load.
    from rapidfuzz import fuzz

    like = heapq.nsmallest(
        _MOST_ALIKE,
        (
            (-score, number)
            for number, held in stored.catalog.names()
            if (score := fuzz.ratio(name, held[: len(name) + 2])) >= _LIKE
        ),
    )
    return NoBody(name=name, alike=tuple(stored.body(number) for _, number in like))


def _not_stored(stored: Stored, target: Target) -> NotStored:
    held = [body for division in target.divisions for body in bodies.of_place(stored.catalog, division)]
    renamed = None
    for division in target.divisions[:1]:
        today = places.current(division)
        if division.until is not None and today is not None:
            renamed = (division, today)
            held += bodies.of_place(stored.catalog, today)
    of_place = tuple(dict.fromkeys(held))[:MOST_OFFERED]
    return NotStored(
        said=target.text,
        kind=target.kind,
        division=target.divisions[0] if len(target.divisions) == 1 else None,
        renamed=renamed,
        held=of_place,
        near=None if of_place and target.kind != "government" else _near(stored, target, of_place),
        placeless=target.kind != "government" and not target.divisions,
        rejected=_rejected(stored, target),
    )


def _rejected(stored: Stored, target: Target) -> tuple[ReportEntry, ...]:
    """The reports of the body meant that a person rejected."""
    codes = {division.code for division in target.divisions}
    return tuple(
        entry
        for entry in stored.holdings.rejected()
        if entry.division_code in codes
        and bodies.take_apart(Organization(entry.organization, entry.organization_name, entry.division_code, None)).kind
        == target.kind
    )


def _near(stored: Stored, target: Target, of_place: Sequence[Body]) -> tuple[Division, tuple[Body, ...]] | None:
    """The place itself, or else one above it, with some of the bodies stored below it beside those `of_place`."""
    first = target.divisions[:1]
    above = (*first, *(() if of_place else places.parents(first[0]))) if first else ()
    for outer in above:
        below = [body for body in bodies.below(stored.catalog, outer, None) if body not in of_place]
        if below:
            return outer, tuple(below[:_MOST_NEAR])
    return None


def full_name(stored: Stored, body: Body) -> str:
    """A body's name, after those of the places above it where the name alone would not tell it apart."""
    name = body.organization.name
    alike = stored.catalog.named(name.lower())
    alike_place = body.place is not None and len(bodies.candidates(body.place.name)) > 1
    if body.place is None or not (len(alike) > 1 or alike_place or body.township):
        return name
    above = "".join(d.name for d in reversed(places.parents(body.place)))
    tail = name if name.startswith(body.place.name) else f"{body.place.name}{body.tail}"
    return name if name.startswith(above) else f"{above}{tail}"


def _notes_on(target: Target) -> Iterator[NameNote]:
    """What must be known of the body that a name was taken for."""
    body = target.bodies[0]
    place = body.place
    if target.stands_for_office:
        yield ForOffice(target.text, body.organization.name)
    if place is None:
        if target.divisions:
            yield WithoutPlace(body.organization.name)
        return
    if not target.divisions and target.kind in vocabulary.body_kinds():
        yield UnplacedBody(target.text, body.organization.name)
    here = {d.code for d in bodies.lineage(place)}
    others = tuple(d for d in target.divisions if d.code not in here)
    if others and len(others) <= 6:
        yield Namesakes(others, place)
    for division in target.divisions:
        today = places.current(division)
        if division.until is not None and today is not None and today.name != division.name:
            yield Renamed(division, today)
