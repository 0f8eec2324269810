"""How much a file may hold before it is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """What one file may hold. Sizes are bytes; what is unpacked counts as it is unpacked, whatever headers promise."""

    file_bytes: int = 100_000_000
    text_bytes: int = 20_000_000
    pages: int = 300
    pages_in_vain: int = 20
    """Scanned pages, from the first, on which nothing can be made out before the file is given up."""
    pixels: int = 50_000_000
    members: int = 20_000
    """Files in one archive."""
    member_bytes: int = 100_000_000
    unpacked_bytes: int = 2_000_000_000
    ratio: int = 200
    """How many times smaller a member of more than a megabyte may be when packed; texts reach about 30."""
    nesting: int = 2
    """How deep archives may stand in archives."""
    conversion_seconds: float = 45.0


_current: ContextVar[ReadLimits | None] = ContextVar("limits", default=None)
_DEFAULT = ReadLimits()


def limits() -> ReadLimits:
    """The limits in force."""
    return _current.get() or _DEFAULT


def set_limits(new: ReadLimits) -> None:
    """Put limits in force for what follows in this process (this task, where several run)."""
    _current.set(new)


@contextmanager
def limited(new: ReadLimits) -> Iterator[None]:
    """Put limits in force for a while."""
    token = _current.set(new)
    try:
        yield
    finally:
        _current.reset(token)
