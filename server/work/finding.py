"""Bodies and indicators by words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, TypeVar

from core.asking.understood.understand import understand
from core.forms.indicators import Indicator
from core.types import Holdings, Organization, ReportEntry
from server.figures.dictionary import dictionary
from server.figures.matching import Match, matching

Thing = TypeVar("Thing")
Found = Match | Literal["understood", "listed"]


def organizations(archive: Holdings, name: str, year: int | None, limit: int) -> dict[str, Any]:
    """Bodies that a name may mean."""
    bodies: Iterable[Organization] = archive.organizations()
    if year is not None:
        present = {entry.organization for entry in archive.reports(years=[year])}
        bodies = [body for body in bodies if body.id in present]
    meant = [
        body.organization for target in understand(name, archive).request.subject.targets for body in target.bodies
    ]
    found = _found(name, sorted(bodies, key=lambda body: len(body.name)), _organization_names, meant)
    return {
        "candidates": _organization_objects(archive, found[:limit]),
        "total": len(found),
        "next": _after_organizations(name, year, found, limit),
    }


def indicators(archive: Holdings, words: str, template: str | None, limit: int) -> dict[str, Any]:
    """Indicators that words may mean."""
    known = [one for one in dictionary().values() if template is None or template in one.templates]
    codes = [code for measure in understand(words, archive).request.subject.measures for code in measure.codes]
    meant = [dictionary()[code] for code in codes if code in dictionary()]
    found = _found(words, known, _indicator_names, meant)
    return {
        "candidates": [_indicator_object(match, indicator) for match, indicator in found[:limit]],
        "total": len(found),
        "next": _after_indicators(words, found, limit),
    }


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


def _organization_objects(holdings: Holdings, found: list[tuple[Found, Organization]]) -> list[dict[str, object]]:
    entries: dict[int, list[ReportEntry]] = defaultdict(list)
    for entry in holdings.reports(organizations=[body.id for _, body in found]):
        entries[entry.organization].append(entry)
    return [
        {
            "match": match,
            "id": body.id,
            "name": body.name,
            "division_code": body.division_code,
            "division": body.division,
            "years": [entry.year for entry in entries[body.id]],
            "templates": [entry.template for entry in entries[body.id]],
        }
        for match, body in found
    ]


def _after_organizations(name: str, year: int | None, found: list[tuple[Found, Organization]], limit: int) -> str:
    if not found:
        where = "" if year is None else f" with a report of {year}"
        return f"No stored body{where} matches {name!r}: try its place or a shorter Chinese name, or tell the person."
    return _after(found, limit) or "Pass `id` to get_figures."


def _indicator_names(indicator: Indicator) -> list[str]:
    labels = [label for _, label in indicator.official_labels]
    return [indicator.code, indicator.label_zh, indicator.label_en, *labels]


def _indicator_object(match: Found, indicator: Indicator) -> dict[str, object]:
    return {
        "match": match,
        "code": indicator.code,
        "label_zh": indicator.label_zh,
        "label_en": indicator.label_en,
        "unit": indicator.unit,
        "templates": list(indicator.templates),
        "by_applicant": indicator.by_applicant,
        "parent": indicator.parent,
        "note": indicator.note,
    }


def _after_indicators(words: str, found: list[tuple[Found, Indicator]], limit: int) -> str:
    if not found:
        return f"No indicator matches {words!r}: try fewer words, or an empty text for the whole list."
    return _after(found, limit) or "Pass `code` to get_figures."


def _after(found: list[tuple[Found, Thing]], limit: int) -> str | None:
    if found[0][0] == "similar":
        return "None is called so; these are only similar: let the person confirm before using one."
    if len(found) > limit:
        return "More match than are listed: give more words or raise `limit`."
    return None
