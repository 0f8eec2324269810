"""The highest figures of an area in any year, in words."""

from __future__ import annotations

from core.asking.found.values import Found
from core.asking.worded.area import field_name, rest, whose
from core.asking.worded.figures import amount, names_of, year_spans
from core.asking.worded.texts import joined, text
from core.asking.worded.told import Told, Wording
from core.asking.worked.peaks import Peaked
from core.types import Language


def peaks_told(result: Peaked, language: Language) -> Told:
    """Who has the highest figure and when, those that follow, and among how many."""
    last = result.fields[-1]
    key = "peaks.lowest" if result.least else "peaks.highest"
    first = joined((_whose(value, language) for value in result.first), language)
    head = text(language, key, name=field_name(last, language), whose=first, amount=amount(result.first[0], language))
    lines = [
        text(language, "peaks.place", place=place, whose=_whose(value, language), amount=amount(value, language))
        for place, value in result.shown
    ]
    among = text(
        language,
        "peaks.coverage",
        **whose(last.members, language),
        years=year_spans((of.year for of in result.fields), language),
        count=result.count,
    )
    return Told("\n".join([head, *lines, *rest(result, language), among]))


def _whose(value: Found, language: Language) -> str:
    return text(language, "peaks.whose", body=names_of([value], language), year=value.entry.year)


TOLD: Wording = {Peaked: peaks_told}
