"""What a sentence says of a figure besides the figure itself, as values: words only, nothing is looked up.

Who, when and which figure a statement is of stands in `rest`: the words around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.asking.claims.amounts import Amount

Direction = Literal[1, 0, -1]
Order = Literal["most", "least"]
Extent = Literal["large", "small"]
Degree = Literal["main", "many", "vast"]
"""主要来自; 多数, 大部分; 绝大多数."""

YEAR_BEFORE = "上年"
"""The base of 同比, in whatever language it is said."""


@dataclass(frozen=True, slots=True)
class Change:
    """增长41.7%, 比上年少5件, 与2017年持平, 大幅下降: `base` as written, None where none is; 0 is unchanged or 相差."""

    direction: Direction
    amount: Amount | None
    base: str | None
    rest: str
    apart: bool = False
    extent: Extent | None = None


@dataclass(frozen=True, slots=True)
class Multiple:
    """是2017年的1.4倍, 为永嘉的三分之一: 倍 or %."""

    amount: Amount
    base: str | None
    rest: str


@dataclass(frozen=True, slots=True)
class Share:
    """占52.9%, 公开率62.5%, 占全市的5%."""

    amount: Amount
    rest: str


@dataclass(frozen=True, slots=True)
class Standing:
    """位居全市第一, 全市最少, 前三名 (`up_to`), 仅次于龙港 (`behind`): among whom, `rest` says or leaves open."""

    place: int
    order: Order
    rest: str
    up_to: bool = False
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """近五年最高, 2018年以来最少, 历年最多: of the last `years`, or `since` a year, or of all."""

    order: Order
    years: int | None
    since: int | None
    rest: str


@dataclass(frozen=True, slots=True)
class Majority:
    """主要来自企业, 以自然人为主, 绝大多数予以公开."""

    degree: Degree
    part: str
    rest: str


@dataclass(frozen=True, slots=True)
class Every:
    """均予以公开, 全部由企业提出, 其余均不予公开 (`remaining`): `part` is what all of them are."""

    part: str
    rest: str
    remaining: bool = False


@dataclass(frozen=True, slots=True)
class Nothing:
    """未发生行政复议, 无一来自企业, 没有一件不予公开: that there was none of what the words name."""

    rest: str


@dataclass(frozen=True, slots=True)
class Movement:
    """逐年上升, 连续三年下降: `years` is how many, None where that is open."""

    direction: Direction
    years: int | None
    rest: str


@dataclass(frozen=True, slots=True)
class Limit:
    """近20件, 20余件, 超过30件: a figure not said exactly."""

    amount: Amount
    rest: str
    of_each: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """15-20件, 15件至20件之间."""

    low: Amount
    high: Amount
    rest: str
    of_each: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """两县共收到69件: one number said of several bodies or years together."""

    amount: Amount
    rest: str


@dataclass(frozen=True, slots=True)
class FromTo:
    """由上年的12件增加到17件; direction 0 is 变化."""

    direction: Direction
    before: Amount
    after: Amount
    base: str | None
    rest: str


Statement = (
    Change
    | Multiple
    | Share
    | Standing
    | Record
    | Majority
    | Every
    | Nothing
    | Movement
    | Limit
    | Range
    | Total
    | FromTo
)
