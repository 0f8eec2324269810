"""The bodies of an area: level by level, without those left out, and how many of them the place has."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.asking.found.bodies import groups_of
from core.asking.found.missing import Halt, NotSo, WhichBody
from core.asking.found.stored import Stored
from core.asking.understood.request import Area, AreaRequest, AreaSum, Standing, Target
from core.asking.words import catalog as bodies
from core.asking.words.catalog import Body, Rank
from core.places import divisions as places
from core.places.divisions import Division, Level

_FEW_BODIES = 500


@dataclass(frozen=True, slots=True)
class Members:
    """The stored bodies of an area whose place and level are settled, those left out on request apart."""

    area: Area
    parent: Division | None
    bodies: tuple[Body, ...] = ()
    left_out: tuple[str, ...] = ()
    """Names of those that the question leaves out, as far as they are in the area."""
    places_left_out: frozenset[str] = frozenset()
    """The codes of places left out whole."""

    @property
    def has_divisions(self) -> bool:
        """Whether it is known which divisions the level has: in a place, and not of departments."""
        return self.parent is not None and self.area.level not in (None, "department")


def members_of(stored: Stored, request: AreaRequest) -> Members:
    """The bodies that a request runs over; raises Halt where their level can't be settled."""
    area = request.area
    parent = places.by_code(area.parent) if area.parent else None
    if isinstance(request, Standing):
        area, parent = _around(stored, request, parent)
    if parent is not None and area.level is None and not area.every_level:
        area = replace(area, level=_default_level(stored, parent))
    if area.level is None and isinstance(request, AreaSum):
        area = replace(area, level=_only_level(stored))
    return members_within(stored, area, parent)


def _only_level(stored: Stored) -> Rank:
    """The level of all bodies that are stored; raises Halt where they are of several, or too many to be looked at."""
    held = stored.catalog.in_area("") if stored.catalog.count() <= _FEW_BODIES else ()
    ranks = {body.rank for body in held}
    if len(ranks) != 1 or len(held) != stored.catalog.count():
        raise Halt(NotSo(reason="no_level"))
    return ranks.pop()


def members_within(stored: Stored, area: Area, parent: Division | None) -> Members:
    """The stored bodies of an area: a level above is never among those below it."""
    found = bodies.below(stored.catalog, parent, area.level)
    if area.only:
        found = tuple(body for body in found if body.place and body.place.name.endswith(area.only))
    if parent is not None and area.level not in (None, "department"):
        found = tuple(b for b in found if b.rank != "department" and not _is_of(b, parent))
    kept, left_out, codes = found, dict[str, None](), set[str]()
    for target in area.without:
        out = {body for body in kept if _is_left_out(body, target)}
        if len({(b.place, b.township) for b in out}) > 1 and len(target.divisions) > 1:
            several = tuple(sorted(out, key=lambda body: body.organization.id))
            raise Halt(WhichBody(name=target.text, bodies=several, to_leave_out=True))
        kept = tuple(body for body in kept if body not in out)
        left_out |= dict.fromkeys(body.organization.name for body in out)
        codes |= {d.code for d in target.divisions if target.kind == "government"}
    return Members(area, parent, kept, tuple(left_out), frozenset(codes))


def _around(stored: Stored, request: Standing, parent: Division | None) -> tuple[Area, Division | None]:
    """A place in a ranking: among the bodies of its level, and without an area among those under the place above."""
    area, target = request.area, request.subject.targets[0]
    if parent is not None:
        level = area.level or (target.bodies[0].rank if target.bodies else None)
        return replace(area, level=level), parent
    body = groups_of(stored, request.subject)[0].bodies[0]
    if area.everywhere:
        return replace(area, level=area.level or body.rank), None
    above = places.parents(body.place) if body.place else ()
    if body.rank in ("department", "township") and body.place:
        above = (body.place, *above)
    return replace(area, level=body.rank, parent=above[0].code if above else None), above[0] if above else None


def _default_level(stored: Stored, parent: Division) -> Level:
    if parent.level == "province":
        held = {body.rank for body in bodies.below(stored.catalog, parent, None)}
        return "prefecture" if "prefecture" in held else "county"
    return "county" if parent.level == "prefecture" else "township"


def _is_of(body: Body, parent: Division) -> bool:
    """Whether it is a body of the place itself and not of one below; a body without a place is of none."""
    return body.place is None or (body.place.code == parent.code and not body.township)


def _is_left_out(body: Body, target: Target) -> bool:
    """除鹿城外: the government and whatever lies below it; 除泰顺县市监局外: that bureau alone."""
    if target.kind != "government" or body.kind != target.kind:
        return body in target.bodies
    if any(division.level == "township" for division in target.divisions):
        return body in target.bodies
    place = body.place
    return place is not None and any(
        places.is_within(place, same.code) for division in target.divisions for same in bodies.lineage(division)
    )


def standing(members: Members, year: int) -> tuple[Division, ...]:
    """The divisions of the level that the place had in the year, those left out apart; none where it is not known."""
    if members.parent is None or not members.has_divisions:
        return ()
    found = _divisions(members.parent, members.area.level or "", year)
    if members.area.only:
        found = [division for division in found if division.name.endswith(members.area.only)]
    for code in members.places_left_out:
        found = [division for division in found if not places.is_within(division, code)]
    return tuple(found)


def _divisions(parent: Division, level: str, year: int) -> list[Division]:
    found: list[Division] = []
    pending = list(places.children(parent.code, year))
    while pending:
        division = pending.pop()
        if division.level == level:
            found.append(division)
        elif division.level in ("province", "prefecture") or (division.level == "county" and level == "township"):
            pending += places.children(division.code, year)
    return found


def how_many(members: Members, year: int) -> int | None:
    """How many bodies of the level the place had in the year, those left out apart; None where it is not known."""
    return len(standing(members, year)) if members.has_divisions else None
