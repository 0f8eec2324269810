"""Shares and sums in words, their working shown."""

from __future__ import annotations

from collections.abc import Iterable

from core.asking.found.values import Found
from core.asking.worded.area import coverage, level, where, without
from core.asking.worded.figures import figure, name_of, names_of, years
from core.asking.worded.gaps import share_name
from core.asking.worded.texts import joined, text
from core.asking.worded.told import Told
from core.asking.worked.share import Shared, SharedInArea, Shares
from core.asking.worked.sum import AreaSummed, Summed
from core.forms import catalogue
from core.telling.names import figure_name, render_number
from core.types import Language

_MOST_ADDENDS = 30


def shares_told(result: Shares, language: Language) -> Told:
    """Each share with the figures above and below the line."""
    notes = (text(language, "share.unofficial"),) if result.unofficial else ()
    return Told("\n".join(_share(one, language) for one in result.shares), notes)


def _share(one: Shared, language: Language) -> str:
    parts = (_part(part, language) for part in one.parts)
    summed = text(language, "share.sum", number=render_number(one.above)) if len(one.parts) > 1 else ""
    return text(
        language,
        "share.told",
        percent=render_number(one.percent),
        body=one.whole.entry.organization_name,
        year=one.whole.entry.year,
        share=share_name(one.share, language),
        parts=text(language, "marks.plus").join(parts),
        sum=summed,
        whole=_part(one.whole, language),
    )


def _part(value: Found, language: Language) -> str:
    return text(language, "share.part", name=name_of(value, language), number=render_number(value.value))


def area_share_told(result: SharedInArea, language: Language) -> Told:
    """The share of a body in the sum over an area."""
    field = result.field
    head = text(
        language,
        "share.of_area",
        percent=render_number(result.percent),
        body=result.mine.entry.organization_name,
        year=field.year,
        name=figure_name(field.code, field.applicant, language),
        number=render_number(result.mine.value),
        where=where(field.members, language),
        level=level(field.members, language),
        whole=render_number(result.whole),
        parts=_addends(field.values, language),
    )
    return Told(f"{head}\n{coverage(field, language)}")


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
        parts=_addends(values, language),
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


def _addends(values: Iterable[Found], language: Language) -> str:
    return text(language, "marks.plus").join(render_number(value.value) for value in values)
