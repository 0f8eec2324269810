"""The likely cause of two sums that differ."""

from __future__ import annotations

from collections.abc import Sequence

from core.types import Cause, Number


def likely_cause(left: Sequence[Number], right: Sequence[Number]) -> Cause | None:
    """The likely cause of two sides that differ, where one small slip explains the whole difference."""
    left_sum, right_sum = sum(left), sum(right)
    if left_sum == right_sum:
        return None
    if len(left) == 1 and len(right) > 2 and right[-1] and right[-1] == sum(right[:-1]):
        return Cause("shifted")
    if len(left) == 1 and left[0] == 0:
        return Cause("total_empty")
    difference = left_sum - right_sum
    if any(_one_digit_apart(number, number + difference) for number in right if number) or any(
        _one_digit_apart(number, number - difference) for number in left if number
    ):
        return Cause("digit")
    if difference < 0 and -difference in right and list(right).count(-difference) == 1 and len(right) > 2:
        return Cause("left_out", -difference)
    if len(left) == 1 and abs(difference) <= 2:
        return Cause("total_not_updated")
    return None


def _one_digit_apart(one: Number, other: Number) -> bool:
    """Whether one number becomes the other by dropping a single digit."""
    if other < 0 or one != int(one) or other != int(other):
        return False
    longer, shorter = sorted((str(int(one)), str(int(other))), key=len, reverse=True)
    if len(longer) != len(shorter) + 1 or shorter == "0":
        return False
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
