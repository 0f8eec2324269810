"""Figures over the years, in words."""

from __future__ import annotations

from itertools import pairwise

from core.asking.found.values import percent, tidy
from core.asking.worded.figures import amount, difference, name_of, named, several, single, years
from core.asking.worded.texts import text
from core.asking.worded.told import Told, Wording
from core.asking.worked.series import Trend
from core.telling.names import render_number
from core.telling.spoken import measured
from core.types import Language


def trend_told(result: Trend, language: Language) -> Told:
    """A figure over the years, with where it began and came to."""
    if len(result.values) == 1:
        line = single(result.values[0], language)
        return Told(line.text, source=line.source)
    if not result.moving:
        return Told(several(result.values, language))
    lines = (*_steadiness(result, language), _movement(result, language))
    return Told("\n".join((*lines, several(result.values, language, headed=False))))


def _steadiness(result: Trend, language: Language) -> tuple[str, ...]:
    """Whether the figure went one way year by year, and for how many years up to the last."""
    if result.steady is None:
        return ()
    up, values = result.steady.up, result.values
    went_so = [(b.value > a.value) if up else (b.value < a.value) for a, b in pairwise(values)]
    lasting = next((i for i, so in enumerate(reversed(went_so)) if not so), len(went_so))
    always = all(went_so)
    whether = text(language, "series.yes" if always else "series.no") if result.steady.whether else ""
    against = [value.entry.year for value, so in zip(values[1:], went_so, strict=True) if not so]
    key = f"series.{'steady' if always else 'unsteady'}_{'up' if up else 'down'}"
    told = text(language, key, years=years(against, language), last=values[-1].entry.year, count=lasting)
    return (f"{whether}{told}",)


def _movement(result: Trend, language: Language) -> str:
    first, last = result.values[0], result.values[-1]
    change = tidy(last.value - first.value)
    moved = difference(abs(change), last.code, language)
    if change and first.value > 0 and last.unit != "%":
        moved += text(language, "comparison.share", number=render_number(percent(abs(change), first.value)))
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
