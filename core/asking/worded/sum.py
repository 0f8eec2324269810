"""Sums and means, in words."""

from __future__ import annotations

from core.asking.worded.area import coverage, level, where, without
from core.asking.worded.figures import addends, figure, names_of, years
from core.asking.worded.texts import joined, text
from core.asking.worded.told import Told, Wording
from core.asking.worked.sum import AreaSummed, Summed
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
        "sum.mean_named" if result.mean else "sum.sum_named",
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
        "sum.mean_area" if result.mean else "sum.sum_area",
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
    rates = result.mean and field.code in catalogue.rates()
    notes = (text(language, "sum.mean_of_rates"),) if rates else ()
    return Told("\n".join([head, parts, coverage(field, language)]), notes)


TOLD: Wording = {Summed: sum_told, AreaSummed: area_sum_told}
