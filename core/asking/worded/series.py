"""Figures over the years, in words."""

from __future__ import annotations

from core.asking.found.values import tidy
from core.asking.worded.figures import figure, several, single, years
from core.asking.worded.texts import text
from core.asking.worded.told import Told, Wording
from core.asking.worked.series import Trend
from core.types import Language


def trend_told(result: Trend, language: Language) -> Told:
    """A figure over the years, with where it began and came to."""
    if len(result.values) == 1:
        line = single(result.values[0], language)
        return Told(line.text, source=line.source)
    lines = several(result.values, language)
    return Told(f"{_movement(result, language)}\n{lines}" if result.moving else lines)


def _movement(result: Trend, language: Language) -> str:
    first, last = result.values[0], result.values[-1]
    change = tidy(last.value - first.value)
    amount = figure(abs(change), last.unit, language)
    way = "series.unchanged" if not change else "series.up" if change > 0 else "series.down"
    return text(
        language,
        "series.moved",
        first_year=first.entry.year,
        first=figure(first.value, last.unit, language),
        last_year=last.entry.year,
        last=figure(last.value, last.unit, language),
        how=text(language, way, amount=amount),
        peak=_peak(result, language),
    )


def _peak(result: Trend, language: Language) -> str:
    """The highest and the lowest of more than two, each with its years."""
    values, unit = result.values, result.values[-1].unit
    high, low = max(value.value for value in values), min(value.value for value in values)
    if len(values) < 3 or high == low:
        return ""
    highest, lowest = ([v.entry.year for v in values if v.value == end] for end in (high, low))
    return text(
        language,
        "series.peak",
        high=figure(high, unit, language),
        high_years=years(highest, language),
        low=figure(low, unit, language),
        low_years=years(lowest, language),
    )


TOLD: Wording = {Trend: trend_told}
