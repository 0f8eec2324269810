"""A result in words, before what must be known beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.asking.worked.result import Result
from core.types import Language


@dataclass(frozen=True, slots=True)
class Told:
    """The lines of an answer and the notes that are its own; `source` is what the first line cites itself.

    `holds`: what was asked for is so, where yes or no is asked for; `instead` tells what is so where that is not.
    """

    text: str
    notes: tuple[str, ...] = ()
    source: str = ""
    holds: bool | None = None
    instead: str = ""


Wording = Mapping[type[Result], Callable[[Any, Language], Told]]
"""How each result of a module of operations is worded: by the module of that name here."""
