"""Why a number said is not the figure: where it really stands, if the reports hold exactly that number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from core.asking.claims.asked import Question
from core.asking.found.values import Found, Values, tidy
from core.asking.understood.request import Claim
from core.asking.worded.figures import figure
from core.asking.words import catalog as bodies
from core.forms.indicators import indicators
from core.places.divisions import parents
from core.telling.names import figure_name
from core.text.numerals import NUMBER, read_number
from core.text.units import in_unit, unit_kind
from core.types import Number, ReportEntry

_INTAKE = ("requests.received", "requests.concluded", "requests.outcome.total")
# What is added to or taken from a figure by mistake, with the words for it.
_CARRIED = (
    ("requests.received", "requests.carried_in", 1, "把上年结转{}也算进去了", "that includes {} carried over"),
    ("requests.outcome.total", "requests.carried_in", -1, "没有算上年结转{}", "that leaves out {} carried over"),
    ("requests.outcome.total", "requests.carried_out", 1, "把结转下年度{}也算进去了", "that includes {} still open"),
)


def of_figure(question: Question, claim: Claim, value: Found) -> str:
    """The likely cause, to be put behind the figure; empty where none is sure."""
    if claim.unit and unit_kind(claim.unit) != unit_kind(value.unit):
        return question.say("；单位不同", "; the unit differs")
    looks: tuple[Callable[[Question, Number, Found], str], ...] = (
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
    said = in_unit(claim.value, claim.unit, value.unit)
    return next((cause for look in looks if (cause := look(question, said, value))), "")


def _other_unit(question: Question, said: Number, value: Found) -> str:
    if value.unit == "万元" and value.value:
        if tidy(said * 1e-4) == value.value:
            return question.say("；所说的数像是以元计", "; the number said looks like yuan")
        if tidy(said * 1e4) == value.value:
            return question.say("；所说的数像是以万元计", "; the number said looks like ten thousand yuan")
    return ""


def _other_source(question: Question, said: Number, value: Found) -> str:
    """The narrative of the report says another number than its table, or what was read was put right by a person."""
    if value.derived is not None:
        return ""
    figure_ = value.figures[0]
    if figure_.other_value == said:
        return question.say(
            "；所说的数是正文里的，表格与正文不一致",
            "; the number said is that of the text, which differs from the table",
        )
    read = {read_number(found) for found in re.findall(NUMBER, figure_.quote)}
    if figure_.corrected and said in read:
        return question.say("；所说的数是更正前的", "; the number said is that before it was corrected")
    return ""


def _rounded(question: Question, said: Number, value: Found) -> str:
    """2.27万 said of 22727."""
    for digits in (4, 3, 2):
        if said >= 1000 and said % 10**digits == 0:
            near = round(value.value, -digits) == said
            return question.say("；所说的数是四舍五入后的", "; the number said is rounded") if near else ""
    return ""


def _family(value: Found) -> tuple[str, ...]:
    return tuple(c for c in indicators() if c.split(".")[0] == value.code.split(".")[0] and c != value.code)


def _related_row(question: Question, said: Number, value: Found) -> str:
    return _said_of_row(question, said, value, [code for code in _family(value) if _is_related(code, value.code)])


def _row_of_same_subject(question: Question, said: Number, value: Found) -> str:
    return _said_of_row(question, said, value, _family(value))


def _is_related(code: str, other: str) -> bool:
    """A part and its whole, or the figures of requests that are taken for one another."""
    whole, part = sorted((code, other), key=len)
    return part.startswith(whole.removesuffix("total")) or (code in _INTAKE and other in _INTAKE)


def _said_of_row(question: Question, said: Number, value: Found, codes: Sequence[str]) -> str:
    """The number of another row, or of another column of the same row."""
    columns = (value.applicant,) if value.applicant is None else (value.applicant, None)
    same = Values(question.holdings, [value.entry], [*codes, value.code], columns)
    places = [(code, value.applicant) for code in codes] + [(value.code, None)] * (value.applicant is not None)
    for code, applicant in places:
        found = same.find(value.entry, code, applicant)
        if found is not None and found.value != 0 and found.unit == value.unit and found.value == said:
            name = figure_name(code, applicant, question.language, value.entry.template)
            return question.say(f"；所说的数是“{name}”", f"; the number said is that of “{name}”")
    return ""


def _carried(question: Question, said: Number, value: Found) -> str:
    """Requests of the year before counted in or left out."""
    for code, carried, sign, chinese, english in _CARRIED:
        if value.code != code:
            continue
        part = Values(question.holdings, [value.entry], [carried], (value.applicant,)).find(
            value.entry, carried, value.applicant
        )
        if part is not None and part.value and tidy(value.value + sign * part.value) == said:
            amount = figure(part.value, part.unit, question.language)
            return question.say(f"；所说的数{chinese.format(amount)}", f"; the number said: {english.format(amount)}")
    return ""


def _year_beside(question: Question, said: Number, value: Found) -> str:
    return _said_of_year(question, said, value, [e for e in _others(question, value) if _beside(e, value)])


def _any_year(question: Question, said: Number, value: Found) -> str:
    return _said_of_year(question, said, value, _others(question, value))


def _beside(entry: ReportEntry, value: Found) -> bool:
    return abs(entry.year - value.entry.year) == 1


def _others(question: Question, value: Found) -> list[ReportEntry]:
    """The other reports of the body, those of its former names too."""
    own = next((b for b in question.catalog.bodies if b.organization.id == value.entry.organization), None)
    same = {value.entry.organization}
    if own is not None and own.place is not None:
        same |= {b.organization.id for b in bodies.governing(question.catalog, own.place, own.kind)}
    entries = question.holdings.reports(organizations=sorted(same))
    return [entry for entry in entries if entry.id != value.entry.id]


def _said_of_year(question: Question, said: Number, value: Found, others: Sequence[ReportEntry]) -> str:
    elsewhere = Values(question.holdings, others, [value.asked], (value.applicant,))
    for entry in others:
        found = elsewhere.find(entry, value.asked, value.applicant)
        if found is not None and found.value != 0 and found.value == said:
            return question.say(f"；所说的数是{entry.year}年的", f"; the number said is that of {entry.year}")
    return ""


def _digits(question: Question, said: Number, value: Found) -> str:
    """171 or 71 or 1.7 for 17: one digit too many or too few, two changed about, the point misplaced."""
    if not isinstance(said, int) or not isinstance(value.value, int) or min(said, value.value) < 10:
        return ""
    wrong, right = str(said), str(value.value)
    if wrong in _shorter(right) or right in _shorter(wrong):
        return question.say("；像是多写或漏写了一位数字", "; a digit seems to be missing or too many")
    if wrong in _swapped(right):
        return question.say("；像是两位数字写颠倒了", "; two digits seem to be swapped")
    return ""


def _shorter(digits: str) -> Iterator[str]:
    return (digits[:i] + digits[i + 1 :] for i in range(len(digits)))


def _swapped(digits: str) -> Iterator[str]:
    return (digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1))


def _neighbour(question: Question, said: Number, value: Found) -> str:
    """The same figure of the one body beside it (of its level, under the same place) that has exactly this number."""
    own = next((b for b in question.catalog.bodies if b.organization.id == value.entry.organization), None)
    above = parents(own.place)[:1] if own is not None and own.place is not None else ()
    if own is None or not above or not said:
        return ""
    beside = [b for b in bodies.below(question.catalog, above[0], own.rank) if b.kind == own.kind and b != own]
    entries = (
        question.holdings.reports(organizations=[b.organization.id for b in beside], years=[value.entry.year])
        if beside
        else ()
    )
    values = Values(question.holdings, entries, [value.asked], (value.applicant,))
    same = [e for e in entries if (v := values.find(e, value.asked, value.applicant)) and v.value == said]
    if len(same) != 1:
        return ""
    name = same[0].organization_name
    return question.say(f"；所说的数是{name}的", f"; the number said is that of {name}")
