"""A result in words, before what must be known beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """The lines of an answer and the notes that are its own; `source` is what the first line cites itself."""

    text: str
    notes: tuple[str, ...] = ()
    source: str = ""
