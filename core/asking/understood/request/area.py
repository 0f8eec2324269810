"""Requests over the bodies of an area: ranked, picked, added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.asking.understood.request.base import AREA, AreaRequest, Average, Statistic, Target
from core.asking.words.limits import Bound
from core.types import Operation

_KEPT = {"over": "超过", "under": "少于", "at_least": "不少于", "at_most": "不超过", "equal": "等于"}


@dataclass(frozen=True, slots=True)
class Ranking(AreaRequest):
    """The bodies of an area by a figure, the highest (or `least`) first; or whose place the `nth` is.

    `both_ends`: who has most and who has least; `each`: that of every body is asked for.
    """

    least: bool = False
    limit: int | None = None
    nth: int | None = None
    both_ends: bool = False
    each: bool = False

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        beside = {"compare", "times"} if self.both_ends else set()
        return AREA | {"most", "least", "rank", "limit", "nth"} | beside

    @property
    def order(self) -> tuple[Statistic, int | None]:
        return "least" if self.least else "most", self.limit


@dataclass(frozen=True, slots=True)
class Standing(AreaRequest):
    """The place of a body in a ranking: 泰顺在温州排第几.

    `asked`: whether it is one of these, from the first to the last.
    """

    least: bool = False
    asked: tuple[int, int] | None = None

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        return AREA | {"most", "least", "rank"} | ({"limit", "nth"} if self.asked else set())

    @property
    def idle(self) -> tuple[Target, ...]:
        return self.subject.targets[1:]

    @property
    def order(self) -> tuple[Statistic, int | None]:
        return "least" if self.least else "most", None


@dataclass(frozen=True, slots=True)
class Within(AreaRequest):
    """The bodies of an area whose figure keeps to limits: 温州哪些县超过50件; `said`: how many they are said to be."""

    bounds: tuple[Bound, ...] = ()
    least: bool = False
    limit: int | None = None
    said: int | None = None

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        return AREA | {"most", "least", "rank", "bound"} | ({"number"} if self.said is not None else set())

    @property
    def order(self) -> tuple[Statistic, int | None]:
        return "least" if self.least else "most", self.limit

    @property
    def kept(self) -> str:
        limits = (f"{_KEPT[bound.comparison]}{bound.number}{bound.unit}" for bound in self.bounds)
        return f"{''.join(limits)}的有哪些"


@dataclass(frozen=True, slots=True)
class Beyond(AreaRequest):
    """The bodies of an area with more (or `less`) than the body named: 比泰顺多的县."""

    less: bool = False
    least: bool = False

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        return AREA | {"compare", "most", "least", "rank"}

    @property
    def idle(self) -> tuple[Target, ...]:
        return self.subject.targets[1:]

    @property
    def order(self) -> tuple[Statistic, int | None]:
        return "least" if self.least else "most", None


@dataclass(frozen=True, slots=True)
class BeyondMean(AreaRequest):
    """The bodies of an area above (or below) the mean, or the median, of all: 高于平均数的县."""

    less: bool = False
    least: bool = False
    how: Average = "mean"

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        return AREA | {"compare", self.how, "most", "least", "rank", "bound"}

    @property
    def order(self) -> tuple[Statistic, int | None]:
        return "least" if self.least else "most", None

    @property
    def kept(self) -> str:
        return f"{'低' if self.less else '高'}于{'中位数' if self.how == 'median' else '平均'}的有哪些"


@dataclass(frozen=True, slots=True)
class BesideMean(AreaRequest):
    """A figure of a body beside the mean, or the median, of an area: 文成2023年跟全市平均比.

    `more`: whether it is more is asked.
    """

    more: bool | None = None
    how: Average = "mean"

    operation: ClassVar[Operation] = "compare"

    @property
    def takes(self) -> frozenset[str]:
        return AREA | {self.how, "compare", "most", "least"}

    @property
    def idle(self) -> tuple[Target, ...]:
        return self.subject.targets[1:]

    @property
    def order(self) -> tuple[Statistic, int | None]:
        return self.how, None


@dataclass(frozen=True, slots=True)
class AreaTable(AreaRequest):
    """Several figures of every body of an area: 温州各县的新收、办结和公开率.

    `more`: only those are asked for whose first figure is more than the second, or less: 诉讼比复议多的县.
    """

    more: bool | None = None

    operation: ClassVar[Operation] = "compare"

    @property
    def takes(self) -> frozenset[str]:
        return AREA | {"compare"}


@dataclass(frozen=True, slots=True)
class AreaShares(AreaRequest):
    """The share of each body in the sum over an area: 温州各县的申请各占多少; or of the first ones: 前三名占多少."""

    limit: int | None = None

    operation: ClassVar[Operation] = "ratio"

    @property
    def takes(self) -> frozenset[str]:
        return AREA | {"ratio", "sum", "most", "rank"} | ({"limit"} if self.limit else set())


@dataclass(frozen=True, slots=True)
class AreaPart(AreaRequest):
    """The share of a part in its whole, both added over an area: 全市去年申请里自然人占多大比例."""

    operation: ClassVar[Operation] = "ratio"

    @property
    def takes(self) -> frozenset[str]:
        return AREA | {"ratio", "sum"}

    @property
    def order(self) -> tuple[Statistic, int | None]:
        return "sum", None


@dataclass(frozen=True, slots=True)
class AreaSum(AreaRequest):
    """A figure of all bodies of an area together, in one year or in several; or its mean or median."""

    how: Average = "sum"

    operation: ClassVar[Operation] = "aggregate"

    @property
    def takes(self) -> frozenset[str]:
        cumulative = {"cumulative"} if self.subject.of_years else set()
        return AREA | ({"sum"} | cumulative if self.how == "sum" else {self.how})

    @property
    def order(self) -> tuple[Statistic, int | None]:
        return self.how, None


@dataclass(frozen=True, slots=True)
class SumRanking(AreaRequest):
    """The bodies of an area by what a figure comes to over several years, the highest (or `least`) first."""

    least: bool = False
    limit: int | None = None

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        return AREA | {"most", "least", "rank", "limit", "sum", "cumulative"}

    @property
    def order(self) -> tuple[Statistic, int | None]:
        return "least" if self.least else "most", self.limit


@dataclass(frozen=True, slots=True)
class BestSums(AreaRequest):
    """The year in which all bodies of an area together had the most, or the `least`: 全市哪一年收到申请最多."""

    least: bool = False

    operation: ClassVar[Operation] = "aggregate"

    @property
    def takes(self) -> frozenset[str]:
        return AREA | {"least" if self.least else "most", "rank", "sum", "cumulative"}

    @property
    def order(self) -> tuple[Statistic, int | None]:
        return "sum", None


@dataclass(frozen=True, slots=True)
class Peaks(AreaRequest):
    """The highest figures (or the lowest) of the bodies of an area in any year: 历年哪个县哪一年收到申请最多."""

    least: bool = False
    limit: int | None = None

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        return AREA | {"least" if self.least else "most", "rank", "limit"}

    @property
    def order(self) -> tuple[Statistic, int | None]:
        return "least" if self.least else "most", self.limit


@dataclass(frozen=True, slots=True)
class AreaSumChange(AreaRequest):
    """How the sum over an area (or the mean, or the median) changed from one year to another: 温州各县合计增长多少.

    `times`: how many times the one is the other is asked for.
    """

    how: Average = "sum"
    times: bool = False

    operation: ClassVar[Operation] = "aggregate"

    @property
    def takes(self) -> frozenset[str]:
        return AREA | {"change", "year_on_year", "trend", "compare", "ratio", "times", self.how}

    @property
    def order(self) -> tuple[Statistic, int | None]:
        return self.how, None


@dataclass(frozen=True, slots=True)
class AreaShare(AreaRequest):
    """The share of a body in the sum over an area: 泰顺占温州各县的比例."""

    operation: ClassVar[Operation] = "ratio"

    @property
    def takes(self) -> frozenset[str]:
        return AREA | {"ratio", "sum"}

    @property
    def idle(self) -> tuple[Target, ...]:
        return ()

    @property
    def order(self) -> tuple[Statistic, int | None]:
        return "sum", None
