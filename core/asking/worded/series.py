"""Figures over the years, in words."""

from __future__ import annotations

from core.asking.found.values import tidy
from core.asking.worded.figures import amount, name_of, named, several, single, years
from core.asking.worded.texts import text
from core.asking.worded.told import Told, Wording
from core.asking.worked.series import Trend
from core.telling.spoken import measured
from core.types import Language


def trend_told(result: Trend, language: Language) -> Told:
    """A figure over the years, with where it began and came to."""
    if len(result.values) == 1:
        line = single(result.values[0], language)
        return Told(line.text, source=line.source)
    if not result.moving:
        return Told(several(result.values, language))
    return Told(f"{_movement(result, language)}\n{several(result.values, language, headed=False)}")


def _movement(result: Trend, language: Language) -> str:
    first, last = result.values[0], result.values[-1]
    change = tidy(last.value - first.value)
    moved = measured(abs(change), last.code, language)
    way = "series.unchanged" if not change else "series.up" if change > 0 else "series.down"
    return text(
        language,
        "series.moved",
        body=named(last.entry, language),
        name=name_of(last, language),
        first_year=first.entry.year,
        first=amount(first, language),
        last_year=last.entry.year,
        last=amount(last, language),
        how=text(language, way, amount=moved),
        peak=_peak(result, language),
    )


def _peak(result: Trend, language: Language) -> str:
    """The highest and the lowest of more than two, each with its years."""
    values, code = result.values, result.values[-1].code
    high, low = max(value.value for value in values), min(value.value for value in values)
    if len(values) < 3 or high == low:
        return ""
    highest, lowest = ([v.entry.year for v in values if v.value == end] for end in (high, low))
    return text(
        language,
        "series.peak",
        high=measured(high, code, language),
        high_years=years(highest, language),
        low=measured(low, code, language),
        low_years=years(lowest, language),
    )


TOLD: Wording = {Trend: trend_told}
