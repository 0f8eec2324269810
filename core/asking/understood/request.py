"""What a question asks for, as a value: one kind an operation. Nothing is looked up yet.

An operation is called with the value of its kind and with what is stored, whoever has the values: the words of a
question (`understand(...).request`), or a statement that is judged:

    subject = Subject(targets, times, measures, applicants)
    run(Share(subject), stored)
    run(Standing(subject, Area("330300", "county")), stored)

Each kind says by `takes` which recognised words of a sentence it uses: cues by their names, and what else a word may
name as who, when, what, applicant, level, limit, nth, bound, number, report, topic. A word that no one takes is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from core.asking.words.catalog import Body
from core.asking.words.limits import Bound
from core.asking.words.times import Time
from core.forms import catalogue
from core.places.divisions import Division
from core.types import Applicant, Number, Operation, Scope, ScopeLevel


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
class Subject:
    """Of whom, of when and which figures.

    `unit` is what the words count (多少项), where that is said; `overview` asks for the main figures where none is named,
    `people` for how many persons there are.
    """

    targets: tuple[Target, ...] = ()
    times: tuple[Time, ...] = ()
    measures: tuple[Measure, ...] = ()
    applicants: tuple[Applicant, ...] = ()
    unit: str | None = None
    overview: bool = False
    people: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """The bodies of a ranking, a sum or a list: those of a level within a place (None: anywhere), without some.

    `every_level`: bodies of all levels and kinds are asked for (哪些单位), where none is said.
    """

    parent: str | None = None
    level: ScopeLevel | None = None
    without: tuple[Target, ...] = ()
    every_level: bool = False


_WHOSE = frozenset({"who", "when", "counted"})
_FIGURES = _WHOSE | {"what", "applicant"}
_AREA = _FIGURES | {"level", "national"}


@dataclass(frozen=True, slots=True)
class Request:
    """What every kind of request has."""

    subject: Subject

    operation: ClassVar[Operation]
    beside: ClassVar[frozenset[str]] = frozenset()
    """Words for something else that may be asked besides: what this kind tells stays right without."""

    @property
    def takes(self) -> frozenset[str]:
        """The recognised words that it uses."""
        return _FIGURES

    @property
    def idle(self) -> tuple[Target, ...]:
        """The bodies named that it does not use."""
        return ()

    @property
    def scope(self) -> Scope | None:
        """Over which bodies it runs, and how, in the contract's terms."""
        return None


@dataclass(frozen=True, slots=True)
class AreaRequest(Request):
    """What every kind over the bodies of an area has."""

    area: Area

    beside: ClassVar[frozenset[str]] = frozenset({"sum", "mean"})

    @property
    def idle(self) -> tuple[Target, ...]:
        return self.subject.targets

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level)


# --- figures of named bodies -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lookup(Request):
    """Figures as they are reported: 泰顺2018年收到多少申请."""

    operation: ClassVar[Operation] = "lookup"
    beside: ClassVar[frozenset[str]] = frozenset({"sum"})

    @property
    def takes(self) -> frozenset[str]:
        alone = len(self.subject.measures) <= 1 and len(self.subject.applicants) <= 1
        return _FIGURES | ({"sum"} if alone else set())


@dataclass(frozen=True, slots=True)
class Series(Request):
    """Figures over the years: 泰顺历年收到申请."""

    operation: ClassVar[Operation] = "trend"

    @property
    def takes(self) -> frozenset[str]:
        return _FIGURES | {"trend", "change"}


@dataclass(frozen=True, slots=True)
class Comparison(Request):
    """Figures side by side, two with their difference: of bodies, of years, of figures.

    Of more than two the highest is named, or the `least`; they stand in that order where they are `ranked`. `percent`:
    how many percent the difference is, is asked for.
    """

    least: bool = False
    ranked: bool = False
    percent: bool = False

    operation: ClassVar[Operation] = "compare"

    @property
    def takes(self) -> frozenset[str]:
        of_years = {"change", "year_on_year", "trend"} if len(self.subject.targets) <= 1 else set()
        percent = {"ratio"} if self.percent else set()
        return _FIGURES | {"compare", "most", "least", "rank"} | of_years | percent


