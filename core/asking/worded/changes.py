"""Changes in words: ranked over an area, over the years of a body, held against limits."""

from __future__ import annotations

from collections.abc import Sequence

from core.asking.found.values import Found
from core.asking.worded.area import covered, rest, ties
from core.asking.worded.figures import amount, difference, named, whose, year_spans, years
from core.asking.worded.limits import limits_said
from core.asking.worded.texts import joined, text
from core.asking.worded.told import Told, Wording
from core.asking.worked.change import Change, Order
from core.asking.worked.changes import ChangesByYear, ChangesHeld, ChangesOfEach, ChangesRanked
from core.telling.bodies import body_name
from core.telling.names import render_number
from core.telling.spoken import spoken_name
from core.types import Language


def said(order: Order, change: Change, language: Language) -> str:
    """增长18.18%（44件→52件，增加8件）."""
    code, moved = change.after.code, abs(change.difference)
    before, after = (amount(found, language) for found in (change.before, change.after))
    span = text(language, "change.span", before=before, after=after)
    if not moved:
        return text(language, "change.unchanged", span=span)
    up = change.difference > 0
    by = text(language, "change.up" if up else "change.down", amount=difference(moved, code, language))
    percent = "" if change.percent is None else render_number(abs(change.percent))
    if order.relative:
        return text(language, "change.grew" if up else "change.shrank", percent=percent, span=span, by=by)
    return text(language, "change.by_percent" if percent else "change.by", by=by, span=span, percent=percent)


def way(order: Order, language: Language) -> str:
    """增长, 减少, 变化."""
    direction = order.growth.direction
    relative = "_relative" if order.relative and direction != "either" else ""
    return text(language, f"change.way_{direction}{relative}")


def _most(order: Order, language: Language) -> str:
    """最快, 最多, 最少."""
    if order.growth.direction == "either":
        key = "smallest" if order.least else "largest"
    elif order.relative and order.growth.direction == "up":
        key = "slowest" if order.least else "fastest"
    else:
        key = "least" if order.least else "most"
    return text(language, f"change.{key}")


def _from_zero(found: Sequence[Found], language: Language) -> tuple[str, ...]:
    """That some have no place because they began at zero."""
    return (text(language, "change.from_zero", names=whose([v.entry for v in found], language)),) if found else ()


def _limits(order: Order, unit: str, language: Language) -> str:
    """by more than 20%; nothing where there are no limits."""
    limits = limits_said(order.bounds, "%" if order.relative else unit, language)
    return text(language, "change.limits", limits=limits) if order.bounds else ""


# --- over an area ------------------------------------------------------------------------------------


def ranked_told(result: ChangesRanked, language: Language) -> Told:
    """The bodies of an area by how much a figure changed."""
    order = result.order
    lines = [
        text(
            language,
            "change.listed_line" if order.listed else "change.place",
            place=place,
            body=named(change.after.entry, language),
            change=said(order, change, language),
        )
        for place, change in result.shown
    ]
    covering = covered(result.members, result.total, result.held, result.given, result.last, language, change=True)
    placed = [(place, named(change.after.entry, language)) for place, change in result.shown]
    notes = () if order.listed else ties(placed, language)
    told = "\n".join([_ranked_head(result, language), *lines, *rest(result, language), covering])
    if result.went is not None:
        key = "change.all_did" if result.holds else "change.not_all_did"
        told = f"{text(language, key, of=result.given, count=result.went, way=way(order, language))}\n{told}"
        return Told(told, (*notes, *_from_zero(result.unmeasured, language)))
    return Told(told, (*notes, *_from_zero(result.unmeasured, language)), holds=result.holds)


