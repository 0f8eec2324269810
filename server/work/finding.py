"""Bodies and indicators by words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, Literal, TypeVar

from core.asking.understood.understand import understand
from core.asking.words.catalog import stems_read
from core.forms.indicators import Indicator
from core.places import divisions as places
from core.places.divisions import Division
from core.types import Holdings, Organization
from server.figures.dictionary import by_applicant, dictionary, forms_of
from server.figures.matching import Match, fold, matching, parts_of
from server.work.shaping import page, table
from store import Archive

Thing = TypeVar("Thing")
Found = Match | Literal["understood", "listed", "below"]

_DIVISION_CODE = 6
_PLACE_ENDS = re.compile("[ -](?:county|city|district|province|prefecture)$")
_LONGEST_PLACE = 12
_LONGEST_NUMBER = 18


def organizations(archive: Archive, name: str, year: int | None, limit: int, offset: int) -> dict[str, Any]:
    """Bodies that a name may mean."""
    found = _found_bodies(archive, name)
    if year is not None and found:
        entries = archive.reports(years=[year], organizations=[body.id for _, body in found])
        present = {entry.organization for entry in entries}
        found = [(match, body) for match, body in found if body.id in present]
    shown = found[offset : offset + limit]
    years: dict[int, list[int]] = defaultdict(list)
    for entry in archive.reports(organizations=[body.id for _, body in shown]) if shown else ():
        years[entry.organization].append(entry.year)
    columns = ("match", "id", "name", "division_code", "division", "years")
    rows = [(match, body.id, body.name, body.division_code, body.division, years[body.id]) for match, body in shown]
    return {
        **table(columns, rows),
        "total": len(found),
        **page(len(found), offset, limit),
        "next": _after_organizations(name, year, found),
    }


def bodies_called(archive: Archive, name: str) -> list[Organization]:
    """The bodies that a name means, or its number: one where it is clear, several where a person must choose."""
    if name.isascii() and name.isdecimal() and len(name) != _DIVISION_CODE:
        return list(archive.each_organization([int(name)])) if len(name) < _LONGEST_NUMBER else []
    meant = _understood(archive, name)
    if len(meant) == 1:
        return meant
    found = _bodies_by_name(archive, name)
    same = [body for match, body in found if match == "same"]
    return same or meant or [body for match, body in found if match != "similar"]


def _is_code(name: str) -> bool:
    return len(name.strip()) == _DIVISION_CODE and name.strip().isdecimal()


def _found_bodies(archive: Archive, name: str) -> list[tuple[Found, Organization]]:
    if not name.strip():
        return [("listed", body) for body in _shortest_first(archive.each_organization())]
    return _within_code(archive, name.strip()) if _is_code(name) else _bodies_by_name(archive, name)


def _shortest_first(bodies: Iterable[Organization]) -> list[Organization]:
    return sorted(bodies, key=lambda body: (len(body.name), body.id))


def _within_code(archive: Archive, code: str) -> list[tuple[Found, Organization]]:
    """The bodies of a division, then those of the divisions in it."""
    area = code.removesuffix("00").removesuffix("00")
    bodies = _shortest_first(archive.organizations_within(area))
    own: list[tuple[Found, Organization]] = [("same", body) for body in bodies if body.division_code == code]
    return [*own, *(("below", body) for body in bodies if body.division_code != code and area != code)]


def _bodies_by_name(archive: Archive, name: str) -> list[tuple[Found, Organization]]:
    """The bodies that a name may mean. Those it is only similar to are sought only where there are no others: all are
    looked at then."""
    meant = _understood(archive, name) or (_understood(archive, name.replace(" ", "")) if name.isascii() else [])
    spelt = archive.spelt(parts_of(fold(name)))
    bodies = _shortest_first({body.id: body for body in (*spelt, *meant)}.values())
    found = _found(name, bodies, _organization_names, meant) or _found(
        name, _shortest_first(archive.each_organization()), _organization_names, meant
    )
    named = _place_named(name)
    matched = [(match, body) for one, body in found if (match := _of_place(one, body, named)) is not None]
    return [*matched, *_also_of_place(archive, name, {body.id for _, body in matched})]


def _also_of_place(archive: Archive, name: str, listed: Collection[int]) -> list[tuple[Found, Organization]]:
    """Taishun: beside the government the other bodies of 泰顺, as where it is written so."""
    stems = stems_read(re.sub("[ '-]", "", _PLACE_ENDS.sub("", fold(name)))) if name.isascii() else ()
    found = {body.id: (match, body) for stem in stems for match, body in _bodies_by_name(archive, stem)}
    own = (one for number, one in found.items() if number not in listed and one[0] != "similar")
    return [(match, body) for match, body in own if _is_called(places.by_code(body.division_code or ""), stems)]


def _is_called(place: Division | None, stems: Collection[str]) -> bool:
    return place is not None and place.stem in stems


def _understood(archive: Holdings, name: str) -> list[Organization]:
    subject = understand(name, archive).request.subject
    return [body.organization for target in subject.targets for body in target.bodies]


def _place_named(name: str) -> tuple[Division, ...]:
    """The place whose body is named, 温州市 in 温州市教育局; none where only a place is named, or none first."""
    rest = fold(name)
    found: tuple[Division, ...] = ()
    while True:
        length = next((n for n in range(min(len(rest), _LONGEST_PLACE), 1, -1) if places.by_name(rest[:n])), 0)
        if not length:
            return found if rest else ()
        found, rest = places.by_name(rest[:length]), rest[length:]


def _of_place(match: Found, body: Organization, named: Sequence[Division]) -> Found | None:
    """How a body matches where one of a place is named: one inside that place is another, one elsewhere is none."""
    if not named or match in ("same", "understood") or body.division_code is None:
        return match
    if any(division.code == body.division_code for division in named):
        return match
    own = places.by_code(body.division_code)
    return "below" if own is not None and any(places.is_within(own, one.code) for one in named) else None


def indicators(archive: Holdings, words: str, template: str | None, limit: int, offset: int) -> dict[str, Any]:
    """Indicators that words may mean."""
    known = [one for one in dictionary().values() if template is None or _has(template, one)]
    codes = [code for measure in understand(words, archive).request.subject.measures for code in measure.codes]
    meant = [dictionary()[code] for code in codes if code in dictionary()]
    found = _found(words, known, _indicator_names, meant)
    columns = ("match", "code", "label_zh", "label_en", "unit", "templates", "by_applicant", "note")
    rows = [
        (
            match,
            one.code,
            one.label_zh,
            one.label_en,
            one.unit,
            " ".join(forms_of(one)),
            by_applicant(one.code),
            one.note,
        )
        for match, one in found[offset : offset + limit]
    ]
    return {
        **table(columns, rows),
        "total": len(found),
        **page(len(found), offset, limit),
        "next": _after_indicators(words, found),
    }


def _has(template: str, indicator: Indicator) -> bool:
    return template in forms_of(indicator)


def _found(
    words: str, things: Sequence[Thing], names: Callable[[Thing], Iterable[str]], meant: Sequence[Thing]
) -> list[tuple[Found, Thing]]:
    """The candidates: of that very name, else those a question would take the words for, then those by likeness."""
    if not words.strip():
        return [("listed", thing) for thing in things]
    by_name: list[tuple[Found, Thing]] = list(matching(words, things, names))
    if by_name and by_name[0][0] == "same":
        return by_name
    understood: list[tuple[Found, Thing]] = [("understood", thing) for thing in things if thing in meant]
    return understood + [
        (match, thing) for match, thing in by_name if thing not in meant and not (understood and match == "similar")
    ]


def _organization_names(body: Organization) -> list[str]:
    division = body.division or ""
    return [body.name, division, division + body.name, body.division_code or ""]


def _indicator_names(indicator: Indicator) -> list[str]:
    labels = [label for _, label in indicator.official_labels]
    return [indicator.code, indicator.label_zh, indicator.label_en, *labels]


def _after_organizations(name: str, year: int | None, found: Sequence[tuple[Found, Organization]]) -> str | None:
    if not found:
        where = "" if year is None else f" with a report of {year}"
        return f"No stored body{where} matches {name!r}: try its place or a shorter Chinese name, or tell the person."
    matches = {match for match, _ in found}
    if matches <= {"below"}:
        return f"No stored body is {name!r}: those listed belong to places in it. Do not use one in its stead."
    if matches <= {"similar"}:
        return "None is called so; these are only similar: let the person confirm before using one."
    return None


def _after_indicators(words: str, found: Sequence[tuple[Found, Indicator]]) -> str | None:
    if not found:
        return f"No indicator matches {words!r}: try fewer words, or an empty text for the whole list."
    if found[0][0] == "similar":
        return "None is called so; these are only similar: let the person confirm before using one."
    return None
