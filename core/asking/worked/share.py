"""Rates and shares, numerator and denominator with them: of named bodies, and of one body in an area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.asking.found.bodies import groups_of
from core.asking.found.codes import codes_of
from core.asking.found.field import Field, field, values_of
from core.asking.found.missing import (
    About,
    AreaWithoutFigure,
    Gap,
    Halt,
    Key,
    Missing,
    NoReportHere,
    NoReports,
    NoShare,
    NotGiven,
    NotInArea,
    NotSo,
    ShareOf,
    ZeroBase,
    ZeroWhole,
)
from core.asking.found.query import looked_up
from core.asking.found.stored import Group, Stored
from core.asking.found.table import no_report, without_report
from core.asking.found.unread import left_out, unread_quotes
from core.asking.found.values import Found, Values, percent, tidy
from core.asking.found.years import years_of
from core.asking.understood.figures import is_whole_of, wholes_of
from core.asking.understood.request import AreaPart, AreaShare, AreaShares, Measure, Share
from core.asking.worked.places import places
from core.asking.worked.result import MOST_PLACES, Operations, Result, entries_of, page
from core.forms import catalogue
from core.types import Derived, Number, ReportEntry, Row


@dataclass(frozen=True, slots=True)
class Shared:
    """One share of one report: the figures above the line and the one below."""

    share: ShareOf
    parts: tuple[Found, ...]
    whole: Found

    @property
    def above(self) -> Number:
        """The figures above the line together."""
        return tidy(sum(part.value for part in self.parts))

    @property
    def percent(self) -> float:
        """The share in percent."""
        return percent(self.above, self.whole.value)

    def row(self) -> Row:
        """The share as a row, with its figures as operands."""
        operands = tuple(value.operand() for value in (*self.parts, self.whole))
        row = self.parts[0].row()
        return replace(
            row,
            indicator=self.share.rate or row.indicator,
            value=self.percent,
            unit="%",
            source=None,
            quote=None,
            derived=Derived("ratio", operands),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares(Result):
    """Shares of the reports asked for; `unofficial`: they are rates whose making nobody has fixed."""

    shares: tuple[Shared, ...]
    unofficial: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedInArea(Result):
    """The share of bodies in the sum over an area, of several together."""

    field: Field
    parts: tuple[Found, ...]
    whole: Number

    @property
    def above(self) -> Number:
        """The figures of the bodies together."""
        return tidy(sum(part.value for part in self.parts))

    @property
    def percent(self) -> float:
        """The share in percent."""
        return percent(self.above, self.whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedOut(Result):
    """The share of every body of an area in the sum over it, the largest first."""

    field: Field
    whole: Number
    shares: tuple[tuple[int, Found, float], ...]
    """Place, figure and percent of each."""
    together: Number | None = None
    """What the first ones have together, where these alone are asked for."""


@dataclass(frozen=True, slots=True)
class AreaShared:
    """A share of what a part comes to over an area in what its whole comes to."""

    share: ShareOf
    above: Number
    below: Number

    @property
    def percent(self) -> float:
        """The share in percent."""
        return percent(self.above, self.below)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsOfArea(Result):
    """Shares over the bodies of an area that give part and whole; `field` is of the whole."""

    field: Field
    shares: tuple[AreaShared, ...]


def share(stored: Stored, request: Share) -> Shares:
    """Rates and shares of named bodies."""
    subject = request.subject
    groups = groups_of(stored, subject)
    wanted = years_of(subject, groups)
    entries = [entry for group in groups for entry in group.entries(wanted)]
    absent = tuple(gone for group in groups if (gone := no_report(group, wanted)) is not None)
    if not entries:
        raise Halt(NoReports(absent=absent, about=About((), wanted, groups)))
    codes = codes_of(stored, subject, entries, groups)
    asked = _shares(request, codes)
    found, gaps = _worked_out(stored, entries, asked)
    about = About(codes, wanted, groups)
    if not found:
        raise Halt(NotGiven(unreported=gaps, absent=absent, about=about))
    used = tuple(value for one in found for value in (*one.parts, one.whole))
    keys = [key for one in asked for key in (*one.above, one.below)]
    names = dict.fromkeys(value.entry.organization_name for value in used)
    return Shares(
        about=replace(about, organizations=tuple(names), indicators=tuple(dict.fromkeys(code for code, _ in keys))),
        shares=found,
        unofficial=any(code in catalogue.rates() for code in codes),
        rows=tuple(one.row() for one in found),
        told=used,
        cited=entries_of(used),
        absent=absent,
        unreported=gaps,
    )


def _worked_out(
    stored: Stored, entries: Sequence[ReportEntry], asked: Sequence[ShareOf]
) -> tuple[tuple[Shared, ...], tuple[Gap, ...]]:
    """Every share of every report, and why the others can't be worked out."""
    keys = [key for one in asked for key in (*one.above, one.below)]
    values = Values(stored.holdings, entries, {code for code, _ in keys}, tuple({column for _, column in keys}))
    found: list[Shared] = []
    gaps: list[Gap] = []
    for entry, one in ((entry, one) for entry in entries for one in asked):
        whole, parts = values.find(entry, *one.below), [values.find(entry, *key) for key in one.above]
        there = tuple(part for part in parts if part is not None)
        if whole is None or len(there) < len(parts):
            keys_and_values = zip((*one.above, one.below), (*parts, whole), strict=True)
            missing = tuple(key for key, value in keys_and_values if not value)
            unread = unread_quotes(stored.holdings, entry, missing)
            gaps.append(NoShare(entry, missing, one, unread, left_out(stored.holdings, entry)))
        elif whole.value == 0:
            gaps.append(ZeroBase(whole, one))
        else:
            found.append(Shared(one, there, whole))
    return tuple(found), tuple(gaps)


