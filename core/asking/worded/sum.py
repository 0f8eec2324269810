"""Sums and means, in words."""

from __future__ import annotations

from core.asking.worded.area import coverage, level, where, without
from core.asking.worded.figures import addends, figure, names_of, years
from core.asking.worded.texts import joined, text
from core.asking.worded.told import Told, Wording
from core.asking.worked.sum import AreaSummed, Summed, YearsSummed
from core.forms import catalogue
from core.telling.names import figure_name, render_number
from core.types import Language

_MOST_ADDENDS = 30


def sum_told(result: Summed, language: Language) -> Told:
    """A sum or a mean of named bodies, years or rows."""
    values = result.values
    what = dict.fromkeys(figure_name(value.code, value.applicant, language) for value in values)
    told = text(
        language,
        f"sum.{result.how}_named",
        amount=figure(result.value, values[0].unit, language),
        names=names_of(values, language),
        years=years(dict.fromkeys(value.entry.year for value in values), language),
        what=joined(what, language),
        parts=addends(values, language),
        count=len(values),
    )
    return Told(told)


def area_sum_told(result: AreaSummed, language: Language) -> Told:
    """A sum or a mean over an area, with its addends."""
    field = result.field
    head = text(
        language,
        f"sum.{result.how}_area",
        amount=figure(result.value, field.values[0].unit, language),
        where=where(field.members, language),
        level=level(field.members, language),
        without=without(field.members, language),
        year=field.year,
        name=figure_name(field.code, field.applicant, language),
        total=render_number(result.total),
        count=len(field.values),
    )
    parts = joined(
        (
            text(language, "marks.name_and_number", name=v.entry.organization_name, number=render_number(v.value))
            for v in field.values[:_MOST_ADDENDS]
        ),
        language,
    )
    rates = result.how == "mean" and field.code in catalogue.rates()
    notes = (text(language, "sum.mean_of_rates"),) if rates else ()
    return Told("\n".join([head, parts, coverage(field, language)]), notes)


def years_sum_told(result: YearsSummed, language: Language) -> Told:
    """The sum over an area of every year, and of all together."""
    first = result.fields[0]
    unit = first.values[0].unit
    head = text(
        language,
        "sum.sum_years",
        amount=figure(result.total, unit, language),
        where=where(first.members, language),
        level=level(first.members, language),
        without=without(first.members, language),
        years=years((of.year for of in result.fields), language),
        name=figure_name(first.code, first.applicant, language),
    )
    lines = [
        text(
            language,
            "sum.of_year",
            year=of.year,
            amount=figure(total, unit, language),
            coverage=coverage(of, language),
        )
        for of, total in zip(result.fields, result.totals, strict=True)
    ]
    return Told("\n".join([head, *lines]))


TOLD: Wording = {Summed: sum_told, AreaSummed: area_sum_told, YearsSummed: years_sum_told}
