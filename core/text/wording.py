"""How something is worded, whatever the numbers: sentences that differ in these alone are worded alike."""

from __future__ import annotations

import re

from core.text.lexicon.figures import figures

NUMBER = "#"
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def wording(text: str) -> str:
    """The text on one line with a sign in place of each number; years and days are numbers too."""
    flat = "".join(text.split())
    kept, done = [], 0
    for start, _, figure in figures(flat):
        first, last = figure.number
        if first < last and start >= done:
            kept += [flat[done:first], NUMBER]
            done = last
    return _DIGITS.sub(NUMBER, "".join(kept) + flat[done:])