@dataclass(frozen=True, slots=True)
class Share(Request):
    """A rate, or the share of a figure in another one of the report.

    Of two figures neither of which is part of the other, `of_other` asks for the first in terms of the second,
    `together` for both in the whole they are part of.
    """

    of_other: bool = False
    together: bool = False

    operation: ClassVar[Operation] = "ratio"
    beside: ClassVar[frozenset[str]] = frozenset({"sum"})

    @property
    def of_rates(self) -> bool:
        """Whether rates are asked for, which no form tells by applicant."""
        return any(code in catalogue.rates() for measure in self.subject.measures for code in measure.codes)

    @property
    def takes(self) -> frozenset[str]:
        subject = self.subject
        several = max(len(subject.targets), len(subject.times), len(subject.measures)) > 1
        beside = {"compare", "most", "least"} if several else set()
        summed = {"sum"} if self.together and len(subject.measures) == 2 else set()
        columns = set() if self.of_rates else {"applicant"}
        return _WHOSE | {"what", "ratio", "define"} | columns | beside | summed


@dataclass(frozen=True, slots=True)
class Sum(Request):
    """Figures of named bodies, years or rows together; or their mean."""

    mean: bool = False

    operation: ClassVar[Operation] = "aggregate"

    @property
    def takes(self) -> frozenset[str]:
        return _FIGURES | {"mean" if self.mean else "sum"}


@dataclass(frozen=True, slots=True)
class BestYears(Request):
    """The years of a body by a figure, the highest (or `least`) first; within `bounds` where there are some."""

    least: bool = False
    bounds: tuple[Bound, ...] = ()

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        return _FIGURES | ({"bound"} if self.bounds else {"most", "least", "rank"})


@dataclass(frozen=True, slots=True)
class Held(Request):
    """Whether figures keep to limits: 泰顺2022年申请量超过30件了吗."""

    bounds: tuple[Bound, ...] = ()

    operation: ClassVar[Operation] = "check"

    @property
    def takes(self) -> frozenset[str]:
        return _FIGURES | {"bound", "compare"}


@dataclass(frozen=True, slots=True)
class Stated(Request):
    """Whether figures are the numbers said. `compares`: a comparison is spoken of, and no plain number.

    `of_each`: one number is said of each of several bodies or years.
    """

    claims: tuple[Claim, ...] = ()
    compares: bool = False
    of_each: bool = False

    operation: ClassVar[Operation] = "check"
    beside: ClassVar[frozenset[str]] = frozenset({"ratio", "most", "least", "rank", "mean", "trend"})

    @property
    def takes(self) -> frozenset[str]:
        return _FIGURES | {"number", "sum", "check", "compare", "change", "year_on_year"}


# --- changes -----------------------------------------------------------------------------------------

_CHANGES = _FIGURES | {"change", "year_on_year", "trend", "compare"}


@dataclass(frozen=True, slots=True)
class ChangeByYear(Request):
    """The years of a body by how much a figure changed: 泰顺哪一年增长最快.

    `listed`: all years that went that way are told.
    """

    growth: Growth
    least: bool = False
    listed: bool = False
    bounds: tuple[Bound, ...] = ()

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        return _CHANGES | {"most", "least", "fastest", "slowest", "rank", "bound"}


@dataclass(frozen=True, slots=True)
class ChangeHeld(Request):
    """Whether a figure changed as far as said: 泰顺2018年申请量增长超过20%了吗."""

    growth: Growth
    bounds: tuple[Bound, ...] = ()

    operation: ClassVar[Operation] = "check"

    @property
    def takes(self) -> frozenset[str]:
        return _CHANGES | {"bound"}


@dataclass(frozen=True, slots=True)
class ChangeRanking(AreaRequest):
    """The bodies of an area by how much a figure changed: 温州哪个县增长最快."""

    growth: Growth
    least: bool = False
    listed: bool = False
    bounds: tuple[Bound, ...] = ()
    limit: int | None = None
    nth: int | None = None

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        ranked = {"most", "least", "fastest", "slowest", "rank", "limit", "nth", "bound"}
        return _AREA | _CHANGES | ranked

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level, "least" if self.least else "most", self.limit)


