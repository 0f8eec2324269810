"""What every request is made of: bodies, years and figures named; and what every kind of request has."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal

from core.asking.words.catalog import Body
from core.asking.words.times import STRETCHES, Time
from core.places.divisions import Division
from core.types import Applicant, Number, Operation, Scope, ScopeLevel


@dataclass(frozen=True, slots=True)
class Target:
    """A body the question names: the place and kind of body meant, and the stored bodies this may be.

    `divisions` are the places the words may mean; `bodies` is empty where nothing is stored of it. The office of a
    government writes the government's report: the bodies may be that government (`stands_for_office`).
    """

    text: str
    kind: str
    divisions: tuple[Division, ...] = ()
    bodies: tuple[Body, ...] = ()
    stands_for_office: bool = False


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


Average = Literal["sum", "mean", "median"]
"""How several figures are made one."""
Statistic = Literal["most", "least", "sum", "mean", "median"]


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

    `unit` is what the words count (多少项), where that is said; `overview` asks for the main figures where none is
    named, `people` for how many persons there are.
    """

    targets: tuple[Target, ...] = ()
    times: tuple[Time, ...] = ()
    measures: tuple[Measure, ...] = ()
    applicants: tuple[Applicant | None, ...] = ()
    unit: str | None = None
    overview: bool = False
    people: bool = False

    @property
    def of_years(self) -> bool:
        """Whether more than one year is named."""
        return len(self.times) > 1 or any(time.kind in STRETCHES or len(time.years) > 1 for time in self.times)


@dataclass(frozen=True, slots=True)
class Area:
    """The bodies of a ranking, a sum or a list: those of a level within a place (None: anywhere), without some.

    `only`: of the counties those whose names end so, 区 or 市 or 县. `every_level`: bodies of all levels and kinds are
    asked for (哪些单位), where none is said. `everywhere`: the whole store is asked for by name (全国).
    """

    parent: str | None = None
    level: ScopeLevel | None = None
    without: tuple[Target, ...] = ()
    every_level: bool = False
    only: str | None = None
    everywhere: bool = False

    def scope(self, statistic: Statistic, limit: int | None = None) -> Scope:
        """The area in the contract's terms."""
        without = tuple(body.organization.id for target in self.without for body in target.bodies)
        return Scope(self.parent, self.level, statistic, limit, self.only, without)


WHOSE = frozenset({"who", "when", "counted"})
FIGURES = WHOSE | {"what", "applicant"}
AREA = FIGURES | {"level", "national"}
"""The words of a subject: of whom and when; with its figures; with the area of a ranking or a sum."""


@dataclass(frozen=True, slots=True)
class Request:
    """What every kind of request has."""

    subject: Subject
    begin: int = field(default=0, kw_only=True)
    """How many of what is listed were told before: 再往下 asks for those that follow."""

    operation: ClassVar[Operation]
    beside: ClassVar[frozenset[str]] = frozenset()
    """Words for something else that may be asked besides: what this kind tells stays right without."""

    @property
    def takes(self) -> frozenset[str]:
        """The recognised words that it uses."""
        return FIGURES

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

    beside: ClassVar[frozenset[str]] = frozenset({"sum", "mean", "median"})

    @property
    def idle(self) -> tuple[Target, ...]:
        return self.subject.targets

    @property
    def order(self) -> tuple[Statistic, int | None]:
        """What comes first, or what is worked out; how many are told."""
        return "most", None

    @property
    def scope(self) -> Scope | None:
        return replace(self.area.scope(*self.order), kept=self.kept)

    @property
    def kept(self) -> str:
        """Which of the bodies are asked for, in the words of a question; nothing where all are."""
        return ""
