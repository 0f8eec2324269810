"""How far a reader got, told to whoever listens: `told(3, 18)` is page 3 of 18."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Told = Callable[[int, int], None]

_listener: ContextVar[Told | None] = ContextVar("listener", default=None)


def at_page(page: int, pages: int) -> None:
    """Say that a page is being read, by its number from 1 and how many there are."""
    told = _listener.get()
    if told is not None:
        told(page, pages)


@contextmanager
def listening(told: Told) -> Iterator[None]:
    """Hear of the pages that are read within the block."""
    token = _listener.set(told)
    try:
        yield
    finally:
        _listener.reset(token)
