"""What becomes of a statement, as values: whether it agrees, what it was held against, and why. No sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from core.asking.found.missing import About, NoReport, NotReported
from core.asking.found.stored import Group
from core.asking.found.table import Looked
from core.asking.found.values import Found
from core.asking.understood.request import Claim, Request
from core.asking.worded.claims import Part
from core.asking.worked.result import Result, entries_of
from core.types import Number, ReportEntry, Row


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be said beside a figure: a likely cause, or why a verdict is left open."""

    key: str
    parts: tuple[tuple[str, Part], ...] = ()


def remark(key: str, **parts: Part) -> Remark:
    """A remark with its parts by name."""
    return Remark(key, tuple(parts.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling(Result):
    """What became of a statement; `agrees` is None where that is left open."""

    agrees: bool | None
    why: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """One number said: the figure it is held against, or what is not there."""

    claim: Claim
    agrees: bool | None
    found: Found | None = None
    gap: NoReport | NotReported | None = None
    cause: Remark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated(Ruling):
    """Plain numbers."""

    checked: tuple[Checked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared(Ruling):
    """A figure beside another one."""

    now: Found
    before: Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiplied(Compared):
    """A figure as a multiple, or in percent, of another one."""

    times: Number
    in_percent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounded(Ruling):
    """Figures held against a limit."""

    values: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added(Ruling):
    """Figures together."""

    values: tuple[Found, ...]
    total: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedUp(Ruling):
    """The last figures that the text gave, together."""

    addends: tuple[Row, ...]
    total: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldBefore(Ruling):
    """A figure that was just told."""

    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Divided(Ruling):
    """One of two figures that the text gave, in the other."""

    part: Row
    whole: Row
    percent: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Ruling):
    """What an operation comes to: a share, a sum over an area, a place."""

    request: Request
    result: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfixed(Ruling):
    """The figures that a rate without a fixed meaning may be made of."""

    rate: str
    values: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverYears(Ruling):
    """A figure year after year."""

    values: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfWhole(Ruling):
    """Figures that are part of another one."""

    parts: tuple[Found, ...]
    whole: Found


@dataclass(frozen=True, slots=True, kw_only=True)
class AmongParts(Ruling):
    """A figure among those beside it in a report: the largest or the smallest of these."""

    mine: tuple[Found, ...]
    ends: tuple[Found, ...]
    least: bool


class Common(TypedDict):
    """What every ruling about figures has."""

    about: About
    rows: tuple[Row, ...]
    told: tuple[Found, ...]
    cited: tuple[ReportEntry, ...]


def on_values(groups: Sequence[Group], values: Sequence[Found], rows: Sequence[Row] | None = None) -> Common:
    """A ruling on figures; the conversation goes on from the first of them."""
    first = values[0]
    looked = Looked(tuple(groups), (first.entry.year,), (first.asked,), tuple(values))
    about = looked.about_told(values)
    if len(groups) == 1:
        about = replace(about, organizations=(first.entry.organization_name,))
    told = [value.row() for value in values] if rows is None else rows
    return Common(about=about, rows=tuple(told), told=tuple(values), cited=entries_of(values))


def answered(request: Request, result: Result, agrees: bool | None, *why: Remark) -> Answered:
    """A ruling that is told as the answer of an operation."""
    return Answered(agrees=agrees, why=why, request=request, result=result, about=result.about, rows=result.rows)