# --- which shares ------------------------------------------------------------------------------------


def _shares(request: Share, codes: Sequence[str]) -> list[ShareOf]:
    """The shares asked for; raises Halt where it is not plain what they are of."""
    rates = [(code, catalogue.rates()[code]) for code in codes if code in catalogue.rates()]
    if rates:
        told = {code for code, _ in rates}.union(*({*rate.numerator, rate.denominator} for _, rate in rates))
        if set(codes) - told:
            raise Halt(NotSo(reason="rate_beside_figure"))
        return [ShareOf(_keys(rate.numerator), (rate.denominator, None), code) for code, rate in rates]
    if request.subject.applicants:
        return [ShareOf(((code, who),), (code, None)) for code in codes for who in request.subject.applicants]
    named = _of_two(request, *codes) if len(codes) == 2 else _in_one_named(codes, together=request.together)
    if named:
        return named
    above = [(code, wholes_of(code)) for code in codes]
    if any(not wholes for _, wholes in above):
        raise Halt(NotSo(reason="share_of_what"))
    return [ShareOf(_keys([code]), (wholes[-1], None)) for code, wholes in above]


def _of_two(request: Share, first: str, second: str) -> list[ShareOf]:
    """One of two figures in the other, or both together in what they are part of."""
    if is_whole_of(second, first):
        return [ShareOf(_keys([first]), (second, None))]
    if is_whole_of(first, second):
        return [ShareOf(_keys([second]), (first, None))]
    if catalogue.unit(first) != catalogue.unit(second):
        raise Halt(NotSo(reason="units_shared"))
    if request.of_other:
        return [ShareOf(_keys([first]), (second, None))]
    whole = next((code for code in wholes_of(first) if code in wholes_of(second)), None)
    return [ShareOf(_keys([first, second]), (whole, None))] if request.together and whole else []


def _in_one_named(codes: Sequence[str], *, together: bool) -> list[ShareOf]:
    """Of several figures the others in the one that they are all part of, each or `together`."""
    wholes = (c for c in codes if all(is_whole_of(c, other) for other in codes if other != c))
    whole = next(wholes, None) if len(codes) > 2 else None
    parts = [code for code in codes if code != whole]
    if whole and together:
        return [ShareOf(_keys(parts), (whole, None))]
    return [ShareOf(_keys([code]), (whole, None)) for code in parts] if whole else []


def _keys(codes: Sequence[str]) -> tuple[Key, ...]:
    return tuple((code, None) for code in codes)


# --- of an area --------------------------------------------------------------------------------------


def share_of_area(stored: Stored, request: AreaShare) -> SharedInArea:
    """The share of the bodies named in the sum over an area."""
    groups = groups_of(stored, request.subject)
    area = replace(request.area, level=request.area.level or groups[0].bodies[0].rank)
    found = field(stored, replace(request, area=area))
    parts = tuple(_of_group(group, found) for group in groups)
    whole = tidy(sum(v.value for v in found.values))
    ids = tuple(number for group in groups for number in group.ids)
    if not whole:
        raise Halt(ZeroWhole(code=found.code, applicant=found.applicant, about=About(ids=ids)))
    about = replace(found.about(request), ids=ids, indicators=looked_up((found.code,)))
    rows = [_part_row((part,), percent(part.value, whole), found) for part in parts]
    together = percent(sum(part.value for part in parts), whole)
    return SharedInArea(
        about=about,
        field=found,
        parts=parts,
        whole=whole,
        rows=tuple(rows) if len(parts) == 1 else (_part_row(parts, together, found), *rows),
        told=found.values,
        cited=entries_of(found.values),
    )


