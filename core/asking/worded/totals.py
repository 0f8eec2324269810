"""Sums over years, of each body by itself, in words."""

from __future__ import annotations

from core.asking.found.values import tidy
from core.asking.worded.area import field_name, rest, ties, whose
from core.asking.worded.figures import addends, name_of, names_of, sum_of, year_spans
from core.asking.worded.texts import joined, text
from core.asking.worded.told import Told, Wording
from core.asking.worked.totals import BodyTotal, Totalled, TotalsRanked
from core.types import Language


def totals_told(result: Totalled, language: Language) -> Told:
    """The sum of each body named, and how far two of them are apart."""
    lines = [_total(one, result, language) for one in result.bodies]
    return Told("\n".join([*_compared(result, language), *lines]), holds=result.holds if result.compared else None)


def _total(one: BodyTotal, result: Totalled, language: Language) -> str:
    return text(
        language,
        f"sum.{result.how}_named",
        amount=_amount(one, language),
        names=_name(one, language),
        years=year_spans(one.years, language),
        what=joined(dict.fromkeys(name_of(value, language) for value in one.values), language),
        parts=addends(one.values, language),
        count=len(one.values),
    )


def _compared(result: Totalled, language: Language) -> list[str]:
    """Who has more of two, by how much; who has most (or least) of several."""
    if not result.compared:
        return []
    best, other = result.bodies[:2]
    if len(result.bodies) > 2:
        key = "sum.least_of_each" if result.least else "sum.most_of_each"
        top = [value for one in result.bodies if one.value == best.value for value in one.values]
        return [text(language, key, names=names_of(top, language), amount=_amount(best, language))]
    more, less = (other, best) if result.least else (best, other)
    apart = sum_of(tidy(more.value - less.value), more.values, language)
    key = "sum.more_of_two" if more.value != less.value else "sum.equal_of_two"
    return [text(language, key, first=_name(more, language), second=_name(less, language), amount=apart)]


def ranked_told(result: TotalsRanked, language: Language) -> Told:
    """The bodies of an area by their sums, and how many give the figure in every year."""
    last = result.fields[-1]
    said = {
        **whose(last.members, language),
        "years": year_spans((of.year for of in result.fields), language),
        "name": field_name(last, language),
    }
    if not result.bodies:
        return Told(text(language, "sum.ranked_none", **said))
    key = "sum.ranked_least" if result.least else "sum.ranked_most"
    names = names_of((value for one in result.first for value in one.values), language)
    head = text(language, key, names=names, amount=_amount(result.first[0], language), **said)
    lines = [
        text(
            language,
            "sum.ranked_place",
            place=one.place,
            body=_name(one, language),
            amount=_amount(one, language),
            parts=addends(one.values, language),
        )
        for one in result.bodies
    ]
    key = "sum.ranked_lacking" if result.lacking else "sum.ranked_coverage"
    covered = text(language, key, count=result.count, lacking=result.lacking, **said)
    placed = [(one.place, _name(one, language)) for one in result.bodies]
    return Told("\n".join([head, *lines, *rest(result, language), covered]), ties(placed, language))


def _amount(one: BodyTotal, language: Language) -> str:
    return sum_of(one.value, one.values, language)


def _name(one: BodyTotal, language: Language) -> str:
    """A body that changed its name is told by the last."""
    return names_of(one.values[-1:], language)


TOLD: Wording = {Totalled: totals_told, TotalsRanked: ranked_told}
