"""Requests for how figures changed from one year to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.asking.understood.request.base import AREA, FIGURES, AreaRequest, Growth, Request, Statistic, Target
from core.asking.words.limits import Bound
from core.types import Operation

CHANGES = FIGURES | {"change", "year_on_year", "trend", "compare"}


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
        return CHANGES | {"most", "least", "fastest", "slowest", "rank", "bound"}


@dataclass(frozen=True, slots=True)
class ChangeOfEach(Request):
    """How a figure of each of several bodies changed, and whose most: 去年鹿城和瓯海的申请哪个增加得多."""

    growth: Growth
    least: bool = False

    operation: ClassVar[Operation] = "compare"

    @property
    def takes(self) -> frozenset[str]:
        return CHANGES | {"most", "least", "fastest", "slowest", "ratio"}


@dataclass(frozen=True, slots=True)
class ChangeHeld(Request):
    """Whether a figure changed as far as said: 泰顺2018年申请量增长超过20%了吗."""

    growth: Growth
    bounds: tuple[Bound, ...] = ()

    operation: ClassVar[Operation] = "check"

    @property
    def takes(self) -> frozenset[str]:
        return CHANGES | {"bound"}


@dataclass(frozen=True, slots=True)
class ChangeRanking(AreaRequest):
    """The bodies of an area by how much a figure changed: 温州哪个县增长最快.

    `whose`: whether it is the body named is asked, `every`: whether all went one way.
    """

    growth: Growth
    least: bool = False
    listed: bool = False
    bounds: tuple[Bound, ...] = ()
    limit: int | None = None
    nth: int | None = None
    whose: bool = False
    every: bool = False

    operation: ClassVar[Operation] = "rank"

    @property
    def takes(self) -> frozenset[str]:
        ranked = {"most", "least", "fastest", "slowest", "rank", "limit", "nth", "bound"}
        return AREA | CHANGES | ranked | ({"every"} if self.every else set())

    @property
    def kept(self) -> str:
        if self.bounds or self.nth or self.whose or self.every:
            return ""
        way = {"up": "增长", "down": "下降", "either": "变化"}[self.growth.direction]
        if self.listed:
            return f"{way}的有哪些"
        most, fewest = "快慢" if self.growth.relative else "多少"
        return f"{way}最{fewest if self.least else most}的"

    @property
    def idle(self) -> tuple[Target, ...]:
        return () if self.whose else self.subject.targets

    @property
    def order(self) -> tuple[Statistic, int | None]:
        return "least" if self.least else "most", self.limit
