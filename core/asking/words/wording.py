"""One way to say a thing, and as what it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Meant = str | Callable[[re.Match[str]], str]
Written = tuple[str, str, Meant, bool]
"""A hint, what is written (an expression), as what it is read, and whether that is told."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is written, and as what it is read; `hint` may stand in the text, else nothing is looked for."""

    hint: str
    written: re.Pattern[str]
    meant: Meant
    told: bool = False
