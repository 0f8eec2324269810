"""What was understood, in the contract's terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.asking.found.missing import About
from core.asking.found.stored import Group, ids_of
from core.asking.understood.request import Request, Sum, SumOfEach, Target
from core.asking.words import lexicon as vocabulary
from core.forms import catalogue
from core.types import Query


def query_of(request: Request, about: About) -> Query:
    """The query of an answer; `about` says what was settled beyond the request."""
    subject = request.subject
    asked = about.codes or tuple(m.codes[0] for m in subject.measures if len(m.codes) == 1)
    names = dict.fromkeys(g.label for g in about.groups) or dict.fromkeys(map(_name, subject.targets))
    said = sorted({year for time in subject.times for year in time.years if time.kind != "published"})
    return Query(
        operation=request.operation,
        indicators=about.indicators or looked_up(asked),
        organizations=about.organizations or tuple(names),
        years=_filed_under(about.years, about.groups) or tuple(said),
        applicant=subject.applicants[0] if len(subject.applicants) == 1 else None,
        measures=asked,
        scope=about.scope or request.scope,
        how=request.how if isinstance(request, Sum | SumOfEach) else None,
    )


def spoken_of(about: About) -> tuple[int, ...]:
    """The bodies that the next question may leave out."""
    return ids_of(about.groups) if about.ids is None else about.ids


def looked_up(codes: Iterable[str]) -> tuple[str, ...]:
    """The indicators that codes are looked up by: of a rate those above and below the line."""
    found: dict[str, None] = {}
    for code in codes:
        rate = catalogue.rates().get(code)
        found.update(dict.fromkeys((*rate.numerator, rate.denominator) if rate else (code,)))
    return tuple(found)


def _name(target: Target) -> str:
    """The full name of a body asked about, as far as the words settle it."""
    if len({body.organization.name for body in target.bodies}) == 1:
        return target.bodies[0].organization.name
    kind = vocabulary.body_kinds().get(target.kind)
    if len(target.divisions) == 1 and kind:
        return f"{target.divisions[0].name}{kind.label_zh}"
    return target.text


def _filed_under(wanted: Iterable[int], groups: Sequence[Group]) -> tuple[int, ...]:
    """The years of the reports that answer for the years wanted; a year without any stays."""
    found = {year: [entry.year for group in groups if (entry := group.at(year))] or [year] for year in wanted}
    return tuple(dict.fromkeys(year for filed in found.values() for year in filed))
