"""Shares, their working shown, in words."""

from __future__ import annotations

from collections.abc import Sequence

from core.asking.found.missing import Key
from core.asking.found.values import Found, percent, tidy
from core.asking.worded.area import coverage, field_name, level, rest, where
from core.asking.worded.figures import addends, amount, body_year, name_of, named, names_of
from core.asking.worded.gaps import share_name
from core.asking.worded.texts import joined, text
from core.asking.worded.told import Told, Wording
from core.asking.worked.share import PartsOfArea, Shared, SharedInArea, SharedOut, Shares
from core.telling.names import render_number
from core.telling.spoken import measured, spoken_name
from core.types import Language, Number


def shares_told(result: Shares, language: Language) -> Told:
    """Each share with the figures above and below the line."""
    notes = (text(language, "share.unofficial"),) if result.unofficial else ()
    lines = [_share(one, language) for one in result.shares]
    if len(result.shares) == 2 and result.shares[0].share == result.shares[1].share:
        lines.append(_beside(*result.shares, language))
    return Told("\n".join(lines), notes)


def _beside(first: Shared, second: Shared, language: Language) -> str:
    """How far one of two shares lies above the other."""
    high, low = sorted((first, second), key=lambda one: -one.percent)
    apart = tidy(round(high.percent - low.percent, 2))
    key = "share.higher" if apart else "share.same"
    whose = {"high": body_year(high.whole.entry, language), "low": body_year(low.whole.entry, language)}
    return text(language, key, points=text(language, "figures.points", number=render_number(apart)), **whose)


def _share(one: Shared, language: Language) -> str:
    parts = (_part(part, language) for part in one.parts)
    summed = text(language, "share.sum", number=render_number(one.above)) if len(one.parts) > 1 else ""
    return text(
        language,
        "share.told",
        percent=render_number(one.percent),
        body=named(one.whole.entry, language),
        year=one.whole.entry.year,
        share=share_name(one.share, language),
        parts=text(language, "marks.plus").join(parts),
        sum=summed,
        whole=_part(one.whole, language),
    )


def _part(value: Found, language: Language) -> str:
    return text(language, "share.part", name=name_of(value, language), number=render_number(value.value))


def area_share_told(result: SharedInArea, language: Language) -> Told:
    """The share of bodies in the sum over an area; of several together, and of each."""
    field, parts = result.field, result.parts
    several = len(parts) > 1
    head = text(
        language,
        "share.of_area",
        percent=render_number(result.percent),
        body=names_of(parts, language),
        year=field.year,
        name=field_name(field, language),
        number=text(language, "share.added", parts=addends(parts, language), sum=render_number(result.above))
        if several
        else render_number(result.above),
        where=where(field.members, language),
        level=level(field.members, language),
        whole=render_number(result.whole),
        parts=addends(field.values, language),
    )
    lines = [
        text(
            language,
            "share.of_each",
            body=named(part.entry, language),
            percent=render_number(percent(part.value, result.whole)),
            amount=amount(part, language),
        )
        for part in parts
        if several
    ]
    return Told("\n".join([head, *lines, coverage(field, language)]))


def shared_out_told(result: SharedOut, language: Language) -> Told:
    """The share of every body, the largest first."""
    field = result.field
    head = text(
        language,
        "share.shared_out",
        year=field.year,
        where=where(field.members, language),
        level=level(field.members, language),
        name=field_name(field, language),
        whole=measured(result.whole, field.code, language),
    )
    lines = [
        text(
            language,
            "share.line",
            place=place,
            body=named(value.entry, language),
            percent=render_number(of),
            amount=amount(value, language),
        )
        for place, value, of in result.shares
    ]
    if result.together is not None:
        names = names_of([value for _, value, _ in result.shares], language)
        share_of_all = render_number(percent(result.together, result.whole))
        amount_of_all = measured(result.together, field.code, language)
        lines.append(text(language, "share.first_ones", names=names, amount=amount_of_all, percent=share_of_all))
    return Told("\n".join([head, *lines, *rest(result, language), coverage(field, language)]))


def parts_told(result: PartsOfArea, language: Language) -> Told:
    """Parts of an area in their whole, both added over its bodies."""
    field = result.field
    lines = [
        text(
            language,
            "share.part_of_area",
            where=where(field.members, language),
            level=level(field.members, language),
            year=field.year,
            share=share_name(one.share, language),
            percent=render_number(one.percent),
            above=_together(one.share.above, one.above, language),
            below=_together((one.share.below,), one.below, language),
        )
        for one in result.shares
    ]
    return Told("\n".join([*lines, coverage(field, language)]))


def _together(keys: Sequence[Key], number: Number, language: Language) -> str:
    """（新收政府信息公开申请 2901）."""
    name = joined((spoken_name(*key, language) for key in keys), language)
    return text(language, "share.together", name=name, number=render_number(number))


TOLD: Wording = {
    Shares: shares_told,
    SharedInArea: area_share_told,
    SharedOut: shared_out_told,
    PartsOfArea: parts_told,
}
