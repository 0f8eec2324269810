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

    `unit` is what the words count (多少项), where that is said; `overview` asks for the main figures where none is named.
    """

    targets: tuple[Target, ...] = ()
    times: tuple[Time, ...] = ()
    measures: tuple[Measure, ...] = ()
    applicants: tuple[Applicant, ...] = ()
    unit: str | None = None
    overview: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """The bodies of a ranking, a sum or a list: those of a level within a place (None: anywhere), without some.

    `every_level`: bodies of all levels and kinds are asked for (哪些单位), where none is said.
    """

    parent: str | None = None
    level: ScopeLevel | None = None
    without: tuple[Target, ...] = ()
    every_level: bool = False


# What every kind takes: the words of its subject, and those that only ask.
_SUBJECT = frozenset({"who", "when", "what", "applicant", "counted"})
_AREA = frozenset({"level", "national"})


@dataclass(frozen=True, slots=True)
class Request:
    """What every kind of request has."""

    subject: Subject

    operation: ClassVar[Operation]
    cues: ClassVar[frozenset[str]] = frozenset()
    """The cues that lead to this kind."""

    @property
    def takes(self) -> frozenset[str]:
        """The recognised words that it uses."""
        return _SUBJECT | self.cues

    @property
    def scope(self) -> Scope | None:
        """Over which bodies it runs, and how, in the contract's terms."""
        return None


@dataclass(frozen=True, slots=True)
class AreaRequest(Request):
    """What every kind over the bodies of an area has."""

    area: Area

    @property
    def takes(self) -> frozenset[str]:
        return _SUBJECT | _AREA | self.cues

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level)


# --- figures of named bodies -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lookup(Request):
    """Figures as they are reported: 泰顺2018年收到多少申请."""

    operation: ClassVar[Operation] = "lookup"

    @property
    def takes(self) -> frozenset[str]:
        alone = len(self.subject.measures) <= 1 and len(self.subject.applicants) <= 1
        return _SUBJECT | ({"sum"} if alone else set())


@dataclass(frozen=True, slots=True)
class Series(Request):
    """Figures over the years: 泰顺历年收到申请."""

    operation: ClassVar[Operation] = "trend"
    cues: ClassVar[frozenset[str]] = frozenset({"trend", "change"})


@dataclass(frozen=True, slots=True)
class Comparison(Request):
    """Figures side by side, two with their difference: of bodies, of years, of figures."""

    operation: ClassVar[Operation] = "compare"
    cues: ClassVar[frozenset[str]] = frozenset({"compare", "change", "year_on_year", "most", "least"})


@dataclass(frozen=True, slots=True)
class Share(Request):
    """A rate, or the share of a figure in another one of the report.

    Of two figures neither of which is part of the other, `of_other` asks for the first in terms of the second,
    `together` for both in the whole they are part of.
    """

    of_other: bool = False
    together: bool = False

    operation: ClassVar[Operation] = "ratio"
    cues: ClassVar[frozenset[str]] = frozenset({"ratio"})


@dataclass(frozen=True, slots=True)
class Sum(Request):
    """Figures of named bodies, years or rows together; or their mean."""

    mean: bool = False

    operation: ClassVar[Operation] = "aggregate"

    @property
    def takes(self) -> frozenset[str]:
        return _SUBJECT | {"mean" if self.mean else "sum"}


@dataclass(frozen=True, slots=True)
class BestYears(Request):
    """The years of a body by a figure, the highest (or `least`) first; within `bounds` where there are some."""

    least: bool = False
    bounds: tuple[Bound, ...] = ()

    operation: ClassVar[Operation] = "rank"
    cues: ClassVar[frozenset[str]] = frozenset({"most", "least", "rank", "reports", "bound"})


@dataclass(frozen=True, slots=True)
class Held(Request):
    """Whether figures keep to limits: 泰顺2022年申请量超过30件了吗."""

    bounds: tuple[Bound, ...] = ()

    operation: ClassVar[Operation] = "check"
    cues: ClassVar[frozenset[str]] = frozenset({"bound", "compare"})


