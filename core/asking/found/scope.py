"""The bodies of a scope: level by level, without those left out, and how many of them the place has."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.asking.found.asked import Halt, Outcome
from core.asking.found.question import Question
from core.asking.understood.request import Area, AreaRequest, Failing, Reports, Request, Standing, Target
from core.asking.worded.choices import body_choices
from core.asking.worded.figures import joined
from core.asking.words import catalog as bodies
from core.asking.words.catalog import Body
from core.places import divisions as places
from core.places.divisions import Division, Level
from core.types import Scope

_LEVEL_ZH = {
    "province": "省级政府",
    "prefecture": "市级政府",
    "county": "县级政府",
    "township": "乡镇街道",
    "department": "部门",
}
_LEVEL_EN = {
    "province": "provincial governments",
    "prefecture": "prefecture-level governments",
    "county": "county-level governments",
    "township": "townships and street offices",
    "department": "departments",
}


@dataclass(frozen=True, slots=True)
class Members:
    """The stored bodies of a scope, those left out on request apart."""

    scope: Scope
    parent: Division | None
    bodies: tuple[Body, ...]
    left_out: tuple[str, ...] = ()
    """Names of those that the question leaves out, as far as they are in the scope."""
    places_left_out: frozenset[str] = frozenset()
    """The codes of places left out whole."""


def area_of(request: Request) -> Area:
    """The area of a request; everywhere where it has none."""
    if isinstance(request, AreaRequest):
        return request.area
    area = request.area if isinstance(request, Failing | Reports) else None
    return area or Area()


def members_of(question: Question) -> Members:
    """The stored bodies of the scope, level by level: a level above is never among those below it."""
    return members_within(question, *_settled(question))


def members_within(question: Question, scope: Scope, parent: Division | None) -> Members:
    """The stored bodies of a scope whose level is settled, without those left out."""
    found = bodies.below(question.catalog, parent, scope.level)
    if parent is not None and scope.level not in (None, "department"):
        found = tuple(b for b in found if b.rank != "department" and not _is_of(b, parent))
    kept, left_out, codes = found, dict[str, None](), set[str]()
    for target in area_of(question.request).without:
        out = {body for body in kept if _is_left_out(body, target)}
        if len({(b.place, b.township) for b in out}) > 1 and len(target.divisions) > 1:
            raise Halt(_which_left_out(question, target, out))
        kept = tuple(body for body in kept if body not in out)
        left_out |= dict.fromkeys(body.organization.name for body in out)
        codes |= {d.code for d in target.divisions if target.kind == "government"}
    return Members(scope, parent, kept, tuple(left_out), frozenset(codes))


def _settled(question: Question) -> tuple[Scope, Division | None]:
    """The scope with its parent and level as far as they are said or follow."""
    scope = question.request.scope or Scope()
    targets = question.subject.targets
    parent = places.by_code(scope.parent) if scope.parent else None
    if isinstance(question.request, Standing) and targets:
        if parent is None:
            scope, parent = _around(question, scope)
        if targets[0].bodies and scope.level is None:
            scope = replace(scope, level=targets[0].bodies[0].rank)
    if parent is not None and scope.level is None and not area_of(question.request).every_level:
        scope = replace(scope, level=_default_level(question, parent))
    if scope.level is None and scope.statistic in ("sum", "mean"):
        text = question.say(
            "上级的数常含下级的，不能一起相加；请说明哪一级，例如各市、各县。",
            "Figures of a level often contain those below, so they can't be added together; please name one level.",
        )
        raise Halt(Outcome("not_understood", text))
    return scope, parent


def _around(question: Question, scope: Scope) -> tuple[Scope, Division | None]:
    """A place in a ranking without a scope: among those of its level under the place right above."""
    target = question.groups()[0]
    body = target.bodies[0]
    above = places.parents(body.place) if body.place else ()
    if body.rank in ("department", "township") and body.place:
        above = (body.place, *above)
    return replace(scope, level=body.rank, parent=above[0].code if above else None), above[0] if above else None


def _default_level(question: Question, parent: Division) -> Level:
    if parent.level == "province":
        held = {body.rank for body in bodies.below(question.catalog, parent, None)}
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


def _which_left_out(question: Question, target: Target, out: set[Body]) -> Outcome:
    text = question.say(
        f"“{target.text}”可能指几个机关，要除外的是哪个？",
        f"“{target.text}” may mean several bodies. Which one is to be left out?",
    )
    found = sorted(out, key=lambda body: body.organization.id)
    return Outcome("ambiguous", text, choices=body_choices(question, found))


def standing(members: Members, year: int) -> tuple[Division, ...]:
    """The divisions of the level that the place had in the year, those left out apart; none where it is not known."""
    if members.parent is None or members.scope.level in (None, "department"):
        return ()
    found = _divisions(members.parent, members.scope.level or "", year)
    return tuple(d for d in found if not any(places.is_within(d, code) for code in members.places_left_out))


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
    if members.scope.level in (None, "department") or members.parent is None:
        return None
    return len(standing(members, year))


def where_said(question: Question, members: Members) -> str:
    """温州市; 全库."""
    return members.parent.name if members.parent else question.say("全库", "all stored bodies")


def level_said(question: Question, members: Members) -> str:
    """县级政府; 机关 where the level is not said."""
    level = members.scope.level or ""
    return question.say(_LEVEL_ZH.get(level, "机关"), _LEVEL_EN.get(level, "bodies"))


def left_out_said(question: Question, members: Members) -> str:
    """（不含鹿城区人民政府）; nothing where none is left out."""
    without = area_of(question.request).without
    if not without:
        return ""
    names = joined(members.left_out or (target.text for target in without), question.language)
    return question.say(f"（不含{names}）", f" (without {names})")
