"""How much a figure changed from one report year to another: measured, and put in order.

A change is in the unit of the figure and in percent of the earlier figure; that of a rate in percentage points only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.asking.found.missing import Halt, NotSo
from core.asking.found.values import Found, percent, tidy
from core.asking.understood.request import ChangeByYear, ChangeHeld, ChangeOfEach, ChangeRanking, Growth
from core.asking.words.limits import Bound
from core.types import Derived, Number, Row

ChangeRequest = ChangeByYear | ChangeHeld | ChangeOfEach | ChangeRanking


@dataclass(frozen=True, slots=True)
class Change:
    """One body's figure in two years."""

    before: Found
    after: Found

    @property
    def difference(self) -> Number:
        """In the unit of the figure."""
        return tidy(self.after.value - self.before.value)

    @property
    def percent(self) -> float | None:
        """Of the earlier figure; None where that is not positive, and for rates."""
        rate = self.after.unit == "%"
        return None if rate or self.before.value <= 0 else percent(self.difference, self.before.value)

    def measured(self, relative: bool) -> Number | None:
        """What the change is ranked by."""
        return self.percent if relative else self.difference

    def row(self, relative: bool) -> Row:
        """The change as a row, of the later year; the operands are the later and the earlier figure."""
        operands = (self.after.operand(), self.before.operand())
        return replace(
            self.after.row(),
            value=self.measured(relative),
            unit="%" if relative else self.after.unit,
            source=None,
            quote=None,
            derived=Derived("ratio" if relative else "difference", operands),
        )


@dataclass(frozen=True, slots=True)
class Order:
    """How changes are put in order, which of them count, and the limits they are held against."""

    growth: Growth
    least: bool
    listed: bool
    """All that went that way are told, without places: 哪些县增加了, 增长超过20%的."""
    bounds: tuple[Bound, ...] = ()

    @property
    def relative(self) -> bool:
        """Whether in percent."""
        return self.growth.relative

    def size(self, change: Change) -> Number:
        """Smaller comes first."""
        value = change.measured(self.relative) or 0
        size = abs(value) if self.growth.direction == "either" and self.growth.extreme else value
        size = -size if self.growth.direction == "down" else size
        return size if self.least else -size

    def counts(self, change: Change) -> bool:
        """Whether it went the way asked for."""
        if self.growth.direction == "either" or not (self.growth.extreme or self.listed):
            return True
        return change.difference > 0 if self.growth.direction == "up" else change.difference < 0

    def keeps(self, change: Change) -> bool:
        """Whether the size of the change keeps to the limits; raises Halt where these are of another unit."""
        value = change.measured(self.relative)
        unit = "%" if self.relative else change.after.unit
        if any(not bound.fits(unit) for bound in self.bounds):
            raise Halt(NotSo(reason="unit_of_change"))
        return value is not None and all(bound.holds(abs(value), unit) for bound in self.bounds)

    def sorted(self, changes: Sequence[Change]) -> list[Change]:
        """Those that went the way asked for and keep to the limits, in order."""
        fitting = [c for c in changes if c.measured(self.relative) is not None and self.counts(c)]
        kept = [c for c in fitting if self.keeps(c)]
        return sorted(kept, key=lambda c: (self.size(c), c.after.entry.organization, c.after.entry.year))

    def unmeasured(self, changes: Sequence[Change]) -> tuple[Found, ...]:
        """The figures from which no percentage can be worked out, because they are zero."""
        return tuple(change.before for change in changes if change.measured(self.relative) is None)


def order_of(request: ChangeRequest, changes: Sequence[Change]) -> Order:
    """The order asked for; rates change by percentage points, never by percent of percent."""
    growth = request.growth
    if any(change.after.unit == "%" for change in changes):
        growth = replace(growth, relative=False)
    if isinstance(request, ChangeHeld):
        return Order(growth, least=False, listed=True, bounds=request.bounds)
    if isinstance(request, ChangeOfEach):
        return Order(growth, request.least, listed=False)
    return Order(growth, request.least, request.listed, request.bounds)