# --- bodies of an area -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ranking(AreaRequest):
    """The bodies of an area by a figure, the highest (or `least`) first; or whose place the `nth` is."""

    least: bool = False
    limit: int | None = None
    nth: int | None = None

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        return _AREA | {"most", "least", "rank", "limit", "nth"}

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level, "least" if self.least else "most", self.limit)


@dataclass(frozen=True, slots=True)
class Standing(AreaRequest):
    """The place of a body in a ranking: 泰顺在温州排第几."""

    least: bool = False

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        return _AREA | {"most", "least", "rank"}

    @property
    def idle(self) -> tuple[Target, ...]:
        return self.subject.targets[1:]

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level, "least" if self.least else "most")


@dataclass(frozen=True, slots=True)
class Within(AreaRequest):
    """The bodies of an area whose figure keeps to limits: 温州哪些县超过50件."""

    bounds: tuple[Bound, ...] = ()
    least: bool = False
    limit: int | None = None

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        return _AREA | {"most", "least", "rank", "bound"}

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level, "least" if self.least else "most", self.limit)


@dataclass(frozen=True, slots=True)
class Beyond(AreaRequest):
    """The bodies of an area with more (or `less`) than the body named: 比泰顺多的县."""

    less: bool = False
    least: bool = False

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        return _AREA | {"compare", "most", "least", "rank"}

    @property
    def idle(self) -> tuple[Target, ...]:
        return self.subject.targets[1:]

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level, "least" if self.least else "most")


@dataclass(frozen=True, slots=True)
class AreaSum(AreaRequest):
    """A figure of all bodies of an area together; or its mean."""

    mean: bool = False

    operation: ClassVar[Operation] = "aggregate"

    @property
    def takes(self) -> frozenset[str]:
        return _AREA | {"mean" if self.mean else "sum"}

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level, "mean" if self.mean else "sum")


@dataclass(frozen=True, slots=True)
class AreaShare(AreaRequest):
    """The share of a body in the sum over an area: 泰顺占温州各县的比例."""

    operation: ClassVar[Operation] = "ratio"

    @property
    def takes(self) -> frozenset[str]:
        return _AREA | {"ratio", "sum"}

    @property
    def idle(self) -> tuple[Target, ...]:
        return ()

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level, "sum")


# --- reports and their words -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Consistency(Request):
    """What adds up in one report and what does not; the report by its number, or of a body and year."""

    report: int | None = None

    operation: ClassVar[Operation] = "check"

    @property
    def takes(self) -> frozenset[str]:
        # The sums of every figure are among the checks.
        figures = {"sum", "channels_all", "outcomes_all", "applicants_all", "parts", "all_indicators"}
        return _WHOSE | figures | {"what", "check", "report", "topic"}


@dataclass(frozen=True, slots=True)
class Failing(Request):
    """Which reports of the bodies named, of an area, or of all fail checks."""

    area: Area | None = None

    operation: ClassVar[Operation] = "check"

    @property
    def takes(self) -> frozenset[str]:
        return _WHOSE | {"check", "reports", "level", "national", "topic"}

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level, "most") if self.area else None


@dataclass(frozen=True, slots=True)
class Reports(Request):
    """Which reports are stored of the bodies named, of an area, or at all; which are `missing`."""

    area: Area | None = None
    missing: bool = False
    missing_first: bool = False

    operation: ClassVar[Operation] = "reports"

    @property
    def takes(self) -> frozenset[str]:
        return _WHOSE | {"reports", "missing", "when_published", "negation", "level", "national", "sum"}

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level, "most") if self.area else None


@dataclass(frozen=True, slots=True)
class TextSearch(Request):
    """Where the reports speak of something: of topics, of words quoted, else of a figure."""

    topics: tuple[str, ...] = ()
    phrase: str | None = None

    operation: ClassVar[Operation] = "text"

    @property
    def takes(self) -> frozenset[str]:
        figures = set() if self.topics or self.phrase else {"what"}
        return _WHOSE | figures | {"passage", "topic", "reports"}


@dataclass(frozen=True, slots=True)
class Definition(Request):
    """What a figure counts: 过程性信息是什么意思."""

    operation: ClassVar[Operation] = "text"

    @property
    def takes(self) -> frozenset[str]:
        return frozenset({"what", "define"})
