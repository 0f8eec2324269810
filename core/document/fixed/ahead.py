"""Pages begun one ahead: what a helper still does on one goes on while the next is begun."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def one_ahead(begun: Iterable[T], is_worth_it: Callable[[], bool]) -> Iterator[T]:
    """The same, each when the next one was begun, as long as that is worth it: it may be in vain."""
    waiting: list[T] = []
    for one in begun:
        waiting.append(one)
        while waiting and (len(waiting) > 1 or not is_worth_it()):
            yield waiting.pop(0)
    yield from waiting
