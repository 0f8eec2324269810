"""Why a number said is not the figure: where it really stands, if the reports hold exactly that number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from core.asking.claims.judges.parts import INTAKE
from core.asking.claims.question import Question
from core.asking.claims.ruling import Remark, remark
from core.asking.found.values import Found, Values, tidy
from core.asking.understood.request import Claim
from core.asking.worded.claims import FigureName
from core.asking.words import catalog as bodies
from core.asking.words.catalog import Body
from core.forms.indicators import indicators
from core.places.divisions import parents
from core.text.numerals import NUMBER, read_number
from core.text.units import in_unit, unit_kind
from core.types import Applicant, Number, ReportEntry

# What is added to or taken from a figure by mistake.
_CARRIED = (
    ("requests.received", "requests.carried_in", 1, "carried_in_counted"),
    ("requests.outcome.total", "requests.carried_in", -1, "carried_in_left_out"),
    ("requests.outcome.total", "requests.carried_out", 1, "carried_out_counted"),
)


def of_figure(question: Question, claim: Claim, value: Found) -> Remark | None:
    """The likely cause; None where none is sure."""
    if claim.unit and unit_kind(claim.unit) != unit_kind(value.unit):
        return remark("unit")
    said = in_unit(claim.value, claim.unit, value.unit)
    return next((cause for look in _LOOKS if (cause := look(question, said, value))), None)


# --- ways to write a number --------------------------------------------------------------------------


def _other_unit(question: Question, said: Number, value: Found) -> Remark | None:
    if value.unit == "万元" and value.value:
        if tidy(said * 1e-4) == value.value:
            return remark("yuan")
        if tidy(said * 1e4) == value.value:
            return remark("wan")
    return None


def _other_source(question: Question, said: Number, value: Found) -> Remark | None:
    """The narrative of the report says another number than its table, or what was read was put right by a person."""
    if value.derived is not None:
        return None
    figure = value.figures[0]
    if figure.other_value == said:
        return remark("narrative")
    read = {read_number(found) for found in re.findall(NUMBER, figure.quote)}
    return remark("before_correction") if figure.corrected and said in read else None


def _rounded(question: Question, said: Number, value: Found) -> Remark | None:
    """2.27万 said of 22727."""
    for digits in (4, 3, 2):
        if said >= 1000 and said % 10**digits == 0:
            return remark("rounded") if round(value.value, -digits) == said else None
    return None


def _digits(question: Question, said: Number, value: Found) -> Remark | None:
    """171 or 71 or 1.7 for 17: one digit too many or too few, two changed about, the point misplaced."""
    if not isinstance(said, int) or not isinstance(value.value, int) or min(said, value.value) < 10:
        return None
    wrong, right = str(said), str(value.value)
    if wrong in _shorter(right) or right in _shorter(wrong):
        return remark("digit")
    return remark("swapped") if wrong in _swapped(right) else None


def _shorter(digits: str) -> Iterator[str]:
    return (digits[:i] + digits[i + 1 :] for i in range(len(digits)))


def _swapped(digits: str) -> Iterator[str]:
    return (digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1))


# --- other rows of the report ------------------------------------------------------------------------


def _family(value: Found) -> tuple[str, ...]:
    return tuple(c for c in indicators() if c.split(".")[0] == value.code.split(".")[0] and c != value.code)


def _related_row(question: Question, said: Number, value: Found) -> Remark | None:
    return _said_of_row(question, said, value, [code for code in _family(value) if _is_related(code, value.code)])


def _row_of_same_subject(question: Question, said: Number, value: Found) -> Remark | None:
    return _said_of_row(question, said, value, _family(value))


def _is_related(code: str, other: str) -> bool:
    """A part and its whole, or the figures of requests that are taken for one another."""
    whole, part = sorted((code, other), key=len)
    return part.startswith(whole.removesuffix("total")) or (code in INTAKE and other in INTAKE)


def _said_of_row(question: Question, said: Number, value: Found, codes: Sequence[str]) -> Remark | None:
    """The number of another row, or of another column of the same row."""
    columns: tuple[Applicant | None, ...] = (value.applicant,) if value.applicant is None else (value.applicant, None)
    same = Values(question.holdings, [value.entry], [*codes, value.code], columns)
    places = [(code, value.applicant) for code in codes] + [(value.code, None)] * (value.applicant is not None)
    for code, applicant in places:
        found = same.find(value.entry, code, applicant)
        if found is not None and found.value != 0 and found.unit == value.unit and found.value == said:
            return remark("other_row", name=FigureName(code, applicant, value.entry.template))
    return None


def _carried(question: Question, said: Number, value: Found) -> Remark | None:
    """Requests of the year before counted in or left out."""
    for code, carried, sign, key in _CARRIED:
        if value.code != code:
            continue
        values = Values(question.holdings, [value.entry], [carried], (value.applicant,))
        part = values.find(value.entry, carried, value.applicant)
        if part is not None and part.value and tidy(value.value + sign * part.value) == said:
            return remark(key, amount=part)
    return None


# --- other years and bodies --------------------------------------------------------------------------


def _year_beside(question: Question, said: Number, value: Found) -> Remark | None:
    beside = [entry for entry in _others(question, value) if abs(entry.year - value.entry.year) == 1]
    return _said_of_year(question, said, value, beside)


def _any_year(question: Question, said: Number, value: Found) -> Remark | None:
    return _said_of_year(question, said, value, _others(question, value))


def _others(question: Question, value: Found) -> list[ReportEntry]:
    """The other reports of the body, those of its former names too."""
    own, catalog = _body_of(question, value), question.stored.catalog
    same = {value.entry.organization}
    if own is not None and own.place is not None:
        same |= {body.organization.id for body in bodies.governing(catalog, own.place, own.kind)}
    entries = question.holdings.reports(organizations=sorted(same))
    return [entry for entry in entries if entry.id != value.entry.id]


def _body_of(question: Question, value: Found) -> Body | None:
    return question.stored.catalog.body(value.entry.organization)


def _said_of_year(question: Question, said: Number, value: Found, others: Sequence[ReportEntry]) -> Remark | None:
    elsewhere = Values(question.holdings, others, [value.asked], (value.applicant,))
    for entry in others:
        found = elsewhere.find(entry, value.asked, value.applicant)
        if found is not None and found.value != 0 and found.value == said:
            return remark("other_year", year=str(entry.year))
    return None


def _neighbour(question: Question, said: Number, value: Found) -> Remark | None:
    """The same figure of the one body beside it (of its level, under the same place) that has exactly this number."""
    beside = _beside(_body_of(question, value), question) if said else []
    ids = [body.organization.id for body in beside]
    entries = question.holdings.reports(organizations=ids, years=[value.entry.year]) if ids else ()
    values = Values(question.holdings, entries, [value.asked], (value.applicant,))
    same = [e for e in entries if (v := values.find(e, value.asked, value.applicant)) and v.value == said]
    return remark("other_body", body=same[0].organization_name) if len(same) == 1 else None


def _beside(own: Body | None, question: Question) -> list[Body]:
    above = parents(own.place)[:1] if own is not None and own.place is not None else ()
    if own is None or not above:
        return []
    below = bodies.below(question.stored.catalog, above[0], own.rank)
    return [body for body in below if body.kind == own.kind and body != own]


_LOOKS: tuple[Callable[[Question, Number, Found], Remark | None], ...] = (
    _other_unit,
    _other_source,
    _rounded,
    _related_row,
    _carried,
    _year_beside,
    _digits,
    _row_of_same_subject,
    _any_year,
    _neighbour,
)
