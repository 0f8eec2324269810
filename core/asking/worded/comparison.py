"""Figures side by side, in words."""

from __future__ import annotations

from core.asking.found.values import Found, percent, tidy
from core.asking.worded.figures import amount, body_year, difference, headline, name_of, named, several, single, years
from core.asking.worded.texts import joined, text
from core.asking.worded.told import Told, Wording
from core.asking.worked.comparison import Compared, Difference
from core.telling.names import render_number
from core.types import Language

_MANY_TIMES = 2


def comparison_told(result: Compared, language: Language) -> Told:
    """Figures side by side under what they come to."""
    if len(result.values) == 1:
        line = single(result.values[0], language)
        gone = years(result.lacking, language)
        lacking = text(language, "comparison.no_change", years=gone) if gone else ""
        return Told("\n".join(filter(None, (line.text, lacking))), source=line.source)
    lines = several(result.values, language)
    if result.units_differ:
        return Told(lines, (text(language, "comparison.units_differ"),))
    if result.difference:
        told = _difference(result.difference, language, times=result.times)
        # Two plain figures are in the sentence.
        worked_out = any(value.derived for value in result.values)
        return Told(f"{told}\n{lines}" if worked_out else told, holds=result.holds)
    if not result.extremes:
        return Told(lines)
    extreme = result.extremes[0]
    of_one = len({value.entry for value in result.values}) == 1
    named = ((name_of if of_one else _whose)(value, language) for value in result.extremes)
    names = joined(named, language)
    key = "comparison.lowest" if result.least else "comparison.highest"
    head = text(language, key, names=names, amount=amount(extreme, language))
    return Told(f"{head}\n{lines}", holds=result.holds)


def _whose(value: Found, language: Language) -> str:
    return body_year(value.entry, language)


def _difference(found: Difference, language: Language, *, times: bool) -> str:
    minuend, subtrahend = found.minuend, found.subtrahend
    change = tidy(minuend.value - subtrahend.value)
    share = ""
    if change and subtrahend.value > 0 and minuend.unit != "%":
        share = _share(minuend, subtrahend, language, times=times)
    apart = difference(abs(change), minuend.code, language)
    now, before = headline(minuend, language), amount(subtrahend, language)
    if found.of_years:
        way = "years_equal" if not change else "years_up" if change > 0 else "years_down"
        later, earlier = minuend.entry.year, subtrahend.entry.year
        parts = {"later": later, "earlier": earlier, "amount": apart, "share": share}
        return text(language, f"comparison.{way}", now=now, before=before, **parts)
    way = "equal" if not change else "more" if change > 0 else "less"
    second = _apart(subtrahend, minuend, language)
    return text(language, f"comparison.{way}", now=now, second=second, before=before, amount=apart, share=share)


def _share(minuend: Found, subtrahend: Found, language: Language, *, times: bool) -> str:
    """How large a difference is beside its base; how many times it is where that is asked or easier to read."""
    number = render_number(percent(abs(tidy(minuend.value - subtrahend.value)), subtrahend.value))
    if not times and minuend.value < _MANY_TIMES * subtrahend.value:
        return text(language, "comparison.share", number=number)
    multiple = render_number(tidy(round(minuend.value / subtrahend.value, 2)))
    return text(language, "comparison.share_times", number=number, times=multiple)


def _apart(value: Found, other: Found, language: Language) -> str:
    """What tells a figure from the other: its body (and year), else its name."""
    if value.entry.organization != other.entry.organization:
        of_one_year = value.entry.year == other.entry.year
        return named(value.entry, language) if of_one_year else body_year(value.entry, language)
    return name_of(value, language)


TOLD: Wording = {Compared: comparison_told}
