"""Limits, figures held against them, and the years of a body by a figure, in words."""

from __future__ import annotations

from collections.abc import Sequence

from core.asking.worded.figures import amount, name_of, named, year_spans, years
from core.asking.worded.texts import joined, text
from core.asking.worded.told import Told, Wording
from core.asking.words.limits import Bound
from core.asking.worked.limits import HeldAgainst, YearsOrdered
from core.telling.bodies import body_name
from core.telling.names import render_number
from core.types import Language


def limits_said(bounds: Sequence[Bound], unit: str, language: Language) -> str:
    """超过50件、不到90件."""
    limits = (text(language, f"limits.{bound.comparison}", number=render_number(bound.limit(unit))) for bound in bounds)
    return text(language, "limits.all", limits=joined(limits, language), unit=unit)


def held_told(result: HeldAgainst, language: Language) -> Told:
    """Whether each figure keeps to the limits."""
    lines = [
        text(
            language,
            "limits.keeps" if keeps else "limits.breaks",
            body=named(value.entry, language),
            year=value.entry.year,
            name=name_of(value, language),
            amount=amount(value, language),
            limits=limits_said(result.bounds, value.unit, language),
        )
        for value, keeps in result.values
    ]
    return Told("\n".join(lines))


def years_told(result: YearsOrdered, language: Language) -> Told:
    """The years of a body by a figure."""
    lines = [text(language, "limits.year", year=v.entry.year, amount=amount(v, language)) for v in result.values]
    held = year_spans((value.entry.year for value in result.compared), language)
    return Told("\n".join([_head(result, language), *lines, text(language, "limits.compared", years=held)]))


def _head(result: YearsOrdered, language: Language) -> str:
    first = result.compared[0]
    name = name_of(first, language)
    if result.bounds:
        return text(
            language,
            "limits.years_within",
            body=body_name(result.label, language),
            name=name,
            limits=limits_said(result.bounds, first.unit, language),
            count=len(result.values),
            end=text(language, "marks.colon" if result.values else "marks.stop"),
        )
    if result.nth:
        return _nth_head(result, language)
    top = result.values[0]
    said = text(
        language,
        "limits.least" if result.least else "limits.most",
        body=body_name(result.label, language),
        name=name,
        years=years((v.entry.year for v in result.values if v.value == top.value), language),
        amount=amount(top, language),
    )
    if result.is_so is None:
        return said
    return text(language, "lookup.yes" if result.is_so else "lookup.no", said=said)


def _nth_head(result: YearsOrdered, language: Language) -> str:
    """Which year has the place asked for: none where others share a place above it."""
    first, order = result.compared[0], "ranking.ascending" if result.least else "ranking.descending"
    having = result.having_place
    return text(
        language,
        "limits.nth" if having else "limits.no_nth",
        body=body_name(result.label, language),
        name=name_of(first, language),
        nth=result.nth,
        order=text(language, order),
        years=years((v.entry.year for v in having), language),
        amount=amount(having[0], language) if having else "",
    )


TOLD: Wording = {HeldAgainst: held_told, YearsOrdered: years_told}
