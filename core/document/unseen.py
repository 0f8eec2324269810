"""What stands in a file without being a part of what is read: hidden, struck out, raised as the mark of a note.

It is left out of the text, and told where a figure stood there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from core.types import Issue

Look = Literal["hidden", "struck", "raised"]

_NAMES: Mapping[Look, str] = {"hidden": "隐藏的", "struck": "划掉的", "raised": "角标"}
_MARK = re.compile(r"[\[(（【〔]?\s*(?:注|表)?\s*(?:\d{1,2}|[a-z*†‡※]|[①-⑳])?(?:[,，、]\s*\d{1,2})*\s*[\])）】〕]?")
_POWER = re.compile(r"[×xX*]\s*10$")
_FIGURE = re.compile(r"\d[\d,.]*")
_MOST_TOLD = 6


def is_mark(raised: str) -> bool:
    """Whether what is raised (or lowered) beside words is the mark of a note."""
    return _MARK.fullmatch(raised.strip()) is not None


def is_power(before: str) -> bool:
    """Whether what is raised behind these words is a power of ten."""
    return _POWER.search(before) is not None


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
        told = [f"{_NAMES[look]}{_listed(figures)}" for look, figures in self.figures.items()]
        if not told:
            return ()
        return (Issue("unseen_text", "info", f"有数字没有作为正文读取：{'；'.join(told)}。"),)


def _listed(figures: Mapping[str, None]) -> str:
    first = "、".join(f"“{figure}”" for figure in [*figures][:_MOST_TOLD])
    return first if len(figures) <= _MOST_TOLD else f"{first}等{len(figures)}个"


def hidden_sheet_notes(names: Sequence[str]) -> tuple[Issue, ...]:
    """What to tell of the sheets of a workbook that are hidden."""
    told = "、".join(f"“{name}”" for name in names[:_MOST_TOLD])
    return (Issue("unseen_text", "info", f"隐藏的工作表没有读取：{told}。"),) if told else ()
