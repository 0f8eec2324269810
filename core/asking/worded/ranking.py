"""Rankings, places and lists of an area in words, each with how many bodies were compared."""

from __future__ import annotations

from collections.abc import Sequence

from core.asking.found.field import Field
from core.asking.found.values import Found
from core.asking.worded.area import coverage, ties
from core.asking.worded.figures import figure, names_of, share
from core.asking.worded.limits import limits_said
from core.asking.worded.texts import text
from core.asking.worded.told import Told, Wording
from core.asking.worked.ranking import Kept, Outdone, OutdoneMean, Ranked, Stands
from core.telling.names import figure_name
from core.types import Language


def ranking_told(result: Ranked, language: Language) -> Told:
    """A ranking, or those who have one place of it."""
    lines = [text(language, "ranking.place", place=place, **_line(value, language)) for place, value in result.shown]
    if result.field.members.area.level is None:
        lines.append(text(language, "ranking.all_levels"))
    head = _nth_head(result, language) if result.nth else _head(result, language)
    placed = [(place, value.entry.organization_name) for place, value in result.shown]
    return Told("\n".join([head, *lines, coverage(result.field, language)]), ties(placed, language))


def _head(result: Ranked, language: Language) -> str:
    top = [value for place, value in result.shown if place == 1]
    order = "least" if result.least else "most"
    key = f"ranking.{order}_rate" if top[0].unit == "%" else f"ranking.{order}"
    return text(language, key, names=names_of(top, language), **_figure(top[0], result.field, language))


def _nth_head(result: Ranked, language: Language) -> str:
    """第三名是哪个县: nobody where others share a place above it."""
    order, field = _order(result.least, language), result.field
    values = [value for _, value in result.shown]
    if not values:
        name = figure_name(field.code, field.applicant, language)
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
        body=result.mine.entry.organization_name,
        count=len(result.field.values),
        order=_order(result.least, language),
        **_figure(result.mine, result.field, language),
    )
    notes = (text(language, "ranking.tied_with", names=names_of(result.tied, language)),) if result.tied else ()
    return Told(f"{head}\n{coverage(result.field, language)}", notes)


def kept_told(result: Kept, language: Language) -> Told:
    """Those whose figure keeps to limits."""
    field = result.field
    head = text(
        language,
        "ranking.within",
        year=field.year,
        name=figure_name(field.code, field.applicant, language),
        limits=limits_said(result.bounds, field.values[0].unit, language),
        count=len(result.values),
        end=_end(result.values, language),
    )
    return _listed(head, result.values, field, language)


def outdone_told(result: Outdone, language: Language) -> Told:
    """Those with more, or with less, than a body."""
    head = text(
        language,
        "ranking.less" if result.less else "ranking.more",
        body=result.mine.entry.organization_name,
        count=len(result.values),
        end=_end(result.values, language),
        **_figure(result.mine, result.field, language),
    )
    return _listed(head, result.values, result.field, language)


def outdone_mean_told(result: OutdoneMean, language: Language) -> Told:
    """Those above the mean, or below it."""
    field = result.field
    head = text(
        language,
        "ranking.below_mean" if result.less else "ranking.above_mean",
        year=field.year,
        name=figure_name(field.code, field.applicant, language),
        amount=figure(result.mean, field.values[0].unit, language),
        count=len(result.values),
        of=len(field.values),
        end=_end(result.values, language),
    )
    return _listed(head, result.values, field, language)


def _listed(head: str, values: Sequence[Found], field: Field, language: Language) -> Told:
    lines = [text(language, "ranking.listed", **_line(value, language)) for value in values]
    return Told("\n".join([head, *lines, coverage(field, language)]))


def _line(value: Found, language: Language) -> dict[str, str]:
    amount = figure(value.value, value.unit, language)
    return {"body": value.entry.organization_name, "amount": amount, "share": share(value)}


def _figure(value: Found, field: Field, language: Language) -> dict[str, object]:
    name = figure_name(field.code, field.applicant, language)
    return {"year": field.year, "name": name, "amount": figure(value.value, value.unit, language)}


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
}
