"""Requests about reports, their words, and what figures mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.asking.understood.request.base import WHOSE, Area, Request
from core.types import Operation, Scope


@dataclass(frozen=True, slots=True)
class Consistency(Request):
    """What adds up in one report and what does not; the report by its number, or of a body and year."""

    report: int | None = None

    operation: ClassVar[Operation] = "check"

    @property
    def takes(self) -> frozenset[str]:
        # The sums of every figure are among the checks.
        figures = {"sum", "channels_all", "outcomes_all", "applicants_all", "parts", "all_indicators"}
        return WHOSE | figures | {"what", "check", "report", "topic"}


@dataclass(frozen=True, slots=True)
class Failing(Request):
    """Which reports of the bodies named, of an area, or of all fail checks."""

    area: Area | None = None

    operation: ClassVar[Operation] = "check"

    @property
    def takes(self) -> frozenset[str]:
        return WHOSE | {"check", "reports", "level", "national", "topic"}

    @property
    def scope(self) -> Scope | None:
        return self.area.scope("most") if self.area else None


@dataclass(frozen=True, slots=True)
class Carried(Request):
    """Whose requests carried out of a year are other than those carried into the next."""

    area: Area | None = None

    operation: ClassVar[Operation] = "check"

    @property
    def takes(self) -> frozenset[str]:
        return WHOSE | {"what", "check", "reports", "level", "national", "compare", "number"}

    @property
    def scope(self) -> Scope | None:
        return self.area.scope("most") if self.area else None


@dataclass(frozen=True, slots=True)
class Late(Request):
    """Which reports came out later than the law has it; `earliest`: which came out first."""

    area: Area | None = None
    earliest: bool = False

    operation: ClassVar[Operation] = "reports"

    @property
    def takes(self) -> frozenset[str]:
        return WHOSE | {"late", "reports", "when_published", "level", "national", "sum"}

    @property
    def scope(self) -> Scope | None:
        return self.area.scope("most") if self.area else None


@dataclass(frozen=True, slots=True)
class Reports(Request):
    """Which reports are stored of bodies named, of an area, or at all; which are `missing`, how many (`counted`).

    `where`: their addresses are asked for.
    """

    area: Area | None = None
    missing: bool = False
    missing_first: bool = False
    counted: bool = False
    where: bool = False

    operation: ClassVar[Operation] = "reports"
    beside: ClassVar[frozenset[str]] = frozenset({"why"})

    @property
    def takes(self) -> frozenset[str]:
        return WHOSE | {"reports", "missing", "when_published", "negation", "level", "national", "sum"}

    @property
    def scope(self) -> Scope | None:
        return self.area.scope("most") if self.area else None


@dataclass(frozen=True, slots=True)
class TextSearch(Request):
    """Where the reports speak of something: of topics, of words quoted, else of a figure by the `words` it is named."""

    topics: tuple[str, ...] = ()
    phrase: str | None = None
    words: tuple[str, ...] = ()

    operation: ClassVar[Operation] = "text"
    beside: ClassVar[frozenset[str]] = frozenset({"change", "year_on_year", "trend", "most", "least", "sum", "ratio"})

    @property
    def takes(self) -> frozenset[str]:
        figures = set() if self.topics or self.phrase else {"what"}
        return WHOSE | figures | {"passage", "topic", "reports"}


@dataclass(frozen=True, slots=True)
class Mention(Request):
    """What the reports of a body say in words that are none of their figures.

    What answers must say the words of the `core`; `counters` are what is counted.
    """

    pieces: tuple[str, ...] = ()
    core: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()

    operation: ClassVar[Operation] = "text"


@dataclass(frozen=True, slots=True)
class Definition(Request):
    """What a figure counts: 过程性信息是什么意思."""

    operation: ClassVar[Operation] = "text"

    @property
    def takes(self) -> frozenset[str]:
        return frozenset({"what", "define"})


@dataclass(frozen=True, slots=True)
class FormsCompared(Request):
    """How the official forms of these years differ; without years each from the one before it."""

    years: tuple[int, ...] = ()

    operation: ClassVar[Operation] = "text"