def _of_group(group: Group, found: Field) -> Found:
    """The figure of a body among those of an area; raises Halt where it is not there."""
    mine = next((v for v in found.values if v.entry.organization in group.ids), None)
    if mine is None:
        raise Halt(_not_in(group, found))
    return mine


def share_out(stored: Stored, request: AreaShares) -> SharedOut:
    """The share of every body in the sum over an area."""
    found = field(stored, request)
    whole = tidy(sum(v.value for v in found.values))
    if not whole:
        raise Halt(ZeroWhole(code=found.code, applicant=found.applicant, about=found.about(request)))
    ordered = sorted(found.values, key=lambda v: (-v.value, v.entry.organization))
    placed = zip(places([value.value for value in ordered]), ordered, strict=True)
    shares = tuple((place, value, percent(value.value, whole)) for place, value in placed)
    first = tuple(one for one in shares if request.limit and one[0] <= request.limit)
    shares = first or shares
    rows = tuple(_part_row((value,), of, found) for _, value, of in shares)
    shown, rest = page(shares, request.begin, len(first) or MOST_PLACES)
    return SharedOut(
        about=found.about(request, tuple(value.entry.organization_name for value in ordered)),
        field=found,
        whole=whole,
        shares=shown,
        together=tidy(sum(value.value for _, value, _ in first)) if first else None,
        rows=rows,
        told=found.values,
        cited=entries_of(found.values),
        **rest,
    )


def parts_of_area(stored: Stored, request: AreaPart) -> PartsOfArea:
    """Parts and wholes added over the bodies of an area that give both."""
    subject = request.subject
    asked = _shares(Share(subject), tuple(measure.codes[0] for measure in subject.measures))
    if len({one.below for one in asked}) > 1:
        raise Halt(NotSo(reason="one_figure"))
    code, column = asked[0].below
    whole = replace(subject, measures=(Measure((code,)),), applicants=(column,) if column else ())
    found = field(stored, replace(request, subject=whole))
    entries = tuple(value.entry for value in found.values)
    keys = tuple(dict.fromkeys(key for one in asked for key in one.above))
    parts = {key: {v.entry: v for v in values_of(stored, entries, *key)} for key in keys}
    kept = tuple(v for v in found.values if all(v.entry in given for given in parts.values()))
    found = replace(found, values=kept)
    if not kept:
        missing, who = next((key for key in keys if not parts[key]), asked[0].below)
        raise Halt(AreaWithoutFigure(code=missing, applicant=who, year=found.year, about=found.about(request)))
    below = tidy(sum(v.value for v in kept))
    if not below:
        raise Halt(ZeroWhole(code=code, applicant=column, about=found.about(request)))
    above = {one: [parts[key][v.entry] for v in kept for key in one.above] for one in asked}
    shares = tuple(AreaShared(one, tidy(sum(v.value for v in above[one])), below) for one in asked)
    told = (*kept, *(value for values in above.values() for value in values))
    codes = (*(part for part, _ in keys), code)
    return PartsOfArea(
        about=replace(found.about(request), indicators=looked_up(tuple(dict.fromkeys(codes)))),
        field=found,
        shares=shares,
        rows=tuple(_area_row(one, above[one.share], found) for one in shares),
        told=told,
        cited=entries_of(told),
    )


def _area_row(one: AreaShared, above: Sequence[Found], found: Field) -> Row:
    row, parent = _part_row(tuple(above), one.percent, found), found.members.parent
    return replace(row, organization=parent.name, division_code=parent.code) if parent else row


def _part_row(parts: tuple[Found, ...], share_of: float, found: Field) -> Row:
    operands = tuple(v.operand() for v in (*parts, *found.values))
    derived = Derived("ratio", operands)
    return replace(parts[0].row(), value=share_of, unit="%", source=None, quote=None, derived=derived)


def _not_in(group: Group, found: Field) -> Missing:
    about = About(ids=group.ids)
    if group.at(found.year) is None:
        return NoReportHere(absent=(without_report(group, [found.year]),), about=about)
    return NotInArea(about=about)


OPERATIONS: Operations = {Share: share, AreaShare: share_of_area, AreaShares: share_out, AreaPart: parts_of_area}
