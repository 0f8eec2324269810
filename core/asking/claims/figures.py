"""Holds a number that is said against the report: it agrees, differs (its likely cause is told), or can't be judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.asking.claims import causes
from core.asking.claims.asked import Halt, Question, answered, no_figure, no_report
from core.asking.claims.finding import Finding, apart, subject, unverifiable, verdict
from core.asking.found.stored import Group, ids_of
from core.asking.found.table import Looked
from core.asking.found.values import Found, Values, tidy
from core.asking.understood.request import Claim, Stated
from core.asking.worded.figures import figure
from core.asking.worded.outcome import Outcome
from core.telling.names import figure_name
from core.text.units import in_unit, unit_kind
from core.types import ReportEntry

Pair = tuple[Claim, ReportEntry | None, str]
"""A claim, the report it is of, and what to say where there is none."""


def stated(question: Question, request: Stated) -> Finding:
    """Each number said is the report's, is another, or can't be verified."""
    if request.compares:
        text = question.say(
            "这是比较，不是一个确切的数；请直接问相差多少。", "This compares; ask for the difference itself. "
        )
        return Finding(None, Outcome("not_understood", text))
    groups = question.groups()
    wanted = question.years_of(groups)
    return _held_against(question, groups, wanted, _paired(question, request.claims, groups, wanted))


def stated_of_each(question: Question, request: Stated) -> Finding:
    """As `stated`, but one number of several bodies or years has to be said of each: 均为17件; else raises Halt."""
    groups = question.groups()
    several = len(groups) > 1 or len(question.years_of(groups)) > 1
    if several and len(request.claims) == 1 and not request.of_each:
        raise Halt(Outcome("not_understood", apart(question)))
    return stated(question, request)


def read(question: Question, claim: Claim) -> Finding:
    """A number read of the one body and year spoken of; raises Halt where these are several."""
    group, year = subject(question)
    return _held_against(question, (group,), (year,), [_pair(question, claim, group, year)])


def _held_against(question: Question, groups: Sequence[Group], wanted: Sequence[int], pairs: Sequence[Pair]) -> Finding:
    codes = tuple(dict.fromkeys(code for claim, _, _ in pairs for code in _codes(claim)))
    applicants = tuple(dict.fromkeys(claim.applicant for claim, _, _ in pairs))
    entries = list(dict.fromkeys(entry for _, entry, _ in pairs if entry is not None))
    base = Looked(tuple(groups), tuple(wanted), codes, (), (), ())
    if not entries:
        text = unverifiable(question, "".join(no_report(question, group, wanted) for group in groups))
        query = question.query(codes, wanted, groups)
        return Finding(None, Outcome("no_report", text, query, organization_ids=ids_of(groups)))
    values = Values(question.holdings, entries, codes, applicants)
    found: list[Found] = []
    lines: list[str] = []
    agreeing: list[bool | None] = []
    for claim, entry, absent in pairs:
        line, value, agrees = _verdict(question, claim, entry, values) if entry else (absent, None, None)
        lines.append(line)
        agreeing.append(agrees)
        if value is not None:
            found.append(value)
    query = question.query([v.code for v in found] or codes, wanted, groups)
    if not found:
        return Finding(None, Outcome("not_reported", "".join(lines), query, organization_ids=ids_of(groups)))
    told = replace(base, values=tuple(dict.fromkeys(found)))
    made = answered(question, told, "\n".join(lines), [v.row() for v in dict.fromkeys(found)])
    return Finding(_all_of(agreeing), replace(made, query=query))


def _all_of(agreeing: Sequence[bool | None]) -> bool | None:
    """One that differs decides; one that can't be verified leaves it open."""
    return False if False in agreeing else None if None in agreeing else True


def equal(claim: Claim, value: Found) -> bool:
    """Whether the number said is the figure, rounded as it is said: 2.3万 is 22727."""
    if claim.unit and unit_kind(claim.unit) != unit_kind(value.unit):
        return False
    said, last = (in_unit(number, claim.unit, value.unit) for number in (claim.value, claim.last))
    if tidy(said) == tidy(value.value):
        return True
    rounded = claim.last != 1 or claim.unit in ("万元", "亿元")
    return rounded and abs(said - value.value) <= last / 2


def _codes(claim: Claim) -> tuple[str, ...]:
    return claim.measure.codes if claim.measure else ()


def _paired(question: Question, claims: Sequence[Claim], groups: Sequence[Group], wanted: Sequence[int]) -> list[Pair]:
    """Each number with its body and year, in the order said; raises Halt where it is not plain which is of which."""
    said = [year for year in _years_as_said(question) if year in wanted] or list(wanted)
    places_meant = [(group, year) for group in groups for year in said]
    if len(places_meant) == 1 or len(claims) == 1:
        combined = [(claim, *place) for claim in claims for place in places_meant]
    elif len(claims) == len(places_meant) and 1 in (len(groups), len(said)) and len({_codes(c) for c in claims}) == 1:
        combined = [(claim, *place) for claim, place in zip(claims, places_meant, strict=True)]
    else:
        raise Halt(Outcome("not_understood", apart(question)))
    return [_pair(question, *one) for one in combined]


def _pair(question: Question, claim: Claim, group: Group, year: int) -> Pair:
    return claim, group.at(year), unverifiable(question, no_report(question, group, [year]))


def _years_as_said(question: Question) -> list[int]:
    named = [year for time in question.subject.times for year in time.years if time.kind == "years"]
    return list(dict.fromkeys(named))


def _verdict(
    question: Question, claim: Claim, entry: ReportEntry, values: Values
) -> tuple[str, Found | None, bool | None]:
    candidates = [value for code in _codes(claim) if (value := values.find(entry, code, claim.applicant)) is not None]
    if not candidates:
        missing = no_figure(question, entry, _codes(claim)[0], claim.applicant)
        return unverifiable(question, missing), None, None
    agreeing = next((v for v in candidates if equal(claim, v)), None)
    value = agreeing or candidates[0]
    name = figure_name(value.code, value.applicant, question.language, value.entry.template)
    amount = figure(value.value, value.unit, question.language)
    where = question.say(
        f"{value.entry.organization_name}{value.entry.year}年{name}",
        f"{name}, {value.entry.organization_name}, {value.entry.year}",
    )
    cause = causes.of_figure(question, claim, value) if agreeing is None else ""
    if agreeing is not None and tidy(in_unit(claim.value, claim.unit, value.unit)) != tidy(value.value):
        cause = question.say("；所说的数是四舍五入后的", "; the number said is rounded")
    said = question.say(f"{where}是{amount}{cause}。", f"{where} is {amount}{cause}.")
    return verdict(question, agreeing is not None, said), value, agreeing is not None
