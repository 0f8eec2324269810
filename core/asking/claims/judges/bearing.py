"""Whether two figures bear out the change that is said of them."""

from __future__ import annotations

from dataclasses import replace

from core.asking.claims.amounts import NEAR, Amount, fits, holds, scaled
from core.asking.claims.statements.values import Change
from core.asking.found.values import Found, tidy

# Of fewer percent nobody says 大幅, of more nobody 略有.
_LARGE, _SMALL = 5, 100
Borne = tuple[bool | None, str]
"""Whether a change is as said, and the key of a remark; empty where there is nothing to say."""


def bears_out(statement: Change, now: Found, before: Found) -> Borne:
    """Whether the change is as said."""
    difference = tidy(now.value - before.value)
    amount, direction = statement.amount, statement.direction
    if amount is None:
        return _went(statement, difference, before)
    if statement.apart:
        return holds(scaled(amount, now.unit), abs(difference)), ""
    if direction == 0:
        return _unchanged(amount, difference, before), ""
    if amount.unit == "点" or (now.unit == "%" and amount.is_share):
        return _points(amount, direction, now, before)
    if amount.is_share or amount.unit == "倍":
        return _relative(amount, direction * difference, direction, before)
    if not fits(amount, now.unit):
        return False, "unit"
    return _signed(scaled(amount, now.unit), direction * difference), ""


def _went(statement: Change, difference: float, before: Found) -> Borne:
    """上升; 大幅下降 is left open where it is so, but not by much."""
    went = statement.direction * difference > 0
    if not went or statement.extent is None:
        return went, ""
    relative = 100 * abs(difference) / before.value if before.value and before.unit != "%" else None
    far = relative is not None and (relative >= _LARGE if statement.extent == "large" else relative < _SMALL)
    return (True, "") if far else (None, "extent")


def _unchanged(amount: Amount, difference: float, before: Found) -> bool | None:
    if amount.hedge == "exact":
        return difference == 0
    relative = abs(difference) / before.value if before.value else abs(difference)
    return True if relative <= NEAR / 2 else None if relative <= NEAR else False


def _relative(amount: Amount, difference: float, direction: int, before: Found) -> Borne:
    """So many percent, or so many times more."""
    if amount.unit == "倍" and direction < 0:
        return None, "times_less"
    if not before.value:
        return None, "zero_base"
    return _signed(amount, (100 if amount.is_share else 1) * difference / before.value), ""


def _signed(amount: Amount, actual: float) -> bool | None:
    """A change in the other direction is none of the kind said."""
    return holds(amount, actual) if actual > 0 or (actual == 0 and amount.value == 0) else False


def _points(amount: Amount, direction: int, now: Found, before: Found) -> Borne:
    """Percentage points are the difference of two rates, percent is of the rate before."""
    difference = direction * tidy(now.value - before.value)
    relative = 100 * difference / before.value if before.value else None
    if now.unit != "%":
        same = relative is not None and _signed(replace(amount, unit="%"), relative)
        return (False, "percent") if same else (None, "")
    in_points, in_percent = _signed(amount, difference), relative is not None and _signed(amount, relative)
    if amount.unit == "点":
        return in_points, "relative" if in_percent and not in_points else ""
    return bool(in_percent), "points" if in_points and not in_percent else ""
