"""One way to say a thing, and as what it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Meant = str | Callable[[re.Match[str]], str]
Written = tuple[str, str, Meant, bool]
"""A hint that stands in the text, else nothing is looked for; what is written (an expression); as what it is read, and
whether that is told."""
Reading = tuple[re.Pattern[str], Meant]
"""What is written, ready to be looked for, and as what it is read."""


def reworded(text: str, readings: Iterable[Reading]) -> str:
    """The text with all that is written so read as it is meant, one wording after the other."""
    for written, meant in readings:
        text = written.sub(meant, text)
    return text
