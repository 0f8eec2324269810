"""Rankings, places and lists of an area in words, each with how many bodies were compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.asking.found.field import Field
from core.asking.found.values import Found, tidy
from core.asking.worded.area import coverage, field_name, rest, ties, whose
from core.asking.worded.figures import amount, difference, named, names_of, share
from core.asking.worded.limits import limits_said
from core.asking.worded.texts import text
from core.asking.worded.told import Told, Wording
from core.asking.worked.ranking import HeldToMean, Kept, Outdone, OutdoneMean, Ranked, Stands
from core.asking.worked.result import Result
from core.forms import catalogue
from core.telling.names import render_number
from core.telling.spoken import measured
from core.types import Language

_MOST_NAMED = 3


def ranking_told(result: Ranked, language: Language) -> Told:
    """A ranking, or those who have one place of it."""
    lines = [text(language, "ranking.place", place=place, **_line(value, language)) for place, value in result.shown]
    if result.field.members.area.level is None:
        lines.append(text(language, "ranking.all_levels"))
    head = _nth_head(result, language) if result.nth else _head(result, result.least, language)
    if result.last:
        lines[:0] = [_head(result, not result.least, language), _apart(result, language)]
    placed = [(place, named(value.entry, language)) for place, value in result.shown]
    lines = [head, *lines, *rest(result, language), coverage(result.field, language)]
    return Told("\n".join(lines), ties(placed, language))


def _head(result: Ranked, least: bool, language: Language) -> str:
    best = (min if least else max)(value.value for value in result.field.values)
    top = [value for value in result.field.values if value.value == best]
    order = "least" if least else "most"
    key = f"ranking.{order}_rate" if top[0].unit == "%" else f"ranking.{order}"
    return text(language, key, names=names_of(top, language), **_figure(top[0], result.field, language))


def _apart(result: Ranked, language: Language) -> str:
    """How far the highest is from the lowest, and how many times it is that."""
    values = [value.value for value in result.field.values]
    low, high = min(values), max(values)
    apart = difference(tidy(high - low), result.field.code, language)
    if low <= 0 or result.field.code in catalogue.rates():
        return text(language, "ranking.apart", apart=apart)
    times = render_number(tidy(round(high / low, 2)))
    return text(language, "ranking.apart_times", apart=apart, times=times)


def _nth_head(result: Ranked, language: Language) -> str:
    """第三名是哪个县: nobody where others share a place above it."""
    order, field = _order(result.least, language), result.field
    values = [value for _, value in result.shown]
    if not values:
        name = field_name(field, language)
        return text(language, "ranking.no_nth", year=field.year, name=name, nth=result.nth, order=order)
    names = names_of(values, language)
    return text(
        language, "ranking.nth", nth=result.nth, order=order, names=names, **_figure(values[0], field, language)
    )


def stands_told(result: Stands, language: Language) -> Told:
    """The place of one body."""
    head = text(
        language,
        "ranking.stands",
        place=result.place,
        body=named(result.mine.entry, language),
        count=len(result.field.values),
        order=_order(result.least, language),
        **_figure(result.mine, result.field, language),
    )
    notes = (text(language, "ranking.tied_with", names=names_of(result.tied, language)),) if result.tied else ()
    first = result.first[:_MOST_NAMED]
    names, best = names_of(first, language), amount(first[0], language) if first else ""
    instead = text(language, "ranking.first", names=names, amount=best) if first else ""
    return Told(f"{head}\n{coverage(result.field, language)}", notes, holds=result.holds, instead=instead)


def kept_told(result: Kept, language: Language) -> Told:
    """Those whose figure keeps to limits."""
    field = result.field
    head = text(
        language,
        "ranking.within",
        year=field.year,
        name=field_name(field, language),
        limits=limits_said(result.bounds, field.values[0].unit, language),
        count=result.count,
        end=_end(result.values, language),
    )
    told = _listed(head, result, result.values, field, language)
    if result.holds is None:
        return told
    return replace(told, text=text(language, "lookup.yes" if result.holds else "lookup.no", said=told.text))


def outdone_told(result: Outdone, language: Language) -> Told:
    """Those with more, or with less, than a body."""
    head = text(
        language,
        "ranking.less" if result.less else "ranking.more",
        body=named(result.mine.entry, language),
        count=result.count,
        end=_end(result.values, language),
        **_figure(result.mine, result.field, language),
    )
    return _listed(head, result, result.values, result.field, language)


def held_to_mean_told(result: HeldToMean, language: Language) -> Told:
    """The figure of a body beside the mean of all."""
    field, apart = result.field, result.difference
    way = "equal" if not apart else "over" if apart > 0 else "under"
    head = text(
        language,
        f"ranking.{way}_mean",
        body=named(result.mine.entry, language),
        **whose(field.members, language),
        middle=text(language, f"ranking.{result.how}"),
        mean=measured(result.mean, field.code, language),
        apart=difference(abs(apart), field.code, language),
        **_figure(result.mine, field, language),
    )
    notes = (text(language, "sum.mean_of_rates"),) if field.code in catalogue.rates() else ()
    return Told(f"{head}\n{coverage(field, language)}", notes, holds=result.holds)


def outdone_mean_told(result: OutdoneMean, language: Language) -> Told:
    """Those above the mean, or below it."""
    field = result.field
    head = text(
        language,
        "ranking.below_mean" if result.less else "ranking.above_mean",
        year=field.year,
        name=field_name(field, language),
        middle=text(language, f"ranking.{result.how}"),
        amount=measured(result.mean, field.code, language),
        count=result.count,
        of=len(field.values),
        end=_end(result.values, language),
    )
    return _listed(head, result, result.values, field, language)


def _listed(head: str, result: Result, values: Sequence[Found], field: Field, language: Language) -> Told:
    lines = [text(language, "ranking.listed", **_line(value, language)) for value in values]
    return Told("\n".join([head, *lines, *rest(result, language), coverage(field, language)]))


def _line(value: Found, language: Language) -> dict[str, str]:
    return {"body": named(value.entry, language), "amount": amount(value, language), "share": share(value)}


def _figure(value: Found, field: Field, language: Language) -> dict[str, object]:
    return {"year": field.year, "name": field_name(field, language), "amount": amount(value, language)}


def _order(least: bool, language: Language) -> str:
    return text(language, "ranking.ascending" if least else "ranking.descending")


def _end(listed: Sequence[object], language: Language) -> str:
    return text(language, "marks.colon" if listed else "marks.stop")


TOLD: Wording = {
    Ranked: ranking_told,
    Stands: stands_told,
    Kept: kept_told,
    Outdone: outdone_told,
    OutdoneMean: outdone_mean_told,
    HeldToMean: held_to_mean_told,
}
