"""Plain numbers held against the report: each agrees, differs (its likely cause is told), or can't be verified."""

from __future__ import annotations

from collections.abc import Sequence

from core.asking.claims.judges import causes
from core.asking.claims.question import Question, Unjudged
from core.asking.claims.ruling import Checked, Stated, remark
from core.asking.found.missing import About, Halt, NoReport, NoReports, NotGiven, NotReported
from core.asking.found.stored import Group
from core.asking.found.table import not_reported, without_report
from core.asking.found.values import Found, Values, tidy
from core.asking.understood.request import Claim
from core.asking.understood.request import Stated as Telling
from core.asking.worked.result import entries_of
from core.text.units import in_unit, unit_kind
from core.types import ReportEntry

_Pair = tuple[Claim, Group, int]
"""A number, and the body and year it is said of."""

_TOGETHER = frozenset({"sum", "mean", "median", "cumulative"})


def stated(question: Question, request: Telling) -> Stated:
    """Each number said is the report's, is another, or can't be verified."""
    if request.compares:
        raise Unjudged("compares")
    groups = question.groups()
    wanted = question.years_of(groups)
    one_of_all = len(request.claims) == 1 and not request.of_each and question.understood.said.cues & _TOGETHER
    if one_of_all and (len(groups) > 1 or len(wanted) > 1):
        raise Unjudged("mixed")
    return _held_against(question, groups, wanted, _paired(question, request.claims, groups, wanted))


def stated_of_each(question: Question, request: Telling) -> Stated:
    """As `stated`, but one number of several bodies or years has to be said of each: 均为17件."""
    groups = question.groups()
    several = len(groups) > 1 or len(question.years_of(groups)) > 1
    if several and len(request.claims) == 1 and not request.of_each:
        raise Unjudged("mixed")
    return stated(question, request)


def read(question: Question, claim: Claim) -> Stated:
    """A number read of the one body and year spoken of."""
    group, year = question.one()
    return _held_against(question, (group,), (year,), [(claim, group, year)])


def equal(claim: Claim, value: Found) -> bool:
    """Whether the number said is the figure, rounded as it is said: 2.3万 is 22727."""
    if claim.unit and unit_kind(claim.unit) != unit_kind(value.unit):
        return False
    said, last = (in_unit(number, claim.unit, value.unit) for number in (claim.value, claim.last))
    if tidy(said) == tidy(value.value):
        return True
    rounded = claim.last != 1 or claim.unit in ("万元", "亿元")
    return rounded and abs(said - value.value) <= last / 2


def _held_against(question: Question, groups: Sequence[Group], wanted: Sequence[int], pairs: Sequence[_Pair]) -> Stated:
    values = _values(question, pairs)
    if values is None:
        absent = tuple(without_report(group, wanted) for group in groups)
        raise Halt(NoReports(absent=absent, about=_about(pairs, wanted, groups)))
    checked = tuple(_checked(question, *pair, values) for pair in pairs)
    found = tuple(dict.fromkeys(one.found for one in checked if one.found is not None))
    if not found:
        raise _nothing_given(checked, _about(pairs, wanted, groups))
    return Stated(
        agrees=_all_of([one.agrees for one in checked]),
        checked=checked,
        about=About(tuple(dict.fromkeys(value.code for value in found)), tuple(wanted), tuple(groups)),
        rows=tuple(value.row() for value in found),
        told=found,
        cited=entries_of(found),
    )


def _values(question: Question, pairs: Sequence[_Pair]) -> Values | None:
    """The figures that the numbers are said of; None where nobody has a report."""
    entries = list(dict.fromkeys(entry for _, group, year in pairs if (entry := group.at(year)) is not None))
    codes = dict.fromkeys(code for claim, _, _ in pairs for code in _codes(claim))
    columns = dict.fromkeys(claim.applicant for claim, _, _ in pairs)
    return Values(question.holdings, entries, codes, tuple(columns)) if entries else None


def _about(pairs: Sequence[_Pair], wanted: Sequence[int], groups: Sequence[Group]) -> About:
    codes = dict.fromkeys(code for claim, _, _ in pairs for code in _codes(claim))
    return About(tuple(codes), tuple(wanted), tuple(groups))


def _nothing_given(checked: Sequence[Checked], about: About) -> Halt:
    unreported = tuple(one.gap for one in checked if isinstance(one.gap, NotReported))
    absent = tuple(one.gap for one in checked if isinstance(one.gap, NoReport))
    return Halt(NotGiven(unreported=unreported, absent=absent, about=about))


def _all_of(agreeing: Sequence[bool | None]) -> bool | None:
    """One that differs decides; one that can't be verified leaves it open."""
    return False if False in agreeing else None if None in agreeing else True


def _codes(claim: Claim) -> tuple[str, ...]:
    return claim.measure.codes if claim.measure else ()


def _paired(question: Question, claims: Sequence[Claim], groups: Sequence[Group], wanted: Sequence[int]) -> list[_Pair]:
    """Each number with its body and year, in the order said; not judged where it is not plain which is of which."""
    years = _in_order(question, wanted)
    whose = [(group, year) for group in groups for year in years]
    if len(whose) == 1 or len(claims) == 1:
        return [(claim, *one) for claim in claims for one in whose]
    in_turn = len(claims) == len(whose) and 1 in (len(groups), len(years))
    if not in_turn or len({_codes(claim) for claim in claims}) != 1:
        raise Unjudged("mixed")
    return [(claim, *one) for claim, one in zip(claims, whose, strict=True)]


def _in_order(question: Question, wanted: Sequence[int]) -> list[int]:
    """The years as they are said."""
    named = (year for time in question.subject.times if time.kind == "years" for year in time.years)
    return [year for year in dict.fromkeys(named) if year in wanted] or list(wanted)


def _checked(question: Question, claim: Claim, group: Group, year: int, values: Values) -> Checked:
    entry = group.at(year)
    if entry is None:
        return Checked(claim, None, gap=without_report(group, [year]))
    candidates = _candidates(claim, entry, values)
    if not candidates:
        return Checked(claim, None, gap=not_reported(question.stored, entry, _codes(claim)[0], claim.applicant))
    agreeing = next((value for value in candidates if equal(claim, value)), None)
    if agreeing is None:
        return Checked(claim, False, candidates[0], cause=causes.of_figure(question, claim, candidates[0]))
    rounded = tidy(in_unit(claim.value, claim.unit, agreeing.unit)) != tidy(agreeing.value)
    return Checked(claim, True, agreeing, cause=remark("rounded") if rounded else None)


def _candidates(claim: Claim, entry: ReportEntry, values: Values) -> list[Found]:
    found = (values.find(entry, code, claim.applicant) for code in _codes(claim))
    return [value for value in found if value is not None]
