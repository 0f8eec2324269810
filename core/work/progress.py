"""Tells whoever listens how far a reader got: a listener called with (3, 18) hears of page 3 of 18."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int, int], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def at_page(page: int, pages: int) -> None:
    """Say that a page is being read, by its number from 1 and how many there are."""
    listener = _listener.get()
    if listener is not None:
        listener(page, pages)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Hear of the pages that are read within the block."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
