"""Requests for figures of bodies that are named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.asking.understood.request.base import FIGURES, WHOSE, Average, Claim, Request, Target
from core.asking.words.formula import Relation
from core.asking.words.limits import Bound
from core.forms import catalogue
from core.types import Operation


@dataclass(frozen=True, slots=True)
class Lookup(Request):
    """Figures as they are reported: 泰顺2018年收到多少申请."""

    operation: ClassVar[Operation] = "lookup"
    beside: ClassVar[frozenset[str]] = frozenset({"sum"})

    @property
    def takes(self) -> frozenset[str]:
        alone = len(self.subject.measures) <= 1 and len(self.subject.applicants) <= 1
        return FIGURES | ({"sum"} if alone else set())


@dataclass(frozen=True, slots=True)
class Steady:
    """逐年下降, 连升几年: which way; `whether`: the answer is yes or no."""

    up: bool
    whether: bool


@dataclass(frozen=True, slots=True)
class Series(Request):
    """Figures over the years: 泰顺历年收到申请; `steady`: whether they went one way year by year is asked."""

    steady: Steady | None = None

    operation: ClassVar[Operation] = "trend"

    @property
    def takes(self) -> frozenset[str]:
        return FIGURES | {"trend", "change", "compare"}


@dataclass(frozen=True, slots=True)
class Comparison(Request):
    """Figures side by side, two with their difference: of bodies, of years, of figures.

    Of more than two the highest is named, or the `least`; they stand in that order where they are `ranked`. `percent`:
    how many percent the difference is, is asked for. `of_parts`: the figures are the parts of one, the largest is asked
    for. `paired`: each body in a year of its own, 泰顺2021年比瑞安2020年. `times`: how many times the one is the
    other is asked for; `more`: whether what is compared is more than the other (of the year `base`), or less.
    `against_all`: the first body is held against every other one.
    """

    least: bool = False
    ranked: bool = False
    percent: bool = False
    of_parts: bool = False
    paired: bool = False
    times: bool = False
    more: bool | None = None
    base: int | None = None
    against_all: bool = False

    operation: ClassVar[Operation] = "compare"

    @property
    def takes(self) -> frozenset[str]:
        of_years = {"change", "year_on_year", "trend"} if len(self.subject.targets) <= 1 else set()
        asked = ({"ratio"} if self.percent else set()) | ({"times"} if self.times else set())
        return FIGURES | {"compare", "most", "least", "rank", "largest_part"} | of_years | asked


@dataclass(frozen=True, slots=True)
class Reasons(Request):
    """Why a figure is as it is: what the report says of it, else that it gives no reason."""

    operation: ClassVar[Operation] = "compare"

    @property
    def takes(self) -> frozenset[str]:
        of_change = {"change", "year_on_year", "trend", "compare", "number"}
        return FIGURES | of_change | {"why", "passage", "reports", "negation"}


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
        summed = {"sum"} if self.together and len(subject.measures) > 1 else set()
        # Each year is told.
        moved = {"trend"} if subject.of_years else set()
        columns = set() if self.of_rates else {"applicant"}
        return WHOSE | {"what", "ratio", "define"} | columns | beside | summed | moved


@dataclass(frozen=True, slots=True)
class Sum(Request):
    """Figures of named bodies, years or rows together; or their mean or median.

    `part`: what share of the years together that year makes up is asked for, too.
    """

    how: Average = "sum"
    part: int | None = None

    operation: ClassVar[Operation] = "aggregate"

    @property
    def takes(self) -> frozenset[str]:
        cumulative = {"cumulative"} if self.subject.of_years else set()
        shared = {"ratio"} if self.part else set()
        return FIGURES | shared | ({"sum"} | cumulative if self.how == "sum" else {self.how})


@dataclass(frozen=True, slots=True)
class SumOfEach(Request):
    """Figures of several years or rows together, of each of several bodies by itself: 永嘉和平阳近三年各自合计.

    `how`: or their mean or median. `compares`: who has more is asked, too, or (`least`) who has less. `more`: whether
    the first of two has more than the second, or less.
    """

    how: Average = "sum"
    compares: bool = False
    least: bool = False
    more: bool | None = None

    operation: ClassVar[Operation] = "aggregate"

    @property
    def takes(self) -> frozenset[str]:
        compared = {"compare", "most", "least", "rank"} if self.compares else set()
        return FIGURES | ({"sum", "cumulative"} if self.how == "sum" else {self.how}) | compared


@dataclass(frozen=True, slots=True)
class BestYears(Request):
    """The years of a body by a figure, the highest (or `least`) first; within `bounds` where there are some.

    `nth`: which year has that place is asked for. `asked`: whether it is this year.
    """

    least: bool = False
    bounds: tuple[Bound, ...] = ()
    nth: int | None = None
    asked: int | None = None

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        return FIGURES | ({"bound"} if self.bounds else {"least" if self.least else "most", "rank", "nth"})


@dataclass(frozen=True, slots=True)
class Held(Request):
    """Whether figures keep to limits: 泰顺2022年申请量超过30件了吗."""

    bounds: tuple[Bound, ...] = ()

    operation: ClassVar[Operation] = "check"

    @property
    def takes(self) -> frozenset[str]:
        return FIGURES | {"bound", "compare"}


@dataclass(frozen=True, slots=True)
class Stated(Request):
    """Whether figures are the numbers said. `compares`: a comparison is spoken of, and no plain number.

    `of_each`: one number is said of each of several bodies or years.
    """

    claims: tuple[Claim, ...] = ()
    compares: bool = False
    of_each: bool = False

    operation: ClassVar[Operation] = "check"
    beside: ClassVar[frozenset[str]] = frozenset({"ratio", "most", "least", "rank", "mean", "median", "trend"})

    @property
    def takes(self) -> frozenset[str]:
        return FIGURES | {"number", "sum", "check", "compare", "change", "year_on_year", "every"}


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure of a formula with its sign, and whose it is and of when, where that is said with it."""

    sign: int
    code: str
    target: Target | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Formula(Request):
    """Figures added or taken away, divided by one other (`over`), or held against others (`right`) by a `relation`."""

    left: tuple[Operand, ...] = ()
    over: tuple[Operand, ...] = ()
    relation: Relation | None = None
    right: tuple[Operand, ...] = ()

    operation: ClassVar[Operation] = "check"

    @property
    def takes(self) -> frozenset[str]:
        held = {"claim", "check"} if self.relation else {"ratio"} if self.over else {"sum"}
        return WHOSE | held