def _ranked_head(result: ChangesRanked, language: Language) -> str:
    order, shown = result.order, result.shown
    parts: dict[str, object] = {
        "name": spoken_name(result.code, result.applicant, language),
        "years": text(language, "change.years", last=result.last, first=result.first),
        "way": way(order, language),
        "nth": result.nth,
    }
    if order.listed:
        limits = _limits(order, result.unit, language)
        end = text(language, "marks.colon" if shown else "marks.stop")
        return text(language, "change.listed", limits=limits, count=len(shown), end=end, **parts)
    if not shown:
        return text(language, "change.no_nth" if result.nth else "change.none", **parts)
    top = [change for place, change in shown if place == shown[0][0]]
    parts["names"] = joined((named(change.after.entry, language) for change in top), language)
    parts["change"] = said(order, top[0], language)
    if result.nth:
        return text(language, "change.nth", **parts)
    if order.growth.extreme and shown[0][0] == 1:
        return text(language, "change.extreme", most=_most(order, language), **parts)
    first = text(language, "change.lowest_first" if order.least else "change.highest_first")
    return text(language, "change.ordered", order=first, **parts)


# --- of named bodies ---------------------------------------------------------------------------------


def by_year_told(result: ChangesByYear, language: Language) -> Told:
    """The years of a body by how much a figure changed."""
    lines = [
        text(language, "change.year_line", year=c.after.entry.year, change=said(result.order, c, language))
        for c in result.changes
    ]
    compared = text(language, "change.compared", years=year_spans(result.years, language))
    told = "\n".join([_years_head(result, language), *lines, compared])
    return Told(told, _from_zero(result.unmeasured, language))


def _years_head(result: ChangesByYear, language: Language) -> str:
    order, changes = result.order, result.changes
    parts: dict[str, object] = {
        "body": body_name(result.label, language),
        "name": spoken_name(result.code, result.applicant, language),
        "way": way(order, language),
    }
    if not changes:
        return text(language, "change.no_year", **parts)
    if order.listed or not order.growth.extreme:
        limits = _limits(order, changes[0].after.unit, language)
        return text(language, "change.years_listed", limits=limits, count=len(changes), **parts)
    top = [change for change in changes if order.size(change) == order.size(changes[0])]
    return text(
        language,
        "change.year_extreme",
        most=_most(order, language),
        years=years((change.after.entry.year for change in top), language),
        change=said(order, top[0], language),
        **parts,
    )


def of_each_told(result: ChangesOfEach, language: Language) -> Told:
    """How the figure of each body changed, under whose changed most."""
    order = result.order
    parts: dict[str, object] = {
        "name": spoken_name(result.code, result.applicant, language),
        "years": text(language, "change.years", last=result.last, first=result.first),
        "way": way(order, language),
    }
    lines = [
        text(
            language,
            "change.listed_line",
            body=named(change.after.entry, language),
            change=said(order, change, language),
        )
        for change in result.changes
    ]
    if not order.growth.extreme:
        head = text(language, "change.of_each", **parts)
    elif not result.top:
        head = text(language, "change.none", **parts)
    else:
        parts["names"] = joined((named(change.after.entry, language) for change in result.top), language)
        parts["change"] = said(order, result.top[0], language)
        head = text(language, "change.extreme", most=_most(order, language), **parts)
    unmeasured = order.unmeasured(result.changes)
    return Told("\n".join([head, *lines]), _from_zero(unmeasured, language))


def held_told(result: ChangesHeld, language: Language) -> Told:
    """Whether the figure of each body changed as far as said."""
    lines = []
    for change, order, keeps in result.changes:
        key = "change.zero_before" if keeps is None else "change.keeps" if keeps else "change.breaks"
        unit = "%" if order.relative else change.after.unit
        lines.append(
            text(
                language,
                key,
                body=named(change.after.entry, language),
                year=change.after.entry.year,
                before=change.before.entry.year,
                name=spoken_name(result.code, result.applicant, language),
                change=said(order, change, language),
                way=way(order, language),
                limits=limits_said(order.bounds, unit, language),
            )
        )
    return Told("\n".join(lines))


TOLD: Wording = {
    ChangesRanked: ranked_told,
    ChangesByYear: by_year_told,
    ChangesOfEach: of_each_told,
    ChangesHeld: held_told,
}
