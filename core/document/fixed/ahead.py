"""Pages begun one ahead: what a helper still does on one goes on while the next is begun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def one_ahead(begun: Iterable[T]) -> Iterator[T]:
    """The same, each when the next one was begun."""
    waiting: list[T] = []
    for one in begun:
        waiting.append(one)
        if len(waiting) > 1:
            yield waiting.pop(0)
    yield from waiting
