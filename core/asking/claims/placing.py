"""A place in an order: among the bodies of an area that is said or was spoken of; else among the parts of a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.asking.claims import areas
from core.asking.claims.areas import AreaWords
from core.asking.claims.judges import largest, places
from core.asking.claims.judges.parts import Parts, is_part, of_all_of
from core.asking.claims.phrases import Spoken
from core.asking.claims.question import Unjudged
from core.asking.claims.ruling import Ruling, remark
from core.asking.claims.statements.values import Standing
from core.asking.found.codes import codes_of, columns_of
from core.asking.found.missing import Key
from core.asking.understood.figures import wholes_of
from core.asking.understood.request import Area, Target
from core.asking.understood.scope import only_city
from core.asking.words.catalog import Body
from core.places import divisions


def placed(spoken: Spoken, statement: Standing) -> Ruling:
    """Whether it has the place said."""
    spoken = _around(spoken)
    keys = _named_parts(spoken)
    if spoken.area is None and keys and not (spoken.names_body and spoken.discourse.area):
        return largest.largest(_parts(spoken, keys), statement)
    area = _area(spoken)
    if area is not None:
        return places.standing(spoken.question, statement, area)
    around = _around_all(spoken, statement)
    place = divisions.by_code(around.parent or "")
    taken = remark("area_taken", area=place.name if place else "")
    return places.standing(spoken.question, statement, around, taken)


# --- among bodies ------------------------------------------------------------------------------------


def _area(spoken: Spoken) -> Area | None:
    """The area said here or before."""
    words, body = spoken.area or spoken.discourse.area, spoken.body
    if words is None or body is None:
        return None
    spoken.discourse.area = words
    return areas.settled(words, body)


def _around_all(spoken: Spoken, statement: Standing) -> Area:
    """Where several bodies lie together."""
    bodies = [body for target in spoken.question.subject.targets for body in target.bodies[:1]]
    found = areas.around_all(bodies) if len(bodies) > 1 or statement.behind else _only_city(spoken, bodies)
    if found is None:
        raise Unjudged("which_order")
    return found


def _only_city(spoken: Spoken, bodies: Sequence[Body]) -> Area | None:
    """第一是洞头, where the counties of one city alone are stored."""
    named = spoken.names_body and spoken.discourse.several
    city = only_city(spoken.question.stored.catalog) if named else None
    inside = [body for body in bodies if city and body.place and divisions.is_within(body.place, city.code)]
    return Area(city.code, "county") if city and inside and inside[0].rank == "county" else None


def _around(spoken: Spoken) -> Spoken:
    """泰顺居温州第八: a place named that holds the body spoken of is where it is ranked."""
    subject = spoken.question.subject
    if spoken.area is not None or not spoken.names_body:
        return spoken
    named = subject.targets if len(subject.targets) > 1 else (*spoken.discourse.targets, *subject.targets)
    outer = next((target for target in subject.targets if _holds_others(target, named)), None)
    if outer is None:
        return spoken
    others = tuple(target for target in named if target is not outer)
    area = AreaWords(outer.text, places=outer.divisions)
    return replace(spoken, area=area, question=spoken.question.about(replace(subject, targets=others)))


def _holds_others(outer: Target, targets: Sequence[Target]) -> bool:
    others = [target for target in targets if target is not outer]
    return bool(others) and outer.kind == "government" and all(_holds(outer, other) for other in others)


def _holds(outer: Target, other: Target) -> bool:
    """Whether one place lies in the other; of places of one name that whose report is stored."""
    inner = next((body.place for body in other.bodies if body.place), other.divisions[0] if other.divisions else None)
    return inner is not None and any(
        divisions.is_within(inner, d.code) and inner.code != d.code for d in outer.divisions
    )


# --- among parts -------------------------------------------------------------------------------------


def _named_parts(spoken: Spoken) -> tuple[Key, ...]:
    """The rows or columns that the words around a place name, where these are parts of a figure."""
    question = spoken.question
    said = question.understood.said
    columns = any(token.has("applicant") for token in said.sentence.tokens)
    if len(said.subject.targets) != 1 or ("measures" in said.inherited and not columns):
        return ()
    group, year = question.one()
    codes = codes_of(question.stored, question.subject, [question.entry_of(group, year)], [group])
    keys = tuple((code, column) for code in codes for column in columns_of(question.subject))
    return keys if all(column is not None or wholes_of(code) for code, column in keys) else ()


def _parts(spoken: Spoken, keys: tuple[Key, ...]) -> Parts:
    """Parts of the figure spoken of before, else of the one that all beside them add up to."""
    question = spoken.question
    group, year = question.one()
    before = spoken.discourse.context.query
    codes = before.measures if before is not None else ()
    wholes: list[Key] = [(code, None) for code in codes if all(is_part(key, (code, None)) for key in keys)]
    whole: Key | None = wholes[0] if wholes else of_all_of(keys[0])
    if whole is None:
        raise Unjudged("which_whole")
    return Parts(question, group, question.entry_of(group, year), keys, whole)
