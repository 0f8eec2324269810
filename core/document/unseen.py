"""What stands in a file without being a part of what is read: hidden, struck out, the mark of a note, a watermark.

It is left out of the text, and told where a figure stood there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from core.types import Issue, named

Look = Literal["hidden", "struck", "raised", "watermark"]

PALE = 250
"""How light a colour is, of 255 in red, green and blue alike, that is not seen on white."""
_MARK = re.compile(
    r"[\[(（【〔]?\s*+(?:[注表]\s*+)?(?:\d{1,2}|[a-z*†‡※]|[①-⑳])?(?:[,，、]\s*+\d{1,2})*\s*+[\])）】〕]?"
)
_POWER = re.compile(r"[×xX*]\s*10$")
_FIGURE = re.compile(r"\d[\d,.]*")
_MOST_TOLD = 6


def is_mark(raised: str) -> bool:
    """Whether what is raised (or lowered) beside words is the mark of a note."""
    return _MARK.fullmatch(raised.strip()) is not None


def is_power(before: str) -> bool:
    """Whether what is raised behind these words is a power of ten."""
    return _POWER.search(before) is not None


def is_lost_on_white(shades: Iterable[int]) -> bool:
    """Whether a colour, given as its red, green and blue, is not seen on white."""
    return min(shades) >= PALE


@dataclass(slots=True)
class Unseen:
    """What was left out so far: the figures in it, by how it looked."""

    figures: dict[Look, dict[str, None]] = field(default_factory=dict)

    def leave_out(self, text: str, look: Look) -> None:
        """Take down the figures of a text that is left out."""
        for figure in _FIGURE.findall(text):
            self.figures.setdefault(look, {})[figure] = None

    def notes(self) -> tuple[Issue, ...]:
        """What to tell of it."""
        if not self.figures:
            return ()
        first = {look: tuple(figures)[:_MOST_TOLD] for look, figures in self.figures.items()}
        counts = {f"{look}_in_all": len(figures) for look, figures in self.figures.items()}
        return (Issue("unseen_text", "info", "figures", values=named(**first, **counts)),)


def hidden_sheet_notes(names: Sequence[str]) -> tuple[Issue, ...]:
    """What to tell of the sheets of a workbook that are hidden."""
    if not names:
        return ()
    return (Issue("unseen_text", "info", "sheets", values=named(sheets=tuple(names[:_MOST_TOLD]))),)