@dataclass(frozen=True, slots=True)
class Stated(Request):
    """Whether figures are the numbers said. `compares`: a comparison is spoken of, and no plain number.

    `of_each`: one number is said of each of several bodies or years.
    """

    claims: tuple[Claim, ...] = ()
    compares: bool = False
    of_each: bool = False

    operation: ClassVar[Operation] = "check"
    cues: ClassVar[frozenset[str]] = frozenset({"claim", "number", "sum", "compare", "change", "year_on_year"})


# --- changes -----------------------------------------------------------------------------------------


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
    cues: ClassVar[frozenset[str]] = frozenset(
        {
            "change",
            "year_on_year",
            "trend",
            "compare",
            "most",
            "least",
            "fastest",
            "slowest",
            "rank",
            "reports",
            "bound",
        }
    )


@dataclass(frozen=True, slots=True)
class ChangeHeld(Request):
    """Whether a figure changed as far as said: 泰顺2018年申请量增长超过20%了吗."""

    growth: Growth
    bounds: tuple[Bound, ...] = ()

    operation: ClassVar[Operation] = "check"
    cues: ClassVar[frozenset[str]] = frozenset({"change", "year_on_year", "compare", "bound"})


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
    cues: ClassVar[frozenset[str]] = ChangeByYear.cues | {"limit", "nth"}

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
    cues: ClassVar[frozenset[str]] = frozenset({"most", "least", "rank", "limit", "nth"})

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level, "least" if self.least else "most", self.limit)


@dataclass(frozen=True, slots=True)
class Standing(AreaRequest):
    """The place of a body in a ranking: 泰顺在温州排第几."""

    least: bool = False

    operation: ClassVar[Operation] = "rank"
    cues: ClassVar[frozenset[str]] = frozenset({"most", "least", "rank"})

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
    cues: ClassVar[frozenset[str]] = frozenset({"most", "least", "rank", "bound"})

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level, "least" if self.least else "most", self.limit)


@dataclass(frozen=True, slots=True)
class Beyond(AreaRequest):
    """The bodies of an area with more (or `less`) than the body named: 比泰顺多的县."""

    less: bool = False
    least: bool = False

    operation: ClassVar[Operation] = "rank"
    cues: ClassVar[frozenset[str]] = frozenset({"compare", "most", "least", "rank"})

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
        return _SUBJECT | _AREA | {"mean" if self.mean else "sum"}

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level, "mean" if self.mean else "sum")


@dataclass(frozen=True, slots=True)
class AreaShare(AreaRequest):
    """The share of a body in the sum over an area: 泰顺占温州各县的比例."""

    operation: ClassVar[Operation] = "ratio"
    cues: ClassVar[frozenset[str]] = frozenset({"ratio", "sum"})

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level, "sum")


# --- reports and their words -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Consistency(Request):
    """What adds up in one report and what does not; the report by its number, or of a body and year."""

    report: int | None = None

    operation: ClassVar[Operation] = "check"
    cues: ClassVar[frozenset[str]] = frozenset({"check", "report", "negation"})


@dataclass(frozen=True, slots=True)
class Failing(Request):
    """Which reports of the bodies named, of an area, or of all fail checks."""

    area: Area | None = None

    operation: ClassVar[Operation] = "check"
    cues: ClassVar[frozenset[str]] = frozenset({"check", "reports", "level", "national", "negation"})

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
    cues: ClassVar[frozenset[str]] = frozenset(
        {"reports", "missing", "when_published", "negation", "level", "national"}
    )

    @property
    def scope(self) -> Scope | None:
        return Scope(self.area.parent, self.area.level, "most") if self.area else None


@dataclass(frozen=True, slots=True)
class TextSearch(Request):
    """Where the reports speak of something: of topics, of words quoted, of a figure."""

    topics: tuple[str, ...] = ()
    phrase: str | None = None

    operation: ClassVar[Operation] = "text"
    cues: ClassVar[frozenset[str]] = frozenset({"passage", "topic"})


@dataclass(frozen=True, slots=True)
class Definition(Request):
    """What a figure counts: 过程性信息是什么意思."""

    operation: ClassVar[Operation] = "text"
    cues: ClassVar[frozenset[str]] = frozenset({"define"})

    @property
    def takes(self) -> frozenset[str]:
        return frozenset({"what", "define"})
