"""Sums and means, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.asking.found.field import Field
from core.asking.found.values import tidy
from core.asking.worded.area import coverage, field_name, whose
from core.asking.worded.figures import addends, difference, name_of, named, names_of, sum_of, year_spans, years
from core.asking.worded.texts import joined, text
from core.asking.worded.told import Told, Wording
from core.asking.worked.sum import AreaSummed, Summed, SumsCompared, YearsSummed
from core.forms import catalogue
from core.telling.names import render_number
from core.telling.spoken import measured
from core.types import Language, Number

_MOST_ADDENDS = 30
_MANY_TIMES = 2
"""From so many times on it is told how many they are."""


def sum_told(result: Summed, language: Language) -> Told:
    """A sum or a mean of named bodies, years or rows."""
    values = result.values
    what = dict.fromkeys(name_of(value, language) for value in values)
    told = text(
        language,
        f"sum.{result.how}_named",
        amount=sum_of(result.value, values, language),
        names=names_of(values, language),
        years=year_spans((value.entry.year for value in values), language),
        what=joined(what, language),
        parts=addends(values, language),
        count=len(values),
    )
    if result.part is None or result.percent is None:
        return Told(told)
    share = text(
        language,
        "sum.part_year",
        year=result.part.entry.year,
        number=render_number(result.part.value),
        total=render_number(result.total),
        percent=render_number(result.percent),
    )
    return Told(f"{told}\n{share}")


def area_sum_told(result: AreaSummed, language: Language) -> Told:
    """A sum or a mean over an area, with its addends."""
    field = result.field
    head = text(
        language,
        f"sum.{result.how}_area",
        amount=sum_of(result.value, field.values, language),
        **whose(field.members, language),
        year=field.year,
        name=field_name(field, language),
        total=render_number(result.total),
        count=len(field.values),
    )
    parts = joined(
        (
            text(language, "marks.name_and_number", name=named(v.entry, language), number=render_number(v.value))
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
    said = {
        **whose(first.members, language),
        "name": field_name(first, language),
    }
    spans = year_spans((of.year for of in result.fields), language)
    head = text(language, "sum.sum_years", amount=measured(result.total, first.code, language), years=spans, **said)
    return Told("\n".join([*_best(result, said, language), head, *_by_year(result.fields, result.totals, language)]))


def _best(result: YearsSummed, said: Mapping[str, str], language: Language) -> list[str]:
    """In which year they had the most or the least, where that is asked for."""
    if not result.best:
        return []
    found = result.totals[[of.year for of in result.fields].index(result.best[0])]
    key = "sum.best_most" if found == max(result.totals) else "sum.best_least"
    amount = measured(found, result.fields[0].code, language)
    return [text(language, key, years=years(result.best, language), amount=amount, **said)]


def sums_compared_told(result: SumsCompared, language: Language) -> Told:
    """What the figures of an area come to in each year, and how much more or less it became."""
    first = result.fields[0]
    moved, last = abs(result.difference), result.fields[-1].year
    way = "unchanged" if not moved else "up" if result.difference > 0 else "down"
    head = text(
        language,
        f"sum.change_{way}",
        **whose(first.members, language),
        name=field_name(result.fields[-1], language),
        how=text(language, f"sum.change_of_{result.how}"),
        first=first.year,
        last=last,
        amount=difference(moved, first.code, language),
        percent=_share(result, language),
        before=measured(result.values[0], first.code, language),
        after=measured(result.values[-1], first.code, language),
    )
    return Told("\n".join([head, *_by_year(result.fields, result.values, language)]))


def _by_year(fields: Sequence[Field], values: Sequence[Number], language: Language) -> list[str]:
    """What the figures of an area come to in each year, and of how many they are."""
    return [
        text(
            language,
            "sum.of_year",
            year=of.year,
            amount=measured(value, fields[0].code, language),
            coverage=coverage(of, language),
        )
        for of, value in zip(fields, values, strict=True)
    ]


def _share(result: SumsCompared, language: Language) -> str:
    """How large the difference is beside the first year; how many times it is where that is easier to read."""
    if result.percent is None or not result.difference:
        return ""
    times = result.values[-1] / result.values[0]
    key = "sum.change_times" if result.times or times >= _MANY_TIMES else "sum.change_percent"
    percent, multiple = render_number(abs(result.percent)), render_number(tidy(round(times, 2)))
    return text(language, key, percent=percent, times=multiple)


TOLD: Wording = {
    Summed: sum_told,
    AreaSummed: area_sum_told,
    YearsSummed: years_sum_told,
    SumsCompared: sums_compared_told,
}
