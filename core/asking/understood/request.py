"""What a question says, as a value: before anything is looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from core.asking.found.catalog import Body
from core.asking.words.bounds import Bound
from core.asking.words.times import Time
from core.forms import catalogue
from core.places.divisions import Division
from core.types import Applicant, Language, Number, Operation, Scope

OutOfScope = Literal[
    "month_on_month",
    "subyear",
    "per_head",
    "why",
    "future",
    "negation",
    "how_to",
    "who",
    "which_row",
    "mean_beside",
    "several_scopes",
    "whose_whole",
    "scope_share",
    "people",
    "channels_counted",
    "bounded_change",
    "change_of_sum",
    "too_long",
    "whole_or_sum",
]

_REPORTS = re.compile(r"年报|报告|\breports?\b")
_ALTOGETHER = re.compile(r"一共|总共|共计|共收到|合起来|累计|\baltogether\b|\bin total\b")
_APART = re.compile(r"各|分别|每|历年|逐年|趋势|变化|\beach\b|respectively|\bevery\b")
_WHICH = re.compile(r"报[?？。]?$|报告[?？。]?$|有|缺|没|哪|几份|多少份|漏|which|list|any|missing|available|have|there")


@dataclass(frozen=True, slots=True)
class Target:
    """A body the question names: the place and kind of body meant, and the stored bodies this may be.

    `divisions` are the places the words may mean; `bodies` is empty where nothing is stored of it.
    """

    text: str
    kind: str
    divisions: tuple[Division, ...] = ()
    bodies: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure asked for. Several `codes` mean that the words fit them all; `topical` that they name the subject."""

    codes: tuple[str, ...]
    topical: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """A number the question states, and the figure it is stated of (None: the figure spoken of before)."""

    measure: Measure | None
    value: Number
    unit: str
    applicant: Applicant | None = None
    last: Number = 1
    """What its last digit counts: 2.3万 is said to 1000."""


@dataclass(frozen=True, slots=True)
class Growth:
    """By what a change is ranked or held against limits: up, down or either way, in percent or in the unit itself.

    `extreme`: the most or the least is asked for (增长最快), so that only those that went this way count.
    """

    direction: Literal["up", "down", "either"]
    relative: bool
    extreme: bool


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a question says, before anything is looked up.

    `repairs` are words taken for others, to be told: slips, and places that the conversation settles.
    `than` lists those with more or less than the body named. `without` are bodies that a scope leaves out, `growth` ranks by change and not by the figure itself, `nth` asks
    whose place in a ranking that is. `position` asks for the place of a body in a ranking, `over_years` which of the years of a body are meant (the best,
    or those within `bounds`).
    """

    text: str
    language: Language
    operation: Operation
    measures: tuple[Measure, ...] = ()
    targets: tuple[Target, ...] = ()
    times: tuple[Time, ...] = ()
    applicants: tuple[Applicant, ...] = ()
    scope: Scope | None = None
    position: bool = False
    over_years: bool = False
    bounds: tuple[Bound, ...] = ()
    without: tuple[Target, ...] = ()
    nth: int | None = None
    change: bool = False
    growth: Growth | None = None
    than: Literal["more", "less"] | None = None
    claims: tuple[Claim, ...] = ()
    topics: tuple[str, ...] = ()
    phrase: str | None = None
    cues: frozenset[str] = frozenset()
    outside: OutOfScope | None = None
    unknown: tuple[str, ...] = ()
    unknown_place: str | None = None
    report: int | None = None
    repairs: tuple[tuple[str, str], ...] = ()
    inherited: frozenset[str] = frozenset()


def operation_of(u: Understanding) -> Operation:
    """What is to be done, by the words and by what is named."""
    cues = u.cues
    if u.claims:
        return "check"
    if u.over_years:
        return "rank"
    if u.bounds and u.scope is None:
        return "check"
    if "define" in cues and u.measures and not u.targets and not u.times and not u.scope:
        return "text"
    if u.phrase or (u.topics and not u.measures) or "passage" in cues:
        return "text"
    if u.report or "check" in cues:
        return "check"
    if cues & {"reports", "missing", "when_published"} and not u.measures:
        return "reports"
    if (
        not u.measures
        and not u.applicants
        and "all_indicators" not in cues
        and _REPORTS.search(u.text)
        and _WHICH.search(u.text)
    ):
        return "reports"
    if u.scope is not None and u.targets and "ratio" in cues and not _is_rate(u):
        return "ratio"
    if u.scope is not None:
        return "rank" if u.scope.statistic in ("most", "least") or u.bounds else "aggregate"
    if (_is_rate(u) and not _of_two_years(u)) or (
        "ratio" in cues and not u.change and not ("compare" in cues and len(u.targets) > 1)
    ):
        return "ratio"
    together = _ALTOGETHER.search(u.text) and not _APART.search(u.text)
    if (cues & {"sum", "mean"} or together) and (len(u.targets) > 1 or _many_years(u.times)):
        return "aggregate"
    if "trend" in cues and "year_on_year" not in cues and len(u.targets) <= 1 and len(u.times) <= 1:
        return "trend"
    if u.change and len(u.targets) <= 1 and not cues & {"year_on_year", "compare"} and _is_stretch(u.times):
        return "trend"
    if u.change or "compare" in cues or len(u.targets) > 1:
        return "compare"
    if "trend" in cues or _many_years(u.times):
        return "trend"
    return "lookup"


def _of_two_years(u: Understanding) -> bool:
    """公开率同比: a rate beside that of the year before."""
    return len(u.targets) <= 1 and ("year_on_year" in u.cues or ("compare" in u.cues and len(u.times) == 2))


def _is_rate(u: Understanding) -> bool:
    return any(code in catalogue.rates() for measure in u.measures for code in measure.codes)


def _is_stretch(times: Sequence[Time]) -> bool:
    """2016年到2022年增长多少: from the first to the last."""
    return len(times) == 1 and (times[0].kind in ("since", "last", "all") or len(times[0].years) > 2)


def _many_years(times: Sequence[Time]) -> bool:
    return len(times) > 1 or any(time.kind in ("since", "last", "all") or len(time.years) > 1 for time in times)
