"""How much a figure grew from one report year to another: measured, put in order, worded.

A change is told in the unit of the figure and in percent of the earlier figure; that of a rate in percentage points only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.asking.found.asked import Halt, Outcome
from core.asking.found.question import Question
from core.asking.found.values import Value, percent, tidy
from core.asking.understood.request import ChangeByYear, ChangeHeld, ChangeRanking, Growth
from core.asking.worded.figures import figure, joined, number
from core.asking.worked.limits import bounds_of
from core.types import Derived, DerivedOperand, Number, Row

ChangeRequest = ChangeByYear | ChangeHeld | ChangeRanking


@dataclass(frozen=True, slots=True)
class Grown:
    """One body's figure in two years."""

    before: Value
    after: Value

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
        operands = tuple(
            DerivedOperand(f"{v.entry.organization_name} {v.entry.year}", v.value, v.entry.id)
            for v in (self.after, self.before)
        )
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
    """How changes are put in order and which of them count."""

    growth: Growth
    least: bool
    listed: bool
    """All that went that way are told, without places: 哪些县增加了, 增长超过20%的."""

    @property
    def relative(self) -> bool:
        """Whether in percent."""
        return self.growth.relative

    def size(self, change: Grown) -> Number:
        """Smaller comes first."""
        value = change.measured(self.relative) or 0
        size = abs(value) if self.growth.direction == "either" and self.growth.extreme else value
        size = -size if self.growth.direction == "down" else size
        return size if self.least else -size

    def counts(self, change: Grown) -> bool:
        """Whether it went the way asked for."""
        if self.growth.direction == "either" or not (self.growth.extreme or self.listed):
            return True
        return change.difference > 0 if self.growth.direction == "up" else change.difference < 0


def order_of(request: ChangeRequest, changes: Sequence[Grown]) -> Order:
    """The order asked for; rates change by percentage points, never by percent of percent."""
    growth = request.growth
    if any(change.after.unit == "%" for change in changes):
        growth = replace(growth, relative=False)
    if isinstance(request, ChangeHeld):
        return Order(growth, least=False, listed=True)
    return Order(growth, request.least, request.listed)


def in_order(question: Question, order: Order, changes: Sequence[Grown]) -> list[Grown]:
    """Those that went the way asked for and keep to the limits."""
    fitting = [c for c in changes if c.measured(order.relative) is not None and order.counts(c)]
    kept = [c for c in fitting if keeps_to_limits(question, order, c)]
    return sorted(kept, key=lambda c: (order.size(c), c.after.entry.organization, c.after.entry.year))


def keeps_to_limits(question: Question, order: Order, change: Grown) -> bool:
    """Whether the size of the change keeps to the limits; raises Halt where these are of another unit."""
    value = change.measured(order.relative)
    unit = "%" if order.relative else change.after.unit
    if any(not bound.fits(unit) for bound in bounds_of(question.request)):
        text = question.say("所说的单位与这项变化的单位不同。", "The unit said is not that of the change. ")
        raise Halt(Outcome("not_understood", text))
    return value is not None and all(bound.holds(abs(value), unit) for bound in bounds_of(question.request))


def places_in(order: Order, ordered: Sequence[Grown]) -> list[int]:
    """The place of each; those of one size share it."""
    places: list[int] = []
    for i, change in enumerate(ordered):
        tied = i > 0 and order.size(ordered[i - 1]) == order.size(change)
        places.append(places[-1] if tied else i + 1)
    return places


def without_percentage(question: Question, order: Order, changes: Sequence[Grown]) -> list[str]:
    """A note on those that have no place because they began at zero."""
    unranked = [c for c in changes if c.measured(order.relative) is None]
    if not unranked:
        return []
    names = joined(
        (
            question.say(
                f"{c.before.entry.organization_name}{c.before.entry.year}年",
                f"{c.before.entry.organization_name} {c.before.entry.year}",
            )
            for c in unranked
        ),
        question.language,
    )
    return [
        question.say(
            f"{names}是零，算不出百分比，没有排进去",
            f"{names}: zero, so there is no percentage and no place",
        )
    ]


# --- wording -----------------------------------------------------------------------------------------


def said(question: Question, order: Order, change: Grown) -> str:
    """增长18.18%（44件→52件，增加8件）."""
    unit = change.after.unit
    up, amount = change.difference > 0, abs(change.difference)
    language = question.language
    span = f"{figure(change.before.value, unit, language)}→{figure(change.after.value, unit, language)}"
    if not amount:
        return question.say(f"持平（{span}）", f"unchanged ({span})")
    plain = f"{number(amount)}个百分点" if unit == "%" else figure(amount, unit, "zh")
    plain_en = f"{number(amount)} percentage points" if unit == "%" else figure(amount, unit, "en")
    by = question.say(f"{'增加' if up else '减少'}{plain}", f"{'up' if up else 'down'} by {plain_en}")
    share = "" if change.percent is None else f"{number(abs(change.percent))}%"
    if order.relative:
        how = question.say(f"{'增长' if up else '下降'}{share}", f"{'up' if up else 'down'} {share}")
        return question.say(f"{how}（{span}，{by}）", f"{how} ({span}, {by})")
    return question.say(f"{by}（{span}{'，' if share else ''}{share}）", f"{by} ({span}{', ' if share else ''}{share})")


def way(question: Question, order: Order) -> str:
    """增长, 减少, 变化."""
    words = {
        "up": question.say("增长" if order.relative else "增加", "rose"),
        "down": question.say("下降" if order.relative else "减少", "fell"),
        "either": question.say("变化", "changed"),
    }
    return words[order.growth.direction]


def most(question: Question, order: Order) -> str:
    """最快, 最多, 最少."""
    if order.growth.direction == "either":
        return question.say("最小" if order.least else "最大", "least" if order.least else "most")
    fast = order.relative and order.growth.direction == "up"
    chinese = ("最慢" if order.least else "最快") if fast else "最少" if order.least else "最多"
    return question.say(chinese, "least" if order.least else "most")
