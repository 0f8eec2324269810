"""Rows whose cells are parted by a sign that is none of those of any notation: 规章 ~ 3 ~ 0 ~ 12."""

from __future__ import annotations

import re
from typing import Literal

from core.document.lines import BAR

_SIGNS = ("~", "¦", "·", "•", "→", "^", "#", "@", "§", "┃", "║", "::", ";;")
_FEWEST_ROWS = 8
_FIGURE = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")
_OTHERS = 0.2
"""Of the lines that hold the sign so many may be something else."""


def with_bars(text: str) -> str:
    """The text with bars between the cells of such rows; as it is where bars or tabs part cells already."""
    if "|" in text or "\t" in text:
        return text
    for sign in _SIGNS:
        if text.count(sign) >= 2 * _FEWEST_ROWS:
            lines = text.split("\n")
            held = [at for at, line in enumerate(lines) if sign in line]
            looks = [_look(lines[at].split(sign)) for at in held]
            if looks.count("figures") >= _FEWEST_ROWS and looks.count("") <= _OTHERS * len(held):
                for at in held:
                    lines[at] = BAR.join(cell.strip() for cell in lines[at].split(sign))
                return "\n".join(lines)
    return text


def _look(cells: list[str]) -> Literal["figures", "head", ""]:
    """Whether these are words (or a figure) with figures behind them, or words that may head such rows."""
    figures = [bool(_FIGURE.fullmatch(cell.strip())) for cell in cells]
    if not cells[0].strip():
        return ""
    return "figures" if figures[-1] else "" if any(figures) else "head"
