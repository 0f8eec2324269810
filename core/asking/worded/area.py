"""The bodies of an area in words: where they are, of which level, how many there are and give the figure."""

from __future__ import annotations

from collections.abc import Iterable

from core.asking.found.field import Field
from core.asking.found.scope import Members
from core.asking.worded.texts import joined, text
from core.asking.worked.result import Result
from core.places import divisions as places
from core.telling.bodies import body_name
from core.telling.spoken import spoken_name
from core.types import Language

_FEWEST_PLACES, _MOST_PLACES = 2, 5
_KINDS = {"区": "districts", "市": "cities", "县": "counties"}
Lacking = tuple[int, tuple[str, ...]]


def where(members: Members, language: Language) -> str:
    """温州市; 全库."""
    return body_name(members.parent.name, language) if members.parent else text(language, "area.everywhere")


def field_name(field: Field, language: Language) -> str:
    """The figure that the bodies are compared by, as the form of their reports has it."""
    template = field.values[0].entry.template if field.values else None
    return spoken_name(field.code, field.applicant, language, template)


def level(members: Members, language: Language) -> str:
    """县级政府; 机关 where the level is not said."""
    if members.area.only:
        return text(language, f"area.only_{_KINDS[members.area.only]}")
    return text(language, f"area.{members.area.level or 'any'}")


def without(members: Members, language: Language) -> str:
    """（不含鹿城区人民政府）; nothing where none is left out."""
    if not members.area.without:
        return ""
    names = members.left_out or (target.text for target in members.area.without)
    return text(language, "area.without", names=joined((body_name(name, language) for name in names), language))


def whose(members: Members, language: Language) -> dict[str, str]:
    """All three, as sentences name them."""
    return {
        "where": where(members, language),
        "level": level(members, language),
        "without": without(members, language),
    }


def rest(result: Result, language: Language) -> list[str]:
    """How many follow, and how one asks for them."""
    return [text(language, "area.rest", count=result.left)] if result.left else []


def coverage(field: Field, language: Language) -> str:
    """How many of the bodies of an area have a report, and how many of these the figure."""
    told = covered(field.members, field.total, field.held, field.given, field.year, language)
    if spread := _spread(field, language):
        return told.removesuffix(text(language, "marks.stop")) + spread
    if not field.lacking:
        return told
    stop, names = text(language, "marks.stop"), joined((body_name(name, language) for name in field.lacking), language)
    return told.removesuffix(stop) + text(language, "area.lacking", names=names)


def _spread(field: Field, language: Language) -> str:
    """Of how many places those are who give the figure, where they are of several; nothing within a city."""
    if field.members.parent and field.members.parent.level != "province":
        return ""
    found = [(place, count) for code, count in field.parts.items() if (place := places.by_code(code.ljust(6, "0")))]
    if len(found) < _FEWEST_PLACES:
        return ""
    found.sort(key=lambda pair: (-pair[1], pair[0].code))
    named = (
        text(language, "area.of_place", place=body_name(p.name, language), count=n) for p, n in found[:_MOST_PLACES]
    )
    key = "area.spread_more" if len(found) > _MOST_PLACES else "area.spread"
    return text(language, key, places=joined(named, language), count=len(found))


def covered(
    members: Members, total: int | None, held: int, given: int, year: int, language: Language, *, change: bool = False
) -> str:
    """The same of a change: who has a report of its last year, and who gives the figure in both."""
    key = f"area.coverage{'_change' if change else ''}{'_open' if total is None else ''}"
    return text(
        language,
        key,
        where=body_name(members.parent.name, language) if members.parent else text(language, "area.stored"),
        level=level(members, language),
        without=without(members, language),
        total=total,
        held=held,
        given=given,
        year=year,
    )


def lacking_lines(found: Iterable[Lacking], language: Language) -> list[str]:
    """For each year who lacks a report."""
    return [
        text(
            language,
            "reports.lacking",
            year=year,
            names=joined((body_name(name, language) for name in names), language),
            count=len(names),
        )
        for year, names in found
    ]


def ties(placed: Iterable[tuple[int, str]], language: Language) -> tuple[str, ...]:
    """Who shares a place."""
    names: dict[int, list[str]] = {}
    for place, name in placed:
        names.setdefault(place, []).append(name)
    return tuple(
        text(language, "ranking.tied", names=joined(tied, language), place=place)
        for place, tied in names.items()
        if len(tied) > 1
    )
