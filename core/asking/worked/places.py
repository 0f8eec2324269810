"""Places in an order: those of equal size share one, and the next follows behind them all: 1, 2, 2, 4."""

from __future__ import annotations

from collections.abc import Sequence


def places(sizes: Sequence[object]) -> list[int]:
    """The place of each of some sizes that stand in order."""
    found: list[int] = []
    for i, size in enumerate(sizes):
        tied = i > 0 and sizes[i - 1] == size
        found.append(found[-1] if tied else i + 1)
    return found
